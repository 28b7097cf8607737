package service_test

import (
	"context"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// scoring is a round with an eligibility criterion and two that are scored, and
// an application allocated to a grant officer and the plan manager.
type scoring struct {
	*office
	round, eligible, application models.Ref
}

func newScoring(t *testing.T, gdb *gorm.DB) *scoring {
	o := newOffice(t, gdb)
	grants := models.RoleGrants
	fund := o.make(grants, "fund", "", map[string]any{"title": "Safer Communities Fund", "code": "SCF"})
	s := &scoring{office: o}
	s.round = o.make(grants, "round", "plan", map[string]any{"fund": fund, "number": "15", "pot": 500_00, "maximum": 300_00, "closed": "2018-11-30"})
	s.eligible = o.make(grants, "criterion", "add", map[string]any{"round": s.round, "number": 1, "title": "Works in the county", "checked_by": "eligibility"})
	o.make(grants, "criterion", "add", map[string]any{"round": s.round, "number": 2, "title": "Reach", "checked_by": "score", "most": 5, "weight": 3})
	o.make(grants, "criterion", "add", map[string]any{"round": s.round, "number": 3, "title": "Cost", "checked_by": "score", "most": 4})
	s.application = o.make(grants, "award", "apply", map[string]any{"title": "Project", "round": s.round, "organisation": o.opcc, "asked": 200_00, "amount": 200_00, "purpose": "p", "reasons": "r",
		"assessors": []models.Ref{o.people[grants].Person, o.people[models.RolePlan].Person}})
	return s
}

func (s *scoring) assess(role models.Role, lines ...string) models.Ref {
	s.t.Helper()
	return s.make(role, "assessment", "assess", map[string]any{"award": s.application, "no_interest": true, "scores": lines})
}

func (s *scoring) award() *models.Award {
	s.t.Helper()
	return s.read(models.RoleGrants, "award", s.application).(*models.Award)
}

func (s *scoring) read(role models.Role, kind string, ref models.Ref) models.Model {
	s.t.Helper()
	one, err := s.Get(context.Background(), s.people[role], models.KindNamed(kind), ref)
	if err != nil {
		s.t.Fatal(err)
	}
	return one.Model
}

// refuses fails the test unless a record is refused.
func (s *scoring) refuses(role models.Role, kind string, in map[string]any) {
	s.t.Helper()
	if _, err := s.Create(context.Background(), s.people[role], models.KindNamed(kind), "", fields(s.t, in)); err == nil {
		s.t.Errorf("%s was kept as %s: %v", kind, role, in)
	} else if fault := models.FaultOf(err); fault == models.Unavailable {
		s.t.Error(err)
	}
}

func TestScoresStayHiddenUntilAllAreGiven(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		s := newScoring(t, gdb)
		first := s.assess(models.RoleGrants, "2: 4 every school", "3: 2")
		s.must(models.RoleGrants, "assessment", first, "give", nil)
		if _, err := s.Get(context.Background(), s.people[models.RolePlan], models.AssessmentKind, first); models.FaultOf(err) != models.Missing {
			t.Errorf("the scores of another are read before one's own are given: %v", err)
		}
		if s.award().Score != nil {
			t.Error("the application has a score while an assessor is awaited")
		}
		second := s.assess(models.RolePlan, "2: 5", "3: 4")
		s.must(models.RolePlan, "assessment", second, "give", nil)
		// (3×4/5 + 1×2/4) of 4 is 72.5 of 100, rounded to 73; with 100 the mean is 86.5.
		if got := s.read(models.RolePlan, "assessment", first).(*models.Assessment); got.State != models.AssessmentReleased || *got.Score != 73 {
			t.Errorf("the first assessment is %s with %v: %s", got.State, got.Score, got.Working)
		}
		if score := s.award().Score; score == nil || *score != 87 {
			t.Errorf("the application scores %v, want 87", score)
		}
		s.make(models.RoleGrants, "interest", "add", map[string]any{"award": s.application, "person": s.people[models.RolePlan].Person, "what": "Her brother is a trustee"})
		if got := s.read(models.RoleGrants, "assessment", second); got.Base().State != models.AssessmentAside {
			t.Errorf("scores given with an interest are %s", got.Base().State)
		}
		if score := s.award().Score; score == nil || *score != 73 {
			t.Errorf("without the score set aside the application scores %v, want 73", score)
		}
	})
}

