package frontend_test

import (
	"net/http"
	"testing"

	"answerable/models"
)

func TestFirstDayLeadsFromNothingToWork(t *testing.T) {
	eachScene(t, func(s *scene) {
		page := s.wants(s.get(models.RolePlan, "/first-day"), http.StatusOK)
		sound(t, "/first-day", page)
		s.has(page.text(), "The post of the Chief Constable To do", "The Police and Crime Plan To do", "Questions None yet", "A row needs: meeting, short title, question. First: meetings.", "0 of 4 registers begun", "Draft the next question", "To be brought in by: administrator.")
		s.has(page.body, `href="/questions/import"`, `href="/questions/template.xlsx"`, `href="/posts/new?start=add"`)
		s.hasNot(page.body, `href="/people/import"`, `href="/funds/import"`)
		s.has(s.get(models.RolePlan, "/").body, `href="/first-day"`)
		s.has(s.get(models.RolePlan, "/browse/funding").body, `href="/first-day"`)
		s.has(s.get(models.RoleGrants, "/first-day").body, `href="/awards/import"`)

		chief := s.add("post", "add", fields{"title": "Chief Constable", "body": s.force})
		s.asked("Legacy investigations", fields{"asked_of": chief})
		page = s.wants(s.get(models.RolePlan, "/first-day"), http.StatusOK)
		s.has(page.text(), "The post of the Chief Constable Done", "Questions 1 question", "2 of 4 registers begun", "Limbs None yet")
		s.hasNot(page.text(), "First: meetings.")
	})
}

func TestFirstDayIsOfferedWhileThereIsHardlyAnything(t *testing.T) {
	eachScene(t, func(s *scene) {
		for range 10 {
			s.asked("Legacy investigations", nil)
		}
		s.hasNot(s.get(models.RolePlan, "/").body, `href="/first-day"`)
		s.has(s.get(models.RolePlan, "/browse/funding").body, `href="/first-day"`)
	})
}

func TestFirstDayIsForThoseWhoBringRecordsIn(t *testing.T) {
	eachScene(t, func(s *scene) {
		for _, role := range []models.Role{models.RoleDrafter, models.RoleChief, models.RolePanel} {
			s.wants(s.get(role, "/first-day"), http.StatusForbidden)
			s.hasNot(s.get(role, "/").body, `href="/first-day"`)
			s.hasNot(s.get(role, "/browse/funding").body, `href="/first-day"`)
		}
	})
}
