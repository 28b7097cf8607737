package service_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// calendar is what a role finds from one day to another, as "day label ref".
func (o *office) calendar(role models.Role, from, to models.Date, filter service.CalendarFilter) []string {
	o.t.Helper()
	entries, err := o.InCalendar(context.Background(), o.people[role], from, to, filter)
	if err != nil {
		o.t.Fatal(err)
	}
	return spell(entries)
}

func spell(entries []service.CalendarEntry) []string {
	var found []string
	for _, entry := range entries {
		line := string(entry.Day) + " " + entry.Dated.Label + " " + string(entry.Ref)
		if entry.Late() {
			line += " late"
		}
		found = append(found, line)
	}
	return found
}

func (o *office) finds(what string, got []string, want ...string) {
	o.t.Helper()
	if !slices.Equal(got, want) {
		o.t.Errorf("%s:\n  %s\nwant\n  %s", what, strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

// busy fills a March with one of everything that stands in the calendar. It is
// 4 March 2019.
func (o *office) busy() {
	o.t.Helper()
	meeting := o.make(models.RolePlan, "meeting", "plan", map[string]any{"title": "COM", "type": "com", "held_on": "2019-03-20"})
	question := o.make(models.RolePlan, "question", "record", map[string]any{"meeting": meeting, "title": "Knives", "text": "?", "put_on": "2019-02-01", "due_on": "2019-03-01", "asked_of": o.force})
	o.make(models.RolePlan, "question", "draft", map[string]any{"meeting": meeting, "title": "Draft", "text": "?"})
	o.make(models.RoleChief, "allocation", "", map[string]any{"question": question, "drafter": o.people[models.RoleDrafter].Person, "wanted_on": "2019-03-12"})
	o.make(models.RolePlan, "commitment", "", map[string]any{"title": "Do", "text": "Do", "body": o.force, "due_on": "2019-03-20", "given_on": "2019-01-02"})
	report := o.make(models.RolePlan, "report", "record", map[string]any{"title": "Inspection", "type": "inspection", "code": "HMI", "published_on": "2019-01-15", "response_due": "2019-03-03"})
	o.make(models.RolePlan, "recommendation", "add", map[string]any{"report": report, "number": "1", "title": "Train", "owner_body": o.force, "target_on": "2019-03-31"})
	duty := o.make(models.RolePlan, "duty", "", map[string]any{"title": "Figures", "every": "month"})
	occurrence := map[string]any{"duty": duty, "period": "February", "due_on": "2019-03-08"}
	o.make(models.RolePlan, "occurrence", "", occurrence)
	o.make(models.RolePlan, "assurance", "", map[string]any{"title": "A", "statement": "s", "given_on": "2019-01-01", "relied_until": "2019-03-02"})
	o.make(models.RolePlan, "library", "", map[string]any{"title": "CSE day", "type": "awareness day", "day_of_year": "18 March"})
	o.make(models.RolePlan, "activity", "plan", map[string]any{"title": "Somewhen", "type": "event", "started": "2019-03"})
	o.make(models.RolePlan, "activity", "plan", map[string]any{"title": "Some year", "type": "training", "started": "2019"})
	o.make(models.RolePlan, "activity", "plan", map[string]any{"title": "Toolkit", "type": "toolkit", "started": "2019-03-05"})
	fund := o.make(models.RoleGrants, "fund", "", map[string]any{"title": "Fund", "code": "SCF"})
	o.make(models.RoleGrants, "round", "plan", map[string]any{"fund": fund, "number": "15", "opened": "2019-03-01", "closed": "2019-03-29"})
}

func TestTheCalendarOfAMonth(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		o.busy()
		shared := []string{
			"2019 Activity ACT-2019-0002",
			"2019-03 Activity ACT-2019-0001",
			"2019-03-01 Answer due COM-2019-03-Q1 late",
			"2019-03-01 Round opens SCF-15",
			"2019-03-02 May be relied on until ASR-2019-0001 late",
			"2019-03-03 Response due HMI-2019 late",
			"2019-03-08 Duty due DUTY-1-O1",
			"2019-03-18 Awareness day LIB-1",
			"2019-03-20 Commitment due CMT-2019-0001",
			"2019-03-20 Meeting COM-2019-03",
			"2019-03-29 Round closes SCF-15",
			"2019-03-31 Recommendation due HMI-2019-R1",
		}
		force := slices.Insert(slices.Clone(shared), 7, "2019-03-12 Draft wanted COM-2019-03-Q1-D1")
		for _, role := range models.Roles {
			want := shared
			if models.SideOf(role) == models.SideForce {
				want = force
			}
			o.finds(string(role), o.calendar(role, "2019-03-01", "2019-03-31", service.CalendarFilter{}), want...)
		}
		o.finds("a month later", o.calendar(models.RolePlan, "2019-04-01", "2019-04-30", service.CalendarFilter{}), "2019 Activity ACT-2019-0002")
	})
}

func TestTheCalendarIsNarrowed(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		o.busy()
		march := func(role models.Role, filter service.CalendarFilter) []string {
			return o.calendar(role, "2019-03-01", "2019-03-31", filter)
		}
		o.finds("by category", march(models.RolePlan, service.CalendarFilter{Categories: []models.DateCategory{models.MeetingDays, models.LapseDays}}),
			"2019-03-02 May be relied on until ASR-2019-0001 late", "2019-03-20 Meeting COM-2019-03")
		priority := o.make(models.RolePlan, "priority", "", map[string]any{"title": "CSA/E"})
		o.make(models.RolePlan, "commitment", "", map[string]any{"title": "Serve", "text": "Serve", "body": o.opcc, "due_on": "2019-03-07", "given_on": "2019-01-02", "priorities": []models.Ref{priority}})
		o.finds("by priority", march(models.RolePlan, service.CalendarFilter{Priorities: []models.Ref{priority}}), "2019-03-07 Commitment due CMT-2019-0002")
		o.finds("mine, of the office", march(models.RolePlan, service.CalendarFilter{Mine: true}), "2019-03-07 Commitment due CMT-2019-0002")
		o.finds("mine, of the force", march(models.RoleDrafter, service.CalendarFilter{Mine: true}),
			"2019-03-01 Answer due COM-2019-03-Q1 late", "2019-03-12 Draft wanted COM-2019-03-Q1-D1", "2019-03-20 Commitment due CMT-2019-0001", "2019-03-31 Recommendation due HMI-2019-R1")
		chief := o.make(models.RoleAdmin, "post", "", map[string]any{"title": "Chief Constable", "body": o.force})
		o.make(models.RolePlan, "question", "record", map[string]any{"meeting": "COM-2019-03", "title": "To the post", "text": "?", "put_on": "2019-02-01", "due_on": "2019-03-30", "asked_of": chief})
		if got := march(models.RoleChief, service.CalendarFilter{Mine: true}); !slices.Contains(got, "2019-03-30 Answer due COM-2019-03-Q3") {
			t.Errorf("what a post of the body is asked is not there: %v", got)
		}
	})
}

