package sheet

import (
	"encoding/xml"
	"fmt"
	"iter"
	"sort"
	"strconv"
	"strings"
)

// xlsxFile is a workbook that was looked through.
type xlsxFile struct {
	*frame
	pack  *pack
	texts texts
}

// openXLSX looks through a workbook before anything in it is made use of: its
// directory, that every part inflates to no more than it may, what it must not
// hold, and every cell. Rows are read by a walker of ours, because excelize
// gives rows as texts only, without the formats by which a number is a date,
// and because it would inflate everything first.
func openXLSX(_ string, content []byte) (source, error) {
	p, err := openPack(content)
	if err != nil {
		return nil, err
	}
	for name := range p.parts {
		if err := p.skim(name); err != nil {
			return nil, err
		}
	}
	p.inflated = 0
	if err := p.permitted(); err != nil {
		return nil, err
	}
	f := &xlsxFile{pack: p}
	if f.frame, err = p.frame(); err != nil {
		return nil, err
	}
	if f.sharedPart != "" {
		if f.texts, err = p.sharedTexts(f.sharedPart); err != nil {
			return nil, err
		}
	}
	return f, f.lookThrough()
}

// lookThrough reads every row once, so that what is refused is refused before
// the first row is given out.
func (f *xlsxFile) lookThrough() error {
	text, held := 0, 0
	for i := range f.tabs {
		tab := &f.tabs[i]
		rows := meter{sheet: tab.name, longest: MaxText, text: &text}
		if err := f.read(tab, rows.count, tab.merge); err != nil {
			return err
		}
		held += rows.rows
		sort.Slice(tab.merged, func(a, b int) bool { return tab.merged[a].top < tab.merged[b].top })
	}
	if held == 0 {
		return refuse("The workbook has no rows: every sheet is empty.")
	}
	return nil
}

func (f *xlsxFile) sheets() []string {
	names := make([]string, len(f.tabs))
	for i, tab := range f.tabs {
		names[i] = tab.name
	}
	return names
}

func (f *xlsxFile) rows(sheet string) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for i := range f.tabs {
			if f.tabs[i].name != sheet {
				continue
			}
			f.pack.inflated = 0
			err := f.read(&f.tabs[i], func(row Row) error {
				if !yield(row, nil) {
					return errEnough
				}
				return nil
			}, nil)
			if err != nil && err != errEnough { //nolint:errorlint // it is this very one
				yield(Row{}, err)
			}
		}
	}
}

// errEnough ends the reading of a sheet of which no more is wanted.
var errEnough = fmt.Errorf("no more rows are wanted")

// read gives the rows of a sheet that hold something, and its merged ranges,
// which come after them.
func (f *xlsxFile) read(tab *tab, row func(Row) error, merged func(string) error) error {
	r := &rowReader{file: f, tab: tab, covered: covering{waiting: tab.merged}}
	return f.pack.walk(tab.part, func(w *walker, token xml.Token) error {
		start, isStart := token.(xml.StartElement)
		if !isStart {
			return nil
		}
		// Rows and cells are those of sheetData in the root, at their depth.
		depth, name := len(w.within), start.Name.Local
		switch {
		case depth == 3 && name == "row" && w.within[1].Local == "sheetData":
			return r.row(w, start, row)
		case depth == 3 && name == "mergeCell" && merged != nil:
			return merged(attribute(start, "ref"))
		}
		return nil
	})
}

// rowReader reads the rows of one sheet.
type rowReader struct {
	file    *xlsxFile
	tab     *tab
	number  int
	covered covering
}

// What Excel has at most; beyond it a reference is no reference.
const (
	excelRows    = 1_048_576
	excelColumns = 16_384
)

// row reads one row to its end.
func (r *rowReader) row(w *walker, start xml.StartElement, yield func(Row) error) error {
	if err := r.begin(start); err != nil {
		return err
	}
	var cells []Cell
	column := -1
	for {
		token, err := w.next()
		if err != nil {
			return unended(err, w)
		}
		switch token := token.(type) {
		case xml.EndElement:
			return r.finished(cells, yield)
		case xml.StartElement:
			if token.Name.Local != "c" {
				err = w.skip()
			} else if column, err = r.column(token, column); err == nil {
				cells, err = r.add(cells, w, token, column)
			}
			if err != nil {
				return err
			}
		}
	}
}

