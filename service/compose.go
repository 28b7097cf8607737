package service

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"answerable/internal/db"
	"answerable/models"
)

// noticesKept is for how many days news are kept that a digest has told.
const noticesKept = 90

// compose makes the digests of today, once its time has come, for all who have
// none yet.
func (s *Service) compose(ctx context.Context) error {
	if s.clock.Now().In(models.London()).Format("15:04") < s.reminding.At {
		return nil
	}
	today := s.Today()
	var people []models.Ref
	err := withAccount(s.db.WithContext(ctx)).Joins("LEFT JOIN outbox ON outbox.person = people.ref AND outbox.day = ?", today).
		Where("outbox.id IS NULL").Order("people.ref").Pluck("people.ref", &people).Error
	if err != nil || len(people) == 0 {
		return err
	}
	calendar, err := calendarOf(s.db.WithContext(ctx))
	if err != nil {
		return err
	}
	var failed []error
	for _, person := range people {
		failed = append(failed, s.composeFor(ctx, person, today, calendar.Works(today)))
	}
	return errors.Join(append(failed, s.tidy(ctx, today))...)
}

// withAccount are the people who can sign in: nobody else gets mail.
func withAccount(tx *gorm.DB) *gorm.DB {
	return tx.Table("people").Joins("JOIN accounts ON accounts.person = people.ref").
		Where("people.state = ? AND people.roles NOT IN ('', '[]') AND people.email <> '' AND accounts.password <> ''", models.PersonActive)
}

// composeFor makes one person's digest of a day: its row in the outbox and the
// news that stand in it, in one transaction. The row's key makes it once, even
// where two instances try.
func (s *Service) composeFor(ctx context.Context, person models.Ref, today models.Date, worked bool) error {
	return db.Tx(ctx, s.db, func(tx *gorm.DB) error {
		settings, err := remindersOf(tx, person)
		if err != nil || settings.WorkingDays && !worked {
			return err
		}
		id, err := uuid.NewV7()
		if err != nil {
			return err
		}
		now := s.clock.Now()
		row := &OutMail{ID: id.String(), Person: person, Day: today, State: models.MailEmpty, CreatedAt: now}
		added := tx.Table("outbox").Clauses(clause.OnConflict{DoNothing: true}).Create(row)
		if added.Error != nil || added.RowsAffected == 0 {
			return added.Error
		}
		if err := takeUp(tx, person, today); err != nil {
			return err
		}
		state, err := s.stateOf(tx, person, settings, today)
		if err != nil || state == models.MailEmpty {
			return err
		}
		next := &now
		if state != models.MailWaiting {
			next = nil
		}
		return tx.Exec("UPDATE outbox SET state = ?, next_at = ? WHERE id = ?", state, next, row.ID).Error
	})
}

// takeUp puts into the digest of a day the news that are in none, and those
// that an earlier one was to tell and did not.
func takeUp(tx *gorm.DB, person models.Ref, today models.Date) error {
	untold := tx.Table("outbox").Select("day").Where("person = ? AND day < ? AND state IN ?", person, today, []models.MailState{models.MailWaiting, models.MailFailed})
	if err := tx.Table("notices").Where("person = ? AND (digest = '' OR digest IN (?))", person, untold).Update("digest", today).Error; err != nil {
		return err
	}
	return tx.Exec("UPDATE outbox SET state = ?, next_at = NULL, last_error = ? WHERE person = ? AND day < ? AND state = ?",
		models.MailDropped, "Taken up into the digest of "+today.String(), person, today, models.MailWaiting).Error
}

// stateOf is in which state the day's mail begins.
func (s *Service) stateOf(tx *gorm.DB, person models.Ref, settings models.ReminderSettings, today models.Date) (models.MailState, error) {
	if !settings.Mail {
		return models.MailUnwanted, nil
	}
	who, err := actorIn(tx, person, today)
	if err != nil {
		return "", err
	}
	digest, err := s.digest(tx, who, settings, today, today)
	switch {
	case err != nil:
		return "", err
	case digest.Empty():
		return models.MailEmpty, nil
	case !s.MailSet():
		return models.MailUnset, nil
	}
	return models.MailWaiting, nil
}

// tidy drops what nobody asks for any more: days without a mail, and news that
// were told long ago. The trail has what happened.
func (s *Service) tidy(ctx context.Context, today models.Date) error {
	return db.Tx(ctx, s.db, func(tx *gorm.DB) error {
		if err := tx.Table("outbox").Where("day < ? AND state IN ?", today, outboxHidden).Delete(&OutMail{}).Error; err != nil {
			return err
		}
		return tx.Table("notices").Where("digest <> '' AND digest < ?", today.Add(-noticesKept)).Delete(&notice{}).Error
	})
}
