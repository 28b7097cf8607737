package models

// AwardOutcomeType tells what is done from what comes of it.
type AwardOutcomeType string

// Options lists the sorts.
func (AwardOutcomeType) Options() []Option {
	return []Option{{"output", "Output: what is done or made", ""}, {"outcome", "Outcome: what comes of it", ""}}
}

// AwardOutcome is one thing that money was to bring about: what was promised
// and what was delivered.
type AwardOutcome struct {
	Record
	AwardOutcomeInput
}

// AwardOutcomeInput is what people enter of an outcome.
type AwardOutcomeInput struct {
	Award         Ref              `json:"award" label:"Award or commission" ref:"award,commission" inverse:"Outcomes" validate:"required" list:"column,filter"`
	Title         string           `json:"title" label:"What it should bring about" validate:"required,max=200"`
	Type          AwardOutcomeType `json:"type" label:"Type" validate:"required" list:"column,filter"`
	Unit          string           `json:"unit" label:"Unit" hint:"For example schools visited" validate:"max=100"`
	Baseline      Decimal          `json:"baseline" label:"Before"`
	Promised      Decimal          `json:"promised" label:"Promised" list:"column" unknown:"No number promised"`
	Delivered     Decimal          `json:"delivered" label:"Delivered" list:"column" unknown:"Not reported"`
	DeliveredText string           `json:"delivered_text" label:"What was delivered, in words" widget:"textarea" validate:"max=4000" unknown:"Not reported"`
	AsAt          Date             `json:"as_at" label:"Delivered as at" list:"column,sort"`
	Common
}

// Heading is what it should bring about.
func (o *AwardOutcome) Heading() string { return o.Title }

// AwardOutcomeKind describes the outcomes of awards and commissions.
var AwardOutcomeKind = define[AwardOutcome](Kind{
	Name: "award-outcome", Plural: "award-outcomes", One: "Outcome of funding", Many: "Outcomes of funding", Family: FamilyFunding,
	Key:    []string{"award", "title"},
	About:  "What an award or a commission promised to bring about, and what it delivered.",
	Parent: "award", Order: "ref", States: currentStates,
	Derived: []Derived{delivery}, Under: underFunding,
	Start: []Move{add("Add an outcome", RoleGrants)},
	Moves: []Move{withdraw(to(RoleGrants), Current)},
	See:   []Grant{{Roles: everyone, Scopes: []Scope{WithParent}}},
	Edit:  []Grant{{Roles: []Role{RoleGrants}, States: []State{Current}}},
	Number: func(m Model, _ Facts) (Numbering, error) {
		return Numbering{Prefix: string(m.(*AwardOutcome).Award) + "-O"}, nil
	},
})
