package frontend_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"answerable/models"
)

func TestRegisterFiltersSortsAndPages(t *testing.T) {
	eachScene(t, func(s *scene) {
		for i := range 30 {
			s.add("body", "add", fields{"name": fmt.Sprintf("Charity %02d", i), "type": "charity", "part_of": s.opcc})
		}
		page := s.wants(s.get(models.RolePlan, "/bodies"), http.StatusOK)
		s.has(page.text(), "32 bodies", "Next page", "Add a body")
		s.has(page.body, ">Charity 00</a>")
		s.hasNot(page.body, ">Charity 29</a>", "First page")
		s.has(page.body, `aria-sort="ascending"`, `href="/bodies?sort=-name"`, `href="/bodies/export.csv"`)

		_, after, _ := strings.Cut(page.body, `<div class="govuk-pagination__next">`)
		_, after, _ = strings.Cut(after, `href="`)
		next, _, _ := strings.Cut(after, `"`)
		second := s.wants(s.get(models.RolePlan, strings.ReplaceAll(next, "&amp;", "&")), http.StatusOK)
		s.has(second.body, ">Charity 29</a>", "First page")
		s.hasNot(second.body, ">Charity 00</a>", "Next page")

		narrow := s.wants(s.get(models.RolePlan, "/bodies?q=police&part_of=&sort=-name"), http.StatusOK)
		s.has(narrow.text(), "1 body", "West Yorkshire Police", "Selected filters", "Remove this filter police")
		s.has(narrow.body, `href="/bodies?sort=-name"`, `aria-sort="descending"`, `<input type="hidden" name="sort" value="-name">`)

		s.meeting()
		dated := s.wants(s.get(models.RolePlan, "/meetings?held_after=2019-02-01"), http.StatusOK)
		s.has(dated.text(), "1 meeting", "Date: after", "Remove this filter 1 February 2019")
		s.has(dated.body, `href="/meetings"`, `name="held_after" type="date" value="2019-02-01"`)

		none := s.wants(s.get(models.RolePlan, "/bodies?state=withdrawn"), http.StatusOK)
		s.has(none.text(), "No bodies match these filters")
		s.hasNot(none.body, "<table")
	})
}

func TestRegisterRefusesUnknownFilters(t *testing.T) {
	eachScene(t, func(s *scene) {
		page := s.wants(s.get(models.RolePlan, "/questions?colour=red"), http.StatusBadRequest)
		s.has(page.text(), "colour: is not a filter of questions")
		s.wants(s.get(models.RolePlan, "/questions/export.csv?colour=red"), http.StatusBadRequest)
	})
}

func TestRegisterExportsWhatIsFiltered(t *testing.T) {
	eachScene(t, func(s *scene) {
		got := s.wants(s.get(models.RolePlan, "/bodies/export.csv?q=police"), http.StatusOK)
		s.has(got.body, "Reference,", "West Yorkshire Police")
		s.hasNot(got.body, "Office of the Commissioner")
		if got.header.Get("Content-Type") != "text/csv; charset=utf-8" || !strings.Contains(got.header.Get("Content-Disposition"), `filename="bodies-2019-03-04-OFFICIAL.csv"`) {
			t.Errorf("the file comes as %v", got.header)
		}
	})
}

func TestRegisterOffersWhatIsSensitiveToThoseWhoAreCleared(t *testing.T) {
	eachScene(t, func(s *scene) {
		asked, template := "sensitive=yes", `href="/bodies/template.xlsx"`
		page := s.get(models.RoleAdmin, "/bodies?q=police")
		s.has(page.body, `href="/bodies/export.xlsx?q=police"`, `href="/api/v1/bodies.json?q=police"`, asked, template)
		s.hasNot(s.get(models.RolePanel, "/bodies?q=police").body, asked, template)
		for _, path := range []string{"/bodies/export.xlsx", "/bodies/template.xlsx"} {
			if got := s.wants(s.get(models.RolePanel, path), http.StatusOK); !strings.HasPrefix(got.body, "PK") {
				t.Errorf("%s is no workbook", path)
			}
		}
	})
}

func TestEverythingCanBeExported(t *testing.T) {
	eachScene(t, func(s *scene) {
		s.has(s.get(models.RolePlan, "/").body, `href="/export"`)
		s.has(s.get(models.RolePlan, "/account").body, `href="/export"`)
		s.has(s.wants(s.get(models.RolePlan, "/export"), http.StatusOK).text(), "Excel workbook", "Include what is OFFICIAL-SENSITIVE")
		s.hasNot(s.get(models.RolePanel, "/export").text(), "OFFICIAL-SENSITIVE")
		s.has(s.wants(s.get(models.RolePlan, "/export/file"), http.StatusUnprocessableEntity).text(), "Choose in which form to export")
		got := s.wants(s.get(models.RolePlan, "/export/file?format=xlsx"), http.StatusOK)
		if !strings.HasPrefix(got.body, "PK") || !strings.Contains(got.header.Get("Content-Disposition"), `filename="everything-2019-03-04-OFFICIAL.xlsx"`) {
			t.Errorf("everything comes as %v", got.header)
		}
		json := s.wants(s.get(models.RolePlan, "/export/file?format=json&sensitive=yes"), http.StatusSeeOther)
		if json.header.Get("Location") != "/api/v1/export.json?sensitive=yes" {
			t.Errorf("JSON is at %s", json.header.Get("Location"))
		}
	})
}

