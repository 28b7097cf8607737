package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/pressly/goose/v3"
	"gorm.io/gorm"
)

// Migrate brings the schema up to the newest version. It does nothing to a
// database that is there already, and may be called by several processes at
// once: one migrates while the others wait.
//
// The migrations are goose's, in SQL, in three folders of fsys: "all", and
// "sqlite" or "postgres" for what has to differ. They run in the order of their
// numbers whatever the folder; a number may be used only once for a dialect.
func Migrate(ctx context.Context, gdb *gorm.DB, fsys fs.FS) error {
	if err := migrate(ctx, gdb, fsys); err != nil {
		return fmt.Errorf("migrate database: %w", err)
	}
	return nil
}

func migrate(ctx context.Context, gdb *gorm.DB, fsys fs.FS) (err error) {
	files, err := migrationsFor(Dialect(gdb), fsys)
	if err != nil {
		return err
	}
	pool, err := gdb.DB()
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(gooseDialect(gdb), pool, files, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	unlock, err := lockMigrations(ctx, gdb, pool)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, unlock()) }()
	if _, err = provider.Up(ctx); err != nil {
		return err
	}
	return pinCollation(ctx, gdb)
}

// migrationsFor merges the shared folder with the dialect's.
func migrationsFor(dialect string, fsys fs.FS) (fs.FS, error) {
	all, err := fs.Sub(fsys, "all")
	if err != nil {
		return nil, err
	}
	own, err := fs.Sub(fsys, dialect)
	if err != nil {
		return nil, err
	}
	return merged{all, own}, nil
}

func gooseDialect(gdb *gorm.DB) goose.Dialect {
	if Dialect(gdb) == Postgres {
		return goose.DialectPostgres
	}
	return goose.DialectSQLite3
}

// lockMigrations waits until no other process migrates this database. The lock
// goes with the connection that holds it, so one left by a process that died
// is free. Goose has lockers of its own, but only for PostgreSQL, and that one
// asks again every few seconds instead of waiting.
func lockMigrations(ctx context.Context, gdb *gorm.DB, pool *sql.DB) (unlock func() error, err error) {
	if Dialect(gdb) == Postgres {
		return lockPostgres(ctx, pool)
	}
	return lockSQLite(ctx, pool)
}

// advisoryLock is the number of the advisory lock. Any would do, as long as it
// stays the same and nothing else in the database uses it.
const advisoryLock = 0x416e7377 // "Answ"

func lockPostgres(ctx context.Context, pool *sql.DB) (unlock func() error, err error) {
	conn, err := pool.Conn(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_lock($1)", advisoryLock); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return func() error {
		// Also when ctx has ended: the connection goes back to the pool.
		ctx := context.WithoutCancel(ctx)
		_, err := conn.ExecContext(ctx, "SELECT pg_advisory_unlock($1)", advisoryLock)
		return errors.Join(err, conn.Close())
	}, nil
}

// lockTimeout is how long a process waits for another's migrations.
const lockTimeout = 10 * time.Minute

// lockSQLite takes an exclusive lock on an empty database beside the real one.
// The real one cannot be locked: goose opens transactions of its own in it.
// The file is left behind, empty; removing it would let two processes each
// hold the lock of a different file.
func lockSQLite(ctx context.Context, pool *sql.DB) (unlock func() error, err error) {
	var path string
	const mainFile = "SELECT file FROM pragma_database_list WHERE name = 'main'"
	if err := pool.QueryRowContext(ctx, mainFile).Scan(&path); err != nil {
		return nil, err
	}
	path += "-migrating"
	if err := ensureFile(path); err != nil {
		return nil, err
	}
	dsn := fmt.Sprintf("%s?_txlock=exclusive&_pragma=busy_timeout(%d)", fileURI(path), lockTimeout.Milliseconds())
	locks, err := sql.Open(modernc, dsn)
	if err != nil {
		return nil, err
	}
	tx, err := locks.BeginTx(ctx, nil)
	if err != nil {
		return nil, errors.Join(err, locks.Close())
	}
	return func() error { return errors.Join(ignoreDone(tx.Rollback()), locks.Close()) }, nil
}

// ignoreDone forgives a rollback that the end of the context has already done.
func ignoreDone(err error) error {
	if errors.Is(err, sql.ErrTxDone) {
		return nil
	}
	return err
}
