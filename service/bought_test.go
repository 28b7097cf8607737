package service_test

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// funds are a fund with its round and records in every state, some of them of
// two priorities or none, some hidden.
type funds struct {
	fund, round, charity, club models.Ref
	one, two, leeds, bradford  models.Ref
}

// funding makes them, with n grants that are paid.
func (o *office) funding(n int) funds {
	o.t.Helper()
	f := funds{
		fund:     o.make(models.RoleGrants, "fund", "add", map[string]any{"title": "Safer Communities Fund", "code": "SCF"}),
		one:      o.make(models.RolePlan, "priority", "add", map[string]any{"title": "CSA/E"}),
		two:      o.make(models.RolePlan, "priority", "add", map[string]any{"title": "Knives"}),
		leeds:    o.make(models.RolePlan, "district", "add", map[string]any{"name": "Leeds"}),
		bradford: o.make(models.RolePlan, "district", "add", map[string]any{"name": "Bradford"}),
		club:     o.make(models.RolePlan, "body", "add", map[string]any{"name": "Youth club", "type": "charity"}),
		charity:  o.make(models.RolePlan, "body", "add", map[string]any{"name": "Helpline", "type": "charity"}),
	}
	f.round = o.make(models.RoleGrants, "round", "plan", map[string]any{"fund": f.fund, "number": "21", "pot": 10_000_000, "maximum": 700_000, "applications_received": 177})
	o.must(models.RoleGrants, "round", f.round, "open", nil)
	for i := range n {
		o.grant(f, i)
	}
	o.make(models.RoleGrants, "award", "apply", map[string]any{"title": "Not decided", "round": f.round, "organisation": f.charity, "asked": 7, "priorities": []models.Ref{f.one}})
	declined := o.make(models.RoleGrants, "award", "apply", map[string]any{"title": "Declined", "round": f.round, "organisation": f.club})
	o.must(models.RoleCommissioner, "award", declined, "decline", map[string]any{"reason": "Too late"})
	o.make(models.RoleGrants, "award", "record", map[string]any{"title": "From a paper", "fund": f.fund, "organisation": f.charity, "priorities": []models.Ref{f.one, f.two}})
	post := o.make(models.RoleGrants, "commission", "record", map[string]any{"title": "Advisor", "type": "post", "started": "2018-05", "priorities": []models.Ref{f.two}, "districts": []models.Ref{f.leeds}})
	o.make(models.RoleGrants, "award-outcome", "add", map[string]any{"award": post, "title": "Advice", "type": "output", "delivered_text": "Given"})
	o.make(models.RoleGrants, "commission", "plan", map[string]any{"title": "Leaflets", "type": "material", "amount": 3_000})
	secret := o.make(models.RolePlan, "body", "add", map[string]any{"name": "Refuge", "type": "charity", "marking": models.OfficialSensitive})
	o.make(models.RoleGrants, "award", "record", map[string]any{"title": "For a refuge", "round": f.round, "organisation": secret, "amount": 1, "decided_on": "2017", "districts": []models.Ref{f.bradford}})
	o.make(models.RoleGrants, "award", "record", map[string]any{"title": "Secret", "round": f.round, "organisation": f.club, "amount": 11_111, "marking": models.OfficialSensitive, "priorities": []models.Ref{f.one}})
	return f
}

// grant makes a grant that is paid, one in three returned, with three outcomes.
func (o *office) grant(f funds, i int) {
	o.t.Helper()
	award := o.make(models.RoleGrants, "award", "apply", map[string]any{
		"title": fmt.Sprintf("Project %d", i), "round": f.round, "organisation": []models.Ref{f.club, f.charity}[i%2], "asked": 300_000 + i, "amount": 200_000 + i,
		"purpose": "To meet", "reasons": "Fewer are harmed", "priorities": []models.Ref{f.one, f.two}[:i%3%2+1], "districts": []models.Ref{f.leeds, f.bradford}[:i%3],
	})
	o.must(models.RoleGrants, "award", award, "recommend", map[string]any{"board_recommendation": "Yes"})
	o.must(models.RoleCommissioner, "award", award, "award", nil)
	o.must(models.RoleGrants, "award", award, "agree", map[string]any{"agreed_on": "2019-03-04", "agreement": "Signed"})
	paid := o.make(models.RoleGrants, "payment", "plan", map[string]any{"award": award, "amount": 100_003, "planned_on": "2019-03-04"})
	o.must(models.RoleGrants, "payment", paid, "pay", nil)
	if i%3 == 0 {
		o.must(models.RoleGrants, "payment", paid, "return", map[string]any{"reason": "Not spent"})
	}
	for _, of := range []map[string]any{
		{"title": "Evenings", "type": "output", "promised": "20", "delivered": "20"},
		{"title": "Calls", "type": "output", "promised": "20", "delivered": "9.5"},
		{"title": "Fewer calls", "type": "outcome", "baseline": "100", "promised": "80", "delivered": "70"},
		{"title": "Schools", "type": "output", "promised": "3"},
	} {
		of["award"] = award
		o.make(models.RoleGrants, "award-outcome", "add", of)
	}
}

