package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"

	"gorm.io/gorm"

	"answerable/internal/clock"
	"answerable/internal/db"
	"answerable/migrations"
	"answerable/service"
)

// database names the database that a command works on.
type database struct {
	DatabaseURL string `name:"database-url" env:"ANSWERABLE_DATABASE_URL" default:"./data/answerable.db" help:"PostgreSQL address (postgres://…) or path of a SQLite file."`
}

// open connects to the database and makes the service on it; done closes it.
func (d database) open(ctx context.Context, c clock.Clock, migrate bool) (s *service.Service, done func(), err error) {
	gdb, err := db.Open(ctx, d.DatabaseURL, db.Options{Now: c.Now})
	if err != nil {
		return nil, nil, err
	}
	if migrate {
		if err := db.Migrate(ctx, gdb, migrations.FS); err != nil {
			return nil, nil, errors.Join(err, db.Close(gdb))
		}
	}
	return service.New(gdb, c, slog.Default()), func() { closing(gdb) }, nil
}

func closing(gdb *gorm.DB) {
	if err := db.Close(gdb); err != nil {
		slog.Error("closing the database", "error", err)
	}
}

// noSettableClock refuses the clock setting where real work is done: deadlines,
// lapses and sessions all hang on the clock.
func noSettableClock() error {
	if os.Getenv("ANSWERABLE_CLOCK") != "" {
		return errors.New("ANSWERABLE_CLOCK is for demonstrations and tests only: unset it, or use “answerable demo”")
	}
	return nil
}

// demoClock is the machine's clock, or one that starts at ANSWERABLE_CLOCK.
func demoClock() (clock.Clock, error) {
	setting := os.Getenv("ANSWERABLE_CLOCK")
	if setting == "" {
		return clock.System(), nil
	}
	instant, err := time.Parse(time.RFC3339, setting)
	if err != nil {
		return nil, fmt.Errorf("ANSWERABLE_CLOCK must be an instant such as 2019-03-04T09:00:00Z, not %q", setting)
	}
	return clock.From(instant), nil
}

// migrateCommand brings the database up to date.
type migrateCommand struct{ database }

// Run does it.
func (m migrateCommand) Run(ctx context.Context) error {
	if err := noSettableClock(); err != nil {
		return err
	}
	_, done, err := m.open(ctx, clock.System(), true)
	if err != nil {
		return err
	}
	done()
	fmt.Println("The database is up to date.")
	return nil
}
