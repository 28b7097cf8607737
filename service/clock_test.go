package service_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
)

func (o *office) question(ref models.Ref) *models.Question {
	o.t.Helper()
	one, err := o.Get(context.Background(), o.people[models.RolePlan], models.QuestionKind, ref)
	if err != nil {
		o.t.Fatal(err)
	}
	return one.Model.(*models.Question)
}

func (o *office) due(ref models.Ref, want models.Date) {
	o.t.Helper()
	if got := o.question(ref).DueOn; got != want {
		o.t.Errorf("%s is due on %s, not on %s", ref, got, want)
	}
}

func (o *office) day(month time.Month, day int) {
	o.clock.Set(time.Date(2019, month, day, 9, 0, 0, 0, time.UTC))
}

// TestTheClockOfAQuestion puts a question on a computed date, stops, restarts,
// extends and returns, and proclaims a holiday while it runs.
func TestTheClockOfAQuestion(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		o.make(models.RoleAdmin, "clock", "", map[string]any{"title": "Answers", "use": "answer", "length": 20, "unit": "working days", "counting": "after"})
		meeting := o.make(models.RolePlan, "meeting", "plan", map[string]any{"title": "COM", "type": "com"})
		// Put on Monday 4 March 2019: twenty working days end on Monday 1 April.
		computed, byHand, closed := o.put(meeting, "Computed", ""), o.put(meeting, "By hand", "2019-04-03"), o.put(meeting, "Transferred", "")
		o.due(computed, "2019-04-01")
		if how := o.question(computed).DueHow; !strings.Contains(how, "20 working days after 4 March 2019") {
			t.Errorf("it is said to be computed as %q", how)
		}
		o.must(models.RolePlan, "question", closed, "transfer", map[string]any{"transferred_to": o.opcc, "reason": "Theirs"})

		// A holiday proclaimed for Wednesday 20 March moves what was computed.
		o.day(time.March, 6)
		holiday := o.make(models.RoleAdmin, "bank-holiday", "", map[string]any{"title": "Jubilee", "day": "2019-03-20", "change": "added"})
		o.due(computed, "2019-04-02")
		o.due(byHand, "2019-04-03")
		o.due(closed, "2019-04-01")
		q := o.question(computed)
		if len(q.DueRevisions) != 1 || !strings.Contains(q.DueRevisions[0].Reason, "Jubilee") || q.FirstDue() != "2019-04-01" {
			t.Errorf("the move is not kept: %+v", q.DueRevisions)
		}
		events, _, err := o.History(context.Background(), o.people[models.RoleChief], models.QuestionKind, computed)
		if err != nil || !strings.Contains(events[0].Reason, "Jubilee") || events[0].Changes["due_on"].To != "2019-04-02" {
			t.Errorf("the trace does not say why the date moved: %+v, %v", events[0], err)
		}

		// Stopped from Thursday 7 to Tuesday 12 March: three working days more,
		// Friday 5 April. The date by hand, 3 April, moves by five days.
		o.day(time.March, 7)
		for _, ref := range []models.Ref{computed, byHand} {
			o.must(models.RolePlan, "question", ref, "stop", map[string]any{"reason": "Which years?"})
			o.refused(models.Refused, o.try(models.RolePlan, "question", ref, "stop", map[string]any{"reason": "Again"}))
		}
		o.day(time.June, 1)
		if late := models.QuestionKind.DerivedNamed("overdue").Of(o.question(computed), o.Today()); late != "no" {
			t.Error("a question is overdue while its clock stands still")
		}
		o.day(time.March, 12)
		for _, ref := range []models.Ref{computed, byHand} {
			o.must(models.RolePlan, "question", ref, "restart", map[string]any{"reason": "2015 to 2018"})
			o.refused(models.Refused, o.try(models.RolePlan, "question", ref, "restart", map[string]any{"reason": "Again"}))
		}
		o.due(computed, "2019-04-05")
		o.due(byHand, "2019-04-08")

		// Withdrawing the holiday gives the day back.
		o.must(models.RoleAdmin, "bank-holiday", holiday, "withdraw", map[string]any{"reason": "Cancelled"})
		o.due(computed, "2019-04-04")

		o.refused(models.Refused, o.try(models.RoleChief, "question", computed, "ask-time", map[string]any{"asked_until": "2019-04-01", "reason": "Earlier"}))
		o.refused(models.Refused, o.try(models.RolePlan, "question", computed, "refuse-time", map[string]any{"reason": "Nothing asked"}))
		o.must(models.RoleChief, "question", computed, "ask-time", map[string]any{"asked_until": "2019-04-12", "reason": "Leave"})
		o.must(models.RolePlan, "question", computed, "extend", map[string]any{"due_on": "2019-04-10", "reason": "Two days less"})
		q = o.question(computed)
		if q.DueOn != "2019-04-10" || q.AskedUntil != "" || q.DueHow != "" || q.FirstDue() != "2019-04-01" {
			t.Errorf("after an extension: %+v", q.Running)
		}

		answer := o.make(models.RoleDrafter, "answer", "draft", map[string]any{"question": computed, "text": "So."})
		o.must(models.RoleDrafter, "answer", answer, "send-for-clearance", nil)
		o.must(models.RoleChief, "answer", answer, "clear", nil)
		o.must(models.RoleChief, "answer", answer, "submit", nil)
		// Returned on Tuesday 12 March with no clock for second answers: the
		// one for answers runs again, twenty days to Tuesday 9 April.
		o.must(models.RolePlan, "question", computed, "return", map[string]any{"reason": "No cost"})
		o.due(computed, "2019-04-09")
		if q = o.question(computed); q.StartedOn != "2019-03-12" || q.PutOn != "2019-03-04" || len(q.Stops) != 0 {
			t.Errorf("the clock did not start anew: %+v", q.Running)
		}
		report, err := o.VerifyTrail(context.Background())
		if err != nil || len(report.Broken) > 0 {
			t.Errorf("the trail does not hold: %+v, %v", report, err)
		}
	})
}