// TestWhatIsOverLeavesTheCalendar makes the moves after which a date no longer
// counts.
func TestWhatIsOverLeavesTheCalendar(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		o.busy()
		deadlines := service.CalendarFilter{Categories: []models.DateCategory{models.DeadlineDays, models.MeetingDays, models.LapseDays}}
		o.must(models.RolePlan, "meeting", "COM-2019-03", "cancel", map[string]any{"reason": "No quorum"})
		o.must(models.RolePlan, "question", "COM-2019-03-Q1", "stop", map[string]any{"reason": "Until the ledger is there"})
		o.must(models.RolePlan, "commitment", "CMT-2019-0001", "drop", map[string]any{"reason": "Overtaken"})
		o.must(models.RolePlan, "recommendation", "HMI-2019-R1", "not-ours", map[string]any{"reason": "National"})
		o.must(models.RolePlan, "occurrence", "DUTY-1-O1", "waive", map[string]any{"reason": "Not needed"})
		o.must(models.RolePlan, "assurance", "ASR-2019-0001", "withdraw", map[string]any{"reason": "Wrong"})
		o.edit(models.RolePlan, "report", "HMI-2019", map[string]any{"response_on": "2019-03-01"})
		o.finds("what is left", o.calendar(models.RolePlan, "2019-03-01", "2019-03-31", deadlines))
	})
}

