package service

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"answerable/models"
)

// Judgement is what somebody makes of the answer to a question.
type Judgement struct {
	// Limbs are judged singly; those that are not in it stay as they are.
	Limbs map[models.Ref]LimbJudgement
	// Then is the move of the question that follows: ThenReturn, ThenClose, or
	// none, which leaves it open.
	Then string
	// With is what that move takes: the reason, and for a return the clock or
	// the day by which it is to be answered again.
	With Entry
}

// The moves of a question that can follow a judgement.
const (
	ThenReturn = "return"
	ThenClose  = "close"
)

// LimbJudgement is what became of one limb.
type LimbJudgement struct {
	// Outcome is one of models.Judgements; the limb's present state, or none,
	// leaves it as it is.
	Outcome models.State
	Reason  string
	// Version is that of the limb which the person saw.
	Version int
}

// JudgementField names what was entered of one limb, in forms and in problems:
// its "outcome", "reason" or "version".
func JudgementField(limb models.Ref, part string) string {
	return "limbs." + string(limb) + "." + part
}

// Judge passes judgement on the answer to a question, limb by limb, and does
// what follows, all of it or nothing. Each limb and the question have their own
// entries in the trail, with their own reasons.
func (s *Service) Judge(ctx context.Context, who *models.Actor, question models.Ref, version int, j Judgement) (models.Model, error) {
	k := models.QuestionKind
	return s.alter(ctx, who, k, question, version, "", func(w *work, _, m models.Model) error {
		if !k.MayDo(who, models.ActJudge, m) {
			return models.Fail(models.Denied, "You may not judge the answer to this question while it is %s", stateLabel(k, m))
		}
		return w.judge(m, j)
	})
}

func (w *work) judge(question models.Model, j Judgement) error {
	var problems models.Problems
	for _, limb := range slices.Sorted(maps.Keys(j.Limbs)) {
		if err := gathered(&problems, w.judgeLimb(question.Base().Ref, limb, j.Limbs[limb])); err != nil {
			return err
		}
	}
	err := w.conclude(question, j)
	if models.FaultOf(err) == models.Refused && len(problems) > 0 {
		// What is wrong with the limbs may be why.
		err = nil
	}
	if err := gathered(&problems, err); err != nil {
		return err
	}
	if len(problems) == 0 && len(w.entries) == 0 {
		problems = models.Problems{{Field: "then", Code: "required", Text: "What follows: nothing was judged. Say what became of a limb, or what follows"}}
	}
	return problems.Or()
}

// gathered adds the problems that an error tells to others, so that all are
// told at once; any other error is handed back.
func gathered(problems *models.Problems, err error) error {
	var named *models.Error
	if errors.As(err, &named) && named.Fault == models.Invalid {
		*problems = append(*problems, named.Problems...)
		return nil
	}
	return err
}

func (w *work) judgeLimb(question, ref models.Ref, as LimbJudgement) error {
	wrong := func(part, code, text string) error {
		return models.Problems{{Field: JudgementField(ref, part), Code: code, Text: text}}.Or()
	}
	m, err := w.see(models.LimbKind, ref)
	if err != nil && models.FaultOf(err) != models.Missing {
		return err
	}
	if err != nil || m.(*models.Limb).Question != question {
		return wrong("outcome", "unknown_record", fmt.Sprintf("Limb: %s is no limb of %s", ref, question))
	}
	name := "“" + beginning(m.Heading()) + "”"
	if as.Outcome == "" || as.Outcome == m.Base().State {
		if as.Reason == "" {
			return nil
		}
		return wrong("reason", "", "Reason for "+name+": stands for a change of its outcome, and nothing is changed")
	}
	at := slices.IndexFunc(models.Judgements, func(j models.Judgement) bool { return j.Outcome == as.Outcome })
	if at < 0 {
		return wrong("outcome", "choice", "Outcome of "+name+": must be one of: "+outcomes())
	}
	if m.Base().Version != as.Version {
		return models.Fail(models.Stale, "Somebody changed the limb %s since you opened it: it is at version %d, you saw %d", name, m.Base().Version, as.Version)
	}
	w.reason = as.Reason
	err = w.move(models.LimbKind, m, models.Judgements[at].Move, JSON{})
	var named *models.Error
	if errors.As(err, &named) && named.Problems.Of("reason") != "" {
		return wrong("reason", "required", "Reason for "+name+": must be given")
	}
	return err
}

func outcomes() string {
	options := make([]models.Option, len(models.Judgements))
	for i, judgement := range models.Judgements {
		options[i].Value = string(judgement.Outcome)
	}
	return optionValues(options)
}

// conclude makes the move of the question that follows the judgement.
func (w *work) conclude(question models.Model, j Judgement) error {
	if j.With == nil {
		j.With = JSON{}
	}
	w.reason = j.With.Reason()
	switch j.Then {
	case ThenReturn:
		return w.move(models.QuestionKind, question, j.Then, j.With)
	case ThenClose, "":
	default:
		return models.Problems{{Field: "then", Code: "choice", Text: "What follows: must be " + ThenReturn + ", " + ThenClose + " or nothing"}}.Or()
	}
	if stray := strayOf(j); len(stray) > 0 {
		return stray.Or()
	}
	if j.Then == "" {
		return nil
	}
	return w.unjudged(question, w.move(models.QuestionKind, question, j.Then, JSON{}))
}

// strayOf says what was entered although nothing takes it, so that it is not
// lost without a word.
func strayOf(j Judgement) models.Problems {
	k := models.QuestionKind
	entered, fields := k.New(), k.Named(k.Move(ThenReturn).Offers)
	problems := j.With.Fill(entered, fields)
	for _, field := range fields {
		if problems.Of(field.Name) == "" && field.Recorded(entered) {
			problems = append(problems, models.Problem{Field: field.Name, Text: field.Label + ": is only set where the answer is returned"})
		}
	}
	if j.Then == "" && j.With.Reason() != "" {
		problems = append(problems, models.Problem{Field: "reason", Text: "Reason: stands for returning the answer or closing the question, and neither follows"})
	}
	return problems
}

// unjudged names, where a question was not closed because of them, the limbs
// that nobody has judged.
func (w *work) unjudged(question models.Model, err error) error {
	var named *models.Error
	if !errors.As(err, &named) || named.Fault != models.Refused {
		return err
	}
	limbs, failed := w.Find(models.LimbKind.Name, "question", question.Base().Ref)
	if failed != nil {
		return failed
	}
	for _, limb := range limbs {
		if limb.Base().State == models.LimbAsked {
			named.Problems = append(named.Problems, models.Problem{
				Field: JudgementField(limb.Base().Ref, "outcome"), Code: models.CodeRule,
				Text: "Outcome of “" + beginning(limb.Heading()) + "”: must be judged before the question is closed",
			})
		}
	}
	return named
}
