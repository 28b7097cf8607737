package models

import "slices"

// RetestResult is what a later audit found of an earlier finding.
type RetestResult string

// The results.
const (
	RetestPutRight RetestResult = "put right"
	RetestPartly   RetestResult = "partly put right"
	RetestFound    RetestResult = "found again"
	RetestSkipped  RetestResult = "not looked at"
)

// Options lists the results.
func (RetestResult) Options() []Option {
	return []Option{
		{string(RetestPutRight), "Put right", "green"},
		{string(RetestPartly), "Partly put right", "yellow"},
		{string(RetestFound), "Found again", "red"},
		{string(RetestSkipped), "Not looked at", "grey"},
	}
}

// FindingRetest is what an audit found of a finding of the one before it. It is
// never changed. That something was put right is evidence; closing the finding
// is still for somebody else than its owner.
type FindingRetest struct {
	Record
	FindingRetestInput
}

// FindingRetestInput is what people enter of the re-test of a finding.
type FindingRetestInput struct {
	Finding   Ref          `json:"finding" label:"Finding" ref:"recommendation" inverse:"Looked at again" validate:"required" list:"column,filter"`
	Audit     Ref          `json:"audit" label:"Audit that looked again" ref:"report" inverse:"Findings looked at again" validate:"required" list:"column,filter"`
	Result    RetestResult `json:"result" label:"Result" validate:"required" list:"column,filter"`
	Rationale string       `json:"rationale" label:"What was found" widget:"textarea" validate:"required,max=8000"`
	Evidence  Refs         `json:"evidence" label:"Evidence looked at" hint:"References of documents or other records, one a line" ref:"*" inverse:"Looked at in the re-test" unknown:"None recorded"`
	LookedOn  Date         `json:"looked_on" label:"Looked at on" list:"column,sort"`
	Common
}

// Heading is the result and what it is about.
func (r *FindingRetest) Heading() string {
	return LabelOf(r.Result.Options(), string(r.Result)) + ": " + string(r.Finding)
}

// FindingRetestKind describes re-tests of findings.
var FindingRetestKind = define[FindingRetest](Kind{
	Name: "finding-retest", Plural: "finding-retests", One: "Re-test of a finding", Many: "Re-tests of findings", Family: FamilyRecommendations,
	Key:    []string{"finding", "audit"},
	About:  "What a later audit found of a finding: put right, found again, or not looked at. It is never changed.",
	Parent: "finding", Order: "-looked_on",
	States: []Option{
		{string(Current), "Recorded", "green"},
		{string(Withdrawn), "Withdrawn", "grey"},
	},
	Start: []Move{{Name: "record", Label: "Record a re-test", To: Current, Who: to(RolePlan, RoleCommissioner, RoleChief, RoleDrafter), Needs: []Need{laterAudit, lookedOnce}, Then: tellFinding}},
	Moves: []Move{{Name: "withdraw", Label: "Withdraw", From: []State{Current}, To: Withdrawn, Who: to(RolePlan, RoleCommissioner), Reason: true, Final: true, Then: untellFinding}},
	See:   []Grant{{Roles: everyone, Scopes: []Scope{WithParent}}},
	Prepare: func(m Model, f Facts) error {
		retest := m.(*FindingRetest)
		if earlier(f.Today(), retest.LookedOn) {
			return Problems{{Field: "looked_on", Text: "Looked at on: must not be in the future"}}.Or()
		}
		return nil
	},
	Number: func(m Model, _ Facts) (Numbering, error) {
		return Numbering{Prefix: string(m.(*FindingRetest).Finding) + "-T"}, nil
	},
})

var laterAudit = Need{"A finding is looked at again by another report than the one that it stands in, and not by an earlier one", func(m Model, f Facts) (bool, error) {
	retest := m.(*FindingRetest)
	finding, err := f.Get(retest.Finding)
	if err != nil {
		return false, err
	}
	first, err := f.Get(finding.(*Recommendation).Report)
	if err != nil {
		return false, err
	}
	again, err := f.Get(retest.Audit)
	if err != nil {
		return false, err
	}
	return retest.Audit != finding.(*Recommendation).Report && !earlier(again.(*Report).PublishedOn, first.(*Report).PublishedOn), nil
}}

var lookedOnce = Need{"This audit’s re-test of the finding is recorded already", func(m Model, f Facts) (bool, error) {
	retest := m.(*FindingRetest)
	others, err := f.Find("finding-retest", "finding", retest.Finding)
	return !slices.ContainsFunc(others, func(other Model) bool {
		o := other.(*FindingRetest)
		return o.Ref != retest.Ref && o.Audit == retest.Audit && o.State == Current
	}), err
}}

// stillThere tells whether the result says that there is still something to
// put right.
func (r *FindingRetest) stillThere() bool { return r.Result == RetestFound || r.Result == RetestPartly }

// tellFinding notes on a finding that it was found again, and reopens it where
// it was taken to be done.
func tellFinding(m Model, _ Facts) ([]Effect, error) {
	retest := m.(*FindingRetest)
	if !retest.stillThere() {
		return nil, nil
	}
	why := LabelOf(retest.Result.Options(), string(retest.Result)) + " by " + string(retest.Audit) + ": " + string(retest.Ref)
	return []Effect{
		{Kind: "recommendation", Ref: retest.Finding, Why: why, Set: func(m Model) {
			finding := m.(*Recommendation)
			finding.FoundAgain = append(slices.Clone(finding.FoundAgain), retest.Audit)
		}},
		{Kind: "recommendation", Ref: retest.Finding, Why: why, Move: "reopen"},
	}, nil
}

// untellFinding takes back what a withdrawn re-test said of a finding. That it
// was reopened stays: whether it is done is for people to say.
func untellFinding(m Model, _ Facts) ([]Effect, error) {
	retest := m.(*FindingRetest)
	if !retest.stillThere() {
		return nil, nil
	}
	return []Effect{{Kind: "recommendation", Ref: retest.Finding, Why: "Withdrawn: " + string(retest.Ref), Set: func(m Model) {
		finding := m.(*Recommendation)
		finding.FoundAgain = slices.DeleteFunc(slices.Clone(finding.FoundAgain), func(audit Ref) bool { return audit == retest.Audit })
	}}}, nil
}

// foundAgain is the derived fact that a later audit found it too.
var foundAgain = Derived{
	Name: "found", Label: "Found again",
	Options: []Option{{"yes", "Found again", "red"}, {"no", "Not found again", ""}},
	SQL:     "CASE WHEN found_again <> '[]' THEN 'yes' ELSE 'no' END",
	Holds:   map[string]string{"yes": "found_again <> '[]'"},
	Of: func(m Model, _ Date) string {
		if len(m.(*Recommendation).FoundAgain) > 0 {
			return "yes"
		}
		return "no"
	},
}
