package service

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"

	"answerable/internal/secret"
	"answerable/models"
)

// Key is a secret that opens something in a person's name. It is shown once
// and kept only as a hash.
type Key struct {
	ID        string     `json:"id"`
	Person    models.Ref `json:"person"`
	Name      string     `json:"name"`
	Hash      string     `json:"-"`
	CreatedAt time.Time  `json:"created_at"`
	RevokedAt *time.Time `json:"revoked_at,omitempty"`
	UsedAt    *time.Time `json:"used_at,omitempty"`
}

// keyring is a table of keys, and what people call one of them.
type keyring struct{ table, one string }

// keyName checks what a person calls a key.
func keyName(name string) (string, models.Problems) {
	if name = strings.TrimSpace(name); name == "" || len(name) > 100 {
		return "", models.Problems{{Field: "name", Code: "required", Text: "Name: must be given, in at most 100 characters"}}
	}
	return name, nil
}

// newKey makes a key for the person themselves out of a secret.
func (s *Service) newKey(who *models.Actor, name, plain string) (Key, error) {
	id, err := uuid.NewV7()
	return Key{ID: id.String(), Person: who.Person, Name: name, Hash: secret.Hash(plain), CreatedAt: s.clock.Now()}, unavailable(err)
}

// issue keeps a new key, whose row it takes, and notes it in the trail.
func (s *Service) issue(ctx context.Context, who *models.Actor, ring keyring, name string, row any) error {
	return s.change(ctx, who, "", func(w *work) error {
		if err := w.tx.Table(ring.table).Create(row).Error; err != nil {
			return err
		}
		return w.noteOnSelf(ring.one+" issued", name)
	})
}

func (w *work) noteOnSelf(action, why string) error { return w.noteOn(w.who.Person, action, why) }

// noteOn notes on a person's record what was done about their account.
func (w *work) noteOn(ref models.Ref, action, why string) error {
	person, err := w.load(models.PersonKind, ref)
	if err == nil {
		w.note(models.PersonKind, person, action, why, person.Shared().Marking, nil)
	}
	return err
}

// revoke ends one of the person's own keys.
func (s *Service) revoke(ctx context.Context, who *models.Actor, ring keyring, id string) error {
	return s.change(ctx, who, "", func(w *work) error {
		var key Key
		if err := w.tx.Table(ring.table).Where("id = ? AND person = ? AND revoked_at IS NULL", id, who.Person).Limit(1).Find(&key).Error; err != nil {
			return err
		}
		if key.ID == "" {
			return models.Fail(models.Missing, "There is no such %s in force", ring.one)
		}
		if err := w.tx.Exec("UPDATE "+ring.table+" SET revoked_at = ? WHERE id = ?", w.now, id).Error; err != nil {
			return err
		}
		return w.noteOnSelf(ring.one+" revoked", key.Name)
	})
}

// used notes that a key was used, at most once a minute.
func (s *Service) used(ctx context.Context, ring keyring, key Key) error {
	now := s.clock.Now()
	if key.UsedAt != nil && now.Sub(*key.UsedAt) <= time.Minute {
		return nil
	}
	return unavailable(s.db.WithContext(ctx).Exec("UPDATE "+ring.table+" SET used_at = ? WHERE id = ?", now, key.ID).Error)
}
