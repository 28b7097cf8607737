package models

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func number(n int64) *int64 { return &n }

func scheduled(ref Ref, every Every, since Date, rule DueRule) *Schedule {
	return &Schedule{Record: Record{Ref: ref, State: Current}, ScheduleInput: ScheduleInput{Duty: "DUTY-1", Every: every, Since: since, DueRule: rule}}
}

// noHoliday is a calendar of weekends alone.
func noHoliday(Date) string { return "" }

// TestPeriodsOverTenYears walks every frequency from days that not every month
// has: the periods follow each other without a gap or an overlap, begin on the
// day that corresponds to the first, and are as many as the years have.
func TestPeriodsOverTenYears(t *testing.T) {
	for _, since := range []Date{"2015-01-01", "2015-01-29", "2015-01-30", "2015-01-31", "2016-02-29", "2015-04-01", "2015-08-31", "2015-12-15"} {
		for every, perYear := range map[Every]int{EveryMonth: 12, EveryQuarter: 4, EverySixMonths: 2, EveryYear: 1} {
			schedule := scheduled("S", every, since, DueLastDay)
			end := since.AddMonths(120).Add(-1)
			owed := (Terms{schedule}).Until(end, "", noHoliday)
			if len(owed) != 10*perYear {
				t.Fatalf("%s from %s: %d periods in ten years", every, since, len(owed))
			}
			day := since
			for n, one := range owed {
				if one.From != day || one.To < one.From || one.Due.Due != one.To {
					t.Fatalf("%s from %s: period %d is %s to %s, after %s, due on %s", every, since, n, one.From, one.To, day, one.Due.Due)
				}
				if last := one.From.AddMonths(1)[:8]; one.From[8:] != since[8:] && one.From.Add(1)[8:] != "01" {
					t.Errorf("%s from %s: a period begins on %s, neither on the same day nor on the last of its month (%s)", every, since, one.From, last)
				}
				day = one.To.Add(1)
			}
			if day != since.AddMonths(120) {
				t.Errorf("%s from %s: ten years end before %s", every, since, day)
			}
		}
	}
}

func TestPeriodsOfMonthEndsAndLeapDays(t *testing.T) {
	for _, test := range []struct {
		every Every
		since Date
		until Date
		want  string
	}{
		{EveryMonth, "2019-12-31", "2020-05-01", "2019-12-31/2020-01-30 2020-01-31/2020-02-28 2020-02-29/2020-03-30 2020-03-31/2020-04-29"},
		{EveryMonth, "2019-01-29", "2019-03-31", "2019-01-29/2019-02-27 2019-02-28/2019-03-28"},
		{EveryYear, "2016-02", "2021-01-01", ""},
		{EveryYear, "2016-02-29", "2021-01-01", "2016-02-29/2017-02-27 2017-02-28/2018-02-27 2018-02-28/2019-02-27 2019-02-28/2020-02-28"},
		{EveryQuarter, "2018-11-30", "2019-12-01", "2018-11-30/2019-02-27 2019-02-28/2019-05-29 2019-05-30/2019-08-29 2019-08-30/2019-11-29"},
		{Once, "2020-02-29", "2030-01-01", "2020-02-29/2020-02-29"},
	} {
		var got []string
		for _, one := range TermsOf([]*Schedule{scheduled("S", test.every, test.since, DueLastDay)}).Until(test.until, "", noHoliday) {
			got = append(got, string(one.From+"/"+one.To))
		}
		if joined := strings.Join(got, " "); joined != test.want {
			t.Errorf("%s from %s: %s, want %s", test.every, test.since, joined, test.want)
		}
	}
}

