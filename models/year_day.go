package models

import (
	"strconv"
	"time"
)

// YearDay is a day that comes round every year, as people write it: "18 March".
type YearDay string

// in reads the day in a year; false where that year has no such day.
func (y YearDay) in(year int) (time.Time, bool) {
	t, err := time.Parse("2 January 2006", string(y)+" "+strconv.Itoa(year))
	return t, err == nil
}

// Valid tells whether there is a year that has the day.
func (y YearDay) Valid() bool {
	const leapYear = 2000
	_, valid := y.in(leapYear)
	return valid
}

// Between are the dates of the day from one day to another. 29 February comes
// in leap years only: the calendar invents no day.
func (y YearDay) Between(from, to Date) []Date {
	var dates []Date
	for year := from.midnight().Year(); year <= to.midnight().Year(); year++ {
		day, comes := y.in(year)
		if date := Date(day.Format(time.DateOnly)); comes && from <= date && date <= to {
			dates = append(dates, date)
		}
	}
	return dates
}
