package api

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"answerable/models"
)

// TestAStepWithManyRecords makes a step with several awards as a program does,
// and holds the answers against the document.
func TestAStepWithManyRecords(t *testing.T) {
	eachOffice(t, func(o *office) {
		c := o.contract()
		body := o.make(models.RoleGrants, "/bodies", `{"name":"A charity","type":"charity"}`)
		o.make(models.RoleGrants, "/funds", `{"title":"Safer Communities Fund","code":"SCF"}`)
		o.make(models.RoleGrants, "/rounds", `{"fund":"SCF","number":"15","pot":50000}`)
		for i := range 3 {
			o.make(models.RoleGrants, "/awards", fmt.Sprintf(`{"title":"Project %d","round":"SCF-15","organisation":%q,"amount":20000,"purpose":"p","reasons":"r"}`, i+1, body))
		}
		const path = "/awards/bulk"
		step := func(role models.Role, version int, set string, preview bool) map[string]string {
			t.Helper()
			body := fmt.Sprintf(`{"refs":[{"ref":"SCF-15-001","version":%[1]d},{"ref":"SCF-15-002","version":%[1]d},{"ref":"SCF-15-003","version":%[1]d}],"set":%[2]s,"reason":"The board met","preview":%[3]t}`, version, set, preview)
			got := o.call(role, http.MethodPost, path, body)
			c.holds(http.MethodPost, path, got)
			return became(t, got)
		}
		const recommend = `{"recommend":{"board_recommendation":"To be awarded"}}`
		if shown := step(models.RoleGrants, 1, recommend, true); shown["SCF-15-003"] != "1: applied → recommended" {
			t.Errorf("the preview says %v", shown)
		}
		if done := step(models.RoleGrants, 1, recommend, false); done["SCF-15-003"] != "2: applied → recommended" {
			t.Errorf("the outcome is %v", done)
		}
		done := step(models.RoleCommissioner, 2, `{"award":{"no_conditions":"none"}}`, false)
		if done["SCF-15-002"] != "3: recommended → awarded" || !strings.Contains(done["SCF-15-003"], "beyond its pot") {
			t.Errorf("the awards are %v", done)
		}
		if done := step(models.RoleCommissioner, 2, `{"decline":{}}`, false); done["SCF-15-003"] != "3: recommended → declined" {
			t.Errorf("the rest is %v", done)
		}
		for set, want := range map[string]string{
			`{"award":{"amount":1}}`:         "amount: cannot be set here",
			`{"award":true}`:                 "award: must be an object",
			`{"agree":{}}`:                   "agree: cannot be set here",
			`{}`:                             "set: must hold one of owner, priorities, recommend, award and decline",
			`{"award":{"conditions":"one"}}`: "Conditions: must be a list of texts",
		} {
			got := o.call(models.RoleCommissioner, http.MethodPost, path, `{"refs":[{"ref":"SCF-15-001"}],"preview":true,"reason":"x","set":`+set+`}`)
			if c.holds(http.MethodPost, path, got); got.status != http.StatusUnprocessableEntity || !strings.Contains(string(got.body), want) {
				t.Errorf("%s: wanted %q, answered %d %s", set, want, got.status, got.body)
			}
		}
	})
}
