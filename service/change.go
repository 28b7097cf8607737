package service

import (
	"context"
	"errors"
	"slices"
	"strings"

	"gorm.io/gorm"

	"answerable/models"
)

// Create makes a new record of a kind in one of the kind's ways to start; an
// empty start means the first that the person may use.
func (s *Service) Create(ctx context.Context, who *models.Actor, k *models.Kind, start string, in Entry) (models.Model, error) {
	var made models.Model
	err := s.change(ctx, who, in.Reason(), func(w *work) (err error) {
		made, err = w.create(k, start, in, blank)
		return err
	})
	return made, err
}

func blank(models.Model) {}

// create makes the record; also sets what the system keeps for itself.
func (w *work) create(k *models.Kind, start string, in Entry, also func(models.Model)) (models.Model, error) {
	move := startFor(k, w.who, start)
	if move == nil {
		return nil, models.Fail(models.Denied, "You may not add %s", an(k.One))
	}
	return w.begin(k, move, in, also)
}

// begin makes the record in one way to start, whoever may.
func (w *work) begin(k *models.Kind, move *models.Move, in Entry, also func(models.Model)) (models.Model, error) {
	m, err := w.draft(k, move, in, also)
	if err != nil {
		return nil, err
	}
	if err := w.number(k, m); err != nil {
		return nil, err
	}
	if err := w.insert(k, m); err != nil {
		return nil, err
	}
	w.trace(k, k.New(), m, move.Name, w.reason)
	return m, w.follow(m, k.Then, move.Then)
}

// draft is the record as it would be made, or what speaks against it; nothing
// is kept.
func (w *work) draft(k *models.Kind, move *models.Move, in Entry, also func(models.Model)) (models.Model, error) {
	m := k.New()
	base := m.Base()
	base.State, base.Side, base.Version = move.To, w.who.Side, 1
	base.CreatedAt, base.CreatedBy, base.UpdatedAt, base.UpdatedBy = w.now, w.who.Person, w.now, w.who.Person
	m.Shared().Marking = models.Official
	fields := append(k.Inputs(), k.Named(move.Asks)...)
	fields = append(fields, k.Named(move.Offers)...)
	problems := in.Fill(m, fields)
	also(m)
	if err := w.inherit(k, m); err != nil {
		return nil, err
	}
	return m, w.check(k, nil, m, fields, move, problems)
}

// inherit gives a part the priorities, districts and marking of the record that
// it is part of, where none were given: a part of what is sensitive is too.
func (w *work) inherit(k *models.Kind, m models.Model) error {
	parent := k.RefOf(m, k.Parent)
	if parent == "" || k.Field(k.Parent).Any() {
		return nil
	}
	above, err := w.Get(parent)
	if err != nil {
		// That there is no such record is said with the other problems.
		return ignoreMissing(err)
	}
	from, to := above.Shared(), m.Shared()
	if len(to.Priorities) == 0 {
		to.Priorities = from.Priorities
	}
	if len(to.Districts) == 0 {
		to.Districts = from.Districts
	}
	if from.Marking == models.OfficialSensitive {
		to.Marking = from.Marking
	}
	return nil
}

func ignoreMissing(err error) error {
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil
	}
	return err
}

func startFor(k *models.Kind, who *models.Actor, name string) *models.Move {
	starts := k.Starts(who)
	for _, start := range starts {
		if name == "" || start.Name == name {
			return start
		}
	}
	return nil
}

// Edit changes the fields of a record. The version must be the one that the
// person saw; a stale one is refused, so that nobody overwrites another.
func (s *Service) Edit(ctx context.Context, who *models.Actor, k *models.Kind, ref models.Ref, version int, in Entry) (models.Model, error) {
	return s.alter(ctx, who, k, ref, version, in.Reason(), func(w *work, before, m models.Model) error {
		if err := w.tryEdit(k, before, m, in); err != nil {
			return err
		}
		return w.save(k, before, m, "edit", w.reason)
	})
}

