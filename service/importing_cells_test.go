package service_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// TestWrongCellsAreToldOneByOne brings in cells that cannot be taken, and holds
// the sentence that each gives. The corrected file has them all.
func TestWrongCellsAreToldOneByOne(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		b := bringer{t, o.Service}
		who, k := o.people[models.RoleGrants], models.CommissionKind
		for range 2 {
			o.make(models.RoleAdmin, "body", "add", map[string]any{"name": "Twin", "type": "charity"})
		}
		sound := map[string]string{"Title": "A post", "Type": "Post"}
		columns := []string{"Title", "Type", "Provider", "Amount", "Starts", "Ends", "State", "Owner", "Districts", "Security marking", "Reference", "Agreed on", "Number in your own list"}
		wrong := []struct{ column, cell, says string }{
			{"Title", "", "Title: must be given"},
			{"Title", strings.Repeat("x", 201), "Title: must be at most 200 characters"},
			{"Type", "", "Type: must be given"},
			{"Type", "car", "Type: “car” must be one of: Post, Service, Publicity or training material, Victims’ services, Other"},
			{"Provider", "Nobody", "Provider: there is no body “Nobody”"},
			{"Provider", "BODY-999", "Provider: there is no body “BODY-999”"},
			{"Provider", "Twin", "Provider: “Twin” can mean 2 records: write the reference, for example BODY-3 or BODY-4"},
			{"Amount", "a lot", "Amount: must be an amount in pounds, for example £2,500.00"},
			{"Amount", "2.5k", "Amount: must be an amount in pounds, for example £2,500.00"},
			{"Amount", "£12.345", "Amount: must be an amount in pounds, for example £2,500.00"},
			{"Amount", "-5", "Amount: must be more than £0"},
			{"Starts", "early 2015", "Starts: must be a date, for example 21 January 2019, 21/01/2019, 2019-01-21, January 2019 or 2019"},
			{"Starts", "31/02/2019", "Starts: must be a date, for example 21 January 2019, 21/01/2019, 2019-01-21, January 2019 or 2019"},
			{"Starts", "01/21/2019", "Starts: must be a date, for example 21 January 2019, 21/01/2019, 2019-01-21, January 2019 or 2019"},
			{"Ends", "tbc", "Ends: must be a date, for example 21 January 2019, 21/01/2019, 2019-01-21, January 2019 or 2019"},
			{"State", "Green", "State: “Green” must be one of: Planned, Agreed, Active, Complete, Recorded, status not known, Ended early, Withdrawn"},
			{"State", "Agreed", "State: cannot become “Agreed”; the nearest it can come is “Planned”: “Record the agreement” needs “Agreed on”"},
			{"Owner", "plan@elsewhere.org", "Owner: there is no person “plan@elsewhere.org”"},
			{"Districts", "Atlantis; Leeds", "Districts: there is no district “Atlantis”"},
			{"Security marking", "SECRET", "Security marking: “SECRET” must be one of: OFFICIAL, OFFICIAL-SENSITIVE"},
			{"Reference", "CMSN-2019-0001", "Reference: there is no commission CMSN-2019-0001; leave the cell empty for a new one"},
			{"Agreed on", "soon", "Agreed on: must be a date, for example 21 January 2019, 21/01/2019, 2019-01-21, January 2019 or 2019"},
		}
		var file bytes.Buffer
		out := csv.NewWriter(&file)
		line := func(column, cell string) {
			cells := make([]string, len(columns))
			for i, name := range columns {
				if cells[i] = sound[name]; name == column {
					cells[i] = cell
				}
			}
			if err := out.Write(cells); err != nil {
				t.Fatal(err)
			}
		}
		if err := out.Write(columns); err != nil {
			t.Fatal(err)
		}
		for _, one := range wrong {
			line(one.column, one.cell)
		}
		out.Flush()
		preview := b.checked(who, k, "wrong.csv", file.Bytes(), service.ImportChoice{})
		if len(preview.Rows) != len(wrong) {
			t.Fatalf("%d wrong rows became %d: %v", len(wrong), len(preview.Rows), preview.Counts)
		}
		for i, one := range wrong {
			row := preview.Rows[i]
			if row.Outcome != service.RowRefused || len(row.Problems) != 1 || row.Problems[0].Text != one.says || row.Problems[0].Heading != one.column {
				t.Errorf("%s %q is %s: %+v, want %q", one.column, one.cell, row.Outcome, row.Problems, one.says)
			}
		}
		var corrected bytes.Buffer
		if err := o.CorrectedFile(context.Background(), who, preview.Import.Ref, &corrected); err != nil {
			t.Fatal(err)
		}
		book, err := excelize.OpenReader(&corrected)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = book.Close() }()
		rows, err := book.GetRows("Rows")
		if err != nil || len(rows) != len(wrong)+1 {
			t.Fatalf("the corrected file has %d rows (%v)", len(rows), err)
		}
		for i, one := range wrong {
			cells := rows[i+1]
			if says := cells[len(cells)-1]; len(cells) != len(columns)+1 || !strings.HasSuffix(says, one.says) {
				t.Errorf("beside row %d stands %q", i+2, says)
			}
		}
	})
}

