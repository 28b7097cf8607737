package frontend

import (
	"answerable/models"
	"answerable/service"
)

// importView is an import as its own page leads on from it.
type importView struct {
	Import   *models.Import
	Kind     *models.Kind
	Progress *service.ImportProgress
}

// importOwn leads to the step that comes next, and to what the import did.
func importOwn(v *visit, one *service.One) (own, error) {
	imported := one.Model.(*models.Import)
	k := models.KindAt(imported.Register)
	if k == nil {
		return own{}, nil
	}
	progress, err := v.service.ImportProgress(v.ctx(), v.who, imported.Ref)
	if err != nil {
		return own{}, err
	}
	view := importView{imported, k, progress}
	return own{Lead: view.view(), Fields: []string{"register", "rows_read", "rows_new", "rows_changed", "rows_same", "rows_refused"}}, nil
}

// counts are how many rows have each outcome, as the import keeps them.
func (i importView) counts() map[string]int64 {
	return map[string]int64{
		service.RowNew: wholeOf(i.Import.RowsNew), service.RowChanged: wholeOf(i.Import.RowsChanged),
		service.RowSame: wholeOf(i.Import.RowsSame), service.RowRefused: wholeOf(i.Import.RowsRefused),
	}
}

// done says what the import did.
func (i importView) done() string {
	added, changed := counted(wholeOf(i.Import.RowsNew), i.Kind.One, i.Kind.Many), counted(wholeOf(i.Import.RowsChanged), i.Kind.One, i.Kind.Many)
	switch {
	case wholeOf(i.Import.RowsChanged) == 0:
		return upperFirst(added) + " added."
	case wholeOf(i.Import.RowsNew) == 0:
		return upperFirst(changed) + " changed."
	default:
		return upperFirst(added) + " added and " + changed + " changed."
	}
}
