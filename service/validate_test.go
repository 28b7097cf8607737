package service

import (
	"strings"
	"testing"

	"answerable/models"
)

// TestEveryRuleHasItsSentence finds rules in the kinds' tags that would be
// refused without a word of what was expected.
func TestEveryRuleHasItsSentence(t *testing.T) {
	found := 0
	for _, k := range models.Registry {
		for _, field := range k.Fields {
			for _, rule := range strings.Split(field.Validate, ",") {
				tag, _, _ := strings.Cut(rule, "=")
				if tag == "" || tag == "omitempty" {
					continue
				}
				found++
				if sentences[tag] == "" {
					t.Errorf("%s.%s: the rule %q has no sentence", k.Name, field.Name, tag)
				}
			}
		}
	}
	if found < 50 {
		t.Errorf("only %d rules were looked at", found)
	}
}

// TestProblemsSayWhatWasExpected goes through what can be wrong with a field.
func TestProblemsSayWhatWasExpected(t *testing.T) {
	for _, test := range []struct {
		field, typed, want string
	}{
		{"title", "", "Title: must be given"},
		{"title", strings.Repeat("x", 201), "Title: must be at most 200 characters"},
		{"held_on", "2019-02-30", "Date: must be a date that exists, for example 21 1 2019; day and month may be left empty where they are not known"},
		{"type", "party", "Type of meeting: must be one of: com, panel, performance, other"},
		{"recording", "javascript:alert(1)", "Recording: must be a web address that begins with https:// or http://"},
		{"place", "a\x00b", "Place: must not hold the character NUL"},
	} {
		meeting := &models.Meeting{MeetingInput: models.MeetingInput{Title: "COM", Type: "com", Common: models.Common{Marking: models.Official}}}
		field := models.MeetingKind.Field(test.field)
		if err := field.Parse(meeting, []string{test.typed}); err != nil {
			t.Fatal(err)
		}
		if got := validate(meeting, models.MeetingKind.Inputs()).Of(test.field); got != test.want {
			t.Errorf("%s %q: %q, not %q", test.field, test.typed, got, test.want)
		}
	}
}
