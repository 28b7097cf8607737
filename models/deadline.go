package models

import (
	"fmt"
	"slices"
	"strings"
)

// Unit is what a term is counted in.
type Unit string

// The units.
const (
	WorkingDays  Unit = "working days"
	CalendarDays Unit = "days"
	Months       Unit = "months"
)

// Options lists the units.
func (Unit) Options() []Option {
	return []Option{{string(WorkingDays), "Working days", ""}, {string(CalendarDays), "Days", ""}, {string(Months), "Months", ""}}
}

// Counting says whether the day on which a term starts is its first day.
type Counting string

// The ways to count. English law leaves out the day of the event unless it
// says “beginning with” (Hare v Gocher [1962] 2 QB 641), as section 55 of the
// Police Act 1996 does.
const (
	After         Counting = "after"
	BeginningWith Counting = "beginning with"
)

// Options lists the ways to count.
func (Counting) Options() []Option {
	return []Option{{string(After), "After the day it starts: that day does not count", ""}, {string(BeginningWith), "Beginning with the day it starts: that day counts", ""}}
}

// Term is a length of time at the end of which something is due.
type Term struct {
	Length   int
	Unit     Unit
	Counting Counting
	// NextWorkingDay moves a last day that is not worked to the next that is.
	NextWorkingDay bool
}

// String is the term as people read it, without its start: "20 working days
// after".
func (t Term) String() string {
	unit := string(t.Unit)
	if t.Length == 1 {
		unit = strings.TrimSuffix(unit, "s")
	}
	return fmt.Sprintf("%d %s %s", t.Length, unit, t.Counting)
}

// Stop is a time for which a clock stood still: from the day it was stopped to
// the day on which it ran again, which counts. An empty To stands still yet.
type Stop struct{ From, To Date }

func (s Stop) covers(day Date) bool { return day >= s.From && (s.To == "" || day < s.To) }

// Computation is how a deadline came about.
type Computation struct {
	Start Date
	Term  Term
	Due   Date
	// Days are those that were looked at, from the first to the last.
	Days []Day
	// Holidays are the bank holidays that were passed over, in order.
	Holidays []Holiday
	// Stopped counts the days on which the clock stood still before it was due.
	Stopped int
	// Moved is the day on which the term ended, where that was not worked and
	// the deadline moved on to the next working day.
	Moved Date
}

// Day is one day of a computation: the how-manieth of the term it is, or why it
// is none.
type Day struct {
	Day   Date
	Count int
	Why   string
}

// Holiday is a bank holiday.
type Holiday struct {
	Day  Date
	Name string
}

// Deadline is the one function that computes when something is due: the last
// day on which it is still in time.
func (t Term) Deadline(start Date, calendar Calendar, stops ...Stop) Computation {
	c := Computation{Start: start, Term: t}
	day, left := start, t.Length
	if t.Unit == Months {
		// A month is not a number of days: count those up to the corresponding
		// day, so that stops lengthen the term as they do any other.
		left = start.DaysUntil(start.AddMonths(t.Length))
	}
	if t.Counting == BeginningWith {
		day = start.Add(-1)
	}
	for counted := 0; counted < left; {
		day = day.Add(1)
		looked := Day{Day: day, Why: c.passedOver(day, calendar, stops)}
		if looked.Why == "" {
			counted++
			looked.Count = counted
		}
		c.Days = append(c.Days, looked)
	}
	if t.NextWorkingDay && !calendar.Works(day) {
		c.Moved = day
		for !calendar.Works(day) {
			c.pass(day, calendar)
			day = day.Add(1)
			c.Days = append(c.Days, Day{Day: day, Why: calendar.idle(day)})
		}
	}
	c.Due = day
	return c
}

// passedOver says why a day is none of the term's, and notes it; empty for one
// that counts.
func (c *Computation) passedOver(day Date, calendar Calendar, stops []Stop) string {
	if slices.ContainsFunc(stops, func(s Stop) bool { return s.covers(day) }) {
		c.Stopped++
		return "The clock stood still"
	}
	if c.Term.Unit != WorkingDays || calendar.Works(day) {
		return ""
	}
	c.pass(day, calendar)
	return calendar.idle(day)
}

func (c *Computation) pass(day Date, calendar Calendar) {
	if name := calendar(day); name != "" {
		c.Holidays = append(c.Holidays, Holiday{day, name})
	}
}

// String says in words how the deadline was computed.
func (c Computation) String() string {
	text := fmt.Sprintf("%s %s", c.Term, c.Start)
	var notes []string
	if c.Term.Unit == WorkingDays {
		notes = append(notes, "Saturdays and Sundays do not count")
	}
	for _, holiday := range c.Holidays {
		notes = append(notes, fmt.Sprintf("nor does %s, a bank holiday (%s)", holiday.Day, holiday.Name))
	}
	if c.Stopped > 0 {
		notes = append(notes, fmt.Sprintf("the clock stood still for %s", plural(c.Stopped, "day")))
	}
	if c.Moved != "" {
		notes = append(notes, fmt.Sprintf("the term ended on %s, which is not a working day, so it is due on the next", c.Moved))
	}
	return strings.Join(append([]string{text}, notes...), "; ")
}

func plural(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}
