package frontend_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"answerable/models"
)

// concerned adds n recommendations that the force must deliver, each of a
// report of its own and with a position.
func (s *scene) concerned(n int, marking models.Marking) {
	s.Helper()
	for i := range n {
		report := s.add("report", "record", fields{"title": fmt.Sprintf("Report %d", i), "code": "REP", "type": "inquiry", "published_on": "2018-05-01"})
		recommendation := s.add("recommendation", "add", fields{"report": report, "title": fmt.Sprintf("%s %d", marking, i), "owner_body": s.force, "addressed_to": []models.Ref{s.force}, "target_on": "2019-01-01", "marking": marking})
		s.add("position", "state", fields{"recommendation": recommendation, "body": s.force, "stance": "accepted"})
	}
}

var recordCounts = regexp.MustCompile(`href="(/recommendations\?[^"]+)">([0-9,]+)<`)

// TestABodysRecordLeadsToItsLists follows each count of the page to its list,
// as those who may see all of it and as those who may not.
func TestABodysRecordLeadsToItsLists(t *testing.T) {
	eachScene(t, func(s *scene) {
		at := "/bodies/" + string(s.force)
		s.has(words(s.get(models.RolePanel, at+"/record").body), "No recommendation is recorded here.")
		s.concerned(2, models.Official)
		s.concerned(1, models.OfficialSensitive)
		s.has(s.get(models.RolePanel, at).body, `href="`+at+`/record"`)
		for role, all := range map[models.Role]string{models.RolePlan: "3 recommendations.", models.RoleChief: "3 recommendations.", models.RolePanel: "2 recommendations."} {
			page := s.wants(s.get(role, at+"/record"), http.StatusOK)
			s.has(words(page.body), all, "Delivery by the first target date", "Its position", "2018", "Not at all: the first target date has passed")
			counts := recordCounts.FindAllStringSubmatch(page.body, -1)
			if len(counts) < 8 {
				t.Errorf("%s finds %d counts", role, len(counts))
			}
			for _, count := range counts {
				list := s.wants(s.get(role, strings.ReplaceAll(count[1], "&amp;", "&")), http.StatusOK)
				s.has(words(list.body), count[2]+" recommendations")
			}
		}
		s.wants(s.get(models.RolePanel, "/bodies/NONE/record"), http.StatusNotFound)
		for query, wants := range map[string]string{"": "To deliver,All years,2,", "?sensitive=yes": "To deliver,All years,3,"} {
			file := s.wants(s.get(models.RolePlan, at+"/record.csv"+query), http.StatusOK)
			s.has(file.body, wants, "Delivery: On time")
		}
	})
}

// TestRecommendationsAreFilteredByTheirReport uses the controls of the filter.
func TestRecommendationsAreFilteredByTheirReport(t *testing.T) {
	eachScene(t, func(s *scene) {
		s.concerned(1, models.Official)
		page := s.get(models.RolePanel, "/recommendations")
		for _, name := range []string{"report_type", "publisher", "age", "report_year", "position", "position_by"} {
			s.has(page.body, `name="`+name+`"`)
		}
		query := url.Values{"report_type": {"inquiry"}, "age": {"6 to 12 months"}, "report_year": {"2018"}, "position": {"accepted"}, "position_by": {string(s.force)}, "publisher": {"unknown"}}
		s.has(words(s.get(models.RolePanel, "/recommendations?"+query.Encode()).body), "1 recommendation")
		query.Set("position", "noted")
		s.has(words(s.get(models.RolePanel, "/recommendations?"+query.Encode()).body), "0 recommendations")
		file := s.wants(s.get(models.RolePanel, "/recommendations/export.csv?report_type=inspection"), http.StatusOK)
		s.hasNot(file.body, "OFFICIAL 0")
	})
}

func TestStatementsOfABodysRecordDoNotGrow(t *testing.T) {
	eachScene(t, func(s *scene) {
		s.concerned(1, models.Official)
		s.actor(models.RolePanel)
		asked := statementsOf(t, s.db)
		paths := []string{"/bodies/" + string(s.force) + "/record", "/recommendations?position=accepted&report_type=inquiry"}
		few := map[string]int64{}
		for _, path := range paths {
			asked.Store(0)
			s.wants(s.get(models.RolePanel, path), http.StatusOK)
			few[path] = asked.Load()
		}
		s.concerned(12, models.Official)
		for _, path := range paths {
			asked.Store(0)
			s.wants(s.get(models.RolePanel, path), http.StatusOK)
			if many := asked.Load(); many != few[path] || many == 0 {
				t.Errorf("%s takes %d statements with few, %d with many", path, few[path], many)
			}
		}
	})
}
