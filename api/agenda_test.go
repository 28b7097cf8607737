package api

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"answerable/models"
)

// TestMeetingsThroughTheAPI builds an agenda, orders it, records a decision and
// reads the pack, as a program does, and holds every answer against the
// document.
func TestMeetingsThroughTheAPI(t *testing.T) {
	eachOffice(t, func(o *office) {
		c := o.contract()
		question := o.putQuestion()
		meeting := o.get(models.RolePlan, "/questions/"+string(question)).member("meeting").(string)
		definition := o.make(models.RolePlan, "/definitions", `{"term":"CSE","text":"What it means"}`)
		o.make(models.RolePlan, "/caveats", fmt.Sprintf(`{"definition":%q,"text":"Not all"}`, definition))
		measure := o.make(models.RolePlan, "/measures", fmt.Sprintf(`{"title":"Referrals","definition":%q}`, definition))
		for _, year := range []string{"2017", "2018"} {
			o.make(models.RolePlan, "/figures", fmt.Sprintf(`{"measure":%q,"period":%q,"period_start":%q,"value":%q,"definition":%q}`, measure, year, year, year, definition))
		}
		assurance := o.make(models.RolePlan, "/assurances", fmt.Sprintf(`{"title":"All","statement":"All are","taken_from":%q}`, question))
		o.make(models.RolePlan, "/reviews", fmt.Sprintf(`{"assurance":%q,"verdict":"not assured","rationale":"None was shown"}`, assurance))
		at := "/meetings/" + meeting
		send := func(role models.Role, path, body string) reply {
			got := o.call(role, http.MethodPost, at+path, body)
			c.holds(http.MethodPost, "/meetings/{ref}"+path, got)
			return got
		}
		wants := func(got reply, status int, says ...string) {
			t.Helper()
			if got.status != status {
				t.Errorf("answered %d, not %d: %s", got.status, status, got.body)
			}
			for _, text := range says {
				if !strings.Contains(string(got.body), text) {
					t.Errorf("%s does not say %s", got.body, text)
				}
			}
		}

		due := o.get(models.RolePlan, at+"/proposals")
		c.holds(http.MethodGet, "/meetings/{ref}/proposals", due)
		wants(due, http.StatusOK, `"name":"approved"`, `"name":"measures"`, `"change":"up 1"`)
		denied := o.get(models.RoleChief, at+"/proposals")
		c.holds(http.MethodGet, "/meetings/{ref}/proposals", denied)
		wants(denied, http.StatusForbidden)

		wants(send(models.RolePlan, "/agenda", fmt.Sprintf(`{"refs":[%q,%q]}`, question, measure)), http.StatusOK, string(question), meeting+"-I1")
		wants(send(models.RolePlan, "/agenda", fmt.Sprintf(`{"refs":[%q]}`, question)), http.StatusUnprocessableEntity, "already")
		wants(send(models.RolePlan, "/agenda", `{"refs":"x"}`), http.StatusUnprocessableEntity, `"field":"refs"`)
		wants(send(models.RolePlan, "/agenda", `{"refs":[],"more":1}`), http.StatusUnprocessableEntity)
		wants(send(models.RolePanel, "/agenda", fmt.Sprintf(`{"refs":[%q]}`, question)), http.StatusForbidden)
		second := o.make(models.RolePlan, "/agenda-items", fmt.Sprintf(`{"meeting":%q,"title":"Any other business"}`, meeting))
		wants(send(models.RolePlan, "/agenda/order", fmt.Sprintf(`{"items":[%q,%q,%q]}`, second, meeting+"-I1", meeting+"-I2")), http.StatusOK, `"position":2`)
		wants(send(models.RolePlan, "/agenda/order", fmt.Sprintf(`{"items":[%q]}`, second)), http.StatusUnprocessableEntity, `"field":"items"`)
		wants(send(models.RolePlan, "/decisions", `{"decision":"To meet again"}`), http.StatusOK, `"decisions":["To meet again"]`)
		wants(send(models.RolePlan, "/decisions", `{"decision":""}`), http.StatusUnprocessableEntity, `"field":"decision"`)
		wants(send(models.RoleChief, "/decisions", `{"decision":"Ours"}`), http.StatusForbidden)
		for _, role := range models.Roles {
			pack := o.get(role, at+"/pack")
			c.holds(http.MethodGet, "/meetings/{ref}/pack", pack)
			wants(pack, http.StatusOK, string(question), "Any other business", "None was shown", `"change":"up 1"`, "Not all")
			for _, ending := range []string{"docx", "odt"} {
				file := o.get(role, at+"/pack."+ending+"?sensitive=yes")
				wants(file, http.StatusOK, "PK")
				if name := file.header.Get("Content-Disposition"); name != "attachment; filename=pack-"+meeting+"-OFFICIAL."+ending {
					t.Errorf("the file is %s", name)
				}
			}
			tree := o.get(role, at+"/pack.json?sensitive=yes")
			c.holds(http.MethodGet, "/meetings/{ref}/pack.json", tree)
			wants(tree, http.StatusOK, `"title":"Pack for `, `"number":"1.1"`, "None was shown")
			bad := o.get(role, at+"/pack.docx?sensitive=no")
			c.holds(http.MethodGet, "/meetings/{ref}/pack.docx", bad)
			wants(bad, http.StatusUnprocessableEntity, `"field":"sensitive"`)
		}
	})
}
