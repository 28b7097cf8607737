package models

import "time"

// Calendar names the bank holiday of England and Wales that falls on a day; it
// answers with an empty text for every other day.
type Calendar func(day Date) string

// Works tells whether a day is a working day: neither a Saturday or Sunday nor
// a bank holiday.
func (c Calendar) Works(day Date) bool { return c.idle(day) == "" }

// idle says why a day is not worked; empty for a working day.
func (c Calendar) idle(day Date) string {
	switch weekday := day.Weekday(); weekday {
	case time.Saturday, time.Sunday:
		return weekday.String()
	default:
		return c(day)
	}
}

// WorkingDaysUntil counts the working days after one day up to and including
// another; negative where the other lies before.
func (c Calendar) WorkingDaysUntil(from, to Date) int {
	if to < from {
		return -c.WorkingDaysUntil(to, from)
	}
	worked := 0
	for day := from.Add(1); day <= to && from.IsDay(); day = day.Add(1) {
		if c.Works(day) {
			worked++
		}
	}
	return worked
}
