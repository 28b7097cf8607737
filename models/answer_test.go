package models

import (
	"slices"
	"testing"
)

// TestPrivateFieldsCannotBeAskedFor holds that what only one office may read is
// nothing that lists, searches or forms would give away.
func TestPrivateFieldsCannotBeAskedFor(t *testing.T) {
	private := 0
	for _, k := range Registry {
		for _, name := range k.Private {
			private++
			field := k.Field(name)
			switch {
			case field == nil:
				t.Errorf("%s has no field %s", k.Name, name)
			case field.Column, field.Filter, field.Sort, field.Input, k.Order == name, k.Order == "-"+name:
				t.Errorf("%s of %s is private, and lists can be sorted or filtered by it, or show it", name, k.Name)
			case slices.Contains([]FieldType{TextField, LongField, LinesField}, field.Type):
				t.Errorf("%s of %s is private, and full-text search would find it", name, k.Name)
			}
		}
	}
	if private == 0 {
		t.Fatal("no kind has a private field")
	}
}

func TestWhoDraftedAnAnswerIsTheForcesOwn(t *testing.T) {
	answer := func() *Answer {
		a := &Answer{Drafters: Refs{"PER-1"}, ClearedBy: "PER-2", SubmittedOn: "2019-03-04"}
		a.Side, a.State, a.CreatedBy, a.CreatedAt = SideForce, AnswerSubmitted, "PER-1", (&world{}).Now()
		return a
	}
	for _, side := range []Side{SideOPCC, SideOther} {
		outside := answer()
		AnswerKind.Conceal(&Actor{Side: side}, outside)
		if len(outside.Drafters) > 0 || outside.ClearedBy != "" || outside.CreatedBy != "" || !outside.CreatedAt.IsZero() || outside.SubmittedOn == "" {
			t.Errorf("the side %s reads %+v", side, outside)
		}
	}
	inside := answer()
	AnswerKind.Conceal(&Actor{Side: SideForce}, inside)
	if len(inside.Drafters) == 0 || inside.ClearedBy == "" || inside.CreatedBy == "" {
		t.Errorf("the force reads %+v", inside)
	}
}
