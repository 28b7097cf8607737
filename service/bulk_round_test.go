package service_test

import (
	"context"
	"fmt"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// recommended adds applications of a round that are recommended, £200 each.
func (o *office) recommended(round models.Ref, n int) []models.Ref {
	o.t.Helper()
	refs := make([]models.Ref, n)
	for i := range refs {
		refs[i] = o.make(models.RoleGrants, "award", "apply", map[string]any{"title": fmt.Sprint("Project ", i), "round": round, "organisation": o.opcc, "amount": 200_00, "purpose": "p", "reasons": "r"})
		o.must(models.RoleGrants, "award", refs[i], "recommend", map[string]any{"board_recommendation": "Yes"})
	}
	return refs
}

// TestListsAwardedAtOnceStayWithinThePot awards overlapping lists of a round at
// once, each in its own order: what the pot holds is awarded and no more.
func TestListsAwardedAtOnceStayWithinThePot(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		o.make(models.RoleGrants, "fund", "", map[string]any{"title": "Safer Communities Fund", "code": "SCF"})
		round := o.make(models.RoleGrants, "round", "plan", map[string]any{"fund": "SCF", "number": "15", "pot": 1_100_00})
		refs := o.recommended(round, 12)
		errs := at(6, func(i int) error {
			var list []service.Chosen
			for n := range refs {
				list = append(list, service.Chosen{Ref: refs[(n*(i%2*10+1)+2*i)%len(refs)], Version: 2})
			}
			_, err := o.Bulk(context.Background(), o.people[models.RoleCommissioner], models.AwardKind, service.BulkChange{Chosen: list, What: "award", Reason: "Decided"}, false)
			return err
		})
		for _, err := range errs {
			if err != nil && models.FaultOf(err) != models.Stale {
				t.Error(err)
			}
		}
		if sum, n := o.sumOf(gdb, "amount", models.AwardAwarded); n != 5 || sum != 1_000_00 {
			t.Errorf("%d awards of £200, %s in all, were made from a pot of £1,100", n, sum)
		}
	})
}

// TestStatementsOfABulkStepArePerRecord holds that each record of a bulk step
// takes as many statements in a long list as in a short one.
func TestStatementsOfABulkStepArePerRecord(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		o.make(models.RoleGrants, "fund", "", map[string]any{"title": "Safer Communities Fund", "code": "SCF"})
		round := o.make(models.RoleGrants, "round", "plan", map[string]any{"fund": "SCF", "number": "15", "pot": 100_000_00})
		refs := o.recommended(round, 12)
		n := counted(t, gdb)
		taking := func(list []models.Ref) int64 {
			change := service.BulkChange{Chosen: chosen(list...), What: "award", Reason: "Decided"}
			return count(t, n, func() error {
				_, err := o.bulk(models.RoleCommissioner, "award", change, true)
				return err
			})
		}
		taking(refs[:1])
		two, four, twelve := taking(refs[:2]), taking(refs[:4]), taking(refs)
		if each := (four - two) / 2; twelve-four != 8*each || each == 0 {
			t.Errorf("2 records take %d statements, 4 take %d, 12 take %d", two, four, twelve)
		} else {
			t.Logf("each award in a list takes %d statements", each)
		}
	})
}
