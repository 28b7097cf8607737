package sample

import (
	"context"
	"fmt"
	"maps"

	"answerable/models"
	"answerable/service"
)

// loader puts the items of the sample into the database, set after set.
type loader struct {
	today models.Date
	// keys are the places of the items by their keys.
	keys map[string]string
	// made is what was added, by the items' keys.
	made map[string]made
	// actors are those who act for an item, by the keys of their sign-ins.
	actors map[string]*models.Actor
	added  int
}

// made is a record that an item became.
type made struct {
	kind *models.Kind
	ref  models.Ref
}

func newLoader(today models.Date) *loader {
	return &loader{today: today, keys: map[string]string{}, made: map[string]made{}, actors: map[string]*models.Actor{}}
}

// load reads the sets and puts them into the database in one transaction: all
// of them or none.
func (l *loader) load(ctx context.Context, s *service.Service, sets []string) error {
	items := make([][]*item, len(sets))
	for i, set := range sets {
		var err error
		if items[i], err = read(set, l.keys); err != nil {
			return err
		}
	}
	before := *l
	return s.Load(ctx, models.System(), "", func(into *service.Loader) error {
		// A transaction that met another is tried again from its start.
		l.made, l.actors, l.added = maps.Clone(before.made), maps.Clone(before.actors), before.added
		for i, set := range sets {
			if err := l.put(into, set, items[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

// put adds the items of a set. Only the sets that a record can be said to come
// from mark their records.
func (l *loader) put(into *service.Loader, set string, items []*item) error {
	if set == signIns {
		set = ""
	}
	into.Mark(set)
	for _, it := range items {
		if err := l.item(into, it, &item{}); err != nil {
			return err
		}
	}
	return nil
}

// item adds one item, makes its moves, and then adds its parts. A step that
// needs parts first stands among them.
func (l *loader) item(into *service.Loader, it, whole *item) error {
	if it.NotBefore != "" && l.today[:min(len(l.today), len(it.NotBefore))] < it.NotBefore {
		return nil
	}
	fail := func(what string, err error) error {
		if err == nil {
			return nil
		}
		return fmt.Errorf("sample: %s: %s: %w", it.where, what, err)
	}
	if it.Then != "" {
		return fail("then "+it.Then, l.later(into, it, whole))
	}
	ref, err := l.add(into, it, whole)
	if err != nil {
		return fail("add", err)
	}
	l.made[it.id()] = made{it.kind, ref}
	for _, move := range it.Moves {
		if err := l.step(into, it.kind, ref, move); err != nil {
			return fail("move "+move.Move, err)
		}
	}
	for _, part := range it.Parts {
		if err := l.item(into, part, it); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) add(into *service.Loader, it, whole *item) (models.Ref, error) {
	if err := l.as(into, it.As); err != nil {
		return "", err
	}
	fields, err := l.filled(it.kind, it.Fields)
	if err != nil {
		return "", err
	}
	if whole.kind != nil {
		fields[joint(it.kind, whole.kind)] = l.made[whole.id()].ref
	}
	m, err := into.Add(it.kind, it.Start, fields)
	if err != nil {
		return "", err
	}
	l.added++
	return m.Base().Ref, nil
}

// later makes a step on a record that was added before.
func (l *loader) later(into *service.Loader, it, whole *item) error {
	key := it.On
	if key == "" {
		key = whole.id()
	}
	on, known := l.made[key]
	if !known {
		return fmt.Errorf("on: there is no item %s before this one", key)
	}
	return l.step(into, on.kind, on.ref, step{Move: it.Then, As: it.As, Fields: it.Fields})
}

func (l *loader) step(into *service.Loader, k *models.Kind, ref models.Ref, move step) error {
	if err := l.as(into, move.As); err != nil {
		return err
	}
	if k == models.GrantListKind && move.Move == models.MovePublish {
		return into.PublishGrantList(ref)
	}
	fields, err := l.filled(k, move.Fields)
	if err != nil {
		return err
	}
	return into.Move(k, ref, move.Move, fields)
}

// as lets somebody act: the system, or the person of a sign-in.
func (l *loader) as(into *service.Loader, key string) error {
	if key == "" {
		into.As(models.System())
		return nil
	}
	if l.actors[key] == nil {
		person, known := l.made[key]
		if !known {
			return fmt.Errorf("as: there is no sign-in %q", key)
		}
		actor, err := into.Actor(person.ref)
		if err != nil {
			return fmt.Errorf("as %s: %w", key, err)
		}
		l.actors[key] = actor
	}
	into.As(l.actors[key])
	return nil
}
