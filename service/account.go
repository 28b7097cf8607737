package service

import (
	"context"
	"errors"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"answerable/internal/password"
	"answerable/internal/secret"
	"answerable/models"
)

// How long a session lasts in all, and without being used.
const (
	SessionLength = 12 * time.Hour
	SessionIdle   = time.Hour
)

// After this many failures in a row an account, or an address that tries many
// accounts, waits: longer with each further failure, up to maxWait.
const (
	freeFailures       = 5
	freeOriginFailures = 20
	maxWait            = 15 * time.Minute
)

// MinPassword is the fewest characters of a password.
const MinPassword = 12

type account struct {
	Person      models.Ref
	Password    string
	Failures    int
	LockedUntil *time.Time
}

type session struct {
	Hash      string
	Person    models.Ref
	CreatedAt time.Time
	SeenAt    time.Time
	ExpiresAt time.Time
}

type attempt struct {
	Origin   string
	Failures int
	LastAt   time.Time
}

var errSignIn = models.Fail(models.Unsigned, "The email address or the password is not right")

// SignIn checks an email address and password and opens a session, whose
// secret it returns. Failures are counted by account and by origin, the
// address that the request came from, and slow further ones down.
func (s *Service) SignIn(ctx context.Context, email, given, origin string) (string, error) {
	if err := s.mayTry(ctx, origin); err != nil {
		return "", err
	}
	acc, err := s.accountOf(ctx, strings.ToLower(strings.TrimSpace(email)))
	if err != nil {
		return "", err
	}
	if acc == nil {
		if err := password.Dummy(ctx, given); err != nil {
			return "", unavailable(err)
		}
		return "", s.failed(ctx, nil, origin)
	}
	if acc.LockedUntil != nil && s.clock.Now().Before(*acc.LockedUntil) {
		return "", tooMany(acc.LockedUntil.Sub(s.clock.Now()))
	}
	right, err := password.Verify(ctx, acc.Password, given)
	if err != nil {
		return "", unavailable(err)
	}
	if !right {
		return "", s.failed(ctx, acc, origin)
	}
	return s.open(ctx, acc.Person)
}

func tooMany(wait time.Duration) error {
	return models.Fail(models.TooMany, "Too many attempts. Try again in %s", roughly(wait))
}

func roughly(wait time.Duration) string {
	if minutes := int(wait/time.Minute) + 1; minutes > 1 {
		return models.Number(int64(minutes)) + " minutes"
	}
	return "a minute"
}

func (s *Service) mayTry(ctx context.Context, origin string) error {
	var tried attempt
	err := s.db.WithContext(ctx).Table("attempts").Where("origin = ?", origin).Limit(1).Find(&tried).Error
	if err != nil {
		return unavailable(err)
	}
	if wait := tried.LastAt.Add(penalty(tried.Failures, freeOriginFailures)).Sub(s.clock.Now()); tried.Failures >= freeOriginFailures && wait > 0 {
		return tooMany(wait)
	}
	return nil
}

// penalty is how long to wait after that many failures: it doubles with each.
func penalty(failures, free int) time.Duration {
	if failures < free {
		return 0
	}
	return min(maxWait, 30*time.Second<<min(failures-free, 10))
}

func (s *Service) accountOf(ctx context.Context, email string) (*account, error) {
	var acc account
	err := s.db.WithContext(ctx).Table("accounts").Select("accounts.*").Joins("JOIN people ON people.ref = accounts.person").
		Where("people.email = ? AND people.state = ? AND password <> ''", email, models.PersonActive).Take(&acc).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, nil //nolint:nilnil // no account is an answer here: the caller takes as long over it
	}
	return &acc, unavailable(err)
}

// failed counts a failure and gives the answer, which is the same for a wrong
// password and an unknown address.
func (s *Service) failed(ctx context.Context, acc *account, origin string) error {
	now := s.clock.Now()
	tx := s.db.WithContext(ctx)
	err := tx.Exec("INSERT INTO attempts (origin, failures, last_at) VALUES (?, 1, ?) ON CONFLICT (origin) DO UPDATE SET failures = CASE WHEN attempts.last_at < ? THEN 1 ELSE attempts.failures + 1 END, last_at = excluded.last_at",
		origin, now, now.Add(-maxWait)).Error
	if err != nil {
		return unavailable(err)
	}
	if acc != nil {
		until := now.Add(penalty(acc.Failures+1, freeFailures))
		if err := tx.Exec("UPDATE accounts SET failures = failures + 1, locked_until = ? WHERE person = ?", until, acc.Person).Error; err != nil {
			return unavailable(err)
		}
		s.log.WarnContext(ctx, "sign-in failed", "person", acc.Person, "failures", acc.Failures+1)
	}
	return errSignIn
}

