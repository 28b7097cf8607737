package frontend

import (
	"answerable/models"
	"answerable/service"
)

// deadline is a day by which something is owed, with every day that it was
// before.
type deadline struct {
	today     models.Date
	due       models.Date
	waiting   bool // something is still to come
	met       models.Date
	done      string // what was done when it was met: "It was said to be done"
	none      string // the words for no day at all
	revisions models.Revisions
	names     service.Names
	// stopped is the day since which the clock stands still.
	stopped models.Date
	// calendar, where it is given, counts working days beside days.
	calendar models.Calendar
}

// deadlineOf reads a deadline from the fields of a record.
func (v *visit) deadlineOf(one *service.One, due, revisions string) deadline {
	field := one.Kind.Field(due)
	return deadline{
		today:     v.service.Today(),
		due:       field.Value(one.Model).(models.Date),
		waiting:   stillOwed(one),
		none:      field.Unknown,
		revisions: one.Kind.Field(revisions).Value(one.Model).(models.Revisions),
		names:     one.Names,
	}
}

// stillOwed tells whether a record would be overdue if its day were long past,
// that is, whether anything is still waited for.
func stillOwed(one *service.One) bool {
	const longAfter = "9999-12-31"
	return one.Kind.DerivedNamed("overdue").Of(one.Model, longAfter) == "yes"
}

// standing says in a sentence how the deadline stands.
func (d deadline) standing() string {
	switch {
	case d.met != "" && models.Passed(d.due, d.met):
		return "It was due by " + d.due.String() + ". " + d.done + " on " + d.met.String() + ", " + days(d.due, d.met) + " late."
	case d.met != "":
		return "It was due by " + d.due.String() + ". " + d.done + " in time, on " + d.met.String() + "."
	case d.stopped != "":
		return "The clock has stood still since " + d.stopped.String() + ". The date was " + d.due.String() + " when it was stopped. Nothing is late, and the date moves when the clock runs again."
	case !d.waiting:
		return "The date set was " + d.due.String() + ". Nothing is waited for now."
	case models.Passed(d.due, d.today):
		return "It was due by " + d.due.String() + " and is " + d.apart(d.due, d.today) + " late."
	case d.due == d.today:
		return "It is due today, " + d.due.String() + "."
	default:
		return "It is due by " + d.due.String() + ", " + d.apart(d.today, d.due) + " from today."
	}
}

// days counts the days from one day to a later one, in words.
func days(from, to models.Date) string {
	return counted(int64(from.DaysUntil(to)), "day", "days")
}

// apart counts the days from one day to a later one, in words, and how many of
// them are worked where that is to be said.
func (d deadline) apart(from, to models.Date) string {
	if d.calendar == nil {
		return days(from, to)
	}
	return days(from, to) + " (" + counted(int64(d.calendar.WorkingDaysUntil(from, to)), "working day", "working days") + ")"
}
