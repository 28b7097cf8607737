package db_test

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gorm.io/gorm"

	"answerable/internal/db"
	"answerable/internal/testdb"
)

// ours are two tables of these tests' own, with every sort of constraint.
var ours = testdb.Setup{Migrations: os.DirFS("testdata")}

type body struct {
	ID      string
	Name    string
	Founded *time.Time
	Members int
	Dialect string `gorm:"->"`
}

type post struct {
	ID, BodyID, PostTitle string
	Code                  *string
}

func TestOpenCreatesTheFileForItsOwnerAlone(t *testing.T) {
	// The name holds what would end or change a path in an address.
	path := filepath.Join(t.TempDir(), "new folder", "100% sure? #1.db")
	gdb, err := db.Open(t.Context(), path, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close(gdb) }()
	if err := gdb.Exec("CREATE TABLE t (a)").Error; err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]os.FileMode{
		filepath.Dir(path): 0o700, path: 0o600, path + "-wal": 0o600,
	} {
		info, err := os.Stat(file)
		if err != nil {
			t.Error(err)
		} else if got := info.Mode().Perm(); got != want {
			t.Errorf("%s has mode %v, want %v", file, got, want)
		}
	}
}

func TestOpenRefusesWhatItCannotOpen(t *testing.T) {
	for _, url := range []string{
		"", ":memory:", "file::memory:?cache=shared", "mysql://user:hunter2@host/db",
		"postgres://user:hunter2@127.0.0.1:1/db?connect_timeout=1", "postgres://user:hunter2@[::1/db",
	} {
		_, err := db.Open(t.Context(), url, db.Options{})
		if err == nil {
			t.Errorf("Open(%q) succeeded", url)
		} else if strings.Contains(err.Error(), "hunter2") {
			t.Errorf("Open(%q) tells the password: %v", url, err)
		}
	}
}

func TestEverySQLiteConnectionIsSetUp(t *testing.T) {
	gdb := testdb.SQLite(t)
	pool, err := gdb.DB()
	if err != nil {
		t.Fatal(err)
	}
	// Holding the first connection makes the pool open a second.
	for range 2 {
		conn, err := pool.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = conn.Close() }()
		for pragma, want := range map[string]string{
			"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "10000",
		} {
			var got string
			if err := conn.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got); err != nil || got != want {
				t.Errorf("%s = %q, %v, want %q", pragma, got, err, want)
			}
		}
	}
}

func TestInstantsReadBackAsWritten(t *testing.T) {
	ours.Each(t, func(t *testing.T, gdb *gorm.DB) {
		instants := []time.Time{
			time.Date(2019, 1, 21, 9, 30, 0, 0, time.UTC),
			time.Date(2019, 1, 21, 9, 30, 0, 120000, time.UTC),
			time.Date(2019, 7, 21, 9, 30, 0, 999999000, time.UTC), // summer time in London
		}
		for i, want := range instants {
			b := body{ID: string(rune('a' + i)), Name: want.String(), Founded: &want}
			must(t, gdb.Create(&b).Error)
			var got body
			must(t, gdb.First(&got, "founded = ?", want).Error)
			if !got.Founded.Equal(want) || got.Founded.Location() != time.UTC {
				t.Errorf("wrote %v, read %v", want, got.Founded)
			}
		}
		var ids []string
		must(t, gdb.Model(&body{}).Order("founded").Pluck("id", &ids).Error)
		if strings.Join(ids, "") != "abc" {
			t.Errorf("sorted by time: %v", ids)
		}
	})
}

func TestTheClockIsCutToWhatBothDatabasesKeep(t *testing.T) {
	zone := time.FixedZone("CET", 3600)
	setup := ours
	setup.Options.Now = func() time.Time { return time.Date(2019, 1, 21, 10, 0, 0, 123456789, zone) }
	setup.Each(t, func(t *testing.T, gdb *gorm.DB) {
		want := time.Date(2019, 1, 21, 9, 0, 0, 123456000, time.UTC)
		if got := gdb.NowFunc(); got != want {
			t.Errorf("NowFunc() = %v, want %v", got, want)
		}
	})
}

func TestSlowStatementsAreLoggedWithoutParameters(t *testing.T) {
	var log bytes.Buffer
	setup := ours
	setup.Options = db.Options{SlowQuery: time.Nanosecond, Logger: slog.New(slog.NewTextHandler(&log, nil))}
	setup.Each(t, func(t *testing.T, gdb *gorm.DB) {
		log.Reset()
		var got []body
		must(t, gdb.Where("name = ?", "the secret").Find(&got).Error)
		out := log.String()
		if !strings.Contains(out, "slow query") || !strings.Contains(out, "bodies") {
			t.Errorf("the statement was not logged: %s", out)
		}
		if strings.Contains(out, "the secret") {
			t.Errorf("the parameter was logged: %s", out)
		}
	})
}

func TestQuickAndFailedStatementsAreNotLogged(t *testing.T) {
	var log bytes.Buffer
	setup := ours
	setup.Options = db.Options{SlowQuery: time.Hour, Logger: slog.New(slog.NewTextHandler(&log, nil))}
	setup.Each(t, func(t *testing.T, gdb *gorm.DB) {
		if err := gdb.First(&body{}, "id = ?", "none").Error; err == nil {
			t.Error("found a row that is not there")
		}
		if err := gdb.Exec("SELECT nonsense FROM nowhere").Error; err == nil {
			t.Error("nonsense succeeded")
		}
		if log.Len() > 0 {
			t.Errorf("logged: %s", log.String())
		}
	})
}

func TestDialect(t *testing.T) {
	testdb.Setup{}.Each(t, func(t *testing.T, gdb *gorm.DB) {
		if got, want := db.Dialect(gdb), filepath.Base(t.Name()); got != want {
			t.Errorf("Dialect = %q, want %q", got, want)
		}
	})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
