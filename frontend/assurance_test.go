package frontend_test

import (
	"strings"
	"testing"

	"answerable/models"
)

// before tells whether one text stands before another.
func before(page, one, other string) bool {
	return strings.Index(page, one) < strings.Index(page, other)
}

func TestAssuranceSaysWhyItStands(t *testing.T) {
	eachScene(t, func(s *scene) {
		given := s.add("assurance", "state", fields{"title": "All reviewed", "statement": "All are.", "given_on": "2018-06"})
		page, markup := s.see(models.RolePlan, "assurance", given)
		s.has(page, "It was given in June 2018 and nobody has tested it. No day is set by which it must be tested again.", "Nobody has tested this assurance.", "Test the assurance")
		s.has(markup, `href="/assurances/`+string(given)+`/test"`)

		evidence := s.add("library", "add", fields{"title": "Audit of cases", "type": "other"})
		s.add("review", "add", fields{"assurance": given, "verdict": "partly assured", "rationale": "Half were.", "reviewed_on": "2018-09-03"})
		s.add("review", "add", fields{"assurance": given, "verdict": "assured", "rationale": "Now all are.", "evidence": []models.Ref{evidence}, "reviewed_on": "2019-01-07", "relied_until": "2019-07-07"})
		page, _ = s.see(models.RolePlan, "assurance", given)
		s.has(page, "The last test, on 7 January 2019, found it assured. It may be relied on until 7 July 2019; after that it lapses unless it is tested again.",
			"The verdict rests on test "+string(given)+"-V2", "Test it again", "Half were.", "Now all are.", "Audit of cases", "No evidence")
		if before(page, "Tested on 3 September 2018", "Tested on 7 January 2019") {
			t.Error("the earlier test comes first")
		}
		page, _ = s.see(models.RolePanel, "assurance", given)
		s.hasNot(page, "Test it again")

		s.add("review", "add", fields{"assurance": given, "verdict": "assured", "rationale": "Still.", "evidence": []models.Ref{evidence}, "reviewed_on": "2019-02-01", "relied_until": "2019-03-03"})
		page, _ = s.see(models.RolePanel, "assurance", given)
		s.has(page, "It could be relied on until 3 March 2019. That day has passed and it has not been tested again since 1 February 2019, when it was found assured.")
	})
}
