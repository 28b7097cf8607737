package service_test

import (
	"context"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// record is a body's record as a role reads it, after holding every count of
// it against the list that it leads to.
func (o *office) record(role models.Role, body models.Ref) *service.BodyRecord {
	o.t.Helper()
	ctx, who := context.Background(), o.people[role]
	record, err := o.BodyRecord(ctx, who, body)
	if err != nil {
		o.t.Fatal(err)
	}
	for _, part := range record.Parts {
		for _, row := range append(part.Years, part.Total) {
			for _, column := range service.BodyRecordColumns() {
				n, err := o.Count(ctx, who, models.RecommendationKind, column.List(row, record.Bodies))
				if err != nil || n != column.Of(row) {
					o.t.Errorf("%s: %s of %q says %d, its list has %d (%v)", part.Field, column.Label, row.Year, column.Of(row), n, err)
				}
			}
		}
	}
	return record
}

// TestABodysRecordIsThatOfTheRecords counts what is recorded by hand, holds
// every count against its list, and moves target dates: the first one counts.
func TestABodysRecordIsThatOfTheRecords(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		plan := models.RolePlan
		add := func(kind, start string, of map[string]any) models.Ref { return o.make(plan, kind, start, of) }
		newer := add("report", "record", map[string]any{"title": "Newer", "code": "N", "type": "inquiry", "published_on": "2018-05-01"})
		older := add("report", "record", map[string]any{"title": "Older", "code": "O", "type": "inquiry", "published_on": "2016"})
		secret := add("report", "record", map[string]any{"title": "Secret", "code": "S", "type": "inquiry", "published_on": "2017-01-01", "marking": models.OfficialSensitive})
		before := add("body", "", map[string]any{"name": "Before", "type": "force"})
		rec := func(report, body models.Ref, start, target string) models.Ref {
			return add("recommendation", start, map[string]any{"report": report, "title": "R", "owner_body": body, "addressed_to": []models.Ref{o.opcc, body}, "target_on": target})
		}
		claim := func(ref models.Ref) {
			o.must(plan, "recommendation", ref, "claim", map[string]any{"evidence": []models.Ref{newer}})
		}
		revise := func(ref models.Ref, to string) {
			o.must(plan, "recommendation", ref, "revise-target", map[string]any{"target_on": to, "reason": `He said "from":"2011-01-01"`})
		}

		onTime := rec(newer, o.force, "add", "2019-03-04")
		claim(onTime)
		late := rec(newer, o.force, "add", "2019-03-03")
		revise(late, "2019-12-01")
		revise(late, "2020-12-01")
		claim(late)
		notAtAll := rec(older, o.force, "add", "2019-03-03")
		revise(notAtAll, "2019-12-01")
		undated := rec(older, o.force, "add", "")
		set := rec(secret, o.force, "add", "")
		revise(set, "2019-12-01")
		rec(newer, o.force, "record", "2001-01-01")
		ours := rec(newer, o.force, "add", "2001-01-01")
		o.must(plan, "recommendation", ours, "not-ours", map[string]any{"reason": "Theirs"})
		o.must(plan, "recommendation", rec(newer, o.force, "add", ""), "withdraw", map[string]any{"reason": "Twice"})
		carried := rec(newer, before, "add", "2019-03-04")
		finished := rec(newer, before, "add", "2019-03-04")
		o.must(plan, "recommendation", finished, "not-ours", map[string]any{"reason": "Theirs"})
		for _, said := range []struct {
			of, body   models.Ref
			stance, on string
		}{{onTime, o.force, "accepted", "2018-06-01"}, {late, o.force, "noted", "2018-06-01"}, {carried, before, "not accepted", "2018-06-01"}, {undated, o.opcc, "accepted", "2018-06-01"}} {
			add("position", "state", map[string]any{"recommendation": said.of, "body": said.body, "stance": said.stance, "reason": "So", "stated_on": said.on})
		}
		one, err := o.Get(context.Background(), o.people[plan], models.BodyKind, before)
		if err != nil {
			t.Fatal(err)
		}
		succeeded := map[string]any{"succeeded_by": o.force, "succeeded_on": "2018-12-01"}
		if _, err := o.Edit(context.Background(), o.people[plan], models.BodyKind, before, one.Model.Base().Version, fields(t, succeeded)); err != nil {
			t.Fatal(err)
		}

		deliver := o.record(plan, o.force).Parts[0]
		wants := map[string]int64{"on time": 1, "late": 1, "not at all": 1, "not due yet": 2, "no date": 1, "unknown": 1, "not expected": 1}
		for value, n := range wants {
			if got := deliver.Total.Delivered[value]; got != n {
				t.Errorf("delivered %s are %d, wanted %d", value, got, n)
			}
		}
		for value, n := range map[string]int64{"accepted": 1, "noted": 1, "not accepted": 1, "unknown": 5} {
			if got := deliver.Total.Positions[value]; got != n {
				t.Errorf("with the position %s are %d, wanted %d", value, got, n)
			}
		}
		if total := deliver.Total; total.All != 8 || total.CarriedOver != 1 || total.Moved != 2 {
			t.Errorf("all are %d, carried over %d, moved %d", total.All, total.CarriedOver, total.Moved)
		}
		o.years(deliver, "2018", "2017", "2016")
		addressed := o.record(plan, o.force).Parts[1]
		if addressed.Total.All != 9 || addressed.Total.CarriedOver != 2 {
			t.Errorf("addressed to it are %d, of which %d carried over", addressed.Total.All, addressed.Total.CarriedOver)
		}
		o.years(o.record(models.RolePanel, o.force).Parts[0], "2018", "2016", "unknown")
		o.record(models.RoleChief, o.force)
		if left := o.record(plan, before).Parts[0].Total; left.All != 2 || left.CarriedOver != 0 {
			t.Errorf("the one before has %d", left.All)
		}
		_, err = o.BodyRecord(context.Background(), o.people[plan], "NOBODY")
		o.refused(models.Missing, err)
	})
}

func (o *office) years(part service.BodyRecordPart, want ...string) {
	o.t.Helper()
	if len(part.Years) != len(want) {
		o.t.Fatalf("years are %+v", part.Years)
	}
	for i, row := range part.Years {
		if row.Year != want[i] {
			o.t.Errorf("year %d is %s, wanted %s", i, row.Year, want[i])
		}
	}
}
