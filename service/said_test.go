package service_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// found are the titles of the recommendations that a role finds under a query.
func (o *office) found(role models.Role, query string) []string {
	o.t.Helper()
	q := service.Query{Filters: map[string][]string{}, Sort: "ref"}
	for _, part := range strings.Split(query, "&") {
		name, value, _ := strings.Cut(part, "=")
		q.Filters[name] = append(q.Filters[name], value)
	}
	page, err := o.List(context.Background(), o.people[role], models.RecommendationKind, q)
	if err != nil {
		o.t.Fatalf("%s: %v", query, err)
	}
	titles := []string{}
	for _, m := range page.Models {
		titles = append(titles, m.Heading())
	}
	slices.Sort(titles)
	return titles
}

// lists holds what a role finds under a query.
func (o *office) lists(role models.Role, query string, want ...string) {
	o.t.Helper()
	if got := o.found(role, query); !slices.Equal(got, want) && len(got)+len(want) > 0 {
		o.t.Errorf("under %s %s finds %q, wanted %q", query, role, got, want)
	}
}

// TestRecommendationsAreFoundByTheirReportAndByPosition also holds that a
// report or a position that the reader may not see is not recorded for them.
func TestRecommendationsAreFoundByTheirReportAndByPosition(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		add := func(kind, start string, of map[string]any) models.Ref {
			return o.make(models.RolePlan, kind, start, of)
		}
		today := o.Today()
		hmic := add("body", "", map[string]any{"name": "HMICFRS", "type": "government"})
		under := func(title string, report map[string]any) models.Ref {
			report["title"], report["code"] = title, "R"
			return add("recommendation", "", map[string]any{"report": add("report", "record", report), "title": title})
		}
		young := under("Young", map[string]any{"type": "inspection", "publisher": hmic, "published_on": today.Add(-1)})
		half := under("Half", map[string]any{"type": "inquiry", "published_on": today.AddMonths(-6)})
		under("Year", map[string]any{"type": "inquiry", "published_on": today.AddMonths(-12)})
		under("Old", map[string]any{"type": "inquiry", "published_on": "2001"})
		under("Vague", map[string]any{"type": "inquiry", "published_on": models.Date(today.AddMonths(-12).Year())})
		under("Undated", map[string]any{"type": "inquiry"})
		under("Secret", map[string]any{"type": "inspection", "publisher": hmic, "published_on": today.Add(-1), "marking": models.OfficialSensitive})

		state := func(of models.Ref, body models.Ref, stance, on, marking string) {
			add("position", "state", map[string]any{"recommendation": of, "body": body, "stance": stance, "reason": "So", "stated_on": on, "marking": marking})
		}
		state(young, o.force, "noted", "2018-01-01", "OFFICIAL")
		state(young, o.force, "accepted", "2018-02-01", "OFFICIAL")
		state(young, hmic, "not accepted", "2018-03-01", "OFFICIAL")
		state(half, hmic, "accepted", "2018-03-01", string(models.OfficialSensitive))

		plan, panel := models.RolePlan, models.RolePanel
		o.lists(plan, "report_type=inspection", "Secret", "Young")
		o.lists(panel, "report_type=inspection", "Young")
		o.lists(plan, "publisher="+string(hmic), "Secret", "Young")
		o.lists(plan, "publisher=unknown", "Half", "Old", "Undated", "Vague", "Year")
		o.lists(panel, "publisher=unknown", "Half", "Old", "Secret", "Undated", "Vague", "Year")
		o.lists(plan, "age=under 6 months", "Secret", "Young")
		o.lists(plan, "age=6 to 12 months", "Half")
		o.lists(plan, "age=1 to 2 years", "Year")
		o.lists(plan, "age=over 2 years", "Old")
		o.lists(plan, "age=unknown", "Undated", "Vague")
		o.lists(panel, "age=unknown", "Secret", "Undated", "Vague")
		o.lists(plan, "report_year=2001", "Old")
		o.lists(plan, "report_year=2001&report_year=unknown", "Old", "Undated")
		o.lists(panel, "report_year=unknown", "Secret", "Undated")

		o.lists(plan, "position=accepted", "Half", "Young")
		o.lists(panel, "position=accepted", "Young")
		o.lists(plan, "position=noted")
		o.lists(plan, "position=unknown", "Old", "Secret", "Undated", "Vague", "Year")
		o.lists(panel, "position=unknown&position=accepted", "Half", "Old", "Secret", "Undated", "Vague", "Year", "Young")
		o.lists(plan, "position_by="+string(hmic), "Half", "Young")
		o.lists(panel, "position_by="+string(hmic), "Young")
		o.lists(plan, "position=accepted&position_by="+string(o.force), "Young")
		o.lists(plan, "position=accepted&position_by="+string(hmic), "Half")
		o.lists(plan, "position=accepted&position_by="+string(hmic)+"&position_by="+string(o.force), "Half")
		o.lists(plan, "position=not accepted&position_by="+string(hmic)+"&position_by="+string(o.force), "Young")
		o.lists(plan, "report_type=inspection&position=unknown&position_by="+string(o.force), "Secret")
	})
}
