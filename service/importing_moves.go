package service

import (
	"fmt"
	"maps"
	"slices"

	"answerable/internal/sheet"
	"answerable/models"
)

// dateMove is a move of a date that a row tells of, in columns of its own.
type dateMove struct {
	turn   int
	to     models.Date
	why    string
	column models.Column
}

// readMove reads a date to which another was moved, or why it was.
func (i *importing) readMove(r *row, column models.Column, cell sheet.Cell, text string) error {
	field := column.Field.Name
	if r.moves == nil {
		r.moves = map[string][]dateMove{}
	}
	at := slices.IndexFunc(r.moves[field], func(m dateMove) bool { return m.turn == column.Turn })
	if at < 0 {
		at = len(r.moves[field])
		r.moves[field] = append(r.moves[field], dateMove{turn: column.Turn})
	}
	move := &r.moves[field][at]
	if column.Why {
		move.why = text
		return nil
	}
	move.column = column
	typed, err := i.typed(column.Field, cell.Kind, text)
	move.to = models.Date(typed)
	return err
}

// told are the moves of a date in their order. A reason without a date is no
// move.
func (r *row) told(field string) []dateMove {
	moves := slices.DeleteFunc(slices.Clone(r.moves[field]), func(m dateMove) bool { return m.to == "" })
	slices.SortFunc(moves, func(a, b dateMove) int { return a.turn - b.turn })
	return moves
}

// moveDates moves dates as the row tells, one after the other, so that each
// earlier one stays on record.
func (w *walker) moveDates() error {
	for _, name := range slices.Sorted(maps.Keys(w.r.moves)) {
		field := w.i.k.Field(name)
		for _, move := range w.r.told(name) {
			if err := w.moveDate(field, move); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *walker) moveDate(field *models.Field, move dateMove) error {
	if field.Plain(w.m) == "" {
		return moveProblem(move, "enter the first date too: "+lowerFirst(field.Label))
	}
	w.r.typed[field.Name], w.open[field.Name] = string(move.to), true
	if !w.differs(field) {
		w.spent([]string{field.Name})
		return nil
	}
	by := w.setter(nil)
	if by == nil {
		return moveProblem(move, fmt.Sprintf("you may not move this of %s while it is %s", an(w.i.k.One), stateLabel(w.i.k, w.m)))
	}
	reason := w.r.reason
	if move.why != "" {
		w.r.reason = fmt.Sprintf("%s (import %s, row %d)", move.why, w.i.imported.Ref, w.r.number)
	}
	w.i.w.reason = w.r.reason
	err := w.step(by)
	w.r.reason, w.i.w.reason = reason, reason
	return err
}

func moveProblem(move dateMove, text string) error {
	return models.Problems{{Field: move.column.Name, Text: move.column.Label + ": " + text}}.Or()
}

// unfold holds the moves that a row tells of against those that the record had:
// those that it had already are not made again. Where the record tells another
// story, the row's last date is the one it should have now.
func (i *importing) unfold(p *planned, w *walker) {
	for name := range p.moves {
		field := i.k.Field(name)
		moves := p.told(name)
		if len(moves) == 0 {
			delete(p.moves, name)
			continue
		}
		had := datesHeld(i.k, field, w.before)
		said := []models.Date{models.Date(p.typed[name])}
		for _, move := range moves {
			said = append(said, move.to)
		}
		if len(had) <= len(said) && slices.Equal(had, said[:len(had)]) {
			p.moves[name] = moves[len(had)-1:]
		} else {
			p.moves[name] = moves[len(moves)-1:]
		}
		if last := p.moves[name]; len(last) == 0 || len(last) == 1 && last[0].to == had[len(had)-1] {
			delete(p.moves, name)
		}
		// What the first date was is history.
		delete(p.typed, name)
		delete(w.open, name)
	}
}

// datesHeld are the dates that a field held, the first of them first.
func datesHeld(k *models.Kind, field *models.Field, m models.Model) []models.Date {
	var dates []models.Date
	for _, revision := range field.RevisionsIn(k, m) {
		dates = append(dates, revision.From)
	}
	return append(dates, models.Date(field.Plain(m)))
}
