package service_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"gorm.io/gorm"

	"answerable/internal/sheet"
	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// exported is a file as somebody in a role gets it.
func (o *office) exported(role models.Role, e service.Export) []byte {
	o.t.Helper()
	var out bytes.Buffer
	e.JSON = func(dst []byte, m models.Model, _ models.Date) []byte {
		text, err := json.Marshal(m)
		if err != nil {
			o.t.Fatal(err)
		}
		return append(dst, text...)
	}
	if err := o.Export(o.t.Context(), o.people[role], e, &out); err != nil {
		o.t.Fatal(err)
	}
	return out.Bytes()
}

// rowsOf are the rows of a sheet of a file, as maps from the heading.
func (o *office) rowsOf(name string, content []byte, of string) []map[string]sheet.Cell {
	o.t.Helper()
	book, err := sheet.Open(name, content)
	if err != nil {
		o.t.Fatal(err)
	}
	var heads []string
	var rows []map[string]sheet.Cell
	for row, err := range book.Rows(of) {
		if err != nil {
			o.t.Fatal(err)
		}
		if heads == nil {
			for _, cell := range row.Cells {
				heads = append(heads, cell.Text)
			}
			continue
		}
		cells := map[string]sheet.Cell{}
		for i, cell := range row.Cells {
			cells[heads[i]] = cell
		}
		rows = append(rows, cells)
	}
	if len(heads) == 0 {
		o.t.Fatalf("the sheet %s has no headings", of)
	}
	return rows
}

// putVarious records what is hard to write: every type of field, and texts that
// a spreadsheet would take for something else.
func (o *office) putVarious() {
	o.t.Helper()
	o.make(models.RolePlan, "commitment", "", map[string]any{"title": "=HYPERLINK(\"http://example.org\")", "text": "@two\nlines", "body": o.force, "due_on": "2019-03-05"})
	o.make(models.RolePlan, "commitment", "", map[string]any{"title": "'quoted", "text": "-5 and more", "body": o.force, "due_on": "2019-03-20", "marking": models.OfficialSensitive})
	fund := o.make(models.RoleGrants, "fund", "", map[string]any{"title": "Safer Communities Fund", "code": "SCF"})
	o.make(models.RoleGrants, "round", models.RoundKind.Start[0].Name, map[string]any{"fund": fund, "number": "15", "opened": "2018-10", "closed": "2018-12-07", "closed_time": "12:00", "pot": 15000050, "maximum": 500000, "applications_received": 550, "theme": "1-2"})
	o.make(models.RolePlan, "meeting", "record", map[string]any{"title": "Some time in 2017", "type": "com", "held_on": "2017-02"})
}

// TestExportsGiveBackWhatWasRecorded reads every field that can be entered out
// of the files again, as an import does.
func TestExportsGiveBackWhatWasRecorded(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		o.putVarious()
		for _, k := range []*models.Kind{models.CommitmentKind, models.MeetingKind, models.RoundKind, models.PersonKind, models.BodyKind} {
			page, err := o.List(t.Context(), o.people[models.RolePlan], k, service.Query{Limit: service.MaxPageSize})
			if err != nil {
				t.Fatal(err)
			}
			for _, format := range []service.ExportFormat{service.ExportCSV, service.ExportXLSX} {
				file, of := "x."+string(format), map[service.ExportFormat]string{service.ExportCSV: "x", service.ExportXLSX: k.Many}[format]
				rows := o.rowsOf(file, o.exported(models.RolePlan, service.Export{Kind: k, Format: format, Sensitive: true}), of)
				if len(rows) != len(page.Models) || len(rows) == 0 {
					t.Fatalf("%d of %d %s are in the file", len(rows), len(page.Models), k.Many)
				}
				for i, m := range page.Models {
					o.gives(k, m, rows[i])
				}
			}
		}
	})
}

// gives holds that a row, entered into a new record, makes the same of it.
func (o *office) gives(k *models.Kind, m models.Model, row map[string]sheet.Cell) {
	o.t.Helper()
	if row["Reference"].Text != string(m.Base().Ref) {
		o.t.Errorf("%s stands as %s", m.Base().Ref, row["Reference"].Text)
	}
	again := k.New()
	for _, field := range k.Inputs() {
		if err := field.Parse(again, []string{row[field.Label].Text}); err != nil {
			o.t.Errorf("%s of %s cannot be read again: %v", field.Label, m.Base().Ref, err)
		}
		if was, is := field.Plain(m), field.Plain(again); was != is {
			o.t.Errorf("%s of %s was %q and is %q", field.Label, m.Base().Ref, was, is)
		}
	}
}

