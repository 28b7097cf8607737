package frontend_test

import (
	"net/http"
	"net/url"
	"testing"

	"answerable/models"
)

// TestHowARecommendationStands shows the rating with what made it so on its
// page, in the register and on its report's page, by what red means.
func TestHowARecommendationStands(t *testing.T) {
	eachScene(t, func(s *scene) {
		report := s.add("report", "record", fields{"title": "State of policing", "type": "inspection", "code": "HMICFRS"})
		undated := s.add("recommendation", "add", fields{"report": report, "title": "Undated", "owner_body": ""})
		s.add("recommendation", "add", fields{"report": report, "title": "On its way", "owner_body": s.force, "target_on": "2099-01-01"})
		page := "/recommendations/" + string(undated)
		s.has(s.get(models.RolePanel, page).text(), "Amber: it has no target date; nobody is recorded as having to deliver it.", "How the rating is made", "moved twice or more")
		register := s.get(models.RolePanel, "/recommendations")
		s.has(register.text(), "0 Red", "1 Amber", "1 Green")
		s.has(register.body, `href="/recommendations?rating_overdue=amber"`)
		s.has(s.get(models.RolePanel, "/recommendations?rating_overdue=amber").text(), "1 recommendation", "Undated")
		s.has(s.get(models.RolePanel, "/reports/"+string(report)).text(), "How they stand", "1 Amber")

		s.add("settings", "add", fields{"red_means": "failing"})
		s.has(s.get(models.RolePanel, page).text(), "Red: it has no target date; nobody is recorded", "or 2 or more of the signs below come together")
		register = s.get(models.RolePanel, "/recommendations")
		s.has(register.text(), "1 Red", "0 Amber")
		s.has(register.body, `href="/recommendations?rating_failing=red"`)
		s.hasNot(register.body, `name="rating_overdue"`)
	})
}

// TestTheFormRefusesACloserWhoIsTheOwner tries it by the form, and keeps what
// was typed.
func TestTheFormRefusesACloserWhoIsTheOwner(t *testing.T) {
	eachScene(t, func(s *scene) {
		report := s.add("report", "record", fields{"title": "State of policing", "type": "inspection", "code": "HMICFRS"})
		ref := s.add("recommendation", "add", fields{"report": report, "title": "Act", "owner": s.actorOf(models.RolePlan).Person})
		s.move("recommendation", ref, "claim", fields{"evidence": []models.Ref{report}})
		at := "/recommendations/" + string(ref) + "/moves/"
		refused := s.wants(s.post(models.RolePlan, at+"close", url.Values{"version": {"2"}, "reason": {"I saw it myself"}}), http.StatusConflict)
		s.has(refused.text(), "may not close it: somebody else must", "I saw it myself")
		refused = s.wants(s.post(models.RolePlan, at+"reassign", url.Values{"version": {"2"}, "reason": {"Away"}, "owner": {string(s.actorOf(models.RoleGrants).Person)}}), http.StatusConflict)
		s.has(refused.text(), "could then close it themselves", "Away")
		s.goesTo(s.post(models.RoleCommissioner, at+"close", url.Values{"version": {"2"}, "reason": {"Seen"}}), "/recommendations/"+string(ref)+"?done=close")
	})
}
