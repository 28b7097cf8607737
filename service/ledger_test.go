package service_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"gorm.io/gorm"

	"answerable/internal/clock"
	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
	"answerable/service/sample"
)

// cells holds every count of the ledger against the list that it leads to, and
// gives how many cells were walked and how many of them count anything.
func (o *office) cells(who *models.Actor) (walked, some int) {
	o.t.Helper()
	ctx := context.Background()
	ledger, err := o.Ledger(ctx, who)
	if err != nil {
		o.t.Fatal(err)
	}
	check := func(what string, n int64, q service.Query) {
		o.t.Helper()
		listed, err := o.Count(ctx, who, models.AssuranceKind, q)
		if err != nil || listed != n {
			o.t.Errorf("%s: the ledger counts %d, the list under %s has %d (%v)", what, n, q.Values().Encode(), listed, err)
		}
		walked++
		if n > 0 {
			some++
		}
	}
	for _, table := range ledger.Tables {
		for _, row := range table.Rows {
			for _, standing := range models.LedgerStandings {
				check(table.Label+" "+row.Value, row.Counts[standing.Value], table.Query(&row, standing.Value))
			}
			check(table.Label+" "+row.Value, row.Sum(), table.Query(&row, ""))
		}
		for _, standing := range models.LedgerStandings {
			check(table.Label, ledger.Total.Counts[standing.Value], table.Query(nil, standing.Value))
		}
		check(table.Label, ledger.Total.Sum(), table.Query(nil, ""))
	}
	for _, part := range []service.Part{ledger.Lapsed, ledger.Lapsing} {
		check(part.Label, part.Count, part.Query)
	}
	return walked, some
}

func (o *office) assured(in map[string]any) models.Ref {
	o.t.Helper()
	in["title"], in["statement"] = "An assurance", "It holds."
	return o.make(models.RolePlan, "assurance", "", in)
}

func (o *office) reviewed(assurance models.Ref, verdict models.Verdict, until string) {
	o.t.Helper()
	o.make(models.RolePlan, "review", "", map[string]any{
		"assurance": assurance, "verdict": verdict, "rationale": "Seen", "evidence": []models.Ref{o.force}, "reviewed_on": "2019-01-07", "relied_until": until,
	})
}

func TestLedgerCountsWhatItsListsHold(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		one := o.make(models.RolePlan, "priority", "", map[string]any{"title": "CSA/E"})
		two := o.make(models.RolePlan, "priority", "", map[string]any{"title": "Knives"})
		secret := o.make(models.RolePlan, "priority", "", map[string]any{"title": "Secret", "marking": models.OfficialSensitive})
		chief := o.make(models.RolePlan, "post", "", map[string]any{"title": "Chief Constable", "body": o.force})
		nobodys := o.make(models.RolePlan, "post", "", map[string]any{"title": "A post of no body"})
		lone := o.assured(map[string]any{"given_on": "2015"})
		o.reviewed(lone, models.NotAssured, "")
		both := o.assured(map[string]any{"given_by": chief, "given_on": "2018-06", "priorities": []models.Ref{one, two}})
		o.reviewed(both, models.Assured, "2019-03-01")
		o.assured(map[string]any{"given_by": o.force, "given_on": "2018-06-30", "priorities": []models.Ref{one}, "relied_until": "2019-03-04"})
		o.assured(map[string]any{"given_by": o.people[models.RoleChief].Person, "priorities": []models.Ref{two, secret}})
		o.assured(map[string]any{"given_by": nobodys, "priorities": []models.Ref{secret}})
		o.assured(map[string]any{"given_by": o.opcc, "given_on": "2017", "marking": models.OfficialSensitive, "priorities": []models.Ref{one}, "relied_until": "2019-01-01"})
		o.must(models.RolePlan, "assurance", o.assured(map[string]any{}), "withdraw", map[string]any{"reason": "Entered twice"})

		for _, role := range models.Roles {
			if walked, some := o.cells(o.people[role]); walked < 80 || some < 30 {
				t.Errorf("as %s only %d cells were walked, of which %d count anything", role, walked, some)
			}
		}
		plan, panel := o.ledger(models.RolePlan), o.ledger(models.RolePanel)
		labels(t, "plan", plan.Tables[0], "CSA/E", "Knives", "Secret", "")
		labels(t, "panel", panel.Tables[0], "CSA/E", "Knives", "")
		labels(t, "plan", plan.Tables[1], "Force", "OPCC", "")
		labels(t, "panel", panel.Tables[1], "Force", "")
		labels(t, "plan", plan.Tables[2], "2018", "2017", "2015", "")
		labels(t, "panel", panel.Tables[2], "2018", "2015", "")
		if plan.Total.Sum() != 7 || panel.Total.Sum() != 6 || plan.Lapsed.Count != 2 || panel.Lapsed.Count != 1 || plan.Lapsing.Count != 1 {
			t.Errorf("the panel counts what is OFFICIAL-SENSITIVE: %+v, %+v", plan.Total, panel.Total)
		}
		if first := plan.Lapsed.Page.Models[0].(*models.Assurance); first.ReliedUntil != "2019-01-01" {
			t.Errorf("what lapsed first is not first: %s", first.ReliedUntil)
		}
	})
}

