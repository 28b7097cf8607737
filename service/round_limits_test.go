package service_test

import (
	"context"
	"fmt"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
)

// TestNoLimitIsMovedBelowWhatIsAwarded lowers the pot and the maximum of a round,
// also while an award is made.
func TestNoLimitIsMovedBelowWhatIsAwarded(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		fund := o.make(models.RoleGrants, "fund", "", map[string]any{"title": "Safer Communities Fund", "code": "SCF"})
		for i := range 6 {
			round := o.make(models.RoleGrants, "round", "plan", map[string]any{"fund": fund, "number": fmt.Sprint(i + 1), "pot": 500_00, "maximum": 300_00})
			award := o.make(models.RoleGrants, "award", "apply", map[string]any{"title": "Project", "round": round, "organisation": o.opcc, "amount": 200_00, "purpose": "p", "reasons": "r"})
			o.must(models.RoleGrants, "award", award, "recommend", map[string]any{"board_recommendation": "Yes"})
			limit, less := []string{"pot", "maximum"}[i%2], map[string]any{[]string{"pot", "maximum"}[i%2]: 100_00}
			lower := func() error {
				_, err := o.Edit(context.Background(), o.people[models.RoleGrants], models.RoundKind, round, o.version("round", round), fields(t, less))
				return err
			}
			steps := []func() error{lower, func() error { return o.try(models.RoleCommissioner, "award", award, "award", nil) }}
			done := 0
			for _, err := range at(2, func(i int) error { return steps[i]() }) {
				if err == nil {
					done++
				}
			}
			if done != 1 {
				t.Errorf("round %s: %d of lowering its %s below an award and making that award went through", round, done, limit)
			}
			if o.read("award", award).Base().State == models.AwardAwarded {
				o.tellsOf(lower(), limit, "£200")
			}
		}
	})
}