func TestWhoMayNotScoreOrDecide(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		s := newScoring(t, gdb)
		commissioner, plan := models.RoleCommissioner, models.RolePlan
		scores := map[string]any{"award": s.application, "no_interest": true, "scores": []string{"2: 4", "3: 2"}}
		s.refuses(commissioner, "assessment", scores)
		s.refuses(models.RolePanel, "assessment", scores)
		s.refuses(plan, "assessment", map[string]any{"award": s.application, "scores": []string{"2: 4"}})
		s.refuses(plan, "assessment", map[string]any{"award": s.application, "no_interest": true, "scores": []string{"2: 6"}})
		s.refuses(plan, "assessment", map[string]any{"award": s.application, "no_interest": true, "scores": []string{"1: 1"}})
		interest := s.make(plan, "interest", "add", map[string]any{"award": s.application, "what": "Is a trustee"})
		s.refuses(plan, "assessment", scores)
		if s.try(plan, "interest", interest, "withdraw", map[string]any{"reason": "Not so"}) == nil {
			t.Error("an interest was withdrawn by whoever has it")
		}

		s.must(models.RoleGrants, "award", s.application, "recommend", map[string]any{"board_recommendation": "Yes"})
		s.make(commissioner, "interest", "add", map[string]any{"award": s.application, "what": "Opened the hall"})
		if err := s.try(commissioner, "award", s.application, "award", nil); models.FaultOf(err) != models.Refused {
			t.Errorf("a Commissioner with an interest awards: %v", err)
		}
		if err := s.try(commissioner, "award", s.application, "decline", map[string]any{"reason": "No"}); models.FaultOf(err) != models.Refused {
			t.Errorf("a Commissioner with an interest declines: %v", err)
		}
	})
}

func TestWhatIsNotEligibleIsRecommendedOnlyWithAReason(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		s := newScoring(t, gdb)
		grants := models.RoleGrants
		check := s.make(grants, "eligibility", "add", map[string]any{"award": s.application, "criterion": s.eligible, "finding": "not met", "note": "Works elsewhere"})
		s.refuses(grants, "eligibility", map[string]any{"award": s.application, "criterion": s.eligible, "finding": "met"})
		if err := s.try(grants, "award", s.application, "recommend", map[string]any{"board_recommendation": "Yes"}); models.FaultOf(err) != models.Refused {
			t.Errorf("an application that is not eligible is recommended: %v", err)
		}
		s.must(grants, "award", s.application, "recommend", map[string]any{"board_recommendation": "Yes", "ineligible_reason": "Serves the county’s children"})
		if _, err := s.Get(context.Background(), s.people[models.RolePanel], models.EligibilityKind, check); models.FaultOf(err) != models.Missing {
			t.Errorf("the Panel reads a check: %v", err)
		}
		late := map[string]any{"title": "Late", "round": s.round, "organisation": s.opcc, "received_on": "2018-12-01"}
		s.refuses(grants, "award", late)
		late["late_reason"] = "The post was late"
		s.make(grants, "award", "apply", late)
	})
}

func TestARoundTakesOverCriteria(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		s := newScoring(t, gdb)
		next := s.make(models.RoleGrants, "round", "plan", map[string]any{"fund": "SCF", "number": "16", "criteria_from": s.round})
		var n int64
		if err := gdb.Table("criteria").Where("round = ?", next).Count(&n).Error; err != nil || n != 3 {
			t.Errorf("the next round took over %d criteria: %v", n, err)
		}
	})
}

// TestWhatIsToBeScoredWaitsForItsAssessors puts an application on the desk of
// each who is to score it, until they did or said that they may not.
func TestWhatIsToBeScoredWaitsForItsAssessors(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		s := newScoring(t, gdb)
		waiting := func(want map[models.Role]int64, when string) {
			t.Helper()
			for role, n := range want {
				if pile := s.pile(role, "score", s.Desks); pile.Count != n {
					t.Errorf("%s, %d wait for %s, not %d", when, pile.Count, role, n)
				}
			}
		}
		waiting(map[models.Role]int64{models.RoleGrants: 1, models.RolePlan: 1, models.RoleCommissioner: 0}, "at first")
		first := s.assess(models.RoleGrants, "2: 4", "3: 2")
		waiting(map[models.Role]int64{models.RoleGrants: 1, models.RolePlan: 1}, "while they are written")
		s.must(models.RoleGrants, "assessment", first, "give", nil)
		waiting(map[models.Role]int64{models.RoleGrants: 0, models.RolePlan: 1}, "once one has given theirs")
		for role, want := range map[models.Role]int64{models.RoleGrants: 1, models.RolePlan: 0} {
			query := service.Query{Filters: map[string][]string{"to_score": {"no"}}}
			if n, err := s.Count(t.Context(), s.people[role], models.AwardKind, query); err != nil || n != want {
				t.Errorf("%d do not wait for %s, not %d (%v)", n, role, want, err)
			}
		}
		s.make(models.RolePlan, "interest", "add", map[string]any{"award": s.application, "what": "Is a trustee"})
		waiting(map[models.Role]int64{models.RoleGrants: 0, models.RolePlan: 0}, "once the other has an interest")
	})
}
