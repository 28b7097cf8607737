package service

import (
	"fmt"
	"slices"
	"strings"

	"answerable/models"
)

// walker takes one record along the steps that a row asks for, either really
// or only to see what would happen.
type walker struct {
	i *importing
	r *row
	// m is the record as it stands after the steps so far; before is how it
	// was before the row, nil for a new one.
	m, before models.Model
	// open are the fields of which the row speaks and which no step has set
	// yet.
	open map[string]bool
}

// begin starts a new record in the way that leads to the state which the row
// says, or that takes most of what it says.
func (w *walker) begin() error {
	start, path, err := w.i.startOf(w.r)
	if err != nil {
		return err
	}
	fields := slices.Concat(inputNames(w.i.k), start.Asks, start.Offers)
	if w.m, err = w.i.made(w.r.narrowed(fields), start); err != nil {
		return err
	}
	w.spent(fields)
	if err := w.moveDates(); err != nil {
		return err
	}
	if err := w.along(path); err != nil {
		return err
	}
	return w.rest()
}

// change takes a record to what the row says of it.
func (w *walker) change() error {
	k := w.i.k
	if inputs := w.among(inputNames(k)); len(inputs) > 0 && k.MayEdit(w.i.w.who, w.m) {
		if err := w.i.edited(w.m, w.r.narrowed(inputs)); err != nil {
			return err
		}
		w.spent(inputs)
	}
	var path []*models.Move
	if target := w.r.state; target != "" && target != w.m.Base().State {
		var none *noWay
		if path, none = w.i.pathTo(w.m, target, w.r); none != nil {
			return none.problem()
		}
	}
	if err := w.sideways(path); err != nil {
		return err
	}
	if err := w.moveDates(); err != nil {
		return err
	}
	if err := w.along(path); err != nil {
		return err
	}
	return w.rest()
}

// along makes the moves of a path.
func (w *walker) along(path []*models.Move) error {
	for _, move := range path {
		if err := w.step(move); err != nil {
			return err
		}
	}
	return nil
}

func (w *walker) step(move *models.Move) error {
	fields := slices.Concat(move.Asks, move.Offers)
	if err := w.i.moved(w.m, move, w.r.narrowed(fields)); err != nil {
		return err
	}
	w.spent(fields)
	return nil
}

// sideways makes the moves that set what is open and leave the state as it is,
// but for what the path sets itself.
func (w *walker) sideways(path []*models.Move) error {
	for {
		later := map[string]bool{}
		for _, move := range path {
			for _, name := range slices.Concat(move.Asks, move.Offers) {
				later[name] = true
			}
		}
		move := w.setter(later)
		if move == nil {
			return nil
		}
		if err := w.step(move); err != nil {
			return err
		}
	}
}

// rest sets what is open still, or says that it cannot be set.
func (w *walker) rest() error {
	if err := w.sideways(nil); err != nil {
		return err
	}
	var problems models.Problems
	for _, field := range w.i.k.Fields {
		if w.open[field.Name] && w.differs(field) {
			problems = append(problems, models.Problem{Field: field.Name, Code: "fixed", Text: fmt.Sprintf("%s: you may not set this of %s while it is %s", field.Label, an(w.i.k.One), stateLabel(w.i.k, w.m))})
		}
	}
	return problems.Or()
}

// differs tells whether the row says something else of a field than stands in
// the record.
func (w *walker) differs(field *models.Field) bool {
	said := w.i.k.Copy(w.m)
	if problems := w.r.narrowed([]string{field.Name}).Fill(said, []*models.Field{field}); len(problems) > 0 {
		return true
	}
	return !sameText(field.Plain(said), field.Plain(w.m))
}

// setter is the move that leaves the state as it is and sets most of what is
// open, without asking for anything that neither the row nor the record says.
func (w *walker) setter(later map[string]bool) *models.Move {
	var best *models.Move
	most := 0
	for _, move := range w.i.k.Open(w.i.w.who, w.m) {
		if move.To != "" && move.To != w.m.Base().State {
			continue
		}
		covers := 0
		for _, name := range slices.Concat(move.Asks, move.Offers) {
			if w.open[name] && !later[name] && w.differs(w.i.k.Field(name)) {
				covers++
			}
		}
		if covers > most && w.i.fills(w.m, move, w.r) {
			best, most = move, covers
		}
	}
	return best
}