// begin goes on to the row that begins, which comes after those before it.
func (r *rowReader) begin(start xml.StartElement) error {
	number := r.number + 1
	if said := attribute(start, "r"); said != "" {
		number, _ = strconv.Atoi(said)
	}
	if number <= r.number || number > excelRows {
		return refuse(damaged, shown(r.tab.part))
	}
	r.number = number
	return r.covered.at(number)
}

// add reads a cell and puts it where it stands, if it holds anything that is
// shown.
func (r *rowReader) add(cells []Cell, w *walker, start xml.StartElement, column int) ([]Cell, error) {
	cell, err := r.cell(w, start, column)
	if err != nil || cell.Text == "" || r.covered.covers(column) {
		return cells, err
	}
	if column >= MaxColumns {
		return nil, refuse("Row %d of the sheet “%s” reaches to column %s; at most %d columns are read.", r.number, shown(r.tab.name), Column(column), MaxColumns)
	}
	for len(cells) < column {
		cells = append(cells, Cell{})
	}
	return append(cells, cell), nil
}

func (r *rowReader) finished(cells []Cell, yield func(Row) error) error {
	if cells = holding(cells); len(cells) == 0 {
		return nil
	}
	return yield(Row{r.number, cells})
}

// column is where a cell stands: where it says, else beside the one before.
func (r *rowReader) column(start xml.StartElement, before int) (int, error) {
	said := attribute(start, "r")
	if said == "" {
		return before + 1, nil
	}
	column, row, sound := place(said)
	if !sound || row != r.number || column <= before {
		return 0, refuse(damaged, shown(r.tab.part))
	}
	return column, nil
}

// place reads a reference such as B12: the column counted from 0, and the row.
func place(ref string) (column, row int, sound bool) {
	letters := strings.TrimRight(ref, "0123456789")
	for _, c := range letters {
		if c < 'A' || c > 'Z' || column > excelColumns {
			return 0, 0, false
		}
		column = column*26 + int(c-'A') + 1
	}
	row, err := strconv.Atoi(ref[len(letters):])
	return column - 1, row, err == nil && column >= 1 && column <= excelColumns && row >= 1 && row <= excelRows
}

// cell reads one cell to its end.
func (r *rowReader) cell(w *walker, start xml.StartElement, column int) (Cell, error) {
	kind, style := attribute(start, "t"), attribute(start, "s")
	value := ""
	for {
		token, err := w.next()
		if err != nil {
			return Cell{}, unended(err, w)
		}
		switch token := token.(type) {
		case xml.EndElement:
			return r.meant(kind, style, value)
		case xml.StartElement:
			switch token.Name.Local {
			case "f":
				return Cell{}, refuse("Cell %s%d of the sheet “%s” holds a formula. Copy the sheet, paste it as values only, and save that.", Column(column), r.number, shown(r.tab.name))
			case "v":
				value, err = w.inside()
			case "is":
				value, err = w.written()
			default:
				err = w.skip()
			}
			if err != nil {
				return Cell{}, err
			}
		}
	}
}

// meant is what a cell of a type and a style holds.
func (r *rowReader) meant(kind, style, value string) (Cell, error) {
	switch kind {
	case "s":
		if value == "" {
			return Cell{}, nil
		}
		text, known := r.file.texts.at(strings.TrimSpace(value))
		if !known {
			return Cell{}, refuse(damaged, shown(r.tab.part))
		}
		return Cell{text, Text}, nil
	case "inlineStr", "str":
		return Cell{unescaped(value), Text}, nil
	case "e":
		return Cell{value, Fault}, nil
	case "b":
		if value == "1" || value == "true" {
			return Cell{"yes", YesNo}, nil
		}
		return Cell{"no", YesNo}, nil
	case "d":
		day, time, _ := strings.Cut(strings.TrimSuffix(value, "Z"), "T")
		if strings.Trim(time, "0:.") != "" {
			day += "T" + time[:min(len(time), len("15:04"))]
		}
		return Cell{day, Date}, nil
	}
	if value = strings.TrimSpace(value); value == "" {
		return Cell{}, nil
	}
	number, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return Cell{}, refuse(damaged, shown(r.tab.part))
	}
	return r.file.format(style).cell(number, r.file.since1904), nil
}

func (f *frame) format(style string) format {
	i, err := strconv.Atoi(style)
	if err != nil || i < 0 || i >= len(f.styles) {
		return format{}
	}
	return f.styles[i]
}
