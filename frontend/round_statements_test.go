package frontend_test

import (
	"fmt"
	"net/http"
	"testing"

	"answerable/models"
	"answerable/service"
)

// competed is a round with n of everything around it, and what its pages are.
func (s *scene) competed(number string, n int) []string {
	s.Helper()
	round := s.add("round", "plan", fields{"fund": "SCF", "number": number, "pot": 500_00})
	eligible := s.add("criterion", "add", fields{"round": round, "number": 1, "title": "Works in the county", "checked_by": "eligibility"})
	for i := range n {
		s.add("criterion", "add", fields{"round": round, "number": 2 + i, "title": fmt.Sprint("Reach ", i), "checked_by": "score", "most": 5})
	}
	assessor := s.actorOf(models.RoleGrants).Person
	var award, interest, assessment models.Ref
	for i := range n {
		award = s.add("award", "apply", fields{"title": fmt.Sprintf("Project %s/%d", number, i), "round": round, "organisation": s.opcc, "amount": 200_00, "asked": 200_00, "purpose": "p", "reasons": "r", "assessors": []models.Ref{assessor}})
		s.add("eligibility", "add", fields{"award": award, "criterion": eligible, "finding": "met"})
		if err := s.db.Exec("UPDATE awards SET score = ? WHERE ref = ?", 50+i, award).Error; err != nil {
			s.Fatal(err)
		}
	}
	made, err := s.service.Create(s.Context(), s.actorOf(models.RoleGrants), models.AssessmentKind, "assess", service.Form{"award": {string(award)}, "no_interest": {"yes"}})
	if err != nil {
		s.Fatal(err)
	}
	assessment = made.Base().Ref
	for i := range n {
		interest = s.add("interest", "add", fields{"award": award, "person": s.add("person", "add", fields{"name": fmt.Sprint("Trustee ", number, i), "body": s.opcc}), "what": "Is a trustee"})
	}
	return []string{
		"/rounds/" + string(round), "/awards/" + string(award), "/criteria/" + string(eligible), "/assessments/" + string(assessment), "/interests/" + string(interest),
		"/awards?round=" + string(round), "/criteria?round=" + string(round), "/awards/bulk?whole=yes&what=recommend&list=round%3D" + string(round),
	}
}

// TestStatementsOfARoundDoNotGrowWithRows holds that the pages of a round and
// of what is around it ask as often with much as with little.
func TestStatementsOfARoundDoNotGrowWithRows(t *testing.T) {
	eachScene(t, func(s *scene) {
		s.add("fund", "add", fields{"title": "Safer Communities Fund", "code": "SCF"})
		few, many := s.competed("1", 1), s.competed("2", 7)
		asked := statementsOf(t, s.db)
		for i, path := range few {
			s.wants(s.get(models.RoleGrants, path), http.StatusOK)
			asked.Store(0)
			s.wants(s.get(models.RoleGrants, path), http.StatusOK)
			little := asked.Swap(0)
			sound(t, many[i], s.wants(s.get(models.RoleGrants, many[i]), http.StatusOK))
			if much := asked.Swap(0); much != little || much == 0 {
				t.Errorf("%s takes %d statements with little around it, %d with much", path, little, much)
			}
		}
		const duplicates = "/bodies/duplicates"
		s.wants(s.get(models.RoleGrants, duplicates), http.StatusOK)
		little := asked.Swap(0)
		for range 5 {
			s.add("body", "add", fields{"name": "The Hub", "type": "charity"})
		}
		// Whoever is signed in is read anew once bodies were added.
		s.wants(s.get(models.RoleGrants, duplicates), http.StatusOK)
		asked.Store(0)
		s.wants(s.get(models.RoleGrants, duplicates), http.StatusOK)
		if much := asked.Swap(0); much > little {
			t.Errorf("%s takes %d statements with nothing on it, %d with five", duplicates, little, much)
		}
	})
}
