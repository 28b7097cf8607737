package models

import "time"

// Move is one step in a lifecycle: from which states, to which, who may make
// it, what it asks for, what must hold. The same table draws the buttons,
// answers the API, refuses the illegal and writes the documentation.
type Move struct {
	Name  string  // in addresses: "put"
	Label string  // on the button: "Put to the Chief Constable"
	From  []State // empty for a start
	To    State   // empty: the state stays
	Who   []Grant
	// Reason says that the person must say why.
	Reason bool
	// Asks names the input fields that the move sets; they are required.
	Asks []string
	// Offers names the input fields that the move may set.
	Offers []string
	// Clears names those of them that begin empty each time, since what they
	// held was of an earlier time.
	Clears []string
	// Needs must all hold, else the move is refused with their sentences.
	Needs []Need
	// Fits tells, from the record and who looks at it alone, whether there is a
	// point in offering the move; nil for always. It permits and forbids nothing:
	// a need does.
	Fits func(m Model, a *Actor) bool
	// Do sets what the system keeps for itself, such as the day.
	Do func(m Model, f Facts) error
	// Then says what follows for other records, in the same transaction.
	Then func(m Model, f Facts) ([]Effect, error)
	// Final says that it cannot be undone: pages ask once more.
	Final bool
}

// Need is a condition of a move, with the sentence that says it to people.
type Need struct {
	Text string
	Met  func(m Model, f Facts) (bool, error)
}

// Effect is what a move or a new record does to another record, or which new
// one it brings.
type Effect struct {
	Kind string
	Ref  Ref
	// Move is the move to make, if the record is in a state for it.
	Move string
	// Set changes what the system keeps, where no move is made.
	Set func(m Model)
	// Make is a new record of the kind. The system makes it, not whoever made
	// the change that asks for it.
	Make Model
	// Why stands in the trace.
	Why string
}

// Facts is what rules may ask about the rest of the world while a change is
// being made. Nothing it answers is filtered by who asks.
type Facts interface {
	Actor() *Actor
	Now() time.Time
	Today() Date
	// Reason is what the person gave as the reason for the move.
	Reason() string
	// Get finds one record of any kind; a missing one is an error.
	Get(ref Ref) (Model, error)
	// Find gives the records of a kind whose field, or state, is the value: a
	// reference, a state or a choice. Of a list of references it is one.
	Find(kind, field string, value any) ([]Model, error)
	// Sum adds up a field of money over the records of a kind that Find would
	// give and that are in one of the states. What is not recorded adds nothing.
	// A limit holds among many who change at once only where the record that sets
	// it was asked for with Get first: they then take turns.
	Sum(kind, field, by string, value any, states []State) (Pence, error)
	// Calendar knows the bank holidays, as proclaimed until now.
	Calendar() (Calendar, error)
}

// withdraw is the move that takes the place of deletion.
func withdraw(who []Grant, from ...State) Move {
	return Move{Name: "withdraw", Label: "Withdraw", From: from, To: Withdrawn, Who: who, Reason: true, Final: true}
}

// reassign gives a record to another owner where its fields can no longer be
// edited.
func reassign(who []Grant, needs []Need, from ...State) Move {
	return Move{Name: "reassign", Label: "Give to another owner", From: from, Who: who, Asks: []string{"owner"}, Reason: true, Needs: needs}
}

// replan places a record under other priorities of the plan where its fields
// can no longer be edited.
func replan(who []Grant, from ...State) Move {
	return Move{Name: "replan", Label: "Change the priorities that it serves", From: from, Who: who, Asks: []string{"priorities"}, Reason: true}
}

// notByOwner keeps whoever owns a record from giving it away only to close it
// themselves: a closer is not the owner. It asks for the record as it is kept,
// since the one at hand has its new owner already.
var notByOwner = Need{"Whoever owns it may not give it to somebody else now, since they could then close it themselves: somebody else must", func(m Model, f Facts) (bool, error) {
	kept, err := f.Get(m.Base().Ref)
	if err != nil {
		return false, err
	}
	owner := kept.Shared().Owner
	return owner == "" || owner != f.Actor().Person, nil
}}

// add is the start of kinds without a lifecycle of their own.
func add(label string, roles ...Role) Move {
	return Move{Name: "add", Label: label, To: Current, Who: []Grant{{Roles: roles}}}
}

// where is the need that something holds of the record and of who acts.
func where(text string, holds func(m Model, a *Actor) bool) Need {
	return Need{text, func(m Model, f Facts) (bool, error) { return holds(m, f.Actor()), nil }}
}

// notBy is the need that somebody other than the named people acts.
func notBy(text string, people func(m Model) []Ref) Need {
	return Need{Text: text, Met: func(m Model, f Facts) (bool, error) {
		for _, person := range people(m) {
			if person != "" && person == f.Actor().Person {
				return false, nil
			}
		}
		return true, nil
	}}
}

// currentStates are the states of kinds without a lifecycle of their own.
var currentStates = []Option{
	{string(Current), "Current", "green"},
	{string(Withdrawn), "Withdrawn", "grey"},
}

func to(roles ...Role) []Grant { return []Grant{{Roles: roles}} }
