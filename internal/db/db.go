// Package db opens the database, migrates it, and makes SQLite and PostgreSQL
// behave alike: the same instants, the same errors, the same transactions.
// It knows nothing of what is stored.
package db

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"gorm.io/gorm"
)

// The names of the two databases, as Dialect returns them and as the folders
// of dialect-only migrations are called.
const (
	SQLite   = "sqlite"
	Postgres = "postgres"
)

// Options are what Open may be told beyond the address. The zero value is
// complete.
type Options struct {
	// Now is the clock that fills creation and update times. Unset means the
	// machine's. Whatever it returns is turned to UTC and cut to microseconds,
	// the precision both databases keep.
	Now func() time.Time
	// Logger receives slow statements, without their parameters. Unset means
	// slog.Default(). Failed statements are not logged here: they are returned,
	// and whoever handles the error says so once.
	Logger *slog.Logger
	// SlowQuery is how long a statement may take before it is logged. Unset
	// means 200 ms; negative means never.
	SlowQuery time.Duration
	// MaxConns bounds the connections in the pool. Unset means the default of
	// the dialect.
	MaxConns int
}

// Open connects to the database at url and checks that it answers.
//
// A url that begins with postgres:// or postgresql:// is a PostgreSQL server;
// anything else is the path of a SQLite file, which is created if need be, as
// is the folder it stands in. An in-memory SQLite database is refused: each
// connection of the pool would see its own.
func Open(ctx context.Context, url string, opts Options) (*gorm.DB, error) {
	open := openSQLite
	if isPostgres(url) {
		open = openPostgres
	}
	gdb, err := open(url, opts)
	if err != nil {
		return nil, err
	}
	if err := ping(ctx, gdb); err != nil {
		_ = Close(gdb)
		return nil, fmt.Errorf("open database: %w", err)
	}
	return gdb, nil
}

// Close closes every connection of gdb's pool.
func Close(gdb *gorm.DB) error {
	pool, err := gdb.DB()
	if err != nil {
		return err
	}
	return pool.Close()
}

// Dialect returns SQLite or Postgres, whichever gdb is connected to.
func Dialect(gdb *gorm.DB) string { return gdb.Name() }

// Among is the FROM and the beginning of the WHERE of a statement on those rows
// of a table of which a column is one of the texts in a JSON list, which is its
// one parameter. Unlike IN, its text does not change with the length of the
// list, and it always goes by that column, whatever else is asked.
func Among(gdb *gorm.DB, table, column string) string {
	if Dialect(gdb) == Postgres {
		return table + " WHERE " + table + "." + column + " = ANY (ARRAY(SELECT jsonb_array_elements_text(?::jsonb)))"
	}
	// SQLite keeps the order of a CROSS JOIN.
	return "(SELECT value FROM json_each(?)) AS wanted CROSS JOIN " + table + " WHERE " + table + "." + column + " = wanted.value"
}

func isPostgres(url string) bool {
	return strings.HasPrefix(url, "postgres://") || strings.HasPrefix(url, "postgresql://")
}

func ping(ctx context.Context, gdb *gorm.DB) error {
	pool, err := gdb.DB()
	if err != nil {
		return err
	}
	return pool.PingContext(ctx)
}

// config is the gorm configuration both dialects share.
func (o Options) config() *gorm.Config {
	now := o.Now
	if now == nil {
		now = time.Now
	}
	return &gorm.Config{
		// Tx opens every transaction there is; gorm need not wrap each write in
		// one of its own.
		SkipDefaultTransaction: true,
		// gorm's cache of statements can stop the program: with every connection
		// held by a transaction, one goroutine waits for a connection to prepare
		// on while those transactions wait for its lock. Nor is it faster: pgx
		// caches statements itself, and writes to SQLite lose what reads gain.
		PrepareStmt: false,
		// Open pings with the caller's context; gorm's own ping has none.
		DisableAutomaticPing: true,
		NowFunc:              func() time.Time { return now().UTC().Truncate(time.Microsecond) },
		Logger:               newLogger(o.Logger, o.SlowQuery),
	}
}
