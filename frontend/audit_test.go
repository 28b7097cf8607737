package frontend_test

import (
	"net/http"
	"net/url"
	"testing"

	"answerable/models"
)

// TestAnAuditLooksAgain follows the findings of one audit to the next on its
// pages, as those who record it and as those who only read.
func TestAnAuditLooksAgain(t *testing.T) {
	eachScene(t, func(s *scene) {
		first := s.add("report", "record", fields{"title": "Winter audit", "type": "force audit", "code": "AUDIT", "published_on": "2018-01-15"})
		finding := s.add("recommendation", "add", fields{"report": first, "title": "Plans are generic", "type": "compliance", "owner_body": s.force})
		s.add("recommendation", "add", fields{"report": first, "title": "The toolkit is not taught", "type": "training", "owner_body": s.force})
		second := s.add("report", "record", fields{"title": "Summer audit", "type": "force audit", "code": "AUDIT", "published_on": "2018-07-15", "follows": first})
		at := "/reports/" + string(second)
		page := s.get(models.RoleDrafter, at)
		s.has(page.text(), "What the one before found, looked at again", "2 findings to look at again: 0 found again, in whole or in part, and 2 not re-tested yet", "Plans are generic", "The toolkit is not taught", "Record the re-test")
		s.hasNot(s.get(models.RolePanel, at).text(), "Record the re-test")
		form := url.Values{"finding": {string(finding)}, "audit": {string(second)}, "result": {"found again"}, "marking": {"OFFICIAL"}}
		s.has(s.wants(s.post(models.RoleDrafter, "/finding-retests/new?start=record", form), http.StatusUnprocessableEntity).text(), "What was found: must be given")
		form.Set("rationale", "Six of thirty were")
		s.wants(s.post(models.RoleDrafter, "/finding-retests/new?start=record", form), http.StatusSeeOther)
		s.has(s.get(models.RolePanel, at).text(), "1 found again, in whole or in part, and 1 not re-tested yet", "Found again")
		s.has(s.get(models.RolePanel, "/recommendations/"+string(finding)).text(), "Found again", "Summer audit", "Looked at again")
		s.has(s.get(models.RolePanel, "/recommendations?found=yes").text(), "1 recommendation", "Plans are generic")
	})
}

// TestTheForceIsAskedForItsViewsByForm drafts the question about a report's
// recommendations, with what was typed kept where it is refused.
func TestTheForceIsAskedForItsViewsByForm(t *testing.T) {
	eachScene(t, func(s *scene) {
		meeting := s.meeting()
		report := s.add("report", "record", fields{"title": "Interim report", "type": "inquiry", "code": "IICSA", "published_on": "2018-04-25"})
		one := s.add("recommendation", "record", fields{"report": report, "number": "1", "title": "Redress"})
		at := "/reports/" + string(report)
		s.has(s.get(models.RolePlan, at).text(), "Ask the force for its views on these recommendations")
		s.hasNot(s.get(models.RoleChief, at).text(), "Ask the force")
		page := s.wants(s.get(models.RolePlan, at+"/views"), http.StatusOK)
		s.has(page.body, string(one)+": what is the force’s view on “Redress”?")
		form := url.Values{"meeting": {string(meeting)}, "title": {"Views"}, "text": {"What do you think?"}, "limbs": {""}, "marking": {"OFFICIAL"}}
		s.has(s.wants(s.post(models.RolePlan, at+"/views", form), http.StatusUnprocessableEntity).body, "What it asks: must be given", "What do you think?")
		form.Set("limbs", string(one)+": do you agree?\nBy when?")
		s.wants(s.post(models.RolePlan, at+"/views", form), http.StatusSeeOther)
		s.has(s.get(models.RolePlan, "/recommendations/"+string(one)).text(), "Views", "do you agree?")
		s.wants(s.get(models.RoleChief, at+"/views"), http.StatusForbidden)
	})
}
