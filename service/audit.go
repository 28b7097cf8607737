package service

import (
	"context"

	"answerable/models"
)

// EarlierFinding is a finding that an audit has to look at again, and what it
// found of it; nil while that is not recorded.
type EarlierFinding struct {
	Finding *models.Recommendation
	Retest  *models.FindingRetest
}

// EarlierFindings are the findings of the report that another comes after, and
// those of earlier ones that it found again, each with what the later report
// found of them. The second result says that there are more.
func (s *Service) EarlierFindings(ctx context.Context, who *models.Actor, audit models.Ref) ([]EarlierFinding, bool, error) {
	one, err := s.Get(ctx, who, models.ReportKind, audit)
	if err != nil {
		return nil, false, err
	}
	before := one.Model.(*models.Report).Follows
	if before == "" {
		return nil, false, nil
	}
	retests, err := s.retestsBy(ctx, who, audit)
	if err != nil {
		return nil, false, err
	}
	var found []EarlierFinding
	more := false
	for _, field := range []string{"report", "found_again"} {
		page, err := s.List(ctx, who, models.RecommendationKind, Query{Filters: map[string][]string{field: {string(before)}}, Sort: "ref", Limit: MaxPageSize})
		if err != nil {
			return nil, false, err
		}
		more = more || page.Next != ""
		for _, m := range page.Models {
			if m.Base().State != models.Withdrawn {
				found = append(found, EarlierFinding{m.(*models.Recommendation), retests[m.Base().Ref]})
			}
		}
	}
	return found, more, nil
}

// retestsBy are the re-tests that an audit made, by finding.
func (s *Service) retestsBy(ctx context.Context, who *models.Actor, audit models.Ref) (map[models.Ref]*models.FindingRetest, error) {
	page, err := s.List(ctx, who, models.FindingRetestKind, Query{
		Filters: map[string][]string{"audit": {string(audit)}, "state": {string(models.Current)}}, Limit: MaxPageSize,
	})
	if err != nil {
		return nil, err
	}
	retests := map[models.Ref]*models.FindingRetest{}
	for _, m := range page.Models {
		retest := m.(*models.FindingRetest)
		retests[retest.Finding] = retest
	}
	return retests, nil
}
