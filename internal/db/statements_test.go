package db_test

import (
	"fmt"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/db"
	"answerable/internal/testdb"
)

// TestAStatementInUseIsPreparedOnceMore reads rows and, for each, sends the
// very same statement on the same connection.
func TestAStatementInUseIsPreparedOnceMore(t *testing.T) {
	gdb := testdb.SQLite(t)
	const query = "SELECT value FROM json_each(?) ORDER BY value"
	err := db.Tx(t.Context(), gdb, func(tx *gorm.DB) error {
		rows, err := tx.Raw(query, "[1, 2, 3]").Rows()
		if err != nil {
			return err
		}
		defer func() { _ = rows.Close() }()
		outer := 0
		for rows.Next() {
			outer++
			var inner []int
			if err := tx.Raw(query, "[4, 5]").Scan(&inner).Error; err != nil {
				return err
			}
			if fmt.Sprint(inner) != "[4 5]" {
				t.Errorf("inside row %d: %v", outer, inner)
			}
		}
		if outer != 3 {
			t.Errorf("read %d rows of 3", outer)
		}
		return rows.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestMoreStatementsThanAreKept sends more than a connection keeps, twice.
func TestMoreStatementsThanAreKept(t *testing.T) {
	gdb := testdb.SQLite(t)
	for i := range 300 {
		var got int
		if err := gdb.Raw(fmt.Sprintf("SELECT %d + ?", i%150), 1).Scan(&got).Error; err != nil || got != i%150+1 {
			t.Fatalf("statement %d: %d, %v", i, got, err)
		}
	}
}

// TestAKeptStatementSeesTheSchemaChange keeps a statement across a migration.
func TestAKeptStatementSeesTheSchemaChange(t *testing.T) {
	testdb.Setup{}.EachURL(t, func(t *testing.T, url string) {
		one, err := db.Open(t.Context(), url, db.Options{MaxConns: 2})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = db.Close(one) }()
		for _, sql := range []string{"CREATE TABLE kept (a INTEGER)", "INSERT INTO kept (a) VALUES (1)"} {
			if err := one.Exec(sql).Error; err != nil {
				t.Fatal(err)
			}
		}
		count := func() (n int) {
			t.Helper()
			if err := one.Raw("SELECT count(*) FROM kept WHERE a = ?", 1).Scan(&n).Error; err != nil {
				t.Fatal(err)
			}
			return n
		}
		before := count()
		if err := one.Exec("ALTER TABLE kept ADD COLUMN b INTEGER").Error; err != nil {
			t.Fatal(err)
		}
		if after := count(); before != 1 || after != 1 {
			t.Errorf("counted %d before and %d after", before, after)
		}
	})
}
