package frontend_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"answerable/models"
)

// TestStatementsOfListsDoNotGrowWithRows holds that a list of many records asks
// the database as often as one of few.
func TestStatementsOfListsDoNotGrowWithRows(t *testing.T) {
	eachScene(t, func(s *scene) {
		paths := []string{"/", "/plan", "/questions", "/limbs", "/questions/new", "/questions/new?title=Legacy", "/search?q=legacy", "/browse/holding-to-account", "/questions/bulk?whole=yes&what=owner", "/calendar", "/account/feeds", "/assurances/ledger", "/digest", "/duties/year", "/first-day", "/import"}
		meeting := "/meetings/" + string(s.meeting())
		paths = append(paths, meeting+"/agenda", meeting+"/record", meeting+"/pack", "/briefing?since=2015", "/briefing/new?about="+strings.TrimPrefix(meeting, "/meetings/"), "/briefing?about="+strings.TrimPrefix(meeting, "/meetings/"))
		s.actor(models.RolePlan)
		asked := statementsOf(t, s.db)
		s.fill(1)
		s.fillMeeting(meeting, 1)
		little := map[string]int64{}
		for _, path := range paths {
			asked.Store(0)
			s.wants(s.get(models.RolePlan, path), http.StatusOK)
			little[path] = asked.Load()
		}
		s.fill(20)
		s.fillMeeting(meeting, 12)
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
		s.duty()
	}
}

// fillMeeting adds n of everything that the pages of a meeting show.
func (s *scene) fillMeeting(at string, n int) {
	s.Helper()
	meeting := models.Ref(strings.TrimPrefix(at, "/meetings/"))
	for i := range n {
		title := fmt.Sprintf("%d of %d", i, n)
		question := s.add("question", "record", fields{"meeting": meeting, "title": title, "text": "?", "asked_of": s.force, "follows_up": s.asked("Before "+title, nil)})
		s.add("limb", "add", fields{"question": question, "text": "How many?"})
		answer := s.add("answer", "record", fields{"question": question, "text": "Twelve"})
		assurance := s.add("assurance", "state", fields{"title": title, "statement": "They are", "taken_from": answer, "relied_until": "2019-03-01"})
		s.add("review", "add", fields{"assurance": assurance, "verdict": "not assured", "rationale": "None was shown"})
		measure := s.add("measure", "add", fields{"title": title})
		s.add("figure", "add", fields{"measure": measure, "period": "2018", "value": "1"})
		item := s.add("agenda-item", "add", fields{"meeting": meeting, "title": title, "concerns": []models.Ref{question, measure}})
		s.add("document", "add-shared", fields{"about": item, "title": "Paper", "address": "https://example.org"})
		s.add("commitment", "undertake", fields{"title": title, "text": "c", "body": s.force, "arises_from": item})
	}
}
