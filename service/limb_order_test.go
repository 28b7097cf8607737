package service_test

import (
	"context"
	"slices"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

func TestLimbsHaveAnOrder(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		ctx := context.Background()
		meeting := o.make(models.RolePlan, "meeting", "plan", map[string]any{"title": "COM", "type": "com", "held_on": "2019-03-20"})
		question := o.make(models.RolePlan, "question", "draft", map[string]any{"meeting": meeting, "title": "Legacy", "text": "?"})
		limb := func(text string) models.Ref {
			return o.make(models.RolePlan, "limb", "add", map[string]any{"question": question, "text": text})
		}
		a, b, c := limb("A"), limb("B"), limb("C")
		order := func(want ...models.Ref) {
			t.Helper()
			list, err := o.List(ctx, o.people[models.RolePlan], models.LimbKind, service.Query{Filters: map[string][]string{"question": {string(question)}}})
			if err != nil || !slices.Equal(refsOf(list), want) {
				t.Errorf("the limbs stand as %v, not %v (%v)", refsOf(list), want, err)
			}
		}
		order(a, b, c)
		o.must(models.RolePlan, "limb", c, "up", nil)
		order(a, c, b)
		o.must(models.RoleCommissioner, "limb", a, "down", nil)
		order(c, a, b)
		o.refused(models.Refused, o.try(models.RolePlan, "limb", c, "up", nil))
		o.refused(models.Refused, o.try(models.RolePlan, "limb", b, "down", nil))
		o.refused(models.Missing, o.try(models.RoleChief, "limb", b, "up", nil))
		order(c, a, b)
		// Rows from before there was an order, and places given by hand.
		if err := gdb.Exec("UPDATE limbs SET position = NULL WHERE ref = ?", b).Error; err != nil {
			t.Fatal(err)
		}
		order(b, c, a)
		if _, err := o.Edit(ctx, o.people[models.RolePlan], models.LimbKind, c, o.version("limb", c), fields(t, map[string]any{"position": 40})); err != nil {
			t.Fatal(err)
		}
		order(b, a, c)
		o.must(models.RolePlan, "limb", b, "down", nil)
		order(a, b, c)
		d := limb("D")
		order(a, b, c, d)
		for i, ref := range []models.Ref{a, b, c, d} {
			one, err := o.Get(ctx, o.people[models.RolePlan], models.LimbKind, ref)
			if err != nil || *one.Model.(*models.Limb).Position != int64(i)+1 {
				t.Errorf("%s stands at %v, %v", ref, one.Model.(*models.Limb).Position, err)
			}
		}
		o.must(models.RoleCommissioner, "question", question, "approve", nil)
		o.refused(models.Refused, o.try(models.RolePlan, "limb", d, "up", nil))
		report, err := o.VerifyTrail(ctx)
		if err != nil || len(report.Broken) > 0 {
			t.Errorf("the trail does not hold: %+v, %v", report, err)
		}
	})
}
