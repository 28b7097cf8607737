package models

import "slices"

// Scope narrows a grant to some rows.
type Scope string

// The scopes. A grant with several holds where all of them hold.
const (
	OwnSide    Scope = "own side"    // the record belongs to the person's office
	OwnBody    Scope = "own body"    // the body answerable for it is the person's, or a unit of it
	Own        Scope = "own"         // the person made it, or is it
	WithParent Scope = "with parent" // the person may see the record that it is part of
)

// Grant lets roles do something to records in some states (all where none are
// named) and within some scopes.
type Grant struct {
	Roles  []Role
	States []State
	Scopes []Scope
}

// Clause is a grant as it applies to one person: the row filter.
type Clause struct {
	States []State
	Scopes []Scope
}

// Reading is how a person may see a kind: the union of the clauses; none means
// that the kind does not exist for them.
type Reading []Clause

// Reading is the row filter that lists, counts, search, exports, files and
// links all take.
func (k *Kind) Reading(a *Actor) Reading {
	var reading Reading
	for _, grant := range k.See {
		if a.Is(grant.Roles...) {
			reading = append(reading, Clause{grant.States, grant.Scopes})
		}
	}
	return reading
}

// Within is the same filter for records of which it is asked already that they
// are in one of the states: a clause that holds in all of these need not ask
// again, and one that holds in none falls away.
func (r Reading) Within(states []State) Reading {
	var rest Reading
	for _, clause := range r {
		in := 0
		for _, state := range states {
			if covers(clause.States, state) {
				in++
			}
		}
		switch in {
		case 0:
		case len(states):
			rest = append(rest, Clause{nil, clause.Scopes})
		default:
			rest = append(rest, clause)
		}
	}
	return rest
}

// Part takes a scope out of the clauses where all of them have it: it can then
// be asked once.
func (r Reading) Part(scope Scope) (rest Reading, all bool) {
	for _, clause := range r {
		i := slices.Index(clause.Scopes, scope)
		if i < 0 {
			return r, false
		}
		rest = append(rest, Clause{clause.States, slices.Delete(slices.Clone(clause.Scopes), i, i+1)})
	}
	return rest, len(rest) > 0
}

// Cleared tells whether a person may see OFFICIAL-SENSITIVE records at all.
func (a *Actor) Cleared() bool { return a.Side != SideOther && !a.outside }

// Outside is the person reading from where the system does not guard what they
// read, such as the server that keeps their calendar: they see what they see
// here, but nothing OFFICIAL-SENSITIVE and nothing that is part of it.
func (a *Actor) Outside() *Actor {
	reader := *a
	reader.outside = true
	return &reader
}

// Allows tells whether one of the grants lets the actor act on the record in
// its present state. The WithParent scope is the caller's to check: it only
// narrows seeing, and what is not seen is never acted upon.
func (k *Kind) Allows(grants []Grant, a *Actor, m Model) bool {
	return slices.ContainsFunc(grants, func(g Grant) bool {
		return a.Is(g.Roles...) && covers(g.States, m.Base().State) && k.within(g.Scopes, a, m)
	})
}

func covers(states []State, state State) bool {
	return len(states) == 0 || slices.Contains(states, state)
}

func (k *Kind) within(scopes []Scope, a *Actor, m Model) bool {
	base := m.Base()
	for _, scope := range scopes {
		switch scope {
		case OwnSide:
			if base.Side != a.Side {
				return false
			}
		case Own:
			if base.CreatedBy != a.Person && base.Ref != a.Person {
				return false
			}
		case OwnBody:
			if !slices.Contains(a.Bodies, k.RefOf(m, k.Body)) {
				return false
			}
		}
	}
	return true
}

// Concealed names the fields of the record that are not the actor's to read,
// though they may see the record.
func (k *Kind) Concealed(a *Actor, m Model) []string {
	if m.Base().Side == a.Side {
		return nil
	}
	return k.Private
}

// Conceal empties the fields that are not the actor's to read.
func (k *Kind) Conceal(a *Actor, m Model) {
	for _, field := range k.Named(k.Concealed(a, m)) {
		field.of(m).SetZero()
	}
}

// MayEdit tells whether the actor may change the fields of the record now.
func (k *Kind) MayEdit(a *Actor, m Model) bool { return k.Allows(k.Edit, a, m) }

// Act is something done to a record that is no move and no change of a field.
type Act struct {
	Name  string
	Label string
	Who   []Grant
}

// The acts there are.
const (
	ActGiveFile    = "give file"
	ActSetPassword = "set password"
	// ActKeepMail is to see which mail a person was sent, never what it said,
	// and to have it tried again.
	ActKeepMail = "keep mail"
	ActJudge    = "judge"
	// ActWriteLetter is to write a letter about an award, on paper that leaves
	// the system.
	ActWriteLetter = "write letter"
	// ActPublish is to let a list go out to everybody.
	ActPublish = "publish"
)

// Act finds an act by its name; nil when the kind has none of that name.
func (k *Kind) Act(name string) *Act {
	for i := range k.Acts {
		if k.Acts[i].Name == name {
			return &k.Acts[i]
		}
	}
	return nil
}

// MayDo tells whether the actor may do an act to the record now.
func (k *Kind) MayDo(a *Actor, name string, m Model) bool {
	act := k.Act(name)
	return act != nil && k.Allows(act.Who, a, m)
}

// Doers are the grants of an act.
func (k *Kind) Doers(name string) []Grant {
	var grants []Grant
	for _, act := range k.Acts {
		if act.Name == name {
			grants = append(grants, act.Who...)
		}
	}
	return grants
}

// Starts are the ways in which the actor may create a record of the kind.
func (k *Kind) Starts(a *Actor) []*Move {
	var open []*Move
	for i := range k.Start {
		if slices.ContainsFunc(k.Start[i].Who, func(g Grant) bool { return a.Is(g.Roles...) }) {
			open = append(open, &k.Start[i])
		}
	}
	return open
}

// RolesOf are the roles that any of the grants names, in their usual order.
func RolesOf(grants []Grant) []Role {
	return slices.DeleteFunc(slices.Clone(Roles), func(role Role) bool {
		return !slices.ContainsFunc(grants, func(g Grant) bool { return slices.Contains(g.Roles, role) })
	})
}

// Open are the moves that the actor may make on the record in its present
// state; what else must hold is asked when they make one.
func (k *Kind) Open(a *Actor, m Model) []*Move {
	var open []*Move
	for i := range k.Moves {
		move := &k.Moves[i]
		if slices.Contains(move.From, m.Base().State) && k.Allows(move.Who, a, m) {
			open = append(open, move)
		}
	}
	return open
}

// Offered are the open moves of which the record and the actor do not tell at
// once that they would be refused: pages show buttons for these.
func (k *Kind) Offered(a *Actor, m Model) []*Move {
	return slices.DeleteFunc(k.Open(a, m), func(move *Move) bool { return move.Fits != nil && !move.Fits(m, a) })
}

// SeenIn tells whether any record of the kind in that state may be seen by the
// actor, whatever else narrows it.
func (k *Kind) SeenIn(a *Actor, state State) bool {
	return slices.ContainsFunc(k.See, func(g Grant) bool { return a.Is(g.Roles...) && covers(g.States, state) })
}
