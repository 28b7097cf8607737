package sheet_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"answerable/internal/sheet"
)

const (
	one      = `<row><c><v>1</v></c></row>`
	relType  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	sheetXML = "xl/worksheets/sheet1.xml"
)

// zeros gives so many bytes of nothing.
func zeros(n int64) io.Reader { return io.LimitReader(endless{}, n) }

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

// repeated gives a text so many times, ever with another number where it has
// a %d, without ever holding all of it.
type repeated struct {
	text string
	n    int
	at   int
	left []byte
}

func (r *repeated) Read(p []byte) (int, error) {
	if len(r.left) == 0 {
		if r.at == r.n {
			return 0, io.EOF
		}
		for range min(r.n-r.at, 1000) {
			r.at++
			r.left = append(r.left, strings.ReplaceAll(r.text, "%d", strconv.Itoa(r.at))...)
		}
	}
	n := copy(p, r.left)
	r.left = r.left[n:]
	return n, nil
}

// withPart adds a large part to a workbook.
func withPart(t *testing.T, p parts, name string, content ...io.Reader) []byte {
	t.Helper()
	delete(p, name)
	var file bytes.Buffer
	into := zip.NewWriter(&file)
	for name, text := range p {
		entry, err := into.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(entry, text); err != nil {
			t.Fatal(err)
		}
	}
	entry, err := into.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(entry, io.MultiReader(content...)); err != nil {
		t.Fatal(err)
	}
	if err := into.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// related is a small workbook with one more relationship from its sheet.
func related(kind, target, more string) parts {
	return small(one).with("xl/worksheets/_rels/sheet1.xml.rels", relationships(fmt.Sprintf(`<Relationship Id="x" Type="%s%s" Target="%s" %s/>`, relType, kind, target, more)))
}

// patched changes every header of an archive that begins with a signature.
func patched(file []byte, signature string, at int, value uint16) []byte {
	for i := 0; ; {
		next := bytes.Index(file[i:], []byte(signature))
		if next < 0 {
			return file
		}
		i += next
		binary.LittleEndian.PutUint16(file[i+at:], value)
		i += 4
	}
}

const (
	central = "PK\x01\x02"
	local   = "PK\x03\x04"
)

func TestWhatIsDamagedOrHostileIsRefusedInOneSentence(t *testing.T) {
	ole := "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 600)
	sound := small(one).zipped(t)
	lorem := func(text string) parts { return small(one).with(sheetXML, text) }
	for _, c := range []struct {
		of, name string
		content  []byte
		says     string
	}{
		{"nothing", "log.xlsx", nil, "The file is empty."},
		{"an unknown ending", "log.pdf", sound, "The file must be an Excel workbook (.xlsx) or CSV (.csv)."},
		{"no ending", "log", sound, "The file must be an Excel workbook (.xlsx) or CSV (.csv)."},
		{"a workbook for macros", "log.xlsm", sound, "Workbooks that can hold macros (.xlsm) are not taken."},
		{"an old workbook", "log.xls", []byte(ole), "Files that end in .xls are not read."},
		{"a binary workbook", "log.xlsb", sound, "Files that end in .xlsb are not read."},
		{"an old workbook under another name", "log.xlsx", []byte(ole), "The name ends in .xlsx, but this is a workbook of an older Excel (.xls)."},
		{"a password", "log.xlsx", []byte(ole + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"), "The workbook is protected with a password."},
		{"text called a workbook", "log.xlsx", []byte("Title,Note\n"), "The name ends in .xlsx, but this is no Excel workbook."},
		{"a workbook called text", "log.csv", sound, "The name ends in .csv, but this is no text."},
		{"binary in text", "log.csv", []byte("a,b\n\x00\x01,2\n"), "The file is no text: it holds binary data."},
		{"control characters in text", "log.csv", []byte("a,b\n\x02,2\n"), "The file is no text: it holds binary data."},
		{"a quotation that does not end", "log.csv", []byte("a,b\n\"x,2\n"), "Line 2 of the file cannot be read: a quotation mark stands where none may, or is not closed."},
		{"empty lines only", "log.csv", []byte("\n\n,,\n"), "The file has no rows."},
		{"too long a text in CSV", "log.csv", []byte("a,b\n" + strings.Repeat("x", 100_001) + ",2\n"), "Cell A2 of the sheet “log” holds more than 100000 characters."},
		{"too many columns in CSV", "log.csv", []byte(strings.Repeat("x,", 500) + "\n"), "Row 1 of the sheet “log” reaches to column SF; at most 400 columns are read."},
		{"too many rows in CSV", "log.csv", []byte(strings.Repeat("x\n", sheet.MaxRows+1)), "The sheet “log” has more than 100000 rows."},
		{"too large a file", "log.csv", bytes.Repeat([]byte("x"), sheet.MaxSize+1), "The file is larger than 20 MB."},

		{"half an archive", "log.xlsx", sound[:len(sound)/2], "The workbook is damaged or was not transferred completely"},
		{"an archive that is no workbook", "log.xlsx", parts{"readme.txt": "hello"}.zipped(t), "The file is packed like a workbook, but is none."},
		{"a document under another name", "log.xlsx", small(one).with("[Content_Types].xml", `<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`).zipped(t), "The file is packed like a workbook, but is none."},
		{"a workbook for macros under another name", "log.xlsx", small(one).with("[Content_Types].xml", `<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>`).zipped(t), "The workbook holds macros."},
		{"a binary workbook under another name", "log.xlsx", small(one).with("[Content_Types].xml", `<Types><Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>`).zipped(t), "The workbook holds macros."},
		{"macros", "log.xlsx", small(one).with("xl/vbaProject.bin", "x").zipped(t), "The workbook holds macros."},
		{"macros under another name", "log.xlsx", related("vbaProject", "x.bin", "").zipped(t), "The workbook holds macros."},
		{"a sheet of macros", "log.xlsx", small(one).with("xl/macrosheets/sheet1.xml", "x").zipped(t), "The workbook holds macros."},
		{"links to other files", "log.xlsx", small(one).with("xl/externalLinks/externalLink1.xml", "<x/>").zipped(t), "The workbook takes values from other files"},
		{"links of any kind", "log.xlsx", related("attachedTemplate", "http://example.org/x", `TargetMode="External"`).zipped(t), "The workbook takes values from other files"},
		{"DDE", "log.xlsx", related("externalLink", "dde.xml", "").zipped(t), "The workbook takes values from other files"},
		{"data connections", "log.xlsx", small(one).with("xl/connections.xml", "<connections/>").zipped(t), "The workbook takes data from elsewhere"},
		{"queries", "log.xlsx", related("queryTable", "../queryTables/q.xml", "").zipped(t), "The workbook takes data from elsewhere"},
		{"embedded files", "log.xlsx", small(one).with("xl/embeddings/oleObject1.bin", "x").zipped(t), "The workbook has other files or controls embedded in it."},
		{"controls", "log.xlsx", small(one).with("xl/activeX/activeX1.xml", "<x/>").zipped(t), "The workbook has other files or controls embedded in it."},
		{"a formula", "log.xlsx", small(`<row r="7"><c r="C7"><f>SUM(A1:A2)</f><v>3</v></c></row>`).zipped(t), "Cell C7 of the sheet “Log” holds a formula. Copy the sheet, paste it as values only, and save that."},
		{"a shared formula", "log.xlsx", small(`<row r="7"><c r="AA7" t="str"><f t="shared" si="0"/><v>x</v></c></row>`).zipped(t), "Cell AA7 of the sheet “Log” holds a formula."},
		{"too long a text", "log.xlsx", small(`<row><c t="inlineStr"><is><t>` + strings.Repeat("é", 32_768) + `</t></is></c></row>`).zipped(t), "Cell A1 of the sheet “Log” holds more than 32767 characters."},
		{"too many columns", "log.xlsx", small(`<row r="1"><c r="XFD1"><v>1</v></c></row>`).zipped(t), "Row 1 of the sheet “Log” reaches to column XFD; at most 400 columns are read."},
		{"too many rows", "log.xlsx", small(strings.Repeat(one, sheet.MaxRows+1)).zipped(t), "The sheet “Log” has more than 100000 rows."},
		{"too many sheets", "log.xlsx", small(one).with("xl/workbook.xml", workbook(manySheets(sheet.MaxSheets+1))).zipped(t), "The workbook has more than 200 sheets."},
		{"sheets of one name", "log.xlsx", small(one).with("xl/workbook.xml", workbook(`<sheet name="Log" sheetId="1" r:id="r1"/><sheet name="LOG" sheetId="2" r:id="r1"/>`)).zipped(t), "The workbook has two sheets named “LOG”."},
		{"hidden sheets only", "log.xlsx", small(one).with("xl/workbook.xml", workbook(`<sheet name="Log" sheetId="1" state="hidden" r:id="r1"/>`)).zipped(t), "The workbook has no sheet that is not hidden."},
		{"no sheets", "log.xlsx", small(one).with("xl/workbook.xml", workbook("")).zipped(t), "The workbook has no sheet that is not hidden."},
		{"no rows", "log.xlsx", small(`<row r="5"><c r="A5" s="1"/></row>`).zipped(t), "The workbook has no rows: every sheet is empty."},
		{"a missing sheet", "log.xlsx", without(small(one), sheetXML), "The workbook is incomplete: its part xl/worksheets/sheet1.xml is missing."},
		{"a part that ends too soon", "log.xlsx", lorem(`<worksheet><sheetData><row><c><v>1`).zipped(t), "The workbook is damaged: its part xl/worksheets/sheet1.xml cannot be read."},
		{"tags that do not match", "log.xlsx", lorem(`<worksheet><sheetData><row><c></row></c></sheetData></worksheet>`).zipped(t), "The workbook is damaged: its part xl/worksheets/sheet1.xml"},
		{"no XML", "log.xlsx", small(one).with("xl/workbook.xml", "hello").zipped(t), "The workbook is damaged: its part xl/workbook.xml cannot be read."},
		{"tags within tags within tags", "log.xlsx", lorem(strings.Repeat("<a>", 1000)).zipped(t), "The workbook is damaged: its part xl/worksheets/sheet1.xml"},
		{"rows out of order", "log.xlsx", small(`<row r="2"><c r="A2"><v>1</v></c></row><row r="1"/>`).zipped(t), "The workbook is damaged: its part xl/worksheets/sheet1.xml"},
		{"rows beyond the last", "log.xlsx", small(`<row r="99999999"/>`).zipped(t), "The workbook is damaged"},
		{"cells out of their row", "log.xlsx", small(`<row r="2"><c r="A3"><v>1</v></c></row>`).zipped(t), "The workbook is damaged"},
		{"a number that is none", "log.xlsx", small(`<row><c><v>1,5</v></c></row>`).zipped(t), "The workbook is damaged"},
		{"a text that is not there", "log.xlsx", small(`<row><c t="s"><v>99</v></c></row>`).zipped(t), "The workbook is damaged"},
		{"merged cells that overlap", "log.xlsx", lorem(`<worksheet><sheetData>` + one + `</sheetData><mergeCells>` + strings.Repeat(`<mergeCell ref="A1:Z1048577"/>`, 2) + `</mergeCells></worksheet>`).zipped(t), "The workbook is damaged"},
		{"entities", "log.xlsx", lorem(`<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>`).zipped(t), "The workbook declares entities in its part xl/worksheets/sheet1.xml"},
		{"entities in the frame", "log.xlsx", small(one).with("xl/styles.xml", `<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><styleSheet>&a;</styleSheet>`).zipped(t), "The workbook declares entities in its part xl/styles.xml"},

		{"encrypted parts", "log.xlsx", patched(patched(bytes.Clone(sound), central, 8, 1), local, 6, 1), "is encrypted. Remove the password and save it again."},
		{"an unknown compression", "log.xlsx", patched(patched(bytes.Clone(sound), central, 10, 12), local, 8, 12), "The workbook is packed in a way that is not read."},
		{"a name that leads out", "log.xlsx", small(one).with("../../etc/cron.d/x", "x").zipped(t), "The workbook has a part with a name that leads elsewhere (../../etc/cron.d/x)."},
		{"an absolute name", "log.xlsx", small(one).with("/etc/passwd", "x").zipped(t), "The workbook has a part with a name that leads elsewhere (/etc/passwd)."},
		{"a name of another system", "log.xlsx", small(one).with(`xl\..\..\x`, "x").zipped(t), "The workbook has a part with a name that leads elsewhere"},
		{"two parts of one name", "log.xlsx", small(one).with("XL/Workbook.xml", "<x/>").zipped(t), "The workbook has two parts named"},
		{"a changed byte", "log.xlsx", flipped(t, small(one)), "The workbook is damaged: its part"},
	} {
		t.Run(c.of, func(t *testing.T) { refused(t, c.name, c.content, c.says) })
	}
}

func refused(t *testing.T, name string, content []byte, says string) {
	t.Helper()
	_, err := sheet.Open(name, content)
	var refusal *sheet.Refusal
	if !errors.As(err, &refusal) {
		t.Fatalf("it is not refused: %v", err)
	}
	if !strings.HasPrefix(refusal.Sentence, says) && !strings.HasSuffix(refusal.Sentence, says) {
		t.Errorf("it says “%s”, wanted “%s”", refusal.Sentence, says)
	}
}

func manySheets(n int) string {
	var sheets strings.Builder
	for i := range n {
		fmt.Fprintf(&sheets, `<sheet name="S%d" sheetId="%d" r:id="r1"/>`, i, i+1)
	}
	return sheets.String()
}

func without(p parts, name string) []byte {
	var file bytes.Buffer
	into := zip.NewWriter(&file)
	for part, text := range p {
		if entry, err := into.Create(part); err == nil && part != name {
			_, _ = io.WriteString(entry, text)
		}
	}
	_ = into.Close()
	return withoutEntry(file.Bytes(), name)
}

// withoutEntry calls an entry by another name of the same length.
func withoutEntry(file []byte, name string) []byte {
	return bytes.ReplaceAll(file, []byte(name), []byte(strings.Replace(name, "sheet1", "lost01", 1)))
}

// flipped is a workbook whose sheet, stored as it is, has a byte changed.
func flipped(t *testing.T, p parts) []byte {
	t.Helper()
	text := p[sheetXML]
	delete(p, sheetXML)
	var file bytes.Buffer
	into := zip.NewWriter(&file)
	for name, text := range p {
		entry, err := into.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(entry, text)
	}
	entry, err := into.CreateHeader(&zip.FileHeader{Name: sheetXML, Method: zip.Store})
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(entry, text)
	if err := into.Close(); err != nil {
		t.Fatal(err)
	}
	return bytes.Replace(file.Bytes(), []byte("<v>1</v>"), []byte("<v>2</v>"), 1)
}

func TestBombsAreRefusedInBoundedMemory(t *testing.T) {
	const most = 48 << 20
	head, foot := strings.NewReader(xmlHead+`<worksheet><sheetData>`), `</sheetData></worksheet>`
	manyParts := small(one)
	for i := range 6_000 {
		manyParts[fmt.Sprintf("xl/media/%d.txt", i)] = ""
	}
	for _, c := range []struct {
		of      string
		content []byte
		says    string
	}{
		{"a part that inflates without end", withPart(t, small(one), "xl/media/image1.png", zeros(300<<20)), "The workbook becomes too large when it is unpacked (its part xl/media/image1.png)."},
		{"a sheet that inflates without end", withPart(t, small(one), sheetXML, head, zeros(200<<20), strings.NewReader(foot)), "The workbook becomes too large when it is unpacked (its part xl/worksheets/sheet1.xml)."},
		{"a size that is a lie", lying(t, withPart(t, small(one), "xl/media/image1.png", zeros(100<<20))), "The workbook is damaged: its part"},
		{"one text without end", withPart(t, small(one), sheetXML, strings.NewReader(xmlHead+`<worksheet><sheetData><row><c t="inlineStr"><is><t>`), strings.NewReader(noise(3<<20)), strings.NewReader(`</t></is></c></row>`+foot)), "The workbook becomes too large when it is unpacked (its part xl/worksheets/sheet1.xml)."},
		{"one comment without end", withPart(t, small(one), sheetXML, strings.NewReader(xmlHead+`<worksheet><!-- `), &repeated{text: "<a>", n: 1 << 20}, strings.NewReader(`--><sheetData>`+foot)), "The workbook is damaged: its part xl/worksheets/sheet1.xml"},
		{"one text in every cell", withPart(t, small(one).with("xl/sharedStrings.xml", `<sst><si><t>`+strings.Repeat("long ", 6_000)+`</t></si></sst>`), sheetXML, strings.NewReader(xmlHead+`<worksheet><sheetData>`), &repeated{text: `<row><c t="s"><v>0</v></c></row>`, n: 50_000}, strings.NewReader(foot)), "The cells hold more than 128 MB of text."},
		{"a table of texts without end", withPart(t, small(one), "xl/sharedStrings.xml", strings.NewReader("<sst>"), &repeated{text: "<si><t>" + noise(2000) + "</t></si>", n: 100_000}, strings.NewReader("</sst>")), "The workbook becomes too large when it is unpacked"},
		{"styles without end", withPart(t, small(one), "xl/styles.xml", strings.NewReader(`<styleSheet><cellXfs>`), &repeated{text: `<xf numFmtId="14"/>`, n: 600_000}, strings.NewReader(`</cellXfs></styleSheet>`)), "The workbook becomes too large when it is unpacked (its part xl/styles.xml)."},
		{"parts without end", manyParts.zipped(t), "The workbook has more than 5000 parts."},
	} {
		t.Run(c.of, func(t *testing.T) {
			if used := peak(func() { refused(t, "log.xlsx", c.content, c.says) }); used > most {
				t.Errorf("refusing it takes %d MB", used>>20)
			}
		})
	}
}

// A million rows that only look like rows are read in bounded time and memory.
func TestAMillionEmptyRowsAreNothing(t *testing.T) {
	content := withPart(t, small(one), sheetXML, strings.NewReader(xmlHead+`<worksheet><dimension ref="A1:XFD1048576"/><sheetData>`),
		&repeated{text: `<row r="%d"><c r="A%d" s="1"/></row>`, n: 1_000_000}, strings.NewReader(`<row><c t="inlineStr"><is><t>Title</t></is></c></row>`), strings.NewReader(`</sheetData></worksheet>`))
	begun := time.Now()
	used := peak(func() {
		if got := read(t, "log.xlsx", content); got != "# Log\n1000001|Title\n" {
			t.Errorf("read %s", got)
		}
	})
	if used > 48<<20 || time.Since(begun) > time.Minute {
		t.Errorf("reading takes %d MB and %s", used>>20, time.Since(begun))
	}
}

// lying says of every entry that it is small.
func lying(t *testing.T, file []byte) []byte {
	t.Helper()
	return patched(patched(file, central, 24, 1), central, 26, 0)
}

// noise is text that hardly packs.
func noise(n int) string {
	text, state := make([]byte, n), uint32(2463534242)
	for i := range text {
		state ^= state << 13
		state ^= state >> 17
		state ^= state << 5
		text[i] = 'A' + byte(state%50)
		if text[i] > 'Z' && text[i] < 'a' {
			text[i] = '0'
		}
	}
	return string(text)
}

// peak is how much more memory was in use at any moment of what was done.
func peak(do func()) uint64 {
	runtime.GC()
	before := inUse()
	most, done := before, make(chan struct{})
	var watching sync.WaitGroup
	watching.Go(func() {
		for {
			select {
			case <-done:
				return
			case <-time.After(time.Millisecond):
				most = max(most, inUse())
			}
		}
	})
	do()
	close(done)
	watching.Wait()
	return most - before
}

func inUse() uint64 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapInuse
}
