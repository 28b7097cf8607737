package service_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
)

// at runs n functions at once and gives their errors.
func at(n int, fn func(i int) error) []error {
	errs := make([]error, n)
	var wait sync.WaitGroup
	for i := range n {
		wait.Go(func() { errs[i] = fn(i) })
	}
	wait.Wait()
	return errs
}

// TestReferencesAreGivenOnce creates questions in one meeting from many sides.
func TestReferencesAreGivenOnce(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		meeting := o.make(models.RolePlan, "meeting", "plan", map[string]any{"title": "COM", "type": "com", "held_on": "2019-03-20"})
		const n = 24
		refs := make([]models.Ref, n)
		in := fields(t, map[string]any{"meeting": meeting, "title": "Q", "text": "?"})
		for _, err := range at(n, func(i int) error {
			m, err := o.Create(context.Background(), o.people[models.RolePlan], models.QuestionKind, "", in)
			if err == nil {
				refs[i] = m.Base().Ref
			}
			return err
		}) {
			if err != nil {
				t.Fatal(err)
			}
		}
		given := map[models.Ref]bool{}
		for _, ref := range refs {
			given[ref] = true
		}
		for i := range n {
			if ref := models.Ref(fmt.Sprintf("%s-Q%d", meeting, i+1)); !given[ref] {
				t.Errorf("%s was not given: %v", ref, refs)
			}
		}
		report, err := o.VerifyTrail(context.Background())
		if err != nil || len(report.Broken) > 0 {
			t.Errorf("the trail does not hold: %+v %v", report, err)
		}
	})
}

// TestOfTwoEditsOneWins lets many people save the same version at once.
func TestOfTwoEditsOneWins(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		meeting := o.make(models.RolePlan, "meeting", "plan", map[string]any{"title": "COM", "type": "com"})
		won := 0
		for i, err := range at(8, func(i int) error {
			_, err := o.Edit(context.Background(), o.people[models.RolePlan], models.MeetingKind, meeting, 1, fields(t, map[string]any{"place": fmt.Sprintf("Room %d", i)}))
			return err
		}) {
			if err == nil {
				won++
			} else if models.FaultOf(err) != models.Stale {
				t.Errorf("edit %d: %v", i, err)
			}
		}
		if won != 1 {
			t.Errorf("%d edits of version 1 were kept", won)
		}
	})
}

// TestNoMoreIsPaidThanWasAwarded pays from many sides at once.
func TestNoMoreIsPaidThanWasAwarded(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		award := o.agreedAward(500_00)
		const n = 8
		payments := make([]models.Ref, n)
		for i := range payments {
			payments[i] = o.make(models.RoleGrants, "payment", "plan", map[string]any{"award": award, "amount": 200_00})
		}
		paid := 0
		for _, err := range at(n, func(i int) error { return o.try(models.RoleGrants, "payment", payments[i], "pay", nil) }) {
			if err == nil {
				paid++
			} else if models.FaultOf(err) != models.Refused {
				t.Error(err)
			}
		}
		if paid != 2 {
			t.Errorf("%d payments of £200 were made from an award of £500", paid)
		}
	})
}

func (o *office) agreedAward(pence int64) models.Ref {
	o.t.Helper()
	fund := o.make(models.RoleGrants, "fund", "", map[string]any{"title": "Safer Communities Fund", "code": "SCF"})
	award := o.make(models.RoleGrants, "award", "apply", map[string]any{"title": "Project", "fund": fund, "organisation": o.opcc, "asked": pence, "amount": pence, "purpose": "p", "reasons": "r"})
	o.must(models.RoleGrants, "award", award, "recommend", map[string]any{"board_recommendation": "Yes"})
	o.must(models.RoleCommissioner, "award", award, "award", nil)
	o.must(models.RoleGrants, "award", award, "agree", map[string]any{"agreed_on": "2019-03-04", "agreement": "Signed"})
	return award
}
