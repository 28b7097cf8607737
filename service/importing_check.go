package service

import (
	"context"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"answerable/internal/db"
	"answerable/models"
)

// CheckImport keeps what the columns are, and has every row checked in the
// background. Nothing is imported yet.
func (s *Service) CheckImport(ctx context.Context, who *models.Actor, ref models.Ref, version int, choice ImportChoice) (*models.Import, error) {
	columns, err := s.ImportColumns(ctx, who, ref, choice)
	if err != nil {
		return nil, err
	}
	if err := chosenProblems(columns.Kind, columns.Columns, choice); err != nil {
		return nil, err
	}
	m, err := s.alter(ctx, who, models.ImportKind, ref, version, "", func(w *work, before, m models.Model) error {
		imported := m.(*models.Import)
		if err := stepOpen(m, models.ImportMap); err != nil {
			return err
		}
		imported.Sheet, imported.Columns = columns.Sheet, chosenLines(columns.Columns)
		imported.RowsRead, imported.RowsNew, imported.RowsChanged, imported.RowsSame, imported.RowsRefused = nil, nil, nil, nil, nil
		if err := w.step(models.ImportKind, before, m, models.ImportKind.Move(models.ImportMap), ""); err != nil {
			return err
		}
		if err := w.rememberHeadings(columns); err != nil {
			return err
		}
		if err := w.keepMapping(columns, choice.KeepAs); err != nil {
			return err
		}
		return w.startRun(imported, PhaseCheck, "", 0)
	})
	if err != nil {
		return nil, err
	}
	s.imports.wake()
	return m.(*models.Import), nil
}

// stepOpen says that a step of an import cannot be made as it stands. They are
// the service's to make, so nobody's permission is asked beside that they see
// the import.
func stepOpen(m models.Model, step string) error {
	for _, from := range models.ImportKind.Move(step).From {
		if from == m.Base().State {
			return nil
		}
	}
	return models.Fail(models.Refused, "This cannot be done with an import that is %s", stateLabel(models.ImportKind, m))
}

// rememberHeadings keeps what the headings are for the office's next file.
func (w *work) rememberHeadings(columns *ImportColumns) error {
	var rows []headingRow
	seen := map[string]bool{}
	for _, column := range columns.Columns {
		word := models.Bare(column.Heading)
		if word == "" || seen[word] || column.Field == "" {
			continue
		}
		seen[word] = true
		rows = append(rows, headingRow{w.who.Side, columns.Kind.Plural, word, column.Field})
	}
	if len(rows) == 0 {
		return nil
	}
	conflict := clause.OnConflict{Columns: []clause.Column{{Name: "side"}, {Name: "register"}, {Name: "heading"}}, DoUpdates: clause.AssignmentColumns([]string{"field"})}
	return w.tx.Table("known_headings").Clauses(conflict).Create(&rows).Error
}

// keepMapping keeps what was chosen under a name, if one is given: in place of
// the mapping of that name where there is one.
func (w *work) keepMapping(columns *ImportColumns, name string) error {
	if name = strings.TrimSpace(name); name == "" {
		return nil
	}
	in, err := entryOf(map[string]any{"title": name, "register": columns.Kind.Plural, "columns": chosenLines(columns.Columns)})
	if err != nil {
		return err
	}
	for _, mapping := range columns.Mappings {
		if strings.EqualFold(mapping.Title, name) {
			before := models.MappingKind.Copy(mapping)
			if err := w.tryEdit(models.MappingKind, before, mapping, in); err != nil {
				return err
			}
			return w.save(models.MappingKind, before, mapping, "edit", "")
		}
	}
	_, err = w.create(models.MappingKind, "", in, blank)
	return err
}

// checkRows checks every row of an import, a few at a time, and keeps what was
// found. It changes no record.
func (s *Service) checkRows(ctx context.Context, r *run, who *models.Actor, imported *models.Import) error {
	book, err := s.book(ctx, imported)
	if err != nil {
		return err
	}
	defer func() { _ = book.Close() }()
	if err := s.inRun(ctx, r, func(tx *gorm.DB) error {
		return tx.Exec("DELETE FROM import_rows WHERE import = ?", imported.Ref).Error
	}); err != nil {
		return err
	}
	w := &work{s: s, tx: s.db.WithContext(ctx), who: who, now: s.clock.Now()}
	rows, err := newImporting(w, imported, book, false)
	if err != nil {
		return err
	}
	counts := map[string]int64{}
	err = rows.batches(ctx, book, func(batch []*planned) error {
		if err := rows.do(batch); err != nil {
			return err
		}
		records := make([]rowRecord, len(batch))
		for n, p := range batch {
			counts[p.Outcome]++
			r.Done++
			if records[n], err = p.record(imported.Ref); err != nil {
				return err
			}
		}
		return s.inRun(ctx, r, func(tx *gorm.DB) error { return tx.Table("import_rows").Create(&records).Error })
	})
	if err != nil {
		return err
	}
	return s.finishCheck(ctx, r, who, imported.Ref, counts)
}

// finishCheck keeps the counts, and with them that the import was checked.
func (s *Service) finishCheck(ctx context.Context, r *run, who *models.Actor, ref models.Ref, counts map[string]int64) error {
	return s.change(ctx, who, "", func(w *work) error {
		m, err := w.load(models.ImportKind, ref)
		if err != nil {
			return err
		}
		if m.Base().Version != r.Version {
			return errRunOver
		}
		before, imported := models.ImportKind.Copy(m), m.(*models.Import)
		count := func(outcome string) *int64 { n := counts[outcome]; return &n }
		done := r.Done
		imported.RowsRead, imported.RowsNew, imported.RowsChanged = &done, count(RowNew), count(RowChanged)
		imported.RowsSame, imported.RowsRefused = count(RowSame), count(RowRefused)
		if done == 0 {
			return models.Fail(models.Refused, "There are no rows under the headings")
		}
		if err := w.step(models.ImportKind, before, m, models.ImportKind.Move(models.ImportCheck), ""); err != nil {
			return err
		}
		return w.endRun(r)
	})
}

// inRun writes something short of a run that is still this worker's, and with
// it how far the run has come.
func (s *Service) inRun(ctx context.Context, r *run, fn func(tx *gorm.DB) error) error {
	err := db.Tx(ctx, s.db, func(tx *gorm.DB) error {
		if err := s.renew(tx, r); err != nil {
			return err
		}
		return fn(tx)
	})
	s.imports.progress(r)
	return err
}
