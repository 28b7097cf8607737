package service

import (
	"context"

	"answerable/models"
)

// Bought says what money was given for: by priority, district, year and
// organisation, grants and commissions together.
func (s *Service) Bought(ctx context.Context, who *models.Actor, q FundingQuery) (*FundingReport, error) {
	return s.fundingReport(ctx, who, q.Given(), "priority", "district", "year", "organisation")
}

// RoundFunding says what became of the applications of a round, by priority
// and district.
func (s *Service) RoundFunding(ctx context.Context, who *models.Actor, round models.Ref) (*FundingReport, error) {
	if err := s.Sees(ctx, who, models.RoundKind, round); err != nil {
		return nil, err
	}
	return s.fundingReport(ctx, who, FundingQuery{}.With("round", string(round)), "priority", "district")
}

// FundFunding says what was given out of a fund, by round, priority and
// district.
func (s *Service) FundFunding(ctx context.Context, who *models.Actor, fund models.Ref) (*FundingReport, error) {
	if err := s.Sees(ctx, who, models.FundKind, fund); err != nil {
		return nil, err
	}
	return s.fundingReport(ctx, who, FundingQuery{}.With("fund", string(fund)), "round", "priority", "district")
}

// BodyFunding says what an organisation applied for and received over all
// rounds and years, and those that it succeeded before it.
func (s *Service) BodyFunding(ctx context.Context, who *models.Actor, body models.Ref) (*FundingReport, error) {
	if err := s.Sees(ctx, who, models.BodyKind, body); err != nil {
		return nil, err
	}
	known, err := handovers(s.db.WithContext(ctx), who)
	if err != nil {
		return nil, unavailable(err)
	}
	q := FundingQuery{}.With("organisation", string(body))
	for _, one := range known.Before([]models.Ref{body}, s.Today()) {
		q.Filters["organisation"] = append(q.Filters["organisation"], string(one.From))
	}
	return s.fundingReport(ctx, who, q, "year", "organisation")
}
