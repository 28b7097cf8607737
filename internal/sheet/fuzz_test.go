package sheet_test

import (
	"errors"
	"testing"

	"answerable/internal/sheet"
)

// opened holds that a file is read to its end or refused in a sentence.
func opened(t *testing.T, name string, content []byte) {
	book, err := sheet.Open(name, content)
	var refusal *sheet.Refusal
	if err != nil {
		if !errors.As(err, &refusal) || refusal.Sentence == "" {
			t.Errorf("%s is refused without a sentence: %v", name, err)
		}
		return
	}
	for _, of := range book.Sheets() {
		for row, err := range book.Rows(of) {
			if err != nil || row.Number < 1 || len(row.Cells) == 0 {
				t.Errorf("row %d of %q with %d cells: %v", row.Number, of, len(row.Cells), err)
			}
		}
	}
}

func FuzzCSV(f *testing.F) {
	f.Add([]byte("sep=;\nA;B\n\"x\ny\";'=1\n"))
	f.Add([]byte("\xff\xfeT\x00\t\x00N\x00\n\x00"))
	f.Fuzz(func(t *testing.T, content []byte) { opened(t, "log.csv", content) })
}

// FuzzWorkbook changes what the parts of a workbook say; that they can be
// unpacked is what the other tests are about.
func FuzzWorkbook(f *testing.F) {
	sound := small(`<row><c s="1"><v>43486</v></c><c t="s"><v>1</v></c></row>`)
	names := []string{"[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", sheetXML}
	f.Add(sound[names[0]], sound[names[1]], sound[names[2]], sound[names[3]], sound[names[4]], sound[names[5]])
	f.Fuzz(func(t *testing.T, types, relations, workbook, styles, texts, rows string) {
		changed := small("")
		for i, text := range []string{types, relations, workbook, styles, texts, rows} {
			changed[names[i]] = text
		}
		opened(t, "log.xlsx", changed.zipped(t))
	})
}
