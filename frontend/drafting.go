package frontend

import (
	"net/url"
	"slices"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// drafting is how the answer to a question comes about: the force's own
// business.
type drafting struct {
	question    models.Ref
	who         *models.Actor
	allocations parts
	drafts      parts
	comments    parts
	before      answeredBefore
	// add are the ways to give the drafting to somebody and to draft.
	add []components.Link
}

// drafts tells whether the person belongs to those who draft answers.
func (v *visit) drafts() bool { return len(models.AllocationKind.Reading(v.who)) > 0 }

// draftingOf reads how the answer to a question comes about.
func (v *visit) draftingOf(question models.Ref, answers parts, chain *service.Chain) (drafting, error) {
	d := drafting{question: question, who: v.who, drafts: answers.where(func(s models.State) bool { return s != models.AnswerSubmitted })}
	var err error
	if d.allocations, err = v.partsOf(models.AllocationKind, "question", "ref", question); err != nil {
		return d, err
	}
	if d.comments, err = v.commentsOn(append(refsOf(answers), question)...); err != nil {
		return d, err
	}
	if d.before, err = v.earlierThan(question, chain); err != nil {
		return d, err
	}
	for _, k := range []*models.Kind{models.AllocationKind, models.AnswerKind} {
		for _, start := range k.Starts(v.who) {
			d.add = append(d.add, components.Link{Text: start.Label, Href: newURL(k, start, url.Values{"question": {string(question)}})})
		}
	}
	return d, nil
}

// allocationCard is one allocation with what the person may do about it.
func (d drafting) allocationCard(allocation *models.Allocation) components.SummaryList {
	k := models.AllocationKind
	var actions []components.Action
	for _, move := range k.Offered(d.who, allocation) {
		actions = append(actions, components.Action{Text: move.Label, Href: moveURL(k, allocation.Ref, move)})
	}
	rows := append([]components.SummaryRow{{Key: "State", HTML: stateTag(k, allocation.State)}}, fieldRows(k.Named([]string{"wanted_on", "brief"}), allocation, d.allocations.Names)...)
	return components.SummaryList{
		Card: &components.Card{Title: nameTitle(d.allocations.Names, allocation.Drafter), HeadingLevel: 4, Actions: append(actions, components.Action{Text: "Open", Href: recordURL(k, allocation.Ref), Of: string(allocation.Ref)})},
		Rows: rows,
	}
}

// answeredBefore is what was answered to the other questions of a chain.
type answeredBefore struct {
	questions  []*models.Question
	answers    parts
	assurances parts
	today      models.Date
}

// earlierThan reads what was answered to the questions that a question follows
// up, or that follow it up, and how the assurances taken from that stand.
func (v *visit) earlierThan(question models.Ref, chain *service.Chain) (answeredBefore, error) {
	e := answeredBefore{today: v.service.Today()}
	var asked []models.Ref
	for _, m := range chain.Models {
		if other := m.(*models.Question); other.Ref != question {
			e.questions = append(e.questions, other)
			asked = append(asked, other.Ref)
		}
	}
	if len(asked) == 0 {
		return e, nil
	}
	var err error
	if e.answers, err = v.partsOf(models.AnswerKind, "question", "-given_on", asked...); err != nil {
		return e, err
	}
	e.answers = e.answers.in(models.AnswerSubmitted)
	e.assurances, err = v.partsOf(models.AssuranceKind, "taken_from", "-given_on", slices.Concat(refsOf(e.answers), asked)...)
	return e, err
}

// answersTo are the answers to one of the questions.
func (e answeredBefore) answersTo(question models.Ref) []*models.Answer {
	return slices.DeleteFunc(as[*models.Answer](e.answers), func(a *models.Answer) bool { return a.Question != question })
}

// takenFrom are the assurances that were taken from one of the questions or
// from an answer to it.
func (e answeredBefore) takenFrom(question models.Ref) []*models.Assurance {
	from := models.Refs{question}
	for _, answer := range e.answersTo(question) {
		from = append(from, answer.Ref)
	}
	return slices.DeleteFunc(as[*models.Assurance](e.assurances), func(a *models.Assurance) bool { return !from.Has(a.TakenFrom) })
}