// reports are all that add up funding, for one person.
func (o *office) reports(who *models.Actor, f funds) map[string]*service.FundingReport {
	o.t.Helper()
	ctx := context.Background()
	reports := map[string]*service.FundingReport{}
	take := func(name string, report *service.FundingReport, err error) {
		o.t.Helper()
		if err != nil {
			o.t.Fatal(name, err)
		}
		reports[name] = report
	}
	ask := func(name string, filters map[string][]string) {
		o.t.Helper()
		report, err := o.Bought(ctx, who, service.FundingQuery{Filters: filters})
		take(name, report, err)
	}
	ask("everything", nil)
	ask("one round", map[string][]string{"round": {string(f.round)}})
	ask("no round", map[string][]string{"round": {service.NotRecorded}})
	ask("commissioned", map[string][]string{"given": {models.GivenByCommission}})
	ask("one priority", map[string][]string{"priority": {string(f.one)}, "fund": {string(f.fund)}})
	ask("two districts", map[string][]string{"district": {string(f.leeds), string(f.bradford)}, "year": {"2019"}})
	ask("nothing known", map[string][]string{"year": {models.YearUnknown}, "district": {service.NotRecorded}})
	report, err := o.RoundFunding(ctx, who, f.round)
	take("round", report, err)
	report, err = o.FundFunding(ctx, who, f.fund)
	take("fund", report, err)
	report, err = o.BodyFunding(ctx, who, f.charity)
	take("body", report, err)
	return reports
}

// TestFundingIsTheSumOfItsLists holds every figure of every report against the
// list to which it leads, count by count and penny by penny.
func TestFundingIsTheSumOfItsLists(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		f := o.funding(5)
		for _, role := range []models.Role{models.RoleGrants, models.RolePanel, models.RoleDrafter} {
			for _, who := range []*models.Actor{o.people[role], o.people[role].Outside()} {
				for name, report := range o.reports(who, f) {
					held := o.adds(who, report.Query, report.Total, string(role)+", "+name)
					for _, table := range report.Tables {
						for _, row := range table.Rows {
							held += o.adds(who, report.Query.With(table.By, row.Value), row.Funding, fmt.Sprintf("%s, %s, %s %q", role, name, table.Label, row.Value))
						}
					}
					if held == 0 {
						t.Errorf("%s, %s: nothing is counted", role, name)
					}
				}
			}
		}
	})
}

// adds holds the figures of a row against their lists, and gives how many count
// anything.
func (o *office) adds(who *models.Actor, q service.FundingQuery, f service.Funding, what string) int {
	o.t.Helper()
	ctx, some := context.Background(), 0
	for _, column := range service.FundingColumns(who, true) {
		text, known := column.Text(f)
		if !known || text == "0" || text == "0.00" || column.List == nil {
			continue
		}
		some++
		k, list := column.List(q)
		var got string
		var err error
		if column.Count != nil {
			var n int64
			n, err = o.Count(ctx, who, k, list)
			got = fmt.Sprint(n)
		} else {
			got, err = o.addsUp(who, k, list)
		}
		if err != nil || got != text {
			o.t.Errorf("%s: %s is %s, the list %s?%s has %s (%v)", what, column.Name, text, k.Plural, list.Values().Encode(), got, err)
		}
	}
	return some
}

// addsUp adds the amounts of a list one by one.
func (o *office) addsUp(who *models.Actor, k *models.Kind, q service.Query) (string, error) {
	var sum models.Pence
	for page, err := range o.All(context.Background(), who, k, q) {
		if err != nil {
			return "", err
		}
		for _, m := range page.Models {
			if amount, known := k.Field("amount").Value(m).(*models.Pence); known && amount != nil {
				sum += *amount
			}
		}
	}
	return sum.Plain(), nil
}

