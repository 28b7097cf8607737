package api

import (
	"net/http"
	"strings"
	"testing"

	"answerable/models"
)

// TestPublicationThroughTheAPI publishes the grants of a month as programs do,
// and reads them as somebody who sends no token.
func TestPublicationThroughTheAPI(t *testing.T) {
	eachOffice(t, func(o *office) {
		c, grants := o.contract(), models.RoleGrants
		reads := func(role models.Role, described, path string, status int, says ...string) reply {
			t.Helper()
			got := o.get(role, path)
			c.answers(http.MethodGet, described, got, status)
			for _, text := range says {
				if !strings.Contains(string(got.body), text) {
					t.Errorf("%s does not say %q: %s", path, text, got.body)
				}
			}
			return got
		}
		prepares := program{o, grants}
		fund := prepares.create("/funds", map[string]any{"title": "Safer Communities Fund", "code": "SCF"})
		award := string(o.make(grants, "/awards?start=record", `{"title": "A play", "fund": "`+fund+`", "organisation": "`+string(o.people[grants].Body)+`", "amount": 450050, "decided_on": "2019-02-21", "purpose": "p", "reasons": "r"}`))
		at := "/grant-lists/" + prepares.create("/grant-lists", map[string]any{"month": "2019-02", "covers": "month"})
		publishes := func(role models.Role, digest, tag string) reply {
			t.Helper()
			return o.call(role, http.MethodPost, at+"/publish", `{"digest": "`+digest+`"}`, "If-Match: "+tag)
		}

		preview := reads(grants, "/grant-lists/{ref}/preview", at+"/preview", http.StatusOK, `"field":"conditions"`, award, `"total_pence":450050`, "prefix is not set")
		reads(models.RolePanel, "/grant-lists/{ref}/preview", at+"/preview", http.StatusNotFound)
		reads(grants, "/grant-lists/{ref}/published", at+"/published", http.StatusNotFound)
		reads(grants, "/awards/360giving", "/awards/360giving", http.StatusOK, "prefix is not set")
		reads(models.RolePanel, "/awards/360giving", "/awards/360giving", http.StatusForbidden)
		reads(grants, "/awards/360giving.json", "/awards/360giving.json", http.StatusConflict)
		c.answers(http.MethodPost, "/grant-lists/{ref}/publish", publishes(grants, preview.text("digest"), `"1"`), http.StatusConflict)
		o.wants(o.call(grants, http.MethodPatch, "/awards/"+award, `{"no_conditions": "none"}`, `If-Match: "1"`), http.StatusOK)
		c.answers(http.MethodPost, "/grant-lists/{ref}/publish", publishes(grants, preview.text("digest"), `"1"`), http.StatusConflict)
		preview = reads(grants, "/grant-lists/{ref}/preview", at+"/preview", http.StatusOK, `"faults":[]`)
		c.answers(http.MethodPost, "/grant-lists/{ref}/publish", publishes(models.RolePlan, preview.text("digest"), `"1"`), http.StatusForbidden)
		c.answers(http.MethodPost, "/grant-lists/{ref}/publish", publishes(grants, preview.text("digest"), `"7"`), http.StatusPreconditionFailed)
		reads("", "/public/grants/{month}", "/public/grants/2019-02", http.StatusNotFound)

		c.answers(http.MethodPost, "/grant-lists/{ref}/publish", publishes(grants, preview.text("digest"), `"1"`), http.StatusOK)
		reads("", "/public/grants", "/public/grants", http.StatusOK, `"address":"2019-02"`)
		reads("", "/public/grants/{month}", "/public/grants/2019-02", http.StatusOK, `"total_pence":450050`, `"grants.csv"`)
		reads(models.RolePanel, "/grant-lists/{ref}/published", at+"/published", http.StatusOK, `"total_pence":450050`)
		if file := o.get("", "/public/grants/2019-02/grants.csv"); file.status != http.StatusOK || !strings.Contains(string(file.body), "4500.50") {
			t.Errorf("the file is %d %s", file.status, file.body)
		}
		o.move(grants, at, "take-down", `{"reason": "A name was in it"}`)
		reads("", "/public/grants/{month}", "/public/grants/2019-02", http.StatusOK, "A name was in it", `"taken_down_on":"2019-03-04"`)
		reads("", "/public/grants/{month}/{file}", "/public/grants/2019-02/grants.csv", http.StatusNotFound)
		reads(models.RolePanel, "/grant-lists/{ref}/published", at+"/published", http.StatusNotFound)
		reads(models.RolePlan, "/grant-lists/{ref}/published", at+"/published", http.StatusOK)
	})
}

// wants fails the test unless the answer has the status.
func (o *office) wants(got reply, status int) {
	o.t.Helper()
	if got.status != status {
		o.t.Fatalf("answered %d, want %d: %s", got.status, status, got.body)
	}
}