func TestWorkbooksHaveRealDates(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		o.putVarious()
		due := o.rowsOf("x.xlsx", o.exported(models.RolePlan, service.Export{Kind: models.CommitmentKind, Format: service.ExportXLSX}), "Commitments")[0][models.CommitmentKind.Field("due_on").Label]
		if (due != sheet.Cell{Text: "2019-03-05", Kind: sheet.Date}) {
			t.Errorf("a day is written as %+v", due)
		}
		held := o.rowsOf("x.xlsx", o.exported(models.RolePlan, service.Export{Kind: models.MeetingKind, Format: service.ExportXLSX}), "Meetings")[0][models.MeetingKind.Field("held_on").Label]
		if (held != sheet.Cell{Text: "2017-02", Kind: sheet.Text}) {
			t.Errorf("a month is written as %+v", held)
		}
	})
}

func TestWhatIsSensitiveGoesOutOnlyWhenAskedFor(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		o.putVarious()
		for _, c := range []struct {
			role      models.Role
			sensitive bool
			holds     bool
		}{{models.RolePlan, false, false}, {models.RolePlan, true, true}, {models.RolePanel, true, false}} {
			for _, kind := range []*models.Kind{models.CommitmentKind, nil} {
				for _, format := range service.ExportFormats {
					e := service.Export{Kind: kind, Format: format, Sensitive: c.sensitive}
					file, err := o.ExportFile(t.Context(), o.people[c.role], e)
					if err != nil {
						t.Fatal(err)
					}
					marking := map[bool]models.Marking{false: models.Official, true: models.OfficialSensitive}[c.holds]
					if file.Marking != marking || !strings.Contains(file.Name, "-2019-03-04-"+string(marking)+".") {
						t.Errorf("%s gets %s, marked %s", c.role, file.Name, file.Marking)
					}
					if content := o.exported(c.role, e); bytes.Contains(unpacked(t, content), []byte("-5 and more")) != c.holds {
						t.Errorf("what is sensitive is in the %s of %s: %t", format, c.role, !c.holds)
					}
				}
			}
		}
	})
}

// unpacked is the text of a file, or of all that is packed in it.
func unpacked(t testing.TB, content []byte) []byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return content
	}
	var all bytes.Buffer
	for _, entry := range archive.File {
		part, err := entry.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, part); err != nil { //nolint:gosec // it was written by the test itself
			t.Fatal(err)
		}
	}
	return all.Bytes()
}

func TestEverythingIsASheetARegister(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		o.putVarious()
		for _, role := range []models.Role{models.RolePlan, models.RoleChief, models.RolePanel} {
			var want []string
			for _, k := range models.Registry {
				if len(k.Reading(o.people[role])) > 0 {
					want = append(want, k.Many)
				}
			}
			book, err := sheet.Open("everything.xlsx", o.exported(role, service.Export{Format: service.ExportXLSX}))
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(book.Sheets(), want) {
				t.Errorf("%s gets %q, wanted %q", role, book.Sheets(), want)
			}
			var whole map[string]json.RawMessage
			if err := json.Unmarshal(o.exported(role, service.Export{Format: service.ExportJSON}), &whole); err != nil {
				t.Fatal(err)
			}
			if len(whole) != len(want)+2 || string(whole["as_at"]) != `"2019-03-04"` {
				t.Errorf("%s gets JSON with %d members as at %s", role, len(whole), whole["as_at"])
			}
			packed := o.exported(role, service.Export{Format: service.ExportCSV})
			archive, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
			if err != nil || len(archive.File) != len(want) {
				t.Errorf("%s gets %d files (%v)", role, len(archive.File), err)
			}
		}
	})
}

// TestHeadingsOfExportsTellFieldsApart holds that no two columns of a register
// have the same heading, so that an import knows which is which.
func TestHeadingsOfExportsTellFieldsApart(t *testing.T) {
	for _, k := range models.Registry {
		seen := map[string]bool{"Reference": true}
		for _, field := range k.Inputs() {
			if seen[field.Label] {
				t.Errorf("%s have two columns %s", k.Many, field.Label)
			}
			seen[field.Label] = true
		}
		for _, heading := range service.Computed(k) {
			if seen[heading] {
				t.Errorf("%s have two columns %s", k.Many, heading)
			}
			seen[heading] = true
		}
	}
}

