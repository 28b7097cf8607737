package db_test

import (
	"path/filepath"
	"sync"
	"testing"
	"testing/fstest"

	"gorm.io/gorm"

	"answerable/internal/db"
	"answerable/internal/testdb"
)

func TestMigrateRunsBothFoldersInOneOrder(t *testing.T) {
	ours.Each(t, func(t *testing.T, gdb *gorm.DB) {
		var versions []int
		must(t, gdb.Table("goose_db_version").Where("version_id > 0").Order("id").Pluck("version_id", &versions).Error)
		if len(versions) != 3 || versions[0] != 1 || versions[1] != 2 || versions[2] != 3 {
			t.Errorf("applied %v, want [1 2 3]", versions)
		}
		must(t, gdb.Create(&body{ID: "a", Name: "a"}).Error)
		var got body
		must(t, gdb.First(&got).Error)
		if want := filepath.Base(t.Name()); got.Dialect != want {
			t.Errorf("ran the migrations of %q, want %q", got.Dialect, want)
		}
	})
}

func TestMigrateAgainDoesNothing(t *testing.T) {
	ours.Each(t, func(t *testing.T, gdb *gorm.DB) {
		must(t, db.Migrate(t.Context(), gdb, ours.Migrations))
	})
}

// Every process has its own pool, so five pools stand for five processes.
func TestProcessesThatStartTogetherMigrateOnce(t *testing.T) {
	testdb.Setup{}.EachURL(t, func(t *testing.T, url string) {
		var wg sync.WaitGroup
		for range 5 {
			wg.Go(func() {
				gdb, err := db.Open(t.Context(), url, db.Options{})
				if err != nil {
					t.Error(err)
					return
				}
				defer func() { _ = db.Close(gdb) }()
				if err := db.Migrate(t.Context(), gdb, ours.Migrations); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		gdb, err := db.Open(t.Context(), url, db.Options{})
		must(t, err)
		defer func() { _ = db.Close(gdb) }()
		var applied int64
		must(t, gdb.Table("goose_db_version").Where("version_id > 0").Count(&applied).Error)
		if applied != 3 {
			t.Errorf("%d migrations were applied, want 3", applied)
		}
	})
}

func TestAMigrationThatFailsLeavesNothingAndLetsTheNextTry(t *testing.T) {
	broken := fstest.MapFS{
		"all/0001_t.sql": {Data: []byte("-- +goose Up\nCREATE TABLE t (a TEXT);\nINSERT INTO nowhere VALUES (1);\n")},
	}
	mended := fstest.MapFS{"all/0001_t.sql": {Data: []byte("-- +goose Up\nCREATE TABLE t (a TEXT);\n")}}
	testdb.Setup{}.Each(t, func(t *testing.T, gdb *gorm.DB) {
		if err := db.Migrate(t.Context(), gdb, broken); err == nil {
			t.Error("a broken migration passed")
		}
		must(t, db.Migrate(t.Context(), gdb, mended))
	})
}

func TestANumberMayBeUsedOnce(t *testing.T) {
	empty := &fstest.MapFile{Data: []byte("-- +goose Up\nSELECT 1;\n")}
	clash := fstest.MapFS{"all/0001_a.sql": empty, "sqlite/0001_b.sql": empty, "postgres/0001_b.sql": empty}
	testdb.Setup{}.Each(t, func(t *testing.T, gdb *gorm.DB) {
		if err := db.Migrate(t.Context(), gdb, clash); err == nil {
			t.Error("two migrations with one number passed")
		}
	})
}
