package service

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"answerable/internal/sheet"
	"answerable/models"
)

const (
	// headingWithin is in how many rows from the top the headings are looked
	// for: lists often have a title above them.
	headingWithin = 12
	// shownValues is how many values of a column are shown.
	shownValues = 3
)

// table is the head of a sheet: where its columns are named, and the first
// values in them.
type table struct {
	sheet string
	// heading is the number of the row with the headings.
	heading  int
	headings []string
	values   [][]string
}

// ImportColumns says what the columns of the file are taken for: as was
// chosen, or as a mapping has them, or as they are recognised.
func (s *Service) ImportColumns(ctx context.Context, who *models.Actor, ref models.Ref, choice ImportChoice) (*ImportColumns, error) {
	imported, k, err := s.importOf(ctx, who, ref)
	if err != nil {
		return nil, err
	}
	book, err := s.book(ctx, imported)
	if err != nil {
		return nil, err
	}
	defer func() { _ = book.Close() }()
	found := &ImportColumns{Import: imported, Kind: k, Sheets: book.Sheets(), Fields: k.Columns()}
	if choice.Sheet == "" {
		choice.Sheet = imported.Sheet
	}
	if found.Sheet, err = sheetNamed(book, choice.Sheet); err != nil {
		return nil, err
	}
	if found.Mappings, err = s.mappings(ctx, who, k); err != nil {
		return nil, err
	}
	knowing, err := s.knowing(ctx, who, k, imported, choice)
	if err != nil {
		return nil, err
	}
	head, err := headOf(book, found.Sheet, knowing.knows)
	if err != nil {
		return nil, err
	}
	if found.Columns, err = s.recognise(ctx, who, k, head, knowing); err != nil {
		return nil, err
	}
	found.Missing = missingColumns(found.Fields, found.Columns)
	return found, nil
}

// mappings are those of the register that the person may use.
func (s *Service) mappings(ctx context.Context, who *models.Actor, k *models.Kind) ([]*models.Mapping, error) {
	page, err := s.List(ctx, who, models.MappingKind, Query{Filters: map[string][]string{"register": {k.Plural}, "state": {string(models.Current)}}, Limit: MaxPageSize})
	if err != nil {
		return nil, err
	}
	list := make([]*models.Mapping, len(page.Models))
	for i, m := range page.Models {
		list[i] = m.(*models.Mapping)
	}
	return list, nil
}

func sheetNamed(book *sheet.Book, name string) (string, error) {
	sheets := book.Sheets()
	if name == "" {
		for _, of := range sheets {
			for _, err := range book.Rows(of) {
				return of, refusedFile(err)
			}
		}
		return sheets[0], nil
	}
	if !slices.Contains(sheets, name) {
		return "", models.Problems{{Field: "sheet", Code: "choice", Text: "Sheet: must be one of: " + strings.Join(sheets, ", ")}}.Or()
	}
	return name, nil
}

// knowing is what is known of headings beside what they say themselves.
type knowing struct {
	kind   *models.Kind
	chosen map[string]string
	// By bare headings.
	mapping, before map[string]string
}

func (s *Service) knowing(ctx context.Context, who *models.Actor, k *models.Kind, imported *models.Import, choice ImportChoice) (*knowing, error) {
	known := &knowing{kind: k, chosen: map[string]string{}, mapping: map[string]string{}, before: map[string]string{}}
	if choice.Sheet == imported.Sheet {
		for _, column := range models.ParseColumns(imported.Columns) {
			known.chosen[column.Heading] = column.Field
		}
	}
	if choice.Mapping != "" {
		m, err := s.find(ctx, who, models.MappingKind, choice.Mapping)
		if err != nil {
			return nil, models.Problems{{Field: "mapping", Code: "unknown_record", Text: "Mapping: there is no column mapping " + string(choice.Mapping)}}.Or()
		}
		clear(known.chosen)
		for _, column := range models.ParseColumns(m.(*models.Mapping).Columns) {
			known.mapping[models.Bare(column.Heading)] = column.Field
		}
	}
	maps.Copy(known.chosen, choice.Columns)
	var rows []headingRow
	err := s.db.WithContext(ctx).Table("known_headings").Where("side = ? AND register = ?", who.Side, k.Plural).Find(&rows).Error
	for _, row := range rows {
		known.before[row.Heading] = row.Field
	}
	return known, unavailable(err)
}

// knows tells whether something is known of a heading.
func (n *knowing) knows(heading string) bool {
	field, why := n.of("", heading)
	return field != "" || why == RecognisedComputed
}

// of is what a column is taken for and why.
func (n *knowing) of(letter, heading string) (field string, why Recognition) {
	word := models.Bare(heading)
	if chosen, is := n.chosen[letter]; is && letter != "" {
		return chosen, RecognisedChosen
	}
	if chosen, is := n.chosen[heading]; is && heading != "" {
		return chosen, RecognisedChosen
	}
	if mapped, is := n.mapping[word]; is && word != "" {
		return mapped, RecognisedMapping
	}
	column, own, computed := n.kind.Recognised(heading)
	switch {
	case own:
		return column.Name, RecognisedOurs
	case n.before[word] != "":
		return n.before[word], RecognisedBefore
	case computed:
		return "", RecognisedComputed
	case column != nil:
		return column.Name, RecognisedSynonym
	}
	return "", RecognisedNot
}

