package service

import (
	"context"
	"errors"
	"time"

	"answerable/models"
)

// dutiesEvery is how often the occurrences of duties are seen to. What is added
// brings its own at once; only what the days bring comes this way, and so does
// what another instance brought.
const dutiesEvery = 10 * time.Minute

// keepDuties sees to the occurrences of duties, if that was not done just now.
func (s *Service) keepDuties(ctx context.Context) error {
	now := s.clock.Now()
	since := now.Sub(s.dutiesKept)
	if models.DateOf(s.dutiesKept) == models.DateOf(now) && since >= 0 && since < dutiesEvery {
		return nil
	}
	err := s.KeepDuties(ctx)
	if err == nil {
		s.dutiesKept = now
	}
	return err
}

// KeepDuties makes the occurrences that schedules ask for, as the system, and
// records as missing those whose day has passed. Done twice, or by two
// instances at the same moment, it makes nothing twice.
func (s *Service) KeepDuties(ctx context.Context) error {
	duties, err := s.scheduled(ctx)
	if err != nil {
		return err
	}
	var failed []error
	for _, duty := range duties {
		failed = append(failed, s.change(ctx, models.System(), "", func(w *work) error {
			return w.occur(duty)
		}))
	}
	return errors.Join(append(failed, s.missAll(ctx))...)
}

// scheduled are the duties of which a schedule may ask for something, or has.
func (s *Service) scheduled(ctx context.Context) ([]models.Ref, error) {
	var duties []models.Ref
	err := s.db.WithContext(ctx).Table("duties").Where("state = ? AND ref IN (SELECT duty FROM schedules)", models.Current).Order("ref").Pluck("ref", &duties).Error
	return duties, unavailable(err)
}

// occur carries out what the schedules of a duty ask for.
func (w *work) occur(duty models.Ref) error {
	effects, err := models.Occurrences(duty, w)
	if err != nil {
		return err
	}
	for _, effect := range effects {
		if err := w.effect(effect); err != nil {
			return err
		}
	}
	return nil
}

// bring makes a record that follows from another, as the system. It belongs to
// the sample where the record does that it is part of.
func (w *work) bring(k *models.Kind, m models.Model, why string) error {
	who, reason := w.who, w.reason
	w.who, w.reason = models.System(), why
	defer func() { w.who, w.reason = who, reason }()
	above, err := w.Get(k.RefOf(m, k.Parent))
	if err != nil {
		return err
	}
	_, err = w.create(k, "", brought{k, m}, func(into models.Model) { into.Base().Sample = above.Base().Sample })
	return err
}

// brought is an Entry of all that a record holds beside what every record has.
type brought struct {
	kind  *models.Kind
	model models.Model
}

// Fill implements Entry.
func (b brought) Fill(m models.Model, _ []*models.Field) models.Problems {
	base := *m.Base()
	b.kind.Take(m, b.model)
	*m.Base() = base
	return nil
}

// Reason implements Entry. Why a record is brought stands in the trail already.
func (b brought) Reason() string { return "" }

// missBatch is how many occurrences are recorded as missing in one transaction.
const missBatch = 100

// missAll records as missing every occurrence that is still due after its day.
func (s *Service) missAll(ctx context.Context) error {
	for {
		missed := 0
		err := s.change(ctx, models.System(), "", func(w *work) (err error) {
			missed, err = w.miss()
			return err
		})
		if err != nil || missed < missBatch {
			return err
		}
	}
}

// miss records as missing some of the occurrences whose day has passed. Duties
// that were withdrawn are owed no more.
func (w *work) miss() (int, error) {
	var late []models.Ref
	err := w.tx.Table("occurrences").Where("state = ? AND due_on <> '' AND due_on < ?", models.OccurrenceDue, w.Today()).
		Where("duty IN (SELECT ref FROM duties WHERE state = ?)", models.Current).Order("ref").Limit(missBatch).Pluck("ref", &late).Error
	if err != nil {
		return 0, err
	}
	for _, ref := range late {
		// It is read again under a lock: somebody may just have met it.
		m, err := w.load(models.OccurrenceKind, ref)
		if err != nil {
			return 0, err
		}
		occurrence := m.(*models.Occurrence)
		if occurrence.State != models.OccurrenceDue || !models.Passed(occurrence.DueOn, w.Today()) {
			continue
		}
		before := models.OccurrenceKind.Copy(m)
		if err := w.step(models.OccurrenceKind, before, m, models.OccurrenceKind.Move("miss"), "Its day passed and nothing was recorded that met it"); err != nil {
			return 0, err
		}
	}
	return len(late), nil
}
