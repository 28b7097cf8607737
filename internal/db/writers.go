package db

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"
)

// writers lets one transaction of this process at a time onto a SQLite
// database. SQLite itself allows no more, but those who wait for its lock
// sleep and ask again, in no order; here they queue.
//
// It is a gorm plugin only so that it travels with the *gorm.DB.
type writers struct{ turn chan struct{} }

// turnTimeout bounds the wait, as busy_timeout does between processes. It also
// ends the wait of a transaction begun, by mistake, on the outer *gorm.DB
// while another is open.
const turnTimeout = 10 * time.Second

func newWriters() *writers { return &writers{turn: make(chan struct{}, 1)} }

// Name is the name gorm keeps the plugin under.
func (*writers) Name() string { return "answerable:writers" }

// Initialize does nothing.
func (*writers) Initialize(*gorm.DB) error { return nil }

// turn waits until gdb may write, and returns what ends its turn.
func turn(ctx context.Context, gdb *gorm.DB) (release func(), err error) {
	w, ok := gdb.Plugins[(*writers)(nil).Name()].(*writers)
	if !ok { // PostgreSQL
		return func() {}, nil
	}
	timeout := time.NewTimer(turnTimeout)
	defer timeout.Stop()
	select {
	case w.turn <- struct{}{}:
		return func() { <-w.turn }, nil
	case <-timeout.C:
		return nil, &Violation{Kind: Contention, err: errors.New("waited too long to write")}
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
