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

// piled makes one record for each of the piles from which an agenda is proposed,
// and some that belong to none. It gives what belongs to each pile.
func (o *office) piled(meeting models.Ref) map[string][]models.Ref {
	o.t.Helper()
	plan := models.RolePlan
	last := o.make(plan, "meeting", "record", map[string]any{"title": "Last", "type": "com", "held_on": "2019-02-20"})
	item := o.make(plan, "agenda-item", "", map[string]any{"meeting": last, "title": "a"})
	o.make(plan, "meeting", "record", map[string]any{"title": "Other", "type": "panel", "held_on": "2019-03-01"})

	approved := o.make(plan, "question", "draft", map[string]any{"meeting": meeting, "title": "Approved", "text": "?"})
	o.make(plan, "limb", "add", map[string]any{"question": approved, "text": "?"})
	o.must(models.RoleCommissioner, "question", approved, "approve", nil)
	o.make(plan, "question", "draft", map[string]any{"meeting": meeting, "title": "Draft", "text": "?"})
	overdue := o.make(plan, "question", "record", map[string]any{"meeting": last, "title": "Overdue", "text": "?", "put_on": "2019-01-01", "due_on": "2019-03-03"})
	returned := o.make(plan, "question", "record", map[string]any{"meeting": last, "title": "Returned", "text": "?", "put_on": "2019-01-01", "due_on": "2019-03-20"})
	o.make(plan, "answer", "record", map[string]any{"question": returned, "text": "Perhaps"})
	o.must(plan, "question", returned, "return", map[string]any{"due_on": "2019-03-30", "reason": "It does not say"})

	assurance := func(title, until string) models.Ref {
		return o.make(plan, "assurance", "", map[string]any{"title": title, "statement": "s", "relied_until": until})
	}
	lapsed, lapsing := assurance("Lapsed", "2019-03-01"), assurance("On the day", "2019-03-20")
	assurance("Later", "2019-03-21")

	commitment := func(due string, from models.Ref) models.Ref {
		return o.make(plan, "commitment", "", map[string]any{"title": "c " + due, "text": "c", "body": o.force, "due_on": due, "arises_from": from})
	}
	late, action, ofItem := commitment("2019-03-03", last), commitment("2019-04-01", last), commitment("2019-04-02", item)
	commitment("2019-04-01", overdue)

	report := o.make(plan, "report", "", map[string]any{"title": "Report", "type": "internal audit", "code": "IA", "published_on": "2018-01-01"})
	target := o.make(plan, "recommendation", "add", map[string]any{"report": report, "title": "Past", "target_on": "2019-03-01"})
	o.make(plan, "recommendation", "add", map[string]any{"report": report, "title": "Not past", "target_on": "2019-04-01"})
	return map[string][]models.Ref{
		"approved": {approved}, "overdue": {overdue}, "returned": {returned}, "lapsed": {lapsed, lapsing},
		"commitments": {late}, "actions": {action, ofItem}, "recommendations": {target}, "measures": o.moving(),
	}
}

// moving makes measures with figures, and gives those that moved since February
// 2019 in a way that can be told.
func (o *office) moving() []models.Ref {
	o.t.Helper()
	measure := func(title string) models.Ref {
		return o.make(models.RolePlan, "measure", "", map[string]any{"title": title})
	}
	definition := func(term string) models.Ref {
		return o.make(models.RolePlan, "definition", "", map[string]any{"term": term, "text": "t"})
	}
	old, fresh := definition("Old"), definition("New")
	figure := func(of models.Ref, year, value, reported string, under models.Ref) models.Ref {
		return o.make(models.RolePlan, "figure", "add", map[string]any{"measure": of, "period": year, "period_start": year, "period_end": year, "value": value, "reported_on": reported, "definition": under})
	}
	up, same, redefined, missed, before, revised := measure("Up"), measure("Same"), measure("Redefined"), measure("Missed"), measure("Moved long ago"), measure("Revised back")
	figure(up, "2017", "10", "2018-02-01", old)
	figure(up, "2018", "12", "2019-03-01", old)
	figure(same, "2017", "10", "2018-02-01", old)
	figure(same, "2018", "10", "2019-03-01", old)
	figure(redefined, "2017", "10", "2018-02-01", old)
	figure(redefined, "2018", "99", "2019-03-01", fresh)
	figure(missed, "2017", "10", "2018-02-01", old)
	o.make(models.RolePlan, "figure", "missing", map[string]any{"measure": missed, "period": "2018", "period_start": "2018", "period_end": "2018", "reported_on": "2019-03-01", "definition": old})
	figure(before, "2017", "10", "2018-02-01", old)
	figure(before, "2018", "12", "2019-02-01", old)
	figure(revised, "2017", "10", "2018-02-01", old)
	first := figure(revised, "2018", "12", "2019-03-01", old)
	o.make(models.RolePlan, "figure", "add", map[string]any{"measure": revised, "period": "2018", "period_start": "2018", "period_end": "2018", "value": "10", "reported_on": "2019-03-02", "definition": old, "revises": first})
	return []models.Ref{up}
}

// TestProposalsAreWhatIsDue holds every pile against what is due, and its count
// against its list.
func TestProposalsAreWhatIsDue(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o, ctx := newOffice(t, gdb), context.Background()
		plan, meeting := o.people[models.RolePlan], o.com()
		want := o.piled(meeting)
		agenda, err := o.Proposals(ctx, plan, meeting)
		if err != nil {
			t.Fatal(err)
		}
		for _, pile := range agenda.Piles {
			got := refsOf(pile.Items)
			slices.Sort(got)
			slices.Sort(want[pile.Name])
			if !slices.Equal(got, want[pile.Name]) || pile.Count != int64(len(got)) {
				t.Errorf("%s: %d, %v, want %v", pile.Name, pile.Count, got, want[pile.Name])
			}
			if pile.Moved {
				continue
			}
			list, err := o.List(ctx, plan, models.KindNamed(pile.Kind), service.Query{Filters: pile.Query.Filters, Limit: service.MaxPageSize})
			if err != nil || int64(len(list.Models)) != pile.Count {
				t.Errorf("%s counts %d, its list has %d: %v", pile.Name, pile.Count, len(list.Models), err)
			}
		}
		moves := agenda.Piles[len(agenda.Piles)-1].Moves[want["measures"][0]]
		if len(moves) != 1 || moves[0].Change().By != "up 2" {
			t.Errorf("how it moved: %+v", moves)
		}
		if agenda.Last == nil || agenda.Last.Title != "Last" {
			t.Errorf("the last meeting is %+v", agenda.Last)
		}
		added, err := o.AddToAgenda(ctx, plan, meeting, want["lapsed"])
		if err != nil {
			t.Fatal(err)
		}
		if agenda, err = o.Proposals(ctx, plan, meeting); err != nil || agenda.On(want["lapsed"][1]) != added[1].Base().Ref || agenda.On(want["overdue"][0]) != "" {
			t.Errorf("what is on the agenda is proposed again: %v", err)
		}
		_, err = o.Proposals(ctx, o.people[models.RoleChief], meeting)
		o.refused(models.Denied, err)
		_, err = o.Proposals(ctx, o.people[models.RolePanel], "COM-1999-01")
		o.refused(models.Missing, err)
	})
}