func TestRegisterOfNothingIsASentence(t *testing.T) {
	eachScene(t, func(s *scene) {
		page := s.wants(s.get(models.RolePanel, "/commitments"), http.StatusOK)
		s.has(page.text(), "0 commitments", "There are no commitments that you can see")
		s.hasNot(page.body, "<table", "Record a commitment")
	})
}

func TestRegisterFilterShowsOnlyStatesThatThePersonCanSee(t *testing.T) {
	eachScene(t, func(s *scene) {
		s.has(s.get(models.RolePlan, "/questions").text(), "Withdrawn before it was put")
		s.hasNot(s.get(models.RoleChief, "/questions").text(), "Withdrawn before it was put", "Draft")
	})
}

func TestHomeCountsWhatWaits(t *testing.T) {
	eachScene(t, func(s *scene) {
		page := s.wants(s.get(models.RolePlan, "/"), http.StatusOK)
		s.has(page.text(), "Nothing waits here: questions to put, answers to judge")
		meeting := s.meeting()
		for i := range 7 {
			question := s.add("question", "draft", fields{"meeting": meeting, "title": fmt.Sprintf("Question %d", i), "text": "What?"})
			s.add("limb", "add", fields{"question": question, "text": "What?"})
			s.move("question", question, "approve", nil)
		}
		page = s.wants(s.get(models.RolePlan, "/"), http.StatusOK)
		s.has(page.text(), "Questions to put (7)", "See all 7")
		s.has(page.body, `href="/questions?state=approved"`)
		s.has(s.get(models.RolePlan, "/questions?state=approved").text(), "7 questions")
	})
}

func TestBrowseAndPlan(t *testing.T) {
	eachScene(t, func(s *scene) {
		s.has(s.wants(s.get(models.RolePanel, "/browse/bodies-and-people"), http.StatusOK).text(), "Bodies (2)", models.BodyKind.About)
		s.wants(s.get(models.RolePanel, "/browse/everything"), http.StatusNotFound)
		s.has(s.wants(s.get(models.RolePlan, "/plan"), http.StatusOK).text(), "No edition of a plan is published", "Add a plan")

		plan := s.add("plan", "add", fields{"title": "Police and Crime Plan 2016–2021", "period_start": "2016"})
		s.add("edition", "record-earlier", fields{"plan": plan, "title": "First", "published_on": "2016"})
		edition := s.add("edition", "record", fields{"plan": plan, "title": "Refreshed 2018", "published_on": "2018"})
		outcome := s.add("outcome", "add", fields{"edition": edition, "title": "Safer communities"})
		priority := s.add("priority", "add", fields{"title": "Child sexual exploitation"})
		s.add("placement", "add", fields{"edition": edition, "priority": priority, "outcome": outcome, "title": "Child sexual abuse and exploitation"})
		page := s.wants(s.get(models.RolePanel, "/plan"), http.StatusOK)
		s.has(page.text(), "Refreshed 2018", "The edition in force, published 2018", "Safer communities", "Child sexual abuse and exploitation", "Other editions First")
		s.has(page.body, `href="/priorities/`+string(priority)+`"`)
	})
}

func TestSearch(t *testing.T) {
	eachScene(t, func(s *scene) {
		for i := range 30 {
			s.add("body", "add", fields{"name": fmt.Sprintf("Youth charity %02d", i), "type": "charity"})
		}
		meeting := s.add("meeting", "record", fields{"title": "Youth meeting", "type": "com", "held_on": "2019-02-01"})
		page := s.wants(s.get(models.RolePlan, "/search?q=youth"), http.StatusOK)
		s.has(page.text(), "31 results for “youth”", "Bodies (30)", "Meetings (1)", "Next page")
		s.has(page.body, `href="/search?kind=meeting&amp;q=youth"`)
		s.has(s.get(models.RolePlan, "/search?q=youth&kind=meeting").text(), "1 result for “youth”", "Youth meeting")
		s.has(s.get(models.RolePlan, "/search?q=youth&page=2").text(), "Previous page")
		s.has(s.get(models.RolePlan, "/search?q="+strings.ToLower(string(meeting))).text(), "There is a meeting with this reference: Youth meeting")
		s.has(s.get(models.RolePlan, "/search?q=zebra").text(), "Nothing found for “zebra”")
		s.wants(s.get(models.RolePlan, "/search"), http.StatusOK)
	})
}
