package models

import "slices"

// Allocation gives a question to somebody in the force to draft the answer. It
// is the force's own business: nobody outside ever learns of it.
type Allocation struct {
	Record
	AllocationInput
}

// AllocationInput is what people enter of an allocation.
type AllocationInput struct {
	Question Ref    `json:"question" label:"Question" ref:"question" inverse:"Allocations" validate:"required" list:"column,filter"`
	Drafter  Ref    `json:"drafter" label:"Drafter" hint:"Who is to draft the answer" ref:"person" inverse:"Allocated to them" validate:"required" list:"column,filter"`
	WantedOn Date   `json:"wanted_on" label:"Draft wanted by" validate:"omitempty,day" list:"column,sort" unknown:"No date given"`
	Brief    string `json:"brief" label:"What is wanted" widget:"textarea" validate:"max=4000" unknown:"Nothing more was said"`
	Common
}

// Heading names the question.
func (a *Allocation) Heading() string { return "Drafting of " + string(a.Question) }

// The states of an allocation.
const (
	AllocationOffered    State = "offered"
	AllocationAccepted   State = "accepted"
	AllocationHandedBack State = "handed back"
	AllocationTakenBack  State = "taken back"
	AllocationDone       State = "done"
)

var allocationOpen = []State{AllocationOffered, AllocationAccepted}

// AllocationKind describes allocations.
var AllocationKind = define[Allocation](Kind{
	Name: "allocation", Plural: "allocations", One: "Allocation", Many: "Allocations", Family: FamilyHolding,
	Key:    []string{"question", "drafter"},
	Undone: AllocationTakenBack,
	About:  "Who in the force drafts the answer to a question. Nobody outside the force sees it.",
	Parent: "question", Order: "wanted_on",
	States: []Option{
		{string(AllocationOffered), "Waiting to be accepted", "yellow"},
		{string(AllocationAccepted), "Accepted", "blue"},
		{string(AllocationHandedBack), "Handed back", "orange"},
		{string(AllocationTakenBack), "Taken back", "grey"},
		{string(AllocationDone), "Done", "green"},
	},
	Start: []Move{{Name: "allocate", Label: "Allocate to a drafter", To: AllocationOffered, Who: to(RoleChief, RoleDrafter), Needs: []Need{allocationAwaited}}},
	Moves: []Move{
		{Name: "accept", Label: "Accept", From: []State{AllocationOffered}, To: AllocationAccepted, Who: ownForce(RoleDrafter, RoleChief), Fits: namedDrafter, Needs: []Need{where(notNamed, namedDrafter)}},
		{Name: "hand-back", Label: "Hand back", From: allocationOpen, To: AllocationHandedBack, Who: ownForce(RoleDrafter, RoleChief), Reason: true, Fits: namedDrafter, Needs: []Need{where(notNamed, namedDrafter)}},
		{Name: "take-back", Label: "Take back", From: allocationOpen, To: AllocationTakenBack, Who: ownForce(RoleChief), Reason: true},
		{Name: "finish", Label: "Done", From: allocationOpen, To: AllocationDone},
	},
	See:  []Grant{{Roles: force, Scopes: []Scope{OwnSide, WithParent}}},
	Edit: []Grant{{Roles: []Role{RoleChief}, States: []State{AllocationOffered}, Scopes: []Scope{OwnSide}}},
	Prepare: func(m Model, f Facts) error {
		person, err := f.Get(m.(*Allocation).Drafter)
		if err == nil && !Drafts(person.(*Person)) {
			err = Problems{{Field: "drafter", Text: "Drafter: must be somebody in the force who drafts or clears answers"}}.Or()
		}
		return err
	},
	Number: func(m Model, _ Facts) (Numbering, error) {
		return Numbering{Prefix: string(m.(*Allocation).Question) + "-D"}, nil
	},
})

const notNamed = "Only the person to whom it is allocated can do this"

func namedDrafter(m Model, a *Actor) bool { return m.(*Allocation).Drafter == a.Person }

// Drafts tells whether answers can be allocated to the person.
func Drafts(p *Person) bool {
	return p.State == PersonActive && slices.ContainsFunc(p.Roles, func(r Role) bool { return slices.Contains(force, r) })
}

var allocationAwaited = Need{questionAwaits.Text, func(m Model, f Facts) (bool, error) {
	question, err := f.Get(m.(*Allocation).Question)
	if err != nil {
		return false, err
	}
	return covers(questionWaiting, question.Base().State), nil
}}

// finished ends the allocations of a question whose answer was submitted.
func finished(f Facts, question, answer Ref) ([]Effect, error) {
	allocations, err := f.Find("allocation", "question", question)
	var effects []Effect
	for _, m := range allocations {
		effects = append(effects, Effect{Kind: "allocation", Ref: m.Base().Ref, Move: "finish", Why: "Submitted: " + string(answer)})
	}
	return effects, err
}