func (o *office) edit(role models.Role, kind string, ref models.Ref, of map[string]any) {
	o.t.Helper()
	k := models.KindNamed(kind)
	one, err := o.Get(context.Background(), o.people[role], k, ref)
	if err == nil {
		_, err = o.Edit(context.Background(), o.people[role], k, ref, one.Model.Base().Version, fields(o.t, of))
	}
	if err != nil {
		o.t.Fatal(err)
	}
}

func TestAStretchOfTheCalendarHasItsLimits(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		for _, c := range []struct {
			from, to models.Date
			says     string
		}{
			{"2019-03-01", "2019-03-01", ""},
			// 2019 has 365 days; 35 more are 1 January to 4 February 2020.
			{"2019-01-01", "2020-02-04", ""},
			{"2019-01-01", "2020-02-05", "To: the calendar shows at most 400 days at a time; choose an earlier last day or a later first day"},
			{"9999-12-01", "9999-12-31", ""},
			{"2019-03-02", "2019-03-01", "To: must not be before the first day"},
			{"2019-03", "2019-03-01", "From: must be a day, for example 2019-03-18"},
			{"2019-02-29", "later", "From: must be a day, for example 2019-03-18\nTo: must be a day, for example 2019-03-18"},
		} {
			_, err := o.InCalendar(context.Background(), o.people[models.RolePlan], c.from, c.to, service.CalendarFilter{})
			if got := said(err); got != c.says {
				t.Errorf("%s to %s: %q, want %q", c.from, c.to, got, c.says)
			}
		}
	})
}

// said are the sentences of an error's problems.
func said(err error) string {
	var named *models.Error
	if !errors.As(err, &named) {
		return ""
	}
	var texts []string
	for _, problem := range named.Problems {
		texts = append(texts, problem.Text)
	}
	return strings.Join(texts, "\n")
}

// TestADayBeginsInLondon reads the calendar on both sides of midnight in
// summer, when the day in London begins at 23:00 UTC, and in winter: what is
// due on a day is late from the next day on, there.
func TestADayBeginsInLondon(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		for _, due := range []string{"2019-07-15", "2019-01-15"} {
			o.make(models.RolePlan, "commitment", "", map[string]any{"title": due, "text": "Do", "body": o.force, "due_on": due})
		}
		for _, c := range []struct {
			now  time.Time
			day  models.Date
			late bool
		}{
			{time.Date(2019, 7, 15, 22, 59, 0, 0, time.UTC), "2019-07-15", false},
			{time.Date(2019, 7, 15, 23, 30, 0, 0, time.UTC), "2019-07-15", true},
			{time.Date(2019, 1, 15, 23, 30, 0, 0, time.UTC), "2019-01-15", false},
			{time.Date(2019, 1, 16, 0, 0, 0, 0, time.UTC), "2019-01-15", true},
		} {
			o.clock.Set(c.now)
			entries, err := o.InCalendar(context.Background(), o.people[models.RolePlan], c.day, c.day, service.CalendarFilter{})
			if err != nil || len(entries) != 1 || entries[0].Late() != c.late {
				t.Errorf("at %s: %v, %v", c.now, spell(entries), err)
			}
		}
	})
}
