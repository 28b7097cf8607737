package models

// Priority is one thing that the plan puts first. It stays one record through
// every edition, so that its whole past is one page, renames included.
type Priority struct {
	Record
	PriorityInput
}

// PriorityInput is what people enter of a priority.
type PriorityInput struct {
	Title   string `json:"title" label:"Title" hint:"What it is called now; each edition keeps its own" validate:"required,max=200"`
	Summary string `json:"summary" label:"What it is about" widget:"textarea" validate:"max=8000"`
	Since   Date   `json:"since" label:"A priority since" list:"column,sort"`
	Ended   Date   `json:"ended" label:"A priority until" list:"column,sort" unknown:"No end recorded"`
	Common
}

// Heading is the title.
func (p *Priority) Heading() string { return p.Title }

// PriorityKind describes priorities.
var PriorityKind = define[Priority](Kind{
	Name: "priority", Plural: "priorities", One: "Priority", Many: "Priorities", Family: FamilyPlan,
	Key:   []string{"title"},
	About: "One thing that the Police and Crime Plan puts first, followed through all its editions.",
	Order: "title", States: currentStates,
	Start: []Move{add("Add a priority", keepers...)},
	Moves: []Move{withdraw(to(keepers...), Current)},
	See:   to(everyone...),
	Edit:  []Grant{{Roles: keepers, States: []State{Current}}},
	Prepare: func(m Model, _ Facts) error {
		priority := m.(*Priority)
		return endProblems("ended", "A priority until", priority.Since, priority.Ended).Or()
	},
	Number: numbered("PRI"),
})

// Placement is a priority as one edition of the plan has it: under which
// outcome, by which name, with which narrative.
type Placement struct {
	Record
	PlacementInput
}

// PlacementInput is what people enter of a placement.
type PlacementInput struct {
	Edition   Ref     `json:"edition" label:"Edition" ref:"edition" inverse:"Priorities in it" validate:"required" list:"column,filter"`
	Priority  Ref     `json:"priority" label:"Priority" ref:"priority" inverse:"In editions of the plan" validate:"required" list:"column,filter"`
	Outcome   Ref     `json:"outcome" label:"Outcome" hint:"Of the same edition" ref:"outcome" inverse:"Priorities under it" list:"column,filter"`
	Position  *int64  `json:"position" label:"Place in the edition" list:"column,sort" validate:"omitempty,min=1,max=999"`
	Title     string  `json:"title" label:"Title in this edition" validate:"required,max=200"`
	Narrative string  `json:"narrative" label:"Narrative" hint:"What the edition says of it" widget:"textarea" validate:"max=20000"`
	Wording   Wording `json:"wording" label:"Wording"`
	Common
}

// Heading is the priority's title in that edition.
func (p *Placement) Heading() string { return p.Title }

// PlacementKind describes placements.
var PlacementKind = define[Placement](Kind{
	Name: "placement", Plural: "placements", One: "Placement", Many: "Placements", Family: FamilyPlan,
	Key:    []string{"edition", "priority"},
	About:  "A priority as one edition of the plan has it: its outcome, name and narrative there.",
	Parent: "edition", Order: "position", States: currentStates,
	Start: []Move{add("Place a priority", RolePlan, RoleCommissioner)},
	Moves: []Move{withdrawFromEdition()},
	See:   []Grant{{Roles: everyone, Scopes: []Scope{WithParent}}},
	Edit:  []Grant{{Roles: []Role{RolePlan, RoleCommissioner}, States: []State{Current}}},
	Prepare: func(m Model, f Facts) error {
		if err := editionProblem(m, f); err != nil {
			return err
		}
		placement := m.(*Placement)
		var problems Problems
		elsewhere, err := outcomeElsewhere(placement, f)
		if err != nil {
			return err
		}
		if elsewhere {
			problems = append(problems, Problem{Field: "outcome", Text: "Outcome: must be one of the same edition"})
		}
		twin, err := placedAlready(placement, f)
		if err != nil {
			return err
		}
		if twin != "" {
			problems = append(problems, Problem{Field: "priority", Text: "Priority: this edition has it already: " + string(twin)})
		}
		return problems.Or()
	},
	Number: func(m Model, _ Facts) (Numbering, error) {
		return Numbering{Prefix: string(m.(*Placement).Edition) + "-P"}, nil
	},
})

// outcomeElsewhere tells whether the outcome belongs to another edition.
func outcomeElsewhere(p *Placement, f Facts) (bool, error) {
	if p.Outcome == "" {
		return false, nil
	}
	outcome, err := f.Get(p.Outcome)
	if err != nil {
		return false, err
	}
	return outcome.(*Outcome).Edition != p.Edition, nil
}

// placedAlready finds the place that the edition gives the priority already.
func placedAlready(p *Placement, f Facts) (Ref, error) {
	placements, err := f.Find("placement", "edition", p.Edition)
	if err != nil {
		return "", err
	}
	for _, found := range placements {
		other := found.(*Placement)
		if other.Ref != p.Ref && other.State == Current && other.Priority == p.Priority {
			return other.Ref, nil
		}
	}
	return "", nil
}
