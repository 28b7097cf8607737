package frontend

import (
	"net/http"
	"net/url"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// calculator works out when something would be due.
type calculator struct {
	typed    url.Values
	problems models.Problems
	clocks   []service.Name
	today    models.Date
	computed *models.Computation // nil while nothing was asked
}

// calculatorPage computes a deadline and shows how; nothing is kept.
func (v *visit) calculatorPage() error {
	page := calculator{typed: v.Request.URL.Query(), today: v.service.Today()}
	choices, err := v.service.Choices(v.ctx(), v.who, []*models.Kind{models.ClockKind}, maxFormChoices)
	if err != nil {
		return err
	}
	page.clocks = choices[models.ClockKind.Name]
	if len(page.typed) > 0 {
		if err := v.compute(&page); err != nil {
			return err
		}
	}
	return v.show(page.page())
}

// compute fills in the deadline that was asked for, or what was wrong.
func (v *visit) compute(page *calculator) error {
	q, err := v.service.ParseDeadline(page.typed)
	if err == nil {
		page.computed, err = v.service.Deadline(v.ctx(), v.who, q)
	}
	if models.FaultOf(err) == models.Invalid && err != nil {
		page.problems = problemsOf(err)
		return nil
	}
	return err
}

func (c calculator) page() page {
	trail := append(trailTo(models.ClockKind), components.Link{Text: "Compute a deadline"})
	shown := page{Title: "Compute a deadline", Errors: len(c.problems) > 0, Trail: trail, Body: c.view()}
	if shown.Errors {
		shown.Status = http.StatusUnprocessableEntity
	}
	return shown
}

// input asks for a day.
func (c calculator) day(id, name, label, value string) components.Input {
	return components.Input{
		Field: components.Field{ID: id, Name: name, Label: components.Label{Text: label}, Error: c.problemOf(id, name)},
		Value: value, Type: "date", Width: components.Width10,
	}
}

// problemOf is what is wrong with a field; of several of one name, it stands at
// the first.
func (c calculator) problemOf(id, name string) string {
	if id != name {
		return ""
	}
	return c.problems.Of(name)
}

func (c calculator) start() string {
	if from := c.typed.Get("from"); from != "" || len(c.typed) > 0 {
		return from
	}
	return string(c.today)
}

// stops are the pairs of days that were typed in, and room for one more.
func (c calculator) stops() [][2]string {
	from, to := c.typed["stop_from"], c.typed["stop_to"]
	pairs := make([][2]string, 0, len(from)+1)
	for i := range min(len(from), len(to)) {
		if from[i] != "" || to[i] != "" {
			pairs = append(pairs, [2]string{from[i], to[i]})
		}
	}
	return append(pairs, [2]string{})
}

// clockOptions are the clocks to choose from.
func (c calculator) clockOptions() []components.Option {
	return append([]components.Option{{Text: "No clock: the term below"}}, selectOptions(nameOptions(c.clocks))...)
}

// termChoice lets a part of the term be chosen.
func (c calculator) termChoice(name string, options []models.Option) components.Radios {
	field := models.ClockKind.Field(name)
	return components.Radios{
		Group:   components.Group{Name: name, ID: name, Legend: components.Legend{Text: field.Label}, Error: c.problems.Of(name)},
		Choices: choicesOf(options), Value: c.typed.Get(name),
	}
}

// dayRows are the days of a computation, one by one.
func dayRows(days []models.Day) [][]components.Cell {
	rows := make([][]components.Cell, len(days))
	for i, day := range days {
		counted := components.Cell{Text: day.Why}
		if day.Count > 0 {
			counted.Text = "Day " + models.Number(int64(day.Count))
		}
		rows[i] = []components.Cell{{Text: day.Day.Weekday().String() + " " + day.Day.String(), Class: components.CellLine}, counted}
	}
	return rows
}