// TestAClockThatRanDoesNotChange holds the terms by which dates were computed.
func TestAClockThatRanDoesNotChange(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		ctx, who := context.Background(), o.people[models.RoleAdmin]
		clock := o.make(models.RoleAdmin, "clock", "", map[string]any{"title": "Answers", "use": "answer", "length": 20, "unit": "working days", "counting": "after"})
		edit := func(version int, of map[string]any) error {
			_, err := o.Edit(ctx, who, models.ClockKind, clock, version, fields(t, of))
			return err
		}
		if err := edit(1, map[string]any{"length": 15}); err != nil {
			t.Fatal(err)
		}
		meeting := o.make(models.RolePlan, "meeting", "plan", map[string]any{"title": "COM", "type": "com"})
		o.put(meeting, "Put", "")
		o.refused(models.Invalid, edit(2, map[string]any{"length": 10}))
		if err := edit(2, map[string]any{"title": "Fifteen days"}); err != nil {
			t.Error(err)
		}
	})
}

// TestWhoseAllocationItIs holds that only the named drafter accepts or hands
// back, and that submission ends it.
func TestWhoseAllocationItIs(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		meeting := o.make(models.RolePlan, "meeting", "plan", map[string]any{"title": "COM", "type": "com"})
		question := o.put(meeting, "Put", "2019-03-20")
		to := func(role models.Role) map[string]any {
			return map[string]any{"question": question, "drafter": o.people[role].Person}
		}
		_, err := o.Create(context.Background(), o.people[models.RoleChief], models.AllocationKind, "", fields(t, to(models.RolePlan)))
		o.refused(models.Invalid, err)
		_, err = o.Create(context.Background(), o.people[models.RolePlan], models.AllocationKind, "", fields(t, to(models.RoleDrafter)))
		o.refused(models.Denied, err)
		allocation := o.make(models.RoleChief, "allocation", "", to(models.RoleDrafter))
		o.refused(models.Missing, o.try(models.RolePlan, "allocation", allocation, "accept", nil))
		o.refused(models.Refused, o.try(models.RoleChief, "allocation", allocation, "accept", nil))
		o.must(models.RoleDrafter, "allocation", allocation, "accept", nil)
		handed := o.make(models.RoleChief, "allocation", "", to(models.RoleDrafter))
		o.refused(models.Invalid, o.try(models.RoleDrafter, "allocation", handed, "hand-back", nil))
		o.must(models.RoleDrafter, "allocation", handed, "hand-back", map[string]any{"reason": "On leave"})
		answer := o.make(models.RoleDrafter, "answer", "draft", map[string]any{"question": question, "text": "So."})
		o.must(models.RoleDrafter, "answer", answer, "send-for-clearance", nil)
		o.must(models.RoleChief, "answer", answer, "clear", nil)
		o.must(models.RoleChief, "answer", answer, "submit", nil)
		if got := o.state("allocation", allocation); got != models.AllocationDone {
			t.Errorf("after submission the allocation is %q", got)
		}
	})
}
