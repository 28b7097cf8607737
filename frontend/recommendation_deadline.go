package frontend

import (
	"time"

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
}

// deadlineOf reads a deadline from the fields of a record.
func (v *visit) deadlineOf(one *service.One, due, revisions string) (deadline, error) {
	field := one.Kind.Field(due)
	d := deadline{
		today:     v.service.Today(),
		due:       field.Value(one.Model).(models.Date),
		waiting:   stillOwed(one),
		none:      field.Unknown,
		revisions: one.Kind.Field(revisions).Value(one.Model).(models.Revisions),
	}
	var people []models.Ref
	for _, revision := range d.revisions {
		people = append(people, revision.By)
	}
	var err error
	d.names, err = v.service.Named(v.ctx(), v.who, people...)
	return d, err
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
	case !d.waiting:
		return "The date set was " + d.due.String() + ". Nothing is waited for now."
	case models.Passed(d.due, d.today):
		return "It was due by " + d.due.String() + " and is " + days(d.due, d.today) + " late."
	case d.due == d.today:
		return "It is due today, " + d.due.String() + "."
	default:
		return "It is due by " + d.due.String() + ", " + days(d.today, d.due) + " from today."
	}
}

// days counts the days from one day to a later one, in words.
func days(from, to models.Date) string {
	return counted(daysBetween(from, to), "day", "days")
}

// daysBetween counts the days from one day to a later one; none where either
// is not known to the day.
func daysBetween(from, to models.Date) int64 {
	if !from.IsDay() || !to.IsDay() {
		return 0
	}
	return int64(midnight(to).Sub(midnight(from)) / (24 * time.Hour))
}

// monthsBetween counts the months from one day to the same day of a later one;
// none where they do not fall on the same day of their months.
func monthsBetween(from, to models.Date) int64 {
	if !from.IsDay() || !to.IsDay() || midnight(from).Day() != midnight(to).Day() {
		return 0
	}
	start, end := midnight(from), midnight(to)
	return int64((end.Year()-start.Year())*12 + int(end.Month()) - int(start.Month()))
}

// midnight is a day as an instant to count days with, in no zone that changes
// its clocks.
func midnight(day models.Date) time.Time {
	instant, err := time.Parse(time.DateOnly, string(day))
	if err != nil {
		return time.Time{}
	}
	return instant
}
