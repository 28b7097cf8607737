package frontend

import (
	"net/http"

	"answerable/frontend/components"
	"answerable/models"
)

// importFileView asks for a spreadsheet of records of a kind.
type importFileView struct {
	Kind     *models.Kind
	Problems models.Problems
}

func (v *visit) importFilePage(k *models.Kind) error { return v.showImportFile(k, nil) }

func (v *visit) showImportFile(k *models.Kind, problems models.Problems) error {
	if !k.MayImport(v.who) {
		return models.Fail(models.Denied, "You may not bring in %s", lowerFirst(k.Many))
	}
	status := http.StatusOK
	if len(problems) > 0 {
		status = http.StatusUnprocessableEntity
	}
	view := importFileView{k, problems}
	return v.show(page{Status: status, Title: view.title(), Errors: len(problems) > 0, Trail: append(trailTo(k), components.Link{Text: "Import"}), Body: view.view()})
}

func (f importFileView) title() string {
	return "Import " + lowerFirst(f.Kind.Many) + " from a spreadsheet"
}

// receiveImport takes the file, and goes on to its columns.
func (v *visit) receiveImport(k *models.Kind) error {
	if !k.MayImport(v.who) {
		return models.Fail(models.Denied, "You may not bring in %s", lowerFirst(k.Many))
	}
	file, header, err := v.Request.FormFile("file")
	if err != nil {
		return v.showImportFile(k, models.Problems{{Field: "file", Text: "File: choose an Excel or CSV file of at most 20 MB"}})
	}
	defer func() { _ = file.Close() }()
	received, err := v.service.ReceiveImport(v.ctx(), v.who, k, header.Filename, file)
	if problems := importProblems(err, "file"); problems != nil {
		return v.showImportFile(k, problems)
	}
	if err != nil {
		return err
	}
	return v.seeOther(stepURL(received.Ref, "columns"))
}

// importProblems are what an error says about the step itself: the person can
// put it right on the same page. A sentence without a field is about the one
// that is given.
func importProblems(err error, field string) models.Problems {
	named := asNamed(err)
	switch models.FaultOf(err) {
	case models.Invalid:
		if len(named.Problems) > 0 {
			return named.Problems
		}
	case models.Refused:
	default:
		return nil
	}
	return models.Problems{{Field: field, Text: named.Public}}
}
