package models

import (
	"slices"
	"strconv"
)

// yearly numbers records by kind and year (ASR-2019-0001): the year of a field
// when it is known, else the year in which the record is made.
func yearly(prefix, field string) func(Model, Facts) (Numbering, error) {
	return func(m Model, f Facts) (Numbering, error) {
		year := dateIn(m, field).Year()
		if year == "" {
			year = f.Today().Year()
		}
		return Numbering{Prefix: prefix + "-" + year + "-", Width: 4}, nil
	}
}

// numbered numbers records by kind alone (BODY-12).
func numbered(prefix string) func(Model, Facts) (Numbering, error) {
	return func(Model, Facts) (Numbering, error) { return Numbering{Prefix: prefix + "-"}, nil }
}

func dateIn(m Model, field string) Date {
	kind := KindOf(m)
	if f := kind.Field(field); f != nil {
		date, _ := f.Value(m).(Date)
		return date
	}
	return ""
}

func without(states []State, state State) []State {
	return slices.DeleteFunc(slices.Clone(states), func(s State) bool { return s == state })
}

// Format writes the n-th reference of the numbering.
func (n Numbering) Format(count int64) Ref {
	switch {
	case n.Exact != "":
		return Ref(n.Exact)
	case n.Bare && count == 1:
		return Ref(n.Prefix)
	case n.Bare:
		return Ref(n.Prefix + "-" + strconv.FormatInt(count, 10))
	}
	number := strconv.FormatInt(count, 10)
	for len(number) < n.Width {
		number = "0" + number
	}
	return Ref(n.Prefix + number)
}
