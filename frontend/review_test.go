package frontend_test

import (
	"net/http"
	"net/url"
	"testing"

	"answerable/models"
)

func TestTestingAnAssurance(t *testing.T) {
	eachScene(t, func(s *scene) {
		serves := []models.Ref{s.add("priority", "add", fields{"title": "CSE"})}
		given := s.add("assurance", "state", fields{"title": "All reviewed", "statement": "All are reviewed.", "given_by": s.force, "given_on": "2018-06", "priorities": serves})
		audit := s.add("report", "record", fields{"title": "Audit of cases", "type": "internal audit", "code": "AUD", "priorities": serves})
		drill := s.add("activity", "record", fields{"title": "Drill", "type": "training", "started": "2018-07", "priorities": serves})
		s.add("review", "add", fields{"assurance": given, "verdict": "not assured", "rationale": "None was shown.", "reviewed_on": "2018-09-03"})
		path := "/assurances/" + string(given)
		s.has(s.get(models.RolePlan, path).body, `href="`+path+`/test"`)

		page := s.wants(s.get(models.RolePlan, path+"/test"), http.StatusOK)
		sound(t, path+"/test", page)
		s.has(page.text(), "All are reviewed.", "Earlier tests, oldest first", "None was shown.", "Activities of its priorities since it was given", "Audit of cases ("+string(audit)+")", "Date of publication not recorded")
		s.wants(s.get(models.RolePanel, path+"/test"), http.StatusForbidden)
		s.wants(s.get(models.RolePlan, "/assurances/ASR-1999-0001/test"), http.StatusNotFound)

		typed := url.Values{"verdict": {"assured"}, "rationale": {"They were."}, "evidence": {""}, "marking": {"OFFICIAL"}}
		refused := s.wants(s.post(models.RolePlan, path+"/test", typed), http.StatusUnprocessableEntity)
		sound(t, path+"/test refused", refused)
		s.has(refused.body, `href="#evidence"`, `id="evidence-error"`, "They were.")
		s.has(refused.text(), "Evidence looked at: without evidence there is no “assured”")

		typed["evidence"] = []string{string(audit), string(drill), "NOTHING-1"}
		refused = s.wants(s.post(models.RolePlan, path+"/test", typed), http.StatusUnprocessableEntity)
		s.has(refused.text(), "Evidence looked at: there is no record NOTHING-1")
		if kept := formOf(s, refused)["evidence"]; len(kept) != 3 {
			t.Errorf("of what was ticked and typed is left %q", kept)
		}
		typed["evidence"] = []string{string(drill), string(audit)}
		s.goesTo(s.post(models.RolePlan, path+"/test", typed), path+"?done=tested")
		s.has(s.get(models.RolePlan, path+"?done=tested").text(), "The test was recorded", "The last test, on 4 March 2019, found it assured", "Audit of cases")
		s.wants(s.post(models.RoleChief, path+"/test", typed), http.StatusForbidden)
		s.move("assurance", given, "withdraw", fields{"reason": "Entered twice"})
		s.wants(s.get(models.RolePlan, path+"/test"), http.StatusConflict)
	})
}

func TestDraftingARetest(t *testing.T) {
	eachScene(t, func(s *scene) {
		meeting := s.add("meeting", "plan", fields{"title": "Next", "type": "com", "held_on": "2019-03-20"})
		given := s.add("assurance", "state", fields{"title": "All reviewed", "statement": "All are reviewed.", "given_by": s.force, "relied_until": "2019-03-01"})
		path := "/assurances/" + string(given)
		s.has(s.get(models.RolePlan, path).text(), "Draft a re-test question")
		s.hasNot(s.get(models.RoleChief, path).text(), "Draft a re-test question")
		s.wants(s.get(models.RoleChief, path+"/retest"), http.StatusForbidden)

		page := s.wants(s.get(models.RolePlan, path+"/retest"), http.StatusOK)
		sound(t, path+"/retest", page)
		form := formOf(s, page)
		if form.Get("meeting") != string(meeting) || form.Get("limbs") == "" {
			t.Errorf("the form holds %v", form)
		}
		s.hasNot(s.get(models.RolePlan, "/questions").text(), "Does it still hold")
		form.Set("limbs", " \r\n")
		form.Set("title", "Still?")
		refused := s.wants(s.post(models.RolePlan, path+"/retest", form), http.StatusUnprocessableEntity)
		s.has(refused.body, `href="#limbs"`, `value="Still?"`)
		form.Set("limbs", "Are they?\r\nHow is it known?")
		made := s.post(models.RolePlan, path+"/retest", form)
		s.goesTo(made, "/questions/"+string(meeting)+"-Q1?done=created")
		s.has(s.get(models.RolePlan, made.location).text(), "Still?", "Are they?", "How is it known?", "All are reviewed.")

		s.has(s.wants(s.get(models.RolePlan, path+"/retest"), http.StatusOK).text(), "It is asked about again already", "Still?")
		s.has(s.get(models.RolePlan, path).text(), "It is asked about again in Still?")
		s.has(s.get(models.RolePlan, "/assurances/ledger").text(), "Still?")
		s.hasNot(s.get(models.RoleChief, path).text(), "Still?")
		s.hasNot(s.get(models.RoleChief, "/assurances/ledger").text(), "Still?")
		s.wants(s.post(models.RolePlan, path+"/retest", form), http.StatusConflict)
	})
}

func TestLedgerLeadsToWhatItCounts(t *testing.T) {
	eachScene(t, func(s *scene) {
		s.has(s.get(models.RolePlan, "/assurances/ledger").text(), "No assurance has lapsed.", "No assurance is recorded.", "Of nothing that was put 3 times or more is it recorded that it was never shown.")
		s.add("assurance", "state", fields{"title": "All reviewed", "statement": "All are.", "given_by": s.force, "given_on": "2018-06"})
		s.add("assurance", "state", fields{"title": "Whose is not known", "statement": "It is."})
		first := s.asked("Cost", fields{"put_on": "2015"})
		second := s.asked("Cost again", fields{"put_on": "2016", "follows_up": first})
		s.asked("Cost once more", fields{"put_on": "2018-05-04", "follows_up": second})
		page := s.wants(s.get(models.RolePanel, "/assurances/ledger"), http.StatusOK)
		sound(t, "/assurances/ledger", page)
		s.has(page.text(), "Asked 3 times since 2015, never shown: Cost once more", "Put on 4 May 2018", "No priority recorded", "No body known", "Year not recorded", "2018")
		s.has(page.body, `href="/assurances?given_by_body=`+string(s.force)+`&amp;standing=stated"`, `href="/assurances?year_given=unknown"`)
		s.has(s.get(models.RolePanel, "/assurances?given_by_body=unknown&year_given=unknown&priority=unknown").text(), "1 assurance", "Whose is not known")
		s.has(s.get(models.RolePanel, "/assurances").body, `href="/assurances/ledger"`)
		s.has(s.get(models.RolePanel, "/browse/holding-to-account").body, `href="/assurances/ledger"`)
	})
}
