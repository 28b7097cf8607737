package service_test

import (
	"context"
	"maps"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

func TestMoneyAddsOnlyWhatIsRecorded(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		ctx := context.Background()
		priority := o.make(models.RolePlan, "priority", "add", map[string]any{"title": "CSE"})
		fund := o.make(models.RoleGrants, "fund", "add", map[string]any{"title": "Fund", "code": "SCF"})
		award := func(start string, amount any) {
			o.make(models.RoleGrants, "award", start, map[string]any{
				"title": "Project", "fund": fund, "organisation": o.force, "amount": amount, "priorities": []models.Ref{priority},
			})
		}
		award("record", 250_000)
		award("record", 1)
		award("record", nil)
		award("apply", 900_000)
		o.make(models.RoleGrants, "commission", "record", map[string]any{"title": "Post", "type": "post", "amount": 50, "priorities": []models.Ref{priority}})
		o.make(models.RoleGrants, "commission", "plan", map[string]any{"title": "Leaflets", "type": "material", "amount": 70, "priorities": []models.Ref{priority}})

		of := service.Query{Filters: map[string][]string{"priority": {string(priority)}}}
		for _, role := range []models.Role{models.RoleGrants, models.RolePanel} {
			got, err := o.Awarded(ctx, o.people[role], of)
			if want := (service.Money{Sum: 250_051, Recorded: 3, NotRecorded: 1}); err != nil || got != want {
				t.Errorf("%s: %+v, %v", role, got, err)
			}
		}
		asked, err := o.Money(ctx, o.people[models.RoleGrants], models.AwardKind, "amount", of)
		if want := (service.Money{Sum: 1_150_001, Recorded: 3, NotRecorded: 1}); err != nil || asked != want {
			t.Errorf("everything that a grant officer sees: %+v, %v", asked, err)
		}
		none, err := o.Money(ctx, o.people[models.RolePanel], models.PaymentKind, "amount", service.Query{})
		if err != nil || none != (service.Money{}) {
			t.Errorf("no payments: %+v, %v", none, err)
		}
		if _, err := o.Money(ctx, o.people[models.RolePanel], models.AwardKind, "title", of); err == nil {
			t.Error("a title was added up")
		}
	})
}

// TestAwardedIsWhatIsKnownOutside holds the states that count as given against
// the permission table, by which an award is known outside the OPCC.
func TestAwardedIsWhatIsKnownOutside(t *testing.T) {
	panel := &models.Actor{Roles: []models.Role{models.RolePanel}, Side: models.SideOther}
	for _, state := range models.AwardKind.States {
		known := models.AwardKind.SeenIn(panel, models.State(state.Value))
		award := &models.Award{Record: models.Record{State: models.State(state.Value)}}
		if given := service.Given(award); given != known {
			t.Errorf("%s counts as given: %t, is known outside: %t", state.Value, given, known)
		}
	}
}

func TestTally(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		ctx := context.Background()
		for _, until := range []string{"", "", "2019-03-03", "2019-03-04"} {
			o.make(models.RolePlan, "assurance", "state", map[string]any{"title": "A", "statement": "All is well", "relied_until": until})
		}
		standings, err := o.Tally(ctx, o.people[models.RolePanel], models.AssuranceKind, "standing", service.Query{})
		if want := map[string]int64{"stated": 3, "lapsed": 1}; err != nil || !maps.Equal(standings, want) {
			t.Errorf("standings %v, %v", standings, err)
		}
		states, err := o.Tally(ctx, o.people[models.RolePanel], models.AssuranceKind, "state", service.Query{Filters: map[string][]string{"standing": {"stated"}}})
		if want := map[string]int64{"live": 3}; err != nil || !maps.Equal(states, want) {
			t.Errorf("states %v, %v", states, err)
		}
		if _, err := o.Tally(ctx, o.people[models.RolePanel], models.AssuranceKind, "title", service.Query{}); err == nil {
			t.Error("titles were counted")
		}
	})
}
