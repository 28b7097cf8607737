package service_test

import (
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// TestALargeRoundStaysFast opens, filters and exports a round of 500
// applications beside one of 50, and with ANSWERABLE_LONG one of 5,000.
func TestALargeRoundStaysFast(t *testing.T) {
	large := 500
	if os.Getenv("ANSWERABLE_LONG") != "" {
		large = 5_000
	}
	const small = 50
	rows := float64(large) / small
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		fund := o.make(models.RoleGrants, "fund", "add", map[string]any{"title": "Safer Communities Fund", "code": "SCF"})
		few, many := o.roundOf(fund, "1", small), o.roundOf(fund, "2", large)
		if err := gdb.Exec("ANALYZE").Error; err != nil {
			t.Fatal(err)
		}
		who := o.people[models.RoleGrants]
		list := func(round models.Ref) service.Query {
			return service.Query{Filters: map[string][]string{"round": {string(round)}, "state": {string(models.AwardApplied)}}}
		}
		for _, what := range []struct {
			name string
			do   func(round models.Ref) error
			// most is how many times as long it may take, where that is long
			// enough to be told from chance.
			most float64
		}{
			{"open", func(round models.Ref) error { return o.openRound(who, round) }, 2 + rows/4},
			{"filter", func(round models.Ref) error {
				if _, err := o.List(t.Context(), who, models.AwardKind, list(round)); err != nil {
					return err
				}
				_, err := o.Count(t.Context(), who, models.AwardKind, list(round))
				return err
			}, 8},
			{"export", func(round models.Ref) error {
				var size counter
				return o.Export(t.Context(), who, service.Export{Kind: models.AwardKind, Query: list(round), Format: service.ExportCSV}, &size)
			}, 2 * rows},
		} {
			short, long := o.quickest(func() error { return what.do(few) }, func() error { return what.do(many) })
			ratio := float64(long) / float64(short)
			t.Logf("%s: %s with %d applications, %s with %d: %.1f times", what.name, short.Round(10*time.Microsecond), small, long.Round(10*time.Microsecond), large, ratio)
			if ratio > what.most && long > 50*time.Millisecond {
				t.Errorf("to %s a round of %d applications takes %.1f times as long as one of %d", what.name, large, ratio, small)
			}
		}
	})
}

// openRound asks for what the page of a round shows.
func (o *office) openRound(who *models.Actor, round models.Ref) error {
	if _, err := o.Get(o.t.Context(), who, models.RoundKind, round); err != nil {
		return err
	}
	if _, err := o.RoundFunding(o.t.Context(), who, round); err != nil {
		return err
	}
	if _, err := o.RankingOf(o.t.Context(), who, round); err != nil {
		return err
	}
	_, err := o.Thread(o.t.Context(), who, round)
	return err
}

// quickest are how long two things take that are done in turns, with as little
// as can be in the way.
func (o *office) quickest(few, many func() error) (short, long time.Duration) {
	o.t.Helper()
	var took [2][]time.Duration
	for range 7 {
		for i, do := range []func() error{few, many} {
			begun := time.Now()
			if err := do(); err != nil {
				o.t.Fatal(err)
			}
			took[i] = append(took[i], time.Since(begun))
		}
	}
	return slices.Min(took[0]), slices.Min(took[1])
}

// roundOf makes a round with n applications, of which one in five is awarded.
func (o *office) roundOf(fund models.Ref, number string, n int) models.Ref {
	o.t.Helper()
	var round models.Ref
	err := o.Load(o.t.Context(), models.System(), "", func(l *service.Loader) error {
		add := func(kind, start string, in map[string]any) models.Ref {
			return o.added(l.Add(models.KindNamed(kind), start, in)).Ref
		}
		round = add("round", "record", map[string]any{"fund": fund, "number": number, "pot": 100_000_000})
		var priorities, districts, bodies []models.Ref
		for i := range 5 {
			priorities = append(priorities, add("priority", "add", map[string]any{"title": fmt.Sprintf("Priority %d of %s", i, number)}))
			districts = append(districts, add("district", "add", map[string]any{"name": fmt.Sprintf("District %d of %s", i, number)}))
			bodies = append(bodies, add("body", "add", map[string]any{"name": fmt.Sprintf("Club %d of %s", i, number), "type": "charity"}))
		}
		for i := range n {
			award := add("award", []string{"record", "apply"}[min(i%5, 1)], map[string]any{
				"title": fmt.Sprintf("Project %d", i), "round": round, "organisation": bodies[i%5], "asked": 500_000, "amount": 400_000 + i,
				"priorities": priorities[i%4 : i%4+1+i%2], "districts": districts[i%3 : i%3+1],
			})
			add("award-outcome", "add", map[string]any{"award": award, "title": "Evenings", "type": "output", "promised": "20"})
			add("payment", "plan", map[string]any{"award": award, "amount": 100_000})
		}
		return nil
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return round
}
