package frontend_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"answerable/models"
)

func (s *scene) duty() models.Ref {
	s.Helper()
	duty := s.add("duty", "", fields{"title": "Monthly data", "owed_by": s.force, "owed_to": s.opcc})
	s.add("schedule", "", fields{"duty": duty, "every": "month", "since": "2018-12-01", "due_rule": "after the end", "length": 10, "unit": "working days"})
	return duty
}

// TestAYearOfDuties reads the year on 18 March 2019, in calendar and financial
// years, with and without filters, and holds its counts against their lists.
func TestAYearOfDuties(t *testing.T) {
	eachScene(t, func(s *scene) {
		s.has(s.wants(s.get(models.RolePanel, "/duties/year"), http.StatusOK).text(), "No recurring duty that you can see is owed in 2019.")
		duty := s.duty()
		s.add("duty", "", fields{"title": "No schedule known", "owed_by": s.force, "every": "six months"})
		page := s.wants(s.get(models.RolePanel, "/duties/year"), http.StatusOK)
		sound(t, "/duties/year", page)
		s.has(page.text(), "Recurring duties in 2019", "Monthly data", "Every month", "Schedule not known to the day", "To come", "December 2018, due 15 January 2019")
		s.has(page.body, `href="/occurrences/`+string(duty)+`-O1"`)
		s.has(s.get(models.RolePanel, "/duties/year?year=2018").text(), "Nothing falls due in this year")
		s.has(s.get(models.RolePanel, "/duties/year?year=2019&financial=yes").text(), "Recurring duties in 2019 to 2020")
		s.has(s.get(models.RolePanel, "/duties/year?owed_to="+string(s.opcc)).text(), "Monthly data")
		s.hasNot(s.get(models.RolePanel, "/duties/year?owed_to="+string(s.opcc)).text(), "No schedule known")
		refused := s.wants(s.get(models.RolePanel, "/duties/year?year=19"), http.StatusUnprocessableEntity)
		s.has(refused.text(), "Year: must be a year from 1900 to 2199, for example 2019")
		s.has(refused.body, `value="19"`)
		s.has(s.get(models.RolePanel, "/duties").body, `href="/duties/year"`)
	})
}

// TestADutyPageSaysWhenItIsDue shows the schedule in words, the next day with
// its computation and, where there is none, that it is not known.
func TestADutyPageSaysWhenItIsDue(t *testing.T) {
	eachScene(t, func(s *scene) {
		path := "/duties/" + string(s.duty())
		page := s.wants(s.get(models.RolePlan, path), http.StatusOK)
		sound(t, path, page)
		s.has(page.text(), "Every month from 1 December 2018, due 10 working days after the end of the period", "Next due on", "10 working days after", "Saturdays and Sundays do not count", "In force", "Add a schedule")
		s.hasNot(s.get(models.RolePanel, path).text(), "Add a schedule")
		unknown := s.add("duty", "", fields{"title": "Audit", "every": "six months"})
		s.has(s.get(models.RolePanel, "/duties/"+string(unknown)).text(), "When it is owed is not known to the day, so no occurrences are made by schedule.")
	})
}

// TestARecordMeetsAnOccurrenceWithOnePress says on the page of a document which
// occurrence it meets.
func TestARecordMeetsAnOccurrenceWithOnePress(t *testing.T) {
	eachScene(t, func(s *scene) {
		duty := s.duty()
		document := s.add("document", "add-shared", fields{"title": "Data of December", "about": duty, "address": "https://example.org"})
		path := "/documents/" + string(document)
		page := s.wants(s.get(models.RolePlan, path), http.StatusOK)
		sound(t, path, page)
		s.has(page.text(), "This meets…", "Monthly data: December 2018, due 15 January 2019")
		s.hasNot(s.get(models.RoleChief, path).text(), "This meets…")
		occurrence := string(duty) + "-O1"
		met := s.post(models.RolePlan, "/occurrences/"+occurrence+"/moves/meet", url.Values{"version": {"1"}, "met_by": {string(document)}})
		s.goesTo(met, "/occurrences/"+occurrence+"?done=meet")
		s.has(s.get(models.RolePlan, "/duties/"+string(duty)).text(), "0 met in time", "0 of 1 (0%)")
		if again := s.get(models.RolePlan, path).text(); strings.Contains(again, "December 2018, due") {
			t.Error("it is offered what it meets")
		}
	})
}

// TestASuccessionIsShownOnBothBodies reads the pages of both.
func TestASuccessionIsShownOnBothBodies(t *testing.T) {
	eachScene(t, func(s *scene) {
		mayor := s.add("body", "", fields{"name": "Mayor", "type": "other"})
		pcc := s.add("body", "", fields{"name": "PCC", "type": "opcc", "succeeded_by": mayor, "succeeded_on": "2018-05-10"})
		s.add("duty", "", fields{"title": "Publication of grants", "owed_by": pcc})
		for body, text := range map[models.Ref]string{mayor: "Carried over from PCC on 10 May 2018", pcc: "Passed on to Mayor on 10 May 2018"} {
			page := s.wants(s.get(models.RolePanel, "/bodies/"+string(body)), http.StatusOK)
			sound(t, text, page)
			s.has(page.text(), text, "Duties owed (1)", "Publication of grants")
			s.has(page.body, `href="/duties?owed_by=`+string(mayor)+`"`)
		}
		s.has(s.get(models.RolePanel, "/duties?owed_by="+string(mayor)).text(), "1 duty", "Publication of grants")
	})
}
