// Package testdb gives a test a database of its own, on SQLite and on
// PostgreSQL in turn.
//
// The PostgreSQL server is the one named in ANSWERABLE_TEST_POSTGRES. Without
// it the test fails: a test that skips is a test nobody notices is gone.
package testdb

import (
	"io/fs"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/db"
	"answerable/migrations"
)

// Each runs fn as the subtests "sqlite" and "postgres", each with a fresh
// database that has the product's schema and nothing in it.
func Each(t *testing.T, fn func(t *testing.T, gdb *gorm.DB)) {
	t.Helper()
	Setup{Migrations: migrations.FS}.Each(t, fn)
}

// Setup describes the databases a test wants, where Each is not enough.
type Setup struct {
	// Migrations are laid out as db.Migrate takes them. Unset means an empty
	// database.
	Migrations fs.FS
	// Options are passed to db.Open.
	Options db.Options
}

// Each is the function of the same name, for s.
func (s Setup) Each(t *testing.T, fn func(t *testing.T, gdb *gorm.DB)) {
	t.Helper()
	s.EachURL(t, func(t *testing.T, url string) { fn(t, s.open(t, url)) })
}

// EachURL runs fn as Each does, with the address of the database instead of a
// connection to it.
func (s Setup) EachURL(t *testing.T, fn func(t *testing.T, url string)) {
	t.Helper()
	t.Run(db.SQLite, func(t *testing.T) { fn(t, s.newSQLite(t)) })
	t.Run(db.Postgres, func(t *testing.T) { fn(t, s.newPostgres(t)) })
}

// SQLite returns one fresh SQLite database, for what is not worth testing twice.
func SQLite(t testing.TB) *gorm.DB {
	t.Helper()
	s := Setup{Migrations: migrations.FS}
	return s.open(t, s.newSQLite(t))
}

// Postgres returns one fresh PostgreSQL database, for what only it can do.
func Postgres(t testing.TB) *gorm.DB {
	t.Helper()
	s := Setup{Migrations: migrations.FS}
	return s.open(t, s.newPostgres(t))
}

func (s Setup) open(t testing.TB, url string) *gorm.DB {
	t.Helper()
	gdb, err := db.Open(t.Context(), url, s.Options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(gdb); err != nil {
			t.Error(err)
		}
	})
	return gdb
}
