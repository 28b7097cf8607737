package frontend

import (
	"net/url"
	"slices"

	"answerable/frontend/components"
	"answerable/models"
)

// limbsView is what a question asks, with what the person may do about it.
type limbsView struct {
	Question *models.Question
	Limbs    parts
	Who      *models.Actor
}

// drafting tells whether what the question asks is still being written by the
// person.
func (l limbsView) drafting() bool { return models.QuestionKind.MayEdit(l.Who, l.Question) }

// rows are the limbs of a question, each with its outcome and the steps that
// are open to the person.
func (l limbsView) rows() []components.SummaryRow {
	limbs := as[*models.Limb](l.Limbs)
	rows := make([]components.SummaryRow, len(limbs))
	for i, limb := range limbs {
		rows[i] = components.SummaryRow{
			KeyHTML: recordLink(limb, limb.Text),
			HTML:    l.outcome(limb, i > 0, i+1 < len(limbs)),
		}
	}
	return rows
}

// steps are the moves that the page of the question offers for a limb: none
// while it is drafted but those that change its place, which stand apart, and
// judgements once there is an answer.
func (l limbsView) steps(limb *models.Limb) []*models.Move {
	if l.Question.State == models.QuestionDraft {
		return nil
	}
	judges := models.QuestionKind.MayDo(l.Who, models.ActJudge, l.Question)
	return slices.DeleteFunc(models.LimbKind.Offered(l.Who, limb), func(move *models.Move) bool {
		judgement := slices.ContainsFunc(models.Judgements, func(j models.Judgement) bool { return j.Move == move.Name })
		return move.Name == moveUp || move.Name == moveDown || judgement && !judges
	})
}

// The moves that change the place of a limb.
const (
	moveUp   = "up"
	moveDown = "down"
)

// returnField is sent along where something is done to a part of a record from
// the page of that record, to which the person then comes back.
const returnField = "return"

func returning(typed url.Values) []components.Hidden {
	if !typed.Has(returnField) {
		return nil
	}
	return []components.Hidden{{Name: returnField, Value: typed.Get(returnField)}}
}

// backTo is the page of the record from which something was done to a part of
// it; empty where that was done from elsewhere.
func backTo(k *models.Kind, part models.Model, done string, typed url.Values) string {
	if parents := k.ParentKinds(); typed.Has(returnField) && len(parents) == 1 {
		return withQuery(recordURL(parents[0], k.RefOf(part, k.Parent)), url.Values{"part": {k.Name}, "done": {done}}) + "#" + k.Plural
	}
	return ""
}
