package service_test

import (
	"fmt"
	"strings"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// applications adds applications of the round, each asking for and proposed
// £200.
func (s *scoring) applications(n int) []models.Ref {
	s.t.Helper()
	refs := make([]models.Ref, n)
	for i := range refs {
		refs[i] = s.make(models.RoleGrants, "award", "apply", map[string]any{"title": fmt.Sprintf("Project %d", i+1), "round": s.round, "organisation": s.force, "asked": 200_00, "amount": 200_00, "purpose": "p", "reasons": "r"})
	}
	return refs
}

// states are how the awards stand, in the order given.
func (s *scoring) states(refs []models.Ref) string {
	s.t.Helper()
	var states []string
	for _, ref := range refs {
		states = append(states, string(s.read(models.RoleGrants, "award", ref).Base().State))
	}
	return strings.Join(states, ", ")
}

// TestAwardsAreDecidedInBulkWithinThePot recommends and awards many at once: each
// is asked by itself, and the pot holds in the order of the list.
func TestAwardsAreDecidedInBulkWithinThePot(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		s := newScoring(t, gdb)
		refs := s.applications(5)
		s.make(models.RoleGrants, "eligibility", "add", map[string]any{"award": refs[4], "criterion": s.eligible, "finding": "not met"})
		s.make(models.RoleCommissioner, "interest", "add", map[string]any{"award": refs[0], "what": "Is a trustee"})

		recommend := service.BulkChange{Chosen: chosen(refs...), What: "recommend", Reason: "The board met", Said: fields(t, map[string]any{"board_recommendation": "To be awarded", "board_advice": "recommend"})}
		shown := s.previewed(models.RoleGrants, "award", recommend)
		if len(shown.Changed()) != 4 || len(shown.Left()) != 1 || !strings.Contains(shown.Left()[0].Refused, "not eligible") {
			t.Fatalf("the preview says %+v", shown.Records)
		}
		if first := shown.Records[0]; first.From != "applied" || first.To != "recommended" || first.Title != "Project 1" {
			t.Errorf("the preview of the first says %+v", first)
		}
		if got := s.states(refs); got != "applied, applied, applied, applied, applied" {
			t.Fatalf("the preview was kept: %s", got)
		}
		s.confirmed(models.RoleGrants, "award", recommend, shown)
		first := s.read(models.RoleGrants, "award", refs[0]).(*models.Award)
		if first.State != models.AwardRecommended || first.BoardRecommendation != "To be awarded" || first.BoardAdvice != "recommend" {
			t.Errorf("what was said once is not in the first: %+v", first)
		}
		if event := s.events("award", refs[0])[0]; event.Action != "recommend" || event.Reason != "The board met" {
			t.Errorf("its trail says %+v", event)
		}

		// The Commissioner has an interest in the first, and the pot of £500 has
		// room for two of £200 each: those that come first in the list.
		order := []models.Ref{refs[0], refs[3], refs[1], refs[2]}
		award := service.BulkChange{Chosen: chosen(order...), What: "award", Reason: "Decided", Said: fields(t, map[string]any{"conditions": []string{"Report in June", "Show the logo"}})}
		shown = s.previewed(models.RoleCommissioner, "award", award)
		if len(shown.Changed()) != 2 || !strings.Contains(shown.Left()[0].Refused, "You have declared an interest") || !strings.Contains(shown.Left()[1].Refused, "beyond its pot") {
			t.Fatalf("the preview says %+v", shown.Records)
		}
		s.confirmed(models.RoleCommissioner, "award", award, shown)
		if got := s.states(refs); got != "recommended, awarded, recommended, awarded, applied" {
			t.Errorf("after the awards they are %s", got)
		}
		if got := s.read(models.RoleGrants, "award", refs[3]).(*models.Award); len(got.Conditions) != 2 || got.DecidedOn != s.Today() {
			t.Errorf("the award is %+v", got)
		}

		decline := service.BulkChange{Chosen: chosen(refs...), What: "decline", Reason: "The pot is spent"}
		s.confirmed(models.RoleCommissioner, "award", decline, s.previewed(models.RoleCommissioner, "award", decline))
		if got := s.states(refs); got != "recommended, awarded, declined, awarded, declined" {
			t.Errorf("after the others were declined they are %s", got)
		}
	})
}

// TestABulkStepIsRefusedAsAWhole goes through who may not make it and what
// cannot be said.
func TestABulkStepIsRefusedAsAWhole(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		s := newScoring(t, gdb)
		refs := s.applications(1)
		for _, c := range []struct {
			role   models.Role
			change service.BulkChange
			fault  models.Fault
			says   string
		}{
			{models.RoleGrants, service.BulkChange{What: "award", Reason: "x"}, models.Denied, "You may not do this to awards: award"},
			{models.RoleGrants, service.BulkChange{What: "decline", Reason: "x"}, models.Denied, "You may not do this to awards: decline"},
			{models.RoleCommissioner, service.BulkChange{What: "recommend", Reason: "x"}, models.Denied, "You may not do this to awards: recommend"},
			{models.RoleGrants, service.BulkChange{What: "agree", Reason: "x"}, models.Invalid, "cannot be changed in several awards"},
			{models.RoleGrants, service.BulkChange{What: "recommend"}, models.Invalid, "Reason: must be given"},
			{models.RoleGrants, service.BulkChange{What: "recommend", Reason: "x", Said: fields(t, map[string]any{"amount": 1})}, models.Invalid, "amount: cannot be set here"},
			{models.RoleGrants, service.BulkChange{What: "recommend", Reason: "x", Said: fields(t, map[string]any{"board_advice": "perhaps"})}, models.Invalid, "What the advisory board recommends"},
			{models.RoleGrants, service.BulkChange{What: "recommend", Reason: "x", Said: fields(t, map[string]any{"board_recommendation": strings.Repeat("x", 4001)})}, models.Invalid, "Recommendation of the advisory board"},
		} {
			c.change.Chosen = chosen(refs...)
			_, err := s.bulk(c.role, "award", c.change, true)
			if models.FaultOf(err) != c.fault || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%s by %s: wanted %q, got %v", c.change.What, c.role, c.says, err)
			}
		}
		without := s.previewed(models.RoleGrants, "award", service.BulkChange{Chosen: chosen(refs...), What: "recommend", Reason: "x"})
		if why := without.Records[0].Refused; why != "Recommendation of the advisory board: must be given" {
			t.Errorf("without what the board recommends it says %q", why)
		}
	})
}
