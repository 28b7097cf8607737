package service

import (
	"fmt"
	"slices"
	"strings"

	"answerable/models"
)

// startOf is the way in which a row begins a record, and the moves that then
// lead to the state which it says: the shortest, and of those the one that
// takes most of what the row says.
func (i *importing) startOf(r *row) (*models.Move, []*models.Move, error) {
	starts := i.k.Starts(i.w.who)
	if len(starts) == 0 {
		return nil, nil, models.Fail(models.Denied, "There is no such %s, and you may not add one", lowerFirst(i.k.One))
	}
	slices.SortStableFunc(starts, func(a, b *models.Move) int { return covers(b, r) - covers(a, r) })
	if r.state == "" {
		return starts[0], nil, nil
	}
	var best *models.Move
	var path []*models.Move
	var refused *noWay
	for _, start := range starts {
		way, none := i.pathTo(i.begun(r, start), r.state, r)
		switch {
		case none != nil && (refused == nil || none.left < refused.left):
			refused = none
		case none == nil && (best == nil || len(way) < len(path)):
			best, path = start, way
		}
	}
	if best == nil {
		return nil, nil, refused.problem()
	}
	return best, path, nil
}

// begun is what a record would be, to ask which moves it has.
func (i *importing) begun(r *row, start *models.Move) models.Model {
	m := i.k.New()
	base := m.Base()
	base.State, base.Side, base.CreatedBy = start.To, i.w.who.Side, i.w.who.Person
	// What cannot be read is said when the record is made.
	_ = r.Fill(m, append(i.k.Inputs(), i.k.Named(slices.Concat(start.Asks, start.Offers))...))
	return m
}

// covers counts what of a row a start takes beside the fields of the form.
func covers(start *models.Move, r *row) int {
	n := 0
	for _, name := range slices.Concat(start.Asks, start.Offers) {
		if _, said := r.typed[name]; said {
			n++
		}
	}
	return n
}

// reached is a state that can be come to, and by which moves.
type reached struct {
	state models.State
	path  []*models.Move
}

// noWay says why a record cannot come to a state, and how many steps were left.
type noWay struct {
	text string
	left int
}

func (n *noWay) problem() error {
	return models.Problems{{Field: models.ColumnState, Code: "no_way", Text: "State: " + n.text}}.Or()
}

// pathTo is the shortest way from where a record stands to a state, by moves
// that the person may make and whose questions the row answers.
func (i *importing) pathTo(m models.Model, target models.State, r *row) ([]*models.Move, *noWay) {
	come := i.reach(m, func(at models.Model, move *models.Move) bool {
		return len(move.Who) > 0 && i.k.Allows(move.Who, i.w.who, at) && i.fills(at, move, r)
	})
	for _, one := range come {
		if one.state == target {
			return one.path, nil
		}
	}
	return nil, i.noWay(m, come, target, r)
}

// reach are the states that can be come to from where a record stands, the
// nearest first; the state itself is the first of them.
func (i *importing) reach(m models.Model, may func(at models.Model, move *models.Move) bool) []reached {
	at := i.k.Copy(m)
	come := []reached{{state: m.Base().State}}
	for next := 0; next < len(come); next++ {
		at.Base().State = come[next].state
		for n := range i.k.Moves {
			move := &i.k.Moves[n]
			there := slices.ContainsFunc(come, func(one reached) bool { return one.state == move.To })
			if move.To != "" && !there && slices.Contains(move.From, come[next].state) && may(at, move) {
				come = append(come, reached{move.To, append(slices.Clone(come[next].path), move)})
			}
		}
	}
	return come
}

// unreachable is more steps than any lifecycle has.
const unreachable = 1 << 20

// noWay says how near a record can come to a state, and what is in the way.
func (i *importing) noWay(m models.Model, come []reached, target models.State, r *row) *noWay {
	label := func(state models.State) string { return "“" + models.LabelOf(i.k.States, string(state)) + "”" }
	nearest, left := m.Base().State, []*models.Move(nil)
	at := i.k.Copy(m)
	for _, one := range come {
		at.Base().State = one.state
		for _, further := range i.reach(at, func(models.Model, *models.Move) bool { return true }) {
			if further.state == target && (left == nil || len(further.path) < len(left)) {
				nearest, left = one.state, further.path
			}
		}
	}
	if left == nil {
		return &noWay{fmt.Sprintf("no step leads from %s to %s", label(m.Base().State), label(target)), unreachable}
	}
	at.Base().State = nearest
	return &noWay{fmt.Sprintf("cannot become %s; the nearest it can come is %s: %s", label(target), label(nearest), i.hurdle(at, left[0], r)), len(left)}
}

// hurdle says why a move cannot be made.
func (i *importing) hurdle(at models.Model, move *models.Move, r *row) string {
	switch {
	case len(move.Who) == 0:
		return "“" + move.Label + "” follows from something else"
	case !i.k.Allows(move.Who, i.w.who, at):
		return "“" + move.Label + "” is not yours to do"
	}
	var asked []string
	for _, name := range move.Asks {
		if _, said := r.typed[name]; !said {
			asked = append(asked, "“"+i.k.Field(name).Label+"”")
		}
	}
	return "“" + move.Label + "” needs " + strings.Join(asked, " and ")
}