func TestTemplatesHaveTheHeadingsThatAreRead(t *testing.T) {
	o := &office{Service: service.New(nil, fixedClock{}, nil), t: t}
	for _, k := range models.Registry {
		var out bytes.Buffer
		if err := o.Template(k, &out); err != nil {
			t.Fatal(err)
		}
		book, err := sheet.Open("template.xlsx", out.Bytes())
		if err != nil {
			t.Fatalf("%s: %v", k.Many, err)
		}
		if got := book.Sheets(); !slices.Equal(got, []string{k.Many, service.TemplateHelp}) {
			t.Errorf("the template of %s has the sheets %q", k.Many, got)
		}
		var heads []string
		for row, err := range book.Rows(k.Many) {
			if err != nil {
				t.Fatal(err)
			}
			for _, cell := range row.Cells {
				heads = append(heads, cell.Text)
			}
		}
		help := o.rowsOf("template.xlsx", out.Bytes(), service.TemplateHelp)
		for i, field := range k.Inputs() {
			if i >= len(heads) || heads[i] != field.Label || help[i]["Column"].Text != field.Label || help[i]["What is expected"].Text == "" {
				t.Errorf("the template of %s says of %s: %v", k.Many, field.Label, help[i])
			}
		}
		if marking := help[len(help)-1]; marking["Allowed values"].Text != "OFFICIAL\nOFFICIAL-SENSITIVE" || !bytes.Contains(unpacked(t, out.Bytes()), []byte("OFFICIAL,OFFICIAL-SENSITIVE")) {
			t.Errorf("the template of %s offers no markings: %v", k.Many, marking)
		}
	}
}

type fixedClock struct{}

func (fixedClock) Now() time.Time { return time.Date(2019, 3, 4, 9, 0, 0, 0, time.UTC) }

// TestALongRegisterIsExportedInTimeAndInBoundedMemory exports 2,000 records,
// and with ANSWERABLE_LONG the 50,000 within 10 seconds that the office is
// promised.
func TestALongRegisterIsExportedInTimeAndInBoundedMemory(t *testing.T) {
	records := 2_000
	if os.Getenv("ANSWERABLE_LONG") != "" {
		records = 50_000
	}
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		o.make(models.RolePlan, "commitment", "", map[string]any{"title": "Train every officer", "text": strings.Repeat("All of them, before the summer. ", 8), "body": o.force, "due_on": "2019-03-05"})
		multiply(t, gdb, models.CommitmentKind, records-1)
		for _, format := range []service.ExportFormat{service.ExportXLSX, service.ExportCSV} {
			begun, size := time.Now(), counter(0)
			used := peak(func() {
				if err := o.Export(t.Context(), o.people[models.RolePlan], service.Export{Kind: models.CommitmentKind, Format: format}, &size); err != nil {
					t.Error(err)
				}
			})
			took := time.Since(begun)
			t.Logf("%d records as %s: %s, %d MB more in memory, a file of %.1f MB", records, format, took.Round(10*time.Millisecond), used>>20, float64(size)/(1<<20))
			if took > 10*time.Second || used > 96<<20 {
				t.Errorf("%d records as %s take %s and %d MB", records, format, took, used>>20)
			}
		}
	})
}

// multiply copies the records of a kind's table so many times.
func multiply(t *testing.T, gdb *gorm.DB, k *models.Kind, times int) {
	t.Helper()
	var columns []string
	for _, field := range k.Fields {
		if field.Name != "ref" {
			columns = append(columns, field.Name)
		}
	}
	list := strings.Join(columns, ", ")
	err := gdb.Exec("INSERT INTO "+k.Table()+" (ref, "+list+") WITH RECURSIVE copies (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < ?) SELECT 'COPY-' || n, "+list+" FROM "+k.Table()+", copies", times).Error
	if err != nil {
		t.Fatal(err)
	}
}

// counter counts what is written to it.
type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// peak is how much more memory was in use at any moment of what was done.
func peak(do func()) uint64 {
	inUse := func() uint64 {
		var stats runtime.MemStats
		runtime.ReadMemStats(&stats)
		return stats.HeapInuse
	}
	runtime.GC()
	before := inUse()
	most, done := before, make(chan struct{})
	var watching sync.WaitGroup
	watching.Go(func() {
		for {
			select {
			case <-done:
				return
			case <-time.After(5 * time.Millisecond):
				most = max(most, inUse())
			}
		}
	})
	do()
	close(done)
	watching.Wait()
	return most - before
}
