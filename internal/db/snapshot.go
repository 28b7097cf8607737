package db

import (
	"context"
	"database/sql"

	"gorm.io/gorm"
)

// Snapshot runs fn in a transaction that only reads and sees one moment of the
// database, however long it takes. It waits for no writer and no writer waits
// for it. Inside a transaction, fn sees what that one sees.
func Snapshot(ctx context.Context, gdb *gorm.DB, fn func(tx *gorm.DB) error) error {
	if inTx(gdb) {
		return fn(gdb.WithContext(ctx))
	}
	options := &sql.TxOptions{ReadOnly: true}
	if Dialect(gdb) == Postgres {
		options.Isolation = sql.LevelRepeatableRead
	}
	return Translate(gdb.WithContext(ctx).Transaction(fn, options))
}

// Version is the number of the newest migration that the database has had.
func Version(tx *gorm.DB) (int64, error) {
	var version int64
	err := tx.Raw("SELECT MAX(version_id) FROM goose_db_version WHERE is_applied").Scan(&version).Error
	return version, err
}
