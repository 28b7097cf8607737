package service_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// givingSchema is the schema of the standard with formats asserted: without
// that, a plain date fails the date-time of “one of” and no date at all passes.
// It is nil where the schema is not at hand, which is not ours to commit.
func givingSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(filepath.Dir(root), "shared", "data", "360giving")
	if _, err := os.Stat(folder); os.IsNotExist(err) {
		t.Log("Left out: the 360Giving schema is not in", folder, "- it is published at https://github.com/ThreeSixtyGiving/standard, in the folder schema")
		return nil
	}
	read := func(name string) any {
		text, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		tree, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		return tree
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	const at = "https://raw.githubusercontent.com/ThreeSixtyGiving/standard/"
	grant := read("360-giving-schema.json")
	// The package asks for the schema of a grant under the version before.
	for _, version := range []string{"1.4.2", "1.4.3"} {
		if err := compiler.AddResource(at+version+"/schema/360-giving-schema.json", grant); err != nil {
			t.Fatal(err)
		}
	}
	if err := compiler.AddResource(at+"1.4.3/schema/360-giving-package-schema.json", read("360-giving-package-schema.json")); err != nil {
		t.Fatal(err)
	}
	compiled, err := compiler.Compile(at + "1.4.3/schema/360-giving-package-schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

func fits(t *testing.T, schema *jsonschema.Schema, file []byte) error {
	t.Helper()
	tree, err := jsonschema.UnmarshalJSON(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return schema.Validate(tree)
}

// publishing is an office that has all that publishing takes.
type publishing struct {
	*office
	round, charity, company, group models.Ref
	settings                       models.Ref
}

func newPublishing(t *testing.T, gdb *gorm.DB) *publishing {
	t.Helper()
	p := &publishing{office: newOffice(t, gdb)}
	grants, admin := models.RoleGrants, models.RoleAdmin
	p.settings = p.make(admin, "settings", "", map[string]any{"red_means": "overdue", "publisher": p.opcc, "giving_prefix": "360G-example", "licence": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"})
	fund := p.make(grants, "fund", "", map[string]any{"title": "Safer Communities Fund", "code": "SCF"})
	p.round = p.make(grants, "round", "record", map[string]any{"fund": fund, "number": "15", "opened": "2018-10-29"})
	p.charity = p.make(grants, "body", "", map[string]any{"name": "A Theatre", "type": "charity", "charity_number": "1092728"})
	p.company = p.make(grants, "body", "", map[string]any{"name": "A Company", "type": "company", "company_number": "445790"})
	p.group = p.make(grants, "body", "", map[string]any{"name": "A Group", "type": "community group"})
	return p
}

// award is one that was given on a day, of which everything is recorded.
func (p *publishing) award(day string, of map[string]any) models.Ref {
	p.t.Helper()
	whole := map[string]any{
		"title": "Play on grooming", "round": p.round, "organisation": p.charity, "amount": 4_500_50, "asked": 5_000_00, "decided_on": day,
		"purpose": "A play that schools see", "reasons": "Children speak out sooner", "conditions": []string{"A report after six months"},
		"started": "2019-02", "ended": "2019-07-31",
	}
	for name, value := range of {
		if whole[name] = value; value == nil {
			delete(whole, name)
		}
	}
	return p.make(models.RoleGrants, "award", "record", whole)
}

func (p *publishing) giving() *service.Giving {
	p.t.Helper()
	giving, err := p.Giving(context.Background(), p.people[models.RoleGrants], service.GivingQuery{})
	if err != nil {
		p.t.Fatal(err)
	}
	return giving
}

func TestGivingFitsTheStandard(t *testing.T) {
	schema := givingSchema(t)
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		p := newPublishing(t, gdb)
		district := p.make(models.RoleAdmin, "district", "", map[string]any{"name": "Bradford", "gss_code": "E08000032"})
		p.award("2019-01-21", map[string]any{"districts": []models.Ref{district}})
		p.award("2019-01-22", map[string]any{"title": "Lights", "organisation": p.company, "amount": 1})
		p.award("2019-01-23", map[string]any{"title": "Football", "organisation": p.group, "amount": 99, "ended": nil, "started": nil})
		giving := p.giving()
		file, err := giving.JSON()
		if err != nil {
			t.Fatal(err)
		}
		if schema != nil {
			if err := fits(t, schema, file); err != nil {
				t.Errorf("%v\n%s", err, file)
			}
		}
		for _, said := range []string{
			`"360G-example-SCF-15-001"`, `"amountAwarded": 4500.50`, `"GB-CHC-1092728"`, `"GB-COH-00445790"`, `"360G-example-ORG-` + string(p.group) + `"`,
			`"geoCode": "E08000032"`, `"geoCodeType": "MD"`, `"fromOpenCall": "Yes"`, `"version": "1.4"`, `"Safer Communities Fund, round 15"`, `"startDate": "2019-02"`,
		} {
			if !bytes.Contains(file, []byte(said)) {
				t.Errorf("the file has no %s:\n%s", said, file)
			}
		}
		flat, err := giving.CSV()
		if err != nil {
			t.Fatal(err)
		}
		if giving.Total != 4_501_50 || sumOf(t, flat, "Amount Awarded") != giving.Total || sumOfJSON(t, file) != giving.Total {
			t.Errorf("the total is %s, of the CSV file %s, of the JSON file %s", giving.Total, sumOf(t, flat, "Amount Awarded"), sumOfJSON(t, file))
		}
	})
}

// sumOf adds up a column of amounts in pounds.
func sumOf(t *testing.T, file []byte, column string) models.Pence {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(file)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at, sum := -1, models.Pence(0)
	for i, head := range rows[0] {
		if head == column {
			at = i
		}
	}
	for _, row := range rows[1:] {
		if row[at] == "" {
			continue
		}
		amount, err := models.ParsePence(row[at])
		if err != nil {
			t.Fatal(err)
		}
		sum += amount
	}
	return sum
}

func sumOfJSON(t *testing.T, file []byte) models.Pence {
	t.Helper()
	var tree struct {
		Grants []struct {
			AmountAwarded json.Number `json:"amountAwarded"`
		} `json:"grants"`
	}
	if err := json.Unmarshal(file, &tree); err != nil {
		t.Fatal(err)
	}
	sum := models.Pence(0)
	for _, grant := range tree.Grants {
		amount, err := models.ParsePence(string(grant.AmountAwarded))
		if err != nil {
			t.Fatal(err)
		}
		sum += amount
	}
	return sum
}

// TestWhatTheSchemaLetsPass shows why the standard's schema alone does not do:
// with formats asserted it refuses a date that is none, but takes empty texts,
// amounts below nothing and codes that nobody knows.
func TestWhatTheSchemaLetsPass(t *testing.T) {
	schema := givingSchema(t)
	if schema == nil {
		return
	}
	const grant = `{"grants":[{"id":"a","title":"t","description":"d","currency":"GBP","amountAwarded":1,"awardDate":"2019-01-21","recipientOrganization":[{"id":"x","name":"n"}],"fundingOrganization":[{"id":"y","name":"m"}]}]}`
	for _, c := range []struct {
		old, new string
		passes   bool
	}{
		{"", "", true},
		{`"2019-01-21"`, `"21/01/2019"`, false},
		{`"title":"t"`, `"title":""`, true},
		{`:1,`, `:-1,`, true},
		{`"x","name":"n"`, `"nonsense","name":"","email":"a@example.org"`, true},
		{`"grants":[`, `"version":"1.4.2","grants":[`, false},
	} {
		if err := fits(t, schema, []byte(strings.Replace(grant, c.old, c.new, 1))); (err == nil) != c.passes {
			t.Errorf("with %s in place of %s: %v", c.new, c.old, err)
		}
	}
}

// TestGivingNamesWhatIsWrong enters what the schema lets pass, one thing at a
// time: each is named with its grant and field, and keeps the file back until
// it is mended or the grant left out.
func TestGivingNamesWhatIsWrong(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		p := newPublishing(t, gdb)
		bad := p.make(models.RoleGrants, "body", "", map[string]any{"name": "B", "type": "charity", "charity_number": "12-AB"})
		mail := p.make(models.RoleGrants, "body", "", map[string]any{"name": "Jo, jo@example.org", "type": "other"})
		odd := p.make(models.RoleAdmin, "district", "", map[string]any{"name": "Leeds", "gss_code": "LEEDS"})
		strange := p.make(models.RoleAdmin, "district", "", map[string]any{"name": "Moon", "gss_code": "E99000001"})
		for _, c := range []struct {
			of    map[string]any
			field string
			says  string
		}{
			{map[string]any{"purpose": nil}, "purpose", "Description: is empty"},
			{map[string]any{"purpose": "  "}, "purpose", "Description: is empty"},
			{map[string]any{"amount": nil}, "amount", "Amount Awarded: is empty"},
			{map[string]any{"decided_on": nil}, "decided_on", "Award Date: is empty"},
			{map[string]any{"decided_on": "2019-01"}, "decided_on", "known to the day"},
			{map[string]any{"decided_on": "2031-01-01"}, "decided_on", "in the future"},
			{map[string]any{"decided_on": "1919-01-01"}, "decided_on", "too long ago"},
			{map[string]any{"started": "1019-01-01"}, "started", "cannot be right"},
			{map[string]any{"purpose": "play on grooming"}, "title", "same as the description"},
			{map[string]any{"title": strings.Repeat("x", 150)}, "title", "150 characters"},
			{map[string]any{"organisation": bad}, "organisation", "no number of that register"},
			{map[string]any{"organisation": mail}, "organisation", "e-mail address"},
			{map[string]any{"purpose": "Write to jo.b@example.co.uk."}, "purpose", "e-mail address"},
			{map[string]any{"districts": []models.Ref{odd}}, "districts", "no code of the Office for National Statistics"},
			{map[string]any{"districts": []models.Ref{strange}}, "districts", "which sort of area"},
			{map[string]any{"marking": "OFFICIAL-SENSITIVE"}, "marking", "OFFICIAL-SENSITIVE"},
		} {
			ref := p.award("2019-01-21", c.of)
			giving := p.giving()
			if len(giving.Faults) != 1 || giving.Faults[0].Award != ref || giving.Faults[0].Field != c.field || !strings.Contains(giving.Faults[0].Text, c.says) {
				t.Errorf("%v: %+v", c.of, giving.Faults)
			}
			if _, err := giving.JSON(); models.FaultOf(err) != models.Refused || !strings.Contains(err.Error(), string(ref)) {
				t.Errorf("%v: the file is made: %v", c.of, err)
			}
			p.make(models.RoleGrants, "withholding", "", map[string]any{"award": ref, "left_out_of": "360giving", "ground": "incomplete", "why": "Being asked"})
		}
		p.award("2019-01-21", nil)
		giving := p.giving()
		if file, err := giving.JSON(); err != nil || len(giving.LeftOut) != 16 || bytes.Contains(file, []byte("jo@")) {
			t.Errorf("%d are left out, %v", len(giving.LeftOut), err)
		}
	})
}

// TestNoPrefixIsMadeUp holds that nothing goes out in the standard before the
// publisher's own prefix is set, and that what is shown says so.
func TestNoPrefixIsMadeUp(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		p := newPublishing(t, gdb)
		p.award("2019-01-21", nil)
		if err := gdb.Exec("UPDATE settings SET giving_prefix = '', publisher = ''").Error; err != nil {
			t.Fatal(err)
		}
		giving := p.giving()
		if len(giving.Unset) != 2 || giving.Grants[0].ID != "(prefix not set)-SCF-15-001" {
			t.Errorf("%v, %s", giving.Unset, giving.Grants[0].ID)
		}
		for _, make := range []func() ([]byte, error){giving.JSON, giving.CSV} {
			if _, err := make(); models.FaultOf(err) != models.Refused || !strings.Contains(err.Error(), "prefix is not set") {
				t.Error(err)
			}
		}
		if _, err := p.Giving(context.Background(), p.people[models.RolePanel], service.GivingQuery{}); models.FaultOf(err) != models.Denied {
			t.Error(err)
		}
	})
}
