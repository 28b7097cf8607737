package frontend_test

import (
	"net/http"
	"testing"

	"answerable/models"
)

// TestGivingSaysWhatKeepsItBack reads the page about 360Giving before anything
// is set, and then as grants are mended or left out.
func TestGivingSaysWhatKeepsItBack(t *testing.T) {
	eachScene(t, func(s *scene) {
		const path = "/awards/360giving"
		grants, admin := models.RoleGrants, models.RoleAdmin
		s.funds()
		s.has(s.get(grants, path).text(), "No grant was given, as far as is recorded.")
		lacking := s.publishable(fields{"title": "Lights", "purpose": nil})
		s.publishable(nil)
		page := s.wants(s.get(grants, path), http.StatusOK)
		sound(s.T, path, page)
		s.has(page.text(), "The 360Giving prefix is not set.", "The publisher is not set", "An administrator sets it in the settings of the office.",
			"Description: is empty. Record the purpose of the grant", "(prefix not set)-"+string(lacking), "GB-CHC-1092728", "£4,500.50")
		s.has(page.body, `href="/awards/`+string(lacking)+`"`)
		s.wants(s.get(grants, path+".json"), http.StatusConflict)
		s.has(s.get(admin, path).body, `href="/settings/new?start=add"`)

		s.add("settings", "add", fields{"red_means": "overdue", "publisher": s.opcc, "giving_prefix": "360G-example"})
		s.has(s.wants(s.get(grants, path+".csv"), http.StatusConflict).text(), "Description: is empty")
		s.add("withholding", "add", fields{"award": lacking, "left_out_of": "360giving", "ground": "incomplete", "why": "Being asked"})
		page = s.wants(s.get(grants, path), http.StatusOK)
		s.has(page.text(), "1 grant, £4,500.50 in all; 1 grant is left out.", "Nothing keeps these grants back. Download them as JSON or as CSV", "What must be published of it is not yet known")
		s.hasNot(page.text(), "What keeps it back", "prefix not set")
		if sum := s.sumOf(s.wants(s.get(grants, path+".csv"), http.StatusOK).body, "Amount Awarded"); sum != 4_500_50 {
			s.Errorf("the file comes to %s", sum)
		}
		s.has(s.wants(s.get(grants, path+".json?fund=SCF"), http.StatusOK).body, `"360G-example-`)
		s.wants(s.get(grants, path+".json?since=2019-03-01"), http.StatusConflict)
		s.has(s.get(grants, path+"?since=2019-03-01").text(), "No grant was given, with these filters, as far as is recorded.", "1 March 2019")

		page = s.wants(s.get(grants, path+"?since=soon"), http.StatusUnprocessableEntity)
		s.has(page.text(), "Decided since: must be a day, for example 2019-01-21")
		s.has(page.body, `value="soon"`)
		s.has(s.get(grants, "/funds/SCF").body, path+"?fund=SCF")
		s.hasNot(s.get(models.RolePanel, "/funds/SCF").body, path)
		s.has(s.get(grants, "/browse/funding").body, `href="`+path+`"`)
		s.hasNot(s.get(models.RolePanel, "/browse/funding").body, path)
	})
}
