package service_test

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// dutyOf adds a duty of the force to the office, with a monthly schedule.
func (o *office) dutyOf(schedule map[string]any) models.Ref {
	o.t.Helper()
	duty := o.make(models.RolePlan, "duty", "", map[string]any{"title": "Monthly data", "owed_by": o.force, "owed_to": o.opcc})
	if schedule != nil {
		schedule["duty"] = duty
		o.make(models.RolePlan, "schedule", "", schedule)
	}
	return duty
}

func monthly(since string) map[string]any {
	return map[string]any{"every": "month", "since": since, "due_rule": "after the end", "length": 10, "unit": "working days"}
}

// occurrences are those of a duty by the day on which they are due.
func (o *office) occurrences(duty models.Ref) []*models.Occurrence {
	o.t.Helper()
	page, err := o.List(context.Background(), models.System(), models.OccurrenceKind, service.Query{Filters: map[string][]string{"duty": {string(duty)}}, Sort: "due_on", Limit: service.MaxPageSize})
	if err != nil {
		o.t.Fatal(err)
	}
	list := make([]*models.Occurrence, len(page.Models))
	for i, m := range page.Models {
		list[i] = m.(*models.Occurrence)
	}
	return list
}

// falls holds the occurrences of a duty against what is wanted, as texts.
func (o *office) falls(duty models.Ref, want ...string) {
	o.t.Helper()
	got := []string{}
	for _, one := range o.occurrences(duty) {
		got = append(got, fmt.Sprintf("%s %s %s", one.Period, string(one.DueOn), one.State))
	}
	if !slices.Equal(got, want) {
		o.t.Errorf("%q, want %q", got, want)
	}
}

func (o *office) keep() {
	o.t.Helper()
	if err := o.KeepDuties(context.Background()); err != nil {
		o.t.Fatal(err)
	}
}

// TestOccurrencesAppearBySchedule follows a monthly duty through a spring: what
// was entered by hand is recognised, what the days bring appears, what did not
// come is missing, what comes then is late, and the frequency changes half-way.
func TestOccurrencesAppearBySchedule(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb) // on 4 March 2019
		duty := o.dutyOf(nil)
		byHand := o.make(models.RoleGrants, "occurrence", "", map[string]any{"duty": duty, "period": "February 2019", "due_on": "2019-03-20"})
		o.keep()
		o.falls(duty, "February 2019 2019-03-20 due")
		o.make(models.RolePlan, "schedule", "", func() map[string]any {
			schedule := monthly("2019-02-01")
			schedule["duty"] = duty
			return schedule
		}())
		// Easter lies between the end of March and the tenth working day of May.
		o.falls(duty, "February 2019 2019-03-20 due", "March 2019 2019-04-12 due", "April 2019 2019-05-15 due")
		list := o.occurrences(duty)
		if list[0].Ref != byHand || list[0].Starts != "2019-02-01" || list[1].CreatedBy != "" || list[1].Side != models.SideOPCC {
			t.Errorf("made as %+v, %+v", list[0], list[1])
		}
		events, _, err := o.History(context.Background(), o.people[models.RolePlan], models.OccurrenceKind, list[1].Ref)
		if err != nil || len(events) != 1 || events[0].Action != "add" || events[0].Reason == "" || events[0].Person != "" {
			t.Errorf("its trail is %+v, %v", events, err)
		}
		one, err := o.Get(context.Background(), o.people[models.RolePlan], models.DutyKind, duty)
		if err != nil || one.Model.(*models.Duty).Every != models.EveryMonth {
			t.Errorf("the duty is %+v, %v", one, err)
		}
		o.refused(models.Invalid, func() error {
			_, err := o.Create(context.Background(), o.people[models.RolePlan], models.OccurrenceKind, "", fields(t, map[string]any{"duty": duty, "period": "march 2019"}))
			return err
		}())
		o.refused(models.Refused, o.try(models.RolePlan, "occurrence", list[1].Ref, "withdraw", map[string]any{"reason": "Not needed"}))

		o.at("2019-04-15")
		o.keep()
		o.falls(duty, "February 2019 2019-03-20 missing", "March 2019 2019-04-12 missing", "April 2019 2019-05-15 due", "May 2019 2019-06-14 due", "June 2019 2019-07-12 due")
		o.must(models.RolePlan, "occurrence", byHand, "waive", map[string]any{"reason": "The systems were down"})
		document := o.make(models.RoleGrants, "document", "add-shared", map[string]any{"title": "Data of March", "about": duty, "address": "https://example.org"})
		o.must(models.RoleGrants, "occurrence", list[1].Ref, "meet", map[string]any{"met_by": []models.Ref{document}})
		met := o.occurrences(duty)[1]
		if met.State != models.OccurrenceMet || met.DaysLate(o.Today()) != 3 {
			t.Errorf("met late: %+v", met)
		}
		change := map[string]any{"duty": duty, "every": "quarter", "since": "2019-06-01", "due_rule": "last day", "reason": "Agreed at the meeting"}
		o.make(models.RoleAdmin, "schedule", "", change)
		o.at("2019-06-01")
		o.keep()
		o.falls(duty, "February 2019 2019-03-20 waived", "March 2019 2019-04-12 met", "April 2019 2019-05-15 missing", "May 2019 2019-06-14 due", "June 2019 2019-07-12 withdrawn", "June to August 2019 2019-08-31 due")
		before := len(o.occurrences(duty))
		o.keep()
		if after := len(o.occurrences(duty)); after != before {
			t.Errorf("%d occurrences, then %d", before, after)
		}
	})
}

