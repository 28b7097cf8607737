package api

import (
	"bytes"
	"net/http"
	"slices"
	"testing"

	"answerable/models"
)

// TestRolesInTheDocument compares the roles that the document names with who
// is really let in.
func TestRolesInTheDocument(t *testing.T) {
	eachOffice(t, func(o *office) {
		c := o.contract()
		for _, k := range models.Registry {
			at := "/" + k.Plural
			for _, role := range models.Roles {
				made := o.call(role, http.MethodPost, at, `{"wrong":1}`)
				if listed := slices.Contains(c.paths[at]["post"].Roles, role); listed == (made.status == http.StatusForbidden) {
					t.Errorf("POST %s as %s: in x-roles %v, answered %d", at, role, listed, made.status)
				}
			}
			if c.paths[at+"/bulk"] != nil {
				for _, role := range models.Roles {
					all := o.mayBulk(role, at)
					if listed := slices.Contains(c.paths[at+"/bulk"]["post"].Roles, role); listed != all {
						t.Errorf("POST %s/bulk as %s: in x-roles %v, let in %v", at, role, listed, all)
					}
				}
			}
			for _, state := range k.States {
				ref := string(o.plant(k, models.State(state.Value)).Base().Ref)
				for _, role := range models.Roles {
					o.onlyListed(c, role, http.MethodGet, at+"/{ref}", at+"/"+ref, "")
					o.onlyListed(c, role, http.MethodPatch, at+"/{ref}", at+"/"+ref, `{"wrong":1}`)
					for _, move := range k.Moves {
						o.onlyListed(c, role, http.MethodPost, at+"/{ref}/moves", at+"/"+ref+"/moves", moving(move.Name, `{"wrong":1}`))
					}
				}
			}
		}
	})
}

// onlyListed checks that nobody is let in whom the document does not name.
func (o *office) onlyListed(c *contract, role models.Role, method, described, path, body string) {
	o.t.Helper()
	operations := map[string]string{http.MethodGet: "get", http.MethodPatch: "patch", http.MethodPost: "post"}
	if slices.Contains(c.paths[described][operations[method]].Roles, role) {
		return
	}
	if got := o.call(role, method, path, body, `If-Match: "1"`); got.status != http.StatusForbidden && got.status != http.StatusNotFound {
		o.t.Errorf("%s %s as %s, who is not in x-roles: answered %d: %s", method, path, role, got.status, got.body)
	}
}

// mayBulk tells whether a role is let in with any of the bulk changes.
func (o *office) mayBulk(role models.Role, at string) bool {
	o.t.Helper()
	for _, set := range []string{`{"owner":"x"}`, `{"due_on":"2019-04-01"}`, `{"priorities":{"add":["x"]}}`} {
		got := o.call(role, http.MethodPost, at+"/bulk", `{"refs":[{"ref":"NONE"}],"reason":"x","preview":true,"set":`+set+`}`)
		switch {
		case got.status == http.StatusOK:
			return true
		case got.status == http.StatusUnprocessableEntity && !bytes.Contains(got.body, []byte("What to change")):
			return true
		}
	}
	return false
}
