package api

import (
	"net/http"
	"strings"
	"testing"

	"answerable/models"
)

// made creates a record through the API and gives its reference.
func (o *office) made(role models.Role, path, body string) string {
	o.t.Helper()
	got := o.call(role, http.MethodPost, path, body)
	if got.status != http.StatusCreated {
		o.t.Fatalf("POST %s: %d %s", path, got.status, got.body)
	}
	return got.text("ref")
}

// lapsed is an assurance that has lapsed, with a priority that a report serves.
func (o *office) lapsed() string {
	o.t.Helper()
	priority := o.made(models.RolePlan, "/priorities", `{"title":"CSA/E"}`)
	o.made(models.RolePlan, "/reports?start=record", `{"title":"Audit","type":"internal audit","code":"AUD","priorities":["`+priority+`"]}`)
	return o.made(models.RolePlan, "/assurances", `{"title":"Reviewed","statement":"All are.","relied_until":"2019-03-01","priorities":["`+priority+`"]}`)
}

// assurancesHold compares what is answered about assurances with the document.
func (o *office) assurancesHold(c *contract) {
	o.t.Helper()
	at := "/assurances/" + o.lapsed()
	for path, roles := range map[string][]models.Role{"/evidence": models.Roles, "/retest": {models.RolePlan, models.RoleCommissioner}} {
		for _, role := range models.Roles {
			got := o.get(role, at+path)
			c.holds(http.MethodGet, "/assurances/{ref}"+path, got)
			o.onlyListed(c, role, http.MethodGet, "/assurances/{ref}"+path, at+path, "")
			if lets := got.status == http.StatusOK; lets != strings.Contains(rolesText(roles), string(role)) {
				o.t.Errorf("GET %s%s as %s: %d %s", at, path, role, got.status, got.body)
			}
		}
		c.holds(http.MethodGet, "/assurances/{ref}"+path, o.get(models.RolePlan, "/assurances/NONE"+path))
	}
	for _, role := range models.Roles {
		c.holds(http.MethodGet, "/assurances/ledger", o.get(role, "/assurances/ledger"))
		o.onlyListed(c, role, http.MethodPost, "/assurances/{ref}/retest", at+"/retest", `{}`)
	}
	c.holds(http.MethodPost, "/assurances/{ref}/retest", o.call(models.RolePlan, http.MethodPost, at+"/retest", `{"limbs":"x"}`))
	o.made(models.RolePlan, "/meetings", `{"title":"Next","type":"com","held_on":"2019-03-20"}`)
	c.holds(http.MethodGet, "/assurances/{ref}/retest", o.get(models.RolePlan, at+"/retest"))
	c.holds(http.MethodPost, "/assurances/{ref}/retest", o.call(models.RolePlan, http.MethodPost, at+"/retest", `{}`))
	c.holds(http.MethodPost, "/assurances/{ref}/retest", o.call(models.RolePlan, http.MethodPost, at+"/retest", `{}`))
	c.holds(http.MethodGet, "/assurances/{ref}/retest", o.get(models.RolePlan, at+"/retest"))
	c.holds(http.MethodGet, "/assurances/ledger", o.get(models.RolePlan, "/assurances/ledger"))
}

func rolesText(roles []models.Role) string {
	var texts []string
	for _, role := range roles {
		texts = append(texts, string(role))
	}
	return strings.Join(texts, " ")
}

func TestRetestThroughTheAPI(t *testing.T) {
	eachOffice(t, func(o *office) {
		at := "/assurances/" + o.lapsed()
		for _, s := range []scenario{
			{name: "evidence", role: models.RolePanel, method: http.MethodGet, path: at + "/evidence", status: 200, says: []string{`"name":"reports"`, `"title":"Audit"`, `"about":"Date of publication not recorded"`}},
			{name: "proposal without a meeting", role: models.RolePlan, method: http.MethodGet, path: at + "/retest", status: 200, says: []string{`"open":null`, `“All are.”`, `"limbs":["Does`}, silent: []string{`"meeting"`}},
			{name: "no meeting to draft it for", role: models.RolePlan, method: http.MethodPost, path: at + "/retest", body: `{}`, status: 422, says: []string{`"field":"meeting"`}},
			{name: "the force is proposed nothing", role: models.RoleChief, method: http.MethodGet, path: at + "/retest", status: 403},
			{name: "the force drafts nothing", role: models.RoleChief, method: http.MethodPost, path: at + "/retest", body: `{}`, status: 403},
		} {
			s.run(o)
		}
		meeting := o.made(models.RolePlan, "/meetings", `{"title":"Next","type":"com","held_on":"2019-03-20"}`)
		for _, s := range []scenario{
			{name: "limbs of the wrong type", role: models.RolePlan, method: http.MethodPost, path: at + "/retest", body: `{"limbs":[1]}`, status: 422, says: []string{`"field":"limbs"`}},
			{name: "a limb that is too long", role: models.RolePlan, method: http.MethodPost, path: at + "/retest", body: `{"limbs":["` + strings.Repeat("x", 2001) + `"]}`, status: 422, says: []string{`"field":"limbs"`, "at most 2000 characters"}},
			{name: "what is no field", role: models.RolePlan, method: http.MethodPost, path: at + "/retest", body: `{"colour":"red"}`, status: 422, says: []string{`"field":"colour"`}},
			{name: "drafted as proposed", role: models.RolePlan, method: http.MethodPost, path: at + "/retest", body: `{}`, status: 201, says: []string{`"state":"draft"`, `"meeting":"` + meeting + `"`}, header: map[string]string{"Location": Prefix + "/questions/" + meeting + "-Q1"}},
			{name: "its limbs", role: models.RolePlan, method: http.MethodGet, path: "/limbs?question=" + meeting + "-Q1", status: 200, says: []string{`"total":2`}},
			{name: "drafted again", role: models.RolePlan, method: http.MethodPost, path: at + "/retest", body: `{}`, status: 409, says: []string{meeting + "-Q1 tests"}},
			{name: "proposed again", role: models.RolePlan, method: http.MethodGet, path: at + "/retest", status: 200, says: []string{`"question":null`, `"ref":"` + meeting + `-Q1"`}},
			{name: "the ledger leads to the draft", role: models.RolePlan, method: http.MethodGet, path: "/assurances/ledger", status: 200, says: []string{`"retest":{"ref":"` + meeting + `-Q1"`, `"query":"priority=PRI-1&standing=lapsed"`}},
			{name: "not for the force", role: models.RoleChief, method: http.MethodGet, path: "/assurances/ledger", status: 200, says: []string{`"standing":"lapsed"`}, silent: []string{meeting}},
		} {
			s.run(o)
		}
	})
}
