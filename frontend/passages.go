package frontend

import (
	"net/http"
	"net/url"
	"slices"

	"answerable/models"
	"answerable/service"
)

// passagesView is an answer from which passages can be taken.
type passagesView struct {
	*service.Reading
	Ways []takingWay
	// Ticked are the sentences that were chosen, and Problems what was wrong.
	Ticked   []string
	Problems models.Problems
	// Aside says that it stands beside something that is being filled in, so
	// that what is taken opens in another tab.
	Aside bool
}

// takingWay is a kind of record that the person may take from an answer.
type takingWay struct {
	models.Taking
	Start *models.Move
}

// takingWays are what the person may take from an answer; none from one that
// was not submitted.
func takingWays(who *models.Actor, answer *models.Answer) []takingWay {
	var ways []takingWay
	for _, taking := range models.Takings {
		if starts := taking.Kind.Starts(who); len(starts) > 0 && answer.State == models.AnswerSubmitted {
			ways = append(ways, takingWay{taking, starts[0]})
		}
	}
	return ways
}

// passagesURL is the address of the page on which passages are taken.
func passagesURL(answer models.Ref) string { return recordURL(models.AnswerKind, answer) + "/passages" }

// passagesPage shows an answer sentence by sentence, to take something from it.
func (v *visit) passagesPage() error {
	view, err := v.passages()
	if err != nil {
		return err
	}
	return v.showPassages(view, http.StatusOK)
}

// passages is the answer of the address, if the person may take from it.
func (v *visit) passages() (passagesView, error) {
	reading, err := v.service.ReadAnswer(v.ctx(), v.who, models.Ref(v.Param("ref")))
	if err != nil {
		return passagesView{}, err
	}
	view := passagesView{Reading: reading, Ways: takingWays(v.who, reading.Answer)}
	if len(view.Ways) == 0 {
		return view, models.Fail(models.Denied, "You may not take assurances or commitments from this answer")
	}
	return view, nil
}

func (v *visit) showPassages(view passagesView, status int) error {
	return v.show(page{
		Status: status, Title: "Take from the text of an answer", Errors: len(view.Problems) > 0,
		Back: recordURL(models.AnswerKind, view.Answer.Ref), Body: view.page(),
	})
}

// take leads on to the form for what is taken from the passage that was chosen.
func (v *visit) take() error {
	view, err := v.passages()
	if err != nil {
		return err
	}
	typed, err := v.typed()
	if err != nil {
		return err
	}
	at, problems := view.chosen(typed)
	way := slices.IndexFunc(view.Ways, func(w takingWay) bool { return w.Kind.Name == typed.Get("as") })
	if way < 0 {
		problems = append(problems, models.Problem{Field: sentenceField, Text: "Record as: choose whether it is an assurance or a commitment"})
	}
	if len(problems) > 0 {
		view.Ticked, view.Problems = typed[sentenceField], problems
		return v.showPassages(view, http.StatusUnprocessableEntity)
	}
	chosen := view.Ways[way]
	return v.seeOther(newURL(chosen.Kind, chosen.Start, url.Values{chosen.From: {string(view.Answer.Ref)}, "passage": {at.String()}}))
}

// The controls of the form: a tick for every sentence, and what was selected to
// the letter.
const (
	sentenceField = "sentence"
	passageField  = "passage"
)

// chosen is the passage that was selected or, where none was, that from the
// first sentence ticked to the last.
func (p passagesView) chosen(typed url.Values) (models.Passage, models.Problems) {
	var at models.Passage
	for _, text := range append(slices.Clone(typed[sentenceField]), typed.Get(passageField)) {
		next, readable := models.ParsePassage(text)
		switch {
		case !readable:
		case at.First == 0 || text == typed.Get(passageField):
			at = next
		default:
			at = models.Passage{First: min(at.First, next.First), Last: max(at.Last, next.Last)}
		}
	}
	at, some := at.Trimmed(p.Answer.Text)
	if !some {
		return at, models.Problems{{Field: sentenceField, Text: "The answer: tick the sentence to take, or the first and the last of several"}}
	}
	return at, nil
}

// quotation is the text with what was taken from it.
func (p passagesView) quotation() quotation { return quotationOf(p.Answer.Text, p.Taken) }

// quoted is a new record of a kind as an address begins it: with what stands at
// a passage of an answer, where it names one.
func (v *visit) quoted(k *models.Kind) (models.Model, error) {
	for _, taking := range models.Takings {
		answer, from := models.Ref(v.Query(taking.From)), v.Query(passageField)
		at, readable := models.ParsePassage(from)
		if taking.Kind != k || answer == "" || !readable {
			continue
		}
		begun, err := v.service.Quote(v.ctx(), v.who, k, answer, at)
		if err == nil || models.FaultOf(err) == models.Unavailable {
			return begun, err
		}
	}
	blank := k.New()
	blank.Shared().Marking = models.Official
	return blank, nil
}
