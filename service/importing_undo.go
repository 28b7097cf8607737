package service

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"answerable/models"
)

// undoneAtOnce is how many records are put back together.
const undoneAtOnce = 250

// UndoImport has the import undone in the background, all or nothing: what it
// made is withdrawn, what it changed is put back.
func (s *Service) UndoImport(ctx context.Context, who *models.Actor, ref models.Ref, version int, reason string) (*models.Import, error) {
	return s.runPhase(ctx, who, ref, version, strings.TrimSpace(reason), PhaseUndo, func(imported *models.Import) error {
		k := models.KindAt(imported.Register)
		if *imported.RowsNew > 0 && k.UndoneState() == "" {
			return models.Fail(models.Refused, "%s are never withdrawn, so that an import of new ones cannot be undone", k.Many)
		}
		return nil
	})
}

// undoRows undoes an import in one transaction. It is an effect of what the
// person decided about the whole, so that no record's own permissions are
// asked once more.
func (s *Service) undoRows(ctx context.Context, r *run, who *models.Actor, imported *models.Import) error {
	return s.change(ctx, who, r.Reason, func(w *work) error {
		w.loading = true
		m, err := w.load(models.ImportKind, imported.Ref)
		if err != nil {
			return err
		}
		if m.Base().Version != r.Version {
			return errRunOver
		}
		before := models.ImportKind.Copy(m)
		if err := w.unchangedSince(imported.Ref); err != nil {
			return err
		}
		if err := w.unusedSince(imported); err != nil {
			return err
		}
		if err := w.putBackAll(ctx, r, imported.Ref); err != nil {
			return err
		}
		w.reason = r.Reason
		if err := w.step(models.ImportKind, before, m, models.ImportKind.Move(models.ImportUndo), r.Reason); err != nil {
			return err
		}
		return w.endRun(r)
	})
}

// maxNamed is how many records a refusal names.
const maxNamed = 10

// unchangedSince refuses to undo over what somebody did since: the version of
// every record is that which the import left. The trail knows the version of
// records of all kinds.
func (w *work) unchangedSince(imported models.Ref) error {
	var changed []models.Ref
	err := w.tx.Raw(`SELECT import_touched.ref FROM import_touched WHERE import_touched.import = ?
		AND EXISTS (SELECT 1 FROM trail WHERE trail.ref = import_touched.ref AND trail.version > import_touched.version)
		ORDER BY import_touched.position`, imported).Scan(&changed).Error
	if err != nil || len(changed) == 0 {
		return err
	}
	known, err := names(w.tx, w.who, append([]models.Ref(nil), changed...))
	if err != nil {
		return err
	}
	var named []string
	for _, ref := range changed {
		if _, seen := known[ref]; seen && len(named) < maxNamed {
			named = append(named, string(ref))
		}
	}
	text := strings.Join(named, ", ")
	if more := len(changed) - len(named); more > 0 {
		text = strings.TrimPrefix(fmt.Sprintf("%s and %d more", text, more), " and ")
	}
	return models.Fail(models.Refused, "This cannot be undone, since records were changed after they were imported: %s", text)
}

// unusedSince refuses to take away a body that came along with the rows and
// that records of others refer to by now.
func (w *work) unusedSince(imported *models.Import) error {
	if imported.Register == models.BodyKind.Plural {
		return nil
	}
	var used []models.Ref
	err := w.tx.Raw(`SELECT DISTINCT import_touched.ref FROM import_touched JOIN links ON links.to_ref = import_touched.ref
		WHERE import_touched.import = ? AND import_touched.kind = ? AND import_touched.before = ''
		AND NOT EXISTS (SELECT 1 FROM import_touched AS made WHERE made.import = import_touched.import AND made.ref = links.from_ref)
		ORDER BY import_touched.ref`, imported.Ref, models.BodyKind.Name).Scan(&used).Error
	if err != nil || len(used) == 0 {
		return err
	}
	return models.Fail(models.Refused, "This cannot be undone, since other records refer by now to what came with it: %s", strings.Join(plain(used[:min(len(used), maxNamed)]), ", "))
}

// putBackAll puts back what an import touched, the last first.
func (w *work) putBackAll(ctx context.Context, r *run, imported models.Ref) error {
	var touched []touch
	if err := w.tx.Table("import_touched").Select("ref, kind, position").Where("import = ?", imported).Order("position DESC, ref DESC").Find(&touched).Error; err != nil {
		return err
	}
	r.Done, r.Total = 0, int64(len(touched))
	for len(touched) > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		batch := touched[:min(len(touched), undoneAtOnce)]
		if err := w.putBackSome(imported, batch); err != nil {
			return err
		}
		touched = touched[len(batch):]
		r.Done += int64(len(batch))
		w.s.imports.progress(r)
	}
	return nil
}

// putBackSome puts back some records, reading those of a kind together.
func (w *work) putBackSome(imported models.Ref, batch []touch) error {
	by := map[string][]models.Ref{}
	for _, t := range batch {
		by[t.Kind] = append(by[t.Kind], t.Ref)
	}
	there := map[models.Ref]models.Model{}
	for kind, refs := range by {
		k := models.KindNamed(kind)
		list, err := readAll(w.tx.Table(k.Table()).Where("ref IN ?", refs), k)
		if err != nil {
			return err
		}
		for _, m := range list {
			there[m.Base().Ref] = m
		}
	}
	before, err := w.howBefore(imported, batch)
	if err != nil {
		return err
	}
	for _, t := range batch {
		if err := w.putBackOne(imported, t, there[t.Ref], before[t.Ref]); err != nil {
			return err
		}
	}
	return nil
}

// howBefore reads how records were before the import; nothing of those that it
// made.
func (w *work) howBefore(imported models.Ref, batch []touch) (map[models.Ref]string, error) {
	refs := make([]models.Ref, len(batch))
	for i, t := range batch {
		refs[i] = t.Ref
	}
	var rows []touch
	err := w.tx.Table("import_touched").Select("ref, before").Where("import = ? AND ref IN ? AND before <> ''", imported, refs).Find(&rows).Error
	before := map[models.Ref]string{}
	for _, row := range rows {
		before[row.Ref] = row.Before
	}
	return before, err
}

func (w *work) putBackOne(imported models.Ref, t touch, m models.Model, before string) error {
	k := models.KindNamed(t.Kind)
	put := k.Copy(m)
	if before == "" {
		put.Base().State = k.UndoneState()
	} else {
		put = k.New()
		if err := json.Unmarshal([]byte(before), put); err != nil {
			return err
		}
		put.Base().Version = m.Base().Version
	}
	return w.save(k, m, put, "undo-import", fmt.Sprintf("%s (import %s undone)", w.reason, imported))
}
