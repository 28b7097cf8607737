package migrations_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/db"
	"answerable/internal/testdb"
)

// dialectOnly names the tables and columns that are meant to be in one database
// only, with what they are for. A name that ends in * stands for all that begin
// with the rest.
var dialectOnly = map[string]string{
	"records.words":     "PostgreSQL's generated search vector",
	"records_text*":     "SQLite's full-text index and its shadow tables",
	"records_numbers.*": "the numbers by which that index knows the records",
	"goose_db_version*": "goose's own record of what it applied",
	"sqlite_*":          "SQLite's own tables",
}

// The columns of a schema, as "table.column", with whether each may be null.
type schema map[string]bool

const sqliteColumns = `
	SELECT t.name || '.' || c.name AS name, c."notnull" = 0 AS nullable
	FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'`

const postgresColumns = `
	SELECT c.table_name || '.' || c.column_name AS name, c.is_nullable = 'YES' AS nullable
	FROM information_schema.columns c WHERE c.table_schema = current_schema()`

func TestBothDatabasesHaveTheSameTables(t *testing.T) {
	sqlite := columns(t, testdb.SQLite(t), sqliteColumns)
	postgres := columns(t, testdb.Postgres(t), postgresColumns)
	if len(sqlite) == 0 {
		t.Fatal("the schema is empty")
	}
	for _, difference := range differences(sqlite, postgres) {
		t.Error(difference)
	}
}

func TestEveryExceptionIsStillNeeded(t *testing.T) {
	all := columns(t, testdb.SQLite(t), sqliteColumns)
	maps.Copy(all, columns(t, testdb.Postgres(t), postgresColumns))
	for pattern, use := range dialectOnly {
		if pattern == "sqlite_*" { // there only once a statement has needed them
			continue
		}
		matched := false
		for name := range all {
			matched = matched || matches(pattern, name)
		}
		if !matched {
			t.Errorf("nothing is called %s (%s) any more: take it off the list", pattern, use)
		}
	}
}

func columns(t *testing.T, gdb *gorm.DB, query string) schema {
	t.Helper()
	var rows []struct {
		Name     string
		Nullable bool
	}
	if err := gdb.Raw(query).Scan(&rows).Error; err != nil {
		t.Fatal(err)
	}
	s := schema{}
	for _, r := range rows {
		s[r.Name] = r.Nullable
	}
	return s
}

func differences(sqlite, postgres schema) []string {
	var found []string
	for name, nullable := range sqlite {
		other, both := postgres[name]
		switch {
		case excepted(name):
		case both && other != nullable:
			found = append(found, fmt.Sprintf("%s may be null: %s %v, %s %v", name, db.SQLite, nullable, db.Postgres, other))
		case !both:
			found = append(found, fmt.Sprintf("%s is in %s only", name, db.SQLite))
		}
	}
	for name := range postgres {
		if _, both := sqlite[name]; !both && !excepted(name) {
			found = append(found, fmt.Sprintf("%s is in %s only", name, db.Postgres))
		}
	}
	slices.Sort(found)
	return found
}

func excepted(name string) bool {
	for pattern := range dialectOnly {
		if matches(pattern, name) {
			return true
		}
	}
	return false
}

func matches(pattern, name string) bool {
	prefix, wild := strings.CutSuffix(pattern, "*")
	return name == pattern || wild && strings.HasPrefix(name, prefix)
}
