package models

import "slices"

// RecommendationScope is how far a recommendation reaches.
type RecommendationScope string

// Options lists the scopes.
func (RecommendationScope) Options() []Option {
	return []Option{
		{"national", "National", ""},
		{"force", "The force", ""},
		{"pcc", "The Commissioner", ""},
		{"partner", "A partner", ""},
	}
}

// RecommendationType is what sort of thing a report asks for.
type RecommendationType string

// Options lists the sorts.
func (RecommendationType) Options() []Option {
	return []Option{
		{"recommendation", "Recommendation", ""},
		{"compliance", "Finding on compliance", ""},
		{"training", "Training need", ""},
		{"agreed action", "Agreed action", ""},
	}
}

// Recommendation is something that a report says ought to be done, or a finding
// of an audit. What each body thinks of it is its Position; how far it has been
// carried out is the recommendation's own state.
type Recommendation struct {
	Record
	RecommendationInput
	TargetOn        Date      `json:"target_on" label:"Target date" validate:"omitempty,day" list:"column,sort" unknown:"No date set"`
	TargetRevisions Revisions `json:"target_revisions" label:"Changes of the target date" unknown:"None"`
	Evidence        Refs      `json:"evidence" label:"Evidence that it was implemented" hint:"References of documents or other records, one a line" ref:"*" inverse:"Evidence for" unknown:"No evidence"`
	ClaimedOn       Date      `json:"claimed_on" label:"Said to be implemented on" list:"sort" unknown:"Not claimed"`
	ClaimedBy       Ref       `json:"claimed_by" label:"Said to be implemented by" ref:"person" inverse:"Said to be implemented" unknown:"Nobody"`
	ClosedOn        Date      `json:"closed_on" label:"Closed on" list:"sort" unknown:"Not closed"`
	FoundAgain      Refs      `json:"found_again" label:"Found again by" ref:"report" inverse:"Found again" list:"filter" unknown:"No later audit"`
	ClosedBy        Ref       `json:"closed_by" label:"Closed by" ref:"person" inverse:"Closed" unknown:"Nobody"`
}

// RecommendationInput is what people enter of a recommendation.
type RecommendationInput struct {
	Report          Ref                 `json:"report" label:"Report" ref:"report" inverse:"Recommendations" validate:"required" list:"column,filter"`
	Number          string              `json:"number" label:"Number in the report" hint:"Leave empty where it is not known" validate:"max=20" list:"column" unknown:"Number not known"`
	Title           string              `json:"title" label:"Short title" validate:"required,max=200"`
	Type            RecommendationType  `json:"type" label:"What it is" list:"filter"`
	FocusArea       Ref                 `json:"focus_area" label:"Focus area" hint:"Of the audit that found it" ref:"focus-area" inverse:"Findings" list:"filter" unknown:"None"`
	Text            string              `json:"text" label:"What it says" widget:"textarea" validate:"max=8000" unknown:"Text not recorded"`
	Wording         Wording             `json:"wording" label:"Wording"`
	AddressedTo     Refs                `json:"addressed_to" label:"Addressed to" ref:"body" inverse:"Recommendations addressed here" list:"filter"`
	AddressedToText string              `json:"addressed_to_text" label:"Addressed to, in words" hint:"Where the bodies are not known one by one, or not verified" validate:"max=400"`
	Scope           RecommendationScope `json:"scope" label:"Scope" list:"column,filter"`
	OwnerBody       Ref                 `json:"owner_body" label:"Body that must deliver it" ref:"body" inverse:"Recommendations to deliver" list:"column,filter"`
	Common
}

// Heading is the short title.
func (r *Recommendation) Heading() string { return r.Title }

// The states of a recommendation: how far it has been carried out.
const (
	RecommendationNotRecorded State = "not recorded"
	RecommendationNotStarted  State = "not started"
	RecommendationInProgress  State = "in progress"
	RecommendationImplemented State = "implemented"
	RecommendationClosed      State = "closed"
	RecommendationSuperseded  State = "superseded"
	RecommendationNotOurs     State = "not ours to deliver"
)

// recommendationOpen are the states in which something is still to be done, as
// far as is known.
var recommendationOpen = []State{RecommendationNotRecorded, RecommendationNotStarted, RecommendationInProgress}

// deliverers are those who act for the body that must deliver it, and the plan
// managers, who enter what bodies outside the system report.
var deliverers = slices.Concat(to(RolePlan), doers)

