package db_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"answerable/internal/db"
)

var errOnPurpose = errors.New("on purpose")

func TestTxCommitsOrLeavesNothing(t *testing.T) {
	ours.Each(t, func(t *testing.T, gdb *gorm.DB) {
		create := func(id string, end error) error {
			return db.Tx(t.Context(), gdb, func(tx *gorm.DB) error {
				must(t, tx.Create(&body{ID: id, Name: id}).Error)
				return end
			})
		}
		must(t, create("kept", nil))
		if err := create("dropped", errOnPurpose); !errors.Is(err, errOnPurpose) {
			t.Errorf("Tx returned %v", err)
		}
		wantBodies(t, gdb, 1)
	})
}

func TestTxRollsBackOnPanicAndCanBeUsedAgain(t *testing.T) {
	ours.Each(t, func(t *testing.T, gdb *gorm.DB) {
		func() {
			defer func() { _ = recover() }()
			_ = db.Tx(t.Context(), gdb, func(tx *gorm.DB) error {
				must(t, tx.Create(&body{ID: "a", Name: "a"}).Error)
				panic("on purpose")
			})
		}()
		must(t, db.Tx(t.Context(), gdb, func(*gorm.DB) error { return nil }))
		wantBodies(t, gdb, 0)
	})
}

func TestTxTranslatesErrors(t *testing.T) {
	ours.Each(t, func(t *testing.T, gdb *gorm.DB) {
		err := db.Tx(t.Context(), gdb, func(tx *gorm.DB) error {
			return tx.Create(&post{ID: "1", BodyID: "none"}).Error
		})
		var v *db.Violation
		if !errors.As(err, &v) || v.Kind != db.ForeignKey {
			t.Errorf("Tx returned %v", err)
		}
	})
}

func TestTxInsideTxUndoesOnlyItsOwn(t *testing.T) {
	ours.Each(t, func(t *testing.T, gdb *gorm.DB) {
		must(t, db.Tx(t.Context(), gdb, func(tx *gorm.DB) error {
			must(t, tx.Create(&body{ID: "outer", Name: "outer"}).Error)
			err := db.Tx(t.Context(), tx, func(tx *gorm.DB) error {
				must(t, tx.Create(&body{ID: "inner", Name: "inner"}).Error)
				return errOnPurpose
			})
			if !errors.Is(err, errOnPurpose) {
				t.Errorf("the inner Tx returned %v", err)
			}
			return nil
		}))
		wantBodies(t, gdb, 1)
	})
}

func TestTxTriesAgainAfterContentionAndThenGivesUp(t *testing.T) {
	ours.Each(t, func(t *testing.T, gdb *gorm.DB) {
		calls := 0
		must(t, db.Tx(t.Context(), gdb, func(tx *gorm.DB) error {
			calls++
			must(t, tx.Create(&body{ID: "a", Name: "a"}).Error)
			if calls < 3 {
				return &db.Violation{Kind: db.Contention}
			}
			return nil
		}))
		wantBodies(t, gdb, 1)

		calls = 0
		err := db.Tx(t.Context(), gdb, func(*gorm.DB) error {
			calls++
			return &db.Violation{Kind: db.Contention}
		})
		if !db.IsKind(err, db.Contention) || calls != 8 {
			t.Errorf("after %d attempts: %v", calls, err)
		}
	})
}

// Each transaction reads a row and writes back what it computed, locking in a
// different order from its neighbour: PostgreSQL detects deadlocks, SQLite lets
// one in at a time, and neither loses an update.
func TestConcurrentTransactionsLoseNothing(t *testing.T) {
	ours.Each(t, func(t *testing.T, gdb *gorm.DB) {
		must(t, gdb.Create(&[]body{{ID: "a", Name: "a"}, {ID: "b", Name: "b"}}).Error)
		const writers, rounds = 2, 5
		var wg sync.WaitGroup
		for i := range writers {
			ids := []string{"a", "b"}
			if i%2 == 1 {
				ids = []string{"b", "a"}
			}
			wg.Go(func() {
				for range rounds {
					if err := db.Tx(t.Context(), gdb, func(tx *gorm.DB) error { return incrementEach(tx, ids) }); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		var got []body
		must(t, gdb.Find(&got).Error)
		for _, b := range got {
			if b.Members != writers*rounds {
				t.Errorf("%s counted %d of %d", b.ID, b.Members, writers*rounds)
			}
		}
	})
}

func incrementEach(tx *gorm.DB, ids []string) error {
	for _, id := range ids {
		var b body
		q := tx
		if db.Dialect(tx) == db.Postgres { // SQLite holds the write lock already
			q = tx.Clauses(clause.Locking{Strength: clause.LockingStrengthUpdate})
		}
		if err := q.First(&b, "id = ?", id).Error; err != nil {
			return err
		}
		if err := tx.Model(&b).Update("members", b.Members+1).Error; err != nil {
			return err
		}
	}
	return nil
}

func TestReadersDoNotWaitForAWriter(t *testing.T) {
	ours.Each(t, func(t *testing.T, gdb *gorm.DB) {
		must(t, db.Tx(t.Context(), gdb, func(tx *gorm.DB) error {
			must(t, tx.Create(&body{ID: "a", Name: "a"}).Error)
			ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
			defer cancel()
			wantBodies(t, gdb.WithContext(ctx), 0) // outside the transaction
			return nil
		}))
		wantBodies(t, gdb, 1)
	})
}

// More transactions than connections, each with statements nobody has used yet.
func TestTransactionsShareFewConnections(t *testing.T) {
	setup := ours
	setup.Options.MaxConns = 2
	setup.Each(t, func(t *testing.T, gdb *gorm.DB) {
		var wg sync.WaitGroup
		for i := range 8 {
			wg.Go(func() {
				err := db.Tx(t.Context(), gdb, func(tx *gorm.DB) error {
					var n int
					return tx.Raw(fmt.Sprintf("SELECT count(*) + %d FROM bodies", i)).Scan(&n).Error
				})
				if err != nil {
					t.Error(err)
				}
			})
			wg.Go(func() {
				var n int
				if err := gdb.Raw(fmt.Sprintf("SELECT count(*) - %d FROM bodies", i)).Scan(&n).Error; err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
	})
}

func TestTxEndsWithItsContext(t *testing.T) {
	ours.Each(t, func(t *testing.T, gdb *gorm.DB) {
		ctx, cancel := context.WithCancel(t.Context())
		err := db.Tx(ctx, gdb, func(tx *gorm.DB) error {
			cancel()
			return tx.Create(&body{ID: "a", Name: "a"}).Error
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("Tx returned %v", err)
		}
		wantBodies(t, gdb, 0)
	})
}

func wantBodies(t *testing.T, gdb *gorm.DB, want int64) {
	t.Helper()
	var got int64
	must(t, gdb.Model(&body{}).Count(&got).Error)
	if got != want {
		t.Error(fmt.Errorf("%d bodies, want %d", got, want))
	}
}
