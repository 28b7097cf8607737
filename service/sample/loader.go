package sample

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"answerable/models"
	"answerable/service"
)

// loader puts the items of the sample into the database, set after set.
type loader struct {
	today models.Date
	// keys are the places of the items by their keys.
	keys map[string]string
	// refs are the references of what was added, by the items' keys.
	refs map[string]models.Ref
	// actors are those who act for an item, by the keys of their sign-ins.
	actors map[string]*models.Actor
	added  int
}

// load adds all items of a set in one transaction.
func (l *loader) load(ctx context.Context, s *service.Service, set string) error {
	items, err := read(set, l.keys)
	if err != nil {
		return err
	}
	mark := set
	if set == signIns {
		mark = ""
	}
	before := *l
	return s.Load(ctx, models.System(), mark, func(into *service.Loader) error {
		// A transaction that met another is tried again from its start.
		l.refs, l.actors, l.added = maps.Clone(before.refs), maps.Clone(before.actors), before.added
		for _, it := range items {
			if err := l.item(into, it, &item{}); err != nil {
				return err
			}
		}
		return nil
	})
}

// item adds one item, makes its moves, and then adds its parts: a part may
// need its whole to have come to its state, and a move may need the parts, for
// which steps on the whole can stand among the parts.
func (l *loader) item(into *service.Loader, it, whole *item) error {
	if it.NotBefore != "" && l.today[:min(len(l.today), len(it.NotBefore))] < it.NotBefore {
		return nil
	}
	fail := func(what string, err error) error {
		if err == nil {
			return nil
		}
		return fmt.Errorf("sample: %s: %s: %w", it.where, what, explained(err))
	}
	if it.Then != "" {
		return fail("then "+it.Then, l.step(into, whole.kind, l.refs[whole.id()], step{Move: it.Then, As: it.As, Fields: it.Fields}, whole.As))
	}
	ref, err := l.add(into, it, whole)
	if err != nil {
		return fail("add", err)
	}
	l.refs[it.id()] = ref
	for _, move := range it.Moves {
		if err := l.step(into, it.kind, ref, move, it.actsAs(whole)); err != nil {
			return fail("move "+move.Move, err)
		}
	}
	for _, part := range it.Parts {
		part.As = part.actsAs(it)
		if err := l.item(into, part, it); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) add(into *service.Loader, it, whole *item) (models.Ref, error) {
	if err := l.as(into, it.actsAs(whole)); err != nil {
		return "", err
	}
	fields, err := l.filled(it.kind, it.Fields)
	if err != nil {
		return "", err
	}
	if whole.kind != nil {
		fields[joint(it.kind, whole.kind)] = l.refs[whole.id()]
	}
	m, err := into.Add(it.kind, it.Start, fields)
	if err != nil {
		return "", err
	}
	l.added++
	return m.Base().Ref, nil
}

func (l *loader) step(into *service.Loader, k *models.Kind, ref models.Ref, move step, as string) error {
	if move.As != "" {
		as = move.As
	}
	if err := l.as(into, as); err != nil {
		return err
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
		person, known := l.refs[key]
		if !known {
			return fmt.Errorf("as: there is no sign-in %q", key)
		}
		actor, err := into.Actor(person)
		if err != nil {
			return fmt.Errorf("as %s: %w", key, err)
		}
		l.actors[key] = actor
	}
	into.As(l.actors[key])
	return nil
}

// filled gives the fields as they go to the service: references instead of
// keys, days instead of "today-10d".
func (l *loader) filled(k *models.Kind, fields map[string]any) (map[string]any, error) {
	full := make(map[string]any, len(fields)+1)
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		field := k.Field(name)
		if field == nil && name != "reason" {
			return nil, fmt.Errorf("a %s has no field %q", k.Name, name)
		}
		value, err := l.value(fields[name])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		full[name] = value
	}
	return full, nil
}

func (l *loader) value(value any) (any, error) {
	switch value := value.(type) {
	case string:
		return l.text(value)
	case []any:
		list := make([]any, len(value))
		for i, one := range value {
			var err error
			if list[i], err = l.value(one); err != nil {
				return nil, err
			}
		}
		return list, nil
	default:
		return value, nil
	}
}

// explained puts the problems of fields into the message of an error, which
// the file's author has to mend.
func explained(err error) error {
	var named *models.Error
	if errors.As(err, &named) {
		return errors.New(named.Error())
	}
	return err
}
