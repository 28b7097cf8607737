package service_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"gorm.io/gorm"

	"answerable/internal/sheet"
	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

const (
	roundSize  = 177
	roundGiven = 38
)

// roundFile is a round as an office keeps it in one spreadsheet, with what its
// amounts come to.
type roundFile struct {
	content      []byte
	asked, given models.Pence
	// fresh are the names of the organisations that no register knows.
	fresh map[string]bool
}

// roundSheet writes the spreadsheet: a third of the organisations are in the
// register under their names, some by another name, some by a number only, and
// some that are new come twice.
func roundSheet(t *testing.T) roundFile {
	t.Helper()
	file := roundFile{fresh: map[string]bool{}}
	var out bytes.Buffer
	to, err := sheet.NewXLSX(&out, sheet.About{Title: "Round 15", Marking: string(models.Official), At: time.Date(2018, 12, 10, 9, 0, 0, 0, time.UTC)})
	if err == nil {
		err = to.Sheet("Applications", []sheet.Head{
			{Text: "No."}, {Text: "Organisation"}, {Text: "Charity number", Form: sheet.AsNumber}, {Text: "Project"}, {Text: "Amount requested", Form: sheet.AsMoney},
			{Text: "Amount awarded", Form: sheet.AsMoney}, {Text: "Purpose"}, {Text: "Reasons"}, {Text: "Districts"}, {Text: "Board recommendation"}, {Text: "Round"}, {Text: "Decision"},
		})
	}
	number := func(p models.Pence) sheet.Cell { return sheet.Cell{Text: p.Plain(), Kind: sheet.Number} }
	for i := range roundSize {
		if err != nil {
			break
		}
		asked := models.Pence(100_001 + i*7_919%400_000)
		file.asked += asked
		cells := []sheet.Cell{{Text: fmt.Sprintf("A%03d", i+1)}, {Text: applicant(i)}, {}, {Text: fmt.Sprintf("Project %03d", i+1)}, number(asked), {}, {Text: "To do good"}, {Text: "It keeps people from crime"}, {Text: "Leeds; Bradford"}, {}, {Text: "SCF round 15"}, {Text: "Applied"}}
		switch {
		case i%6 == 3:
			cells[1], cells[2] = sheet.Cell{Text: "The " + applicant(i) + " Trust"}, sheet.Cell{Text: fmt.Sprint(charityNumber(i)), Kind: sheet.Number}
		case i%90%12 == 5:
			cells[2] = sheet.Cell{Text: fmt.Sprint(charityNumber(i)), Kind: sheet.Number}
		}
		if i%6 > 3 {
			file.fresh[applicant(i)] = true
		}
		if i < roundGiven {
			given := asked - asked/3
			file.given += given
			cells[5], cells[9] = number(given), sheet.Cell{Text: "Award it in part"}
		}
		err = to.Row(cells)
	}
	if err == nil {
		err = to.Finish()
	}
	if err != nil {
		t.Fatal(err)
	}
	file.content = out.Bytes()
	return file
}

// applicant is who applies in a row: those from the 90th on apply once more
// for something else.
func applicant(i int) string { return fmt.Sprintf("Group %02d", i%90) }

func charityNumber(i int) int { return 1_000_000 + i%90 }

// register enters the organisations that the office knows already.
func (o *office) register() {
	o.t.Helper()
	for i := range 90 {
		in := map[string]any{"name": applicant(i), "type": "community group"}
		switch i % 6 {
		case 2:
			in["name"], in["aliases"] = fmt.Sprintf("Society of people %02d", i), []string{applicant(i)}
		case 3:
			in["name"], in["charity_number"] = fmt.Sprintf("Charity of people %02d", i), fmt.Sprint(charityNumber(i))
		case 4, 5:
			continue
		}
		o.make(models.RoleGrants, "body", "add", in)
	}
}

// sumOf adds up a column of the awards in a state.
func (o *office) sumOf(gdb *gorm.DB, column string, state models.State) (sum models.Pence, n int64) {
	o.t.Helper()
	rows := gdb.Table("awards").Where("state = ?", state)
	if err := rows.Count(&n).Error; err != nil {
		o.t.Fatal(err)
	}
	if err := gdb.Raw("SELECT CAST(COALESCE(SUM("+column+"), 0) AS BIGINT) FROM awards WHERE state = ?", state).Scan(&sum).Error; err != nil {
		o.t.Fatal(err)
	}
	return sum, n
}

