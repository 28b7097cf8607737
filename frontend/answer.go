package frontend

import (
	"github.com/a-h/templ"

	"answerable/models"
	"answerable/service"
)

// answerNext are the steps that bring an answer further, the last first.
var answerNext = []string{"submit", "clear", "send-for-clearance"}

// answerOwn puts what was asked beside what is answered, so that whoever clears
// it or judges it reads both, with what was taken from it. It shows the force
// how it came about.
func answerOwn(v *visit, one *service.One) (own, error) {
	view, err := v.answerView(one)
	if err != nil {
		return own{}, err
	}
	answer := view.answer
	taken, err := v.service.TakenFrom(v.ctx(), v.who, answer.Ref)
	if err != nil {
		return own{}, err
	}
	view.text = templ.Join(wordingMark(answer.Wording), quotationOf(answer.Text, taken[answer.Ref]).view(), takeLink(v.who, answer))
	page := own{Lead: view.view(), Next: answerNext, Fields: []string{"question", "text", "wording"}}
	if v.drafts() {
		page.Blocks, err = v.insideOf(answer)
	}
	return page, err
}

// answerView reads what was asked, to stand beside an answer.
func (v *visit) answerView(one *service.One) (answerView, error) {
	view := answerView{answer: one.Model.(*models.Answer), who: v.who}
	asked, err := v.service.Get(v.ctx(), v.who, models.QuestionKind, view.answer.Question)
	if err != nil {
		return view, err
	}
	view.question = asked.Model.(*models.Question)
	view.limbs, err = v.partsOf(models.LimbKind, "question", "position", view.answer.Question)
	return view, err
}

// insideOf shows the force what it said of an answer, and what was answered
// before.
func (v *visit) insideOf(answer *models.Answer) ([]block, error) {
	comments, err := v.commentsOn(answer.Ref, answer.Question)
	if err != nil {
		return nil, err
	}
	chain, err := v.service.Chain(v.ctx(), v.who, answer.Question)
	if err != nil {
		return nil, err
	}
	before, err := v.earlierThan(answer.Question, chain)
	return []block{
		{"drafting", "Inside the force", commentList(comments, models.AnswerKind, answer.Ref)},
		{"before", "What was answered before", before.view()},
	}, err
}

// answerView is an answer beside what was asked.
type answerView struct {
	answer   *models.Answer
	question *models.Question
	limbs    parts
	text     templ.Component
	who      *models.Actor
}

// wrote tells whether the person must leave the clearing to somebody else.
func (a answerView) wrote() bool {
	return a.answer.State == models.AnswerInClearance && a.answer.Drafters.Has(a.who.Person)
}

// standsIn adds to the page of something that was taken from an answer the
// passage in its surroundings, for who may see the answer.
func (v *visit) standsIn(page *own, source models.Ref, passage string) error {
	at, readable := models.ParsePassage(passage)
	if !readable || source == "" {
		return nil
	}
	one, err := v.service.Get(v.ctx(), v.who, models.AnswerKind, source)
	if models.FaultOf(err) == models.Missing {
		return nil
	}
	if err != nil {
		return err
	}
	answer := one.Model.(*models.Answer)
	if at.Of(answer.Text) == "" {
		return nil
	}
	text := quotationOf(answer.Text, []service.Taken{{At: at}})
	page.Blocks = append([]block{{"passage", "Where it stands", text.excerpt(answer, at)}}, page.Blocks...)
	page.Fields = append(page.Fields, "passage")
	return nil
}
