package frontend_test

import (
	"net/http"
	"net/url"
	"testing"

	"answerable/models"
)

const printed = "We recommend:\r\n\r\n1. That plans be reviewed. By March.\r\n2. That data be shared:\r\n2.1 monthly\r\n3. That a board be set up."

func TestAPastedListBecomesRecommendations(t *testing.T) {
	eachScene(t, func(s *scene) {
		report := s.add("report", "record", fields{"title": "Inspection", "type": "inspection", "code": "PEEL", "published_on": "2019-01-15"})
		path := "/reports/" + string(report) + "/list"
		s.has(s.get(models.RolePlan, "/reports/"+string(report)).body, `href="`+path+`"`)
		s.hasNot(s.get(models.RolePanel, "/reports/"+string(report)).body, `href="`+path+`"`)
		for _, role := range []models.Role{models.RolePanel, models.RoleDrafter} {
			s.wants(s.get(role, path), http.StatusForbidden)
			s.wants(s.post(role, path, url.Values{"list": {printed}, "items.1.text": {"x"}}), http.StatusForbidden)
		}
		s.has(s.wants(s.post(models.RolePlan, path, url.Values{"list": {"Do this and that."}}), http.StatusUnprocessableEntity).text(), "no number begins a line", "Do this and that.")

		preview := s.wants(s.post(models.RolePlan, path, url.Values{"list": {printed}}), http.StatusOK)
		s.has(preview.text(), "split into 3 recommendations", "What stands before the first number is left out", "We recommend:", "That data be shared: 2.1 monthly")
		form := formOf(s, preview)
		form.Set("items.2.title", "")
		form.Set("items.3.leave", "yes")
		form.Set("scope", "force")
		refused := s.wants(s.post(models.RolePlan, path, form), http.StatusUnprocessableEntity)
		s.has(refused.body, `href="#items.2.title"`, `id="items.2.title"`, "Item 2, short title: must be given")

		form = formOf(s, refused)
		if form.Has("items.3.text") || form.Get("scope") != "force" || form.Get("items.1.title") != "That plans be reviewed" {
			t.Fatalf("the form holds %q", form)
		}
		form.Set("items.2.title", "Shared data")
		s.wants(s.post(models.RolePlan, path, form), http.StatusSeeOther)
		s.has(s.get(models.RolePlan, "/reports/"+string(report)).text(), "That plans be reviewed", "Shared data")
		s.has(s.get(models.RolePlan, "/recommendations/"+string(report)+"-R2").text(), "2.1 monthly", "The force")

		form.Set("items.1.leave", "yes")
		form.Set("items.2.leave", "yes")
		s.has(s.wants(s.post(models.RolePlan, path, form), http.StatusUnprocessableEntity).body, "give at least one", `value="Shared data"`)
	})
}
