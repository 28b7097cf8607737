package frontend_test

import (
	"net/http"
	"testing"

	"answerable/models"
)

// TestAnActionForAClusterServesEachRecommendation shows what is done for all of
// them on the page of each, which is still closed on its own.
func TestAnActionForAClusterServesEachRecommendation(t *testing.T) {
	eachScene(t, func(s *scene) {
		var asked [3]models.Ref
		for i, code := range []string{"PEEL", "IICSA", "IOPC"} {
			report := s.add("report", "record", fields{"title": "Report of " + code, "type": "inspection", "code": code, "published_on": "2019-01-15"})
			asked[i] = s.add("recommendation", "add", fields{"report": report, "number": "1", "title": "Plans, says " + code})
		}
		cluster := s.add("cluster", "", fields{"title": "Review of plans", "recommendations": asked[:2]})
		commitment := s.add("commitment", "undertake", fields{"arises_from": cluster, "title": "One review of all plans", "text": "We will review them.", "body": s.force})
		s.has(s.get(models.RolePanel, "/clusters/"+string(cluster)).text(), "Plans, says PEEL", "Plans, says IICSA", "Not started", "One review of all plans")
		for i, ref := range asked {
			page := s.wants(s.get(models.RolePanel, "/recommendations/"+string(ref)), http.StatusOK).text()
			if i == 2 {
				s.hasNot(page, "Asked for elsewhere too", "One review of all plans")
				continue
			}
			s.has(page, "Asked for elsewhere too", "Review of plans", "One review of all plans", []string{"Plans, says IICSA", "Plans, says PEEL"}[i])
		}
		s.has(s.get(models.RolePanel, "/commitments/"+string(commitment)).text(), "Review of plans")
		s.move("cluster", cluster, "withdraw", fields{"reason": "They differ after all"})
		s.hasNot(s.get(models.RolePanel, "/recommendations/"+string(asked[0])).text(), "Asked for elsewhere too")
	})
}
