package service

import (
	"answerable/internal/sheet"
	"answerable/models"
)

// columnOut is a column of an exported register.
type columnOut struct {
	head sheet.Head
	cell func(m models.Model, today models.Date) sheet.Cell
}

// columnsOut are the columns of a register: the reference, what people enter in
// the order of the form, then what the system keeps for itself, and last what
// follows from the record and the day.
func columnsOut(k *models.Kind) []columnOut {
	columns := []columnOut{fieldColumn(k.Field("ref"))}
	for _, field := range k.Inputs() {
		columns = append(columns, fieldColumn(field))
	}
	for _, field := range kept(k) {
		columns = append(columns, fieldColumn(field))
	}
	for _, derived := range k.Derived {
		columns = append(columns, columnOut{sheet.Head{Text: derived.Label, Width: 20}, func(m models.Model, today models.Date) sheet.Cell {
			return sheet.Cell{Text: derived.Of(m, today)}
		}})
	}
	return columns
}

// kept are the fields that nobody enters. Who made a record and who changed it
// stands in its history.
func kept(k *models.Kind) []*models.Field {
	var fields []*models.Field
	for _, field := range k.Fields {
		if !field.Input && field.Name != "ref" && field.Name != "created_by" && field.Name != "updated_by" {
			fields = append(fields, field)
		}
	}
	return fields
}

// Computed are the headings of exported columns under which nobody enters
// anything: what the system keeps of a record, and what follows from it and
// from the day. An import passes over them.
func Computed(k *models.Kind) []string {
	var headings []string
	for _, field := range kept(k) {
		headings = append(headings, field.Label)
	}
	for _, derived := range k.Derived {
		headings = append(headings, derived.Label)
	}
	return headings
}

// fieldColumn is the column of a field, under the label that forms give it.
func fieldColumn(field *models.Field) columnOut {
	kind, form, width := shapeOf(field)
	return columnOut{sheet.Head{Text: field.Label, Width: width, Form: form}, func(m models.Model, _ models.Date) sheet.Cell {
		return sheet.Cell{Text: field.Plain(m), Kind: kind}
	}}
}

// shapeOf is how a field stands in a sheet. A date that is not known to the day
// does not fit a column of days, and is written as text there.
func shapeOf(field *models.Field) (sheet.Kind, sheet.Form, int) {
	switch field.Type {
	case models.DateField:
		return sheet.Date, sheet.AsDay, 12
	case models.MoneyField:
		return sheet.Number, sheet.AsMoney, 14
	case models.NumberField, models.DecimalField:
		return sheet.Number, sheet.AsNumber, 12
	case models.LongField:
		return sheet.Text, sheet.AsText, 60
	case models.YesNoField:
		return sheet.Text, sheet.AsText, 8
	case models.TextField, models.LinesField, models.RevisionsField:
		return sheet.Text, sheet.AsText, 40
	default:
		return sheet.Text, sheet.AsText, 22
	}
}
