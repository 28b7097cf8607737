package service_test

import (
	"fmt"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
)

// TestNoMoreIsAwardedThanThePotHolds decides every application of a round at
// once: those who decide take turns at the round.
func TestNoMoreIsAwardedThanThePotHolds(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		fund := o.make(models.RoleGrants, "fund", "", map[string]any{"title": "Safer Communities Fund", "code": "SCF"})
		round := o.make(models.RoleGrants, "round", "plan", map[string]any{"fund": fund, "number": "15", "pot": 500_00})
		const n = 16
		asked := make([]models.Ref, n)
		for i := range asked {
			asked[i] = o.make(models.RoleGrants, "award", "apply", map[string]any{"title": fmt.Sprint("Project ", i), "round": round, "organisation": o.opcc, "amount": 200_00, "purpose": "p", "reasons": "r"})
			o.must(models.RoleGrants, "award", asked[i], "recommend", map[string]any{"board_recommendation": "Yes"})
		}
		awarded := 0
		for _, err := range at(n, func(i int) error { return o.try(models.RoleCommissioner, "award", asked[i], "award", nil) }) {
			if err == nil {
				awarded++
			} else if models.FaultOf(err) != models.Refused {
				t.Error(err)
			}
		}
		if awarded != 2 {
			t.Errorf("%d awards of £200 were made from a pot of £500", awarded)
		}
	})
}
