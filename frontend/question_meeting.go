package frontend

import (
	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// meetingOwn shows the agenda of a meeting in order, with what each item
// concerns, and the questions put at it.
func meetingOwn(v *visit, one *service.One) (own, error) {
	ref := one.Model.Base().Ref
	agenda, err := v.partsOf(models.AgendaItemKind, "meeting", "position", ref)
	if err != nil {
		return own{}, err
	}
	questions, err := v.partsOf(models.QuestionKind, "meeting", "ref", ref)
	if err != nil {
		return own{}, err
	}
	put := partList(questions, v.service.Today(), "No question is recorded.", "put_on", "due_on")
	return own{
		Blocks: []block{
			{"agenda", "Agenda", v.adding(agendaList(agenda.live()), models.AgendaItemKind, "meeting", ref)},
			{"questions", "Questions put at it", v.adding(put, models.QuestionKind, "meeting", ref)},
		},
		Covers: []string{"agenda-item.meeting", "question.meeting"},
	}, nil
}

// agendaRows are the particulars of one agenda item.
func agendaRows(item models.Model, names service.Names) []components.SummaryRow {
	k := models.AgendaItemKind
	return fieldRows(k.Named([]string{"paper", "concerns", "outcome"}), item, names)
}

// agendaTitle heads an item with its place on the agenda, if it has one.
func agendaTitle(item *models.AgendaItem) string {
	if item.Position == nil {
		return item.Title
	}
	return "Item " + models.Number(*item.Position) + ": " + item.Title
}
