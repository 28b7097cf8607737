package frontend

import (
	"github.com/a-h/templ"

	"answerable/models"
	"answerable/service"
)

// answerOwn shows the text of an answer with what was taken from it.
func answerOwn(v *visit, one *service.One) (own, error) {
	answer := one.Model.(*models.Answer)
	taken, err := v.service.TakenFrom(v.ctx(), v.who, answer.Ref)
	if err != nil {
		return own{}, err
	}
	text := templ.Join(wordingMark(answer.Wording), quotationOf(answer.Text, taken[answer.Ref]).view(), takeLink(v.who, answer))
	return own{
		Blocks: []block{{"text", "The answer", text}},
		Fields: []string{"text"},
	}, nil
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
