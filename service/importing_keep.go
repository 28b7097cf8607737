package service

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"answerable/internal/db"
	"answerable/models"
)

// ApplyImport has the rows imported in the background, all or none.
func (s *Service) ApplyImport(ctx context.Context, who *models.Actor, ref models.Ref, version int, reason string) (*models.Import, error) {
	reason = strings.TrimSpace(reason)
	return s.runPhase(ctx, who, ref, version, reason, PhaseImport, func(imported *models.Import) error {
		switch {
		case *imported.RowsRefused > 0:
			return models.Fail(models.Refused, "Nothing is imported while a row is refused: %d of %d are. Mend the file, or the columns, and check it again", *imported.RowsRefused, *imported.RowsRead)
		case *imported.RowsNew+*imported.RowsChanged == 0:
			return models.Fail(models.Refused, "Nothing would change: every row says what is recorded already")
		}
		return nil
	})
}

// steps are the moves that end each phase.
var phaseSteps = map[ImportPhase]string{PhaseCheck: models.ImportCheck, PhaseImport: models.ImportKeep, PhaseUndo: models.ImportUndo}

// runPhase has a phase done in the background, if the import is ready for it.
func (s *Service) runPhase(ctx context.Context, who *models.Actor, ref models.Ref, version int, reason string, phase ImportPhase, ready func(*models.Import) error) (*models.Import, error) {
	var imported *models.Import
	err := s.change(ctx, who, reason, func(w *work) error {
		m, err := w.see(models.ImportKind, ref)
		if err != nil {
			return err
		}
		imported = m.(*models.Import)
		if imported.Version != version {
			return stale(models.ImportKind, m, version)
		}
		if reason == "" {
			return models.Problems{reasonMissing}.Or()
		}
		if err := stepOpen(m, phaseSteps[phase]); err != nil {
			return err
		}
		if err := w.runningAlready(ref); err != nil {
			return err
		}
		if err := ready(imported); err != nil {
			return err
		}
		return w.startRun(imported, phase, reason, *imported.RowsRead)
	})
	if err != nil {
		return nil, err
	}
	s.imports.wake()
	return imported, nil
}

func (w *work) runningAlready(ref models.Ref) error {
	var running int64
	err := w.tx.Table("import_runs").Where("import = ? AND NOT finished", ref).Count(&running).Error
	if err == nil && running > 0 {
		return models.Fail(models.Refused, "This is being done already")
	}
	return err
}

// keepRows imports the rows in one transaction: all of them, if each still
// does what the preview said, or none.
func (s *Service) keepRows(ctx context.Context, r *run, who *models.Actor, imported *models.Import) error {
	book, err := s.book(ctx, imported)
	if err != nil {
		return err
	}
	defer func() { _ = book.Close() }()
	r.Total = *imported.RowsRead
	return s.change(ctx, who, r.Reason, func(w *work) error {
		m, err := w.load(models.ImportKind, imported.Ref)
		if err != nil {
			return err
		}
		if m.Base().Version != r.Version {
			return errRunOver
		}
		before, imported := models.ImportKind.Copy(m), m.(*models.Import)
		imported.Because, r.Done = r.Reason, 0
		rows, err := newImporting(w, imported, book, true)
		if err != nil {
			return err
		}
		keeping := &keeping{importing: rows, run: r, touched: map[models.Ref]*touch{}}
		w.keeping = keeping.note
		if err := rows.batches(ctx, book, func(batch []*planned) error { return keeping.batch(ctx, batch) }); err != nil {
			return err
		}
		w.keeping, w.reason = nil, r.Reason
		if err := w.step(models.ImportKind, before, m, models.ImportKind.Move(models.ImportKeep), r.Reason); err != nil {
			return err
		}
		return w.endRun(r)
	})
}

// keeping carries out the rows of an import.
type keeping struct {
	*importing
	run     *run
	touched map[models.Ref]*touch
	told    time.Time
}

// touch is what an import did to one record.
type touch struct {
	Import   models.Ref
	Ref      models.Ref
	Kind     string
	Position int64
	Version  int
	Before   string
}

// note keeps how a record was before the import first changed it.
func (k *keeping) note(kind *models.Kind, before, m models.Model) error {
	ref := m.Base().Ref
	if t := k.touched[ref]; t != nil {
		t.Version = m.Base().Version
		return nil
	}
	t := &touch{Import: k.imported.Ref, Ref: ref, Kind: kind.Name, Position: k.present.position, Version: m.Base().Version}
	// What it brings back is withdrawn again when it is undone, as what it made.
	if before != nil && !k.bringsBack(ref) {
		text, err := json.Marshal(before)
		if err != nil {
			return err
		}
		t.Before = string(text)
	}
	k.touched[ref] = t
	return nil
}

