package models

// Interest is what somebody has in an application that keeps them from scoring
// or deciding it. Whoever has one says so before; one declared after they
// scored sets their score aside.
type Interest struct {
	Record
	InterestInput
	DeclaredOn Date `json:"declared_on" label:"Declared on" list:"column"`
}

// InterestInput is what people enter of an interest.
type InterestInput struct {
	Award  Ref    `json:"award" label:"Application" ref:"award" inverse:"Interests declared" validate:"required" list:"column,filter"`
	Person Ref    `json:"person" label:"Who has the interest" hint:"Yourself, if left empty" ref:"person" inverse:"Interests declared" list:"column,filter"`
	What   string `json:"what" label:"What the interest is" hint:"For example: is a trustee of the organisation" widget:"textarea" validate:"required,max=2000"`
	Common
}

// Heading names the application.
func (i *Interest) Heading() string { return "Interest in " + string(i.Award) }

// InterestKind describes interests.
var InterestKind = define[Interest](Kind{
	Name: "interest", Plural: "interests", One: "Interest", Many: "Interests", Family: FamilyFunding,
	Key:    []string{"award", "person"},
	About:  "An interest that somebody has in an application: they neither score nor decide it.",
	Parent: "award", Order: "ref", States: currentStates,
	Start: []Move{add("Declare an interest", opcc...)},
	Moves: []Move{{Name: "withdraw", Label: "Withdraw", From: []State{Current}, To: Withdrawn, Who: to(RoleGrants, RoleCommissioner), Reason: true, Final: true,
		Needs: []Need{notBy("Whoever has an interest may not withdraw it: somebody else must", func(m Model) []Ref { return []Ref{m.(*Interest).Person, m.Base().CreatedBy} })}}},
	See: []Grant{{Roles: opcc, Scopes: []Scope{WithParent}}},
	Prepare: func(m Model, f Facts) error {
		interest := m.(*Interest)
		if interest.Person == "" {
			interest.Person = f.Actor().Person
		}
		if interest.Person == "" {
			return Problems{{Field: "person", Text: "Who has the interest: enter the person"}}.Or()
		}
		interest.DeclaredOn = f.Today()
		return nil
	},
	Then: func(m Model, f Facts) ([]Effect, error) {
		interest := m.(*Interest)
		award, err := f.Get(interest.Award)
		if err != nil {
			return nil, err
		}
		return settle(award.(*Award), interest.Person, f)
	},
	Number: func(m Model, _ Facts) (Numbering, error) {
		return Numbering{Prefix: string(m.(*Interest).Award) + "-I"}, nil
	},
})

// interested are those with a declared interest in an application.
func interested(f Facts, award Ref) (Refs, error) {
	found, err := f.Find("interest", "award", award)
	var people Refs
	for _, m := range found {
		if interest := m.(*Interest); interest.State == Current {
			people = append(people, interest.Person)
		}
	}
	return people, err
}

// disinterested keeps whoever has declared an interest in an application from
// deciding it.
var disinterested = Need{"You have declared an interest in this application: somebody else must decide it", func(m Model, f Facts) (bool, error) {
	if f.Actor().Person == "" {
		return true, nil
	}
	people, err := interested(f, m.Base().Ref)
	return !people.Has(f.Actor().Person), err
}}
