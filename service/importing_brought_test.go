package service_test

import (
	"strings"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

const applicationHeads = "Organisation,Charity number,Company number,Organisation type,Project,Round,State,Amount\n"

// newBringing is an office with a round, two organisations of the same name and
// one that is known by its numbers.
func newBringing(t *testing.T, gdb *gorm.DB) (*office, bringer) {
	o := newOffice(t, gdb)
	o.make(models.RoleGrants, "fund", "add", map[string]any{"title": "Safer Communities Fund", "code": "SCF"})
	o.make(models.RoleGrants, "round", "plan", map[string]any{"fund": "SCF", "number": "15", "pot": 100_000_00})
	for _, in := range []map[string]any{
		{"name": "The Hub", "type": "charity", "charity_number": "1111111"},
		{"name": "The Hub", "type": "company", "company_number": "01234567"},
		{"name": "Victims First", "type": "charity", "identifiers": []string{"GB-CHC-2222222"}},
		{"name": "Anytown Council", "type": "council"},
	} {
		o.make(models.RoleGrants, "body", "add", in)
	}
	return o, bringer{t, o.Service}
}

// TestARowFindsItsOrganisation goes through the ways in which a row can mean an
// organisation, and how it can fail to.
func TestARowFindsItsOrganisation(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o, b := newBringing(t, gdb)
		for row, want := range map[string]string{
			"The Hub,1111111,,":                   "BODY-3",
			"The Hub,,1234567,":                   "BODY-4", // a spreadsheet takes the nought away
			"A hub,,1234567,":                     "BODY-4",
			",2222222,,":                          "BODY-5",
			"VICTIMS FIRST,,,":                    "BODY-5",
			"Anytown Council,3333333,,":           "BODY-6",
			"Anytown Boxing Club,,,":              "Anytown Boxing Club (community group)",
			"Anytown  Boxing Club,3333333,,":      "Anytown Boxing Club (charity, charity number 3333333)",
			"Anytown Boxing Club,,7654321,school": "Anytown Boxing Club (school, company number 7654321)",
			"The Hub,,,":                          "A2 “The Hub” can mean 2 records",
			"The Hub,1111111,1234567,":            "A2 the charity number is that of BODY-3, the company number that of BODY-4",
			"Anytown Council,1111111,,":           "A2 “Anytown Council” is BODY-6, but the number beside it is that of BODY-3",
			"Victims First,3333333,,":             "A2 “Victims First” is BODY-5, whose charity number is 2222222",
			"BODY-99,,,":                          "A2 there is no body “BODY-99”",
			"Boxing Club,,,gym":                   "D2 type of body: “gym” must be one of",
			"Boxing Club,123456789012345678901,,": "B2 charity number: must be at most 20 characters",
			",3333333,,":                          "A2 must be given",
			strings.Repeat("x", 201) + ",,,":      "A2 must be at most 200 characters",
		} {
			preview := b.checked(o.people[models.RoleGrants], models.AwardKind, "round.csv", []byte(applicationHeads+row+",Project,SCF round 15,,5.00\n"), service.ImportChoice{})
			if got := organisationIn(preview.Rows[0]); !strings.HasPrefix(got, want) {
				t.Errorf("%q: it is %q, want %q", row, got, want)
			}
		}
		if n := o.bodyCount(gdb); n != 6 {
			t.Errorf("the checks made %d bodies", n-6)
		}
	})
}

// organisationIn is what a row says of its organisation, or what is wrong with
// it.
func organisationIn(row service.ImportRow) string {
	var texts []string
	for _, problem := range row.Problems {
		_, text, _ := strings.Cut(problem.Text, ": ")
		texts = append(texts, problem.Cell+" "+text)
	}
	for _, change := range row.Changes {
		switch {
		case change.Field == "organisation" && change.Brings != "":
			texts = append(texts, change.Brings)
		case change.Field == "organisation":
			texts = append(texts, change.To)
		}
	}
	return strings.Join(texts, "; ")
}

