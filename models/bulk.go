package models

import "slices"

// Bulk is one thing that can be changed in many records at once.
type Bulk struct {
	Name  string // what programs and forms call it: "due_on"
	Label string // "Due date"
	// fields are those that it stands for; a kind has one of them at most. Of a
	// step they are those that it sets in all.
	fields []string
	// Move is the step that is made; nil where one field is set.
	Move *Move
}

// Bulks are the fields that can be changed in many records at once, of whatever
// kind. Which steps can be, each kind says itself.
var Bulks = []Bulk{
	{Name: BulkOwner, Label: "Owner", fields: []string{"owner"}},
	{Name: BulkDue, Label: "Due date", fields: []string{"due_on", "target_on"}},
	{Name: BulkPriorities, Label: "Priorities", fields: []string{"priorities"}},
}

// The names of the bulk changes.
const (
	BulkOwner      = "owner"
	BulkDue        = "due_on"
	BulkPriorities = "priorities"
)

// Field is the field of a kind that the bulk change sets, which for a step is
// the state; nil where the kind has none.
func (b Bulk) Field(k *Kind) *Field {
	if b.Move != nil {
		return k.Field("state")
	}
	for _, name := range b.fields {
		if field := k.Field(name); field != nil {
			return field
		}
	}
	return nil
}

// BulkNamed finds a bulk change that records of the kind can have; nil when
// there is none of that name.
func (k *Kind) BulkNamed(name string) *Bulk {
	bulks := k.Bulks()
	at := slices.IndexFunc(bulks, func(b Bulk) bool { return b.Name == name })
	if at < 0 {
		return nil
	}
	return &bulks[at]
}

// BulkGrants say who can make a bulk change to some record of the kind: those
// who edit its field, and those who have a move that sets nothing else; or
// those who have the step.
func (k *Kind) BulkGrants(b Bulk) []Grant {
	if b.Move != nil {
		return b.Move.Who
	}
	field := b.Field(k)
	if field == nil {
		return nil
	}
	var grants []Grant
	if field.Input {
		grants = slices.Clone(k.Edit)
	}
	for i := range k.Moves {
		if k.Moves[i].setsOnly(field) {
			grants = append(grants, k.Moves[i].Who...)
		}
	}
	return grants
}

// BulksOf are the bulk changes that the actor can make to some record of the
// kind.
func (k *Kind) BulksOf(a *Actor) []Bulk {
	return slices.DeleteFunc(k.Bulks(), func(b Bulk) bool {
		return !slices.ContainsFunc(k.BulkGrants(b), func(g Grant) bool { return a.Is(g.Roles...) })
	})
}

// SetBy is how the actor may change one field of the record now: by editing it,
// or by a move that asks for nothing else and leaves the state as it is.
func (k *Kind) SetBy(a *Actor, m Model, field *Field) (move *Move, may bool) {
	if field.Input && k.MayEdit(a, m) {
		return nil, true
	}
	for _, move := range k.Open(a, m) {
		if move.setsOnly(field) {
			return move, true
		}
	}
	return nil, false
}

func (m *Move) setsOnly(field *Field) bool {
	return m.To == "" && len(m.Offers) == 0 && len(m.Asks) == 1 && m.Asks[0] == field.Name
}