// headOf finds the headings of a sheet: the row among the first in which most
// headings are known, or else the first.
func headOf(book *sheet.Book, name string, knows func(string) bool) (*table, error) {
	var rows []sheet.Row
	for row, err := range book.Rows(name) {
		if err != nil {
			return nil, refusedFile(err)
		}
		if rows = append(rows, row); len(rows) == headingWithin+shownValues {
			break
		}
	}
	if len(rows) == 0 {
		return nil, models.Problems{{Field: "sheet", Text: "Sheet: “" + name + "” has no rows"}}.Or()
	}
	best, most := 0, 0
	for i, row := range rows[:min(len(rows), headingWithin)] {
		known := 0
		for _, cell := range row.Cells {
			if knows(cell.Text) {
				known++
			}
		}
		if known > most {
			best, most = i, known
		}
	}
	return tableOfRows(name, rows[best], rows[best+1:]), nil
}

func tableOfRows(name string, heading sheet.Row, rows []sheet.Row) *table {
	head := &table{sheet: name, heading: heading.Number}
	width := len(heading.Cells)
	for _, row := range rows {
		width = max(width, len(row.Cells))
	}
	head.headings, head.values = make([]string, width), make([][]string, width)
	for i, cell := range heading.Cells {
		head.headings[i] = strings.Join(strings.Fields(cell.Text), " ")
	}
	for _, row := range rows[:min(len(rows), shownValues)] {
		for i, cell := range row.Cells {
			if text := strings.TrimSpace(cell.Text); text != "" {
				head.values[i] = append(head.values[i], text)
			}
		}
	}
	return head
}

// strength orders how surely columns are recognised: of two that are taken for
// the same, the surer has it.
var strength = []Recognition{RecognisedChosen, RecognisedMapping, RecognisedOurs, RecognisedBefore, RecognisedSynonym}

// recognise says what the columns of a sheet are taken for.
func (s *Service) recognise(ctx context.Context, who *models.Actor, k *models.Kind, head *table, known *knowing) ([]ImportColumn, error) {
	var columns []ImportColumn
	for i, heading := range head.headings {
		if heading == "" && len(head.values[i]) == 0 {
			continue
		}
		column := ImportColumn{Letter: sheet.Column(i), Heading: heading, Values: head.values[i]}
		column.Field, column.Why = known.of(column.Letter, heading)
		columns = append(columns, column)
	}
	if err := s.numbersOfTheirOwn(ctx, who, k, columns); err != nil {
		return nil, err
	}
	taken := map[string]bool{}
	for _, why := range strength {
		for i := range columns {
			column := &columns[i]
			switch {
			case column.Why != why || column.Field == "":
			case taken[column.Field] && why != RecognisedChosen:
				column.Field, column.Why = "", RecognisedNot
			default:
				taken[column.Field] = true
			}
		}
	}
	return columns, nil
}

// numbersOfTheirOwn takes a column that other offices would call a reference
// for the numbers of their own list, where it holds no reference of ours.
func (s *Service) numbersOfTheirOwn(ctx context.Context, who *models.Actor, k *models.Kind, columns []ImportColumn) error {
	for i := range columns {
		column := &columns[i]
		if column.Field != models.ColumnRef || column.Why != RecognisedSynonym || len(column.Values) == 0 {
			continue
		}
		refs := make([]models.Ref, len(column.Values))
		for j, value := range column.Values {
			refs[j] = models.Ref(value)
		}
		found, err := names(s.db.WithContext(ctx), who, refs, k)
		if err != nil {
			return unavailable(err)
		}
		if len(found) == 0 {
			column.Field = models.ColumnOwnNumber
		}
	}
	return nil
}

// missingColumns are the required fields that no column is taken for.
func missingColumns(fields []models.Column, columns []ImportColumn) []models.Column {
	return slices.DeleteFunc(slices.Clone(fields), func(field models.Column) bool {
		// The marking is OFFICIAL unless something else is said.
		return !field.Required || field.Name == "marking" || slices.ContainsFunc(columns, func(c ImportColumn) bool { return c.Field == field.Name })
	})
}

// chosenLines says what was chosen as the import keeps it: by heading where
// that names one column, else by letter.
func chosenLines(columns []ImportColumn) models.Lines {
	times := map[string]int{}
	for _, column := range columns {
		times[column.Heading]++
	}
	var lines models.Lines
	for _, column := range columns {
		heading := column.Heading
		if heading == "" || times[heading] > 1 || strings.Contains(heading, "=") {
			heading = column.Letter
		}
		lines = append(lines, models.HeadingColumn{Heading: heading, Field: column.Field}.String())
	}
	return lines
}

// chosenProblems says what is wrong with what was chosen.
func chosenProblems(k *models.Kind, columns []ImportColumn, choice ImportChoice) error {
	var problems models.Problems
	by := map[string]string{}
	for _, column := range columns {
		switch {
		case column.Field == "":
		case k.ColumnNamed(column.Field) == nil:
			problems = append(problems, models.Problem{Field: "columns", Code: "unknown_field", Text: fmt.Sprintf("Column %s: “%s” is no field of %s", column.Letter, column.Field, lowerFirst(k.Many))})
		case by[column.Field] != "":
			problems = append(problems, models.Problem{Field: "columns", Code: "twice", Text: fmt.Sprintf("Columns %s and %s: only one column can be “%s”", by[column.Field], column.Letter, k.ColumnNamed(column.Field).Label)})
		default:
			by[column.Field] = column.Letter
		}
	}
	for named := range choice.Columns {
		if !slices.ContainsFunc(columns, func(c ImportColumn) bool { return c.Letter == named || c.Heading == named }) {
			problems = append(problems, models.Problem{Field: "columns", Code: "unknown_column", Text: "Columns: there is no column “" + named + "” in the sheet"})
		}
	}
	if len(by) == 0 && len(problems) == 0 {
		problems = append(problems, models.Problem{Field: "columns", Code: "required", Text: "Columns: say of at least one column what it is"})
	}
	return problems.Or()
}

// headingRow is what an office last said that a heading is.
type headingRow struct {
	Side     models.Side
	Register string
	Heading  string
	Field    string
}
