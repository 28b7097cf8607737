package api

import (
	"encoding/csv"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"answerable/models"
)

// funded makes a fund with a round, two grants and an application.
func (o *office) funded() (round, charity string) {
	o.t.Helper()
	fund := string(o.make(models.RoleGrants, "/funds", `{"title":"Safer Communities Fund","code":"SCF"}`))
	round = string(o.make(models.RoleGrants, "/rounds?start=record", `{"fund":"`+fund+`","number":"5"}`))
	one := string(o.make(models.RolePlan, "/priorities", `{"title":"CSA/E"}`))
	two := string(o.make(models.RolePlan, "/priorities", `{"title":"Knives"}`))
	charity = string(o.make(models.RolePlan, "/bodies", `{"name":"Helpline","type":"charity"}`))
	award := func(start, rest string) {
		o.make(models.RoleGrants, "/awards?start="+start, `{"round":"`+round+`","organisation":"`+charity+`",`+rest+`}`)
	}
	award("record", `"title":"Play","amount":123456,"priorities":["`+one+`","`+two+`"]`)
	award("record", `"title":"Game","priorities":["`+two+`"]`)
	award("apply", `"title":"Film","asked":100`)
	return round, charity
}

// TestFundingIsTheSameAsJSONAndCSV holds both against each other and every cell
// against the list to which it leads.
func TestFundingIsTheSameAsJSONAndCSV(t *testing.T) {
	eachOffice(t, func(o *office) {
		c := o.contract()
		round, charity := o.funded()
		for path, described := range map[string]string{
			"/bought?given=grant": "/bought", "/rounds/" + round + "/funding": "/rounds/{ref}/funding",
			"/funds/SCF/funding": "/funds/{ref}/funding", "/bodies/" + charity + "/funding": "/bodies/{ref}/funding",
		} {
			for _, role := range []models.Role{models.RoleGrants, models.RolePanel} {
				read := o.get(role, path)
				c.holds(http.MethodGet, described, read)
				var answer funding
				if err := json.Unmarshal(read.body, &answer); err != nil {
					t.Fatal(err, string(read.body))
				}
				way, query, _ := strings.Cut(path, "?")
				file := o.get(role, way+".csv?"+query)
				if file.status != http.StatusOK {
					t.Fatalf("%s.csv: %d %s", path, file.status, file.body)
				}
				lines, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(file.body), "\ufeff"))).ReadAll()
				if err != nil {
					t.Fatal(err)
				}
				rows := append([]fundingRow{{Label: "all", Cells: answer.Total}}, rowsIn(answer)...)
				if len(lines) != len(rows)+1 {
					t.Fatalf("%s as %s: %d lines for %d rows", path, role, len(lines), len(rows))
				}
				for i, row := range rows {
					for j, cell := range row.Cells {
						if got := lines[i+1][j+3]; got != cell.Value {
							t.Errorf("%s as %s, %s %s: %q in the file, %q as JSON", path, role, row.Label, cell.Name, got, cell.Value)
						}
						o.leadsTo(role, cell)
					}
				}
				if book := o.get(role, way+".xlsx?"+query); book.status != http.StatusOK || !strings.HasPrefix(string(book.body), "PK") {
					t.Errorf("%s.xlsx: %d", path, book.status)
				}
			}
			c.holds(http.MethodGet, described, o.get("", path))
		}
		c.holds(http.MethodGet, "/bought", o.get(models.RolePanel, "/bought?year=19"))
		c.holds(http.MethodGet, "/bought.csv", o.get(models.RolePanel, "/bought.csv?sensitive=no"))
		c.holds(http.MethodGet, "/rounds/{ref}/funding", o.get(models.RolePanel, "/rounds/NONE/funding"))
		if outside := string(o.get(models.RolePanel, "/rounds/"+round+"/funding").body); strings.Contains(outside, "applied") {
			t.Error("applications are counted for somebody outside:", outside)
		}
		if inside := string(o.get(models.RoleGrants, "/rounds/"+round+"/funding").body); !strings.Contains(inside, `"applied","value":"3"`) || !strings.Contains(inside, `"1234.56","not_recorded":1`) {
			t.Error("the sums of the round:", inside)
		}
	})
}

func rowsIn(answer funding) []fundingRow {
	var rows []fundingRow
	for _, table := range answer.Tables {
		rows = append(rows, table.Rows...)
	}
	return rows
}

// leadsTo holds a count against the list that it names.
func (o *office) leadsTo(role models.Role, cell fundingCell) {
	o.t.Helper()
	if cell.List == "" || cell.Value == "0" || strings.Contains(cell.Value, ".") || cell.Value == "" {
		return
	}
	if _, err := url.ParseQuery(cell.Query); err != nil {
		o.t.Fatal(err)
	}
	list := o.get(role, "/"+cell.List+"?"+cell.Query)
	if !strings.Contains(string(list.body), `"total":`+cell.Value+`}`) {
		o.t.Errorf("%s is %s, the list %s?%s says %.300s", cell.Name, cell.Value, cell.List, cell.Query, list.body)
	}
}
