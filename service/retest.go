package service

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"

	"answerable/models"
)

// RetestProposal is the question that a lapsed assurance proposes for the next
// meeting. It is not kept until somebody drafts it.
type RetestProposal struct {
	// Assurance is the one to be tested again.
	Assurance *One
	// Open is the question that tests it again already; then nothing is
	// proposed.
	Open *Name
	// Question is the question as it would be drafted, without a meeting
	// where none is planned, and Limbs are what it asks.
	Question *models.Question
	Limbs    []string
}

// ProposedRetest is the question that an assurance which has lapsed, or is
// about to, proposes to somebody who may draft questions.
func (s *Service) ProposedRetest(ctx context.Context, who *models.Actor, ref models.Ref) (*RetestProposal, error) {
	one, err := s.Get(ctx, who, models.AssuranceKind, ref)
	if err != nil {
		return nil, err
	}
	if startFor(models.QuestionKind, who, "draft") == nil {
		return nil, models.Fail(models.Denied, "You may not draft questions")
	}
	open, err := s.Retests(ctx, who, ref)
	if err != nil {
		return nil, err
	}
	proposal := &RetestProposal{Assurance: one}
	if question, is := open[ref]; is {
		proposal.Open = &question
		return proposal, nil
	}
	assurance := one.Model.(*models.Assurance)
	if !assurance.RetestDue(s.Today()) {
		return nil, models.Fail(models.Refused, "The assurance %s has not lapsed and is not about to: it need not be asked about again yet", ref)
	}
	retest := models.Retest{Assurance: assurance, Giver: called(one.Names[assurance.GivenBy]), Today: s.Today()}
	asked, err := s.askedThen(ctx, who, assurance.TakenFrom, one.Names)
	if err != nil {
		return nil, err
	}
	if asked != "" {
		then, err := s.Get(ctx, who, models.QuestionKind, asked)
		if err != nil {
			return nil, err
		}
		retest.Then = then.Model.(*models.Question)
	}
	if retest.Next, err = s.nextOutcomesMeeting(ctx, who); err != nil {
		return nil, err
	}
	proposal.Question, proposal.Limbs = retest.Question(), retest.Limbs()
	return proposal, nil
}

// called is a name as it stands in a sentence: a post is “the Chief Constable”.
func called(name Name) string {
	if name.Kind == models.PostKind.Name {
		return "the " + name.Title
	}
	return name.Title
}

// askedThen is the question on which an assurance was given, through the
// answer from which it was taken; empty where it did not come from one.
func (s *Service) askedThen(ctx context.Context, who *models.Actor, from models.Ref, known Names) (models.Ref, error) {
	switch known[from].Kind {
	case models.QuestionKind.Name:
		return from, nil
	case models.AnswerKind.Name:
		answer, err := s.find(ctx, who, models.AnswerKind, from)
		if err != nil {
			return "", err
		}
		return answer.(*models.Answer).Question, nil
	default:
		return "", nil
	}
}

// nextOutcomesMeeting is the meeting for which questions are prepared now; nil
// where none is planned.
func (s *Service) nextOutcomesMeeting(ctx context.Context, who *models.Actor) (*models.Meeting, error) {
	planned := Query{Filters: map[string][]string{"type": {"com"}, "state": {string(models.MeetingPlanned)}}, Limit: MaxPageSize}
	page, err := s.List(ctx, who, models.MeetingKind, planned)
	if err != nil {
		return nil, err
	}
	meetings := make([]*models.Meeting, len(page.Models))
	for i, m := range page.Models {
		meetings[i] = m.(*models.Meeting)
	}
	return models.NextOutcomesMeeting(meetings, s.Today()), nil
}

// Retests finds the open questions that test assurances again, by assurance,
// in one statement: those that name it as what they came from.
func (s *Service) Retests(ctx context.Context, who *models.Actor, assurances ...models.Ref) (map[models.Ref]Name, error) {
	open := map[models.Ref]Name{}
	if len(assurances) == 0 {
		return open, nil
	}
	filter, args := visibleIn(models.QuestionKind, who)
	found := s.db.WithContext(ctx).Raw(`SELECT links.to_ref, questions.ref, questions.title, questions.state
		FROM links JOIN questions ON questions.ref = links.from_ref
		WHERE links.to_ref IN ? AND links.field = 'sources' AND questions.state IN ? AND `+filter+` ORDER BY questions.created_at, questions.ref`,
		slices.Concat([]any{assurances, models.RetestStates()}, args)...)
	err := each(found, func(rows *sql.Rows) error {
		of, question := models.Ref(""), Name{Kind: models.QuestionKind.Name}
		if err := rows.Scan(&of, &question.Ref, &question.Title, &question.State); err != nil {
			return err
		}
		open[of] = question
		return nil
	})
	return open, unavailable(err)
}

