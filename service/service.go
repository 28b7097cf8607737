// Package service holds every use case once: authorise, validate, apply, save,
// trail, index, in one transaction. The API, the pages, the command line and
// the sample all come through here.
package service

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"gorm.io/gorm"

	"answerable/internal/clock"
	"answerable/internal/db"
	"answerable/internal/secret"
	"answerable/models"
)

// Service carries out the use cases on one database.
type Service struct {
	db     *gorm.DB
	clock  clock.Clock
	log    *slog.Logger
	actors *actorCache
	// instance tells this service from others on the same database.
	instance  string
	reminding Reminding
	// remindingNow lets one goroutine at a time do what the lease lets one
	// instance do.
	remindingNow sync.Mutex
	// dutiesKept is when this instance last saw to the occurrences of duties,
	// under remindingNow.
	dutiesKept time.Time
}

// New makes a service on an open, migrated database. All dates and instants
// that it decides by come from the clock.
func New(gdb *gorm.DB, c clock.Clock, log *slog.Logger) *Service {
	return &Service{db: gdb, clock: c, log: log, actors: newActorCache(c), instance: secret.New(16), reminding: Reminding{At: DigestAt}}
}

// Today is the day in London by the service's clock.
func (s *Service) Today() models.Date { return models.DateOf(s.clock.Now()) }

// Now is the instant by the service's clock.
func (s *Service) Now() time.Time { return s.clock.Now() }

// Ready reports whether the database answers.
func (s *Service) Ready(ctx context.Context) error {
	var one int
	return unavailable(s.db.WithContext(ctx).Raw("SELECT 1").Scan(&one).Error)
}

// unavailable names an error of the database, which is nobody's mistake.
func unavailable(err error) error {
	if err == nil {
		return nil
	}
	var named *models.Error
	if errors.As(err, &named) {
		return err
	}
	if db.IsKind(err, db.Contention) {
		return &models.Error{Fault: models.Unavailable, Public: "The system is busy. Try again in a moment", Cause: err}
	}
	return &models.Error{Fault: models.Unavailable, Public: "The system could not do this just now", Cause: err}
}

// missing is the one answer to everything that is not there for this person,
// whether it exists or not.
func missing(k *models.Kind, ref models.Ref) error {
	return models.Fail(models.Missing, "There is no %s %s", lowerFirst(k.One), ref)
}
