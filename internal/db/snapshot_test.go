package db_test

import (
	"testing"

	"gorm.io/gorm"

	"answerable/internal/db"
)

func TestASnapshotSeesOneMomentWhileOthersWrite(t *testing.T) {
	ours.Each(t, func(t *testing.T, gdb *gorm.DB) {
		must(t, gdb.Create(&body{ID: "before", Name: "before"}).Error)
		must(t, db.Snapshot(t.Context(), gdb, func(tx *gorm.DB) error {
			wantBodies(t, tx, 1)
			must(t, db.Tx(t.Context(), gdb, func(tx *gorm.DB) error {
				return tx.Create(&body{ID: "meanwhile", Name: "meanwhile"}).Error
			}))
			wantBodies(t, tx, 1)
			return db.Snapshot(t.Context(), tx, func(tx *gorm.DB) error {
				wantBodies(t, tx, 1)
				return nil
			})
		}))
		wantBodies(t, gdb, 2)
	})
}

func TestVersionIsTheNewestMigration(t *testing.T) {
	ours.Each(t, func(t *testing.T, gdb *gorm.DB) {
		version, err := db.Version(gdb)
		if err != nil || version < 1 {
			t.Errorf("%d %v", version, err)
		}
	})
}