// DraftRetest makes the draft of the question that an assurance proposes, with
// its limbs. What is entered takes the place of what is proposed; limbs that
// are nil are those proposed.
func (s *Service) DraftRetest(ctx context.Context, who *models.Actor, ref models.Ref, in Entry, limbs []string) (models.Model, error) {
	proposal, err := s.ProposedRetest(ctx, who, ref)
	if err != nil {
		return nil, err
	}
	if proposal.Open != nil {
		return nil, retestOpen(ref, proposal.Open.Ref)
	}
	if limbs == nil {
		limbs = proposal.Limbs
	}
	var made models.Model
	err = s.change(ctx, who, in.Reason(), func(w *work) error {
		if err := w.noOtherRetest(ref); err != nil {
			return err
		}
		made, err = w.create(models.QuestionKind, "draft", proposed{in, proposal.Question}, func(m models.Model) {
			if sources := &m.Shared().Sources; !sources.Has(ref) {
				*sources = append(slices.Clone(*sources), ref)
			}
		})
		if err != nil {
			return withLimbs(err, limbs)
		}
		return w.addLimbs(made.Base().Ref, limbs, nil)
	})
	return made, err
}

// noOtherRetest locks the assurance, so that two who draft at the same time
// take turns, and refuses the second.
func (w *work) noOtherRetest(ref models.Ref) error {
	if _, err := w.Get(ref); err != nil {
		return err
	}
	var open []models.Ref
	err := w.tx.Raw(`SELECT questions.ref FROM links JOIN questions ON questions.ref = links.from_ref
		WHERE links.to_ref = ? AND links.field = 'sources' AND questions.state IN ?`, ref, models.RetestStates()).Scan(&open).Error
	if err == nil && len(open) > 0 {
		return retestOpen(ref, open[0])
	}
	return err
}

func retestOpen(assurance, question models.Ref) error {
	return models.Fail(models.Refused, "The question %s tests %s again already", question, assurance)
}

// proposed is an Entry over a question that is proposed: what nobody entered
// stays as it was proposed.
type proposed struct {
	Entry
	question *models.Question
}

// Fill implements Entry.
func (p proposed) Fill(m models.Model, allowed []*models.Field) models.Problems {
	m.(*models.Question).QuestionInput = p.question.QuestionInput
	return p.Entry.Fill(m, allowed)
}

// addLimbs adds what a new question asks. A limb that says which of the records
// it is about has that as its source.
func (w *work) addLimbs(question models.Ref, limbs []string, about models.Refs) error {
	if problems := limbProblems(limbs); problems != nil {
		return problems.Or()
	}
	for _, text := range limbs {
		in, err := entryOf(map[string]any{"question": question, "text": text, "sources": append(models.Refs{}, models.LimbAbout(text, about)...)})
		if err != nil {
			return err
		}
		if _, err := w.create(models.LimbKind, "add", in, blank); err != nil {
			return err
		}
	}
	return nil
}

// limbProblems says what is wrong with the limbs of a new question, before any
// is a record.
func limbProblems(limbs []string) models.Problems {
	const label = "What it asks"
	if len(limbs) == 0 {
		return models.Problems{{Field: "limbs", Code: "required", Text: label + ": must be given"}}
	}
	text := models.LimbKind.Field("text")
	for _, limb := range limbs {
		if code, wrong := wrong(text, &models.Limb{LimbInput: models.LimbInput{Text: strings.TrimSpace(limb)}}); wrong != "" {
			return models.Problems{{Field: "limbs", Code: code, Text: label + ": each " + wrong}}
		}
	}
	return nil
}

// withLimbs says what is wrong with the limbs beside what is wrong with the
// question.
func withLimbs(err error, limbs []string) error {
	if named := (*models.Error)(nil); errors.As(err, &named) && named.Fault == models.Invalid {
		named.Problems = append(named.Problems, limbProblems(limbs)...)
	}
	return err
}
