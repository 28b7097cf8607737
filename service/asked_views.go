package service

import (
	"context"

	"answerable/models"
)

// ViewsProposal is the question that asks the force for its views on
// recommendations. It is not kept until somebody drafts it.
type ViewsProposal struct {
	Question *models.Question
	Limbs    []string
}

// ProposedViews is the question that would ask the force for its view on a
// recommendation, or on each of a report's, to somebody who may draft
// questions.
func (s *Service) ProposedViews(ctx context.Context, who *models.Actor, k *models.Kind, ref models.Ref) (*ViewsProposal, error) {
	one, err := s.Get(ctx, who, k, ref)
	if err != nil {
		return nil, err
	}
	if startFor(models.QuestionKind, who, "draft") == nil {
		return nil, models.Fail(models.Denied, "You may not draft questions")
	}
	asked := models.AskedViews{}
	switch m := one.Model.(type) {
	case *models.Report:
		asked.Report = m
		if asked.About, err = s.openOf(ctx, who, ref); err != nil {
			return nil, err
		}
	case *models.Recommendation:
		report, err := s.Get(ctx, who, models.ReportKind, m.Report)
		if err != nil {
			return nil, err
		}
		asked.Report, asked.About = report.Model.(*models.Report), []*models.Recommendation{m}
	}
	if len(asked.About) == 0 {
		return nil, models.Fail(models.Refused, "No recommendation of %s is entered: there is nothing to ask about yet", ref)
	}
	if asked.Next, err = s.nextOutcomesMeeting(ctx, who); err != nil {
		return nil, err
	}
	return &ViewsProposal{asked.Question(), asked.Limbs()}, nil
}

// openOf are the recommendations of a report, but for those withdrawn.
func (s *Service) openOf(ctx context.Context, who *models.Actor, report models.Ref) ([]*models.Recommendation, error) {
	page, err := s.List(ctx, who, models.RecommendationKind, Query{Filters: map[string][]string{"report": {string(report)}}, Sort: "ref", Limit: MaxPageSize})
	if err != nil {
		return nil, err
	}
	var open []*models.Recommendation
	for _, m := range page.Models {
		if m.Base().State != models.Withdrawn {
			open = append(open, m.(*models.Recommendation))
		}
	}
	return open, nil
}

// DraftViews makes the draft of that question, with its limbs. What is entered
// takes the place of what is proposed; limbs that are nil are those proposed.
func (s *Service) DraftViews(ctx context.Context, who *models.Actor, k *models.Kind, ref models.Ref, in Entry, limbs []string) (models.Model, error) {
	proposal, err := s.ProposedViews(ctx, who, k, ref)
	if err != nil {
		return nil, err
	}
	if limbs == nil {
		limbs = proposal.Limbs
	}
	about := proposal.Question.Sources
	var made models.Model
	err = s.change(ctx, who, in.Reason(), func(w *work) error {
		if made, err = w.create(models.QuestionKind, "draft", proposed{in, proposal.Question}, blank); err != nil {
			return withLimbs(err, limbs)
		}
		return w.addLimbs(made.Base().Ref, limbs, about)
	})
	return made, err
}
