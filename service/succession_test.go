package service_test

import (
	"context"
	"slices"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// counts are how many records the lists of a body count, by list.
func (o *office) counts(body models.Ref) map[string]int64 {
	o.t.Helper()
	found := map[string]int64{}
	for _, list := range models.Successions {
		n, err := o.Count(context.Background(), o.people[models.RolePlan], models.KindNamed(list.Kind), service.Query{Filters: map[string][]string{list.Field: {string(body)}}})
		if err != nil {
			o.t.Fatal(err)
		}
		found[list.Kind+"."+list.Field] = n
	}
	return found
}

// TestNothingIsLostInASuccession passes the functions of the Commissioner to
// the Mayor on 10 May 2021: what was open is found with both, once, and the
// Mayor's people can act on it. No record of it is rewritten.
func TestNothingIsLostInASuccession(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		add := func(kind, start string, of map[string]any) models.Ref {
			return o.make(models.RolePlan, kind, start, of)
		}
		pcc, mayor := add("body", "", map[string]any{"name": "PCC", "type": "opcc"}), add("body", "", map[string]any{"name": "Mayor", "type": "government"})
		report := add("report", "", map[string]any{"code": "IICSA", "title": "Report", "type": "inquiry"})
		meeting := add("meeting", "plan", map[string]any{"title": "COM", "type": "com"})
		open := []models.Ref{
			add("duty", "", map[string]any{"title": "Grants", "owed_by": pcc}),
			add("duty", "", map[string]any{"title": "Data", "owed_to": pcc, "ended": "2022"}),
			add("recommendation", "", map[string]any{"report": report, "title": "Open", "owner_body": pcc}),
			add("recommendation", "record", map[string]any{"report": report, "title": "Not known", "owner_body": pcc}),
			add("commitment", "", map[string]any{"title": "Promise", "text": "To do it", "body": pcc}),
			add("question", "record", map[string]any{"meeting": meeting, "title": "Why", "text": "Why?", "asked_of": pcc}),
		}
		over := []models.Ref{
			add("duty", "", map[string]any{"title": "Old", "owed_by": pcc, "ended": "2018-01-01"}),
			add("recommendation", "", map[string]any{"report": report, "title": "Past", "owner_body": pcc}),
			add("commitment", "", map[string]any{"title": "Dropped", "text": "To do it", "body": pcc}),
		}
		o.must(models.RolePlan, "recommendation", over[1], "not-ours", map[string]any{"reason": "Theirs"})
		o.must(models.RolePlan, "commitment", over[2], "drop", map[string]any{"reason": "Not needed"})
		before, versions := o.counts(pcc), map[models.Ref]int{}
		for _, ref := range open {
			versions[ref] = o.keptVersion(gdb, ref)
		}
		one, err := o.Get(context.Background(), o.people[models.RolePlan], models.BodyKind, pcc)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := o.Edit(context.Background(), o.people[models.RolePlan], models.BodyKind, pcc, one.Model.Base().Version, fields(t, map[string]any{"succeeded_by": mayor, "succeeded_on": "2021-05-10"})); err != nil {
			t.Fatal(err)
		}
		o.at("2021-05-09")
		if n := total(o.counts(mayor)); n != 0 {
			t.Errorf("%d carried over on the day before", n)
		}
		o.at("2021-05-10")
		if after := o.counts(pcc); total(after) != total(before) || total(before) != int64(len(open)+len(over)) {
			t.Errorf("the predecessor had %v and has %v", before, after)
		}
		if carried := o.counts(mayor); total(carried) != int64(len(open)) || carried["recommendation.owner_body"] != 2 || carried["duty.owed_by"] != 1 {
			t.Errorf("carried over: %v", carried)
		}
		// Asked for both, each counts once.
		both, err := o.Count(context.Background(), o.people[models.RolePlan], models.DutyKind, service.Query{Filters: map[string][]string{"owed_by": {string(pcc), string(mayor)}}})
		if err != nil || both != 2 {
			t.Errorf("%d duties owed by either, %v", both, err)
		}
		for _, ref := range open {
			if now := o.keptVersion(gdb, ref); now != versions[ref] {
				t.Errorf("%s was rewritten", ref)
			}
		}
		o.shownOnBoth(pcc, mayor, open)
		o.actsForBoth(mayor, open[2])
	})
}

func total(counts map[string]int64) int64 {
	var sum int64
	for _, n := range counts {
		sum += n
	}
	return sum
}

func (o *office) keptVersion(gdb *gorm.DB, ref models.Ref) int {
	o.t.Helper()
	var version, last int
	for _, list := range models.Successions {
		if err := gdb.Raw("SELECT version FROM "+models.KindNamed(list.Kind).Table()+" WHERE ref = ?", ref).Scan(&version).Error; err != nil {
			o.t.Fatal(err)
		}
		last = max(last, version)
	}
	return last
}

func (o *office) shownOnBoth(pcc, mayor models.Ref, open []models.Ref) {
	o.t.Helper()
	over, on, err := o.Successions(context.Background(), o.people[models.RolePanel], mayor)
	if err != nil || on != nil || len(over) != 1 || over[0].From != pcc || over[0].On != "2021-05-10" || over[0].Names[pcc].Title != "PCC" {
		o.t.Fatalf("the successor shows %+v, %+v, %v", over, on, err)
	}
	none, on, err := o.Successions(context.Background(), o.people[models.RolePanel], pcc)
	if err != nil || len(none) != 0 || on == nil || on.To != mayor {
		o.t.Fatalf("the predecessor shows %+v, %+v, %v", none, on, err)
	}
	for _, passed := range []service.Succession{over[0], *on} {
		var shown []models.Ref
		for _, list := range passed.Lists {
			if int(list.Count) != len(list.Items) {
				o.t.Errorf("%s: %d of %d", list.Kind, len(list.Items), list.Count)
			}
			for _, item := range list.Items {
				shown = append(shown, item.Ref)
			}
		}
		slices.Sort(shown)
		want := slices.Sorted(slices.Values(open))
		if !slices.Equal(shown, want) {
			o.t.Errorf("shown are %v, want %v", shown, want)
		}
	}
}

// actsForBoth lets a chief officer of the successor claim what was carried over,
// and still finds it with the successor once it is closed.
func (o *office) actsForBoth(mayor, recommendation models.Ref) {
	o.t.Helper()
	ref, err := o.AddPerson(context.Background(), service.NewPerson{Name: "Deputy", Email: "deputy@example.org", Roles: []models.Role{models.RoleChief}, Body: "Mayor", BodyType: "government"})
	if err != nil {
		o.t.Fatal(err)
	}
	var deputy *models.Actor
	err = o.Load(context.Background(), models.System(), "", func(l *service.Loader) (err error) {
		deputy, err = l.Actor(ref)
		return err
	})
	if err != nil || deputy.Body != mayor {
		o.t.Fatalf("%+v, %v", deputy, err)
	}
	o.people[models.RoleChief] = deputy
	o.must(models.RoleChief, "recommendation", recommendation, "claim", map[string]any{"evidence": []models.Ref{recommendation}})
	o.must(models.RoleCommissioner, "recommendation", recommendation, "close", map[string]any{"reason": "Seen"})
	if carried := o.counts(mayor); carried["recommendation.owner_body"] != 2 {
		o.t.Errorf("closed since: %v", carried)
	}
}
