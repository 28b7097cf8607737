package models

import (
	"slices"
	"testing"
)

// TestSheetsComeInAfterWhatTheyReferTo walks the sheets in their order: what a
// row must refer to is there before it.
func TestSheetsComeInAfterWhatTheyReferTo(t *testing.T) {
	known := map[string]bool{}
	for _, ground := range GroundNeeded {
		if k := KindNamed(ground.Kind); k == nil || k.StartNamed(ground.Start) == nil {
			t.Fatalf("%s cannot be entered by %s", ground.Kind, ground.Start)
		}
	}
	asked := 0
	for _, sheet := range Sheets {
		for _, name := range sheet.Kinds {
			k := KindNamed(name)
			if k == nil || known[name] {
				t.Fatalf("%s: %s is no kind, or comes in twice", sheet.Name, name)
			}
			for _, field := range k.Inputs() {
				if field.Required && len(field.Kinds) > 0 {
					asked++
					if !slices.ContainsFunc(field.Kinds, func(kind string) bool { return known[kind] || kind == name }) {
						t.Errorf("%s: %s comes in before what its field %s must refer to", sheet.Name, name, field.Name)
					}
				}
			}
			known[name] = true
		}
	}
	if asked < 10 {
		t.Errorf("only %d references are needed: the walk does not reach them", asked)
	}
	for _, name := range MainRegisters {
		if !known[name] {
			t.Errorf("no sheet fills %s", name)
		}
	}
}
