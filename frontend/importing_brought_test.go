package frontend_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"answerable/models"
)

// TestAnImportShowsTheOrganisationsThatItMakes shows in the preview which
// organisations come along with the rows, before anything is made.
func TestAnImportShowsTheOrganisationsThatItMakes(t *testing.T) {
	eachScene(t, func(s *scene) {
		s.add("fund", "add", fields{"title": "Safer Communities Fund", "code": "SCF"})
		s.add("round", "plan", fields{"fund": "SCF", "number": "15", "pot": 500_00})
		sent := s.sendFile(models.RoleGrants, "/awards/import", "round.csv", "Applicant,Charity no,Project,Amount requested,Round\nAnytown Boxing Club,1234567,Ring,200.50,SCF round 15\n")
		at := strings.TrimSuffix(sent.location, "/columns")
		page := s.wants(s.get(models.RoleGrants, at+"/columns"), http.StatusOK)
		sound(t, "columns", page)
		s.has(page.text(), "Organisation: charity number", "Organisation: type of body")
		s.goesTo(s.post(models.RoleGrants, at+"/columns", url.Values{"version": {version(page)}}), at+"/progress")
		s.working()
		page = s.wants(s.get(models.RoleGrants, at+"/preview"), http.StatusOK)
		sound(t, "preview", page)
		s.has(page.text(), "1 new organisation comes with the rows", "Organisation: new organisation: Anytown Boxing Club (charity, charity number 1234567)")
		s.hasNot(page.text(), "NEW-BODY")
		s.hasNot(s.get(models.RoleGrants, "/bodies").text(), "Anytown Boxing Club")
		apply := s.wants(s.get(models.RoleGrants, at+"/apply"), http.StatusOK)
		s.goesTo(s.post(models.RoleGrants, at+"/apply", url.Values{"version": {version(apply)}, "reason": {"The round"}}), at+"/progress")
		s.working()
		s.has(s.get(models.RoleGrants, "/bodies").text(), "Anytown Boxing Club")
		s.has(s.get(models.RoleGrants, "/awards/SCF-15-001").text(), "Anytown Boxing Club", "£200.50")
		s.has(s.get(models.RoleGrants, at+"/preview").text(), "new organisation: Anytown Boxing Club")
	})
}
