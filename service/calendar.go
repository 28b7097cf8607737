package service

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"answerable/models"
)

// MaxCalendarDays is the longest stretch of the calendar that can be asked for.
const MaxCalendarDays = 400

// CalendarEntry is a record on one of its days.
type CalendarEntry struct {
	// Day is as exact as is known: a date known to the month belongs to the
	// month and to no day of it.
	Day models.Date
	// Dated says which date of the record it is.
	Dated models.Dated
	Name
	// Standing is the value of the Dated's derived fact today.
	Standing  string
	Version   int
	UpdatedAt time.Time
}

// Late tells whether the day has passed and what was due did not come.
func (e CalendarEntry) Late() bool { return e.Dated.Late != "" && e.Standing == e.Dated.Late }

// CalendarFilter narrows the calendar. Several values of one filter widen it,
// several filters narrow it.
type CalendarFilter struct {
	Categories []models.DateCategory
	Priorities []models.Ref
	// Mine keeps what the person owns, or what falls to them or to their body.
	Mine bool
}

// ParseCalendarFilter reads a filter from an address.
func ParseCalendarFilter(values url.Values) (CalendarFilter, error) {
	var filter CalendarFilter
	var problems models.Problems
	for _, category := range values["category"] {
		switch {
		case category == "":
		case !slices.ContainsFunc(models.DateCategory("").Options(), func(o models.Option) bool { return o.Value == category }):
			problems = append(problems, models.Problem{Field: "category", Code: "choice", Text: "Category: “" + category + "” is no category of days"})
		default:
			filter.Categories = append(filter.Categories, models.DateCategory(category))
		}
	}
	for _, priority := range values["priority"] {
		if priority != "" {
			filter.Priorities = append(filter.Priorities, models.Ref(priority))
		}
	}
	switch values.Get("mine") {
	case "yes", "true":
		filter.Mine = true
	case "", "no", "false":
	default:
		problems = append(problems, models.Problem{Field: "mine", Code: "choice", Text: "Mine: must be yes or no"})
	}
	return filter, problems.Or()
}

// InCalendar lists what the person may see of what stands in the calendar from
// one day to another, by day and reference. Dates that are known to the month
// or the year only are in it where that month or year touches the stretch.
func (s *Service) InCalendar(ctx context.Context, who *models.Actor, from, to models.Date, filter CalendarFilter) ([]CalendarEntry, error) {
	if err := stretchProblems(from, to).Or(); err != nil {
		return nil, err
	}
	return s.inCalendar(ctx, who, from, to, filter)
}

func stretchProblems(from, to models.Date) models.Problems {
	var problems models.Problems
	for _, end := range []struct {
		field, label string
		day          models.Date
	}{{"from", "From", from}, {"to", "To", to}} {
		if !end.day.IsDay() {
			problems = append(problems, models.Problem{Field: end.field, Code: "day", Text: end.label + ": must be a day, for example 2019-03-18"})
		}
	}
	switch {
	case len(problems) > 0:
	case to < from:
		problems = append(problems, models.Problem{Field: "to", Code: "out_of_range", Text: "To: must not be before the first day"})
	case from.DaysUntil(to) >= MaxCalendarDays:
		problems = append(problems, models.Problem{Field: "to", Code: "out_of_range", Text: "To: the calendar shows at most 400 days at a time; choose an earlier last day or a later first day"})
	}
	return problems
}

// inCalendar asks for all kinds in one statement.
func (s *Service) inCalendar(ctx context.Context, who *models.Actor, from, to models.Date, filter CalendarFilter) ([]CalendarEntry, error) {
	asked := calendarQuery{who, from, to, s.Today(), filter}
	var parts []string
	var args []any
	for i, dated := range models.DatedFields {
		if len(filter.Categories) == 0 || slices.Contains(filter.Categories, dated.Category) {
			part, values := asked.part(i, dated)
			parts, args = append(parts, part), append(args, values...)
		}
	}
	if len(parts) == 0 {
		return nil, nil
	}
	var rows []calendarRow
	err := s.db.WithContext(ctx).Raw(`SELECT days.dated, days.day, days.standing, days.version, records.ref, records.kind, records.title, records.state, records.updated_at
		FROM (`+strings.Join(parts, " UNION ALL ")+`) AS days JOIN records ON records.ref = days.ref`, args...).Scan(&rows).Error
	return asked.entries(rows), unavailable(err)
}

