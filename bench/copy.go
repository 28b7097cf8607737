package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
)

// copyTo copies everything in a SQLite database into a PostgreSQL one that is
// migrated and holds nothing, so that both hold the same to the letter.
func copyTo(ctx context.Context, from *sql.DB, address string) error {
	conn, err := pgx.Connect(ctx, address)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(ctx) }()
	names, err := tables(ctx, from)
	if err != nil {
		return err
	}
	tx, err := conn.Begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback(ctx) }()
	// The migrations put the first heads of the trail there.
	if _, err := tx.Exec(ctx, "DELETE FROM trail_heads"); err != nil {
		return err
	}
	for _, name := range names {
		if err := copyTable(ctx, from, tx, name); err != nil {
			return fmt.Errorf("copy %s: %w", name, err)
		}
	}
	if err := tx.Commit(ctx); err != nil {
		return err
	}
	_, err = conn.Exec(ctx, "VACUUM ANALYZE")
	return err
}

// tables are those that the product keeps things in on both databases, the
// register first: the others refer to it. What follows the register by itself,
// such as the index of its words, is left out.
func tables(ctx context.Context, from *sql.DB) ([]string, error) {
	rows, err := from.QueryContext(ctx, `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
		AND name NOT LIKE 'records\_%' ESCAPE '\' AND name NOT LIKE 'goose_%' ORDER BY name <> 'records', name`)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

func copyTable(ctx context.Context, from *sql.DB, to pgx.Tx, name string) error {
	rows, err := from.QueryContext(ctx, "SELECT * FROM "+name)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	_, err = to.CopyFrom(ctx, pgx.Identifier(strings.Split(name, ".")), columns, &copier{Rows: rows, width: len(columns)})
	return errors.Join(err, rows.Err())
}

// copier hands rows of one database to the other.
type copier struct {
	*sql.Rows
	width int
}

// Values implements pgx.CopyFromSource.
func (c *copier) Values() ([]any, error) {
	values, into := make([]any, c.width), make([]any, c.width)
	for i := range values {
		into[i] = &values[i]
	}
	return values, c.Scan(into...)
}
