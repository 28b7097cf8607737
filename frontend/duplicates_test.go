package frontend_test

import (
	"net/http"
	"testing"

	"answerable/models"
)

func TestBodiesThatMayBeTheSameAreRecordedSo(t *testing.T) {
	eachScene(t, func(s *scene) {
		page := s.wants(s.get(models.RoleGrants, "/bodies/duplicates"), http.StatusOK)
		sound(t, "none", page)
		s.has(page.text(), "No bodies look like one another")
		first := s.add("body", "add", fields{"name": "The Hub", "type": "charity"})
		second := s.add("body", "add", fields{"name": "the hub", "type": "company"})
		s.has(s.get(models.RoleGrants, "/bodies").body, `href="/bodies/duplicates"`)
		page = s.wants(s.get(models.RolePlan, "/bodies/duplicates"), http.StatusOK)
		sound(t, "two", page)
		s.has(page.text(), "2 bodies: The Hub", "Name The Hub: "+string(first)+", "+string(second), "These are the same")
		s.hasNot(s.get(models.RolePanel, "/bodies/duplicates").text(), "These are the same")
		form := formOf(s, page)
		s.wants(s.post(models.RolePanel, "/bodies/duplicates", form), http.StatusForbidden)
		s.goesTo(s.post(models.RolePlan, "/bodies/duplicates", form), "/bodies/duplicates")
		page = s.wants(s.get(models.RolePlan, "/bodies/duplicates"), http.StatusOK)
		sound(t, "recorded", page)
		s.has(page.text(), "No bodies look like one another", "Recorded as the same")
		s.hasNot(page.text(), "These are the same")
		s.has(s.get(models.RolePanel, "/bodies/"+string(second)).text(), "Same as", "The Hub")
		s.wants(s.post(models.RolePlan, "/bodies/duplicates", form), http.StatusConflict)
	})
}