// RecommendationKind describes recommendations.
var RecommendationKind = define[Recommendation](Kind{
	Name: "recommendation", Plural: "recommendations", One: "Recommendation", Many: "Recommendations", Family: FamilyRecommendations,
	Key:   []string{"report", "number", "title"},
	Known: []string{"number"},
	About: "Something that a report says ought to be done: implemented with evidence, and closed by somebody else.",
	Body:  "owner_body", Order: "ref",
	States: []Option{
		{string(RecommendationNotRecorded), "Implementation not recorded", "purple"},
		{string(RecommendationNotStarted), "Not started", "grey"},
		{string(RecommendationInProgress), "In progress", "blue"},
		{string(RecommendationImplemented), "Implemented, not verified", "yellow"},
		{string(RecommendationClosed), "Closed", "green"},
		{string(RecommendationSuperseded), "Superseded", "grey"},
		{string(RecommendationNotOurs), "Not ours to deliver", "grey"},
		{string(Withdrawn), "Withdrawn", "grey"},
	},
	Start: []Move{
		{Name: "add", Label: "Add a recommendation", To: RecommendationNotStarted, Who: to(RolePlan, RoleCommissioner), Offers: []string{"target_on"}},
		{Name: "record", Label: "Add one whose implementation is not known", To: RecommendationNotRecorded, Who: to(RolePlan, RoleCommissioner), Offers: []string{"target_on"}},
	},
	Moves: []Move{
		{Name: "not-started", Label: "Record that it was not started", From: []State{RecommendationNotRecorded}, To: RecommendationNotStarted, Who: deliverers},
		{Name: "start", Label: "Record that work has started", From: []State{RecommendationNotRecorded, RecommendationNotStarted}, To: RecommendationInProgress, Who: deliverers},
		{Name: "revise-target", Label: "Set or revise the target date", From: recommendationOpen, Who: deliverers, Asks: []string{"target_on"}, Reason: true},
		{Name: "claim", Label: "Say that it is implemented", From: recommendationOpen, To: RecommendationImplemented, Who: deliverers, Asks: []string{"evidence"},
			Do: func(m Model, f Facts) error {
				r := m.(*Recommendation)
				r.ClaimedOn, r.ClaimedBy = f.Today(), f.Actor().Person
				return nil
			}},
		reassign(to(RolePlan, RoleCommissioner), []Need{notByOwner}, RecommendationImplemented),
		replan(to(RolePlan, RoleCommissioner), RecommendationImplemented, RecommendationClosed),
		{Name: "close", Label: "Verify and close", From: []State{RecommendationImplemented}, To: RecommendationClosed, Who: to(RolePlan, RoleCommissioner), Reason: true,
			Needs: []Need{
				notBy("Whoever owns a recommendation or said that it is implemented may not close it: somebody else must", func(m Model) []Ref {
					r := m.(*Recommendation)
					return []Ref{r.Owner, r.ClaimedBy}
				}),
				{"It cannot be closed without evidence", func(m Model, _ Facts) (bool, error) { return len(m.(*Recommendation).Evidence) > 0, nil }},
			},
			Do: func(m Model, f Facts) error {
				r := m.(*Recommendation)
				r.ClosedOn, r.ClosedBy = f.Today(), f.Actor().Person
				return nil
			}},
		{Name: "reopen", Label: "Reopen", From: []State{RecommendationImplemented, RecommendationClosed, RecommendationNotOurs}, To: RecommendationInProgress, Who: to(RolePlan, RoleCommissioner), Reason: true,
			Do: func(m Model, _ Facts) error {
				r := m.(*Recommendation)
				r.ClaimedOn, r.ClaimedBy, r.ClosedOn, r.ClosedBy = "", "", "", ""
				return nil
			}},
		{Name: "supersede", Label: "Record as superseded", From: recommendationOpen, To: RecommendationSuperseded, Who: to(RolePlan, RoleCommissioner), Reason: true, Final: true},
		{Name: "not-ours", Label: "Record as not ours to deliver", From: recommendationOpen, To: RecommendationNotOurs, Who: to(RolePlan, RoleCommissioner), Reason: true},
		withdraw(to(RolePlan, RoleCommissioner), recommendationOpen...),
	},
	See:  to(everyone...),
	Edit: []Grant{{Roles: []Role{RolePlan, RoleCommissioner}, States: recommendationOpen}},
	Number: func(m Model, _ Facts) (Numbering, error) {
		r := m.(*Recommendation)
		if number := refWord(r.Number); number != "" {
			return Numbering{Exact: string(r.Report) + "-R" + number}, nil
		}
		// Without its number in the report it is counted apart, so that it
		// cannot take a reference that another is known by.
		return Numbering{Prefix: string(r.Report) + "-N"}, nil
	},
	Derived: []Derived{overdue("target_on", RecommendationNotStarted, RecommendationInProgress), ratingBy(RedOverdue), ratingBy(RedFailing), foundAgain, deliveredInTime, targetMoved},
	Under:   underReport, Said: &positionSaid,
})

// Stance is what a body says to a recommendation.
type Stance string

// The stances.
const (
	NotYetStated        Stance = "not yet stated"
	Accepted            Stance = "accepted"
	AcceptedInPrinciple Stance = "accepted in principle"
	AcceptedInPart      Stance = "accepted in part"
	NotAccepted         Stance = "not accepted"
	Noted               Stance = "noted"
	DoesNotApply        Stance = "does not apply"
)

// Options lists the stances.
func (Stance) Options() []Option {
	return []Option{
		{string(NotYetStated), "Not yet stated", "grey"},
		{string(Accepted), "Accepted", "green"},
		{string(AcceptedInPrinciple), "Accepted in principle", "light-blue"},
		{string(AcceptedInPart), "Accepted in part", "yellow"},
		{string(NotAccepted), "Not accepted", "red"},
		{string(Noted), "Noted", "blue"},
		{string(DoesNotApply), "Does not apply", "grey"},
	}
}

