package service_test

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
)

// standardClock gives every answer 20 working days.
func (o *office) standardClock() models.Ref {
	o.t.Helper()
	return o.make(models.RolePlan, "clock", "", map[string]any{"title": "An answer", "use": "answer", "length": 20, "unit": "working days", "counting": "after"})
}

// TestAHolidayProclaimedWhileAClockStandsStill counts once the clock runs again,
// and moves nothing that is closed.
func TestAHolidayProclaimedWhileAClockStandsStill(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		o.standardClock()
		stopped, _ := o.waiting(nil)
		closed, limb := o.waiting(nil)
		o.make(models.RolePlan, "answer", "record", map[string]any{"question": closed, "text": "Ninety."})
		o.must(models.RolePlan, "limb", limb, "judge-answered", nil)
		o.must(models.RolePlan, "question", closed, "close", nil)

		o.day(time.March, 6)
		o.must(models.RolePlan, "question", stopped, "stop", map[string]any{"reason": "Which years?"})
		holiday := o.make(models.RoleAdmin, "bank-holiday", "", map[string]any{"title": "Royal wedding", "day": "2019-03-20", "change": "added"})
		o.due(closed, "2019-04-01")

		// It stood still from the 6th to the 10th: 5 March is day 1, 11 to 15 are
		// 2 to 6, 18 to 22 but for the 20th 7 to 10, 25 to 29 are 11 to 15, and 1
		// to 5 April 16 to 20.
		o.day(time.March, 11)
		o.must(models.RolePlan, "question", stopped, "restart", map[string]any{"reason": "The years are settled"})
		o.due(stopped, "2019-04-05")
		o.must(models.RoleAdmin, "bank-holiday", holiday, "withdraw", map[string]any{"reason": "It was put off"})
		o.due(stopped, "2019-04-04")
		o.due(closed, "2019-04-01")
	})
}

// step is a move with the roles that may make it.
type step struct {
	kind string
	ref  models.Ref
	move string
	who  []models.Role
	of   map[string]any
}

// TestWhoMovesADeadline tries every step about time and about whose a limb is
// as every role: those who may not make it are refused, and then one of those
// who may makes it.
func TestWhoMovesADeadline(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		o.standardClock()
		question, limb := o.waiting(nil)
		office, chiefs := []models.Role{models.RolePlan, models.RoleCommissioner}, []models.Role{models.RoleChief}
		for _, s := range []step{
			{"question", question, "hold", chiefs, map[string]any{"holding_reply": "In April"}},
			{"question", question, "ask-time", chiefs, map[string]any{"asked_until": "2019-04-10", "reason": "Figures late"}},
			{"question", question, "refuse-time", office, map[string]any{"reason": "There was time"}},
			{"question", question, "ask-time", chiefs, map[string]any{"asked_until": "2019-04-09", "reason": "Figures still late"}},
			{"question", question, "extend", office, map[string]any{"due_on": "2019-04-09", "reason": "Agreed"}},
			{"question", question, "stop", office, map[string]any{"reason": "Which years?"}},
			{"question", question, "restart", office, map[string]any{"reason": "These years"}},
			{"limb", limb, "disclaim", chiefs, map[string]any{"belongs_to": o.opcc, "reason": "They count them"}},
			{"limb", limb, "insist", office, map[string]any{"reason": "The force counts them too"}},
			{"limb", limb, "disclaim", chiefs, map[string]any{"belongs_to": o.opcc, "reason": "They do"}},
			{"limb", limb, "pass-on", office, nil},
		} {
			o.onlyBy(s)
		}
		o.due(question, "2019-04-09")
		after := o.question(question)
		if after.AskedUntil != "" || after.HoldingReply != "In April" || after.FirstDue() != "2019-04-01" || len(after.Stops) != 1 {
			t.Errorf("afterwards it is %+v", after)
		}
	})
}

func (o *office) onlyBy(s step) {
	o.t.Helper()
	for _, role := range models.Roles {
		if !slices.Contains(s.who, role) {
			o.refused(models.Denied, o.try(role, s.kind, s.ref, s.move, s.of))
		}
	}
	o.must(s.who[len(s.who)-1], s.kind, s.ref, s.move, s.of)
}