// TestNoOccurrenceTwiceWhenInstancesRun lets four instances on one database see
// to three duties at the same moment, day after day.
func TestNoOccurrenceTwiceWhenInstancesRun(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		var duties []models.Ref
		for range 3 {
			duties = append(duties, o.dutyOf(monthly("2019-01-01")))
		}
		instances := []*service.Service{o.Service}
		for range 3 {
			instances = append(instances, service.New(gdb, o.clock, slog.New(slog.DiscardHandler)))
		}
		for _, day := range []models.Date{"2019-03-31", "2019-06-30", "2019-12-31"} {
			o.at(day)
			var together sync.WaitGroup
			failed := make(chan error, 2*len(instances))
			for i, instance := range instances {
				together.Go(func() { failed <- instance.KeepDuties(context.Background()) })
				if i%2 == 0 {
					together.Go(func() { failed <- instance.RemindOnce(context.Background()) })
				}
			}
			together.Wait()
			close(failed)
			for err := range failed {
				if err != nil {
					t.Error(err)
				}
			}
		}
		for _, duty := range duties {
			list := o.occurrences(duty)
			seen := map[models.Date]bool{}
			for _, one := range list {
				if seen[one.Starts] {
					t.Errorf("%s has two occurrences for %s", duty, one.Period)
				}
				seen[one.Starts] = true
				if missing := one.DueOn < "2019-12-31"; missing != (one.State == models.OccurrenceMissing) || one.Version != 1 && !missing || one.Version > 2 {
					t.Errorf("%s, due on %s, is %s at version %d", one.Period, one.DueOn, one.State, one.Version)
				}
			}
			// January 2019 to February 2020, which is due on 13 March.
			if len(list) != 14 {
				t.Errorf("%s has %d occurrences", duty, len(list))
			}
		}
		report, err := o.VerifyTrail(context.Background())
		if err != nil || len(report.Broken) > 0 {
			t.Errorf("the trail: %+v, %v", report, err)
		}
	})
}

// TestOccurrencesOfTenYears lets a duty of the last of the month run for ten
// years, looked after every week: one occurrence for each month.
func TestOccurrencesOfTenYears(t *testing.T) {
	gdb := testdb.SQLite(t)
	o := newOffice(t, gdb)
	duty := o.dutyOf(map[string]any{"every": "month", "since": "2019-01-31", "due_rule": "after the end", "length": 1, "unit": "months"})
	for day := models.Date("2019-03-04"); day < "2029-03-04"; day = day.Add(31) {
		o.at(day)
		o.keep()
	}
	list := o.occurrences(duty)
	day := models.Date("2019-01-31")
	for _, one := range list {
		if one.Starts != day || one.DueOn != one.Ends.AddMonths(1) {
			t.Fatalf("%s to %s, due on %s: it does not follow", one.Starts, one.Ends, one.DueOn)
		}
		day = one.Ends.Add(1)
	}
	if len(list) < 120 || day < "2029-01-31" {
		t.Errorf("%d occurrences until %s", len(list), day)
	}
}

// TestWhatIsMissingIsChased tells those who owe it and those who are owed it,
// before its day and after, until it comes.
func TestWhatIsMissingIsChased(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		duty := o.dutyOf(monthly("2019-02-01")) // February's is due on 14 March
		february := o.occurrences(duty)[0]
		text := string(february.Ref) + " Due by 14 March 2019"
		o.at("2019-03-06")
		o.tells(models.RoleChief, models.DigestDue)
		o.at("2019-03-07")
		o.tells(models.RoleChief, models.DigestDue, text)
		o.tells(models.RoleDrafter, models.DigestDue)
		o.tells(models.RoleGrants, models.DigestDue)
		o.at("2019-03-15")
		o.keep()
		if list := o.occurrences(duty); list[0].State != models.OccurrenceMissing {
			t.Fatalf("it is %s", list[0].State)
		}
		o.tells(models.RoleChief, models.DigestOverdue, text)
		o.tells(models.RoleGrants, models.DigestOverdue, text)
		o.tells(models.RolePlan, models.DigestOverdue, text)
		o.must(models.RolePlan, "occurrence", february.Ref, "waive", map[string]any{"reason": "Not needed"})
		o.tells(models.RoleChief, models.DigestOverdue)
		// A standard clock for duties says who else is told.
		clock := o.make(models.RoleAdmin, "clock", "", map[string]any{"title": "Duties", "use": "duty", "length": 1, "unit": "months", "counting": "after"})
		o.make(models.RoleAdmin, "escalation", "", map[string]any{"clock": clock, "days": 1, "tell": "commissioner"})
		o.at("2019-04-13")
		march := string(o.occurrences(duty)[1].Ref) + " Due by 12 April 2019"
		o.tells(models.RoleCommissioner, models.DigestOverdue, march)
		o.tells(models.RoleChief, models.DigestOverdue)
	})
}
