package service

import (
	"errors"
	"strings"

	"answerable/internal/sheet"
	"answerable/models"
)

// cleared is what somebody writes in a cell to take out what is recorded: an
// empty cell leaves it as it is.
const cleared = "(none)"

// sourceColumn is one column of the file that is taken for something.
type sourceColumn struct {
	at      int
	heading string
	what    models.Column
}

// row is a row as the person wrote it. It is an Entry: it speaks of the
// fields whose cells are filled.
type row struct {
	number int64
	// position counts the rows from 1.
	position int64
	reason   string
	// typed is what goes into each field, as Field.Parse reads it.
	typed map[string]string
	// problems are what is wrong with cells, by field.
	problems map[string]string
	// ref, own and state are what the columns say that are no input.
	ref   models.Ref
	own   string
	state models.State
	// moves are those of dates that the row tells of, by field, in the order in
	// which they were made.
	moves map[string][]dateMove
	// beside is what the row says of the body that it may bring with it, by the
	// body's fields.
	beside map[string]string
	// only narrows what the row speaks of, where a step takes some of it; all
	// where it is nil.
	only map[string]bool
}

// Fill implements Entry.
func (r *row) Fill(m models.Model, allowed []*models.Field) models.Problems {
	var problems models.Problems
	for _, field := range allowed {
		if r.only != nil && !r.only[field.Name] {
			continue
		}
		if wrong := r.problems[field.Name]; wrong != "" {
			problems = append(problems, models.Problem{Field: field.Name, Code: "unreadable", Text: field.Label + ": " + wrong})
			continue
		}
		typed, given := r.typed[field.Name]
		if !given {
			continue
		}
		if err := field.Parse(m, []string{typed}); err != nil {
			problems = append(problems, models.Problem{Field: field.Name, Code: "unreadable", Text: field.Label + ": " + err.Error()})
		}
	}
	return problems
}

// Reason implements Entry.
func (r *row) Reason() string { return r.reason }

// narrowed is the row speaking of some fields only.
func (r *row) narrowed(fields []string) *row {
	some := *r
	some.only = map[string]bool{}
	for _, field := range fields {
		some.only[field] = true
	}
	return &some
}

// read makes a row of the cells of the file.
func (i *importing) read(from sheet.Row, position int64) (*row, error) {
	r := &row{number: int64(from.Number), position: position, typed: map[string]string{}, problems: map[string]string{}}
	for _, column := range i.columns {
		if err := i.readColumn(r, column, from); err != nil {
			return nil, err
		}
	}
	return r, i.byNumberAlone(r)
}

// readColumn reads one cell. What is wrong with it is a problem of the row; an
// error is a failure.
func (i *importing) readColumn(r *row, column sourceColumn, from sheet.Row) error {
	if column.at >= len(from.Cells) {
		return nil
	}
	cell := from.Cells[column.at]
	text := strings.TrimSpace(cell.Text)
	if text == "" {
		return nil
	}
	err := i.readCell(r, column.what, cell, text)
	var wrong *unreadable
	if errors.As(err, &wrong) {
		r.problems[column.what.Name] = wrong.text
		return nil
	}
	return err
}

func (i *importing) readCell(r *row, column models.Column, cell sheet.Cell, text string) error {
	if cell.Kind == sheet.Fault {
		return &unreadable{"the spreadsheet could not work it out: it shows " + text}
	}
	if column.Turn > 0 {
		return i.readMove(r, column, cell, text)
	}
	switch column.Name {
	case models.ColumnRef:
		r.ref = models.Ref(strings.ToUpper(text))
		return nil
	case models.ColumnOwnNumber:
		r.own = excerpt(text)
		return nil
	case models.ColumnState:
		if state, known := i.k.StateWords[models.Bare(text)]; known {
			r.state = state
			return nil
		}
		option, err := optionWritten(i.k.States, text)
		r.state = models.State(option)
		return err
	}
	if column.Of != "" {
		return i.readBeside(r, column, cell, text)
	}
	if strings.EqualFold(text, cleared) {
		r.typed[column.Name] = ""
		return nil
	}
	if column.Name == i.k.Brings {
		ref, err := i.bodyOf(column.Field, r, text)
		if err == nil {
			r.typed[column.Name] = string(ref)
		}
		return err
	}
	typed, err := i.typed(column.Field, cell.Kind, text)
	if err == nil {
		r.typed[column.Name] = typed
	}
	return err
}

