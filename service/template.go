package service

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"answerable/internal/sheet"
	"answerable/models"
)

// TemplateHelp is the sheet of a template that says how to fill it in. An
// import passes over it.
const TemplateHelp = "How to fill it in"

// TemplateFile is the name of the template of a kind as a file.
func TemplateFile(k *models.Kind) ExportFile {
	return ExportFile{k.Plural + "-template.xlsx", xlsxType, models.Official}
}

// Template writes a workbook to fill in with records of a kind: a sheet with
// the headings that an import knows, and one that says of each what belongs
// under it.
func (s *Service) Template(k *models.Kind, out io.Writer) error {
	w, err := sheet.NewXLSX(out, sheet.About{Title: k.Many + " to fill in", Marking: string(models.Official), At: s.Now()})
	if err != nil {
		return err
	}
	var heads []sheet.Head
	for _, field := range k.Inputs() {
		head := fieldColumn(field).head
		head.Choices = offeredIn(field)
		heads = append(heads, head)
	}
	if err = w.Sheet(k.Many, heads); err == nil {
		err = explain(k, w)
	}
	if err == nil {
		err = w.Finish()
	}
	return errors.Join(err, w.Close())
}

// offeredIn are the values of which one is chosen.
func offeredIn(field *models.Field) []string {
	switch field.Type {
	case models.YesNoField:
		return []string{"yes", "no"}
	case models.ChoiceField:
		values := make([]string, 0, len(field.Options))
		for _, option := range field.Options {
			if option.Value != "" {
				values = append(values, option.Value)
			}
		}
		return values
	}
	return nil
}

func explain(k *models.Kind, w sheet.Writer) error {
	err := w.Sheet(TemplateHelp, []sheet.Head{{Text: "Column", Width: 28}, {Text: "What it is", Width: 60}, {Text: "What is expected", Width: 60}, {Text: "Required", Width: 10}, {Text: "Allowed values", Width: 60}})
	for _, field := range k.Inputs() {
		if err != nil {
			return err
		}
		required := "no"
		// A record without a marking is OFFICIAL.
		if field.Required && field.Name != "marking" {
			required = "yes"
		}
		err = w.Row([]sheet.Cell{{Text: field.Label}, {Text: field.Hint}, {Text: expected(field)}, {Text: required}, {Text: allowed(field)}})
	}
	return err
}

// expected says what belongs under a heading.
func expected(field *models.Field) string {
	switch field.Type {
	case models.DateField:
		return "A date, such as 21/01/2019; 2019-01 or 2019 where no more is known"
	case models.MoneyField:
		return "An amount in pounds, such as 2500.00"
	case models.NumberField:
		return "A whole number"
	case models.DecimalField:
		return "A number, such as 26.5"
	case models.YesNoField:
		return "yes or no"
	case models.ChoiceField:
		return "One of the allowed values"
	case models.ChoicesField:
		return "Any of the allowed values, each on a line of its own in the cell"
	case models.RefField:
		return "The reference of " + pointedTo(field)
	case models.RefsField:
		return "References of " + pointedTo(field) + ", each on a line of its own in the cell"
	case models.LinesField:
		return "Text, each item on a line of its own in the cell"
	}
	for rule := range strings.SplitSeq(field.Validate, ",") {
		if most, found := strings.CutPrefix(rule, "max="); found {
			return fmt.Sprintf("Text of at most %s characters", most)
		}
	}
	return "Text"
}

// pointedTo names the kinds that a field may point at.
func pointedTo(field *models.Field) string {
	if field.Any() {
		return "a record of any kind"
	}
	var names []string
	for _, k := range kindsOf(field) {
		names = append(names, strings.ToLower(k.One))
	}
	return strings.Join(names, " or ")
}

// allowed are the values of a choice, with what people read for them where
// that is another word.
func allowed(field *models.Field) string {
	var values []string
	for _, option := range field.Options {
		switch {
		case option.Value == "":
		case strings.EqualFold(option.Label, option.Value):
			values = append(values, option.Value)
		default:
			values = append(values, option.Value+": "+option.Label)
		}
	}
	return strings.Join(values, "\n")
}
