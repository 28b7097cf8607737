package frontend

import (
	"answerable/models"
	"answerable/service"
)

// progressPause is after how many seconds a browser without JavaScript asks
// again how far it has come.
const progressPause = 3

// importProgressView is how far what is done for an import has come.
type importProgressView struct {
	*service.ImportProgress
	Import *models.Import
	Kind   *models.Kind
}

// importProgressPage shows how far the background has come, and leads on when
// it is done. The page may be closed meanwhile.
func (v *visit) importProgressPage() error {
	// The progress is read first: once it says that a phase is done, the import
	// is read as that phase left it.
	progress, err := v.service.ImportProgress(v.ctx(), v.who, models.Ref(v.Param("ref")))
	if err != nil {
		return err
	}
	imported, k, err := v.importOf()
	if err != nil {
		return err
	}
	view := importProgressView{progress, imported, k}
	if !progress.Running && progress.Failure == "" {
		return v.seeOther(afterPhase(imported, progress.Phase))
	}
	shown := page{Title: view.title(), Trail: importTrail(imported, "Progress"), Body: view.view()}
	if progress.Running {
		shown.Refresh = progressPause
	}
	return v.show(shown)
}

// afterPhase is where a person goes on once something was done.
func afterPhase(imported *models.Import, phase service.ImportPhase) string {
	if imported.State == models.ImportChecked {
		return stepURL(imported.Ref, "preview")
	}
	if move := map[service.ImportPhase]string{service.PhaseImport: models.ImportKeep, service.PhaseUndo: models.ImportUndo}[phase]; move != "" {
		return recordURL(models.ImportKind, imported.Ref) + "?done=" + move
	}
	return recordURL(models.ImportKind, imported.Ref)
}

func (p importProgressView) title() string {
	if !p.Running {
		return map[service.ImportPhase]string{
			service.PhaseCheck: "The rows could not be checked", service.PhaseImport: "Nothing was imported", service.PhaseUndo: "Nothing was undone",
		}[p.Phase]
	}
	return map[service.ImportPhase]string{
		service.PhaseCheck: "The rows are being checked", service.PhaseImport: "The rows are being imported", service.PhaseUndo: "The import is being undone",
	}[p.Phase]
}

// sentence says how far it has come.
func (p importProgressView) sentence() string {
	if p.Of == 0 {
		return "It has just begun."
	}
	return models.Number(p.Done) + " of " + counted(p.Of, "row", "rows") + "."
}

// tenths says it in steps of ten per cent, for those to whom it is read out.
func (p importProgressView) tenths() string {
	if p.Of == 0 {
		return ""
	}
	return models.Number(p.Done*10/p.Of*10) + "% done"
}

// back is where a person puts right what made it fail.
func (p importProgressView) back() string {
	return stepURL(p.Import.Ref, map[service.ImportPhase]string{service.PhaseCheck: "columns", service.PhaseImport: "preview", service.PhaseUndo: "undo"}[p.Phase])
}
