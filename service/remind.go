package service

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"answerable/internal/mail"
	"answerable/models"
)

// Mailer hands messages to a mail server. Its failures are *mail.Failure.
type Mailer interface {
	Send(ctx context.Context, m mail.Message) error
}

// Reminding is how people are reminded.
type Reminding struct {
	// Mailer sends the digests; without one they are on the home page only.
	Mailer Mailer
	// At is the time of day in London from which digests are made: "07:00".
	At string
	// Link is the address under which people reach the service, for the links
	// in mail; without it mail has none.
	Link string
}

// DigestAt is when digests are made unless another time is set.
const DigestAt = "07:00"

// SetReminding sets how people are reminded. It is for the start, before the
// service is used.
func (s *Service) SetReminding(r Reminding) error {
	if r.At == "" {
		r.At = DigestAt
	}
	if _, err := time.Parse("15:04", r.At); err != nil {
		return models.Fail(models.Invalid, "The time of the digest must be written as 07:00, not %q", r.At)
	}
	s.reminding = r
	return nil
}

// MailSet tells whether a mail server is set.
func (s *Service) MailSet() bool { return s.reminding.Mailer != nil }

const (
	// mailLease is the lease of who makes and sends digests.
	mailLease = "mail"
	// remindEvery is how often it is looked whether something is to be done.
	remindEvery = 30 * time.Second
)

// Remind makes and sends digests until the context ends. However many
// instances run, one at a time does it.
func (s *Service) Remind(ctx context.Context) {
	for ctx.Err() == nil {
		if err := s.RemindOnce(ctx); err != nil && ctx.Err() == nil {
			s.log.ErrorContext(ctx, "reminders failed", "error", err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(remindEvery):
		}
	}
	if err := s.release(context.WithoutCancel(ctx), mailLease); err != nil {
		s.log.Error("the lease of reminders was not given back", "error", err)
	}
}

// RemindOnce keeps the occurrences of duties, makes the digests whose time has
// come and sends what waits, if this instance is the one to do it. A mail in hand is finished even when the
// context ends: whether it was taken would not be known otherwise.
func (s *Service) RemindOnce(ctx context.Context) error {
	s.remindingNow.Lock()
	defer s.remindingNow.Unlock()
	mine, err := s.lease(ctx, mailLease)
	if err != nil || !mine {
		return err
	}
	if err := s.revive(ctx); err != nil {
		return err
	}
	return errors.Join(s.keepDuties(ctx), s.compose(ctx), s.sendAll(ctx))
}

// sendAll sends what waits, until nothing is left or the server cannot be
// reached.
func (s *Service) sendAll(ctx context.Context) error {
	if !s.MailSet() {
		return nil
	}
	for ctx.Err() == nil {
		if mine, err := s.lease(ctx, mailLease); err != nil || !mine {
			return err
		}
		next, err := s.claim(ctx)
		if err != nil || next == nil {
			return err
		}
		if reached, err := s.send(context.WithoutCancel(ctx), next); err != nil || !reached {
			return err
		}
	}
	return ctx.Err()
}

// send makes one attempt and writes what became of it.
func (s *Service) send(ctx context.Context, out *OutMail) (reached bool, err error) {
	message, why, err := s.write(ctx, out)
	if err != nil {
		return true, errors.Join(err, s.settle(ctx, out, models.MailWaiting, "The digest could not be made", s.nextAttempt(out.Attempts)))
	}
	if message == nil {
		return true, s.settle(ctx, out, models.MailDropped, why, time.Time{})
	}
	err = s.reminding.Mailer.Send(ctx, *message)
	if err == nil {
		return true, s.settle(ctx, out, models.MailSent, "", time.Time{})
	}
	var failure *mail.Failure
	errors.As(err, &failure)
	// The reason stands in the outbox; it may name the recipient, which the log
	// does not.
	s.log.WarnContext(ctx, "mail not sent", "mail", out.ID, "attempt", out.Attempts)
	if failure != nil && failure.Permanent || out.Attempts >= maxAttempts {
		return true, s.settle(ctx, out, models.MailFailed, err.Error(), time.Time{})
	}
	return failure == nil || !failure.Unreachable, s.settle(ctx, out, models.MailWaiting, err.Error(), s.nextAttempt(out.Attempts))
}

// A mail is tried so often, after a minute first and twice as long each time,
// up to two hours: for about ten hours in all. By then the next digest is near,
// which takes up what it would have told.
const (
	maxAttempts  = 12
	firstBackoff = time.Minute
	maxBackoff   = 2 * time.Hour
)

// nextAttempt is when to try again, spread at random, so that what failed
// together is not tried together for ever.
func (s *Service) nextAttempt(attempts int) time.Time {
	wait := min(maxBackoff, firstBackoff<<min(attempts-1, 10))
	return s.clock.Now().Add((wait + rand.N(wait/4)).Truncate(time.Microsecond)) //nolint:gosec // nobody gains from guessing it
}
