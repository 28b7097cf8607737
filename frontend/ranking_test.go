package frontend_test

import (
	"net/http"
	"testing"

	"answerable/models"
)

func TestARoundShowsItsApplicationsByScore(t *testing.T) {
	eachScene(t, func(s *scene) {
		fund := s.add("fund", "add", fields{"title": "Safer Communities Fund", "code": "SCF"})
		round := s.add("round", "plan", fields{"fund": fund, "number": "15", "pot": 500_00})
		page := s.wants(s.get(models.RoleGrants, "/rounds/"+string(round)), http.StatusOK)
		s.has(page.text(), "No application of this round has a score yet.")
		for i, score := range []any{60, 80, 60, nil} {
			ref := s.add("award", "apply", fields{"title": []string{"First", "Second", "Third", "Fourth"}[i], "round": round, "organisation": s.opcc, "asked": 200_50})
			if err := s.db.Exec("UPDATE awards SET score = ? WHERE ref = ?", score, ref).Error; err != nil {
				t.Fatal(err)
			}
		}
		page = s.wants(s.get(models.RoleGrants, "/rounds/"+string(round)), http.StatusOK)
		sound(t, "round", page)
		s.has(page.text(), "Applications by score", "1 80 Second SCF-15-002", "2= 60 Third SCF-15-003", "2= 60 First SCF-15-001", "£200.50", "1 application has no score.")
		s.hasNot(s.get(models.RolePanel, "/rounds/"+string(round)).text(), "Applications by score")
	})
}