// tryEdit puts what was entered into a record and says what speaks against it,
// without keeping anything.
func (w *work) tryEdit(k *models.Kind, before, m models.Model, in Entry) error {
	if !k.MayEdit(w.who, m) {
		return mayNotChange(k, m)
	}
	problems := in.Fill(m, k.Inputs())
	if err := w.keepHidden(k, before, m); err != nil {
		return err
	}
	if k.Parent != "" && k.RefOf(before, k.Parent) != k.RefOf(m, k.Parent) {
		problems = append(problems, models.Problem{Field: k.Parent, Code: "fixed", Text: k.Field(k.Parent).Label + ": cannot be changed"})
	}
	return w.check(k, before, m, k.Inputs(), nil, problems)
}

func mayNotChange(k *models.Kind, m models.Model) error {
	return models.Fail(models.Denied, "You may not change this %s while it is %s", lowerFirst(k.One), stateLabel(k, m))
}

// Move makes a step in the record's lifecycle.
func (s *Service) Move(ctx context.Context, who *models.Actor, k *models.Kind, ref models.Ref, version int, name string, in Entry) (models.Model, error) {
	return s.alter(ctx, who, k, ref, version, in.Reason(), func(w *work, _, m models.Model) error {
		return w.move(k, m, name, in)
	})
}

func (w *work) move(k *models.Kind, m models.Model, name string, in Entry) error {
	move := k.Move(name)
	if move == nil {
		return models.Fail(models.Missing, "There is no step called %s for %s", name, an(k.One))
	}
	if !slices.Contains(k.Open(w.who, m), move) {
		return mayNotMove(k, m, move)
	}
	before := k.Copy(m)
	if err := w.tryMove(k, before, m, move, in); err != nil {
		return err
	}
	return w.step(k, before, m, move, w.reason)
}

func mayNotMove(k *models.Kind, m models.Model, move *models.Move) error {
	return models.Fail(models.Denied, "You may not do this to this %s while it is %s: %s", lowerFirst(k.One), stateLabel(k, m), lowerFirst(move.Label))
}

// tryMove puts what a move asks for into a record and says what speaks against
// it, without keeping anything.
func (w *work) tryMove(k *models.Kind, before, m models.Model, move *models.Move, in Entry) error {
	fields := k.Named(slices.Concat(move.Asks, move.Offers))
	k.Clear(m, move)
	problems := in.Fill(m, fields)
	if move.Reason && w.reason == "" {
		problems = append(problems, reasonMissing)
	}
	return w.check(k, before, m, fields, move, problems)
}

var reasonMissing = models.Problem{Field: "reason", Code: "required", Text: "Reason: must be given"}

// alter loads a record that the person sees, holds it against the version they
// saw, and lets fn change it.
func (s *Service) alter(ctx context.Context, who *models.Actor, k *models.Kind, ref models.Ref, version int, reason string, fn func(w *work, before, m models.Model) error) (models.Model, error) {
	var m models.Model
	err := s.change(ctx, who, reason, func(w *work) (err error) {
		if m, err = w.see(k, ref); err != nil {
			return err
		}
		if m.Base().Version != version {
			return stale(k, m, version)
		}
		return fn(w, k.Copy(m), m)
	})
	return m, err
}

func stale(k *models.Kind, m models.Model, seen int) error {
	return models.Fail(models.Stale, "Somebody changed this %s since you opened it: it is at version %d, you saw %d", lowerFirst(k.One), m.Base().Version, seen)
}

// see loads a record for changing if the person may see it.
func (w *work) see(k *models.Kind, ref models.Ref) (models.Model, error) {
	filter, args := visibleIn(k, w.who)
	m, err := readOne(w.tx.Table(k.Table()).Where("ref = ?", ref).Where(filter, args...), k)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, missing(k, ref)
	}
	return m, err
}

// check finds everything that is wrong with a record as it would be kept.
func (w *work) check(k *models.Kind, before, m models.Model, fields []*models.Field, move *models.Move, problems models.Problems) error {
	if move != nil {
		problems = append(problems, absent(k, m, move.Asks)...)
	}
	for _, problem := range validate(m, fields) {
		if problems.Of(problem.Field) == "" {
			problems = append(problems, problem)
		}
	}
	unknown, err := w.unknownRefs(k, before, m, problems)
	if err != nil {
		return err
	}
	if problems = append(problems, unknown...); len(problems) > 0 {
		return inOrder(k, problems).Or()
	}
	if k.Prepare != nil && (move == nil || before == nil) {
		if err := k.Prepare(m, w); err != nil {
			return err
		}
	}
	if move == nil {
		return nil
	}
	return w.needs(move, m)
}

