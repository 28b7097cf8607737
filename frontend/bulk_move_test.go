package frontend_test

import (
	"net/http"
	"testing"

	"answerable/models"
)

// TestDecideSeveral walks from the register of a round to decided applications,
// as a browser without JavaScript does.
func TestDecideSeveral(t *testing.T) {
	eachScene(t, func(s *scene) {
		fund := s.add("fund", "add", fields{"title": "Safer Communities Fund", "code": "SCF"})
		round := s.add("round", "plan", fields{"fund": fund, "number": "15", "pot": 500_00})
		list := "/awards/bulk?list=" + "round%3D" + string(round) + "%26sort%3Dref&whole=yes"
		var refs []models.Ref
		for _, title := range []string{"First", "Second", "Third"} {
			refs = append(refs, s.add("award", "apply", fields{"title": title, "round": round, "organisation": s.opcc, "amount": 200_00, "purpose": "p", "reasons": "r"}))
		}

		page := s.wants(s.get(models.RoleGrants, list), http.StatusOK)
		sound(t, list, page)
		s.has(page.text(), "What do you want to change?", "Recommend")
		s.hasNot(page.text(), "Decline")
		page = s.wants(s.get(models.RoleGrants, list+"&what=recommend"), http.StatusOK)
		sound(t, "recommend", page)
		s.has(page.text(), "Recommend 3 awards", "What you enter is set in each of them", "Recommendation of the advisory board")
		form := formOf(s, page)
		form.Set("board_recommendation", "To be awarded")
		wrong := s.wants(s.post(models.RoleGrants, "/awards/bulk", form), http.StatusUnprocessableEntity)
		s.has(wrong.text(), "Reason: must be given", "To be awarded")
		form = formOf(s, wrong)
		form.Set("reason", "The board met")
		check := s.wants(s.post(models.RoleGrants, "/awards/bulk", form), http.StatusOK)
		sound(t, "check", check)
		s.has(check.text(), "Check before you recommend 3 awards", "Recommendation of the advisory board To be awarded", "Reason The board met", "First SCF-15-001 Applied Recommended")
		done := s.wants(s.post(models.RoleGrants, "/awards/bulk", formOf(s, check)), http.StatusOK)
		sound(t, "done", done)
		s.has(done.text(), "3 awards changed", "Second SCF-15-002 Applied Recommended")

		page = s.wants(s.get(models.RoleCommissioner, list+"&what=award"), http.StatusOK)
		form = formOf(s, page)
		form.Set("reason", "Decided")
		form.Set("conditions", "Report in June")
		check = s.wants(s.post(models.RoleCommissioner, "/awards/bulk", form), http.StatusOK)
		sound(t, "check of awards", check)
		s.has(check.text(), "Check before you award 2 awards", "Conditions Report in June", "Amount in all £400", "First SCF-15-001 Recommended Awarded £200", "Will be left as they are (1)", "go beyond its pot")
		s.wants(s.post(models.RoleCommissioner, "/awards/bulk", formOf(s, check)), http.StatusOK)
		s.has(s.get(models.RoleCommissioner, "/awards/"+string(refs[1])).text(), "Awarded", "Report in June")

		page = s.wants(s.get(models.RoleCommissioner, list+"&what=decline"), http.StatusOK)
		s.hasNot(page.text(), "What you enter is set in each of them")
		form = formOf(s, page)
		form.Set("reason", "The pot is spent")
		check = s.wants(s.post(models.RoleCommissioner, "/awards/bulk", form), http.StatusOK)
		s.has(check.text(), "Check before you decline 1 award", "You may not do this to this award while it is awarded")
		s.wants(s.post(models.RoleCommissioner, "/awards/bulk", formOf(s, check)), http.StatusOK)
		s.has(s.get(models.RoleCommissioner, "/awards/"+string(refs[2])+"/history").text(), "Reason: The pot is spent")
		s.has(s.wants(s.post(models.RoleGrants, "/awards/bulk", form), http.StatusConflict).text(), "Say first what to change")
	})
}