// TestNewOrganisationsComeAlongOnceAndGoWhenUndone makes one body of the rows
// that name it, withdraws it with them, and brings the same one back.
func TestNewOrganisationsComeAlongOnceAndGoWhenUndone(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o, b := newBringing(t, gdb)
		who := o.people[models.RoleGrants]
		file := []byte(applicationHeads +
			"Anytown Boxing Club,3333333,,,Ring,SCF round 15,,5.00\n" +
			"anytown boxing club,,,,Gloves,SCF round 15,,5.00\n" +
			"Boxing in Anytown,3333333,,,Ropes,SCF round 15,,5.00\n")
		done := b.applied(who, b.checked(who, models.AwardKind, "round.csv", file, service.ImportChoice{}).Import, "The round")
		club := b.named(who, models.BodyKind, "Anytown Boxing Club").(*models.Body)
		if club.Type != "charity" || club.CharityNumber != "3333333" || o.bodyCount(gdb) != 7 {
			t.Fatalf("the organisation is %+v, among %d", club, o.bodyCount(gdb))
		}
		for _, award := range b.list(who, models.AwardKind) {
			if got := award.(*models.Award).Organisation; got != club.Ref {
				t.Errorf("%s is of %s", award.Base().Ref, got)
			}
		}
		if events := o.events("body", club.Ref); len(events) != 1 || events[0].Person != who.Person || events[0].Reason != "The round (import "+string(done.Ref)+", row 2)" {
			t.Errorf("its history is %+v", events)
		}
		b.undone(who, done, "Wrong file")
		if state := b.named(who, models.BodyKind, club.Name).Base().State; state != models.Withdrawn {
			t.Errorf("after the import was undone the organisation is %s", state)
		}

		again := b.checked(who, models.AwardKind, "round.csv", file, service.ImportChoice{})
		if got := organisationIn(again.Rows[0]); again.Counts[service.RowNew] != 3 || got != "Anytown Boxing Club (charity, charity number 3333333)" {
			t.Fatalf("rows that come back count %v and bring %q", again.Counts, got)
		}
		back := b.applied(who, again.Import, "Right after all")
		if now := b.named(who, models.BodyKind, club.Name).Base(); now.Ref != club.Ref || now.State != models.Current || o.bodyCount(gdb) != 7 {
			t.Errorf("brought back is %+v", now)
		}
		o.make(models.RoleGrants, "award", "apply", map[string]any{"title": "Bell", "fund": "SCF", "organisation": club.Ref})
		b.undoing(who, back, "Wrong again", "This cannot be undone, since other records refer by now to what came with it: "+string(club.Ref))
		b.holds()
	})
}

// TestAnImportOfARoundIsNoBackDoor lets a grant officer's rows come as far as a
// grant officer can take them.
func TestAnImportOfARoundIsNoBackDoor(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o, b := newBringing(t, gdb)
		who := o.people[models.RoleGrants]
		const heads = "Organisation,Project,Round,Decision,Amount awarded,Board's recommendation\n"
		preview := b.checked(who, models.AwardKind, "round.csv", []byte(heads+
			"Anytown Council,One,SCF round 15,Pending,5.00,Do not award it\n"+
			"Anytown Council,Two,SCF round 15,Recommended,5.00,Award it\n"+
			"Anytown Council,Three,SCF round 15,Successful,5.00,Award it\n"+
			"A new club,Four,SCF round 15,Declined,,\n"), service.ImportChoice{})
		if preview.Counts[service.RowNew] != 2 || preview.Counts[service.RowRefused] != 2 {
			t.Fatalf("the rows count %v: %+v", preview.Counts, preview.Rows)
		}
		for at, want := range map[int]string{2: "D4 cannot become “Awarded”; the nearest it can come is “Recommended”: “Award” is not yours to do", 3: "“Decline” is not yours to do"} {
			if got := organisationIn(preview.Rows[at]); !strings.Contains(got, want) {
				t.Errorf("row %d is refused with %q, want %q", at+2, got, want)
			}
		}
		if got := wouldSet(preview.Rows[0]); !strings.HasPrefix(got, "state→applied") || !strings.HasSuffix(got, "board_recommendation→Do not award it") {
			t.Errorf("an application with the board's word would be %s", got)
		}
	})
}
