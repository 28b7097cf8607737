package frontend

import (
	"slices"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// questionOwn puts the chain of a question on its page: what it asks, limb by
// limb, the answers, the assurances taken from them, and what asked before and
// after it.
func questionOwn(v *visit, one *service.One) (own, error) {
	question := one.Model.(*models.Question)
	limbs, err := v.partsOf(models.LimbKind, "question", "position", question.Ref)
	if err != nil {
		return own{}, err
	}
	answers, err := v.partsOf(models.AnswerKind, "question", "-given_on", question.Ref)
	if err != nil {
		return own{}, err
	}
	assurances, err := v.partsOf(models.AssuranceKind, "taken_from", "-given_on", append(refsOf(answers), question.Ref)...)
	if err != nil {
		return own{}, err
	}
	quoted, err := v.service.TakenFrom(v.ctx(), v.who, refsOf(answers)...)
	if err != nil {
		return own{}, err
	}
	due, err := v.questionDue(one, answers)
	if err != nil {
		return own{}, err
	}
	chain, err := v.service.Chain(v.ctx(), v.who, question.Ref)
	if err != nil {
		return own{}, err
	}
	taken := partList(assurances, v.service.Today(), "No assurance is recorded as taken from it.", "given_by", "given_on", "relied_until")
	shown := own{
		Blocks: []block{
			{"limbs", "What it asks, limb by limb", v.adding(limbsView{question, limbs, v.who}.view(), models.LimbKind, "question", question.Ref)},
			{"due", "When the answer is due", due.view()},
			{"answers", "Answers", v.adding(answerList(answers, quoted, judgeLink(v.who, question), v.who), models.AnswerKind, "question", question.Ref)},
			{"assurances", "Assurances taken from it", v.adding(taken, models.AssuranceKind, "taken_from", question.Ref)},
			{"asked", "How often it was asked", questionChain(chain, question.Ref)},
		},
		Covers: []string{"limb.question", "answer.question", "question.follows_up", "assurance.taken_from"},
		Fields: []string{"clock", "started_on", "due_how", "due_revisions", "stopped_on", "stops", "asked_until", "asked_why", "holding_reply", "transferred_to"},
	}
	if !v.drafts() {
		return shown, nil
	}
	inside, err := v.draftingOf(question.Ref, answers, chain)
	shown.Blocks = slices.Insert(shown.Blocks, 2, block{"drafting", "Drafting", inside.view()})
	shown.Covers = append(shown.Covers, "allocation.question")
	return shown, err
}

// answeredOn is the day of the last answer to a question that waits for none;
// empty where that is not known to the day.
func answeredOn(question *models.Question, answers parts) models.Date {
	var last models.Date
	if question.State != models.QuestionAnswered && question.State != models.QuestionClosed {
		return last
	}
	for _, answer := range as[*models.Answer](answers) {
		if answer.State == models.AnswerSubmitted && answer.GivenOn.IsDay() && answer.GivenOn > last {
			last = answer.GivenOn
		}
	}
	return last
}

// answerRows are the particulars of an answer: who gave it and when.
func answerRows(answer models.Model, names service.Names) []components.SummaryRow {
	k := models.AnswerKind
	return fieldRows(k.Named([]string{"given_by", "given_on", "submitted_on"}), answer, names)
}

// chainItems are the questions of a chain, the first that was asked on top.
func chainItems(chain *service.Chain, here models.Ref) []components.TimelineItem {
	var items []components.TimelineItem
	for _, m := range chain.Models {
		question := m.(*models.Question)
		item := components.TimelineItem{
			TitleHTML: chainTitle(question, question.Ref == here),
			Date:      "Day not recorded",
		}
		if question.PutOn != "" {
			item.Date = "Put on " + question.PutOn.String()
		}
		if question.FollowsUp != "" {
			item.Text = "Follows up " + string(question.FollowsUp)
		}
		items = append(items, item)
	}
	return items
}
