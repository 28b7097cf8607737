package models

import (
	"slices"
	"testing"
)

// TestEveryKindCanBeImported holds that a list of any kind can be brought in,
// but for what people keep for themselves, and that two lines of it can be told
// apart.
func TestEveryKindCanBeImported(t *testing.T) {
	personal := []*Kind{ImportKind, MappingKind, ViewKind}
	for _, k := range Registry {
		if k.Importable() == slices.Contains(personal, k) {
			t.Errorf("that %s can be imported is %v", k.Many, k.Importable())
		}
		for _, name := range slices.Concat(k.Key, k.Known) {
			if k.Field(name) == nil {
				t.Errorf("%s have no field %s", k.Many, name)
			}
		}
		for word, state := range k.StateWords {
			if word != Bare(word) || !k.HasState(state) {
				t.Errorf("%s: nothing is found by “%s” for %s", k.Many, word, state)
			}
		}
		if k.Undone != "" && !k.HasState(k.Undone) {
			t.Errorf("%s have no state %s", k.Many, k.Undone)
		}
		// Nothing is undone of what is never withdrawn.
		if never := []*Kind{LimbKind, ReviewKind, PositionKind}; k.Importable() && (k.UndoneState() == "") != slices.Contains(never, k) {
			t.Errorf("an undone one of %s rests in %q", k.Many, k.UndoneState())
		}
	}
}

// TestHeadingsAreRecognised recognises what exports write, for every kind, and
// what offices write.
func TestHeadingsAreRecognised(t *testing.T) {
	for _, k := range Registry {
		if !k.Importable() {
			continue
		}
		for _, column := range k.Columns() {
			found, own, _ := k.Recognised(" " + column.Label + ": ")
			if found == nil || !own || found.Label != column.Label {
				t.Errorf("%s: “%s” is recognised as %v", k.Many, column.Label, found)
			}
		}
		for _, derived := range k.Derived {
			if found, _, computed := k.Recognised(derived.Label); found == nil && !computed {
				t.Errorf("%s: “%s” is not known to be computed", k.Many, derived.Label)
			}
		}
	}
	for heading, want := range map[string]string{
		"Ref": ColumnRef, "reference no.": ColumnRef, "No.": ColumnOwnNumber, "RAG": ColumnState, "Action": "text", "ACTION OWNER": "owner",
		"Deadline": "due_on", "Date raised": "given_on", "Notes": "remarks", "Lead agency": "body", "What is wrong": "", "Colour": "",
	} {
		found, _, _ := CommitmentKind.Recognised(heading)
		if got := nameOf(found); got != want {
			t.Errorf("“%s” of commitments is %q, want %q", heading, got, want)
		}
	}
}

func nameOf(column *Column) string {
	if column == nil {
		return ""
	}
	return column.Name
}

func TestColumnsAreWrittenAsTheyAreRead(t *testing.T) {
	lines := []string{"Action = text", "Due = by = due_on", "Colour = "}
	want := []HeadingColumn{{"Action", "text"}, {"Due = by", "due_on"}, {"Colour", ""}}
	got := ParseColumns(lines)
	if !slices.Equal(got, want) || got[0].String() != lines[0] || got[1].String() != lines[1] {
		t.Errorf("%v", got)
	}
}
