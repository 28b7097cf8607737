// Package sheet reads and writes files of rows: Excel workbooks (Office Open
// XML, ECMA-376) and CSV (RFC 4180, as Excel and LibreOffice write it). It
// knows nothing of what the rows are about. What it reads may be hostile: a
// file is looked through once, in bounded memory, before the first row is given
// out, and what is refused is refused with one sentence that a person can act
// on.
package sheet

import (
	"bytes"
	"fmt"
	"iter"
	"path"
	"strings"
)

// What a file may hold at most. Files are counted as they are read, never by
// what they say of themselves.
const (
	// MaxSize is how large a file may be, in bytes.
	MaxSize = 20 << 20
	// MaxRows and MaxColumns are how many rows a sheet may have that hold
	// anything, and how far to the right they may reach.
	MaxRows    = 100_000
	MaxColumns = 400
	// MaxSheets is how many sheets a workbook may have.
	MaxSheets = 200
	// MaxText is how many characters a cell may hold, as in Excel; maxPlain is
	// how many in a CSV file, which knows no such limit.
	MaxText  = 32_767
	maxPlain = 100_000
	// maxTotalText bounds the text of all cells together: a workbook can name
	// one long text in every cell.
	maxTotalText = 128 << 20
)

// Book is an open file of rows.
type Book struct {
	source source
}

// source is what a format has to give.
type source interface {
	sheets() []string
	rows(sheet string) iter.Seq2[Row, error]
}

// Row is a row that holds something.
type Row struct {
	// Number is the row's number as a spreadsheet shows it, from 1.
	Number int
	// Cells begin in column A and end with the last that holds something.
	Cells []Cell
}

// Cell is one cell, as whoever wrote it would read it.
type Cell struct {
	Text string
	Kind Kind
}

// Kind is what a cell holds. Cells of a CSV file are always Text.
type Kind int

// The kinds of cells.
const (
	// Text is text; so is a time of day ("14:30") and a percentage ("41%"),
	// which is as the cell shows it.
	Text Kind = iota
	// Number is a number without separators or exponent: "2500", "-0.5";
	// "2500.50" where the cell shows two decimal places, as of money.
	Number
	// Date is a date by ISO 8601: "2019-01-21"; "2019-01" or "2019" where the
	// cell shows no more; "2019-01-21T14:30" where it shows a time of day too.
	Date
	// YesNo is "yes" or "no".
	YesNo
	// Fault is what a spreadsheet shows where it could not compute: "#N/A".
	Fault
)

// Refusal says why a file is not read, in a sentence for the person who chose
// the file.
type Refusal struct {
	Sentence string
}

// Error implements error.
func (r *Refusal) Error() string { return r.Sentence }

func refuse(format string, args ...any) error { return &Refusal{fmt.Sprintf(format, args...)} }

// Open reads a file of rows by its name and content. A file that is refused
// gives a *Refusal, and no other error.
func Open(name string, content []byte) (*Book, error) {
	if len(content) > MaxSize {
		return nil, refuse("The file is larger than %d MB. Split it into several files.", MaxSize>>20)
	}
	if len(content) == 0 {
		return nil, refuse("The file is empty.")
	}
	read, err := reader(strings.ToLower(path.Ext(name)), content)
	if err != nil {
		return nil, err
	}
	source, err := read(name, content)
	if err != nil {
		return nil, err
	}
	return &Book{source}, nil
}

// The first bytes by which files are known.
var (
	zipBegins = []byte("PK")
	oleBegins = []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}
	// encrypted is the name under which a compound file keeps a workbook with a
	// password ([MS-OFFCRYPTO] 2.3.4.1), in UTF-16.
	encrypted = []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")
)

const asXLSX = "Open it in your spreadsheet program and save it as an Excel workbook (.xlsx)."

func reader(ending string, content []byte) (func(string, []byte) (source, error), error) {
	isZip, isOLE := bytes.HasPrefix(content, zipBegins), bytes.HasPrefix(content, oleBegins)
	switch ending {
	case ".xlsx":
		switch {
		case isOLE && bytes.Contains(content, encrypted):
			return nil, refuse("The workbook is protected with a password. Remove the password and save it again.")
		case isOLE:
			return nil, refuse("The name ends in .xlsx, but this is a workbook of an older Excel (.xls). " + asXLSX)
		case !isZip:
			return nil, refuse("The name ends in .xlsx, but this is no Excel workbook. " + asXLSX)
		}
		return openXLSX, nil
	case ".csv", ".tsv", ".txt":
		if isZip || isOLE {
			return nil, refuse("The name ends in %s, but this is no text. If it is a workbook, give it the ending .xlsx.", ending)
		}
		return openCSV, nil
	case ".xlsm", ".xltm", ".xlam":
		return nil, refuse("Workbooks that can hold macros (%s) are not taken. %s", ending, asXLSX)
	case ".xls", ".xlt", ".xlsb", ".xltx", ".ods", ".numbers":
		return nil, refuse("Files that end in %s are not read. %s", ending, asXLSX)
	default:
		return nil, refuse("The file must be an Excel workbook (.xlsx) or CSV (.csv).")
	}
}

// Sheets are the names of the sheets that people see, in their order. A CSV
// file is one sheet, named after the file.
func (b *Book) Sheets() []string { return b.source.sheets() }

// Rows reads a sheet row by row. Rows that hold nothing are passed over; the
// numbering stays that of the file. After an error there is no further row.
func (b *Book) Rows(sheet string) iter.Seq2[Row, error] { return b.source.rows(sheet) }

// Close lets go of the file.
func (b *Book) Close() error {
	b.source = nil
	return nil
}

// Column is what a spreadsheet calls a column, counted from 0: A, Z, AA.
func Column(i int) string {
	name := ""
	for ; i >= 0; i = i/26 - 1 {
		name = string(rune('A'+i%26)) + name
	}
	return name
}

// holding cuts off what holds nothing at the end of a row.
func holding(cells []Cell) []Cell {
	for len(cells) > 0 && strings.TrimSpace(cells[len(cells)-1].Text) == "" {
		cells = cells[:len(cells)-1]
	}
	return cells
}

// meter counts what a sheet holds and says when it is too much.
type meter struct {
	sheet string
	// longest is how many characters a cell may hold.
	longest int
	rows    int
	text    *int
}

// count takes one row that holds something.
func (m *meter) count(row Row) error {
	if m.rows++; m.rows > MaxRows {
		return refuse("The sheet “%s” has more than %d rows. Split it into several files.", shown(m.sheet), MaxRows)
	}
	if len(row.Cells) > MaxColumns {
		return refuse("Row %d of the sheet “%s” reaches to column %s; at most %d columns are read.", row.Number, shown(m.sheet), Column(len(row.Cells)-1), MaxColumns)
	}
	for i, cell := range row.Cells {
		if len(cell.Text) > m.longest && characters(cell.Text) > m.longest {
			return refuse("Cell %s%d of the sheet “%s” holds more than %d characters.", Column(i), row.Number, shown(m.sheet), m.longest)
		}
		*m.text += len(cell.Text)
	}
	if *m.text > maxTotalText {
		return refuse("The cells hold more than %d MB of text. Split it into several files.", maxTotalText>>20)
	}
	return nil
}

// characters counts as Excel does: in UTF-16.
func characters(text string) int {
	n := 0
	for _, r := range text {
		if n++; r > 0xFFFF {
			n++
		}
	}
	return n
}
