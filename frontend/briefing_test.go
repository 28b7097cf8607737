package frontend_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"answerable/models"
)

// TestPapersAreComposedKeptAndWrittenIn goes the whole way without JavaScript:
// from a priority to a briefing, to a kept paper, to an own paragraph in it.
func TestPapersAreComposedKeptAndWrittenIn(t *testing.T) {
	eachScene(t, func(s *scene) {
		priority := s.add("priority", "add", fields{"title": "CSA/E", "since": "2013"})
		toolkit := s.add("activity", "record", fields{"title": "Toolkit", "type": "toolkit", "lead_body": s.force, "started": "2018", "priorities": []models.Ref{priority}})
		s.add("commitment", "undertake", fields{"title": "Covert work", "text": "c", "body": s.force, "priorities": []models.Ref{priority}, "marking": "OFFICIAL-SENSITIVE"})

		s.has(s.wants(s.get(models.RolePlan, "/priorities/"+string(priority)), http.StatusOK).body, `href="/briefing/new?about=`+string(priority)+`"`)
		form := s.wants(s.get(models.RolePlan, "/briefing/new?about="+string(priority)), http.StatusOK)
		sound(t, "/briefing/new", form)
		s.has(form.text(), "CSA/E", "Holding the Chief Constable to account", "Include what is OFFICIAL-SENSITIVE")

		wrong := s.wants(s.post(models.RolePlan, "/briefing/new", url.Values{"about": {string(priority)}, "type": {"briefing"}, "sections": {"force"}, "as_at": {"soon"}, "since": {"2018"}}), http.StatusUnprocessableEntity)
		sound(t, "/briefing/new with problems", wrong)
		s.has(wrong.text(), "As at: must be a day")
		s.has(wrong.body, `value="soon"`, `value="2018"`)
		s.has(s.wants(s.post(models.RolePlan, "/briefing/new", url.Values{"about": {string(priority)}}), http.StatusUnprocessableEntity).text(), "Sections: choose at least one")

		chosen := url.Values{"about": {string(priority)}, "type": {"briefing"}, "sections": {"background", "force", "holding"}, "place-background": {"2"}, "place-force": {"1"}, "place-holding": {"3"}}
		composed := "/briefing?about=" + string(priority) + "&sections=force&sections=background&sections=holding&type=briefing"
		s.goesTo(s.post(models.RolePlan, "/briefing/new", chosen), composed)
		page := s.wants(s.get(models.RolePlan, composed), http.StatusOK)
		sound(t, "/briefing", page)
		s.has(page.text(), "1. Work of the force and its partners", "launched the “Toolkit” in 2018", "2. Background", "Whatever is OFFICIAL-SENSITIVE is left out", "Download as Word")
		if strings.Contains(page.text(), "Covert work") {
			t.Error("it has what nobody asked for")
		}
		s.has(s.get(models.RolePlan, composed+"&sensitive=yes").text(), "Covert work", "OFFICIAL-SENSITIVE")
		if strings.Contains(s.get(models.RolePanel, composed+"&sensitive=yes").text(), "Covert work") {
			t.Error("the Panel reads what is sensitive")
		}

		keep := linkTo(page.body, "/papers/new?")
		s.has(s.wants(s.get(models.RolePlan, keep), http.StatusOK).body, "force\nbackground\nholding", `value="Briefing: CSA/E"`)
		s.goesTo(s.post(models.RolePlan, "/papers/new", url.Values{"start": {"keep"}, "title": {"For the Panel"}, "type": {"briefing"}, "about": {string(priority)}, "sections": {"force\nbackground"}, "marking": {"OFFICIAL"}}), "/papers/PAPER-OPCC-1?done=created")
		s.has(s.wants(s.get(models.RolePlan, "/papers/PAPER-OPCC-1"), http.StatusOK).body, `href="/papers/PAPER-OPCC-1/document"`)

		places := s.wants(s.get(models.RolePlan, "/papers/PAPER-OPCC-1/places"), http.StatusOK)
		sound(t, "/papers/:ref/places", places)
		write := linkTo(places.body, "/paragraphs/new?after="+string(toolkit))
		s.has(s.wants(s.get(models.RolePlan, write), http.StatusOK).body, `value="`+string(toolkit)+`"`)
		s.goesTo(s.post(models.RolePlan, "/paragraphs/new", url.Values{"start": {"write"}, "paper": {"PAPER-OPCC-1"}, "section": {"force"}, "place": {"after"}, "after": {string(toolkit)}, "text": {"We think that it helps."}, "marking": {"OFFICIAL"}}), "/papers/PAPER-OPCC-1/document#force")
		read := s.wants(s.get(models.RolePlan, "/papers/PAPER-OPCC-1/document"), http.StatusOK)
		sound(t, "/papers/:ref/document", read)
		s.has(read.text(), "For the Panel", "Author’s own words: The plan, 4 March 2019", "We think that it helps.")
		s.wants(s.get(models.RoleChief, "/papers/PAPER-OPCC-1/document"), http.StatusNotFound)
		s.wants(s.get(models.RoleChief, "/papers/PAPER-OPCC-1/places"), http.StatusNotFound)

		s.post(models.RolePlan, "/paper-templates/new", url.Values{"start": {"keep"}, "title": {"Short"}, "type": {"briefing"}, "sections": {"overdue\nunknown"}, "marking": {"OFFICIAL"}})
		again := s.wants(s.get(models.RolePlan, "/briefing/new?about="+string(priority)), http.StatusOK)
		s.has(again.text(), "Use the sections of “Short”")
		s.has(again.body, "sections=overdue&amp;sections=unknown")
	})
}

// linkTo is the first address in a page that begins so.
func linkTo(body, begin string) string {
	_, rest, _ := strings.Cut(body, `href="`+strings.ReplaceAll(begin, "&", "&amp;"))
	rest, _, _ = strings.Cut(rest, `"`)
	return begin + strings.ReplaceAll(rest, "&amp;", "&")
}
