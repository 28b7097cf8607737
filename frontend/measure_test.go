package frontend_test

import (
	"strings"
	"testing"

	"answerable/models"
)

func (s *scene) figure(measure models.Ref, in fields) models.Ref {
	s.Helper()
	in["measure"] = measure
	return s.add("figure", "add", in)
}

func TestMeasureKeepsWhatWasReportedFirst(t *testing.T) {
	eachScene(t, func(s *scene) {
		measure := s.add("measure", "add", fields{"title": "Referrals"})
		first := s.figure(measure, fields{"period": "2017", "numerator": 5145, "reported_on": "2018-03"})
		s.figure(measure, fields{"period": "2017", "numerator": 5142, "reported_on": "2018-11", "revises": first})
		page, markup := s.see(models.RolePanel, "measure", measure)
		s.has(page, "5,145", "Earlier figure, revised Since revised to 5,142", "Revised figure First reported as 5,145", "No definition is recorded.")
		if strings.Contains(markup, "figures-chart") {
			t.Error("one value is drawn as a chart")
		}
	})
}

func TestMeasureChecksStatedPercentages(t *testing.T) {
	eachScene(t, func(s *scene) {
		measure := s.add("measure", "add", fields{"title": "Purpose of referrals"})
		part := func(category string, n int, stated string) {
			s.figure(measure, fields{"period": "2017", "category": category, "numerator": n, "denominator": 2118, "base_counts": "children", "stated_percent": stated})
		}
		part("Sexual exploitation", 559, "26")
		part("Not known", 414, "21")
		page, markup := s.see(models.RolePanel, "measure", measure)
		s.has(page, "2,118 children", "26.4%", "Agrees with its parts", "19.5%", "Does not agree with its parts")
		s.has(markup, `id="figures-chart-title"`, "Not known 19.5%; Sexual exploitation 26.4%.")
	})
}

func TestMeasureBreaksWhereTheDefinitionChanges(t *testing.T) {
	eachScene(t, func(s *scene) {
		earlier := s.add("definition", "add", fields{"term": "CSE", "text": "As before", "in_force_from": "2009"})
		now := s.add("definition", "add", fields{"term": "CSE", "text": "As it is now", "in_force_from": "2017-02", "replaces": earlier})
		s.add("caveat", "add", fields{"definition": now, "position": 1, "text": "Not within families", "applied_by": s.force})
		measure := s.add("measure", "add", fields{"title": "Offences", "definition": now})
		for year, definition := range map[string]models.Ref{"2015": earlier, "2016": earlier, "2018": now} {
			s.figure(measure, fields{"period": year, "period_start": year, "value": "1" + year[3:], "definition": definition})
		}
		s.add("figure", "missing", fields{"measure": measure, "period": "2017", "period_start": "2017", "definition": now})
		page, markup := s.see(models.RolePanel, "measure", measure)
		s.has(page, "no change is worked out across it", "New definition", "Not reported", "As it is now", "Not within families", "Applied by West Yorkshire Police")
		s.has(markup, "app-chart__break", "The line is broken where the definition changes.", "2017 not reported")
		page, _ = s.see(models.RolePanel, "definition", now)
		s.has(page, "Not within families", "Applied by West Yorkshire Police")
	})
}
