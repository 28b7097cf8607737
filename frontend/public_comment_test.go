package frontend_test

import (
	"fmt"
	"net/http"
	"net/url"
	"testing"

	"answerable/models"
)

// commented is a report with n recommendations and a draft of a public comment
// on it.
func (s *scene) commented(code string, n int) (report, comment models.Ref) {
	s.Helper()
	report = s.report(fields{"code": code, "stated_recommendations": n})
	for i := range n {
		s.add("recommendation", "record", fields{"report": report, "number": fmt.Sprint(i + 1), "title": "Do it", "text": "That it be done.", "wording": "verbatim"})
	}
	return report, s.add("public-comment", "draft", fields{"report": report, "body": s.force, "title": "Our comments"})
}

// TestACommentIsWrittenAndPublishedInTheBrowser goes the whole way without
// JavaScript, and reads it as somebody who is not signed in.
func TestACommentIsWrittenAndPublishedInTheBrowser(t *testing.T) {
	eachScene(t, func(s *scene) {
		report, comment := s.commented("SCR", 1)
		path, public := "/public-comments/"+string(comment), "/public/comments/"+string(comment)
		s.add("position", "state", fields{"recommendation": report + "-R1", "body": s.force, "stance": "accepted", "reason": "It is done already."})
		s.has(s.get(models.RolePlan, path).text(), "Nothing is said to any recommendation yet.", "Draft what is missing from positions and actions", "Not published. This is exactly what would go out today.")
		s.wants(s.post(models.RolePlan, path+"/propose", url.Values{}), http.StatusSeeOther)
		s.has(s.get(models.RolePlan, path).text(), "It is done already.", "Accepted")
		for _, role := range []models.Role{models.RoleChief, models.RolePanel} {
			s.wants(s.get(role, path), http.StatusNotFound)
			s.wants(s.post(role, path+"/propose", url.Values{}), http.StatusNotFound)
		}
		s.hasNot(s.get(models.RoleGrants, path).text(), "Draft what is missing")
		s.has(s.get(models.RolePlan, path+"/document").text(), "Not published.", "That it be done.", "It is done already.")
		s.wants(s.get(models.RolePlan, path+"/document.docx"), http.StatusOK)
		s.wants(s.get(models.RolePlan, path+"/document.odt"), http.StatusOK)
		s.wants(s.nobody(public), http.StatusNotFound)
		s.has(s.nobody("/public").text(), "Nothing has been published yet.")

		s.move("public-comment", comment, "approve", nil)
		s.move("public-comment", comment, "publish", nil)
		page := s.wants(s.nobody(public), http.StatusOK)
		s.has(page.text(), "Our comments", "Recommendation 1: Do it", "That it be done.", "Position: Accepted", "It is done already.")
		sound(s.T, public, page)
		s.has(s.wants(s.nobody("/public"), http.StatusOK).body, `href="`+public+`"`)
		s.has(s.get(models.RolePlan, path).text(), "The page that anybody can read", "Draft a comment that corrects it")
		s.has(s.get(models.RoleChief, "/reports/"+string(report)).text(), "A response was given on 4 March 2019.")

		s.move("public-comment", comment, "take-down", fields{"taken_down_why": "A name was in it."})
		page = s.wants(s.nobody(public), http.StatusOK)
		s.has(page.text(), "Taken down on 4 March 2019.", "A name was in it.")
		s.hasNot(page.text(), "It is done already.", "Our comments")
	})
}

// nobody asks for a page without being signed in.
func (s *scene) nobody(path string) answer {
	s.Helper()
	return s.get("", path)
}