// Position is what one body says to a recommendation. It is never changed: a
// newer one takes its place. Section 55 of the Police Act 1996 asks the
// Commissioner for one on every recommendation of an HMICFRS report, with what
// is done about it or why nothing is.
type Position struct {
	Record
	PositionInput
}

// PositionInput is what people enter of a position.
type PositionInput struct {
	Recommendation Ref     `json:"recommendation" label:"Recommendation" ref:"recommendation" inverse:"Positions" validate:"required" list:"column,filter"`
	Body           Ref     `json:"body" label:"Body" hint:"Whose position it is" ref:"body" inverse:"Positions taken" validate:"required" list:"column,filter"`
	Stance         Stance  `json:"stance" label:"Position" validate:"required" list:"column,filter"`
	Reason         string  `json:"reason" label:"Reason" hint:"Needed unless it is accepted as it stands or not yet stated" widget:"textarea" validate:"max=8000" unknown:"No reason given"`
	Wording        Wording `json:"wording" label:"Wording of the reason"`
	StatedOn       Date    `json:"stated_on" label:"Stated on" list:"column,sort"`
	Common
}

// Heading is the position and what it is about.
func (p *Position) Heading() string {
	return LabelOf(p.Stance.Options(), string(p.Stance)) + ": " + string(p.Recommendation)
}

// PositionSuperseded is the state of a position after the same body stated a
// newer one.
const PositionSuperseded State = "superseded"

// spokespeople may state a position, see speaksFor.
var spokespeople = to(RolePlan, RoleCommissioner, RoleChief)

// PositionKind describes positions.
var PositionKind = define[Position](Kind{
	Name: "position", Plural: "positions", One: "Position", Many: "Positions", Family: FamilyRecommendations,
	Key:    []string{"recommendation", "body", "stated_on"},
	About:  "What one body says to a recommendation. It is never changed: a newer one takes its place.",
	Parent: "recommendation", Body: "body", Order: "-stated_on",
	States: []Option{
		{string(Current), "Current", "green"},
		{string(PositionSuperseded), "Superseded", "grey"},
	},
	Start: []Move{
		{Name: "state", Label: "State a position", To: Current, Who: spokespeople, Needs: []Need{speaksFor, newestPosition}, Then: supersedePositions},
		{Name: "record-earlier", Label: "Record an earlier position", To: PositionSuperseded, Who: spokespeople, Needs: []Need{speaksFor}},
	},
	Moves: []Move{{Name: "supersede", Label: "Superseded", From: []State{Current}, To: PositionSuperseded}},
	See:   []Grant{{Roles: everyone, Scopes: []Scope{WithParent}}},
	Prepare: func(m Model, f Facts) error {
		position := m.(*Position)
		var problems Problems
		if position.Reason == "" && position.Stance != Accepted && position.Stance != NotYetStated {
			problems = append(problems, Problem{Field: "reason", Text: "Reason: say why, or what is done instead"})
		}
		if earlier(f.Today(), position.StatedOn) {
			problems = append(problems, Problem{Field: "stated_on", Text: "Stated on: must not be in the future"})
		}
		return problems.Or()
	},
	Number: func(m Model, _ Facts) (Numbering, error) {
		return Numbering{Prefix: string(m.(*Position).Recommendation) + "-P"}, nil
	},
})

var speaksFor = Need{"Chief officers state the position of their own force and its units only", func(m Model, f Facts) (bool, error) {
	actor := f.Actor()
	return actor.Is(RolePlan, RoleCommissioner) || slices.Contains(actor.Bodies, m.(*Position).Body), nil
}}

var newestPosition = Need{"A later position of this body is on record: enter this one as an earlier position", func(m Model, f Facts) (bool, error) {
	position := m.(*Position)
	others, err := currentPositions(position, f)
	return !slices.ContainsFunc(others, func(other *Position) bool { return earlier(position.StatedOn, other.StatedOn) }), err
}}

// supersedePositions leaves each body one current position: the newest.
func supersedePositions(m Model, f Facts) ([]Effect, error) {
	others, err := currentPositions(m.(*Position), f)
	if err != nil {
		return nil, err
	}
	effects := make([]Effect, len(others))
	for i, other := range others {
		effects[i] = Effect{Kind: "position", Ref: other.Ref, Move: "supersede", Why: "A newer position was stated: " + string(m.Base().Ref)}
	}
	return effects, nil
}

// currentPositions are the other positions of the same body on the same
// recommendation that still stand.
func currentPositions(position *Position, f Facts) ([]*Position, error) {
	found, err := f.Find("position", "recommendation", position.Recommendation)
	if err != nil {
		return nil, err
	}
	var others []*Position
	for _, m := range found {
		if other := m.(*Position); other.Ref != position.Ref && other.Body == position.Body && other.State == Current {
			others = append(others, other)
		}
	}
	return others, nil
}
