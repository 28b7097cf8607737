package frontend_test

import (
	"fmt"
	"testing"

	"answerable/models"
)

func (s *scene) report(in fields) models.Ref {
	s.Helper()
	all := fields{"title": "Interim report", "type": "inquiry", "code": "IICSA", "published_on": "2018-04-25"}
	for name, value := range in {
		all[name] = value
	}
	return s.add("report", "record", all)
}

func TestReportCountsItsRecommendations(t *testing.T) {
	eachScene(t, func(s *scene) {
		report := s.report(fields{"stated_recommendations": 18, "response_due": "2018-06-19", "response_on": "2018-06-21"})
		for n := range 3 {
			s.add("recommendation", "record", fields{"report": report, "number": fmt.Sprint(n + 1), "title": "Do it"})
		}
		s.move("recommendation", report+"-R3", "withdraw", fields{"reason": "Entered twice."})
		page, _ := s.see(models.RolePanel, "report", report)
		s.has(page, "2 of 18 entered. The rest are not recorded here.", "2 Implementation not recorded",
			"A response was due by 19 June 2018: 55 days after publication on 25 April 2018, or 56 days beginning with that day. It was given on 21 June 2018, 2 days late.")

		page, _ = s.see(models.RolePanel, "report", s.report(fields{"code": "SIX", "response_due": "2018-10-25", "response_on": "2018-10-25"}))
		s.has(page, "A response was due by 25 October 2018: 6 months after publication on 25 April 2018. It was given in time on 25 October 2018.")

		page, _ = s.see(models.RolePanel, "report", s.report(fields{"code": "HMI", "response_due": "2019-03-03"}))
		s.has(page, "No recommendation is entered, and how many the report makes is not recorded.", "No response is recorded. It is 1 day late.")
	})
}

func TestRecommendationShowsPositionsAndDates(t *testing.T) {
	eachScene(t, func(s *scene) {
		report := s.report(nil)
		recommendation := s.add("recommendation", "add", fields{"report": report, "number": "12", "title": "Training", "target_on": "2019-01-31"})
		s.add("position", "state", fields{"recommendation": recommendation, "body": s.force, "stance": "noted", "reason": "Under review", "stated_on": "2018-05-01"})
		s.add("position", "state", fields{"recommendation": recommendation, "body": s.force, "stance": "accepted", "stated_on": "2018-10-01"})
		s.move("recommendation", recommendation, "revise-target", fields{"target_on": "2019-03-01", "reason": "Trainer ill."})
		commitment := s.add("commitment", "undertake", fields{"title": "Train everybody", "text": "All of them", "body": s.force, "arises_from": recommendation, "due_on": "2019-02-28"})
		page, _ := s.see(models.RolePanel, "recommendation", recommendation)
		s.has(page, "West Yorkshire Police", "Accepted", "Earlier positions (1)", "Under review", "Not started", "No evidence",
			"It was due by 1 March 2019 and is 3 days late.", "31 January 2019 1 March 2019 4 March 2019", "Trainer ill.", "Train everybody")
		if before(page, "Noted", "Accepted") {
			t.Error("the earlier position comes first")
		}

		s.move("commitment", commitment, "revise", fields{"due_on": "2019-03-10", "reason": "Likewise."})
		page, _ = s.see(models.RolePanel, "commitment", commitment)
		s.has(page, "It is due by 10 March 2019, 6 days from today.", "28 February 2019 10 March 2019", "Likewise.")
	})
}

func TestUnknownImplementationIsNotOverdue(t *testing.T) {
	eachScene(t, func(s *scene) {
		recommendation := s.add("recommendation", "record", fields{"report": s.report(nil), "title": "Training", "target_on": "2019-01-31"})
		page, _ := s.see(models.RolePanel, "recommendation", recommendation)
		s.has(page, "It is not counted as overdue.", "No body has stated its position, as far as is recorded.", "No commitment is recorded.")
		s.hasNot(page, "days late")
	})
}
