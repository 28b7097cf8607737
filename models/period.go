package models

import (
	"cmp"
	"slices"
)

// months is how many months one period lasts; none for what is owed once.
func (e Every) months() int {
	return map[Every]int{EveryMonth: 1, EveryQuarter: 3, EverySixMonths: 6, EveryYear: 12}[e]
}

// Period is the days for which something is owed, the first and the last
// included.
type Period struct{ From, To Date }

// String is the period as people call it: “March 2019”, “January to March
// 2019”, “2019”, or its days where it is no whole number of months.
func (p Period) String() string {
	first, last := p.From[:7], p.To[:7]
	switch whole := p.From[8:] == "01" && p.To.Add(1)[8:] == "01"; {
	case p.From == p.To:
		return p.From.String()
	case !whole:
		return p.From.String() + " to " + p.To.String()
	case first == last:
		return first.String()
	case first[4:] == "-01" && last == first[:4]+"-12":
		return first.Year()
	case first.Year() == last.Year():
		month := first.String()
		return month[:len(month)-len(" 2019")] + " to " + last.String()
	default:
		return first.String() + " to " + last.String()
	}
}

// period is the n-th period of a schedule, from 0. Each begins on the day that
// corresponds to the first, counted from the first and never from the one
// before: what begins on 31 January goes on from 28 February and 31 March.
func (s *Schedule) period(n int) Period {
	months := s.Every.months()
	if months == 0 {
		return Period{s.Since, s.Since}
	}
	return Period{s.Since.AddMonths(n * months), s.Since.AddMonths((n + 1) * months).Add(-1)}
}

// Owed is one time that a schedule lets a duty fall due.
type Owed struct {
	Period
	Schedule *Schedule
	Due      Computation
}

// Terms are the schedules of one duty, each in force until the next begins.
type Terms []*Schedule

// TermsOf are the schedules that hold, of some, in the order in which they do.
// One that does not say to the day when something is due brings nothing.
func TermsOf(schedules []*Schedule) Terms {
	terms := slices.DeleteFunc(slices.Clone(schedules), func(s *Schedule) bool { return s.State != Current || len(s.termProblems()) > 0 })
	slices.SortStableFunc(terms, func(a, b *Schedule) int { return cmp.Compare(a.Since, b.Since) })
	return terms
}

// In is the schedule in force on a day; nil before the first.
func (t Terms) In(day Date) *Schedule {
	var in *Schedule
	for _, schedule := range t {
		if schedule.Since <= day {
			in = schedule
		}
	}
	return in
}

// Until are the times at which a duty falls due up to and including a day, in
// order. The last period of a schedule is cut short by the next one, or by the
// end of the duty; what is owed for periods that nobody expects is left out.
func (t Terms) Until(day, ended Date, calendar Calendar) []Owed {
	var owed []Owed
	for i, schedule := range t {
		last := Date("")
		if i+1 < len(t) {
			last = t[i+1].Since.Add(-1)
		}
		if ended.IsDay() && (last == "" || ended < last) {
			last = ended
		}
		owed = append(owed, schedule.until(day, ended, last, calendar)...)
	}
	return owed
}

// until are the times of one schedule; last is its last day, empty where it has
// none.
func (s *Schedule) until(day, ended, last Date, calendar Calendar) []Owed {
	var owed []Owed
	for n := 0; n == 0 || s.Every.months() > 0; n++ {
		period := s.period(n)
		if period.From > day || last != "" && period.From > last || earlier(ended, period.From) {
			break
		}
		if last != "" && period.To > last {
			period.To = last
		}
		due := s.due(period, calendar)
		if period.To >= s.ExpectedFrom && due.Due <= day {
			owed = append(owed, Owed{period, s, due})
		}
	}
	return owed
}

// Next is the first time at which the duty falls due on a day or after it; false
// where it does not any more.
func (t Terms) Next(day, ended Date, calendar Calendar) (Owed, bool) {
	ahead := day
	for _, schedule := range t {
		ahead = max(ahead, schedule.Since)
	}
	for _, owed := range t.Until(ahead.AddMonths(nextMonths), ended, calendar) {
		if owed.Due.Due >= day {
			return owed, true
		}
	}
	return Owed{}, false
}

// nextMonths is how far ahead the next time is looked for: a year, and the
// longest time that a schedule gives after it.
const nextMonths = 12 + 12*maxDueYears
