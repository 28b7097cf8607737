package frontend

import (
	"answerable/models"
	"answerable/service"
)

// commitmentOwn shows the day by which a commitment is due, and every day that
// it was before.
func commitmentOwn(v *visit, one *service.One) (own, error) {
	commitment := one.Model.(*models.Commitment)
	due := v.deadlineOf(one, "due_on", "due_revisions")
	due.met, due.done = commitment.DoneOn, "It was said to be done"
	page := own{
		Blocks: []block{{"due", "When it is due", due.view()}},
		Fields: []string{"due_revisions"},
	}
	err := v.standsIn(&page, commitment.ArisesFrom, commitment.Passage)
	return page, err
}
