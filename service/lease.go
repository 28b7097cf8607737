package service

import (
	"context"
	"time"

	"gorm.io/gorm"

	"answerable/internal/db"
)

// leaseLength is for how long an instance has a lease that it does not renew.
// It is longer than anything that is done under one renewal takes, and so an
// instance that lost the lease does nothing under it any more.
const leaseLength = 5 * time.Minute

// lease takes or renews what only one instance does at a time, and tells
// whether this one has it. An instance that dies loses it in the end.
func (s *Service) lease(ctx context.Context, name string) (bool, error) {
	now, mine := s.clock.Now(), false
	err := db.Tx(ctx, s.db, func(tx *gorm.DB) error {
		taken := tx.Exec(`INSERT INTO leases (name, holder, until) VALUES (?, ?, ?)
			ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
			WHERE leases.holder = excluded.holder OR leases.until < ?`, name, s.instance, now.Add(leaseLength), now)
		mine = taken.RowsAffected == 1
		return taken.Error
	})
	return mine, err
}

// release lets another instance go on at once.
func (s *Service) release(ctx context.Context, name string) error {
	return db.Tx(ctx, s.db, func(tx *gorm.DB) error {
		return tx.Exec("DELETE FROM leases WHERE name = ? AND holder = ?", name, s.instance).Error
	})
}