func TestAReportAsThePublicWouldReadIt(t *testing.T) {
	eachScene(t, func(s *scene) {
		report := s.report(fields{"stated_recommendations": 4, "response_due": "2018-06-19", "response_on": "2018-06-21", "remarks": "Of our own"})
		s.add("recommendation", "record", fields{"report": report, "number": "2", "title": "Plans", "text": "That plans be read.", "wording": "verbatim"})
		s.add("recommendation", "record", fields{"report": report, "number": "3", "title": "Covert work", "text": "Covertly", "marking": "OFFICIAL-SENSITIVE"})
		s.add("position", "state", fields{"recommendation": report + "-R2", "body": s.force, "stance": "accepted", "stated_on": "2018-07-01"})
		s.add("position", "state", fields{"recommendation": report + "-R2", "body": s.opcc, "stance": "noted", "reason": "Covert reason", "marking": "OFFICIAL-SENSITIVE"})
		page := s.wants(s.get(models.RolePlan, "/reports/"+string(report)+"/public"), http.StatusOK)
		s.has(page.text(), "A preview of how the public would read this report.", "2 days late", "Recommendation 2: Plans", "That plans be read.",
			"1 of 4 entered.", "Recommendation 1: not entered", "Recommendation 3: not entered", "Recommendation 4: not entered", "None that is shared")
		s.hasNot(page.text(), "Covert", "Of our own")
		sound(s.T, "/reports/"+string(report)+"/public", page)

		hidden := s.report(fields{"code": "HID", "title": "Hidden", "marking": "OFFICIAL-SENSITIVE"})
		s.has(s.get(models.RolePlan, "/reports/"+string(hidden)+"/public").text(), "the public would read nothing of it")
		s.wants(s.get(models.RolePanel, "/reports/"+string(hidden)+"/public"), http.StatusNotFound)
	})
}

// TestStatementsOfPublicPagesDoNotGrowWithRecommendations holds the pages about
// reports and comments to as many statements for many records as for few.
func TestStatementsOfPublicPagesDoNotGrowWithRecommendations(t *testing.T) {
	eachScene(t, func(s *scene) {
		asked := statementsOf(t, s.db)
		counts := func(report, comment models.Ref) map[string]int64 {
			for _, item := range []string{"1", "2"} {
				s.add("position", "state", fields{"recommendation": report + "-R" + models.Ref(item), "body": s.force, "stance": "accepted"})
			}
			s.wants(s.post(models.RolePlan, "/public-comments/"+string(comment)+"/propose", url.Values{}), http.StatusSeeOther)
			found := map[string]int64{}
			for name, path := range map[string]string{"report": "/reports/" + string(report), "public": "/reports/" + string(report) + "/public", "comment": "/public-comments/" + string(comment), "list": "/public"} {
				asked.Store(0)
				s.wants(s.get(models.RolePlan, path), http.StatusOK)
				found[name] = asked.Load()
			}
			return found
		}
		few, many := counts(s.commented("FEW", 2)), counts(s.commented("MANY", 20))
		for name, n := range few {
			if many[name] != n || n == 0 {
				t.Errorf("%s takes %d statements with few recommendations, %d with many", name, n, many[name])
			}
		}
	})
}

// TestTheInterimReportOfTheSample holds what issue is taken with: the response
// of 19 December 2018 is late against six months, nine of eighteen are entered.
func TestTheInterimReportOfTheSample(t *testing.T) {
	eachSample(t, func(s *scene) {
		for _, path := range []string{"/reports/IICSA-2018", "/reports/IICSA-2018/public"} {
			for _, role := range []models.Role{models.RolePlan, models.RolePanel, models.RoleChief} {
				page := s.wants(s.get(role, path), http.StatusOK)
				s.has(page.text(), "A response was due by 25 October 2018 (6 months after 25 April 2018). It was given on 19 December 2018, 55 days late.",
					"9 of 18 entered.", "25 July 2018", "25 November 2018", "25 January 2019", "25 April 2019",
					"Passed before the response came on 19 December 2018", "Not needed: the response had come")
			}
		}
		s.has(s.get(models.RolePanel, "/reports/IICSA-2018/public").text(), "A recommendation whose number is not known: not entered", "Ratify the Lanzarote Convention")
	})
}
