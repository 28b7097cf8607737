package service

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"io"

	"gorm.io/gorm"

	"answerable/internal/archive"
	"answerable/internal/db"
	"answerable/models"
)

// OfficeOptions are what the writer of an office's archive is told.
type OfficeOptions struct {
	// Product is the version of this program.
	Product string
	// Passwords says that the hashes of passwords go with it, so that people
	// can sign in at once where it is imported.
	Passwords bool
}

// ExportOffice writes the whole of the office: every record with its history,
// every file, whatever its marking and whoever may see it. So it is no use
// case of any person who signs in: it is for the command line. All of it is
// from one moment, while others work on, and it takes no more memory for a
// large office than for a small one, its largest file apart.
func (s *Service) ExportOffice(ctx context.Context, out io.Writer, opts OfficeOptions) (*OfficeArchive, error) {
	manifest := &officeManifest{Format: officeFormat, Version: officeVersion, Product: opts.Product, MadeAt: s.clock.Now().UTC(), Passwords: opts.Passwords}
	buffered := bufio.NewWriterSize(out, 1<<16)
	err := db.Snapshot(ctx, s.db, func(tx *gorm.DB) error {
		x := &officeExport{tx, archive.NewWriter(buffered, manifest.MadeAt), opts}
		return x.write(manifest)
	})
	if err == nil {
		err = buffered.Flush()
	}
	if err != nil {
		return nil, unavailable(err)
	}
	return manifest.summary(), nil
}

// officeExport is one archive being written.
type officeExport struct {
	tx   *gorm.DB
	into *archive.Writer
	opts OfficeOptions
}

func (x *officeExport) write(manifest *officeManifest) (err error) {
	if manifest.Schema, err = db.Version(x.tx); err != nil {
		return err
	}
	if manifest.Heads, err = headsOf(x.tx); err != nil {
		return err
	}
	for _, k := range models.Registry {
		if err := x.into.Add(recordsMember(k), func(out io.Writer) error { return x.records(k, out) }); err != nil {
			return err
		}
	}
	if err := x.into.Add(officeTrail, x.trail); err != nil {
		return err
	}
	for _, table := range carriedTables {
		if err := x.into.Add(table.member(), func(out io.Writer) error { return writeTable(x.tx, x.blanked(table), out) }); err != nil {
			return err
		}
	}
	if err := x.files(); err != nil {
		return err
	}
	manifest.Members = x.into.Members()
	text, err := json.MarshalIndent(manifest, "", "\t")
	if err != nil {
		return err
	}
	return x.into.Close(text)
}

func (x *officeExport) records(k *models.Kind, out io.Writer) error {
	return each(x.tx.Table(k.Table()).Select(columnsOf(k)).Order("ref"), func(rows *sql.Rows) error {
		m := k.New()
		if err := rows.Scan(k.Pointers(m)...); err != nil {
			return err
		}
		base := m.Base()
		base.CreatedAt, base.UpdatedAt = base.CreatedAt.UTC(), base.UpdatedAt.UTC()
		return writeLine(out, m)
	})
}

func (x *officeExport) trail(out io.Writer) error {
	return each(x.tx.Table("trail").Order("lane, seq"), func(rows *sql.Rows) error {
		var e entry
		if err := x.tx.ScanRows(rows, &e); err != nil {
			return err
		}
		e.At = e.At.UTC()
		line, err := e.line()
		if err != nil {
			return err
		}
		_, err = out.Write(line)
		return err
	})
}

// blanked is the table without what is not asked for.
func (x *officeExport) blanked(table carried) carried {
	if table.name != "accounts" || x.opts.Passwords {
		return table
	}
	blank := map[string]any{"password": ""}
	for column, value := range table.blank {
		blank[column] = value
	}
	table.blank = blank
	return table
}

func (x *officeExport) files() error {
	return each(x.tx.Table("contents").Select("hash, content").Order("hash"), func(rows *sql.Rows) error {
		var hash string
		var content []byte
		if err := rows.Scan(&hash, &content); err != nil {
			return err
		}
		return x.into.Store(officeFiles+hash, content)
	})
}

func writeLine(out io.Writer, value any) error {
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	_, err = out.Write(append(text, '\n'))
	return err
}

// writeTable writes the rows of a table as JSON lines, a member a column.
func writeTable(tx *gorm.DB, table carried, out io.Writer) error {
	columns, err := columnsIn(tx, table.name)
	if err != nil {
		return err
	}
	return each(tx.Table(table.name).Order(table.order), func(rows *sql.Rows) error {
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		row := make(map[string]any, len(columns))
		for i, column := range columns {
			row[column.name] = column.written(values[i])
			if blank, is := table.blank[column.name]; is {
				row[column.name] = blank
			}
		}
		return writeLine(out, row)
	})
}