func TestPeriodsAreCalledAsPeopleCallThem(t *testing.T) {
	for want, period := range map[string]Period{
		"March 2019":                           {"2019-03-01", "2019-03-31"},
		"February 2020":                        {"2020-02-01", "2020-02-29"},
		"1 February 2020 to 28 February 2020":  {"2020-02-01", "2020-02-28"},
		"January to March 2019":                {"2019-01-01", "2019-03-31"},
		"December 2018 to February 2019":       {"2018-12-01", "2019-02-28"},
		"2019":                                 {"2019-01-01", "2019-12-31"},
		"April 2018 to March 2019":             {"2018-04-01", "2019-03-31"},
		"31 January 2019 to 27 February 2019":  {"2019-01-31", "2019-02-27"},
		"21 January 2019":                      {"2019-01-21", "2019-01-21"},
		"April to September 2019":              {"2019-04-01", "2019-09-30"},
		"10 May 2021 to 9 June 2021":           {"2021-05-10", "2021-06-09"},
		"1 January 2019 to 9 May 2019":         {"2019-01-01", "2019-05-09"},
		"29 February 2020 to 28 February 2021": {"2020-02-29", "2021-02-28"},
		"1 December 2019 to 29 November 2020":  {"2019-12-01", "2020-11-29"},
		"1 November 2019 to 30 December 2019":  {"2019-11-01", "2019-12-30"},
		"November to December 2019":            {"2019-11-01", "2019-12-31"},
		"April 2019 to March 2021":             {"2019-04-01", "2021-03-31"},
		"15 March 2019 to 31 March 2019":       {"2019-03-15", "2019-03-31"},
		"1 March 2019":                         {"2019-03-01", "2019-03-01"},
		"September 2018 to August 2019":        {"2018-09-01", "2019-08-31"},
		"31 December 2019 to 30 January 2020":  {"2019-12-31", "2020-01-30"},
		"28 February 2019 to 27 February 2020": {"2019-02-28", "2020-02-27"},
		"January 2019":                         {"2019-01-01", "2019-01-31"},
		"29 January 2019 to 27 February 2019":  {"2019-01-29", "2019-02-27"},
		"July to December 2019":                {"2019-07-01", "2019-12-31"},
		"October 2019 to March 2020":           {"2019-10-01", "2020-03-31"},
		"1 April 2019 to 1 May 2019":           {"2019-04-01", "2019-05-01"},
		"30 March 2019 to 29 April 2019":       {"2019-03-30", "2019-04-29"},
		"1 January 2020 to 30 December 2020":   {"2020-01-01", "2020-12-30"},
		"February 2019":                        {"2019-02-01", "2019-02-28"},
	} {
		if got := period.String(); got != want {
			t.Errorf("%s to %s is called %q, want %q", period.From, period.To, got, want)
		}
	}
}

// TestWhenAPeriodIsDue holds the rules against days counted by hand, Easter
// and month ends included.
func TestWhenAPeriodIsDue(t *testing.T) {
	calendar, err := (&world{}).Calendar()
	if err != nil {
		t.Fatal(err)
	}
	term := func(rule DueRule, length int64, unit Unit) *Schedule {
		s := scheduled("S", EveryMonth, "2019-01-01", rule)
		s.Length, s.Unit = number(length), unit
		return s
	}
	on := func(day int64, next bool) *Schedule {
		s := scheduled("S", EveryMonth, "2019-01-01", DueOnDay)
		s.DayOfMonth, s.NextWorkingDay = number(day), next
		return s
	}
	for i, test := range []struct {
		schedule *Schedule
		period   Period
		due      Date
		how      string
	}{
		// 1, 2, 3, 4, 5 April are worked, then 8 to 12.
		{term(DueAfterEnd, 10, WorkingDays), Period{"2019-03-01", "2019-03-31"}, "2019-04-12", "10 working days after 31 March 2019"},
		// Good Friday and Easter Monday are passed over.
		{term(DueAfterEnd, 3, WorkingDays), Period{"2019-03-18", "2019-04-17"}, "2019-04-24", "Good Friday"},
		{term(DueAfterEnd, 1, Months), Period{"2019-01-01", "2019-01-31"}, "2019-02-28", "1 month after 31 January 2019"},
		{term(DueAfterEnd, 1, Months), Period{"2020-01-01", "2020-01-31"}, "2020-02-29", "1 month after"},
		// The corresponding day of the next month, not its last.
		{term(DueAfterEnd, 1, Months), Period{"2019-02-01", "2019-02-28"}, "2019-03-28", "1 month after"},
		{term(DueAfterEnd, 14, CalendarDays), Period{"2020-02-01", "2020-02-29"}, "2020-03-14", "14 days after"},
		{term(DueAfterStart, 10, CalendarDays), Period{"2019-03-01", "2019-03-31"}, "2019-03-10", "10 days beginning with 1 March 2019"},
		{term(DueAfterStart, 5, WorkingDays), Period{"2019-04-19", "2019-05-18"}, "2019-04-29", "beginning with"},
		{on(15, false), Period{"2019-03-01", "2019-03-31"}, "2019-04-15", "the 15th of the month after the end of the period on 31 March 2019"},
		{on(31, false), Period{"2019-01-01", "2019-01-31"}, "2019-02-28", "the 31st"},
		{on(30, false), Period{"2020-01-01", "2020-01-31"}, "2020-02-29", "the 30th"},
		{on(20, false), Period{"2019-02-15", "2019-03-14"}, "2019-03-20", "the 20th"},
		{on(1, false), Period{"2019-12-01", "2019-12-31"}, "2020-01-01", "the 1st"},
		// 19 April 2019 is Good Friday: the next working day is Tuesday 23.
		{on(19, true), Period{"2019-03-01", "2019-03-31"}, "2019-04-23", "19 April 2019 is not a working day, so it is due on the next"},
		{scheduled("S", EveryMonth, "2019-01-01", DueLastDay), Period{"2020-02-01", "2020-02-29"}, "2020-02-29", "the last day of the period"},
	} {
		due := test.schedule.due(test.period, calendar)
		if how := (Owed{test.period, test.schedule, due}).How(); due.Due != test.due || !strings.Contains(how, test.how) {
			t.Errorf("%d: %s is due on %s (%s), want %s (%s)", i, test.schedule.Words(), due.Due, how, test.due, test.how)
		}
	}
}

