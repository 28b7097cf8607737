package frontend

import (
	"net/http"
	"net/url"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// calendarList is how many days the list shows unless told otherwise.
const calendarList = 31

// calendarView is the calendar as a page shows it: a month, or a list of the
// days from one to another.
type calendarView struct {
	List     bool
	Typed    url.Values
	From, To models.Date
	Today    models.Date
	Filter   service.CalendarFilter
	Entries  []service.CalendarEntry
	Holidays models.Calendar
	Names    service.Names             // of the chosen priorities
	Choices  map[string][]service.Name // the priorities to choose from
	Problems models.Problems
}

// calendarPage shows what happens when.
func (v *visit) calendarPage() error {
	view := calendarView{Typed: v.Request.URL.Query(), Today: v.service.Today()}
	view.List = view.Typed.Get("view") == "list"
	view.Problems = view.choose()
	var err error
	if view.Filter, err = service.ParseCalendarFilter(view.Typed); err != nil {
		view.Problems = append(view.Problems, problemsOf(err)...)
	}
	if len(view.Problems) == 0 {
		view.Entries, err = v.service.InCalendar(v.ctx(), v.who, view.From, view.To, view.Filter)
		if view.Problems = problemsOf(err); err != nil && view.Problems == nil {
			return err
		}
	}
	if err := v.furnish(&view); err != nil {
		return err
	}
	status := http.StatusOK
	if len(view.Problems) > 0 {
		status = http.StatusUnprocessableEntity
	}
	return v.show(page{
		Status: status, Title: "Calendar: " + view.heading(), Errors: len(view.Problems) > 0, Wide: true,
		Trail: []components.Link{{Text: "Home", Href: "/"}, {Text: "Calendar"}}, Body: view.view(),
	})
}

// furnish reads what the page shows around the entries.
func (v *visit) furnish(view *calendarView) error {
	var err error
	if view.Holidays, err = v.service.Calendar(v.ctx()); err != nil {
		return err
	}
	if view.Choices, err = v.service.Choices(v.ctx(), v.who, []*models.Kind{models.PriorityKind}, maxFilterChoices); err != nil {
		return err
	}
	view.Names, err = v.service.Named(v.ctx(), v.who, view.Filter.Priorities...)
	return err
}

// choose reads which days are asked for: the present month unless told
// otherwise, or a list from today.
func (c *calendarView) choose() models.Problems {
	if c.List {
		c.From, c.To = c.Today, c.Today.Add(calendarList-1)
		if from := c.Typed.Get("from"); from != "" {
			if c.From = models.Date(from); c.From.IsDay() {
				c.To = c.From.Add(calendarList - 1)
			}
		}
		if to := c.Typed.Get("to"); to != "" {
			c.To = models.Date(to)
		}
		return nil
	}
	c.From = firstOf(c.Today)
	var problems models.Problems
	if typed := models.Date(c.Typed.Get("month")); typed != "" {
		if c.From = typed + "-01"; len(typed) != len("2019-03") || !c.From.AddMonths(1).IsDay() {
			problems = append(problems, models.Problem{Field: "month", Text: "Month: must be a year and a month, for example 2019-03"})
			c.From = firstOf(c.Today)
		}
	}
	c.To = c.From.AddMonths(1).Add(-1)
	return problems
}

// month is the month that is shown, without its days.
func (c calendarView) month() models.Date { return c.From[:len("2019-03")] }

func (c calendarView) heading() string {
	switch {
	case !c.List:
		return c.month().String()
	case len(c.Problems) > 0:
		return "list of days"
	default:
		return c.From.String() + " to " + c.To.String()
	}
}

// first is the first day of the month that goes with what is shown.
func (c calendarView) first() models.Date {
	if c.From.IsDay() {
		return firstOf(c.From)
	}
	return firstOf(c.Today)
}

func firstOf(day models.Date) models.Date { return day[:len("2019-03-")] + "01" }

// precise are the entries whose day is known; loose are those of which only the
// month or the year is.
func (c calendarView) precise() []service.CalendarEntry { return c.entries(models.Date.IsDay) }

func (c calendarView) loose() []service.CalendarEntry {
	return c.entries(func(d models.Date) bool { return !d.IsDay() })
}

func (c calendarView) entries(on func(models.Date) bool) []service.CalendarEntry {
	var some []service.CalendarEntry
	for _, entry := range c.Entries {
		if on(entry.Day) {
			some = append(some, entry)
		}
	}
	return some
}

// calendarDay is one day with what is on it.
type calendarDay struct {
	Date    models.Date // empty for a day of another month
	Today   bool
	Holiday string
	Entries []service.CalendarEntry
}

// weeks are the days of the month in weeks that begin on Monday.
func (c calendarView) weeks() [][]calendarDay {
	on := byDay(c.precise())
	const days = 7
	// The days since Monday, of the first of the month.
	before := (int(c.From.Weekday()) + days - 1) % days
	week := make([]calendarDay, before, days)
	var weeks [][]calendarDay
	for i := range c.From.DaysUntil(c.To) + 1 {
		if week = append(week, c.day(c.From.Add(i), on)); len(week) == days {
			weeks, week = append(weeks, week), nil
		}
	}
	if len(week) > 0 {
		weeks = append(weeks, append(week, make([]calendarDay, days-len(week))...))
	}
	return weeks
}

// days are the days of the list on which there is something.
func (c calendarView) days() []calendarDay {
	on := byDay(c.precise())
	var days []calendarDay
	for _, entry := range c.precise() {
		if len(days) == 0 || days[len(days)-1].Date != entry.Day {
			days = append(days, c.day(entry.Day, on))
		}
	}
	return days
}

func (c calendarView) day(day models.Date, on map[models.Date][]service.CalendarEntry) calendarDay {
	return calendarDay{Date: day, Today: day == c.Today, Holiday: c.Holidays(day), Entries: on[day]}
}

func byDay(entries []service.CalendarEntry) map[models.Date][]service.CalendarEntry {
	on := map[models.Date][]service.CalendarEntry{}
	for _, entry := range entries {
		on[entry.Day] = append(on[entry.Day], entry)
	}
	return on
}

// values are the filters as they stand in an address, without the days.
func (c calendarView) values() url.Values {
	values := url.Values{}
	for _, category := range c.Filter.Categories {
		values.Add("category", string(category))
	}
	for _, priority := range c.Filter.Priorities {
		values.Add("priority", string(priority))
	}
	if c.Filter.Mine {
		values.Set("mine", "yes")
	}
	return values
}

// monthURL is the same calendar in a month; empty for one that cannot be
// written.
func (c calendarView) monthURL(first models.Date) string {
	if !first.IsDay() {
		return ""
	}
	values := c.values()
	values.Set("month", string(first[:len("2019-03")]))
	return withQuery("/calendar", values)
}

// listURL is the same calendar as a list of days.
func (c calendarView) listURL(from, to models.Date) string {
	values := c.values()
	values.Set("view", "list")
	values.Set("from", string(from))
	values.Set("to", string(to))
	return withQuery("/calendar", values)
}

// unfiltered is the same days without filters.
func (c calendarView) unfiltered() calendarView {
	c.Filter = service.CalendarFilter{}
	return c
}

// url is the address of what is shown.
func (c calendarView) url() string {
	if c.List {
		return c.listURL(c.From, c.To)
	}
	return c.monthURL(c.From)
}

// selected are the chosen filters, each with the way to the calendar without
// it.
func (c calendarView) selected() []components.FilterCategory {
	var chosen []components.FilterCategory
	add := func(heading, text string, without calendarView) {
		if n := len(chosen); n == 0 || chosen[n-1].Heading != heading {
			chosen = append(chosen, components.FilterCategory{Heading: heading})
		}
		last := &chosen[len(chosen)-1]
		last.Tags = append(last.Tags, components.FilterTag{Text: text, Href: without.url()})
	}
	for i, category := range c.Filter.Categories {
		without := c
		without.Filter.Categories = leaveOut(c.Filter.Categories, i)
		add("Category", models.LabelOf(category.Options(), string(category)), without)
	}
	for i, priority := range c.Filter.Priorities {
		without := c
		without.Filter.Priorities = leaveOut(c.Filter.Priorities, i)
		add("Priority", shortTitle(nameTitle(c.Names, priority)), without)
	}
	if c.Filter.Mine {
		without := c
		without.Filter.Mine = false
		add("Whose", "Mine", without)
	}
	return chosen
}

func leaveOut[T any](list []T, at int) []T {
	return append(append([]T{}, list[:at]...), list[at+1:]...)
}
