package db

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	_ "modernc.org/sqlite" // registers the driver named below
)

// modernc is the name of the SQLite driver that is written in Go; the one that
// gorm would choose needs a C compiler.
const modernc = "sqlite"

// defaultSQLiteConns is how many statements run at once. They compute rather
// than wait, so connections far beyond the processors only slow the writer.
func defaultSQLiteConns() int { return max(4, 2*runtime.GOMAXPROCS(0)) }

// dsnQuery is how every connection is set up.
var dsnQuery = url.Values{
	"_pragma": {
		"journal_mode(WAL)",   // readers and the writer do not block each other
		"synchronous(FULL)",   // an acknowledged write is on the disk
		"foreign_keys(ON)",    // off unless asked for
		"busy_timeout(10000)", // ms to wait for another process's write
		"cache_size(-16000)",  // KiB for each connection: the inner pages of the indexes in use
	},
	// A transaction takes the write lock when it begins. One that began as a
	// reader could not become a writer once somebody else has written.
	"_txlock": {"immediate"},
	// Text that sorts as time does, and means the same on every machine.
	"_time_format": {"sqlite"},
	"_timezone":    {"UTC"},
}.Encode()

func openSQLite(path string, opts Options) (*gorm.DB, error) {
	dsn, err := sqliteDSN(path)
	if err != nil {
		return nil, err
	}
	if err := ensureFile(path); err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	pool, err := openPrepared(dsn)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	gdb, err := gorm.Open(sqlite.New(sqlite.Config{Conn: pool}), opts.config())
	if err != nil {
		_ = pool.Close()
		return nil, fmt.Errorf("open database: %w", err)
	}
	conns := opts.MaxConns
	if conns <= 0 {
		conns = defaultSQLiteConns()
	}
	pool.SetMaxOpenConns(conns)
	pool.SetMaxIdleConns(conns) // opening one costs as much as many queries
	if err := gdb.Use(newWriters()); err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	return gdb, nil
}

func sqliteDSN(path string) (string, error) {
	switch {
	case path == "":
		return "", errors.New("open database: the path of the SQLite file is empty")
	case strings.Contains(path, ":memory:"):
		return "", errors.New("open database: an in-memory SQLite database is not supported; give the path of a file")
	case strings.Contains(path, "://"):
		return "", fmt.Errorf("open database: scheme of %q is not known; give postgres://… or the path of a SQLite file", redact(path))
	}
	return fileURI(path) + "?" + dsnQuery, nil
}

// fileURI escapes path: it may hold characters that end one in a URI.
func fileURI(path string) string {
	return "file:" + (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath()
}

// ensureFile creates path and its folder for the owner alone. SQLite would make
// the file readable by everybody; its journals take the mode of the file.
func ensureFile(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

// redact hides the password of an address, which must not reach a log.
func redact(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		scheme, _, _ := strings.Cut(address, "://")
		return scheme + "://…"
	}
	return u.Redacted()
}