// TestWhatStepsAboutTimeAsk tries the steps without what they need.
func TestWhatStepsAboutTimeAsk(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		o.standardClock()
		question, limb := o.waiting(nil)
		why := map[string]any{"reason": "x"}
		o.refused(models.Invalid, o.try(models.RoleChief, "question", question, "hold", nil))
		o.refused(models.Invalid, o.try(models.RoleChief, "question", question, "ask-time", why))
		o.refused(models.Refused, o.try(models.RoleChief, "question", question, "ask-time", map[string]any{"reason": "x", "asked_until": "2019-04-01"}))
		o.refused(models.Refused, o.try(models.RolePlan, "question", question, "refuse-time", why))
		o.refused(models.Refused, o.try(models.RolePlan, "question", question, "restart", why))
		o.refused(models.Invalid, o.try(models.RolePlan, "question", question, "stop", nil))
		o.refused(models.Refused, o.try(models.RolePlan, "question", question, "extend", map[string]any{"reason": "x", "due_on": "2019-03-01"}))
		o.refused(models.Refused, o.try(models.RolePlan, "limb", limb, "pass-on", nil))
		o.refused(models.Refused, o.try(models.RolePlan, "limb", limb, "insist", why))
		o.refused(models.Invalid, o.try(models.RoleChief, "limb", limb, "disclaim", why))
		o.must(models.RolePlan, "question", question, "stop", why)
		o.refused(models.Refused, o.try(models.RolePlan, "question", question, "stop", why))
	})
}

// TestDeadlineOnRequest asks for dates by a clock and by a term.
func TestDeadlineOnRequest(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		clock := o.standardClock()
		term := url.Values{"length": {"56"}, "unit": {"days"}, "counting": {"beginning with"}, "from": {"2019-03-04"}}
		for _, c := range []struct {
			asked url.Values
			due   models.Date
		}{
			{url.Values{"clock": {string(clock)}}, "2019-04-01"},
			// The last of 56 days beginning with 4 March is the 55th after it.
			{term, "2019-04-28"},
			// It stands still on 6 and 7 March.
			{with(term, "stop_from", "2019-03-06", "stop_to", "2019-03-08"), "2019-04-30"},
			// 28 April 2019 is a Sunday.
			{with(term, "next_working_day", "yes"), "2019-04-29"},
		} {
			q, err := o.ParseDeadline(c.asked)
			if err != nil {
				t.Fatal(err)
			}
			computed, err := o.Deadline(context.Background(), o.people[models.RoleChief], q)
			if err != nil || computed.Due != c.due || len(computed.Days) == 0 || computed.Days[len(computed.Days)-1].Day != c.due {
				t.Errorf("%v is due on %+v (%v), want %s", c.asked, computed, err, c.due)
			}
		}
		for field, asked := range map[string]url.Values{
			"length": {}, "unit": {"length": {"3"}, "unit": {"weeks"}, "counting": {"after"}}, "from": with(term, "from", "3000-01-01"),
			"stop_from": with(term, "stop_from", "2019", "stop_to", "2019-03-08"), "stop_to": with(term, "stop_from", "2019-03-08", "stop_to", "9999-01-01"),
		} {
			_, err := o.ParseDeadline(asked)
			o.refused(models.Invalid, err)
			if !strings.Contains(err.Error(), ": ") || !named(err, field) {
				t.Errorf("%v: %v does not name %s", asked, err, field)
			}
		}
		q, err := o.ParseDeadline(url.Values{"clock": {"CLOCK-99"}})
		if err != nil {
			t.Fatal(err)
		}
		_, err = o.Deadline(context.Background(), o.people[models.RoleChief], q)
		o.refused(models.Invalid, err)
	})
}

func with(values url.Values, pairs ...string) url.Values {
	changed := url.Values{}
	for name, value := range values {
		changed[name] = value
	}
	for i := 0; i < len(pairs); i += 2 {
		changed.Set(pairs[i], pairs[i+1])
	}
	return changed
}

// TestEveryClockSaysItsDate holds what the form for putting a question shows
// against the date that it then gets.
func TestEveryClockSaysItsDate(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		standard := o.standardClock()
		second := o.make(models.RolePlan, "clock", "", map[string]any{"title": "Again", "use": "second answer", "length": 5, "unit": "days", "counting": "after"})
		gone := o.make(models.RolePlan, "clock", "", map[string]any{"title": "Old", "use": "answer", "length": 1, "unit": "days", "counting": "after"})
		o.must(models.RolePlan, "clock", gone, "withdraw", map[string]any{"reason": "Replaced"})
		dates, err := o.ClockDates(context.Background(), o.people[models.RolePlan], models.ClockReturn, models.ClockAnswer)
		if err != nil || len(dates) != 2 || dates[0].Clock.Ref != second || dates[0].Due != "2019-03-09" || dates[1].Clock.Ref != standard {
			t.Fatalf("the clocks come to %+v (%v)", dates, err)
		}
		question, _ := o.waiting(map[string]any{"clock": standard})
		o.due(question, dates[1].Due)
	})
}

func named(err error, field string) bool {
	var e *models.Error
	return errors.As(err, &e) && e.Problems.Of(field) != ""
}