// batch carries out some rows, each of which must do what the preview said.
func (k *keeping) batch(ctx context.Context, batch []*planned) error {
	var shown []rowRecord
	if err := k.w.tx.Table("import_rows").Where("import = ? AND position >= ?", k.imported.Ref, batch[0].position).Order("position").Limit(len(batch)).Find(&shown).Error; err != nil {
		return err
	}
	if len(shown) < len(batch) {
		return models.Fail(models.Refused, "The file has more rows than were checked. Check it again")
	}
	if err := k.do(batch); err != nil {
		return err
	}
	for n, p := range batch {
		if err := k.asShown(p, shown[n]); err != nil {
			return err
		}
	}
	if err := k.flush(batch); err != nil {
		return err
	}
	k.run.Done += int64(len(batch))
	return k.tell(ctx)
}

// asShown refuses the import if a row would not do what the preview said.
func (k *keeping) asShown(p *planned, shown rowRecord) error {
	if p.Outcome == RowRefused {
		texts := make([]string, len(p.Problems))
		for i, problem := range p.Problems {
			texts[i] = strings.TrimSpace(problem.Cell + " " + problem.Text)
		}
		return models.Fail(models.Refused, "Row %d cannot be imported any more: %s. Check the file again", p.number, strings.Join(texts, "; "))
	}
	changes, err := json.Marshal(p.Changes)
	if err != nil {
		return err
	}
	if p.Outcome != shown.Outcome || p.Ref != shown.Ref || p.version != shown.Version || string(changes) != shown.Changes {
		return models.Fail(models.Refused, "Row %d would not do what you were shown: what is recorded was changed since. Check the file again", p.number)
	}
	return nil
}

// flush writes down what a batch did, in few statements.
func (k *keeping) flush(batch []*planned) error {
	touched := make([]*touch, 0, len(k.touched))
	for _, t := range k.touched {
		touched = append(touched, t)
	}
	clear(k.touched)
	if len(touched) > 0 {
		conflict := clause.OnConflict{Columns: []clause.Column{{Name: "import"}, {Name: "ref"}}, DoUpdates: clause.AssignmentColumns([]string{"version"})}
		if err := k.w.tx.Table("import_touched").Clauses(conflict).Create(&touched).Error; err != nil {
			return err
		}
	}
	return k.flushRows(batch)
}

// flushRows tells the rows which records they made, and keeps the numbers that
// the office's own list gives.
func (k *keeping) flushRows(batch []*planned) error {
	var numbers []ownNumber
	var when []string
	var args, positions []any
	for _, p := range batch {
		if p.Outcome == RowNew {
			when = append(when, "WHEN ? THEN CAST(? AS TEXT)")
			args, positions = append(args, p.position, p.made), append(positions, p.position)
		}
		if p.own != "" {
			numbers = append(numbers, ownNumber{k.w.who.Side, k.k.Name, p.own, p.made})
		}
	}
	if len(when) > 0 {
		args = append(args, k.imported.Ref, positions)
		if err := k.w.tx.Exec("UPDATE import_rows SET ref = CASE position "+strings.Join(when, " ")+" END WHERE import = ? AND position IN ?", args...).Error; err != nil {
			return err
		}
	}
	if len(numbers) == 0 {
		return nil
	}
	conflict := clause.OnConflict{Columns: []clause.Column{{Name: "side"}, {Name: "kind"}, {Name: "number"}}, DoUpdates: clause.AssignmentColumns([]string{"ref"})}
	return k.w.tx.Table("own_numbers").Clauses(conflict).Create(&numbers).Error
}

// ownNumber is the number that an office's own list gives to a record.
type ownNumber struct {
	Side   models.Side
	Kind   string
	Number string
	Ref    models.Ref
}

// tell says how far the import has come, once a second. SQLite has one writer,
// which is this import: there it is known in this process only.
func (k *keeping) tell(ctx context.Context) error {
	s := k.w.s
	s.imports.progress(k.run)
	if time.Since(k.told) < toldEvery || db.Dialect(k.w.tx) != db.Postgres {
		return nil
	}
	k.told = time.Now()
	return db.Tx(ctx, s.db, func(tx *gorm.DB) error { return s.renew(tx, k.run) })
}
