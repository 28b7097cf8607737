package frontend_test

import (
	"fmt"
	"net/http"
	"testing"

	"answerable/models"
)

// TestStatementsOfListsDoNotGrowWithRows holds that a list of many records asks
// the database as often as one of few.
func TestStatementsOfListsDoNotGrowWithRows(t *testing.T) {
	eachScene(t, func(s *scene) {
		paths := []string{"/", "/plan", "/questions", "/limbs", "/questions/new", "/questions/new?title=Legacy", "/search?q=legacy", "/browse/holding-to-account", "/questions/bulk?whole=yes&what=owner", "/calendar", "/account/feeds", "/assurances/ledger", "/digest"}
		s.actor(models.RolePlan)
		asked := statementsOf(t, s.db)
		s.fill(1)
		little := map[string]int64{}
		for _, path := range paths {
			asked.Store(0)
			s.wants(s.get(models.RolePlan, path), http.StatusOK)
			little[path] = asked.Load()
		}
		s.fill(20)
		for _, path := range paths {
			asked.Store(0)
			s.wants(s.get(models.RolePlan, path), http.StatusOK)
			if much := asked.Load(); much != little[path] || much == 0 {
				t.Errorf("%s takes %d statements with few records, %d with many", path, little[path], much)
			}
		}
	})
}

// fill adds n questions, each with somebody who is asked, a limb and an
// assurance that has lapsed.
func (s *scene) fill(n int) {
	s.Helper()
	for i := range n {
		post := s.add("post", "add", fields{"title": fmt.Sprintf("Post %d of %d", i, n), "body": s.force})
		question := s.asked(fmt.Sprintf("Legacy %d of %d", i, n), fields{"asked_of": post})
		s.add("limb", "add", fields{"question": question, "text": "How many?"})
		s.add("assurance", "state", fields{"title": "All reviewed", "statement": "All are.", "given_by": post, "relied_until": "2019-03-01"})
	}
}