// calendarRow is a date of a record, as it is kept.
type calendarRow struct {
	Dated     int
	Day       string
	Standing  string
	Version   int
	Ref       models.Ref
	Kind      string
	Title     string
	State     models.State
	UpdatedAt time.Time
}

// calendarQuery is what is asked of the calendar.
type calendarQuery struct {
	who             *models.Actor
	from, to, today models.Date
	filter          CalendarFilter
}

// part is the statement for one sort of date.
func (q calendarQuery) part(i int, dated models.Dated) (string, []any) {
	k := models.KindNamed(dated.Kind)
	states := make([]string, len(dated.States))
	for j, state := range dated.States {
		states[j] = string(state)
	}
	seen, args := visibleIn(k, q.who, states...)
	where := []string{seen}
	narrow := func(condition string, values ...any) {
		where, args = append(where, condition), append(args, values...)
	}
	if len(states) > 0 {
		narrow("state IN ?", states)
	}
	if len(dated.Types) > 0 {
		narrow("type IN ?", dated.Types)
	}
	if dated.Unless != "" {
		narrow(dated.Unless + " = ''")
	}
	if dated.Yearly {
		narrow(dated.Field + " <> ''")
	} else {
		narrow("("+dated.Field+" BETWEEN ? AND ? OR "+dated.Field+" IN ?)", q.from, q.to, monthsAndYears(q.from, q.to))
	}
	q.narrow(k, dated, narrow)
	standing := "''"
	if derived := k.DerivedNamed(dated.Derived); derived != nil {
		standing = derived.On(q.today)
	}
	return "SELECT ref, version, " + strconv.Itoa(i) + " AS dated, " + dated.Field + " AS day, " + standing + " AS standing FROM " + k.Table() + " WHERE " + both(where), args
}

// narrow applies the filters that are the person's choice.
func (q calendarQuery) narrow(k *models.Kind, dated models.Dated, narrow func(string, ...any)) {
	if len(q.filter.Priorities) > 0 {
		narrow("EXISTS (SELECT 1 FROM links serving WHERE serving.from_ref = "+k.Table()+".ref AND serving.field = 'priorities' AND serving.to_ref IN ?)", q.filter.Priorities)
	}
	if !q.filter.Mine {
		return
	}
	if dated.FallsTo == "" {
		narrow("owner = ?", q.who.Person)
		return
	}
	own := append(slices.Clone(q.who.Bodies), q.who.Person)
	narrow("(owner = ? OR "+dated.FallsTo+" IN ? OR "+dated.FallsTo+" IN (SELECT posts.ref FROM posts WHERE posts.body IN ?))", q.who.Person, own, q.who.Bodies)
}

// monthsAndYears are the months and years that a stretch of days touches, as
// dates of that precision are kept.
func monthsAndYears(from, to models.Date) []models.Date {
	var touched []models.Date
	for i := range from.DaysUntil(to) + 1 {
		day := from.Add(i)
		touched = append(touched, day[:len("2019")], day[:len("2019-03")])
	}
	slices.Sort(touched)
	return slices.Compact(touched)
}

// entries puts the rows on their days and in order.
func (q calendarQuery) entries(rows []calendarRow) []CalendarEntry {
	entries := make([]CalendarEntry, 0, len(rows))
	for _, row := range rows {
		entry := CalendarEntry{
			Day: models.Date(row.Day), Dated: models.DatedFields[row.Dated], Name: Name{row.Ref, row.Kind, row.Title, row.State},
			Standing: row.Standing, Version: row.Version, UpdatedAt: row.UpdatedAt,
		}
		if !entry.Dated.Yearly {
			entries = append(entries, entry)
			continue
		}
		for _, entry.Day = range models.YearDay(row.Day).Between(q.from, q.to) {
			entries = append(entries, entry)
		}
	}
	slices.SortFunc(entries, func(a, b CalendarEntry) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Ref, b.Ref), cmp.Compare(a.Dated.Field, b.Dated.Field))
	})
	return entries
}
