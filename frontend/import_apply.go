package frontend

import (
	"context"
	"net/http"
	"net/url"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// importStep is one of the two steps that ask why: to import the rows that were
// checked, and to undo them.
type importStep struct {
	name    string // the last part of its address
	from    models.State
	notNow  string
	title   func(*models.Import, *models.Kind) string
	button  func(*models.Import, *models.Kind) components.Button
	take    func(*service.Service, context.Context, *models.Actor, models.Ref, int, string) (*models.Import, error)
	follows func(*models.Import, *models.Kind) []string
}

var applyStep = importStep{
	name: "apply", from: models.ImportChecked, notNow: "The rows of this import are not checked, or were imported already",
	title: func(i *models.Import, k *models.Kind) string { return "Import " + touchedWords(i, k) },
	button: func(i *models.Import, k *models.Kind) components.Button {
		return components.Button{Text: "Import " + touchedWords(i, k), PreventDoubleClick: true}
	},
	take: (*service.Service).ApplyImport,
	follows: func(_ *models.Import, k *models.Kind) []string {
		return []string{
			"All of it is imported, or nothing: if somebody changed one of these records since you looked, you are told which.",
			"The history of each record says which import and which row it comes from, with your reason.",
			undoing(k),
		}
	},
}

var undoStep = importStep{
	name: "undo", from: models.ImportDone, notNow: "This import was not made, or is undone already",
	title: func(*models.Import, *models.Kind) string { return "Undo this import" },
	button: func(*models.Import, *models.Kind) components.Button {
		return components.Button{Text: "Undo this import", Class: components.ButtonWarning, PreventDoubleClick: true}
	},
	take: (*service.Service).UndoImport,
	follows: func(i *models.Import, k *models.Kind) []string {
		return []string{
			importView{Import: i, Kind: k}.done() + " Every record that it made is withdrawn, and every field that it changed is put back.",
			"If somebody changed one of these records since, nothing is undone, and you are told which.",
			"Nothing is deleted: the history keeps what was imported and that it was undone. The same file can be imported again.",
		}
	},
}

// importStepView is such a step as its page shows it.
type importStepView struct {
	importStep
	Import   *models.Import
	Kind     *models.Kind
	Typed    url.Values
	Problems models.Problems
}

// touchedWords are how many records an import adds or changes.
func touchedWords(imported *models.Import, k *models.Kind) string {
	return counted(wholeOf(imported.RowsNew)+wholeOf(imported.RowsChanged), k.One, k.Many)
}

func wholeOf(n *int64) int64 {
	if n == nil {
		return 0
	}
	return *n
}

func (v *visit) applyPage() error   { return v.askStep(applyStep) }
func (v *visit) applyImport() error { return v.takeStep(applyStep) }
func (v *visit) undoPage() error    { return v.askStep(undoStep) }
func (v *visit) undoImport() error  { return v.takeStep(undoStep) }

// askStep asks for the reason.
func (v *visit) askStep(step importStep) error {
	view, err := v.stepOf(step)
	if err != nil {
		return err
	}
	return v.showStep(view, http.StatusOK)
}

func (v *visit) stepOf(step importStep) (importStepView, error) {
	imported, k, err := v.importOf()
	if err == nil && imported.State != step.from {
		err = models.Fail(models.Refused, "%s", step.notNow)
	}
	return importStepView{importStep: step, Import: imported, Kind: k}, err
}

func (v *visit) showStep(view importStepView, status int) error {
	return v.show(page{
		Status: status, Title: view.title(view.Import, view.Kind), Errors: len(view.Problems) > 0,
		Back: view.back(), Body: view.view(),
	})
}

// takeStep has it done in the background.
func (v *visit) takeStep(step importStep) error {
	ref := models.Ref(v.Param("ref"))
	if err := v.service.Sees(v.ctx(), v.who, models.ImportKind, ref); err != nil {
		return err
	}
	typed, err := v.typed()
	if err != nil {
		return err
	}
	version, err := versionOf(typed)
	if err != nil {
		return err
	}
	if _, err := step.take(v.service, v.ctx(), v.who, ref, version, typed.Get("reason")); err != nil {
		return v.refuseStep(step, typed, err)
	}
	return v.seeOther(stepURL(ref, "progress"))
}

// refuseStep asks again, with the reason as it was typed.
func (v *visit) refuseStep(step importStep, typed url.Values, err error) error {
	problems := importProblems(err, "")
	if problems == nil {
		return err
	}
	view, gone := v.stepOf(step)
	if gone != nil {
		return gone
	}
	view.Typed, view.Problems = typed, problems
	return v.showStep(view, http.StatusUnprocessableEntity)
}

// back is where a person looks once more before they decide.
func (s importStepView) back() string {
	if s.name == applyStep.name {
		return stepURL(s.Import.Ref, "preview")
	}
	return recordURL(models.ImportKind, s.Import.Ref)
}