// among are those of the fields that are open.
func (w *walker) among(names []string) []string {
	var open []string
	for _, name := range names {
		if w.open[name] {
			open = append(open, name)
		}
	}
	return open
}

func (w *walker) spent(names []string) {
	for _, name := range names {
		delete(w.open, name)
	}
}

func inputNames(k *models.Kind) []string {
	inputs := k.Inputs()
	names := make([]string, len(inputs))
	for i, field := range inputs {
		names[i] = field.Name
	}
	return names
}

// sameText compares as people do who copy a text from one cell to another.
func sameText(a, b string) bool {
	return a == b || strings.TrimSpace(strings.ReplaceAll(a, "\r\n", "\n")) == strings.TrimSpace(strings.ReplaceAll(b, "\r\n", "\n"))
}

// fills tells whether all that a move asks for stands in the row or in the
// record.
func (i *importing) fills(m models.Model, move *models.Move, r *row) bool {
	return !slices.ContainsFunc(move.Asks, func(name string) bool {
		_, said := r.typed[name]
		return !said && (slices.Contains(move.Clears, name) || !i.k.Field(name).Recorded(m))
	})
}

// made makes the record, or sees what it would be.
func (i *importing) made(r *row, start *models.Move) (models.Model, error) {
	if !i.keep {
		m, err := i.w.draft(i.k, start, r, func(m models.Model) { m.Base().Ref = i.refOf(r); i.sayFile(m) })
		i.suppose(m, err)
		return m, err
	}
	if i.back == nil {
		return i.w.begin(i.k, start, r, i.sayFile)
	}
	return i.w.bringBack(i.k, i.back, start, r, i.sayFile)
}

// sayFile says in a record from which file it was brought in.
func (i *importing) sayFile(m models.Model) {
	if field := i.k.Field(i.k.File); field != nil && !field.Recorded(m) {
		*field.Pointer(m).(*string) = i.imported.FileName
	}
}

// bringBack makes a record that an undone import left into what it would be if
// it were made now.
func (w *work) bringBack(k *models.Kind, left models.Model, start *models.Move, in Entry, also func(models.Model)) (models.Model, error) {
	m, err := w.draft(k, start, in, func(m models.Model) { m.Base().Ref = left.Base().Ref; also(m) })
	if err != nil {
		return nil, err
	}
	base, was := m.Base(), left.Base()
	base.Version, base.CreatedAt, base.CreatedBy, base.Side, base.Sample = was.Version, was.CreatedAt, was.CreatedBy, was.Side, was.Sample
	if err := w.save(k, left, m, start.Name, w.reason); err != nil {
		return nil, err
	}
	return m, w.follow(m, k.Then, start.Then)
}

// edited changes fields of the record, or sees what speaks against it.
func (i *importing) edited(m models.Model, r *row) error {
	before := i.k.Copy(m)
	if err := i.w.tryEdit(i.k, before, m, r); err != nil || !i.keep {
		i.suppose(m, err)
		return err
	}
	return i.w.save(i.k, before, m, "edit", i.w.reason)
}

// moved makes a move, or sees what speaks against it.
func (i *importing) moved(m models.Model, move *models.Move, r *row) error {
	if i.keep {
		return i.w.move(i.k, m, move.Name, r)
	}
	before := i.k.Copy(m)
	if err := i.w.tryMove(i.k, before, m, move, r); err != nil {
		return err
	}
	err := i.w.enter(i.k, before, m, move, i.w.reason)
	i.suppose(m, err)
	return err
}

// suppose lets the rules find a record as it would be kept.
func (i *importing) suppose(m models.Model, err error) {
	if err == nil {
		i.w.supposed[m.Base().Ref] = i.k.Copy(m)
	}
}

// refOf is the reference that the record of a new row would have.
func (i *importing) refOf(r *row) models.Ref {
	if i.back != nil {
		return i.back.Base().Ref
	}
	return placeholder(r)
}

// placeholder stands for the reference of a record that is not made yet.
func placeholder(r *row) models.Ref { return models.Ref(fmt.Sprintf("ROW-%d", r.number)) }
