package testdb

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"answerable/internal/secret"
)

// serverVariable names the environment variable with the address of a
// PostgreSQL server. Its user must be allowed to create databases.
const serverVariable = "ANSWERABLE_TEST_POSTGRES"

const noServer = serverVariable + " is not set: run `make test`, or `scripts/postgres run -- go test ./...`, " +
	"which start a PostgreSQL server for the tests; or set it to the postgres:// address of one"

// postgresTemplates are the names of the migrated databases, by fingerprint.
var postgresTemplates once[string]

// newPostgres returns the address of a new database, copied from the template
// and dropped when the test ends.
func (s Setup) newPostgres(t testing.TB) string {
	t.Helper()
	server, err := server()
	if err != nil {
		t.Fatal(err)
	}
	template, err := s.postgresTemplate(t.Context(), server)
	if err != nil {
		t.Fatal(err)
	}
	name := "answerable_test_" + secret.Hash(secret.New(16))[:16]
	create := fmt.Sprintf("CREATE DATABASE %s TEMPLATE %s", name, template)
	if err := onServer(t.Context(), server, create); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		// The test's own context has ended by now.
		if err := onServer(context.Background(), server, "DROP DATABASE "+name+" WITH (FORCE)"); err != nil {
			t.Error(err)
		}
	})
	return databaseURL(server, name)
}

func (s Setup) postgresTemplate(ctx context.Context, server *url.URL) (string, error) {
	if s.Migrations == nil {
		return "template0", nil
	}
	key, err := fingerprint(s.Migrations)
	if err != nil {
		return "", err
	}
	return postgresTemplates.get(key, func() (string, error) {
		name := "answerable_template_" + key
		return name, ensureTemplate(context.WithoutCancel(ctx), server, name, s.Migrations)
	})
}

// templateLock is the advisory lock held while a template is made: go test runs
// the packages in processes of their own, several at once.
const templateLock = 0x54657374 // "Test"

// ensureTemplate makes the migrated database name, unless it is there. It is
// given its name last, so that one whose migration failed or was cut short is
// never taken for the real thing.
func ensureTemplate(ctx context.Context, server *url.URL, name string, migrations fs.FS) (err error) {
	conn, err := pgx.Connect(ctx, server.String())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close(ctx)) }() // and with it goes the lock
	if _, err := conn.Exec(ctx, "SELECT pg_advisory_lock($1)", templateLock); err != nil {
		return err
	}
	var exists bool
	const query = "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)"
	if err := conn.QueryRow(ctx, query, name).Scan(&exists); err != nil || exists {
		return err
	}
	draft := name + "_draft"
	for _, sql := range []string{
		"DROP DATABASE IF EXISTS " + draft + " WITH (FORCE)",
		"CREATE DATABASE " + draft + " TEMPLATE template0",
	} {
		if _, err := conn.Exec(ctx, sql); err != nil {
			return err
		}
	}
	if err := migrateAt(ctx, databaseURL(server, draft), migrations); err != nil {
		return err
	}
	_, err = conn.Exec(ctx, "ALTER DATABASE "+draft+" RENAME TO "+name)
	return err
}

// onServer runs one statement in the maintenance database.
func onServer(ctx context.Context, server *url.URL, sql string) error {
	conn, err := pgx.Connect(ctx, server.String())
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, sql)
	return errors.Join(err, conn.Close(ctx))
}

// server is the address of the maintenance database.
func server() (*url.URL, error) {
	address := os.Getenv(serverVariable)
	if address == "" {
		return nil, errors.New(noServer)
	}
	u, err := url.Parse(address)
	if err != nil || !strings.HasPrefix(u.Scheme, "postgres") {
		return nil, errors.New(serverVariable + " is not a postgres:// address")
	}
	return u, nil
}

// databaseURL is the address of another database on the same server.
func databaseURL(server *url.URL, name string) string {
	u := *server
	u.Path = "/" + name
	return u.String()
}
