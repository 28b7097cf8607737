package sheet_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"answerable/internal/sheet"
)

// parts are those of a small workbook, to be changed by whoever tests.
type parts map[string]string

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`

// small is a workbook with one sheet “Log” that has these rows.
func small(rows string) parts {
	return parts{
		"[Content_Types].xml": xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
		"_rels/.rels":         relationships(`<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>`),
		"xl/workbook.xml":     workbook(`<sheet name="Log" sheetId="1" r:id="r1"/>`),
		"xl/_rels/workbook.xml.rels": relationships(`<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>` +
			`<Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="/xl/styles.xml"/>`),
		"xl/sharedStrings.xml": xmlHead + `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>Reference</t></si><si>
			<r><rPr><b/></rPr><t>rich </t></r><r><t xml:space="preserve">text &amp; more</t></r><rPh sb="0" eb="1"><t>aloud</t></rPh></si><si><t>line_x000D_
two</t></si></sst>`,
		"xl/styles.xml":            styles(),
		"xl/worksheets/sheet1.xml": worksheet(rows),
	}
}

// formats are the number formats of the styles 1, 2, 3 …
var formats = []string{
	"dd/mm/yyyy", "[$-809]dd mmmm yyyy;@", "mmm-yy", "yyyy", "dd/mm/yyyy hh:mm", "h:mm AM/PM", "[h]:mm", "#,##0.00", "0%", "00000", `"day" 0`, "d-mmm", "mmmm",
}

func styles() string {
	var own, styles strings.Builder
	for i, code := range formats {
		fmt.Fprintf(&own, `<numFmt numFmtId="%d" formatCode="%s"/>`, 164+i, strings.ReplaceAll(code, `"`, "&quot;"))
		fmt.Fprintf(&styles, `<xf numFmtId="%d"/>`, 164+i)
	}
	return xmlHead + `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts>` + own.String() + `</numFmts><cellXfs><xf numFmtId="0"/>` + styles.String() + `<xf numFmtId="14"/></cellXfs></styleSheet>`
}

func relationships(each string) string {
	return xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + each + `</Relationships>`
}

func workbook(sheets string) string {
	return xmlHead + `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr/><sheets>` + sheets + `</sheets></workbook>`
}

func worksheet(rows string) string {
	return xmlHead + `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><sheetData>` + rows + `</sheetData></worksheet>`
}

func (p parts) with(name, text string) parts {
	p[name] = text
	return p
}

