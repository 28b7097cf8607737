package db

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"gorm.io/gorm"
)

// How often Tx tries, and how long it waits before the second attempt; the
// wait doubles each time and is spread at random, so that those who collided
// do not collide again.
const (
	txAttempts = 8
	txWait     = 5 * time.Millisecond
)

// Tx runs fn in a transaction: it commits when fn returns nil, and rolls back
// when fn returns an error or panics.
//
// When the transaction loses against a concurrent one it is run again, a few
// times. So fn must work on tx alone and leave nothing behind elsewhere. The
// error is Translated; Contention means that every attempt lost.
//
// Inside a transaction, Tx sets a savepoint: fn's error undoes what fn did,
// and only the outermost call tries again.
func Tx(ctx context.Context, gdb *gorm.DB, fn func(tx *gorm.DB) error) error {
	if inTx(gdb) {
		return Translate(gdb.WithContext(ctx).Transaction(fn))
	}
	return retry(ctx, func() error {
		release, err := turn(ctx, gdb)
		if err != nil {
			return err
		}
		defer release()
		return Translate(gdb.WithContext(ctx).Transaction(fn))
	})
}

// retry calls fn until it returns anything but contention.
func retry(ctx context.Context, fn func() error) error {
	wait := txWait
	for attempt := 1; ; attempt++ {
		err := fn()
		if !IsKind(err, Contention) || attempt == txAttempts {
			return err
		}
		select {
		case <-time.After(wait/2 + rand.N(wait)):
			wait *= 2
		case <-ctx.Done():
			return fmt.Errorf("%w, after: %w", ctx.Err(), err)
		}
	}
}

func inTx(gdb *gorm.DB) bool {
	_, ok := gdb.Statement.ConnPool.(gorm.TxCommitter)
	return ok
}
