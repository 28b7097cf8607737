package service

import (
	"context"
	"fmt"
	"slices"

	"answerable/models"
)

// stranger is somebody with no more rights than the Panel, and no person: what
// they may not see, a preview of what the public would read leaves out.
func stranger() *models.Actor {
	return &models.Actor{Person: "PUBLIC", Name: "The public", Roles: []models.Role{models.RolePanel}, Side: models.SideOther}
}

// PublicReport is a report as a stranger would read it: what is shared of it,
// and nothing OFFICIAL-SENSITIVE.
type PublicReport struct {
	Report          *models.Report
	Response        *ResponseClock
	Recommendations []PublicRecommendation
	// NotEntered has a line for each recommendation that the report says it
	// makes and that is not in the system.
	NotEntered []string
	// Withheld says that the report is OFFICIAL-SENSITIVE: nothing is shown.
	Withheld bool
	Names    Names
}

// PublicRecommendation is a recommendation with what each body says to it now.
type PublicRecommendation struct {
	*models.Recommendation
	Positions []*models.Position
	// Evidence is what of it may be shared.
	Evidence []models.Ref
}

// PublicReport previews a report as the public would read it, for whoever may
// see the report. It takes as many statements for many recommendations as for
// few.
func (s *Service) PublicReport(ctx context.Context, who *models.Actor, ref models.Ref) (*PublicReport, error) {
	seen, err := s.find(ctx, who, models.ReportKind, ref)
	if err != nil {
		return nil, err
	}
	if seen.Shared().Marking == models.OfficialSensitive {
		return &PublicReport{Withheld: true}, nil
	}
	reader := stranger()
	one, err := s.Get(ctx, reader, models.ReportKind, ref)
	if err != nil {
		return nil, err
	}
	found := &PublicReport{Report: one.Model.(*models.Report), Names: Names{}}
	found.Names.add(one.Names)
	if found.Response, err = s.ResponseClock(ctx, reader, found.Report); err != nil {
		return nil, err
	}
	if err := s.publicRecommendations(ctx, reader, found); err != nil {
		return nil, err
	}
	found.NotEntered = notEntered(found.Report, found.Recommendations)
	return found, nil
}

// add takes in more names.
func (n Names) add(more Names) {
	for ref, name := range more {
		n[ref] = name
	}
}

func (s *Service) publicRecommendations(ctx context.Context, reader *models.Actor, found *PublicReport) error {
	at := map[models.Ref]int{}
	for page, err := range s.All(ctx, reader, models.RecommendationKind, Query{Filters: map[string][]string{"report": {string(found.Report.Ref)}}}) {
		if err != nil {
			return err
		}
		found.Names.add(page.Names)
		for _, m := range page.Models {
			if m.Base().State != models.Withdrawn {
				found.Recommendations = append(found.Recommendations, PublicRecommendation{Recommendation: m.(*models.Recommendation)})
			}
		}
	}
	slices.SortStableFunc(found.Recommendations, func(a, b PublicRecommendation) int {
		return models.ByNumber(a.Recommendation, b.Recommendation)
	})
	var refs []string
	for i, recommendation := range found.Recommendations {
		at[recommendation.Ref] = i
		refs = append(refs, string(recommendation.Ref))
		for _, evidence := range recommendation.Recommendation.Evidence {
			if _, shared := found.Names[evidence]; shared {
				found.Recommendations[i].Evidence = append(found.Recommendations[i].Evidence, evidence)
			}
		}
	}
	if len(refs) == 0 {
		return nil
	}
	for page, err := range s.All(ctx, reader, models.PositionKind, Query{Filters: map[string][]string{"recommendation": refs, "state": {string(models.Current)}}, Sort: "ref"}) {
		if err != nil {
			return err
		}
		found.Names.add(page.Names)
		for _, m := range page.Models {
			position := m.(*models.Position)
			i := at[position.Recommendation]
			found.Recommendations[i].Positions = append(found.Recommendations[i].Positions, position)
		}
	}
	return nil
}

// notEntered names the recommendations that are missing, by their numbers where
// those that are entered are numbered 1, 2, 3 throughout.
func notEntered(report *models.Report, entered []PublicRecommendation) []string {
	stated := report.StatedRecommendations
	if stated == nil || int64(len(entered)) >= *stated {
		return nil
	}
	numbered := map[string]bool{}
	for _, recommendation := range entered {
		numbered[recommendation.Number] = true
	}
	var missing []string
	for n := int64(1); n <= *stated; n++ {
		if !numbered[fmt.Sprint(n)] {
			missing = append(missing, fmt.Sprintf("Recommendation %d: not entered", n))
		}
	}
	if int64(len(missing)) == *stated-int64(len(entered)) {
		return missing
	}
	// Which numbers are missing cannot be said: some that are entered have none.
	missing = missing[:0]
	for range *stated - int64(len(entered)) {
		missing = append(missing, "A recommendation whose number is not known: not entered")
	}
	return missing
}
