package models

import (
	"strings"
	"testing"
	"time"
)

// easter2019 and the others are the bank holidays that the cases below meet.
func holidays(day Date) string {
	return map[Date]string{
		"2018-12-25": "Christmas Day", "2018-12-26": "Boxing Day", "2019-01-01": "New Year’s Day",
		"2019-04-19": "Good Friday", "2019-04-22": "Easter Monday", "2019-05-06": "Early May",
		"2022-08-29": "Summer Bank Holiday", "2022-09-19": "State Funeral",
	}[day]
}

func beforeTheProclamation(day Date) string {
	if day == "2022-09-19" {
		return ""
	}
	return holidays(day)
}

func TestDeadlines(t *testing.T) {
	working := func(n int) Term { return Term{Length: n, Unit: WorkingDays, Counting: After} }
	cases := []struct {
		name  string
		term  Term
		start Date
		cal   Calendar
		stops []Stop
		due   Date
	}{
		// Monday 4 March 2019; four weeks of five days with no holiday in them
		// end on Monday 1 April.
		{"twenty working days", working(20), "2019-03-04", holidays, nil, "2019-04-01"},
		// From Friday 12 April: 15, 16, 17, 18 (four), not the 19th to 22nd, 23
		// is the fifth.
		{"over Easter", working(5), "2019-04-12", holidays, nil, "2019-04-23"},
		// From Friday 21 December 2018: 24 (1), 27 (2), 28 (3), 31 (4), 2 January (5).
		{"over Christmas and New Year", working(5), "2018-12-21", holidays, nil, "2019-01-02"},
		// The start is a Saturday: Monday is the first day after it that counts.
		{"from a Saturday", working(1), "2019-03-02", holidays, nil, "2019-03-04"},
		// Beginning with Monday 4 March, which is the first day: Friday is the fifth.
		{"working days beginning with", Term{5, WorkingDays, BeginningWith, false}, "2019-03-04", holidays, nil, "2019-03-08"},
		// Beginning with a Saturday: Monday is the first working day, Tuesday the second.
		{"working days beginning with a Saturday", Term{2, WorkingDays, BeginningWith, false}, "2019-03-02", holidays, nil, "2019-03-05"},
		// The 56 days of section 55 begin with the day of publication: 1 March
		// plus 55 days. March has 30 more days, so 25 April.
		{"56 days beginning with", Term{56, CalendarDays, BeginningWith, false}, "2019-03-01", holidays, nil, "2019-04-25"},
		// The same counted after the day is one more.
		{"56 days after", Term{56, CalendarDays, After, false}, "2019-03-01", holidays, nil, "2019-04-26"},
		// The clocks go forward on 31 March 2019 and back on 27 October: a day of
		// 23 or 25 hours is one day.
		{"over the change to summer time", Term{2, CalendarDays, After, false}, "2019-03-30", holidays, nil, "2019-04-01"},
		{"over the change to winter time", Term{2, CalendarDays, After, false}, "2019-10-26", holidays, nil, "2019-10-28"},
		// 2019 has no 29 February, 2020 has.
		{"over the end of February", Term{1, CalendarDays, After, false}, "2019-02-28", holidays, nil, "2019-03-01"},
		{"over the leap day", Term{1, CalendarDays, After, false}, "2020-02-28", holidays, nil, "2020-02-29"},
		// IICSA's six months after 25 April 2018: the corresponding day.
		{"six months", Term{6, Months, After, false}, "2018-04-25", holidays, nil, "2018-10-25"},
		// Six months beginning with it end the day before.
		{"six months beginning with", Term{6, Months, BeginningWith, false}, "2018-04-25", holidays, nil, "2018-10-24"},
		// A month after 31 January is the last of February.
		{"a month to a shorter one", Term{1, Months, After, false}, "2019-01-31", holidays, nil, "2019-02-28"},
		{"a year from the leap day", Term{12, Months, After, false}, "2020-02-29", holidays, nil, "2021-02-28"},
		// Seven days after Friday 12 April are Good Friday; the next day worked
		// is Tuesday 23.
		{"moved off a holiday", Term{7, CalendarDays, After, true}, "2019-04-12", holidays, nil, "2019-04-23"},
		{"left on a holiday", Term{7, CalendarDays, After, false}, "2019-04-12", holidays, nil, "2019-04-19"},
		// Stopped from Thursday 7 to Tuesday 12 March: 5 and 6 count (two), the
		// 12th is the third, the 14th the fifth.
		{"stopped and restarted", working(5), "2019-03-04", holidays, []Stop{{"2019-03-07", "2019-03-12"}}, "2019-03-14"},
		// Stopped and restarted on one day costs nothing.
		{"stopped for less than a day", working(5), "2019-03-04", holidays, []Stop{{"2019-03-07", "2019-03-07"}}, "2019-03-11"},
		// A stop after the last day changes nothing: Monday 11 March.
		{"stopped when it was over", working(5), "2019-03-04", holidays, []Stop{{"2019-03-12", "2019-03-20"}}, "2019-03-11"},
		// Two stops of two calendar days each: 4 March + 10 = 14, and 4 more.
		{"stopped twice", Term{10, CalendarDays, After, false}, "2019-03-04", holidays, []Stop{{"2019-03-06", "2019-03-08"}, {"2019-03-10", "2019-03-12"}}, "2019-03-18"},
		// Ten working days after Wednesday 7 September 2022: 8 9 12 13 14 15 16
		// 19 20 21. The funeral was proclaimed on the 10th, to be on the 19th:
		// the deadline moves from the 21st to the 22nd.
		{"before a holiday is proclaimed", working(10), "2022-09-07", beforeTheProclamation, nil, "2022-09-21"},
		{"after it was proclaimed", working(10), "2022-09-07", holidays, nil, "2022-09-22"},
	}
	for _, c := range cases {
		if got := c.term.Deadline(c.start, c.cal, c.stops...); got.Due != c.due {
			t.Errorf("%s: %s is due on %s, not on %s", c.name, got, got.Due, c.due)
		}
	}
}

