package db

import (
	"context"

	"gorm.io/gorm"
)

// pinCollation makes PostgreSQL sort and compare texts by their bytes, as
// SQLite does, whatever locale the server was set up with. Lists then have the
// same order on both, and the pages of a list the same ends.
func pinCollation(ctx context.Context, gdb *gorm.DB) error {
	if Dialect(gdb) != Postgres {
		return nil
	}
	var alter []string
	err := gdb.WithContext(ctx).Raw(`
		SELECT format('ALTER TABLE %I %s', c.relname, string_agg(format('ALTER COLUMN %I TYPE text COLLATE "C"', a.attname), ', '))
		FROM pg_attribute a
		JOIN pg_class c ON c.oid = a.attrelid
		JOIN pg_collation l ON l.oid = a.attcollation
		WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND c.relname NOT LIKE 'goose%'
			AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid = 'text'::regtype AND l.collname <> 'C'
			AND NOT EXISTS (
				SELECT FROM pg_depend d JOIN pg_attrdef g ON g.oid = d.objid AND d.classid = 'pg_attrdef'::regclass
				WHERE d.refobjid = a.attrelid AND d.refobjsubid = a.attnum AND g.adnum <> a.attnum)
		GROUP BY c.relname ORDER BY c.relname`).Scan(&alter).Error
	for _, statement := range alter {
		if err == nil {
			err = gdb.WithContext(ctx).Exec(statement).Error
		}
	}
	return err
}
