package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"iter"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// csvFile is a CSV file in UTF-8.
type csvFile struct {
	name    string
	content []byte
	comma   rune
	// before are the lines that are no rows: Excel's “sep=;”.
	before int
}

func openCSV(name string, content []byte) (source, error) {
	text, err := asUTF8(content)
	if err != nil {
		return nil, err
	}
	f := &csvFile{name: strings.TrimSuffix(path.Base(name), path.Ext(name)), content: text}
	f.separate()
	total := 0
	rows := meter{sheet: f.name, longest: maxPlain, text: &total}
	for row, err := range f.rows(f.name) {
		if err != nil {
			return nil, err
		}
		if err := rows.count(row); err != nil {
			return nil, err
		}
	}
	if rows.rows == 0 {
		return nil, refuse("The file has no rows.")
	}
	return f, nil
}

// asUTF8 reads the text in the encoding that it is in: by its byte order mark,
// else UTF-8 if it is that, else Windows-1252, which is what Excel writes in
// Western Europe.
func asUTF8(content []byte) ([]byte, error) {
	var from encoding.Encoding
	switch {
	case bytes.HasPrefix(content, []byte(utf8Mark)) && utf8.Valid(content):
		content = content[len(utf8Mark):]
	case bytes.HasPrefix(content, []byte{0xFF, 0xFE}), bytes.HasPrefix(content, []byte{0xFE, 0xFF}):
		from = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
	case !utf8.Valid(content):
		from = charmap.Windows1252
	}
	if from != nil {
		text, err := from.NewDecoder().Bytes(content)
		if err != nil {
			return nil, refuse("The text of the file cannot be read. Save it as “CSV UTF-8”.")
		}
		content = text
	}
	if bytes.ContainsFunc(content, binary) {
		return nil, refuse("The file is no text: it holds binary data. Save it as “CSV UTF-8”.")
	}
	return content, nil
}

// utf8Mark is what Excel puts in front of UTF-8, and needs to know it again.
const utf8Mark = "\uFEFF"

// binary tells characters that no text has.
func binary(r rune) bool { return r < ' ' && !strings.ContainsRune("\t\n\v\f\r", r) }

// separate finds what stands between the cells: what a first line “sep=” says,
// else what cuts the first lines into the most even rows.
func (f *csvFile) separate() {
	f.comma = ','
	line, rest, _ := bytes.Cut(f.content, []byte("\n"))
	if said, found := bytes.CutPrefix(bytes.TrimSpace(line), []byte("sep=")); found && len(said) == 1 && said[0] != '"' {
		f.comma, f.content, f.before = rune(said[0]), rest, 1
		return
	}
	best := 0
	for _, comma := range []rune{',', ';', '\t'} {
		if even := f.evenness(comma); even > best {
			f.comma, best = comma, even
		}
	}
}

// firstRows are those by which the separator is found.
const firstRows = 20

// evenness is how many cells the first rows have beyond one, as far as rows
// have as many as the first: headings stand over every column.
func (f *csvFile) evenness(comma rune) int {
	r := f.reader(comma)
	even, width := 0, 0
	for n := range firstRows {
		cells, err := r.Read()
		if err != nil {
			break
		}
		if n == 0 {
			width = len(cells)
		}
		if len(cells) == width {
			even += width - 1
		}
	}
	return even
}

func (f *csvFile) reader(comma rune) *csv.Reader {
	r := csv.NewReader(bytes.NewReader(f.content))
	r.Comma, r.FieldsPerRecord = comma, -1
	return r
}

func (f *csvFile) sheets() []string { return []string{f.name} }

func (f *csvFile) rows(string) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		r := f.reader(f.comma)
		number, ended := f.before, 0
		for {
			texts, err := r.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(Row{}, f.broken(err))
				return
			}
			// The reader passes over empty lines, which are rows too.
			begun, _ := r.FieldPos(0)
			number += begun - ended
			ended = begun
			for _, text := range texts {
				ended += strings.Count(text, "\n")
			}
			if row := (Row{number, holding(textCells(texts))}); len(row.Cells) > 0 && !yield(row, nil) {
				return
			}
		}
	}
}

func textCells(texts []string) []Cell {
	cells := make([]Cell, len(texts))
	for i, text := range texts {
		cells[i].Text = unharmed(text)
	}
	return cells
}

func (f *csvFile) broken(err error) error {
	var where *csv.ParseError
	if errors.As(err, &where) {
		return refuse("Line %d of the file cannot be read: a quotation mark stands where none may, or is not closed.", where.StartLine+f.before)
	}
	return err
}
