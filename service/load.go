package service

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"answerable/models"
)

// Loader adds and moves many records in one transaction: all of them or none.
// The rules are those of Create and Move.
type Loader struct {
	w      *work
	sample string
}

// Load runs fn with a Loader. The records carry the name of the sample that
// they belong to, if one is given.
func (s *Service) Load(ctx context.Context, who *models.Actor, sample string, fn func(*Loader) error) error {
	return s.change(ctx, who, "", func(w *work) error {
		w.loading = true
		return fn(&Loader{w, sample})
	})
}

// Mark names the sample that records belong to from here on; none if empty.
func (l *Loader) Mark(sample string) { l.sample = sample }

// As lets somebody else act from here on, in the same transaction.
func (l *Loader) As(who *models.Actor) { l.w.who = who }

// Actor reads a person that may have been added in this very transaction.
func (l *Loader) Actor(person models.Ref) (*models.Actor, error) {
	m, err := l.w.load(models.PersonKind, person)
	if err != nil {
		return nil, err
	}
	return actorOf(l.w.tx, m.(*models.Person), l.w.Today())
}

// Add makes a record, as Create does, and returns it.
func (l *Loader) Add(k *models.Kind, start string, fields map[string]any) (models.Model, error) {
	in, err := entryOf(fields)
	if err != nil {
		return nil, err
	}
	l.w.reason = in.Reason()
	return l.w.create(k, start, in, func(m models.Model) { m.Base().Sample = l.sample })
}

// Move makes a step in a record's lifecycle, as the service's Move does.
func (l *Loader) Move(k *models.Kind, ref models.Ref, name string, fields map[string]any) error {
	in, err := entryOf(fields)
	if err != nil {
		return err
	}
	m, err := l.w.see(k, ref)
	if err != nil {
		return err
	}
	l.w.reason = in.Reason()
	return l.w.move(k, m, name, in)
}

// PublishGrantList lets a prepared list go out as it would be previewed now.
func (l *Loader) PublishGrantList(ref models.Ref) error {
	m, err := l.w.see(models.GrantListKind, ref)
	if err != nil {
		return err
	}
	l.w.reason = ""
	return l.w.publishGrantList(models.GrantListKind.Copy(m), m.(*models.GrantList), func(preview *GrantListPreview) error { return preview.refusal(preview.Digest) })
}

func entryOf(fields map[string]any) (JSON, error) {
	in := JSON{}
	for name, value := range fields {
		text, err := json.Marshal(value)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		in[name] = slices.Clip(text)
	}
	return in, nil
}
