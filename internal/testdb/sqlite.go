package testdb

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"answerable/internal/db"
)

// sqliteTemplates are the bytes of a migrated file, by fingerprint.
var sqliteTemplates once[[]byte]

// newSQLite returns the path of a new file, copied from the template.
func (s Setup) newSQLite(t testing.TB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "test.db")
	if s.Migrations == nil {
		return path
	}
	key, err := fingerprint(s.Migrations)
	if err != nil {
		t.Fatal(err)
	}
	template, err := sqliteTemplates.get(key, func() ([]byte, error) { return migratedFile(s.Migrations) })
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, template, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// migratedFile returns what is in a SQLite file after the migrations.
func migratedFile(migrations fs.FS) ([]byte, error) {
	folder, err := os.MkdirTemp("", "answerable-template")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	path := filepath.Join(folder, "template.db")
	if err := migrateAt(context.Background(), path, migrations); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
}

// migrateAt migrates the database at url and closes it again, which for SQLite
// also moves what is in the journal into the file.
func migrateAt(ctx context.Context, url string, migrations fs.FS) (err error) {
	gdb, err := db.Open(ctx, url, db.Options{})
	if err != nil {
		return err
	}
	defer func() {
		if closeErr := db.Close(gdb); err == nil {
			err = closeErr
		}
	}()
	return db.Migrate(ctx, gdb, migrations)
}
