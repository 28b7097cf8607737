package testdb

import (
	"strings"
	"testing"
	"testing/fstest"

	"gorm.io/gorm"
)

func TestEveryTestStartsWithTheSchemaAndNothingInIt(t *testing.T) {
	setup := Setup{Migrations: fstest.MapFS{
		"all/0001_t.sql": {Data: []byte("-- +goose Up\nCREATE TABLE t (a TEXT);\n")},
	}}
	for range 2 {
		setup.Each(t, func(t *testing.T, gdb *gorm.DB) {
			var rows int64
			if err := gdb.Table("t").Count(&rows).Error; err != nil || rows != 0 {
				t.Errorf("%d rows, %v", rows, err)
			}
			if err := gdb.Exec("INSERT INTO t VALUES ('x')").Error; err != nil {
				t.Error(err)
			}
		})
	}
}

func TestWithoutAServerTheMessageSaysWhatToDo(t *testing.T) {
	for _, address := range []string{"", "host=localhost dbname=x"} {
		t.Setenv(serverVariable, address)
		if _, err := server(); err == nil || !strings.Contains(err.Error(), serverVariable) {
			t.Errorf("%q: %v", address, err)
		}
	}
}

func TestTemplatesAreSharedByEqualMigrationsOnly(t *testing.T) {
	file := func(name, content string) fstest.MapFS { return fstest.MapFS{name: {Data: []byte(content)}} }
	first, _ := fingerprint(file("all/1_a.sql", "x"))
	for name, other := range map[string]fstest.MapFS{
		"content": file("all/1_a.sql", "y"), "name": file("all/1_b.sql", "x"), "folder": file("sqlite/1_a.sql", "x"),
	} {
		if got, _ := fingerprint(other); got == first {
			t.Errorf("another %s has the same fingerprint", name)
		}
	}
	if again, _ := fingerprint(file("all/1_a.sql", "x")); again != first {
		t.Error("equal migrations have different fingerprints")
	}
}
