package frontend

import (
	"net/http"
	"net/url"
	"strings"

	"answerable/models"
	"answerable/service"
)

// similarView is what was asked before that is like a question being written.
type similarView struct {
	Written bool // something was typed
	Found   []service.SimilarQuestion
	Follows models.Ref // the question that is followed up, as typed
	Of      models.Ref // the question being changed
}

// similarBeside shows beside the form of a question what was asked before.
func similarBeside(v *visit, typed url.Values, of models.Ref) (block, error) {
	view, err := v.similar(typed, of)
	return block{"similar", "Asked before", view.aside()}, err
}

func (v *visit) similar(typed url.Values, of models.Ref) (similarView, error) {
	text := strings.TrimSpace(typed.Get("title") + "\n" + typed.Get("text"))
	found, err := v.service.Similar(v.ctx(), v.who, text, of)
	return similarView{text != "", found, models.Ref(strings.TrimSpace(typed.Get("follows_up"))), of}, err
}

// similarList answers the script of the page, which asks for the list again as
// the question is written. What is written travels in the body, so that it
// stands in no log of addresses.
func (v *visit) similarList() error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	view, err := v.similar(typed, models.Ref(v.Query("of")))
	if err != nil {
		return err
	}
	return v.draw(http.StatusOK, view.list())
}

// address is where the script asks for the list.
func (s similarView) address() string {
	return withQuery("/questions/similar", url.Values{"of": {string(s.Of)}})
}

// sentence says how many were found.
func (s similarView) sentence() string {
	switch {
	case !s.Written:
		return "When you write the question, those that were asked before and are like it are listed here."
	case len(s.Found) == 0:
		return "No question that you can see is like it."
	case len(s.Found) == 1:
		return "One question is like it."
	default:
		return counted(int64(len(s.Found)), "question is", "questions are") + " like it, the most alike first."
	}
}

// similarOnce says when a question was put, and how often what it asks was.
func similarOnce(question service.SimilarQuestion) string {
	put, often := "", ""
	if question.PutOn != "" {
		put = "put" + onDay(question.PutOn)
	}
	if question.Asked > 1 {
		often = "asked " + models.Times(question.Asked)
		if question.Since != "" {
			often += " since " + question.Since.Year()
		}
	}
	return join(", ", string(question.Ref), put, often)
}

// followUp is what a button that makes the question a follow-up is sent with.
func followUp(ref models.Ref) string { return url.Values{"follows_up": {string(ref)}}.Encode() }
