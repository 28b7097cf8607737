// Package bankholiday names the bank holidays of England and Wales.
package bankholiday

import (
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/gb"
)

// corrections are the days on which the library's rules and what was proclaimed
// differ; an empty name takes a holiday away. The days are from the list that
// the Government publishes.
var corrections = map[string]string{
	"2002-05-27": "",
	"2002-06-03": "Golden Jubilee of Queen Elizabeth II",
	"2002-06-04": "Spring Bank Holiday",
	"2011-04-29": "Wedding of Prince William and Catherine Middleton",
	"2012-05-28": "",
	"2012-06-04": "Spring Bank Holiday",
	"2012-06-05": "Diamond Jubilee of Queen Elizabeth II",
	"2022-09-19": "State Funeral of Queen Elizabeth II",
}

var calendar = func() *cal.BusinessCalendar {
	c := cal.NewBusinessCalendar()
	c.AddHoliday(gb.Holidays...)
	return c
}()

// Name is the name of the bank holiday on a day, written as 2006-01-02; empty
// for any other day and for what is no day.
func Name(day string) string {
	if name, corrected := corrections[day]; corrected {
		return name
	}
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	// The day on which a holiday falls is worked where it is observed on
	// another, as Christmas Day on a Saturday is.
	if _, observed, holiday := calendar.IsHoliday(at); observed {
		return holiday.Name
	}
	return ""
}