func TestAComputationSaysHow(t *testing.T) {
	computed := Term{5, WorkingDays, After, false}.Deadline("2019-04-12", holidays, Stop{"2019-04-16", "2019-04-17"}).String()
	for _, part := range []string{"5 working days after 12 April 2019", "Saturdays and Sundays do not count", "19 April 2019, a bank holiday (Good Friday)", "22 April 2019, a bank holiday (Easter Monday)", "stood still for 1 day"} {
		if !strings.Contains(computed, part) {
			t.Errorf("%q does not say %q", computed, part)
		}
	}
	moved := Term{7, CalendarDays, After, true}.Deadline("2019-04-12", holidays).String()
	if !strings.Contains(moved, "ended on 19 April 2019, which is not a working day") {
		t.Errorf("%q does not say from where it moved", moved)
	}
}

// TestTheDayIsTheDayInLondon holds that a clock started late on a summer
// evening, when it is the next day in London already, starts on that day.
func TestTheDayIsTheDayInLondon(t *testing.T) {
	for instant, day := range map[time.Time]Date{
		time.Date(2019, 7, 1, 23, 30, 0, 0, time.UTC):   "2019-07-02",
		time.Date(2019, 12, 1, 23, 30, 0, 0, time.UTC):  "2019-12-01",
		time.Date(2019, 3, 31, 0, 59, 0, 0, time.UTC):   "2019-03-31",
		time.Date(2019, 10, 27, 23, 30, 0, 0, time.UTC): "2019-10-27",
		time.Date(2019, 10, 26, 23, 30, 0, 0, time.UTC): "2019-10-27",
	} {
		if got := DateOf(instant); got != day {
			t.Errorf("%s is %s in London, not %s", instant, got, day)
		}
	}
}

func TestWorkingDaysBetween(t *testing.T) {
	calendar := Calendar(holidays)
	for _, c := range []struct {
		from, to Date
		n        int
	}{
		{"2019-03-04", "2019-03-11", 5}, {"2019-03-11", "2019-03-04", -5}, {"2019-04-18", "2019-04-23", 1}, {"2019-03-04", "2019-03-04", 0}, {"2019-03", "2019-04", 0},
	} {
		if got := calendar.WorkingDaysUntil(c.from, c.to); got != c.n {
			t.Errorf("%s to %s: %d working days, not %d", c.from, c.to, got, c.n)
		}
	}
}

func TestPassages(t *testing.T) {
	text := "Each month, by a board. Costs: £2,500."
	at, readable := ParsePassage("32-38")
	if !readable || at.Of(text) != "£2,500." {
		t.Errorf("%v %v %q", at, readable, at.Of(text))
	}
	for _, bad := range []string{"", "0-4", "9-3", "3", "a-b", "1-2x", " 1-2", "01-2"} {
		if _, readable := ParsePassage(bad); readable {
			t.Errorf("%q was read as a passage", bad)
		}
	}
	if got := (Passage{30, 900}).Of(text); got != "" {
		t.Errorf("past the end stands %q", got)
	}
}
