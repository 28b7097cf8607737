package sheet_test

import (
	"archive/zip"
	"bytes"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"answerable/internal/sheet"
)

var heads = []sheet.Head{
	{Text: "Title", Width: 30}, {Text: "Due", Width: 12, Form: sheet.AsDay}, {Text: "Amount", Width: 14, Form: sheet.AsMoney}, {Text: "Value", Width: 10, Form: sheet.AsNumber},
	{Text: "State", Width: 12, Choices: []string{"open", "closed"}},
}

var rows = [][]sheet.Cell{
	{{"=HYPERLINK(\"http://example.org\")", sheet.Text}, {"2019-01-21", sheet.Date}, {"2500.50", sheet.Number}, {"41", sheet.Number}, {"open", sheet.Text}},
	{{"+44 1924", sheet.Text}, {"2017-02", sheet.Date}, {"-0.05", sheet.Number}, {"26.50", sheet.Number}, {}},
	{{"@x\nsecond line ", sheet.Text}, {"1842-05-01", sheet.Date}, {"12345678901234567.00", sheet.Number}, {"12345678901234567890", sheet.Number}},
	{{"'=quoted", sheet.Text}, {}, {}, {"-5", sheet.Number}},
	{{"007", sheet.Text}, {"21/01/2019", sheet.Text}, {"£5", sheet.Text}, {"_x0041_ <b> \"&\"", sheet.Text}, {"\tx", sheet.Text}},
}

func write(t *testing.T, w sheet.Writer, names ...string) {
	t.Helper()
	ok := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range names {
		ok(w.Sheet(name, heads))
		for _, row := range rows {
			ok(w.Row(row))
		}
	}
	ok(w.Finish())
	ok(w.Close())
}

func newXLSX(t *testing.T, out *bytes.Buffer) sheet.Writer {
	t.Helper()
	w, err := sheet.NewXLSX(out, sheet.About{Title: "Log", Marking: "OFFICIAL", At: time.Date(2019, 3, 4, 9, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestWorkbookGivesBackWhatWasWritten(t *testing.T) {
	var out bytes.Buffer
	write(t, newXLSX(t, &out), "Log", "Other log")
	one := `1|Title|Due|Amount|Value|State
2|=HYPERLINK("http://example.org")|date 2019-01-21|number 2500.50|number 41|open
3|+44 1924|2017-02|number -0.05|26.50
4|@x⏎second line |1842-05-01|12345678901234567.00|12345678901234567890
5|'=quoted|||number -5
6|007|21/01/2019|£5|_x0041_ <b> "&"|	x
`
	if got, want := read(t, "log.xlsx", out.Bytes()), "# Log\n"+one+"# Other log\n"+one; got != want {
		t.Errorf("read again:\n%s\nwanted:\n%s", got, want)
	}
}

// TestColumnsStandInTheirOrder holds what Excel insists on, and the reader does
// not look at.
func TestColumnsStandInTheirOrder(t *testing.T) {
	var out bytes.Buffer
	write(t, newXLSX(t, &out), "Log")
	archive, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	part, err := archive.Open("xl/worksheets/sheet2.xml")
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(part)
	if err != nil {
		t.Fatal(err)
	}
	for i, found := range regexp.MustCompile(`<col min="(\d+)"`).FindAllStringSubmatch(string(text), -1) {
		if found[1] != strconv.Itoa(i+1) {
			t.Errorf("column %s stands in place %d", found[1], i+1)
		}
	}
	for _, want := range []string{`state="frozen"`, `<autoFilter ref="$A$1:$E$6">`, `<col min="5"`, `"open,closed"`, `&amp;COFFICIAL`} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the sheet has no %s", want)
		}
	}
	if strings.Contains(string(text), "<f>") {
		t.Error("the sheet has a formula")
	}
}

func TestCSVGivesBackWhatWasWritten(t *testing.T) {
	var out bytes.Buffer
	write(t, sheet.NewCSV(&out), "Log")
	want := `# log
1|Title|Due|Amount|Value|State
2|=HYPERLINK("http://example.org")|2019-01-21|2500.50|41|open
3|+44 1924|2017-02|-0.05|26.50
4|@x⏎second line |1842-05-01|12345678901234567.00|12345678901234567890
5|'=quoted|||-5
6|007|21/01/2019|£5|_x0041_ <b> "&"|	x
`
	if got := read(t, "log.csv", out.Bytes()); got != want {
		t.Errorf("read again:\n%s\nwanted:\n%s", got, want)
	}
	for _, begins := range []string{"\n+", "\n@", "\n=", "\"=", ",="} {
		if bytes.Contains(out.Bytes(), []byte(begins)) {
			t.Errorf("a cell begins with %q:\n%s", begins, out.String())
		}
	}
}

// TestWholePoundsStayWhatTheyAre reads amounts again whose pence are nothing,
// or of which a spreadsheet keeps one digit.
func TestWholePoundsStayWhatTheyAre(t *testing.T) {
	var out bytes.Buffer
	to := newXLSX(t, &out)
	err := to.Sheet("Amounts", []sheet.Head{{Text: "Amount", Form: sheet.AsMoney}})
	amounts := []string{"1.00", "9.00", "0.00", "-1.00", "10.00", "100.00", "2.50", "-2.50", "0.05", "3002.50"}
	for _, amount := range amounts {
		if err == nil {
			err = to.Row([]sheet.Cell{{Text: amount, Kind: sheet.Number}})
		}
	}
	if err == nil {
		err = to.Finish()
	}
	if err != nil {
		t.Fatal(err)
	}
	want := "# Amounts\n1|Amount\n2|number 1\n3|number 9\n4|number 0\n5|number -1\n6|number 10\n7|number 100\n8|number 2.50\n9|number -2.50\n10|number 0.05\n11|number 3002.50\n"
	if got := read(t, "amounts.xlsx", out.Bytes()); got != want {
		t.Errorf("read again:\n%s\nwanted:\n%s", got, want)
	}
}
