package models

// FocusArea is one of the things that a report, such as the force's own audit,
// looked at.
type FocusArea struct {
	Record
	FocusAreaInput
}

// FocusAreaInput is what people enter of a focus area.
type FocusAreaInput struct {
	Report   Ref    `json:"report" label:"Report" ref:"report" inverse:"Focus areas" validate:"required" list:"column,filter"`
	Position *int64 `json:"position" label:"Place in the report" list:"column,sort" validate:"omitempty,min=1,max=999"`
	Title    string `json:"title" label:"Focus" validate:"required,max=200"`
	Text     string `json:"text" label:"What was looked at" widget:"textarea" validate:"max=8000"`
	Findings string `json:"findings" label:"What was found" widget:"textarea" validate:"max=20000" unknown:"Findings not recorded"`
	Common
}

// Heading is the focus in its few words.
func (a *FocusArea) Heading() string { return a.Title }

// FocusAreaKind describes focus areas.
var FocusAreaKind = define[FocusArea](Kind{
	Name: "focus-area", Plural: "focus-areas", One: "Focus area", Many: "Focus areas", Family: FamilyRecommendations,
	Key:    []string{"report", "title"},
	About:  "One of the things that a report looked at, and what was found.",
	Parent: "report", Order: "position", States: currentStates,
	Start: []Move{add("Add a focus area", keepers...)},
	Moves: []Move{withdraw(to(keepers...), Current)},
	See:   []Grant{{Roles: everyone, Scopes: []Scope{WithParent}}},
	Edit:  []Grant{{Roles: keepers, States: []State{Current}}},
	Number: func(m Model, _ Facts) (Numbering, error) {
		return Numbering{Prefix: string(m.(*FocusArea).Report) + "-F"}, nil
	},
})
