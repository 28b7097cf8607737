package models

import (
	"errors"
	"testing"
)

// problemsOf gives the problems that a kind's Prepare finds in a record.
func problemsOf(t *testing.T, m Model, f Facts) Problems {
	t.Helper()
	err := KindOf(m).Prepare(m, f)
	if err == nil {
		return nil
	}
	var failure *Error
	if !errors.As(err, &failure) || failure.Fault != Invalid {
		t.Fatalf("Prepare: %v", err)
	}
	return failure.Problems
}

// wantProblems holds the fields with problems against the ones expected.
func wantProblems(t *testing.T, m Model, f Facts, fields ...string) {
	t.Helper()
	problems := problemsOf(t, m, f)
	if len(problems) != len(fields) {
		t.Errorf("problems %v, want them about %v", problems, fields)
	}
	for _, field := range fields {
		if problems.Of(field) == "" {
			t.Errorf("nothing was said about %s, only %v", field, problems)
		}
	}
}

func bodyOf(ref Ref, input BodyInput) *Body {
	return &Body{Record: Record{Ref: ref, State: Current}, BodyInput: input}
}

func TestBodySuccession(t *testing.T) {
	mayor := bodyOf("BODY-2", BodyInput{Name: "Mayor of West Yorkshire"})
	f := &world{records: []Model{mayor}}
	for name, test := range map[string]struct {
		by      Ref
		on      Date
		problem []string
	}{
		"neither":        {},
		"both":           {by: "BODY-2", on: "2021-05-10"},
		"no date":        {by: "BODY-2", problem: []string{"succeeded_on"}},
		"no successor":   {on: "2021-05-10", problem: []string{"succeeded_by"}},
		"itself":         {by: "BODY-1", on: "2021-05-10", problem: []string{"succeeded_by"}},
		"known by month": {by: "BODY-2", on: "2021-05"},
	} {
		t.Run(name, func(t *testing.T) {
			wantProblems(t, bodyOf("BODY-1", BodyInput{SucceededBy: test.by, SucceededOn: test.on}), f, test.problem...)
		})
	}
}

func TestBodiesDoNotGoRoundInCircles(t *testing.T) {
	force := bodyOf("BODY-1", BodyInput{PartOf: "BODY-3"})
	unit := bodyOf("BODY-2", BodyInput{PartOf: "BODY-1"})
	team := bodyOf("BODY-3", BodyInput{PartOf: "BODY-2"})
	f := &world{records: []Model{force, unit, team}}
	wantProblems(t, force, f, "part_of")
	// A new body under a circle that is there already must not hang.
	wantProblems(t, bodyOf("", BodyInput{PartOf: "BODY-2"}), f, "part_of")

	force.PartOf = ""
	wantProblems(t, team, f)
}

func TestBodyIdentifiers(t *testing.T) {
	for identifier, good := range map[string]bool{
		"GB-CHC-123456":   true,
		"GB-COH-SC123456": true,
		"XI-PB-A1B2":      true,
		"123456":          false,
		"Charity 123456":  false,
		"gb-chc-123456":   false,
		"GB-CHC-":         false,
	} {
		problems := problemsOf(t, bodyOf("BODY-1", BodyInput{Identifiers: Lines{identifier}}), &world{})
		if accepted := len(problems) == 0; accepted != good {
			t.Errorf("%q: accepted is %v, want %v", identifier, accepted, good)
		}
	}
}

func TestGrantOfficersEditOnlyBodiesThatTheyAdded(t *testing.T) {
	officer := &Actor{Person: "PER-7", Roles: []Role{RoleGrants}, Side: SideOPCC}
	body := bodyOf("BODY-1", BodyInput{})
	body.CreatedBy = "PER-7"
	if !BodyKind.MayEdit(officer, body) {
		t.Error("not their own")
	}
	body.CreatedBy = "PER-8"
	if BodyKind.MayEdit(officer, body) {
		t.Error("somebody else's")
	}
}

func TestPostFollowsAnother(t *testing.T) {
	post := &Post{Record: Record{Ref: "POST-2"}, PostInput: PostInput{Formerly: "POST-1", Started: "2015", Ended: "2015-06"}}
	wantProblems(t, post, &world{})
	post.Formerly, post.Ended = "POST-2", "2014"
	wantProblems(t, post, &world{}, "formerly", "ended")
}

func TestTenureEndsAfterItBegan(t *testing.T) {
	wantProblems(t, &Tenure{TenureInput: TenureInput{Since: "2016-05-12", Till: "2021-05"}}, &world{})
	wantProblems(t, &Tenure{TenureInput: TenureInput{Since: "2016-05-12", Till: "2016-04"}}, &world{}, "till")
}
