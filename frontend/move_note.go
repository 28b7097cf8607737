package frontend

import (
	"github.com/a-h/templ"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// moveNote is what somebody should have before them when they make a move.
type moveNote func(v *visit, one *service.One) (templ.Component, error)

// moveNotes are the moves that show more than what they do, by kind and name.
var moveNotes = map[string]moveNote{
	"question.put":    clockNote(models.ClockAnswer),
	"question.return": clockNote(models.ClockReturn, models.ClockAnswer),
	"answer.submit":   submitNote,
}

// noteOn is what a move shows beside what it does; nil for nothing.
func (v *visit) noteOn(one *service.One, move *models.Move) (templ.Component, error) {
	note := moveNotes[one.Kind.Name+"."+move.Name]
	if note == nil {
		return templ.NopComponent, nil
	}
	return note(v, one)
}

// clockNote shows to which date each clock would come today.
func clockNote(uses ...models.ClockUse) moveNote {
	return func(v *visit, _ *service.One) (templ.Component, error) {
		dates, err := v.service.ClockDates(v.ctx(), v.who, uses...)
		return clockDates(dates), err
	}
}

// clockRows are clocks, each with the date to which it comes.
func clockRows(dates []service.ClockDate) [][]components.Cell {
	rows := make([][]components.Cell, len(dates))
	for i, date := range dates {
		rows[i] = []components.Cell{
			cell(recordLink(date.Clock, date.Clock.Title)),
			{Text: date.Due.String(), Class: components.CellLine},
			{Text: upperFirst(date.String())},
		}
	}
	return rows
}

// submitNote shows exactly what leaves the force with an answer.
func submitNote(v *visit, one *service.One) (templ.Component, error) {
	beside, err := v.answerView(one)
	if err != nil {
		return nil, err
	}
	view := submission{answerView: beside, one: one}
	for _, k := range []*models.Kind{models.DocumentKind, models.NoteKind} {
		attached, err := v.partsOf(k, "about", "ref", view.answer.Ref)
		if err != nil {
			return nil, err
		}
		view.shared = append(view.shared, attached.in(models.AttachedShared).Models...)
	}
	return view.view(), nil
}

// submission is an answer as it leaves the force.
type submission struct {
	answerView
	one *service.One
	// shared are the documents and notes that show with it.
	shared []models.Model
}

// rows are what is recorded beside the text.
func (s submission) rows() []components.SummaryRow {
	var recorded []*models.Field
	for _, field := range s.one.Kind.Inputs() {
		if field.Name != "text" && field.Name != "question" && field.Recorded(s.answer) {
			recorded = append(recorded, field)
		}
	}
	rows := fieldRows(recorded, s.answer, s.one.Names)
	if s.answer.GivenOn == "" {
		rows = append(rows, components.SummaryRow{Key: s.one.Kind.Field("given_on").Label, Text: "Today, the day on which it is submitted"})
	}
	return rows
}