// zipped is the workbook as a file.
func (p parts) zipped(t testing.TB) []byte {
	t.Helper()
	var file bytes.Buffer
	into := zip.NewWriter(&file)
	for name, text := range p {
		entry, err := into.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := entry.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := into.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// read is what a file holds, a line a row: its number and its cells.
func read(t testing.TB, name string, content []byte) string {
	t.Helper()
	book, err := sheet.Open(name, content)
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, name := range book.Sheets() {
		fmt.Fprintf(&text, "# %s\n", name)
		for row, err := range book.Rows(name) {
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&text, "%d", row.Number)
			for _, cell := range row.Cells {
				fmt.Fprintf(&text, "|%s%s", [...]string{"", "number ", "date ", "yes or no ", "fault "}[cell.Kind], strings.ReplaceAll(cell.Text, "\n", "⏎"))
			}
			text.WriteString("\n")
		}
	}
	if err := book.Close(); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

func TestCellsAreReadAsTheyAreMeant(t *testing.T) {
	cells := func(style int, values ...string) string {
		row := ""
		for _, value := range values {
			row += fmt.Sprintf(`<c s="%d"><v>%s</v></c>`, style, value)
		}
		return "<row>" + row + "</row>"
	}
	for _, c := range []struct{ of, row, want string }{
		{"texts", `<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="inlineStr"><is><t>in</t><rPh><t>x</t></rPh></is></c><c t="str"><v>=1+1</v></c></row>`, "1|Reference|rich text & more|line⏎two|in|=1+1"},
		{"gaps", `<row r="3"><c r="B3"><v>7</v></c><c r="AA3" t="e"><v>#N/A</v></c></row>`, "3||number 7" + strings.Repeat("|", 24) + "|fault #N/A"},
		{"yes and no", `<row><c t="b"><v>1</v></c><c t="b"><v>0</v></c></row>`, "1|yes or no yes|yes or no no"},
		{"numbers", cells(0, "2500", "2500.0000001", "0.30000000000000004", "1E+15", "123456789012", "-0.5", "1e-3", "26.499999999999996"), "1|number 2500|number 2500|number 0.3|number 1000000000000000|number 123456789012|number -0.5|number 0.001|number 26.5"},
		{"days", cells(1, "43486", "1", "59", "61"), "1|date 2019-01-21|date 1900-01-01|date 1900-02-28|date 1900-03-01"},
		{"the day that never was", cells(1, "60", "-1", "3000000"), "1|number 60|number -1|number 3000000"},
		{"spoken days", cells(2, "43486"), "1|date 2019-01-21"},
		{"months", cells(3, "43466", "43486"), "1|date 2019-01|date 2019-01-21"},
		{"years", cells(4, "43466", "43497"), "1|date 2019|date 2019-02"},
		{"instants", cells(5, "43486.5", "43486"), "1|date 2019-01-21T12:00|date 2019-01-21"},
		{"times", cells(6, "0.5", "0.604166666666667"), "1|12:00|14:30"},
		{"durations", cells(7, "1.5"), "1|36:00"},
		{"money", cells(8, "2500.5", "2500", "2500.25", "0.004"), "1|number 2500.50|number 2500|number 2500.25|number 0.004"},
		{"percentages", cells(9, "0.41", "0.29"), "1|41%|29%"},
		{"identifiers", cells(10, "123"), "1|00123"},
		{"numbers with words", cells(11, "3"), "1|number 3"},
		{"days of a year", cells(12, "43486") + cells(13, "43466"), "1|date 2019-01-21\n2|date 2019-01-01"},
		{"built-in days", cells(14, "43486"), "1|date 2019-01-21"},
		{"ISO days", `<row><c t="d"><v>2019-01-21T00:00:00</v></c><c t="d"><v>2019-01-21T14:30:00Z</v></c></row>`, "1|date 2019-01-21|date 2019-01-21T14:30"},
		{"styled emptiness", `<row r="1"><c r="A1" s="1"/></row><row r="900000"><c r="XFD900000" s="2"><v></v></c></row><row r="900001"><c><v>1</v></c><c t="inlineStr"><is><t>  </t></is></c></row>`, "900001|number 1"},
	} {
		t.Run(c.of, func(t *testing.T) {
			if got := read(t, "log.xlsx", small(c.row).zipped(t)); got != "# Log\n"+c.want+"\n" {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestWorkbooksAreReadAsTheyAreShown(t *testing.T) {
	one := `<row><c><v>1</v></c></row>`
	old := small(`<row><c s="1"><v>42024</v></c></row>`)
	old["xl/workbook.xml"] = strings.Replace(old["xl/workbook.xml"], "<workbookPr/>", `<workbookPr date1904="1"/>`, 1)
	merged := small(`<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row><row r="2"><c r="A2"><v>4</v></c><c r="C2"><v>5</v></c></row><row r="3"><c r="A3"><v>6</v></c></row>`)
	merged["xl/worksheets/sheet1.xml"] = strings.Replace(merged["xl/worksheets/sheet1.xml"], "</sheetData>", `</sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>`, 1)
	several := small(one).with("xl/workbook.xml", workbook(`<sheet name="Two" sheetId="2" r:id="r5"/><sheet name="Lists" sheetId="3" state="hidden" r:id="r6"/><sheet name="Log" sheetId="1" r:id="r1"/><sheet name="Deep" sheetId="4" state="veryHidden" r:id="r6"/>`))
	several["xl/_rels/workbook.xml.rels"] = strings.Replace(several["xl/_rels/workbook.xml.rels"], "</Relationships>", `<Relationship Id="r5" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="r6" Type="x/worksheet" Target="worksheets/sheet3.xml"/></Relationships>`, 1)
	several["xl/worksheets/sheet2.xml"] = worksheet("")
	several["xl/worksheets/sheet3.xml"] = worksheet(`<row><c><f>1+1</f><v>2</v></c></row>`)
	linked := small(one).with("xl/worksheets/_rels/sheet1.xml.rels", relationships(`<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="mailto:office@example.org" TargetMode="External"/>`))
	for _, c := range []struct {
		of   string
		book parts
		want string
	}{
		{"days since 1904", old, "# Log\n1|date 2019-01-21\n"},
		{"merged cells", merged, "# Log\n1|number 1||number 3\n2|||number 5\n3|number 6\n"},
		{"hidden sheets", several, "# Two\n# Log\n1|number 1\n"},
		{"links in cells", linked, "# Log\n1|number 1\n"},
	} {
		t.Run(c.of, func(t *testing.T) {
			if got := read(t, "log.xlsx", c.book.zipped(t)); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestTextFilesAreReadInEveryEncoding(t *testing.T) {
	for _, c := range []struct{ of, name, content, want string }{
		{"UTF-8", "log.csv", "Title,Note\r\nCafé,“x”\r\n", "1|Title|Note\n2|Café|“x”"},
		{"UTF-8 with its mark", "log.csv", "\uFEFFTitle,Note\nCafé,£5\n", "1|Title|Note\n2|Café|£5"},
		{"Windows-1252", "log.csv", "Title;Note\nCaf\xe9;\x935\x94 \x80\n", "1|Title|Note\n2|Café|“5” €"},
		{"UTF-16", "log.txt", "\xff\xfeT\x00\t\x00N\x00\n\x00a\x00\t\x00\xe9\x00", "1|T|N\n2|a|é"},
		{"UTF-16, the other end first", "log.csv", "\xfe\xff\x00T\x00,\x00N\x00\n\x00a\x00,\x00\xe9", "1|T|N\n2|a|é"},
		{"tabs", "log.tsv", "A\tB\n1,5\t2,5\n", "1|A|B\n2|1,5|2,5"},
		{"semicolons beside commas", "log.csv", "A;B\n1,5;2\n\"x;y\";3,2\n", "1|A|B\n2|1,5|2\n3|x;y|3,2"},
		{"a line that says it", "log.csv", "sep=;\nA;B\n", "2|A|B"},
		{"one column", "log.csv", "Title\nOne\n", "1|Title\n2|One"},
		{"lines in a cell and empty lines", "log.csv", "A,B\n\n\"x\ny\",2\n,,\n\nz\n", "1|A|B\n3|x⏎y|2\n6|z"},
		{"what was made harmless", "log.csv", "'=1+1,'text,''@x,'-5,-5\n", "1|=1+1|'text|'@x|-5|-5"},
	} {
		t.Run(c.of, func(t *testing.T) {
			if got := read(t, c.name, []byte(c.content)); got != "# log\n"+c.want+"\n" {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestColumnsAreCalledAsInASpreadsheet(t *testing.T) {
	for i, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 701: "ZZ", 702: "AAA"} {
		if got := sheet.Column(i); got != want {
			t.Errorf("column %d is called %s, want %s", i, got, want)
		}
	}
}
