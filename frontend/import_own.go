package frontend

import (
	"answerable/frontend/components"
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
	shown := own{Lead: view.view(), Fields: []string{"register", "columns", "rows_read", "rows_new", "rows_changed", "rows_same", "rows_refused"}}
	if len(imported.Columns) > 0 {
		shown.Blocks = []block{{ID: "columns", Title: "What its columns are", Body: components.SummaryList{Rows: headingRows(imported.Columns, k)}}}
	}
	return shown, nil
}

// headingRows say what the column under each heading is.
func headingRows(lines models.Lines, k *models.Kind) []components.SummaryRow {
	var rows []components.SummaryRow
	for _, heading := range models.ParseColumns(lines) {
		row := components.SummaryRow{Key: heading.Heading, HTML: unknown("Left out")}
		if column := k.ColumnNamed(heading.Field); column != nil {
			row.HTML, row.Text = nil, column.Label
		}
		rows = append(rows, row)
	}
	return rows
}

// mappingOwn says what the columns are in the words of the forms.
func mappingOwn(_ *visit, one *service.One) (own, error) {
	mapping := one.Model.(*models.Mapping)
	k := models.KindAt(mapping.Register)
	if k == nil {
		return own{}, nil
	}
	return own{
		Blocks: []block{{ID: "columns", Title: "What its columns are", Body: components.SummaryList{Rows: headingRows(mapping.Columns, k)}}},
		Fields: []string{"columns"},
	}, nil
}

// counts are how many rows have each outcome, as the import keeps them.
func (i importView) counts() map[string]int64 {
	return map[string]int64{
		service.RowNew: wholeOf(i.Import.RowsNew), service.RowChanged: wholeOf(i.Import.RowsChanged),
		service.RowSame: wholeOf(i.Import.RowsSame), service.RowRefused: wholeOf(i.Import.RowsRefused),
	}
}

// undoable tells whether the import can be undone at all.
func (i importView) undoable() bool {
	return i.Kind.UndoneState() != "" || wholeOf(i.Import.RowsNew) == 0
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
