package db

import (
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"
)

func file(content string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(content)} }

func TestMergedShowsSeveralFoldersAsOne(t *testing.T) {
	m := merged{
		fstest.MapFS{"0001_a.sql": file("a"), "0003_c.sql": file("c")},
		fstest.MapFS{"0002_b.sql": file("b")},
	}
	if err := fstest.TestFS(m, "0001_a.sql", "0002_b.sql", "0003_c.sql"); err != nil {
		t.Error(err)
	}
	names, err := fs.Glob(m, "*.sql")
	if want := []string{"0001_a.sql", "0002_b.sql", "0003_c.sql"}; err != nil || !slices.Equal(names, want) {
		t.Errorf("Glob = %v, %v, want %v", names, err, want)
	}
}

func TestMergedTakesAMissingFolderForEmpty(t *testing.T) {
	root := fstest.MapFS{"all/0001_a.sql": file("a")}
	m, err := migrationsFor(SQLite, root)
	if err != nil {
		t.Fatal(err)
	}
	if err := fstest.TestFS(m, "0001_a.sql"); err != nil {
		t.Error(err)
	}
}

func TestMergedRefusesANameThatStandsTwice(t *testing.T) {
	m := merged{fstest.MapFS{"0001_a.sql": file("a")}, fstest.MapFS{"0001_a.sql": file("b")}}
	if entries, err := fs.ReadDir(m, "."); err == nil {
		t.Errorf("ReadDir = %v, want an error", entries)
	}
}
