package models

import (
	"time"
	_ "time/tzdata" // London must be known on machines without a zone database
)

// Date is a calendar date in Europe/London, as ISO 8601 writes it, to the
// precision that is known: "2019-01-21", "2017-02" or "2015". Empty means that
// it is not recorded. Dates of the same precision compare as text.
type Date string

var (
	london  = mustLoad("Europe/London")
	layouts = map[int]string{4: "2006", 7: "2006-01", 10: "2006-01-02"}
	spoken  = map[int]string{4: "2006", 7: "January 2006", 10: "2 January 2006"}
)

func mustLoad(zone string) *time.Location {
	loc, err := time.LoadLocation(zone)
	if err != nil {
		panic(err)
	}
	return loc
}

// London is the time zone of every date in the system.
func London() *time.Location { return london }

// DateOf is the day in London on which an instant falls.
func DateOf(instant time.Time) Date { return Date(instant.In(london).Format(time.DateOnly)) }

// Valid tells whether the text is a date that exists, at any precision.
func (d Date) Valid() bool {
	layout, known := layouts[len(d)]
	if !known {
		return false
	}
	_, err := time.Parse(layout, string(d))
	return err == nil
}

// IsDay tells whether the date is known to the day, as a deadline must be.
func (d Date) IsDay() bool { return len(d) == 10 && d.Valid() }

// String is the date as people read it: "21 January 2019", "February 2017".
// An empty date is an empty text; what cannot be read is given as it stands.
func (d Date) String() string {
	t, err := time.Parse(layouts[len(d)], string(d))
	if d == "" || err != nil {
		return string(d)
	}
	return t.Format(spoken[len(d)])
}

// On is the date behind a verb: “on 21 January 2019”, “in February 2017”.
func (d Date) On() string {
	if d.IsDay() {
		return "on " + d.String()
	}
	return "in " + d.String()
}

// Year is the four digits of the year, or empty.
func (d Date) Year() string {
	if len(d) < 4 {
		return ""
	}
	return string(d[:4])
}

// Add is the day that comes so many days later, or earlier where days is
// negative. Only a date that is known to the day can be counted from: any other
// is given back as it is.
func (d Date) Add(days int) Date { return d.moved(0, days) }

// AddMonths is the corresponding day so many months later, or the last day of
// that month where it has no such day: a month after 31 January is 28 February
// (the corresponding date rule, Dodds v Walker [1981] 1 WLR 1027).
func (d Date) AddMonths(months int) Date {
	if !d.IsDay() {
		return d
	}
	first := (d[:8] + "01").moved(months, 0)
	last := first.moved(1, -1)
	if d[8:] > last[8:] {
		return last
	}
	return first[:8] + d[8:]
}

// nextOn is the first day after this one that is so many days into its month,
// or the last of a month that is shorter.
func (d Date) nextOn(day int) Date {
	first := d[:8] + "01"
	for {
		last := first.AddMonths(1).Add(-1)
		if next := min(first.Add(day-1), last); next > d {
			return next
		}
		first = first.AddMonths(1)
	}
}

// Weekday is the day of the week of a date that is known to the day.
func (d Date) Weekday() time.Weekday { return d.midnight().Weekday() }

// DaysUntil counts the days to another date; none where either is not known to
// the day.
func (d Date) DaysUntil(other Date) int {
	if !d.IsDay() || !other.IsDay() {
		return 0
	}
	return int(other.midnight().Sub(d.midnight()) / (24 * time.Hour))
}

func (d Date) moved(months, days int) Date {
	if !d.IsDay() {
		return d
	}
	return Date(d.midnight().AddDate(0, months, days).Format(time.DateOnly))
}

// midnight is the date as an instant to count with, in a zone that never
// changes its clocks; the zero time where it is not known to the day.
func (d Date) midnight() time.Time {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return time.Time{}
	}
	return t
}

// Passed is the one rule for "too late": a deadline has passed when the day
// after it has begun in London. A missing deadline never passes.
func Passed(deadline, today Date) bool { return deadline != "" && deadline < today }
