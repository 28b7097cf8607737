package db

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Kind says what a statement ran into.
type Kind string

// The kinds of Violation.
const (
	// Unique is a value that another row already has.
	Unique Kind = "unique"
	// ForeignKey is a reference to a row that is not there, or the removal of
	// a row that others refer to.
	ForeignKey Kind = "foreign key"
	// Check is a value that a CHECK constraint refuses.
	Check Kind = "check"
	// NotNull is a missing value.
	NotNull Kind = "not null"
	// Contention is a transaction that lost against a concurrent one: a
	// serialisation failure, a deadlock, or a lock that did not come free in
	// time. Nothing is wrong with it; Tx tries again.
	Contention Kind = "contention"
)

// Violation is a statement the database refused for a reason that the caller
// can explain. It holds only what both databases tell.
type Violation struct {
	Kind Kind
	// Table and Columns are set for Unique and NotNull. Columns has several
	// elements, in the order of the index, when they are unique together. Both
	// are empty for a unique index over an expression.
	Table   string
	Columns []string
	// Constraint is the name of a Check, or of a unique index over an
	// expression. A CHECK without a name of its own has a different one in each
	// database: name them.
	Constraint string

	err error
}

// Error says what the driver said: which constraint, never which values. It is
// for a log; a person is better told in the words of what they were doing.
func (v *Violation) Error() string {
	if v.err == nil {
		return fmt.Sprintf("database: %s violation", v.Kind)
	}
	return fmt.Sprintf("database: %s violation: %v", v.Kind, v.err)
}

// Unwrap returns the driver's error. Its details, unlike its text, hold values.
func (v *Violation) Unwrap() error { return v.err }

// Translate turns an error of either driver into a *Violation if it is one,
// and returns every other error, gorm.ErrRecordNotFound and nil among them, as
// it is. Translating twice does no harm.
func Translate(err error) error {
	var done *Violation
	if err == nil || errors.As(err, &done) {
		return err
	}
	v := violation(err)
	if v == nil {
		return err
	}
	v.err = err
	return v
}

// IsKind reports whether err is, or wraps, a violation of the kind; it also
// knows the drivers' own errors.
func IsKind(err error, kind Kind) bool {
	var v *Violation
	return errors.As(Translate(err), &v) && v.Kind == kind
}

func violation(err error) *Violation {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return postgresViolation(pg)
	}
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		return sqliteViolation(lite)
	}
	return nil
}

func postgresViolation(e *pgconn.PgError) *Violation {
	switch e.Code {
	case "23505": // unique_violation
		return postgresUnique(e)
	case "23503", "23001": // foreign_key_violation, restrict_violation
		return &Violation{Kind: ForeignKey}
	case "23514": // check_violation
		return &Violation{Kind: Check, Constraint: e.ConstraintName}
	case "23502": // not_null_violation
		return &Violation{Kind: NotNull, Table: e.TableName, Columns: []string{e.ColumnName}}
	case "40001", "40P01", "55P03": // serialization_failure, deadlock_detected, lock_not_available
		return &Violation{Kind: Contention}
	}
	return nil
}

// postgresUnique reads the columns from the detail, "Key (a, b)=(1, 2) already
// exists.": the name of the constraint, t_a_b_key, does not tell where one
// column ends and the next begins. Only the brackets are relied on, since the
// words follow the server's language.
func postgresUnique(e *pgconn.PgError) *Violation {
	_, rest, _ := strings.Cut(e.Detail, "(")
	key, _, found := strings.Cut(rest, ")=(")
	columns := strings.Split(key, ", ")
	if !found || slices.ContainsFunc(columns, isExpression) {
		return &Violation{Kind: Unique, Constraint: e.ConstraintName}
	}
	return &Violation{Kind: Unique, Table: e.TableName, Columns: columns}
}

func isExpression(column string) bool { return strings.ContainsAny(column, "() :'") }

func sqliteViolation(e *sqlite.Error) *Violation {
	switch e.Code() {
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
		return sqliteUnique(e)
	case sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
		return &Violation{Kind: ForeignKey}
	case sqlite3.SQLITE_CONSTRAINT_CHECK:
		return &Violation{Kind: Check, Constraint: subject(e)}
	case sqlite3.SQLITE_CONSTRAINT_NOTNULL:
		table, columns := tableColumns(subject(e))
		return &Violation{Kind: NotNull, Table: table, Columns: columns}
	}
	switch e.Code() & 0xff { // the primary code, whatever the extended one adds
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return &Violation{Kind: Contention}
	}
	return nil
}

func sqliteUnique(e *sqlite.Error) *Violation {
	s := subject(e)
	if index, ok := strings.CutPrefix(s, "index "); ok {
		return &Violation{Kind: Unique, Constraint: strings.Trim(index, "'")}
	}
	table, columns := tableColumns(s)
	return &Violation{Kind: Unique, Table: table, Columns: columns}
}

// subject returns what SQLite names after the colon: "t.a, t.b" of
// "constraint failed: UNIQUE constraint failed: t.a, t.b (2067)".
func subject(e *sqlite.Error) string {
	_, s, _ := strings.Cut(e.Error(), "constraint failed: ")
	if _, after, ok := strings.Cut(s, "constraint failed: "); ok {
		s = after
	}
	return strings.TrimSuffix(s, fmt.Sprintf(" (%d)", e.Code()))
}

// tableColumns splits "t.a, t.b" into t and [a b].
func tableColumns(s string) (table string, columns []string) {
	for part := range strings.SplitSeq(s, ", ") {
		var column string
		table, column, _ = strings.Cut(part, ".")
		columns = append(columns, column)
	}
	return table, columns
}
