package frontend

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// judgingView is a question with its limbs beside the answer to be judged.
type judgingView struct {
	*service.One
	Question *models.Question
	Limbs    []*models.Limb
	// Reading is the latest answer, nil where none is recorded; Earlier are
	// those before it.
	Reading *passagesView
	Earlier parts
	// Following is what a return asks for.
	Following recordForm
	Typed     url.Values
	Problems  models.Problems
	Today     models.Date
	names     service.Names
}

// judgeURL is the address of the page on which the answer to a question is
// judged.
func judgeURL(question models.Ref) string {
	return recordURL(models.QuestionKind, question) + "/judge"
}

// judgeLink is the same address for who may judge the answer, else empty.
func judgeLink(who *models.Actor, question *models.Question) string {
	if !models.QuestionKind.MayDo(who, models.ActJudge, question) {
		return ""
	}
	return judgeURL(question.Ref)
}

// judgePage shows the answer beside the question, to be judged limb by limb.
func (v *visit) judgePage() error {
	view, err := v.judging()
	if err != nil {
		return err
	}
	for _, limb := range view.Limbs {
		view.Typed.Set(service.JudgementField(limb.Ref, "outcome"), string(limb.State))
	}
	return v.showJudging(view, http.StatusOK)
}

// judging is the question of the address with its answers, if the person may
// judge them.
func (v *visit) judging() (judgingView, error) {
	k := models.QuestionKind
	one, err := v.service.Get(v.ctx(), v.who, k, models.Ref(v.Param("ref")))
	if err != nil {
		return judgingView{}, err
	}
	question := one.Model.(*models.Question)
	if !k.MayDo(v.who, models.ActJudge, question) {
		return judgingView{}, models.Fail(models.Denied, "You may not judge the answer to this question while it is %s", lowerFirst(models.LabelOf(k.States, string(question.State))))
	}
	limbs, err := v.partsOf(models.LimbKind, "question", "position", question.Ref)
	if err != nil {
		return judgingView{}, err
	}
	view := judgingView{One: one, Question: question, Limbs: as[*models.Limb](limbs), names: limbs.Names, Typed: url.Values{}, Today: v.service.Today()}
	if err := v.readAnswers(&view); err != nil {
		return view, err
	}
	view.Following = recordForm{kind: k, fields: k.Named(k.Move(service.ThenReturn).Offers), typed: view.Typed}
	return view, v.prepare(&view.Following)
}

// readAnswers reads the answers that were submitted, the latest in full.
func (v *visit) readAnswers(view *judgingView) error {
	// Nothing changes an answer after it was submitted.
	answers, err := v.partsOf(models.AnswerKind, "question", "-updated_at", view.Question.Ref)
	if err != nil {
		return err
	}
	answers.Models = slices.DeleteFunc(answers.Models, func(m models.Model) bool { return m.Base().State != models.AnswerSubmitted })
	if len(answers.Models) == 0 {
		return nil
	}
	reading, err := v.service.ReadAnswer(v.ctx(), v.who, answers.Models[0].Base().Ref)
	if err != nil {
		return err
	}
	view.Reading = &passagesView{Reading: reading, Ways: takingWays(v.who, reading.Answer), Aside: true}
	answers.Models = answers.Models[1:]
	view.Earlier = answers
	return nil
}

func (v *visit) showJudging(view judgingView, status int) error {
	return v.show(page{
		Status: status, Title: "Judge the answer", Errors: len(view.Problems) > 0, Wide: true,
		Back: recordURL(models.QuestionKind, view.Question.Ref), Body: view.page(),
	})
}

// judge keeps what was made of the answer.
func (v *visit) judge() error {
	ref := models.Ref(v.Param("ref"))
	if err := v.service.Sees(v.ctx(), v.who, models.QuestionKind, ref); err != nil {
		return err
	}
	typed, err := v.typed()
	if err != nil {
		return err
	}
	version, err := versionOf(typed)
	if err != nil {
		return err
	}
	judgement := service.Judgement{Limbs: limbJudgements(typed), Then: typed.Get("then"), With: service.Form(typed)}
	if _, err := v.service.Judge(v.ctx(), v.who, ref, version, judgement); err != nil {
		return v.refuseJudgement(typed, err)
	}
	return v.seeOther(recordURL(models.QuestionKind, ref) + "?done=judged")
}

// limbJudgements reads what was entered of the limbs: each comes with the
// version that the person had before them.
func limbJudgements(typed url.Values) map[models.Ref]service.LimbJudgement {
	limbs := map[models.Ref]service.LimbJudgement{}
	for name := range typed {
		ref, ours := strings.CutPrefix(strings.TrimSuffix(name, ".version"), "limbs.")
		version, err := strconv.Atoi(typed.Get(name))
		if !ours || !strings.HasSuffix(name, ".version") || err != nil {
			continue
		}
		limb := models.Ref(ref)
		limbs[limb] = service.LimbJudgement{
			Outcome: models.State(typed.Get(service.JudgementField(limb, "outcome"))),
			Reason:  strings.TrimSpace(typed.Get(service.JudgementField(limb, "reason"))),
			Version: version,
		}
	}
	return limbs
}

// refuseJudgement shows the page again with why nothing was kept and all that
// was entered.
func (v *visit) refuseJudgement(typed url.Values, err error) error {
	named := asNamed(err)
	status := http.StatusConflict
	switch models.FaultOf(err) {
	case models.Invalid:
		status = http.StatusUnprocessableEntity
	case models.Refused, models.Stale:
	default:
		return err
	}
	view, gone := v.judging()
	if gone != nil {
		return gone
	}
	if named.Fault == models.Stale {
		view.untouched(typed)
		named.Public += ". Nothing that you entered is lost: compare it with how the limbs stand now, and save it again"
	}
	view.Problems = named.Problems
	if len(view.Problems) == 0 {
		view.Problems = models.Problems{{Text: named.Public}}
	}
	view.Typed, view.Following.typed, view.Following.problems = typed, typed, view.Problems
	return v.showJudging(view, status)
}

// untouched lets the limbs that somebody else judged meanwhile, and that the
// person had not judged, stand as they are now.
func (j judgingView) untouched(typed url.Values) {
	for _, limb := range j.Limbs {
		outcome := service.JudgementField(limb.Ref, "outcome")
		if typed.Get(outcome) == string(models.LimbAsked) {
			typed.Set(outcome, string(limb.State))
		}
	}
}

// outcomes are what can be said of a limb; how it stands is one of them.
func outcomesOf(limb *models.Limb) []components.Choice {
	var choices []components.Choice
	for _, judgement := range models.Judgements {
		choices = append(choices, components.Choice{Value: string(judgement.Outcome), Text: models.LabelOf(models.LimbKind.States, string(judgement.Outcome))})
	}
	if !slices.ContainsFunc(choices, func(c components.Choice) bool { return c.Value == string(limb.State) }) {
		choices = append(choices, components.Choice{Value: string(limb.State), Text: models.LabelOf(models.LimbKind.States, string(limb.State))})
	}
	return choices
}

// anchor is where on the page the control of a problem is.
func (j judgingView) anchor(field string) string {
	switch {
	case field == "":
		return ""
	case field == "due_on":
		return "#due_on-day"
	case strings.HasPrefix(field, "limbs.") && !slices.ContainsFunc(j.Limbs, func(l *models.Limb) bool { return strings.Contains(field, "."+string(l.Ref)+".") }):
		return ""
	default:
		return "#" + field
	}
}
