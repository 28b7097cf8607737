package models

// Option is one value of a choice: what is stored, what people read, and the
// tone (a colour name of the design system's tag) in which it is shown.
type Option struct {
	Value string
	Label string
	Tone  string
}

// Choice is a text type whose values are a closed list. Forms, filters, the
// API's schema and validation all read the list from here.
type Choice interface{ Options() []Option }

// Marking is the security marking of a record under the Government Security
// Classifications Policy.
type Marking string

// The markings in use. OFFICIAL-SENSITIVE is never published.
const (
	Official          Marking = "OFFICIAL"
	OfficialSensitive Marking = "OFFICIAL-SENSITIVE"
)

// Options lists the markings.
func (Marking) Options() []Option {
	return []Option{{string(Official), "OFFICIAL", ""}, {string(OfficialSensitive), "OFFICIAL-SENSITIVE", "red"}}
}

// State is where a record stands in its kind's lifecycle.
type State string

// The states of kinds without a lifecycle of their own. Nothing is deleted.
const (
	Current   State = "current"
	Withdrawn State = "withdrawn"
)

// LabelOf is the label of a value in a list of options, or the value itself.
func LabelOf(options []Option, value string) string { return optionOf(options, value).Label }

// ToneOf is the tone of a value in a list of options.
func ToneOf(options []Option, value string) string { return optionOf(options, value).Tone }

func optionOf(options []Option, value string) Option {
	for _, option := range options {
		if option.Value == value {
			return option
		}
	}
	return Option{Value: value, Label: value}
}