// readBeside reads what a row says of the body that it may bring with it.
func (i *importing) readBeside(r *row, column models.Column, cell sheet.Cell, text string) error {
	if r.beside == nil {
		r.beside = map[string]string{}
	}
	typed, err := i.typed(column.Field, cell.Kind, text)
	r.beside[column.Field.Name] = typed
	return err
}

// typed is what somebody would type into the field's form for what they wrote
// in the cell.
func (i *importing) typed(field *models.Field, kind sheet.Kind, text string) (string, error) {
	switch field.Type {
	case models.DateField:
		date, err := models.ParseDate(text)
		return string(date), asUnreadable(err)
	case models.MoneyField:
		if _, pence, point := strings.Cut(text, "."); kind == sheet.Number && point && len(pence) == 1 {
			text += "0" // a spreadsheet keeps £2.50 as 2.5
		}
		amount, err := models.ParsePence(text)
		return amount.Plain(), asUnreadable(err)
	case models.DecimalField:
		return strings.TrimSuffix(strings.ReplaceAll(text, ",", ""), "%"), nil
	case models.YesNoField:
		return yesOrNo(text), nil
	case models.ChoiceField:
		return optionWritten(field.Options, text)
	case models.ChoicesField:
		return eachWritten(text, "\n,;", func(one string) (string, error) { return optionWritten(field.Options, one) })
	case models.RefField:
		ref, err := i.resolve(field, text)
		return string(ref), err
	case models.RefsField:
		return i.typedRefs(field, text)
	default:
		return text, nil
	}
}

// typedRefs reads several records in one cell. A name can hold a comma: what
// means one record as a whole is not taken apart.
func (i *importing) typedRefs(field *models.Field, text string) (string, error) {
	resolve := func(one string) (string, error) {
		ref, err := i.resolve(field, one)
		return string(ref), err
	}
	return eachWritten(text, "\n;", func(one string) (string, error) {
		ref, err := resolve(one)
		var wrong *unreadable
		if !strings.Contains(one, ",") || !errors.As(err, &wrong) {
			return ref, err
		}
		return eachWritten(one, ",", resolve)
	})
}

// eachWritten reads a list of things, one a line.
func eachWritten(text, separators string, read func(string) (string, error)) (string, error) {
	var list []string
	for _, one := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(separators, r) }) {
		if one = strings.TrimSpace(one); one == "" {
			continue
		}
		typed, err := read(one)
		if err != nil {
			return "", err
		}
		list = append(list, typed)
	}
	return strings.Join(list, "\n"), nil
}

// optionWritten finds an option by its value or by its label.
func optionWritten(options []models.Option, text string) (string, error) {
	for _, option := range options {
		if option.Value == text {
			return option.Value, nil
		}
	}
	word := models.Bare(text)
	labels := make([]string, len(options))
	for i, option := range options {
		if word == models.Bare(option.Value) || word == models.Bare(option.Label) {
			return option.Value, nil
		}
		labels[i] = option.Label
	}
	return "", &unreadable{"“" + excerpt(text) + "” must be one of: " + strings.Join(labels, ", ")}
}

func yesOrNo(text string) string {
	switch strings.ToLower(text) {
	case "y":
		return "yes"
	case "n":
		return "no"
	}
	return text
}

func asUnreadable(err error) error {
	if err == nil {
		return nil
	}
	return &unreadable{err.Error()}
}
