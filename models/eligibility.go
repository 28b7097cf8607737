package models

// Finding is whether an application meets a criterion.
type Finding string

// The findings.
const (
	FindingMet     Finding = "met"
	FindingNotMet  Finding = "not met"
	FindingUnknown Finding = "not known"
)

// Options lists the findings.
func (Finding) Options() []Option {
	return []Option{{string(FindingMet), "Met", "green"}, {string(FindingNotMet), "Not met", "red"}, {string(FindingUnknown), "Not known", "purple"}}
}

// Eligibility is whether one application meets one criterion of its round. Who
// found so, and when, stands in the trail.
type Eligibility struct {
	Record
	EligibilityInput
}

// EligibilityInput is what people enter of a check.
type EligibilityInput struct {
	Award     Ref     `json:"award" label:"Application" ref:"award" inverse:"Eligibility" validate:"required" list:"column,filter"`
	Criterion Ref     `json:"criterion" label:"Criterion" ref:"criterion" inverse:"Checks" validate:"required" list:"column,filter"`
	Finding   Finding `json:"finding" label:"Finding" validate:"required" list:"column,filter"`
	Note      string  `json:"note" label:"Note" widget:"textarea" validate:"max=2000" unknown:"None"`
	Common
}

// Heading names the criterion.
func (e *Eligibility) Heading() string { return "Check of " + string(e.Criterion) }

// EligibilityKind describes eligibility checks.
var EligibilityKind = define[Eligibility](Kind{
	Name: "eligibility", Plural: "eligibility-checks", One: "Eligibility check", Many: "Eligibility checks", Family: FamilyFunding,
	Key:    []string{"award", "criterion"},
	About:  "Whether an application meets what its round asks of every application.",
	Parent: "award", Order: "ref", States: currentStates,
	Start: []Move{add("Check eligibility", RoleGrants)},
	Moves: []Move{withdraw(to(RoleGrants), Current)},
	See:   []Grant{{Roles: opcc, Scopes: []Scope{WithParent}}},
	Edit:  []Grant{{Roles: []Role{RoleGrants}, States: []State{Current}}},
	Prepare: func(m Model, f Facts) error {
		check := m.(*Eligibility)
		award, err := f.Get(check.Award)
		if err != nil {
			return err
		}
		criterion, err := f.Get(check.Criterion)
		if err != nil {
			return err
		}
		if held := criterion.(*Criterion); held.Round != award.(*Award).Round || held.CheckedBy != CheckEligibility {
			return Problems{{Field: "criterion", Text: "Criterion: must be one of eligibility, of the round of the application"}}.Or()
		}
		found, err := f.Find("eligibility", "award", check.Award)
		for _, other := range found {
			if other := other.(*Eligibility); other.Ref != check.Ref && other.State == Current && other.Criterion == check.Criterion {
				return Problems{{Field: "criterion", Text: "Criterion: it is checked already, in " + string(other.Ref)}}.Or()
			}
		}
		return err
	},
	Number: func(m Model, _ Facts) (Numbering, error) {
		return Numbering{Prefix: string(m.(*Eligibility).Award) + "-E"}, nil
	},
})

// eligible is the need that nothing speaks against an application, or that it
// is recorded why it is recommended all the same.
var eligible = Need{"The application is not eligible: a check is not met, or it asks for more than the maximum of the round. Record why it is recommended all the same", func(m Model, f Facts) (bool, error) {
	award := m.(*Award)
	if award.IneligibleReason != "" {
		return true, nil
	}
	checks, err := f.Find("eligibility", "award", award.Ref)
	if err != nil {
		return false, err
	}
	for _, check := range checks {
		if check := check.(*Eligibility); check.State == Current && check.Finding == FindingNotMet {
			return false, nil
		}
	}
	if award.Round == "" || award.Asked == nil {
		return true, nil
	}
	round, err := f.Get(award.Round)
	if err != nil {
		return false, err
	}
	most := round.(*Round).Maximum
	return most == nil || *award.Asked <= *most, nil
}}