// TestADutyChangesFrequencyHalfWay goes from months to quarters on 1 April 2019
// and, in the middle of a period, to half-years on 10 August.
func TestADutyChangesFrequencyHalfWay(t *testing.T) {
	months, quarters, halves := scheduled("S1", EveryMonth, "2019-01-01", DueLastDay), scheduled("S2", EveryQuarter, "2019-04-01", DueLastDay), scheduled("S3", EverySixMonths, "2019-08-10", DueLastDay)
	withdrawn := scheduled("S0", EveryYear, "2018-01-01", DueLastDay)
	withdrawn.State = Withdrawn
	terms := TermsOf([]*Schedule{halves, withdrawn, quarters, months})
	var got []string
	for _, one := range terms.Until("2020-03-01", "", noHoliday) {
		got = append(got, one.String()+" by "+string(one.Schedule.Ref))
	}
	want := []string{"January 2019 by S1", "February 2019 by S1", "March 2019 by S1", "April to June 2019 by S2", "1 July 2019 to 9 August 2019 by S2", "10 August 2019 to 9 February 2020 by S3"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if in := terms.In("2019-08-09"); in != quarters || terms.In("2019-08-10") != halves || terms.In("2018-12-31") != nil {
		t.Errorf("in force: %v", in)
	}
	next, is := terms.Next("2019-06-30", "", noHoliday)
	if !is || next.Due.Due != "2019-06-30" {
		t.Errorf("next is %v, %v", next, is)
	}
	if next, is = terms.Next("2019-07-01", "2019-07-31", noHoliday); !is || next.Due.Due != "2019-07-31" {
		t.Errorf("the last before its end is %v, %v", next, is)
	}
	if next, is = terms.Next("2019-08-01", "2019-07-31", noHoliday); is {
		t.Errorf("it ended, and yet there is %v", next)
	}
	if ended := terms.Until("2020-03-01", "2019-03", noHoliday); len(ended) != 3 {
		t.Errorf("%d periods until March 2019", len(ended))
	}
}

func TestHistoryThatNobodyExpectsIsLeftOut(t *testing.T) {
	schedule := scheduled("S", EveryYear, "2013-04-01", DueAfterEnd)
	schedule.Length, schedule.Unit, schedule.ExpectedFrom = number(6), Months, "2018-03-31"
	owed := (Terms{schedule}).Until("2019-12-31", "", noHoliday)
	if len(owed) != 2 || owed[0].String() != "April 2017 to March 2018" || owed[1].Due.Due != "2019-09-30" {
		t.Errorf("%+v", owed)
	}
}

// applied does to a world what the rule asks for, as the service does.
func (w *world) applied(t *testing.T, duty Ref) []string {
	t.Helper()
	effects, err := Occurrences(duty, w)
	if err != nil {
		t.Fatal(err)
	}
	var done []string
	for _, e := range effects {
		switch {
		case e.Make != nil:
			made := e.Make.(*Occurrence)
			made.Ref, made.State = Ref(fmt.Sprintf("%s-O%d", duty, len(w.records))), OccurrenceDue
			w.records = append(w.records, made)
			done = append(done, "make "+made.Period)
		case e.Move != "":
			m, err := w.Get(e.Ref)
			if err != nil {
				t.Fatal(err)
			}
			m.Base().State = OccurrenceKind.Move(e.Move).To
			done = append(done, e.Move+" "+m.(*Occurrence).Period)
		default:
			m, err := w.Get(e.Ref)
			if err != nil {
				t.Fatal(err)
			}
			e.Set(m)
			done = append(done, "set "+string(e.Ref))
		}
	}
	return done
}

func (w *world) applies(t *testing.T, want ...string) {
	t.Helper()
	if got := w.applied(t, "DUTY-1"); !slices.Equal(got, want) {
		t.Errorf("on %s: %q, want %q", w.Today(), got, want)
	}
	if again := w.applied(t, "DUTY-1"); len(again) > 0 {
		t.Errorf("done once more it asks for %q", again)
	}
}

// TestOccurrencesFollowTheSchedules adds, recognises, cuts and withdraws.
func TestOccurrencesFollowTheSchedules(t *testing.T) {
	duty := &Duty{Record: Record{Ref: "DUTY-1", State: Current}}
	byHand := &Occurrence{Record: Record{Ref: "HAND", State: OccurrenceMet}, OccurrenceInput: OccurrenceInput{Duty: "DUTY-1", Period: "january 2019", DueOn: "2019-02-03"}}
	sameDay := &Occurrence{Record: Record{Ref: "DAY", State: OccurrenceDue}, OccurrenceInput: OccurrenceInput{Duty: "DUTY-1", Period: "The return of spring", DueOn: "2019-02-28"}}
	other := &Occurrence{Record: Record{Ref: "OTHER", State: OccurrenceDue}, OccurrenceInput: OccurrenceInput{Duty: "DUTY-1", Period: "Summer 2018"}}
	w := &world{today: "2019-01-15", records: []Model{duty, byHand, sameDay, other}}
	w.applies(t)
	months := scheduled("S1", EveryMonth, "2019-01-01", DueLastDay)
	w.records = append(w.records, months)
	w.applies(t, "set HAND", "set DAY", "make March 2019", "set DUTY-1")
	if duty.Every != EveryMonth || byHand.Starts != "2019-01-01" || byHand.DueOn != "2019-02-03" || sameDay.Ends != "2019-02-28" || other.Starts != "" {
		t.Errorf("duty %+v, %+v, %+v, %+v", duty.DutyInput, byHand, sameDay, other)
	}
	w.today = "2019-02-15"
	w.applies(t, "make April 2019")
	w.records = append(w.records, scheduled("S2", EveryQuarter, "2019-03-20", DueLastDay))
	w.applies(t, "withdraw April 2019")
	if duty.Every != EveryMonth {
		t.Errorf("it is owed every %s before the change", duty.Every)
	}
	w.today = "2019-03-20"
	w.applies(t, "make 20 March 2019 to 19 June 2019", "set DUTY-1")
	months.State = Withdrawn
	w.applies(t, "withdraw The return of spring", "withdraw March 2019")
	if byHand.State != OccurrenceMet {
		t.Error("what was met does not stay")
	}
	duty.Ended = "2019-03-19"
	w.applies(t, "withdraw 20 March 2019 to 19 June 2019")
	duty.Ended = ""
	w.applies(t, "make 20 March 2019 to 19 June 2019")
	duty.State = Withdrawn
	w.today = "2029-01-01"
	w.applies(t)
}

func TestScheduleProblems(t *testing.T) {
	duty := &Duty{Record: Record{Ref: "DUTY-1", State: Current}, DutyInput: DutyInput{Ended: "2020"}}
	w := &world{records: []Model{duty}}
	good := func() *Schedule { return scheduled("", EveryMonth, "2019-01-01", DueLastDay) }
	wantProblems(t, good(), w)
	for field, spoil := range map[string]func(*Schedule){
		"length":        func(s *Schedule) { s.DueRule, s.Unit = DueAfterEnd, WorkingDays },
		"unit":          func(s *Schedule) { s.Unit = Months },
		"day_of_month":  func(s *Schedule) { s.DueRule = DueOnDay },
		"since":         func(s *Schedule) { s.Since = "2021-01-01" },
		"expected_from": func(s *Schedule) { s.Since = "1990-01-01" },
	} {
		s := good()
		spoil(s)
		wantProblems(t, s, w, field)
	}
	w.records = append(w.records, scheduled("S1", EveryMonth, "2019-01-01", DueLastDay))
	wantProblems(t, good(), w, "reason", "since")
	later := good()
	later.Since, later.Reason = "2019-04-01", "Agreed"
	wantProblems(t, later, w)
}

func TestADutyWithAScheduleIsAsItSays(t *testing.T) {
	kept := &Duty{Record: Record{Ref: "DUTY-1", State: Current}, DutyInput: DutyInput{Every: EveryMonth}}
	w := &world{records: []Model{kept}}
	changed := func(every Every, ended Date) *Duty {
		return &Duty{Record: Record{Ref: "DUTY-1", State: Current}, DutyInput: DutyInput{Title: "Data", Every: every, Ended: ended}}
	}
	wantProblems(t, changed(EveryYear, "2018"), w)
	w.records = append(w.records, scheduled("S1", EveryMonth, "2019-01-01", DueLastDay))
	wantProblems(t, changed(EveryYear, "2018"), w, "every", "ended")
	wantProblems(t, changed(EveryMonth, "2019"), w)
}

func TestOccurrencesOfOneName(t *testing.T) {
	there := &Occurrence{Record: Record{Ref: "O1", State: OccurrenceMet}, OccurrenceInput: OccurrenceInput{Duty: "DUTY-1", Period: "March 2019"}, Starts: "2019-03-01"}
	w := &world{records: []Model{&Duty{Record: Record{Ref: "DUTY-1"}}, there}}
	again := &Occurrence{OccurrenceInput: OccurrenceInput{Duty: "DUTY-1", Period: "march 2019"}}
	wantProblems(t, again, w, "period")
	there.State = Withdrawn
	wantProblems(t, again, w)
	there.State = OccurrenceMet
	renamed := *there
	renamed.Period = "Spring"
	wantProblems(t, &renamed, w, "period")
}

func TestWhatAScheduleAsksForIsNotWithdrawn(t *testing.T) {
	withdraw := OccurrenceKind.Move("withdraw")
	if text := unmet(t, withdraw, &Occurrence{}, &world{}); text != "" {
		t.Error(text)
	}
	if unmet(t, withdraw, &Occurrence{Starts: "2019-03-01"}, &world{}) == "" {
		t.Error("it would come again")
	}
}

func TestDaysLate(t *testing.T) {
	for i, test := range []struct {
		state      State
		due, metOn Date
		want       int
	}{
		{OccurrenceMet, "2019-03-29", "2019-04-02", 4}, {OccurrenceMet, "2019-03-29", "2019-03-29", 0}, {OccurrenceMet, "", "2019-03-29", 0},
		{OccurrenceMissing, "2019-03-01", "", 17}, {OccurrenceDue, "2019-03-19", "", 0}, {OccurrenceWaived, "2019-03-01", "", 0},
	} {
		o := &Occurrence{Record: Record{State: test.state}, OccurrenceInput: OccurrenceInput{DueOn: test.due}, MetOn: test.metOn}
		if got := o.DaysLate("2019-03-18"); got != test.want {
			t.Errorf("%d: %d days late, want %d", i, got, test.want)
		}
	}
}