// TestARoundComesFromOneSpreadsheetAndIsDecidedInBulk brings in 177
// applications in one go, recommends and awards 38 of them and declines the
// rest, and holds every sum to the penny against the file.
func TestARoundComesFromOneSpreadsheetAndIsDecidedInBulk(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		b := bringer{t, o.Service}
		who, file := o.people[models.RoleGrants], roundSheet(t)
		for _, name := range []string{"Leeds", "Bradford"} {
			o.make(models.RolePlan, "district", "add", map[string]any{"name": name})
		}
		o.make(models.RoleGrants, "fund", "add", map[string]any{"title": "Safer Communities Fund", "code": "SCF"})
		round := o.make(models.RoleGrants, "round", "plan", map[string]any{"fund": "SCF", "number": "15", "pot": file.given - 1})
		o.register()
		known := o.bodyCount(gdb)

		preview := b.checked(who, models.AwardKind, "round.xlsx", file.content, service.ImportChoice{})
		if preview.Counts[service.RowNew] != roundSize {
			t.Fatalf("the rows count %v, and the first is %+v", preview.Counts, preview.Rows[0])
		}
		if len(preview.Brings) != len(file.fresh) {
			t.Errorf("the rows bring %d organisations for %d new names", len(preview.Brings), len(file.fresh))
		}
		if n := o.bodyCount(gdb); n != known {
			t.Fatalf("the check made %d bodies", n-known)
		}
		start := time.Now()
		b.applied(who, preview.Import, "The round as the office kept it")
		t.Logf("%d applications and %d new organisations in %s", roundSize, len(file.fresh), time.Since(start).Round(time.Millisecond))
		if n := o.bodyCount(gdb); n != known+int64(len(file.fresh)) {
			t.Errorf("%d bodies were made for %d new names", n-known, len(file.fresh))
		}
		if asked, n := o.sumOf(gdb, "asked", models.AwardApplied); n != roundSize || asked != file.asked {
			t.Fatalf("%d applications ask for %s, and the file for %s", n, asked, file.asked)
		}

		refs := o.awardRefs(gdb)
		given := service.BulkChange{Chosen: chosen(refs[:roundGiven]...), What: "recommend", Reason: "The board met"}
		o.allOf(models.RoleGrants, given, roundGiven)
		// The pot is a penny short: the last one does not fit any more.
		award := service.BulkChange{Chosen: given.Chosen, What: "award", Reason: "Decided"}
		shown := o.previewed(models.RoleCommissioner, "award", award)
		if left := shown.Left(); len(shown.Changed()) != roundGiven-1 || left[0].Ref != refs[roundGiven-1] || !strings.Contains(left[0].Refused, "beyond its pot") {
			t.Fatalf("with a penny too little in the pot, %d are awarded and left are %+v", len(shown.Changed()), left)
		}
		if _, err := o.Edit(t.Context(), who, models.RoundKind, round, 1, fields(t, map[string]any{"pot": file.given})); err != nil {
			t.Fatal(err)
		}
		o.allOf(models.RoleCommissioner, award, roundGiven)
		o.allOf(models.RoleCommissioner, service.BulkChange{Chosen: chosen(refs[roundGiven:]...), What: "decline", Reason: "The pot is spent"}, roundSize-roundGiven)
		if sum, n := o.sumOf(gdb, "amount", models.AwardAwarded); n != roundGiven || sum != file.given {
			t.Errorf("%d awards come to %s, and the file to %s", n, sum, file.given)
		}
		if _, n := o.sumOf(gdb, "amount", models.AwardDeclined); n != roundSize-roundGiven {
			t.Errorf("%d are declined", n)
		}
		b.holds()
	})
}

func (o *office) bodyCount(gdb *gorm.DB) (n int64) {
	o.t.Helper()
	if err := gdb.Table("bodies").Count(&n).Error; err != nil {
		o.t.Fatal(err)
	}
	return n
}

// awardRefs are all awards in the order in which they were made.
func (o *office) awardRefs(gdb *gorm.DB) (refs []models.Ref) {
	o.t.Helper()
	if err := gdb.Table("awards").Order("ref").Pluck("ref", &refs).Error; err != nil {
		o.t.Fatal(err)
	}
	return refs
}

// allOf makes a step with awards, which nothing may keep from it.
func (o *office) allOf(role models.Role, c service.BulkChange, n int) {
	o.t.Helper()
	start := time.Now()
	shown := o.previewed(role, "award", c)
	done := o.confirmed(role, "award", c, shown)
	if len(done.Changed()) != n {
		o.t.Fatalf("%s of %d changed %d, and left %+v", c.What, n, len(done.Changed()), done.Left())
	}
	o.t.Logf("%s of %d, previewed and done, took %s", c.What, n, time.Since(start).Round(time.Millisecond))
}
