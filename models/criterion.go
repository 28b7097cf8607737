package models

import "strconv"

// CriterionCheck is how an application is held against a criterion.
type CriterionCheck string

// The checks.
const (
	CheckEligibility CriterionCheck = "eligibility"
	CheckScore       CriterionCheck = "score"
)

// Options lists the checks.
func (CriterionCheck) Options() []Option {
	return []Option{{string(CheckEligibility), "Eligibility: met or not", ""}, {string(CheckScore), "Scored by assessors", ""}}
}

// Criterion is one thing against which a round holds its applications.
type Criterion struct {
	Record
	CriterionInput
}

// CriterionInput is what people enter of a criterion.
type CriterionInput struct {
	Round     Ref            `json:"round" label:"Round" ref:"round" inverse:"Criteria" validate:"required" list:"column,filter"`
	Number    *int64         `json:"number" label:"Number" hint:"Its place in the order: assessors score by it" validate:"required,min=1,max=99" list:"column,sort"`
	Title     string         `json:"title" label:"Criterion" validate:"required,max=300"`
	CheckedBy CriterionCheck `json:"checked_by" label:"How it is checked" validate:"required" list:"column,filter"`
	Most      *int64         `json:"most" label:"Highest score" hint:"For a scored criterion, for example 5" validate:"omitempty,min=1,max=100" unknown:"Not scored"`
	Weight    *int64         `json:"weight" label:"Weight" hint:"How much it counts beside the others: 1 if left empty" validate:"omitempty,min=1,max=100" unknown:"1"`
	Common
}

// Heading is the criterion.
func (c *Criterion) Heading() string { return c.Title }

// CriterionKind describes criteria.
var CriterionKind = define[Criterion](Kind{
	Name: "criterion", Plural: "criteria", One: "Criterion", Many: "Criteria", Family: FamilyFunding,
	Key:    []string{"round", "number"},
	About:  "What a round asks of its applications: to be eligible, or to score well.",
	Parent: "round", Order: "number", States: currentStates,
	Start: []Move{add("Add a criterion", RoleGrants)},
	Moves: []Move{{Name: "withdraw", Label: "Withdraw", From: []State{Current}, To: Withdrawn, Who: to(RoleGrants), Reason: true, Final: true, Needs: []Need{unscored}}},
	See:   []Grant{{Roles: opcc, Scopes: []Scope{WithParent}}},
	Edit:  []Grant{{Roles: []Role{RoleGrants}, States: []State{Current}}},
	Prepare: func(m Model, f Facts) error {
		criterion := m.(*Criterion)
		var problems Problems
		if (criterion.CheckedBy == CheckScore) != (criterion.Most != nil) {
			problems = append(problems, Problem{Field: "most", Text: "Highest score: enter one for a scored criterion, and none for one of eligibility"})
		}
		if criterion.CheckedBy == CheckEligibility && criterion.Weight != nil {
			problems = append(problems, Problem{Field: "weight", Text: "Weight: only a scored criterion has one"})
		}
		others, err := criteriaOf(f, criterion.Round)
		if err != nil {
			return err
		}
		for _, other := range others {
			if other.Ref != criterion.Ref && *other.Number == *criterion.Number {
				problems = append(problems, Problem{Field: "number", Text: "Number: " + string(other.Ref) + " has it already"})
			}
		}
		used, err := scoredIn(f, criterion.Round)
		if err != nil {
			return err
		}
		if used {
			problems = append(problems, Problem{Field: "round", Text: "Round: its applications are being scored, so its criteria stay as they are"})
		}
		return problems.Or()
	},
	Number: func(m Model, _ Facts) (Numbering, error) {
		return Numbering{Prefix: string(m.(*Criterion).Round) + "-C"}, nil
	},
})

// unscored is the need that no assessment rests on the criteria yet.
var unscored = Need{"The applications of the round are being scored, so its criteria stay as they are", func(m Model, f Facts) (bool, error) {
	used, err := scoredIn(f, m.(*Criterion).Round)
	return !used, err
}}

// scoredIn tells whether somebody scores the applications of a round already.
func scoredIn(f Facts, round Ref) (bool, error) {
	assessments, err := f.Find("assessment", "round", round)
	for _, assessment := range assessments {
		if assessment.Base().State != Withdrawn {
			return true, err
		}
	}
	return false, err
}

// criteriaOf are the criteria of a round that were not withdrawn.
func criteriaOf(f Facts, round Ref) ([]*Criterion, error) {
	found, err := f.Find("criterion", "round", round)
	var criteria []*Criterion
	for _, m := range found {
		if criterion := m.(*Criterion); criterion.State == Current && criterion.Number != nil {
			criteria = append(criteria, criterion)
		}
	}
	return criteria, err
}

// weight is how much a scored criterion counts.
func (c *Criterion) weight() int64 {
	if c.Weight == nil {
		return 1
	}
	return *c.Weight
}

// label is how a score is entered for it.
func (c *Criterion) label() string { return strconv.FormatInt(*c.Number, 10) }

// copiedCriteria are the criteria of an earlier round, for one that takes them
// over as it is planned.
func copiedCriteria(m Model, f Facts) ([]Effect, error) {
	round := m.(*Round)
	if round.CriteriaFrom == "" {
		return nil, nil
	}
	criteria, err := criteriaOf(f, round.CriteriaFrom)
	var effects []Effect
	for _, from := range criteria {
		again := &Criterion{CriterionInput: from.CriterionInput}
		again.Round = round.Ref
		effects = append(effects, Effect{Kind: "criterion", Make: again, Why: "taken over from " + string(round.CriteriaFrom)})
	}
	return effects, err
}
