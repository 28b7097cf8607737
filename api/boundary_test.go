package api

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"answerable/models"
)

// TestTheBoundary holds both offices' drafts against every route: what a
// person may not see is answered, byte for byte, as what does not exist.
func TestTheBoundary(t *testing.T) {
	eachOffice(t, func(o *office) {
		draft := o.draftQuestion()
		limb := o.make(models.RolePlan, "/limbs", fmt.Sprintf(`{"question":%q,"text":"Are there yaks?"}`, draft))
		question := o.putQuestion()
		answer := o.make(models.RoleDrafter, "/answers", fmt.Sprintf(`{"question":%q,"text":"Zebras, each month"}`, question))
		note := o.make(models.RoleDrafter, "/notes", fmt.Sprintf(`{"about":%q,"text":"Zebras again"}`, answer))
		allocation := o.make(models.RoleChief, "/allocations", fmt.Sprintf(`{"question":%q,"drafter":%q,"brief":"Zebras, please"}`, question, o.people[models.RoleDrafter].Person))
		comment := o.make(models.RoleChief, "/notes", fmt.Sprintf(`{"about":%q,"text":"Zebras inside the force"}`, question))
		for _, hidden := range []struct {
			roles []models.Role
			ref   string
			words string
		}{
			{[]models.Role{models.RoleChief, models.RoleDrafter, models.RolePanel}, string(draft), "Yaks"},
			{[]models.Role{models.RoleChief, models.RoleDrafter, models.RolePanel}, string(limb), "yaks"},
			{[]models.Role{models.RolePlan, models.RoleCommissioner, models.RoleGrants, models.RoleAdmin, models.RolePanel}, string(answer), "Zebras"},
			{[]models.Role{models.RolePlan, models.RoleCommissioner, models.RoleGrants, models.RoleAdmin, models.RolePanel}, string(note), "Zebras"},
			{[]models.Role{models.RolePlan, models.RoleCommissioner, models.RoleGrants, models.RoleAdmin, models.RolePanel}, string(allocation), "Zebras"},
			{[]models.Role{models.RolePlan, models.RoleCommissioner, models.RoleGrants, models.RoleAdmin, models.RolePanel}, string(comment), "Zebras"},
		} {
			for _, role := range hidden.roles {
				o.notThere(role, hidden.ref)
				o.notListed(role, hidden.ref, hidden.words)
			}
		}
	})
}

// TestWhoDraftedStaysInside submits an answer and reads it outside the force:
// what was submitted, and not who wrote it.
func TestWhoDraftedStaysInside(t *testing.T) {
	eachOffice(t, func(o *office) {
		question := o.putQuestion()
		answer := "/answers/" + string(o.make(models.RoleDrafter, "/answers", fmt.Sprintf(`{"question":%q,"text":"Each month"}`, question)))
		o.move(models.RoleDrafter, answer, "send-for-clearance", `{}`)
		o.move(models.RoleChief, answer, "clear", `{}`)
		o.move(models.RoleChief, answer, "submit", `{}`)
		drafter := o.people[models.RoleDrafter].Person
		contract := o.contract()
		for _, role := range []models.Role{models.RolePlan, models.RoleCommissioner, models.RolePanel} {
			read := o.get(role, answer)
			contract.holds(http.MethodGet, "/answers/{ref}", read)
			if read.text("text") != "Each month" || read.member("created_at") != nil || read.text("cleared_by") != "" || bytes.Contains(read.body, []byte(drafter)) {
				t.Errorf("%s reads %s", role, read.body)
			}
			for _, path := range []string{"/answers", "/answers.csv", answer + "/history", "/people/" + string(drafter) + "/thread"} {
				if got := o.get(role, path); got.status != http.StatusOK || bytes.Contains(got.body, []byte(drafter)) || bytes.Contains(got.body, []byte("drafters\":[\"")) || bytes.Contains(got.body, []byte(`"Drafted"`)) {
					t.Errorf("GET %s as %s: %d %s", path, role, got.status, got.body)
				}
			}
		}
		inside := o.get(models.RoleChief, answer)
		contract.holds(http.MethodGet, "/answers/{ref}", inside)
		if !bytes.Contains(inside.body, []byte(`"drafters":["`+drafter+`"]`)) || inside.member("created_at") == nil {
			t.Errorf("the chief reads %s", inside.body)
		}
	})
}

// notThere asks for the record by every route that takes a reference.
func (o *office) notThere(role models.Role, ref string) {
	o.t.Helper()
	none := strings.Repeat("0", len(ref))
	for _, route := range o.api.engine.Routes() {
		if !strings.Contains(route.Path, ":ref") {
			continue
		}
		path := strings.NewReplacer(Prefix, "", ":ref", ref, ":move", "withdraw").Replace(route.Path)
		other := strings.NewReplacer(Prefix, "", ":ref", none, ":move", "withdraw").Replace(route.Path)
		body := ""
		if route.Method != http.MethodGet {
			body = `{"move":"withdraw"}`
		}
		got := o.call(role, route.Method, path, body, `If-Match: "1"`, "X-Request-Id: same")
		missing := o.call(role, route.Method, other, body, `If-Match: "1"`, "X-Request-Id: same")
		if got.status == http.StatusOK || got.status == http.StatusForbidden || got.status == http.StatusPreconditionFailed {
			o.t.Errorf("%s %s as %s: answered %d: %s", route.Method, path, role, got.status, got.body)
		}
		if same := bytes.ReplaceAll(got.body, []byte(ref), []byte(none)); got.status != missing.status || !bytes.Equal(same, missing.body) || fmt.Sprint(got.header) != fmt.Sprint(missing.header) {
			o.t.Errorf("%s %s as %s: tells itself from what is not there:\n%v %s\n%v %s", route.Method, path, role, got.header, got.body, missing.header, missing.body)
		}
	}
}

// notListed looks for the record in every list, export, thread and search.
func (o *office) notListed(role models.Role, ref, words string) {
	o.t.Helper()
	quoted := []byte(`"` + ref + `"`)
	paths := []string{"/search?q=" + words, "/search?q=" + ref, "/me", "/work", "/calendar?from=2019-01-01&to=2019-12-31"}
	for _, k := range models.Registry {
		paths = append(paths, "/"+k.Plural+"", "/"+k.Plural+".csv", "/"+k.Plural+"?q="+words)
		items, _ := o.get(role, "/"+k.Plural).member("items").([]any)
		for _, item := range items {
			at := "/" + k.Plural + "/" + item.(map[string]any)["ref"].(string)
			paths = append(paths, at, at+"/thread", at+"/history")
		}
	}
	for _, path := range paths {
		got := o.get(role, path)
		if got.status != http.StatusOK || bytes.Contains(got.body, quoted) || bytes.Contains(bytes.ToLower(got.body), bytes.ToLower([]byte(words))) {
			o.t.Errorf("GET %s as %s: %d speaks of %s: %s", path, role, got.status, ref, got.body)
		}
	}
}
