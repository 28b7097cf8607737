package api

import (
	"archive/zip"
	"bytes"
	"slices"
	"strings"
	"testing"

	"answerable/models"
)

// TestDossier takes dossiers as a program does.
func TestDossier(t *testing.T) {
	eachOffice(t, func(o *office) {
		priority := string(o.make(models.RolePlan, "/priorities", `{"title":"Knives"}`))
		quiet := o.make(models.RolePlan, "/activities?start=record", `{"title":"Quiet","type":"event","marking":"OFFICIAL-SENSITIVE","priorities":["`+priority+`"]}`)
		at := "/priorities/" + priority + "/dossier.zip"
		for _, c := range []struct {
			role   models.Role
			query  string
			status int
			quiet  bool
		}{
			{models.RolePlan, "", 200, false},
			{models.RolePlan, "?sensitive=yes", 200, true},
			{models.RolePanel, "", 200, false},
			{models.RolePanel, "?sensitive=yes", 403, false},
			{models.RolePlan, "?sensitive=perhaps", 422, false},
			{models.RolePlan, "?other=1", 422, false},
		} {
			got := o.get(c.role, at+c.query)
			if got.status != c.status {
				t.Errorf("%s %s: %d %s", c.role, c.query, got.status, got.body)
				continue
			}
			if c.status != 200 {
				problemShape(t, c.query, got)
				continue
			}
			if name := got.header.Get("Content-Disposition"); got.header.Get("Content-Type") != "application/zip" || strings.Contains(name, "OFFICIAL-SENSITIVE") != c.quiet {
				t.Errorf("%s %s: %s %s", c.role, c.query, got.header.Get("Content-Type"), name)
			}
			opened, err := zip.NewReader(bytes.NewReader(got.body), int64(len(got.body)))
			if err != nil {
				t.Fatal(err)
			}
			has := func(name string) bool {
				return slices.ContainsFunc(opened.File, func(f *zip.File) bool { return f.Name == name })
			}
			if !has("records/"+priority+".html") || !has("manifest.json") || has("records/"+string(quiet)+".html") != c.quiet {
				t.Errorf("%s %s: the dossier holds something else", c.role, c.query)
			}
		}
		problemShape(t, "not there", o.get(models.RolePlan, "/priorities/PRI-999/dossier.zip"))
	})
}
