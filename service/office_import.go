package service

import (
	"context"
	"encoding/json"
	"io"

	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"answerable/internal/archive"
	"answerable/internal/db"
	"answerable/models"
)

// rowsAtOnce is how many rows one statement adds.
const rowsAtOnce = 100

// ImportOffice puts the archive of an office into an empty database, of either
// kind: the same references, versions, states and histories, the same heads of
// the trail, the same numbers next. The archive is checked from end to end
// before anything is written, all is written in one transaction, and the trail
// is verified before it is kept: what is refused leaves nothing behind.
func (s *Service) ImportOffice(ctx context.Context, in io.ReaderAt, size int64) (*OfficeArchive, error) {
	a, err := openOffice(in, size)
	if err != nil {
		return nil, damaged(err)
	}
	if err := a.fits(s.db.WithContext(ctx)); err != nil {
		return nil, unavailable(err)
	}
	if err := a.check(); err != nil {
		return nil, damaged(err)
	}
	// Statements that add many rows may take long: nobody need be told.
	quiet := s.db.Session(&gorm.Session{Logger: logger.Discard})
	err = db.Tx(ctx, quiet, func(tx *gorm.DB) error {
		if err := onlyIntoEmpty(tx); err != nil {
			return err
		}
		i := &officeImport{a, tx}
		return i.write()
	})
	s.actors.forget()
	if err != nil {
		return nil, damaged(err)
	}
	return a.manifest.summary(), nil
}

// fits tells, by an error, that the archive is of another schema: what a later
// migration does to the rows of an older office can then only be done by the
// program that knows them.
func (a *officeFile) fits(tx *gorm.DB) error {
	schema, err := db.Version(tx)
	if err != nil || schema == a.manifest.Schema {
		return err
	}
	then := "Import it with that version, and then start this one on the database"
	if a.manifest.Schema > schema {
		then = "Import it with that version, or a later one of the same schema"
	}
	return models.Fail(models.Refused, "The archive was written by Answerable %s on schema %d, and this database has schema %d. %s", a.manifest.Product, a.manifest.Schema, schema, then)
}

func onlyIntoEmpty(tx *gorm.DB) error {
	for _, table := range []string{"records", "trail", "contents"} {
		var n int64
		if err := tx.Table(table).Count(&n).Error; err != nil {
			return err
		}
		if n > 0 {
			return models.Fail(models.Refused, "The database is not empty: an office can only be imported into a new one")
		}
	}
	return nil
}

// officeImport is one archive being put into a database.
type officeImport struct {
	*officeFile
	tx *gorm.DB
}

func (i *officeImport) write() error {
	for _, k := range models.Registry {
		if err := i.addRecords(k); err != nil {
			return err
		}
	}
	for _, k := range models.Registry {
		if err := i.addLinks(k); err != nil {
			return err
		}
	}
	for _, part := range []func() error{i.addTrail, i.addTables, i.addFiles, i.analyse, i.verify} {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

// addRecords adds the records of a kind and their rows in the register, which
// follow from them.
func (i *officeImport) addRecords(k *models.Kind) error {
	insert, rest := inBatches(insertInto(i.tx, k.Table(), k.Names()))
	add, finish := inBatches(func(rows []registered) error { return i.tx.Table("records").Create(&rows).Error })
	err := i.records(k, func(m models.Model) error {
		if err := insert(k.Values(m)); err != nil {
			return err
		}
		return add(register(k, m))
	})
	if err != nil {
		return err
	}
	if err := rest(); err != nil {
		return err
	}
	return finish()
}

// addLinks adds the references that the records of a kind hold, once all
// records are there.
func (i *officeImport) addLinks(k *models.Kind) error {
	add, finish := inBatches(func(rows []linkRow) error { return i.tx.Table("links").Create(&rows).Error })
	err := i.records(k, func(m models.Model) error {
		for _, row := range linkRows(m.Base().Ref, k.Links(m)) {
			if err := add(row); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return finish()
}

func (i *officeImport) addTrail() error {
	add, finish := inBatches(func(rows []entry) error { return i.tx.Table("trail").Create(&rows).Error })
	if err := i.entries(add); err != nil {
		return err
	}
	return finish()
}

// addTables fills the carried tables. What a new database has in them gives
// way.
func (i *officeImport) addTables() error {
	for _, table := range carriedTables {
		if err := i.tx.Exec("DELETE FROM " + table.name).Error; err != nil {
			return err
		}
		columns, err := columnsIn(i.tx, table.name)
		if err != nil {
			return err
		}
		insert, rest := inBatches(insertInto(i.tx, table.name, columns.names()))
		err = i.rows(table, func(row map[string]json.RawMessage) error {
			values, err := columns.read(table.member(), row)
			if err != nil {
				return err
			}
			return insert(values)
		})
		if err != nil {
			return err
		}
		if err := rest(); err != nil {
			return err
		}
	}
	return nil
}

func (i *officeImport) addFiles() error {
	for _, member := range i.files() {
		content, err := i.Content(member, MaxFile)
		if err != nil {
			return err
		}
		if err := i.tx.Table("contents").Create(&contentRow{member.SHA256, member.Bytes, content}).Error; err != nil {
			return err
		}
	}
	return nil
}

// analyse tells PostgreSQL what is there now; it would find out too late for
// what follows.
func (i *officeImport) analyse() error {
	if db.Dialect(i.tx) != db.Postgres {
		return nil
	}
	return i.tx.Exec("ANALYZE").Error
}

func (i *officeImport) verify() error {
	report, err := verifyTrail(i.tx)
	if err != nil {
		return err
	}
	if len(report.Broken) > 0 {
		return archive.Damaged("The trail does not hold: %s", report.Broken[0])
	}
	return nil
}

// inBatches gives a function that gathers rows and adds so many of them at once,
// and one that adds those that are left.
func inBatches[T any](insert func([]T) error) (add func(T) error, finish func() error) {
	var rows []T
	finish = func() error {
		if len(rows) == 0 {
			return nil
		}
		full := rows
		rows = rows[:0]
		return insert(full)
	}
	add = func(row T) error {
		if rows = append(rows, row); len(rows) < rowsAtOnce {
			return nil
		}
		return finish()
	}
	return add, finish
}