func (o *office) ledger(role models.Role) *service.Ledger {
	o.t.Helper()
	ledger, err := o.Ledger(context.Background(), o.people[role])
	if err != nil {
		o.t.Fatal(err)
	}
	return ledger
}

func labels(t *testing.T, who string, table service.LedgerTable, want ...string) {
	t.Helper()
	var got []string
	for _, row := range table.Rows {
		got = append(got, row.Label)
	}
	if len(got) != len(want) {
		t.Fatalf("%s, %s: the rows are %q, want %q", who, table.Label, got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%s, %s: the rows are %q, want %q", who, table.Label, got, want)
		}
	}
}

// TestLedgerOfTheSample walks every cell over the sample, as the office and as
// the panel.
func TestLedgerOfTheSample(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		c := clock.Fixed(time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC))
		o := &office{Service: service.New(gdb, c, slog.New(slog.DiscardHandler)), t: t}
		if _, err := sample.Load(context.Background(), o.Service, sample.Options{Password: "correct horse battery"}); err != nil {
			t.Fatal(err)
		}
		for _, role := range models.Roles {
			who := &models.Actor{Person: "PER-99", Roles: []models.Role{role}, Side: models.SideOf(role)}
			if walked, some := o.cells(who); walked < 60 || some < 20 {
				t.Errorf("as %s only %d cells were walked, of which %d count anything", role, walked, some)
			}
		}
	})
}

func TestAskedAgainAndAgainNeverShown(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		meeting := o.make(models.RolePlan, "meeting", "record", map[string]any{"title": "COM", "type": "com", "held_on": "2015-03"})
		ask := func(title string, follows models.Ref, days ...string) models.Ref {
			for _, day := range days {
				follows = o.asked(meeting, title, day, follows)
			}
			return follows
		}
		ask("Cost", "", "2016-05-10", "2015-03", "2018")
		ask("Review", "", "", "", "", "")
		shown := ask("Shown", "", "2015", "2016", "2017")
		answer := o.make(models.RolePlan, "answer", "record", map[string]any{"question": shown, "text": "It holds."})
		doubted := ask("Doubted", "", "2017", "2018-01-09", "2018-06-01")
		o.reviewed(o.assured(map[string]any{"taken_from": doubted}), models.PartlyAssured, "")
		twice := ask("Twice", "", "2016", "2017")
		draft := o.make(models.RolePlan, "question", "draft", map[string]any{"meeting": meeting, "title": "A third time?", "text": "?", "follows_up": twice})
		secret := ask("Secret", "", "2016", "2017")
		o.make(models.RolePlan, "question", "record", map[string]any{"meeting": meeting, "title": "Secret", "text": "?", "follows_up": secret, "marking": models.OfficialSensitive})

		said := func(role models.Role) map[string]string {
			says := map[string]string{}
			for _, chain := range o.ledger(role).NeverShown {
				says[chain.Questions[0].Title] = models.NeverShown(chain.Asked, chain.Since)
				for _, question := range chain.Questions {
					if question.Ref == draft {
						t.Errorf("%s reads of a draft as of what was asked", role)
					}
				}
			}
			return says
		}
		want := map[string]string{
			"Cost":    "Asked 3 times since 2015, never shown",
			"Review":  "Asked 4 times, on days not recorded, never shown",
			"Shown":   "Asked 3 times since 2015, never shown",
			"Doubted": "Asked 3 times since 2017, never shown",
		}
		same := func(role models.Role) {
			t.Helper()
			got := said(role)
			for title, says := range want {
				if got[title] != says {
					t.Errorf("%s reads %q of %s, want %q", role, got[title], title, says)
				}
			}
			if len(got) != len(want) {
				t.Errorf("%s reads %q", role, got)
			}
		}
		same(models.RolePanel)
		want["Secret"] = "Asked 3 times since 2016, never shown"
		same(models.RolePlan)
		same(models.RoleChief)
		o.reviewed(o.assured(map[string]any{"taken_from": answer}), models.Assured, "2019-01-31")
		delete(want, "Shown")
		same(models.RoleChief)
		if first := o.ledger(models.RolePlan).NeverShown[0]; first.Asked != 4 {
			t.Errorf("what was asked most is not first: %+v", first)
		}
	})
}
