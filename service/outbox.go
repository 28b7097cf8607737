package service

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"

	"answerable/internal/db"
	"answerable/models"
)

// OutMail is one mail of the outbox: the digest of one person for one day. What
// it says is nowhere kept: it is written when it is sent.
type OutMail struct {
	ID        string           `json:"id"`
	Person    models.Ref       `json:"person"`
	Day       models.Date      `json:"day"`
	State     models.MailState `json:"state"`
	Attempts  int              `json:"attempts"`
	NextAt    *time.Time       `json:"next_at,omitempty" description:"When it is tried next"`
	LastError string           `json:"last_error" description:"What went wrong last, as the mail server or the network put it"`
	CreatedAt time.Time        `json:"created_at"`
	SentAt    *time.Time       `json:"sent_at,omitempty"`
}

// Outbox is one page of the outbox, newest first.
type Outbox struct {
	// Configured says whether a mail server is set.
	Configured bool
	// Counts are all mails by their state.
	Counts map[models.MailState]int64
	Mails  []OutMail
	Names  Names
	// Next is the after of the next page, empty on the last.
	Next string
}

// outboxHidden are days without a mail, which the outbox does not show.
var outboxHidden = []models.MailState{models.MailEmpty, models.MailUnwanted}

// Outbox reads a page of the outbox, for those who keep it: of one state or, if
// it is empty, of all.
func (s *Service) Outbox(ctx context.Context, who *models.Actor, state models.MailState, after string) (*Outbox, error) {
	if !models.PersonKind.MayDo(who, models.ActKeepMail, &models.Person{}) {
		return nil, models.Fail(models.Denied, "Only an administrator may see the outbox")
	}
	box := &Outbox{Configured: s.MailSet(), Mails: []OutMail{}}
	var err error
	if box.Counts, err = s.mailCounts(ctx); err != nil {
		return nil, unavailable(err)
	}
	tx := s.db.WithContext(ctx).Table("outbox").Where("state NOT IN ?", outboxHidden)
	if state != "" {
		tx = tx.Where("state = ?", state)
	}
	if after != "" {
		tx = tx.Where("id < ?", after)
	}
	if err := tx.Order("id DESC").Limit(PageSize + 1).Find(&box.Mails).Error; err != nil {
		return nil, unavailable(err)
	}
	if len(box.Mails) > PageSize {
		box.Mails = box.Mails[:PageSize]
		box.Next = box.Mails[PageSize-1].ID
	}
	refs := make([]models.Ref, len(box.Mails))
	for i, mail := range box.Mails {
		refs[i] = mail.Person
	}
	box.Names, err = names(s.db.WithContext(ctx), who, refs, models.PersonKind)
	return box, unavailable(err)
}

func (s *Service) mailCounts(ctx context.Context) (map[models.MailState]int64, error) {
	var rows []struct {
		State models.MailState
		N     int64
	}
	err := s.db.WithContext(ctx).Table("outbox").Select("state, COUNT(*) AS n").Where("state NOT IN ?", outboxHidden).Group("state").Scan(&rows).Error
	counts := make(map[models.MailState]int64, len(rows))
	for _, row := range rows {
		counts[row.State] = row.N
	}
	return counts, err
}

var errNoMail = models.Fail(models.Missing, "There is no such mail")

// RetryMail has a mail that failed tried again, which its recipient's history
// says.
func (s *Service) RetryMail(ctx context.Context, who *models.Actor, id string) error {
	return s.change(ctx, who, "", func(w *work) error {
		if !models.PersonKind.MayDo(who, models.ActKeepMail, &models.Person{}) {
			return models.Fail(models.Denied, "Only an administrator may have mail tried again")
		}
		mail, err := mailOf(w.tx, id)
		if err != nil {
			return err
		}
		if err := w.mayRetry(mail); err != nil {
			return err
		}
		tried := w.tx.Exec("UPDATE outbox SET state = ?, attempts = 0, next_at = ? WHERE id = ? AND state = ?", models.MailWaiting, w.now, id, models.MailFailed)
		if tried.Error != nil {
			return tried.Error
		}
		if tried.RowsAffected == 0 {
			return models.Fail(models.Refused, "Somebody else had it tried again at the same moment")
		}
		return w.noteOn(mail.Person, "mail tried again", "The digest of "+mail.Day.String())
	})
}

func mailOf(tx *gorm.DB, id string) (*OutMail, error) {
	var mail OutMail
	err := tx.Table("outbox").Where("id = ? AND state NOT IN ?", id, outboxHidden).Take(&mail).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, errNoMail
	}
	return &mail, err
}

// mayRetry refuses what would tell the same things twice: the next digest took
// up what a failed one did not tell.
func (w *work) mayRetry(mail *OutMail) error {
	if mail.State != models.MailFailed {
		return models.Fail(models.Refused, "Only a mail that failed can be tried again")
	}
	var later int64
	if err := w.tx.Table("outbox").Where("person = ? AND day > ?", mail.Person, mail.Day).Count(&later).Error; err != nil {
		return err
	}
	if later > 0 {
		return models.Fail(models.Refused, "A later digest has taken up what it would have told")
	}
	return nil
}

// claim takes the next mail whose time has come; nil where none is left. The
// attempt is counted before it is made: one that is never heard of again was
// made.
func (s *Service) claim(ctx context.Context) (*OutMail, error) {
	var claimed *OutMail
	err := db.Tx(ctx, s.db, func(tx *gorm.DB) error {
		claimed = nil
		var next []OutMail
		err := tx.Table("outbox").Where("state = ? AND next_at <= ?", models.MailWaiting, s.clock.Now()).Order("next_at, id").Limit(1).Find(&next).Error
		if err != nil || len(next) == 0 {
			return err
		}
		taken := tx.Exec("UPDATE outbox SET state = ?, attempts = attempts + 1 WHERE id = ? AND state = ? AND attempts = ?", models.MailSending, next[0].ID, models.MailWaiting, next[0].Attempts)
		if taken.Error != nil || taken.RowsAffected == 0 {
			return taken.Error
		}
		next[0].Attempts++
		claimed = &next[0]
		return nil
	})
	return claimed, err
}

// settle writes what became of an attempt, unless somebody took the mail over
// meanwhile. What happened has happened: it is written even while the service
// stops.
func (s *Service) settle(ctx context.Context, mail *OutMail, state models.MailState, why string, next time.Time) error {
	set := map[string]any{"state": state, "last_error": why, "next_at": nil}
	switch state {
	case models.MailSent:
		set["sent_at"] = s.clock.Now()
	case models.MailWaiting:
		set["next_at"] = next
	}
	return db.Tx(context.WithoutCancel(ctx), s.db, func(tx *gorm.DB) error {
		return tx.Table("outbox").Where("id = ? AND state = ? AND attempts = ?", mail.ID, models.MailSending, mail.Attempts).Updates(set).Error
	})
}

// revive puts back what an instance left half-way when it died. Only who has
// the lease may call it: then nobody is sending.
func (s *Service) revive(ctx context.Context) error {
	return db.Tx(ctx, s.db, func(tx *gorm.DB) error {
		return tx.Exec("UPDATE outbox SET state = ?, next_at = ?, last_error = ? WHERE state = ?",
			models.MailWaiting, s.clock.Now(), "The service stopped while it was being sent", models.MailSending).Error
	})
}
