package frontend

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// importColumnsView asks what the columns of a file are.
type importColumnsView struct {
	*service.ImportColumns
	// Mapping is the one that was taken, empty for none.
	Mapping  models.Ref
	KeepAs   string
	Problems models.Problems
}

// columnControl is the name of the control of a column.
func columnControl(letter string) string { return "column-" + letter }

// importColumnsPage shows what the columns of a file are taken for.
func (v *visit) importColumnsPage() error {
	choice := service.ImportChoice{Sheet: v.Query("sheet"), Mapping: models.Ref(v.Query("mapping"))}
	columns, err := v.service.ImportColumns(v.ctx(), v.who, models.Ref(v.Param("ref")), choice)
	if err != nil {
		return err
	}
	return v.showColumns(importColumnsView{ImportColumns: columns, Mapping: choice.Mapping}, http.StatusOK)
}

func (v *visit) showColumns(view importColumnsView, status int) error {
	return v.show(page{
		Status: status, Title: view.title(), Errors: len(view.Problems) > 0,
		Trail: importTrail(view.Import, "Columns"), Body: view.view(),
	})
}

// checkImport takes what was said of the columns, and has every row checked.
func (v *visit) checkImport() error {
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
	choice := choiceTyped(typed)
	if _, err := v.service.CheckImport(v.ctx(), v.who, ref, version, choice); err != nil {
		return v.refuseColumns(ref, choice, err)
	}
	return v.seeOther(stepURL(ref, "progress"))
}

func choiceTyped(typed url.Values) service.ImportChoice {
	choice := service.ImportChoice{Sheet: typed.Get("sheet"), KeepAs: strings.TrimSpace(typed.Get("keep_as")), Columns: map[string]string{}}
	for name := range typed {
		if letter, is := strings.CutPrefix(name, columnControl("")); is {
			choice.Columns[letter] = typed.Get(name)
		}
	}
	return choice
}

// refuseColumns asks again, with everything as it was chosen.
func (v *visit) refuseColumns(ref models.Ref, choice service.ImportChoice, err error) error {
	problems := importProblems(err, "")
	if problems == nil {
		return err
	}
	columns, err := v.service.ImportColumns(v.ctx(), v.who, ref, service.ImportChoice{Sheet: choice.Sheet})
	if err != nil {
		return err
	}
	view := importColumnsView{ImportColumns: columns, KeepAs: choice.KeepAs, Problems: problems}
	for i, column := range view.Columns {
		if chosen, is := choice.Columns[column.Letter]; is {
			view.Columns[i].Field = chosen
		}
	}
	return v.showColumns(view, http.StatusUnprocessableEntity)
}

func (c importColumnsView) title() string { return "What are the columns?" }

// anchor is where on the page the control of a problem is.
func (c importColumnsView) anchor(field string) string {
	letter := strings.TrimPrefix(field, "columns.")
	if slices.ContainsFunc(c.Columns, func(column service.ImportColumn) bool { return column.Letter == letter }) {
		return "#" + columnControl(letter)
	}
	if field == "keep_as" {
		return "#keep_as"
	}
	return "#columns"
}

// problemOf is what is wrong with what a column is taken for.
func (c importColumnsView) problemOf(letter string) string {
	if text := c.Problems.Of("columns." + letter); text != "" {
		return text
	}
	return c.Problems.Of(letter)
}

// options are what a column can be.
func (c importColumnsView) options() []components.Option {
	options := []components.Option{{Text: "Leave this column out"}}
	for _, field := range c.Fields {
		options = append(options, components.Option{Value: field.Name, Text: field.Label + when(field.Required, " (required)", "")})
	}
	return options
}

func (c importColumnsView) sheetOptions() []components.Option {
	var options []components.Option
	for _, sheet := range c.Sheets {
		options = append(options, components.Option{Value: sheet, Text: sheet})
	}
	return options
}

func (c importColumnsView) mappingOptions() []components.Option {
	options := []components.Option{{Text: "As they were recognised"}}
	for _, mapping := range c.Mappings {
		options = append(options, components.Option{Value: string(mapping.Ref), Text: mapping.Title})
	}
	return options
}

// left are the headings of the columns that are left out.
func (c importColumnsView) left() []string {
	var headings []string
	for _, column := range c.Columns {
		if column.Field == "" {
			headings = append(headings, "“"+columnName(column)+"”")
		}
	}
	return headings
}

// columnName is what a column is called: its heading, or where it stands.
func columnName(column service.ImportColumn) string {
	if column.Heading == "" {
		return "Column " + column.Letter
	}
	return shortTitle(column.Heading)
}

// recognised says how a column was recognised, as a sentence below its choice.
func recognised(column service.ImportColumn) string {
	switch column.Why {
	case service.RecognisedOurs:
		return "Recognised by its heading."
	case service.RecognisedSynonym:
		return "Recognised by a usual heading: check that it is right."
	case service.RecognisedBefore:
		return "As it was last time."
	case service.RecognisedMapping:
		return "As the kept columns have it."
	case service.RecognisedComputed:
		return "Worked out by the system, so it is left out."
	case service.RecognisedChosen:
		return "As it was chosen."
	default:
		return "Not recognised."
	}
}
