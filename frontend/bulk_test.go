package frontend_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"answerable/models"
	"answerable/service"
)

// assurances adds live assurances and gives their references.
func (s *scene) assurances(n int) []models.Ref {
	s.Helper()
	refs := make([]models.Ref, n)
	for i := range refs {
		refs[i] = s.add("assurance", "state", fields{"title": fmt.Sprintf("Assurance %02d", i), "statement": "It is so."})
	}
	return refs
}

// TestChangeSeveral walks from ticks on a register to the changed records, as a
// browser without JavaScript does.
func TestChangeSeveral(t *testing.T) {
	eachScene(t, func(s *scene) {
		refs := s.assurances(3)
		s.move("assurance", refs[2], "withdraw", fields{"reason": "Wrong"})
		owner := string(s.actorOf(models.RolePlan).Person)
		register := s.wants(s.get(models.RolePlan, "/assurances?sort=ref"), http.StatusOK)
		sound(t, "/assurances", register)
		s.has(register.text(), "Tick ASR-2019-0001: Assurance 00", "Change several", "Change all 3 on this list")
		s.firstColumnLeadsTo(register, "/assurances/ASR-2019-0001")

		chosen := "/assurances/bulk?list=sort%3Dref&ref=" + string(refs[0]) + "&ref=" + string(refs[2])
		page := s.wants(s.get(models.RolePlan, chosen), http.StatusOK)
		sound(t, chosen, page)
		s.has(page.text(), "What do you want to change?", "In 2 assurances", "Owner", "Priorities")
		s.hasNot(page.text(), "Due date")
		s.has(s.wants(s.get(models.RolePlan, chosen+"&asked=yes"), http.StatusUnprocessableEntity).text(), "Choose what to change")

		page = s.wants(s.get(models.RolePlan, chosen+"&what=owner"), http.StatusOK)
		sound(t, chosen+"&what=owner", page)
		form := formOf(s, page)
		wrong := s.wants(s.post(models.RolePlan, "/assurances/bulk", form), http.StatusUnprocessableEntity)
		sound(t, "problems", wrong)
		s.has(wrong.body, `href="#owner"`, `href="#reason"`)
		form.Set("reason", "She keeps these")
		wrong = s.wants(s.post(models.RolePlan, "/assurances/bulk", form), http.StatusUnprocessableEntity)
		s.has(wrong.text(), "Owner: must be given", "She keeps these")
		form = formOf(s, wrong)
		form.Set("owner", owner)

		check := s.wants(s.post(models.RolePlan, "/assurances/bulk", form), http.StatusOK)
		sound(t, "check", check)
		s.has(check.text(), "Check before you change 1 assurance", "New owner The plan", "Reason She keeps these", "Will be changed (1)",
			"Assurance 00 ASR-2019-0001 Not recorded The plan", "Will be left as they are (1)", "You may not change this assurance while it is withdrawn")
		s.hasNot(s.get(models.RolePlan, "/assurances/"+string(refs[0])+"/history").text(), "She keeps these")

		done := s.wants(s.post(models.RolePlan, "/assurances/bulk", formOf(s, check)), http.StatusOK)
		sound(t, "done", done)
		s.has(done.text(), "1 assurance changed", "Assurance 00 ASR-2019-0001 Not recorded The plan")
		s.has(done.body, `href="/assurances?sort=ref"`)
		s.has(s.get(models.RolePlan, "/assurances/"+string(refs[0])+"/history").text(), "Reason: She keeps these", "Owner: The plan")
		s.has(s.wants(s.post(models.RolePlan, "/assurances/bulk", formOf(s, check)), http.StatusOK).text(), "No assurance was changed", "Somebody changed this assurance since you opened it")
	})
}

// firstColumnLeadsTo checks that rows begin with the link to their record.
func (s *scene) firstColumnLeadsTo(page answer, href string) {
	s.Helper()
	var first *html.Node
	every(parsed(s.T, page), func(n *html.Node) {
		if n.Data == "th" && attr(n, "scope") == "row" && first == nil {
			first = n
		}
	})
	if first == nil || first.FirstChild == nil || attr(first.FirstChild, "href") != href {
		s.Errorf("the first row does not begin with a link to %s", href)
	}
}

