package service

import (
	"context"
	"errors"
	"slices"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"answerable/internal/db"
	"answerable/models"
)

// work is one change being made: a transaction, who makes it, and what is to
// stand in the trail. It answers the rules' questions (models.Facts).
type work struct {
	s       *Service
	tx      *gorm.DB
	who     *models.Actor
	now     time.Time
	reason  string
	entries []entry
	// loading says that many records are put in place: nobody is told.
	loading bool
	// supposed are records that are not kept, to be found like those that are,
	// while it is only asked what would happen.
	supposed map[models.Ref]models.Model
	// known are records of which the person is known to see them, found in this
	// very piece of work.
	known Names
	// keeping is told of every record that is kept, and of how it was before: nil
	// for a new one. It may be nil itself.
	keeping func(k *models.Kind, before, m models.Model) error
	// staff are those who can be told, read once there is something to tell.
	staff []*models.Actor
}

// change runs fn in a transaction and writes the trail as its last act, so
// that the lock on the trail is held for as short as can be.
func (s *Service) change(ctx context.Context, who *models.Actor, reason string, fn func(w *work) error) error {
	touched := false
	err := db.Tx(ctx, s.db, func(tx *gorm.DB) error {
		w := &work{s: s, tx: tx, who: who, now: s.clock.Now(), reason: reason}
		if err := fn(w); err != nil {
			return err
		}
		touched = w.touchesActors()
		if err := w.tell(); err != nil {
			return err
		}
		return w.writeTrail()
	})
	if touched {
		s.actors.forget()
	}
	return s.fault(err)
}

// touchesActors tells whether the change may alter who may do what.
func (w *work) touchesActors() bool {
	return slices.ContainsFunc(w.entries, func(e entry) bool {
		return e.Kind == models.PersonKind.Name || e.Kind == models.BodyKind.Name
	})
}

// fault turns what the database refused into what the person can mend.
func (s *Service) fault(err error) error {
	var violation *db.Violation
	if errors.As(err, &violation) && violation.Kind == db.Unique && len(violation.Columns) == 1 {
		for _, k := range models.Registry {
			if field := k.Field(violation.Columns[0]); field != nil && k.Table() == violation.Table {
				return models.Problems{{Field: field.Name, Text: field.Label + ": is already in use by another " + lowerFirst(k.One)}}.Or()
			}
		}
	}
	return unavailable(err)
}

// Actor implements models.Facts.
func (w *work) Actor() *models.Actor { return w.who }

// Now implements models.Facts.
func (w *work) Now() time.Time { return w.now }

// Today implements models.Facts.
func (w *work) Today() models.Date { return models.DateOf(w.now) }

// Reason implements models.Facts.
func (w *work) Reason() string { return w.reason }

// Get implements models.Facts. The record is locked until the change is kept,
// so that two changes that rest on it take turns.
func (w *work) Get(ref models.Ref) (models.Model, error) {
	if m := w.supposed[ref]; m != nil {
		return m, nil
	}
	var name string
	if err := w.tx.Table("records").Select("kind").Where("ref = ?", ref).Take(&name).Error; err != nil {
		return nil, err
	}
	return w.load(models.KindNamed(name), ref)
}

// Find implements models.Facts.
func (w *work) Find(kind, field string, value any) ([]models.Model, error) {
	k := models.KindNamed(kind)
	tx := w.tx.Table(k.Table()).Order("ref")
	if of := k.Field(field); of != nil && of.Type == models.RefsField {
		return readAll(tx.Where("ref IN (SELECT from_ref FROM links WHERE to_ref = ? AND field = ?)", value, field), k)
	}
	return readAll(tx.Where(clause.Eq{Column: field, Value: value}), k)
}

// Sum implements models.Facts.
func (w *work) Sum(kind, field, by string, value any, states []models.State) (models.Pence, error) {
	var sum models.Pence
	err := w.tx.Table(models.KindNamed(kind).Table()).Where(clause.Eq{Column: by, Value: value}).Where("state IN ?", states).
		Select("CAST(COALESCE(SUM(" + field + "), 0) AS BIGINT)").Scan(&sum).Error
	return sum, err
}

// Calendar implements models.Facts.
func (w *work) Calendar() (models.Calendar, error) { return calendarOf(w.tx) }

// load reads a record for changing, whoever asks.
func (w *work) load(k *models.Kind, ref models.Ref) (models.Model, error) {
	tx := w.tx.Table(k.Table())
	if w.supposed == nil && db.Dialect(w.tx) == db.Postgres {
		tx = tx.Clauses(clause.Locking{Strength: clause.LockingStrengthUpdate})
	}
	return readOne(tx.Where("ref = ?", ref), k)
}
