package models

import "slices"

// Answer is what the force says to a question. Until it is submitted it does
// not exist for anybody outside the force.
type Answer struct {
	Record
	AnswerInput
	// Drafters are the people who wrote any of it; none of them may clear it.
	Drafters    Refs `json:"drafters" label:"Drafted by" ref:"person" inverse:"Drafted"`
	ClearedBy   Ref  `json:"cleared_by" label:"Cleared by" ref:"person" inverse:"Cleared" unknown:"Not cleared"`
	SubmittedOn Date `json:"submitted_on" label:"Submitted on" list:"column,sort" unknown:"Not submitted"`
}

// AnswerInput is what people enter of an answer.
type AnswerInput struct {
	Question Ref     `json:"question" label:"Question" ref:"question" inverse:"Answers" validate:"required" list:"column,filter"`
	Text     string  `json:"text" label:"Answer" hint:"Take the limbs of the question in turn" widget:"textarea" validate:"required,max=40000"`
	Wording  Wording `json:"wording" label:"Wording"`
	GivenBy  Ref     `json:"given_by" label:"Given by" hint:"The person or post in whose name it is given" ref:"person,post,body" inverse:"Answers given"`
	GivenOn  Date    `json:"given_on" label:"Given on" list:"column,sort"`
	Common
}

// Heading names the question that it answers.
func (a *Answer) Heading() string { return "Answer to " + string(a.Question) }

// The states of an answer.
const (
	AnswerDrafting    State = "drafting"
	AnswerInClearance State = "in clearance"
	AnswerCleared     State = "cleared"
	AnswerSubmitted   State = "submitted"
	AnswerDiscarded   State = "discarded"
)

// AnswerKind describes answers.
var AnswerKind = define[Answer](Kind{
	Name: "answer", Plural: "answers", One: "Answer", Many: "Answers", Family: FamilyHolding,
	Key:    []string{"question", "text"},
	Undone: AnswerDiscarded,
	About:  "What the force says to a question: drafted, cleared by somebody else, and submitted.",
	Parent: "question", Order: "-submitted_on",
	States: []Option{
		{string(AnswerDrafting), "Drafting", "grey"},
		{string(AnswerInClearance), "In clearance", "yellow"},
		{string(AnswerCleared), "Cleared", "blue"},
		{string(AnswerSubmitted), "Submitted", "green"},
		{string(AnswerDiscarded), "Discarded", "grey"},
	},
	Start: []Move{
		{Name: "draft", Label: "Draft an answer", To: AnswerDrafting, Who: to(RoleDrafter, RoleChief), Needs: []Need{questionAwaits}},
		{Name: "record", Label: "Record an answer already given", To: AnswerSubmitted, Who: to(RolePlan), Needs: []Need{questionAwaits},
			Then: answered},
	},
	Moves: []Move{
		{Name: "send-for-clearance", Label: "Send for clearance", From: []State{AnswerDrafting}, To: AnswerInClearance, Who: ownForce(RoleDrafter, RoleChief)},
		{Name: "send-back", Label: "Send back to the drafter", From: []State{AnswerInClearance, AnswerCleared}, To: AnswerDrafting, Who: ownForce(RoleChief), Reason: true,
			Do: func(m Model, _ Facts) error { m.(*Answer).ClearedBy = ""; return nil }},
		{Name: "clear", Label: "Clear", From: []State{AnswerInClearance}, To: AnswerCleared, Who: ownForce(RoleChief),
			Fits: draftedByOthers, Needs: []Need{where("Whoever drafted an answer may not clear it: somebody else must", draftedByOthers)},
			Do: func(m Model, f Facts) error { m.(*Answer).ClearedBy = f.Actor().Person; return nil }},
		{Name: "submit", Label: "Submit to the Commissioner", From: []State{AnswerCleared}, To: AnswerSubmitted, Who: ownForce(RoleChief), Final: true, Needs: []Need{questionAwaits},
			Do: func(m Model, f Facts) error {
				answer := m.(*Answer)
				answer.SubmittedOn = f.Today()
				if answer.GivenOn == "" {
					answer.GivenOn = f.Today()
				}
				return nil
			},
			Then: answered},
		{Name: "discard", Label: "Discard the draft", From: []State{AnswerDrafting, AnswerInClearance, AnswerCleared}, To: AnswerDiscarded, Who: ownForce(RoleDrafter, RoleChief), Reason: true, Final: true},
	},
	See: []Grant{
		{Roles: force, Scopes: []Scope{OwnSide, WithParent}},
		{Roles: everyone, States: []State{AnswerSubmitted}, Scopes: []Scope{WithParent}},
	},
	// What was submitted is the answer, not who wrote it and since when.
	Private: []string{"created_at", "created_by", "drafters", "cleared_by"},
	Edit:    []Grant{{Roles: force, States: []State{AnswerDrafting}, Scopes: []Scope{OwnSide}}},
	Prepare: func(m Model, f Facts) error {
		answer := m.(*Answer)
		if person := f.Actor().Person; person != "" && answer.State == AnswerDrafting && !answer.Drafters.Has(person) {
			answer.Drafters = append(slices.Clone(answer.Drafters), person)
		}
		return nil
	},
	Number: func(m Model, _ Facts) (Numbering, error) {
		answer := m.(*Answer)
		// The OPCC's own entries count apart, so that their numbers do not
		// tell whether the force has a draft.
		if answer.Side == SideForce {
			return Numbering{Prefix: string(answer.Question) + "-A"}, nil
		}
		return Numbering{Prefix: string(answer.Question) + "-R"}, nil
	},
})

// draftedByOthers tells whether somebody wrote none of an answer.
func draftedByOthers(m Model, a *Actor) bool {
	return a.Person == "" || !m.(*Answer).Drafters.Has(a.Person)
}

func ownForce(roles ...Role) []Grant { return []Grant{{Roles: roles, Scopes: []Scope{OwnSide}}} }

func answered(m Model, f Facts) ([]Effect, error) {
	answer := m.(*Answer)
	effects, err := finished(f, answer.Question, answer.Ref)
	return append(effects, Effect{Kind: "question", Ref: answer.Question, Move: "answer", Why: "An answer was submitted: " + string(answer.Ref)}), err
}

var questionAwaits = Need{"The question is not waiting for an answer", func(m Model, f Facts) (bool, error) {
	question, err := f.Get(m.(*Answer).Question)
	if err != nil {
		return false, err
	}
	return covers(questionWaiting, question.Base().State), nil
}}