// TestChangeAWholeList takes a filtered list of more than a page, and leaves
// alone what somebody changes between preview and confirmation.
func TestChangeAWholeList(t *testing.T) {
	eachScene(t, func(s *scene) {
		priority := string(s.add("priority", "add", fields{"title": "CSE"}))
		refs := s.assurances(30)
		s.move("assurance", refs[4], "withdraw", fields{"reason": "Wrong"})
		s.has(s.get(models.RolePlan, "/assurances?state=live").body, `href="/assurances/bulk?list=state%3Dlive&amp;whole=yes"`)
		page := s.wants(s.get(models.RolePlan, "/assurances/bulk?list=state%3Dlive&whole=yes&what=priorities"), http.StatusOK)
		s.has(page.text(), "Change the priorities of 29 assurances")
		form := formOf(s, page)
		form.Set("reason", "Sorted")
		s.has(s.wants(s.post(models.RolePlan, "/assurances/bulk", form), http.StatusUnprocessableEntity).body, `href="#add"`)
		form.Set("add", priority)
		check := s.wants(s.post(models.RolePlan, "/assurances/bulk", form), http.StatusOK)
		s.has(check.text(), "Check before you change 29 assurances", "Priorities to add CSE")
		_, err := s.service.Edit(context.Background(), models.System(), models.AssuranceKind, refs[9], 1, service.Form{"remarks": {"Seen"}})
		if err != nil {
			t.Fatal(err)
		}
		done := s.wants(s.post(models.RolePlan, "/assurances/bulk", formOf(s, check)), http.StatusOK)
		s.has(done.text(), "28 assurances changed", "Left as they are (1)", "it is at version 2, you saw 1")
		s.has(s.get(models.RolePlan, "/assurances?priority="+priority).text(), "28 assurances")
	})
}

// TestChangeADueDateInSeveral has a field with another name and three parts.
func TestChangeADueDateInSeveral(t *testing.T) {
	eachScene(t, func(s *scene) {
		report := s.add("report", "record", fields{"title": "Interim", "code": "IICSA", "type": "inquiry", "published_on": "2018-04-25"})
		advice := string(s.add("recommendation", "add", fields{"report": report, "title": "Do it"}))
		form := formOf(s, s.wants(s.get(models.RolePlan, "/recommendations/bulk?ref="+advice+"&what=due_on"), http.StatusOK))
		form.Set("reason", "Agreed")
		form.Set("target_on-year", "2019")
		form.Set("target_on-month", "5")
		s.has(s.wants(s.post(models.RolePlan, "/recommendations/bulk", form), http.StatusUnprocessableEntity).body, `href="#target_on-day"`, `value="2019"`)
		form.Set("target_on-day", "31")
		check := s.wants(s.post(models.RolePlan, "/recommendations/bulk", form), http.StatusOK)
		s.has(check.text(), "New date 31 May 2019", "No date set 31 May 2019")
		s.wants(s.post(models.RolePlan, "/recommendations/bulk", formOf(s, check)), http.StatusOK)
		s.has(s.get(models.RolePlan, "/recommendations/"+advice).text(), "31 May 2019")
	})
}

// TestChangeSeveralIsForThoseWhoMay holds who is shown what, and that hidden
// references are answered like those of nothing.
func TestChangeSeveralIsForThoseWhoMay(t *testing.T) {
	eachScene(t, func(s *scene) {
		s.assurances(2)
		s.hasNot(s.get(models.RolePanel, "/assurances").body, "/assurances/bulk", `name="ref"`)
		s.wants(s.get(models.RolePanel, "/assurances/bulk?ref=ASR-2019-0001"), http.StatusForbidden)
		s.wants(s.post(models.RolePanel, "/assurances/bulk", url.Values{"ref": {"ASR-2019-0001@1"}, "what": {"owner"}, "confirm": {"yes"}}), http.StatusForbidden)
		s.wants(s.get(models.RolePlan, "/reviews/bulk"), http.StatusForbidden)
		s.has(s.wants(s.get(models.RolePlan, "/assurances/bulk"), http.StatusUnprocessableEntity).text(), "Choose at least one assurance")
		s.wants(s.get(models.RolePlan, "/assurances/bulk?list=colour%3Dred&whole=yes"), http.StatusBadRequest)
		s.wants(s.post(models.RolePlan, "/assurances/bulk", url.Values{"ref": {"ASR-2019-0001"}}), http.StatusConflict)

		note := string(s.add("note", "add", fields{"about": s.opcc, "text": "A secret"}))
		person := string(s.actorOf(models.RoleDrafter).Person)
		for _, confirm := range []string{"", "yes"} {
			answered := func(ref string) string {
				form := url.Values{"ref": {ref + "@1"}, "what": {"owner"}, "owner": {person}, "reason": {"x"}, "confirm": {confirm}}
				got := s.wants(s.post(models.RoleDrafter, "/notes/bulk", form), http.StatusOK)
				return strings.ReplaceAll(got.body, ref, "REF")
			}
			if hidden, absent := answered(note), answered("NOTE-99999"); hidden != absent || !strings.Contains(hidden, "There is no note REF") {
				t.Errorf("a hidden note is told from one that is not there:\n%s\n%s", words(hidden), words(absent))
			}
		}
	})
}

// TestReassignAsksForTheOwnerFirst opens the move that gives a record away.
func TestReassignAsksForTheOwnerFirst(t *testing.T) {
	eachScene(t, func(s *scene) {
		question := s.asked("Legacy", nil)
		page := s.wants(s.get(models.RolePlan, "/questions/"+string(question)+"/moves/reassign"), http.StatusOK)
		sound(t, "reassign", page)
		s.hasNot(page.text(), "Links, source and marking", "Owner (optional)")
	})
}