func (w *work) needs(move *models.Move, m models.Model) error {
	var unmet []string
	for _, need := range move.Needs {
		met, err := need.Met(m, w)
		if err != nil {
			return err
		}
		if !met {
			unmet = append(unmet, need.Text)
		}
	}
	if len(unmet) > 0 {
		return models.Fail(models.Refused, "%s", strings.Join(unmet, ". "))
	}
	return nil
}

func absent(k *models.Kind, m models.Model, asks []string) models.Problems {
	var problems models.Problems
	for _, field := range k.Named(asks) {
		if !field.Recorded(m) {
			problems = append(problems, models.Problem{Field: field.Name, Code: "required", Text: field.Label + ": must be given"})
		}
	}
	return problems
}

// inOrder sorts problems as the form shows its fields.
func inOrder(k *models.Kind, problems models.Problems) models.Problems {
	place := func(p models.Problem) int { return slices.Index(k.Fields, k.Field(p.Field)) }
	slices.SortStableFunc(problems, func(a, b models.Problem) int { return place(a) - place(b) })
	return problems
}

// step makes a move on a record whose fields are already set and checked.
func (w *work) step(k *models.Kind, before, m models.Model, move *models.Move, why string) error {
	if err := w.enter(k, before, m, move, why); err != nil {
		return err
	}
	if err := w.save(k, before, m, move.Name, why); err != nil {
		return err
	}
	return w.follow(m, move.Then)
}

// enter puts a record where a move leads, without keeping it.
func (w *work) enter(k *models.Kind, before, m models.Model, move *models.Move, why string) error {
	if move.To != "" {
		m.Base().State = move.To
	}
	if move.Do != nil {
		if err := move.Do(m, w); err != nil {
			return err
		}
	}
	w.revise(k, before, m, why)
	return nil
}

// revise keeps what every deadline was before it was moved. A list of its
// revisions stands beside each.
func (w *work) revise(k *models.Kind, before, m models.Model, why string) {
	for _, field := range k.Fields {
		list := k.RevisionsOf(field)
		if list == nil {
			continue
		}
		from, to := models.Date(field.Plain(before)), models.Date(field.Plain(m))
		if from == "" || from == to {
			continue
		}
		revisions := list.Pointer(m).(*models.Revisions)
		*revisions = append(slices.Clone(*revisions), models.Revision{From: from, To: to, On: w.Today(), By: w.who.Person, Reason: why})
	}
}

// follow carries out what a change does to other records.
func (w *work) follow(m models.Model, thens ...func(models.Model, models.Facts) ([]models.Effect, error)) error {
	for _, then := range thens {
		if then == nil {
			continue
		}
		effects, err := then(m, w)
		if err != nil {
			return err
		}
		for _, effect := range effects {
			if err := w.effect(effect); err != nil {
				return err
			}
		}
	}
	return nil
}

// effect changes another record as a consequence: the rule decided it, so no
// permission is asked.
func (w *work) effect(e models.Effect) error {
	k := models.KindNamed(e.Kind)
	if e.Make != nil {
		return w.bring(k, e.Make, e.Why)
	}
	m, err := w.load(k, e.Ref)
	if err != nil {
		return err
	}
	before := k.Copy(m)
	if e.Set != nil {
		e.Set(m)
	}
	if e.Move == "" {
		w.revise(k, before, m, e.Why)
		return w.save(k, before, m, "follows", e.Why)
	}
	move := k.Move(e.Move)
	if !slices.Contains(move.From, m.Base().State) {
		return nil
	}
	return w.step(k, before, m, move, e.Why)
}

func stateLabel(k *models.Kind, m models.Model) string {
	return lowerFirst(models.LabelOf(k.States, string(m.Base().State)))
}
