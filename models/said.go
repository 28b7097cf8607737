package models

import "slices"

// Said is a filter of records by what bodies say of them now, such as
// recommendations by position.
type Said struct {
	Name  string
	Label string
	// By is the filter that narrows it to what some bodies say. Of several it is
	// what any of them said last: that of a body and of those that it succeeded.
	By      string
	ByLabel string
	// Kind says it, in the field Value, of the record that it is part of. Body
	// is the body that says it, Since the day.
	Kind, Value, Body, Since string
	// None stands where nothing is said.
	None string
}

// positionSaid is what bodies say to a recommendation.
var positionSaid = Said{
	Name: "position", Label: "Position", By: "position_by", ByLabel: "Position: of the body",
	Kind: "position", Value: "stance", Body: "body", Since: "stated_on", None: "None stated",
}

// Options are what is said, and that nothing is.
func (s *Said) Options() []Option {
	return append(slices.Clone(KindNamed(s.Kind).Field(s.Value).Options), Option{Unknown, s.None, "grey"})
}

// Takes tells whether a filter of that name is this one.
func (s *Said) Takes(name string) bool { return s != nil && (name == s.Name || name == s.By) }
