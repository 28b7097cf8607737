package service_test

import (
	"fmt"
	"strings"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
)

// TestApplicationsAreRankedWithTies gives those with the same score the same
// place, and leaves the places after it out.
func TestApplicationsAreRankedWithTies(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		s := newScoring(t, gdb)
		refs := s.applications(6)
		for i, score := range []int{70, 85, 70, 40, 85} {
			if err := gdb.Exec("UPDATE awards SET score = ? WHERE ref = ?", score, refs[i]).Error; err != nil {
				t.Fatal(err)
			}
		}
		s.must(models.RoleGrants, "award", refs[3], "withdraw", map[string]any{"reason": "They gave up"})
		ranking, err := s.RankingOf(t.Context(), s.people[models.RolePlan], s.round)
		if err != nil {
			t.Fatal(err)
		}
		var places []string
		for _, one := range ranking.Ranked {
			places = append(places, fmt.Sprint(one.Place, one.Tied, " ", one.Ref, " ", one.Score, " ", one.Name))
		}
		want := []string{
			fmt.Sprint(1, true, " ", refs[4], " 85 Force"), fmt.Sprint(1, true, " ", refs[1], " 85 Force"),
			fmt.Sprint(3, true, " ", refs[2], " 70 Force"), fmt.Sprint(3, true, " ", refs[0], " 70 Force"),
		}
		if strings.Join(places, ", ") != strings.Join(want, ", ") {
			t.Errorf("the places are %v, want %v", places, want)
		}
		// The sixth, and the one of the scene.
		if ranking.NotScored == nil || *ranking.NotScored != 2 {
			t.Errorf("not scored are %v", ranking.NotScored)
		}
		for role, fault := range map[models.Role]models.Fault{models.RoleChief: models.Denied, models.RolePanel: models.Denied} {
			if _, err := s.RankingOf(t.Context(), s.people[role], s.round); models.FaultOf(err) != fault {
				t.Errorf("%s reads the ranking: %v", role, err)
			}
		}
		if _, err := s.RankingOf(t.Context(), s.people[models.RolePlan], "SCF-99"); models.FaultOf(err) != models.Missing {
			t.Errorf("of a round that is not there: %v", err)
		}
	})
}
