package service

import (
	"context"
	"errors"
	"sync"
	"time"

	"gorm.io/gorm"

	"answerable/internal/clock"
	"answerable/models"
)

// actorTTL is for how long another instance may still act on what it knew of a
// session, a token or a person's roles. In this process a change tells at once.
const actorTTL = 5 * time.Second

// actorCache remembers who is behind a session or token for a few seconds, so
// that a page of many requests asks the database once.
type actorCache struct {
	clock clock.Clock
	mu    sync.RWMutex
	known map[string]knownActor
}

type knownActor struct {
	actor *models.Actor
	until time.Time
}

func newActorCache(c clock.Clock) *actorCache {
	return &actorCache{clock: c, known: map[string]knownActor{}}
}

func (c *actorCache) get(key string) *models.Actor {
	c.mu.RLock()
	defer c.mu.RUnlock()
	if known, found := c.known[key]; found && c.clock.Now().Before(known.until) {
		return known.actor
	}
	return nil
}

// put remembers an actor no longer than their session or token lasts.
func (c *actorCache) put(key string, actor *models.Actor, expires time.Time) {
	until := c.clock.Now().Add(actorTTL)
	if expires.Before(until) {
		until = expires
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.known) > 10_000 {
		clear(c.known)
	}
	c.known[key] = knownActor{actor, until}
}

// forget drops everything: who may do what has changed.
func (c *actorCache) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	clear(c.known)
}

// actor reads a person who may act: active, with at least one role.
func (s *Service) actor(ctx context.Context, ref models.Ref) (*models.Actor, error) {
	var person models.Person
	tx := s.db.WithContext(ctx)
	err := tx.Table("people").Where("ref = ? AND state = ?", ref, models.PersonActive).Take(&person).Error
	if errors.Is(err, gorm.ErrRecordNotFound) || err == nil && len(person.Roles) == 0 {
		return nil, models.Fail(models.Unsigned, "Sign in to continue")
	}
	if err != nil {
		return nil, unavailable(err)
	}
	actor, err := actorOf(tx, &person, s.Today())
	return actor, unavailable(err)
}

// actorOf is what a person may do, and for which bodies: their own, all the
// units under it, and those that any of these has succeeded by a day.
func actorOf(tx *gorm.DB, person *models.Person, today models.Date) (*models.Actor, error) {
	actor := &models.Actor{
		Person: person.Ref, Name: person.Name, Body: person.Body, Roles: person.Roles,
		Side: models.SideOf(person.Roles[0]), Bodies: []models.Ref{person.Body},
	}
	var others []models.Ref
	err := tx.Raw(`WITH RECURSIVE bound (ref) AS (
		SELECT ref FROM bodies WHERE ref = ?
		UNION SELECT b.ref FROM bodies b JOIN bound o ON b.part_of = o.ref OR b.succeeded_by = o.ref AND b.succeeded_on <= ?
	) SELECT ref FROM bound WHERE ref <> ?`, person.Body, today, person.Body).Scan(&others).Error
	actor.Bodies = append(actor.Bodies, others...)
	return actor, err
}
