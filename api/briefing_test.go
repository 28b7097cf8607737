package api

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"answerable/models"
)

// TestBriefingsAreComposed composes papers as a program does, and holds every
// answer against the description.
func TestBriefingsAreComposed(t *testing.T) {
	eachOffice(t, func(o *office) {
		c := o.contract()
		priority := string(o.make(models.RolePlan, "/priorities", `{"title":"CSA/E","since":"2013"}`))
		serves := fmt.Sprintf(`"priorities":[%q]`, priority)
		activity := string(o.make(models.RolePlan, "/activities", `{"title":"Toolkit","type":"toolkit","started":"2018",`+serves+`}`))
		o.make(models.RolePlan, "/measures", `{"title":"Referrals",`+serves+`}`)
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
		ask := func(role models.Role, query string) reply {
			got := o.get(role, "/briefing?"+query)
			c.holds(http.MethodGet, "/briefing", got)
			return got
		}
		for _, role := range models.Roles {
			wants(ask(role, "about="+priority), http.StatusOK, `"marking":"OFFICIAL"`, "“Toolkit”", activity, `"cites":true`, `"number":"1.1"`)
		}
		chosen := ask(models.RolePanel, "about="+priority+"&sections=unknown&sections=background&as_at=2019-01-01")
		wants(chosen, http.StatusOK, "Referrals", "As at 1 January 2019")
		if at := strings.Index(string(chosen.body), `"id":"background"`); at < strings.Index(string(chosen.body), `"id":"unknown"`) {
			t.Error("the sections are not in their order")
		}
		wants(ask(models.RolePlan, "about="+priority+"&sections=weather"), http.StatusUnprocessableEntity, `"field":"sections"`)
		wants(ask(models.RolePlan, ""), http.StatusUnprocessableEntity, `"field":"about"`)
		wants(ask(models.RolePlan, "about=COM-1999-01"), http.StatusUnprocessableEntity, `"field":"about"`)

		paper := string(o.make(models.RoleChief, "/papers", fmt.Sprintf(`{"title":"Ours","type":"briefing","about":%q,"sections":["force"]}`, priority)))
		o.make(models.RoleDrafter, "/paragraphs", fmt.Sprintf(`{"paper":%q,"section":"force","place":"after","after":%q,"text":"We think so."}`, paper, activity))
		for _, ending := range []string{"", ".docx", ".odt"} {
			read := o.get(models.RoleDrafter, "/papers/"+paper+"/document"+ending)
			wants(read, http.StatusOK)
			wants(o.get(models.RolePlan, "/papers/"+paper+"/document"+ending), http.StatusNotFound)
			file := o.get(models.RolePanel, "/briefing"+ending+"?about="+priority)
			wants(file, http.StatusOK)
			if name := file.header.Get("Content-Disposition"); ending != "" && !strings.Contains(name, "briefing-"+priority+"-OFFICIAL"+ending) {
				t.Errorf("the file is called %s", name)
			}
		}
		read := o.get(models.RoleChief, "/papers/"+paper+"/document")
		c.holds(http.MethodGet, "/papers/{ref}/document", read)
		wants(read, http.StatusOK, "We think so.", `"own":"`)
	})
}