func TestFundingOfARound(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		f := o.funding(5)
		ctx := context.Background()
		report, err := o.RoundFunding(ctx, o.people[models.RoleGrants].Outside(), f.round)
		if err != nil {
			t.Fatal(err)
		}
		total := report.Total
		if got, want := total.Awarded(), (service.Money{Sum: 1_000_011, Recorded: 6}); got != want {
			t.Errorf("awarded %+v, want %+v", got, want)
		}
		if got := total.In(models.AwardKind, models.AwardApplied, models.AwardDeclined, models.AwardAgreed); got.Count != 7 || got.Asked.Sum != 1_500_017 || got.Asked.NotRecorded != 1 {
			t.Errorf("applied for %+v", got)
		}
		if total.Paid().Sum != 300_009 || total.Returned().Sum != 200_006 {
			t.Errorf("paid %+v, returned %+v", total.Paid(), total.Returned())
		}
		if got := total.Outcomes; got[models.DeliveredInFull] != 10 || got[models.DeliveredInPart] != 5 || got[models.DeliveredUnknown] != 5 || got[models.DeliveredReported] != 0 {
			t.Errorf("outcomes %v", got)
		}
		if !report.Tables[0].Repeats(total) || report.Tables[0].By != "priority" {
			t.Error("what serves two priorities is not said to count in two rows")
		}
		if _, err := o.RoundFunding(ctx, o.people[models.RolePanel], "SCF-99"); models.FaultOf(err) != models.Missing {
			t.Errorf("a round that is none: %v", err)
		}
	})
}

// TestWhatWasNotAwardedIsInNoSumOutside asks as somebody outside for sums in
// which applications would show.
func TestWhatWasNotAwardedIsInNoSumOutside(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		f := o.funding(2)
		for _, role := range []models.Role{models.RolePanel, models.RoleDrafter, models.RoleChief} {
			who := o.people[role]
			if stages := service.FundingStages(who); len(stages) > 0 {
				t.Errorf("%s knows of %v", role, stages)
			}
			for name, report := range o.reports(who, f) {
				for _, table := range append(report.Tables, service.FundingTable{Rows: []service.FundingRow{{Funding: report.Total}}}) {
					for _, row := range table.Rows {
						if held := row.In(models.AwardKind, models.AwardApplied, models.AwardRecommended, models.AwardDeclined); held.Count != 0 || held.Asked != (service.Money{}) {
							t.Errorf("%s, %s, %s %q: %+v", role, name, table.Label, row.Value, held)
						}
					}
				}
			}
		}
	})
}

func TestAnOrganisationKeepsItsHistoryUnderANewName(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		f := o.funding(4)
		next := o.make(models.RolePlan, "body", "add", map[string]any{"name": "Helpline North", "type": "charity"})
		o.edit(models.RolePlan, "body", f.charity, map[string]any{"succeeded_by": next, "succeeded_on": "2019-03-01"})
		report, err := o.BodyFunding(context.Background(), o.people[models.RolePanel], next)
		if err != nil || report.Total.Grants().Count != 3 || report.Total.Awarded().Sum != 400_004 {
			t.Fatalf("%+v, %v", report, err)
		}
		years := report.Tables[0].Rows
		if len(years) != 2 || years[0].Value != "2019" || years[1].Value != models.YearUnknown {
			t.Errorf("years %+v", years)
		}
	})
}

func TestFundingTakesAsManyStatementsHoweverMuchThereIs(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		f := o.funding(3)
		n := counted(t, gdb)
		ask := func() int64 {
			return count(t, n, func() error { o.reports(o.people[models.RolePanel], f); return nil })
		}
		few := ask()
		for i := range 12 {
			o.grant(f, i)
		}
		if many := ask(); many != few || few == 0 {
			t.Errorf("%d statements for few, %d for many", few, many)
		}
	})
}

func TestParseFunding(t *testing.T) {
	for query, fields := range map[string][]string{
		"":                      nil,
		"year=2019&year=":       nil,
		"year=unknown":          nil,
		"given=grant&fund=SCF":  nil,
		"year=19":               {"year"},
		"given=loan&state=x":    {"given", "state"},
		"organisation=A&sort=x": {"sort"},
	} {
		asked, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		if _, err = service.ParseFunding(asked); err != nil {
			for _, problem := range problemsIn(t, err) {
				got = append(got, problem.Field)
			}
		}
		if !slices.Equal(got, fields) {
			t.Errorf("%s: problems of %v, want %v", query, got, fields)
		}
	}
}
