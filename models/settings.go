package models

import "regexp"

// RedMeans is what a recommendation that is shown red has done.
type RedMeans string

// The meanings of red.
const (
	RedOverdue RedMeans = "overdue"
	RedFailing RedMeans = "failing"
)

// Options lists the meanings.
func (RedMeans) Options() []Option {
	return []Option{
		{string(RedOverdue), "Overdue: its target date has passed", ""},
		{string(RedFailing), "Failing: overdue, or several signs that it will not be carried out", ""},
	}
}

// SettingsRef is the reference of the one record of settings.
const SettingsRef Ref = "OFFICE"

// Settings are what an office decides once for all of its work. There is one
// record of them; DefaultSettings hold until somebody enters it.
type Settings struct {
	Record
	SettingsInput
}

// SettingsInput is what people enter of the settings.
type SettingsInput struct {
	RedMeans     RedMeans `json:"red_means" label:"Red on a recommendation means" validate:"required"`
	Publisher    Ref      `json:"publisher" label:"Publisher of open data" hint:"The body that makes the grants" ref:"body" inverse:"Settings" unknown:"Not set"`
	GivingPrefix string   `json:"giving_prefix" label:"360Giving prefix" hint:"As 360Giving registered it for the publisher, for example 360G-abc. Nothing is published in the standard without it" validate:"max=40" unknown:"Not set"`
	Licence      string   `json:"licence" label:"Licence of open data" hint:"Its web address" validate:"omitempty,http_url,max=2000" unknown:"Not set"`
	Common
}

// DefaultSettings are the settings of an office that has entered none.
func DefaultSettings() *Settings {
	return &Settings{SettingsInput: SettingsInput{RedMeans: RedOverdue}}
}

// Heading says what the record is.
func (s *Settings) Heading() string { return "Settings of the office" }

// SettingsKind describes the settings of the office.
var SettingsKind = define[Settings](Kind{
	Name: "settings", Plural: "settings", One: "Settings", Many: "Settings", Family: FamilyPeople,
	Key:   []string{"red_means"},
	About: "What the office decides once for all of its work: what red means, and under which name it publishes. There is one record of it.",
	Order: "ref", States: currentStates,
	Start: []Move{{Name: "add", Label: "Enter the settings", To: Current, Who: to(RoleAdmin)}},
	See:   to(everyone...),
	Edit:  []Grant{{Roles: []Role{RoleAdmin}, States: []State{Current}}},
	Prepare: func(m Model, _ Facts) error {
		if prefix := m.(*Settings).GivingPrefix; prefix != "" && !givingPrefix.MatchString(prefix) {
			return Problems{{Field: "giving_prefix", Text: "360Giving prefix: must be 360G- and the letters, digits and hyphens that 360Giving gave, for example 360G-abc"}}.Or()
		}
		return nil
	},
	Number: func(Model, Facts) (Numbering, error) { return Numbering{Exact: string(SettingsRef)}, nil },
})

var givingPrefix = regexp.MustCompile(`^360[Gg]-[A-Za-z0-9_-]+$`)