func (s *Service) open(ctx context.Context, person models.Ref) (string, error) {
	now, token := s.clock.Now(), secret.New(32)
	err := s.db.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		if err := tx.Exec("UPDATE accounts SET failures = 0, locked_until = NULL WHERE person = ?", person).Error; err != nil {
			return err
		}
		if err := tx.Table("sessions").Where("expires_at < ?", now).Delete(&session{}).Error; err != nil {
			return err
		}
		return tx.Table("sessions").Create(&session{secret.Hash(token), person, now, now, now.Add(SessionLength)}).Error
	})
	return token, unavailable(err)
}

// Session finds who is behind a session's secret, and notes that it is used.
func (s *Service) Session(ctx context.Context, token string) (*models.Actor, error) {
	key := secret.Hash(token)
	if actor := s.actors.get("session " + key); actor != nil {
		return actor, nil
	}
	now := s.clock.Now()
	var open session
	err := s.db.WithContext(ctx).Table("sessions").Where("hash = ? AND expires_at > ? AND seen_at > ?", key, now, now.Add(-SessionIdle)).Limit(1).Find(&open).Error
	if err != nil {
		return nil, unavailable(err)
	}
	if open.Hash == "" {
		return nil, models.Fail(models.Unsigned, "Sign in to continue")
	}
	if now.Sub(open.SeenAt) > time.Minute {
		if err := s.db.WithContext(ctx).Exec("UPDATE sessions SET seen_at = ? WHERE hash = ?", now, key).Error; err != nil {
			return nil, unavailable(err)
		}
	}
	actor, err := s.actor(ctx, open.Person)
	if err != nil {
		return nil, err
	}
	s.actors.put("session "+key, actor, open.ExpiresAt)
	return actor, nil
}

// SignOut ends a session.
func (s *Service) SignOut(ctx context.Context, token string) error {
	defer s.actors.forget()
	return unavailable(s.db.WithContext(ctx).Table("sessions").Where("hash = ?", secret.Hash(token)).Delete(&session{}).Error)
}

// ChangePassword sets one's own password, which needs the present one.
func (s *Service) ChangePassword(ctx context.Context, who *models.Actor, present, wanted string) error {
	var acc account
	if err := s.db.WithContext(ctx).Table("accounts").Where("person = ?", who.Person).Limit(1).Find(&acc).Error; err != nil {
		return unavailable(err)
	}
	right, err := password.Verify(ctx, acc.Password, present)
	if err != nil {
		return unavailable(err)
	}
	if !right {
		return models.Problems{{Field: "present", Text: "Present password: is not right"}}.Or()
	}
	return s.setPassword(ctx, who, who.Person, wanted)
}

// SetPassword sets another person's password, for those who may.
func (s *Service) SetPassword(ctx context.Context, who *models.Actor, person models.Ref, wanted string) error {
	m, err := s.find(ctx, who, models.PersonKind, person)
	if err != nil {
		return err
	}
	if !models.PersonKind.MayDo(who, models.ActSetPassword, m) {
		return models.Fail(models.Denied, "Only an administrator may set another person's password")
	}
	return s.setPassword(ctx, who, person, wanted)
}

func (s *Service) setPassword(ctx context.Context, who *models.Actor, ref models.Ref, wanted string) error {
	if n := len([]rune(wanted)); n < MinPassword || n > 200 {
		return models.Problems{{Field: "password", Text: "Password: must have at least 12 and at most 200 characters"}}.Or()
	}
	hash, err := password.Hash(ctx, wanted)
	if err != nil {
		return unavailable(err)
	}
	defer s.actors.forget()
	return s.change(ctx, who, "", func(w *work) error {
		person, err := w.see(models.PersonKind, ref)
		if err != nil {
			return err
		}
		err = w.tx.Table("accounts").Clauses(clause.OnConflict{
			Columns: []clause.Column{{Name: "person"}}, DoUpdates: clause.AssignmentColumns([]string{"password", "failures", "locked_until"}),
		}).Create(&account{Person: ref, Password: hash}).Error
		if err != nil {
			return err
		}
		if err := w.tx.Table("sessions").Where("person = ?", ref).Delete(&session{}).Error; err != nil {
			return err
		}
		w.note(models.PersonKind, person, "password set", "", person.Shared().Marking, nil)
		return nil
	})
}
