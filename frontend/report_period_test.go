package frontend_test

import (
	"net/http"
	"net/url"
	"testing"

	"answerable/models"
)

func TestAReportOnAPeriodIsBegunWhereItBelongs(t *testing.T) {
	eachScene(t, func(s *scene) {
		plan := s.add("plan", "add", fields{"title": "Plan", "period_start": "2016"})
		edition := s.add("edition", "draft", fields{"plan": plan, "title": "First", "published_on": "2016-04-01"})
		priority := s.add("priority", "add", fields{"title": "Knives"})
		s.add("placement", "add", fields{"edition": edition, "priority": priority, "title": "Knives"})
		s.move("edition", edition, "publish", nil)
		s.add("activity", "record", fields{"title": "Bins for blades", "type": "event", "started": "2018-05-01", "priorities": []models.Ref{priority}})

		page := s.wants(s.get(models.RolePanel, "/plan"), http.StatusOK)
		s.has(page.body, `href="/annual-report?plan=`+string(plan)+`"`)
		s.has(s.wants(s.get(models.RolePanel, "/plans/"+string(plan)), http.StatusOK).text(), "Annual report on this plan")
		s.has(s.wants(s.get(models.RolePanel, "/papers"), http.StatusOK).text(), "Annual report on a financial year", "Report to the Panel on a period")
		s.has(s.wants(s.get(models.RolePanel, "/briefing/new"), http.StatusOK).text(), "Annual report on a financial year")
		s.has(s.wants(s.get(models.RolePlan, "/annual-report?plan="+string(plan)), http.StatusOK).text(), "1 April 2018 to 31 March 2019", "1 April 2017 to 31 March 2018", "Include what is OFFICIAL-SENSITIVE")
		s.hasNot(s.wants(s.get(models.RolePanel, "/annual-report"), http.StatusOK).text(), "Include what is OFFICIAL-SENSITIVE")
		s.has(s.wants(s.post(models.RolePlan, "/annual-report", url.Values{"about": {string(plan)}}), http.StatusUnprocessableEntity).text(), "Financial year: choose one")
		s.has(s.wants(s.post(models.RolePlan, "/annual-report", url.Values{"year": {"2018"}, "about": {"PRI-9"}}), http.StatusUnprocessableEntity).text(), "About: there is no")
		to := s.post(models.RolePlan, "/annual-report", url.Values{"year": {"2018"}, "about": {string(plan)}})
		s.goesTo(to, "/briefing?about="+string(plan)+"&since=2018-04-01&type=annual+report&until=2019-03-31")
		s.has(s.wants(s.get(models.RolePlan, to.location), http.StatusOK).text(), "The exercise of the functions in the year", "Bins for blades", "section 12(1)", "Keep it as a paper")

		first := s.add("meeting", "record", fields{"title": "Panel in January", "type": "panel", "held_on": "2019-01-11"})
		second := s.add("meeting", "plan", fields{"title": "Panel in March", "type": "panel", "held_on": "2019-03-15"})
		s.has(s.wants(s.get(models.RolePanel, "/meetings/"+string(second)), http.StatusOK).body, `href="/panel-report?until=2019-03-15"`)
		s.hasNot(s.wants(s.get(models.RolePanel, "/meetings/"+string(s.meeting())), http.StatusOK).text(), "Report to the Panel for this meeting")
		s.has(s.wants(s.get(models.RolePanel, "/panel-report?until=2019-03-15"), http.StatusOK).body, `value="2019-01-12"`, `value="2019-03-15"`)
		s.has(s.wants(s.get(models.RolePanel, "/panel-report?until="+"2019-01-11"), http.StatusOK).body, `value="2018-10-11"`)
		s.has(s.wants(s.post(models.RolePanel, "/panel-report", url.Values{"since": {"2019"}, "until": {"2019-03-15"}}), http.StatusUnprocessableEntity).text(), "Period from: a report to the Panel needs a day")
		to = s.post(models.RolePanel, "/panel-report", url.Values{"since": {"2019-01-01"}, "until": {"2019-03-15"}})
		s.goesTo(to, "/briefing?since=2019-01-01&type=panel+report&until=2019-03-15")
		s.has(s.wants(s.get(models.RolePanel, to.location), http.StatusOK).text(), "section 28(6)", "Panel in January", string(first))
	})
}
