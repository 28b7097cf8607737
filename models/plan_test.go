package models

import (
	"slices"
	"testing"
)

func editionOf(ref Ref, state State, publishedBy Ref) *Edition {
	return &Edition{Record: Record{Ref: ref, State: state}, EditionInput: EditionInput{Plan: "PLAN-2016"}, PublishedBy: publishedBy}
}

func placementOf(ref, edition, priority, outcome Ref) *Placement {
	return &Placement{Record: Record{Ref: ref, State: Current}, PlacementInput: PlacementInput{Edition: edition, Priority: priority, Outcome: outcome}}
}

// unmet asks the needs of a move or start, and gives the sentence of the first
// that does not hold.
func unmet(t *testing.T, move *Move, m Model, f Facts) string {
	t.Helper()
	for _, need := range move.Needs {
		holds, err := need.Met(m, f)
		if err != nil {
			t.Fatal(err)
		}
		if !holds {
			return need.Text
		}
	}
	return ""
}

func TestEarlier(t *testing.T) {
	for _, test := range []struct {
		a, b Date
		want bool
	}{
		{"2016-05-11", "2016-05-12", true},
		{"2016-05-12", "2016-05-12", false},
		{"2016", "2018-01", true},
		{"2016", "2016-05", false},
		{"2016-05", "2016", false},
		{"", "2016", false},
		{"2016", "", false},
	} {
		if earlier(test.a, test.b) != test.want {
			t.Errorf("earlier(%q, %q) is not %v", test.a, test.b, test.want)
		}
	}
}

func TestPlanNumbering(t *testing.T) {
	for start, want := range map[Date]string{"2016-05-12": "PLAN-2016", "2016": "PLAN-2016", "": "PLAN-UNDATED"} {
		numbering, err := PlanKind.Number(&Plan{PlanInput: PlanInput{PeriodStart: start}}, &world{})
		if err != nil || numbering.Prefix != want || !numbering.Bare {
			t.Errorf("a plan from %q: %+v, %v", start, numbering, err)
		}
	}
}

func TestEditionIsPublishedOnceItPlacesAPriority(t *testing.T) {
	draft := editionOf("PLAN-2016-E2", EditionDraft, "")
	placement := placementOf("PLAN-2016-E2-P1", "PLAN-2016-E2", "PRI-1", "")
	f := &world{records: []Model{draft, placement}}
	publish := EditionKind.Move("publish")
	if text := unmet(t, publish, draft, f); text != "" {
		t.Error(text)
	}
	draft.PublishedOn = "2019-03-19"
	if unmet(t, publish, draft, f) == "" {
		t.Error("it was published tomorrow")
	}
	draft.PublishedOn, placement.State = "2019", Withdrawn
	if unmet(t, publish, draft, f) == "" {
		t.Error("it was published without a priority")
	}
}

func TestPublishingSupersedesTheEditionInForce(t *testing.T) {
	old, older, fresh := editionOf("E1", EditionPublished, ""), editionOf("E0", EditionSuperseded, ""), editionOf("E2", EditionPublished, "PER-1")
	elsewhere := editionOf("E9", EditionPublished, "")
	elsewhere.Plan = "PLAN-2021"
	f := &world{records: []Model{older, old, fresh, elsewhere}}
	for _, move := range []*Move{EditionKind.Move("publish"), EditionKind.StartNamed("record")} {
		effects, err := move.Then(fresh, f)
		if err != nil || len(effects) != 1 || effects[0].Ref != "E1" || effects[0].Move != "supersede" {
			t.Errorf("%s: %+v, %v", move.Name, effects, err)
		}
	}
}

func TestPublishSetsTheDay(t *testing.T) {
	f := &world{actor: &Actor{Person: "PER-1"}}
	edition := editionOf("E1", EditionDraft, "")
	if err := EditionKind.Move("publish").Do(edition, f); err != nil {
		t.Fatal(err)
	}
	if edition.PublishedOn != f.Today() || edition.PublishedBy != "PER-1" {
		t.Errorf("published on %q by %q", edition.PublishedOn, edition.PublishedBy)
	}
}

func TestDraftEditionsStayWithTheOPCC(t *testing.T) {
	for role, sees := range map[Role]bool{RolePlan: true, RoleGrants: true, RoleChief: false, RoleDrafter: false, RolePanel: false} {
		reading := EditionKind.Reading(&Actor{Roles: []Role{role}, Side: SideOf(role)})
		for _, state := range []State{EditionDraft, EditionDiscarded} {
			seen := slices.ContainsFunc(reading, func(c Clause) bool { return covers(c.States, state) })
			if seen != sees {
				t.Errorf("%s sees a %s edition: %v", role, state, seen)
			}
		}
	}
}

func TestPublishedEditionIsSettled(t *testing.T) {
	for name, test := range map[string]struct {
		edition *Edition
		problem []string
	}{
		"draft":                 {edition: editionOf("E1", EditionDraft, "")},
		"recorded from a paper": {edition: editionOf("E1", EditionPublished, "")},
		"recorded, earlier":     {edition: editionOf("E1", EditionSuperseded, "")},
		"published here":        {editionOf("E1", EditionPublished, "PER-1"), []string{"edition"}},
		"discarded":             {editionOf("E1", EditionDiscarded, ""), []string{"edition"}},
		"withdrawn":             {editionOf("E1", Withdrawn, ""), []string{"edition"}},
	} {
		t.Run(name, func(t *testing.T) {
			f := &world{records: []Model{test.edition}}
			outcome := &Outcome{OutcomeInput: OutcomeInput{Edition: "E1"}}
			wantProblems(t, outcome, f, test.problem...)
			wantProblems(t, placementOf("", "E1", "PRI-1", ""), f, test.problem...)
			if refused := unmet(t, OutcomeKind.Move("withdraw"), outcome, f) != ""; refused != (len(test.problem) > 0) {
				t.Errorf("refused to withdraw: %v", refused)
			}
		})
	}
}

func TestPlacement(t *testing.T) {
	here := &Outcome{Record: Record{Ref: "E1-O1"}, OutcomeInput: OutcomeInput{Edition: "E1"}}
	there := &Outcome{Record: Record{Ref: "E0-O1"}, OutcomeInput: OutcomeInput{Edition: "E0"}}
	taken := placementOf("E1-P1", "E1", "PRI-1", "E1-O1")
	gone := placementOf("E1-P2", "E1", "PRI-2", "")
	gone.State = Withdrawn
	f := &world{records: []Model{editionOf("E1", EditionDraft, ""), editionOf("E0", EditionDraft, ""), here, there, taken, gone}}

	wantProblems(t, taken, f)
	wantProblems(t, placementOf("", "E1", "PRI-2", ""), f)
	wantProblems(t, placementOf("", "E0", "PRI-1", "E0-O1"), f)
	wantProblems(t, placementOf("", "E1", "PRI-2", "E0-O1"), f, "outcome")
	wantProblems(t, placementOf("", "E1", "PRI-1", ""), f, "priority")
	wantProblems(t, placementOf("", "E1", "PRI-1", "E0-O1"), f, "priority", "outcome")
}