// TestCellsAsPeopleWriteThem holds what is taken and what it becomes.
func TestCellsAsPeopleWriteThem(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		b := bringer{t, o.Service}
		who, k := o.people[models.RoleGrants], models.CommissionKind
		leeds := o.make(models.RoleAdmin, "district", "add", map[string]any{"name": "Leeds", "gss_code": "E08000035"})
		kirklees := o.make(models.RoleAdmin, "district", "add", map[string]any{"name": "Kirklees, and around"})
		charity := o.make(models.RoleAdmin, "body", "add", map[string]any{"name": "St. Giles Trust", "type": "charity", "aliases": []string{"Giles"}})
		book := excelize.NewFile()
		defer func() { _ = book.Close() }()
		for at, cells := range [][]any{
			{"Commissions of the office"},
			{"Project", "Type", "Supplier", "Amount", "Start date", "To", "What it should deliver", "Districts", "Lead", "Remarks"},
			{"One", "service", "st giles trust", "£2,500.00", "21 January 2019", "Mar-20", "a\nb", "Leeds; Kirklees, and around", "plan@example.org", "(none)"},
			{"Two", "Victims' services", "GILES", 2500.5, "21/01/19", "2020", "", "E08000035, leeds", "plan", ""},
		} {
			if err := book.SetSheetRow("Sheet1", "A"+string(rune('1'+at)), &cells); err != nil {
				t.Fatal(err)
			}
		}
		var file bytes.Buffer
		if err := book.Write(&file); err != nil {
			t.Fatal(err)
		}
		imported := b.received(who, k, "commissions.xlsx", file.Bytes())
		columns, err := o.ImportColumns(context.Background(), who, imported.Ref, service.ImportChoice{})
		if err != nil || len(columns.Missing) > 0 {
			t.Fatalf("missing are %v (%v)", columns.Missing, err)
		}
		preview := b.check(who, imported, service.ImportChoice{})
		if preview.Counts[service.RowNew] != 2 {
			t.Fatalf("two commissions count %v: %v", preview.Counts, preview.Rows)
		}
		one := "state→planned title→One type→service provider→" + string(charity) + " amount→2500.00 deliverables→a\nb started→2019-01-21 ended→2020-03 districts→" + string(leeds) + "\n" + string(kirklees) + " owner→" + string(o.people[models.RolePlan].Person)
		if got := wouldSet(preview.Rows[0]); got != one {
			t.Errorf("the first row would set\n%s, want\n%s", got, one)
		}
		if got := wouldSet(preview.Rows[1]); !strings.Contains(got, "amount→2500.50") || !strings.Contains(got, "type→victims") || !strings.Contains(got, "ended→2020 ") {
			t.Errorf("the second row would set %s", got)
		}
	})
}
