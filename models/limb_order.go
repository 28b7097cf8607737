package models

import (
	"cmp"
	"slices"
)

// limbsInOrder are the limbs of a question in the order in which it asks them.
func limbsInOrder(question Ref, f Facts) ([]*Limb, error) {
	found, err := f.Find("limb", "question", question)
	if err != nil {
		return nil, err
	}
	limbs := make([]*Limb, len(found))
	for i, m := range found {
		limbs[i] = m.(*Limb)
	}
	slices.SortStableFunc(limbs, func(a, b *Limb) int {
		return cmp.Or(cmp.Compare(a.place(), b.place()), cmp.Compare(len(a.Ref), len(b.Ref)), cmp.Compare(a.Ref, b.Ref))
	})
	return limbs, nil
}

// place is the limb's position; one without comes first, as in lists.
func (l *Limb) place() int64 {
	if l.Position == nil {
		return -1
	}
	return *l.Position
}

// placeLast puts a limb behind all others of its question.
func placeLast(limb *Limb, f Facts) error {
	limbs, err := limbsInOrder(limb.Question, f)
	if err != nil {
		return err
	}
	last := int64(0)
	for _, other := range limbs {
		if other.Ref != limb.Ref {
			last = max(last, other.place())
		}
	}
	last++
	limb.Position = &last
	return nil
}

// shift is the move by which a limb changes its place by so many.
func shift(name, label string, by int, end string) Move {
	return Move{
		Name: name, Label: label, From: []State{LimbAsked}, Who: to(RolePlan, RoleCommissioner),
		Needs: []Need{limbsOpen, {end, func(m Model, f Facts) (bool, error) {
			_, inside, err := shifted(m.(*Limb), by, f)
			return inside, err
		}}},
		Do: func(m Model, f Facts) error {
			limb := m.(*Limb)
			position, _, err := shifted(limb, by, f)
			limb.Position = &position
			return err
		},
		Then: makeRoom,
	}
}

// shifted is where a limb stands once it was moved by so many places, and
// whether that is still among the limbs of its question.
func shifted(limb *Limb, by int, f Facts) (position int64, inside bool, err error) {
	limbs, err := limbsInOrder(limb.Question, f)
	if err != nil {
		return 0, false, err
	}
	at := slices.IndexFunc(limbs, func(other *Limb) bool { return other.Ref == limb.Ref }) + by
	return int64(at) + 1, at >= 0 && at < len(limbs), nil
}

// makeRoom numbers the other limbs around the place that one was given.
func makeRoom(m Model, f Facts) ([]Effect, error) {
	moved := m.(*Limb)
	limbs, err := limbsInOrder(moved.Question, f)
	if err != nil {
		return nil, err
	}
	var effects []Effect
	next := int64(1)
	for _, limb := range limbs {
		if limb.Ref == moved.Ref {
			continue
		}
		if next == moved.place() {
			next++
		}
		if position := next; limb.place() != position {
			effects = append(effects, Effect{Kind: "limb", Ref: limb.Ref, Why: string(moved.Ref) + " was moved", Set: func(m Model) { m.(*Limb).Position = &position }})
		}
		next++
	}
	return effects, nil
}
