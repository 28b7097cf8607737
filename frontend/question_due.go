package frontend

import (
	"slices"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// dueView is all that there is to say about when an answer is due.
type dueView struct {
	deadline
	question *models.Question
	// offered are the steps that the person may take.
	offered []*models.Move
	// set is what set the date by hand, stopped what stopped the clock; nil for
	// nothing of the kind.
	set, stop *event
}

// questionDue reads how the deadline of a question came about.
func (v *visit) questionDue(one *service.One, answers parts) (dueView, error) {
	question := one.Model.(*models.Question)
	d := dueView{deadline: v.deadlineOf(one, "due_on", "due_revisions"), question: question, offered: one.Kind.Offered(v.who, question)}
	d.met, d.done = answeredOn(question, answers), "It was answered"
	if !d.owed() {
		return d, v.explain(&d)
	}
	d.stopped = question.StoppedOn
	var err error
	if d.calendar, err = v.service.Calendar(v.ctx()); err != nil {
		return d, err
	}
	return d, v.explain(&d)
}

// owed tells whether an answer is waited for, be it that the clock stands still.
func (d dueView) owed() bool {
	return d.question.State == models.QuestionPut || d.question.State == models.QuestionReturned
}

// explain finds in the history what the record does not keep: who set a date by
// hand, and why the clock was stopped.
func (v *visit) explain(d *dueView) error {
	byHand := d.due != "" && d.question.DueHow == ""
	if !byHand && d.stopped == "" {
		return nil
	}
	events, err := v.events(models.QuestionKind, d.question.Ref)
	if err != nil {
		return err
	}
	if byHand {
		d.set = newest(events, func(e event) bool { _, moved := e.Event.Changes["due_on"]; return moved })
	}
	if d.stopped != "" {
		d.stop = newest(events, func(e event) bool { _, stopped := e.Event.Changes["stopped_on"]; return stopped })
	}
	return nil
}

// newest is the last of the events that fit; nil for none.
func newest(events []event, fits func(event) bool) *event {
	if at := slices.IndexFunc(events, fits); at >= 0 {
		return &events[at]
	}
	return nil
}

// rows say where the date comes from.
func (d dueView) rows() []components.SummaryRow {
	k, question := models.QuestionKind, d.question
	rows := []components.SummaryRow{{Key: "How it was computed", Text: d.how()}}
	rows = append(rows, fieldRows(k.Named([]string{"clock", "started_on"}), question, d.names)...)
	if first := question.FirstDue(); first != question.DueOn {
		rows = append(rows, components.SummaryRow{Key: "The date set first", Text: first.String()})
	}
	return rows
}

// how says how the date was computed, or who set it and why.
func (d dueView) how() string {
	switch {
	case d.question.DueHow != "":
		return upperFirst(d.question.DueHow)
	case d.set == nil:
		return "It was set by hand"
	}
	text := "It was set by hand by " + d.set.By + " on " + models.DateOf(d.set.At).String()
	return join(": ", text, d.set.Reason)
}

// stopRows are the times for which the clock stood still, the latest first.
func (d dueView) stopRows() [][]components.Cell {
	var rows [][]components.Cell
	for _, stop := range slices.Backward(d.question.Stops) {
		rows = append(rows, []components.Cell{
			{Text: stop.From.String(), Class: components.CellLine},
			{Text: stop.To.String(), Class: components.CellLine},
			{Text: days(stop.From, stop.To), Class: components.CellLine},
			cell(reviser(d.names, stop.By)),
			cell(said(stop.Reason, "No reason recorded")),
		})
	}
	return rows
}

// answers are the steps with which a request for more time is answered.
func (d dueView) answers() []components.Link {
	var links []components.Link
	for _, move := range d.offered {
		href := moveURL(models.QuestionKind, d.question.Ref, move)
		switch move.Name {
		case "extend":
			links = append(links, components.Link{Text: "Agree to more time", Href: href + "?due_on=" + string(d.question.AskedUntil)})
		case "refuse-time":
			links = append(links, components.Link{Text: move.Label, Href: href})
		}
	}
	return links
}
