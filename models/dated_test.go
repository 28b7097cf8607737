package models

import (
	"slices"
	"testing"
)

// TestDatedFieldsFitTheirKinds holds the table of the calendar and the kinds
// together: what a statement is made of must be there.
func TestDatedFieldsFitTheirKinds(t *testing.T) {
	for _, dated := range DatedFields {
		k := KindNamed(dated.Kind)
		if k == nil {
			t.Errorf("there is no kind %q", dated.Kind)
			continue
		}
		field := k.Field(dated.Field)
		switch {
		case field == nil:
			t.Errorf("%s has no field %s", dated.Kind, dated.Field)
		case dated.Yearly && (field.Type != TextField || !k.Field("type").Filter):
			t.Errorf("%s.%s is no text that can be found by an indexed type", dated.Kind, dated.Field)
		case !dated.Yearly && (field.Type != DateField || !field.Sort):
			t.Errorf("%s.%s is no date with an index", dated.Kind, dated.Field)
		}
		for _, state := range dated.States {
			if !k.HasState(state) {
				t.Errorf("%s has no state %q", dated.Kind, state)
			}
		}
		for _, name := range dated.Types {
			if !slices.ContainsFunc(k.Field("type").Options, func(o Option) bool { return o.Value == name }) {
				t.Errorf("%s has no type %q", dated.Kind, name)
			}
		}
		if dated.Unless != "" && k.Field(dated.Unless).Type != DateField {
			t.Errorf("%s.%s is no date", dated.Kind, dated.Unless)
		}
		if dated.FallsTo != "" && k.Field(dated.FallsTo).Type != RefField {
			t.Errorf("%s.%s is no reference", dated.Kind, dated.FallsTo)
		}
		if dated.Late != "" && ToneOf(k.DerivedNamed(dated.Derived).Options, dated.Late) == "" {
			t.Errorf("%s has no %s that is %q and shown", dated.Kind, dated.Derived, dated.Late)
		}
		if LabelOf(dated.Category.Options(), string(dated.Category)) == string(dated.Category) {
			t.Errorf("%q is no category", dated.Category)
		}
	}
}

func TestYearDays(t *testing.T) {
	for _, c := range []struct {
		day      YearDay
		from, to Date
		want     []Date
	}{
		{"18 March", "2019-03-01", "2019-03-31", []Date{"2019-03-18"}},
		{"18 March", "2019-03-19", "2020-03-17", nil},
		{"18 March", "2019-03-18", "2020-03-18", []Date{"2019-03-18", "2020-03-18"}},
		// 2020 is a leap year, 2019 and 2021 are not.
		{"29 February", "2019-01-01", "2021-12-31", []Date{"2020-02-29"}},
		{"31 December", "2018-12-31", "2019-01-01", []Date{"2018-12-31"}},
		{"third Thursday of November", "2019-01-01", "2019-12-31", nil},
	} {
		if got := c.day.Between(c.from, c.to); !slices.Equal(got, c.want) {
			t.Errorf("%s from %s to %s: %v, want %v", c.day, c.from, c.to, got, c.want)
		}
	}
}

func TestWhatIsAYearDay(t *testing.T) {
	for day, want := range map[YearDay]bool{"18 March": true, "29 February": true, "1 may": true, "": false, "30 February": false, "March": false, "18 March 2019": false, "18/3": false} {
		if day.Valid() != want {
			t.Errorf("%q: valid is %t", day, !want)
		}
	}
}

// TestReadingFromOutside holds that nobody reads OFFICIAL-SENSITIVE records
// from outside, and that the person themselves stays who they are.
func TestReadingFromOutside(t *testing.T) {
	for _, role := range Roles {
		who := &Actor{Person: "PER-1", Roles: []Role{role}, Side: SideOf(role)}
		before := who.Cleared()
		if who.Outside().Cleared() {
			t.Errorf("%s is cleared outside", role)
		}
		if who.Cleared() != before || who.Outside().Person != who.Person {
			t.Errorf("%s changed", role)
		}
	}
}
