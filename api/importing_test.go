package api

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"answerable/models"
)

const bodyLog = "Organisation,Sort,Shade\nNightingale Trust,Charity,red\nPlover House,Spaceship,blue\n"

// bringIn sends a file, and holds the answer against the document.
func (o *office) bringIn(c *contract, role models.Role, register, content string) reply {
	o.t.Helper()
	got := o.sendFiles(role, http.MethodPost, "/"+register+"/imports", "", [3]string{"file", "list.csv", content})
	c.holds(http.MethodPost, "/"+register+"/imports", got)
	return got
}

// advance takes a step of an import, has it done, and tells how it went.
func (o *office) advance(c *contract, ref, step, body string) {
	o.t.Helper()
	at := "/imports/" + ref
	tag := o.get(models.RolePlan, at).header.Get("ETag")
	got := o.call(models.RolePlan, http.MethodPost, at+"/"+step, body, "If-Match: "+tag)
	c.holds(http.MethodPost, "/imports/{ref}/"+step, got)
	if got.status != http.StatusAccepted {
		o.t.Fatalf("%s: answered %d %s", step, got.status, got.body)
	}
	o.reads(c, ref, "progress", `"running":true`)
	if err := o.api.service.RunImportsOnce(o.t.Context()); err != nil {
		o.t.Fatal(err)
	}
	o.reads(c, ref, "progress", `"running":false`, `"failure":""`)
}

// reads reads a part of an import, and what it should say.
func (o *office) reads(c *contract, ref, part string, wants ...string) reply {
	o.t.Helper()
	path, _, _ := strings.Cut(part, "?")
	got := o.get(models.RolePlan, "/imports/"+ref+"/"+part)
	c.holds(http.MethodGet, "/imports/{ref}/"+path, got)
	if got.status != http.StatusOK {
		o.t.Fatalf("%s: answered %d %s", part, got.status, got.body)
	}
	for _, want := range wants {
		if !strings.Contains(string(got.body), want) {
			o.t.Fatalf("%s does not say %s: %s", part, want, got.body)
		}
	}
	return got
}

// TestImportOverTheAPIAlone brings a list in with nothing but the API: it is
// sent, mapped, checked, mended, imported, sent once more, and undone.
func TestImportOverTheAPIAlone(t *testing.T) {
	eachOffice(t, func(o *office) {
		c := o.contract()
		sent := o.bringIn(c, models.RolePlan, "bodies", bodyLog)
		ref := sent.text("ref")
		if sent.status != http.StatusCreated || sent.header.Get("Location") != Prefix+"/imports/"+ref {
			t.Fatalf("answered %d %v: %s", sent.status, sent.header, sent.body)
		}
		o.reads(c, ref, "columns", `"heading":"Shade"`, `"values":["red","blue"]`, `"name":"charity_number"`)
		const mapped = `{"columns":{"Organisation":"name","B":"type","Shade":""},"keep_as":"Our partners"}`
		o.advance(c, ref, "check", mapped)
		o.reads(c, ref, "rows", `"new":1`, `"refused":1`, `"cell":"B3"`, `"heading":"Sort"`)
		if rows := o.reads(c, ref, "rows?outcome=refused"); strings.Contains(string(rows.body), "Nightingale") {
			t.Errorf("the refused rows are %s", rows.body)
		}
		if file := o.get(models.RolePlan, "/imports/"+ref+"/corrected.xlsx"); !strings.HasPrefix(string(file.body), "PK") || file.header.Get("Content-Disposition") != `attachment; filename=list-to-correct.xlsx` {
			t.Errorf("the file to correct is %.20q, %v", file.body, file.header)
		}
		tag := o.get(models.RolePlan, "/imports/"+ref).header.Get("ETag")
		refused := o.call(models.RolePlan, http.MethodPost, "/imports/"+ref+"/apply", `{"reason":"Partners"}`, "If-Match: "+tag)
		c.holds(http.MethodPost, "/imports/{ref}/apply", refused)
		if refused.status < 400 || refused.status >= 500 {
			t.Errorf("with a refused row it answers %d %s", refused.status, refused.body)
		}

		mended := strings.Replace(bodyLog, "Spaceship", "Partner", 1)
		ref = o.bringIn(c, models.RolePlan, "bodies", mended).text("ref")
		o.advance(c, ref, "check", `{}`)
		o.reads(c, ref, "rows", `"new":2`, `"refused":0`, `"field":"name"`)
		o.advance(c, ref, "apply", `{"reason":"Our partners of old"}`)
		rows := o.reads(c, ref, "rows?outcome=new", `"ref":"BODY-`)
		if found := o.get(models.RolePlan, "/bodies?q=Plover"); !strings.Contains(string(found.body), `"total":1`) {
			t.Errorf("what was imported is not there: %s, %s", found.body, rows.body)
		}

		again := o.bringIn(c, models.RolePlan, "bodies", mended).text("ref")
		o.advance(c, again, "check", `{}`)
		o.reads(c, again, "rows", `"same":2`, `"new":0`, `"changed":0`)

		o.advance(c, ref, "undo", `{"reason":"The wrong list"}`)
		if found := o.get(models.RolePlan, "/bodies?q=Plover&state=withdrawn"); !strings.Contains(string(found.body), `"total":1`) {
			t.Errorf("what was undone is still there: %s", found.body)
		}
		if kept := o.get(models.RolePlan, "/mappings?register=bodies"); !strings.Contains(string(kept.body), "Our partners") {
			t.Errorf("the mapping was not kept: %s", kept.body)
		}
	})
}

func TestImportsOverTheAPIAreOnesOwn(t *testing.T) {
	eachOffice(t, func(o *office) {
		c := o.contract()
		ref := o.bringIn(c, models.RolePlan, "bodies", bodyLog).text("ref")
		for _, role := range models.Roles {
			if role == models.RolePlan {
				continue
			}
			for _, part := range []string{"", "/columns", "/progress", "/rows", "/corrected.xlsx"} {
				got := o.get(role, "/imports/"+ref+part)
				c.holds(http.MethodGet, "/imports/{ref}"+part, got)
				if got.status != http.StatusNotFound {
					t.Errorf("%s as %s: answered %d", part, role, got.status)
				}
			}
			for _, step := range []string{"check", "apply", "undo"} {
				got := o.call(role, http.MethodPost, "/imports/"+ref+"/"+step, `{"wrong":1}`, `If-Match: "1"`)
				c.holds(http.MethodPost, "/imports/{ref}/"+step, got)
				if got.status != http.StatusNotFound {
					t.Errorf("%s as %s: answered %d %s", step, role, got.status, got.body)
				}
			}
		}
	})
}

// TestWhoMayImport holds the roles in the document against who is let in, for
// every register.
func TestWhoMayImport(t *testing.T) {
	eachOffice(t, func(o *office) {
		c := o.contract()
		for _, k := range models.Registry {
			described := c.paths["/"+k.Plural+"/imports"]["post"]
			if k.Importable() == (described.ID == "") {
				t.Errorf("%s: importable %v, described as %q", k.Plural, k.Importable(), described.ID)
			}
			for _, role := range models.Roles {
				if described.ID == "" {
					continue
				}
				got := o.bringIn(c, role, k.Plural, "")
				if listed := slices.Contains(described.Roles, role); listed == (got.status == http.StatusForbidden) {
					t.Errorf("%s as %s: listed %v, answered %d", k.Plural, role, listed, got.status)
				}
			}
		}
	})
}

func TestImportSaysWhatIsWrongWithAChoice(t *testing.T) {
	eachOffice(t, func(o *office) {
		c := o.contract()
		ref := o.bringIn(c, models.RolePlan, "bodies", bodyLog).text("ref")
		for name, try := range map[string]struct {
			body   string
			status int
			says   string
		}{
			"a field that is none":  {`{"columns":{"A":"spaceship"}}`, 422, "spaceship"},
			"a column that is none": {`{"columns":{"Z":"name"}}`, 422, "Z"},
			"twice":                 {`{"columns":{"A":"name","B":"name"}}`, 422, "only one column"},
			"no sheet of it":        {`{"sheet":"other"}`, 422, "Sheet"},
			"no text":               {`{"columns":{"A":1}}`, 422, "must be a text"},
			"not an object":         {`{"columns":"A"}`, 422, "must be an object"},
			"something else":        {`{"colums":{}}`, 422, "cannot be set here"},
		} {
			got := o.call(models.RolePlan, http.MethodPost, "/imports/"+ref+"/check", try.body, `If-Match: "1"`)
			c.holds(http.MethodPost, "/imports/{ref}/check", got)
			if got.status != try.status || !strings.Contains(string(got.body), try.says) {
				t.Errorf("%s: answered %d %s", name, got.status, got.body)
			}
		}
	})
}

func TestFirstDay(t *testing.T) {
	eachOffice(t, func(o *office) {
		c := o.contract()
		for _, role := range models.Roles {
			got := o.get(role, "/first-day")
			c.holds(http.MethodGet, "/first-day", got)
			listed := slices.Contains(c.paths["/first-day"]["get"].Roles, role)
			if listed != (got.status == http.StatusOK) {
				t.Errorf("as %s, listed %v: answered %d", role, listed, got.status)
			}
		}
		before := string(o.get(models.RolePlan, "/first-day").body)
		for _, want := range []string{`"name":"priority","title":"At least one priority"`, `"kind":"question","path":"/questions","count":0,"needs":["meeting","title","text"],"missing":["meeting"],"may":true`, `"kind":"person"`} {
			if !strings.Contains(before, want) {
				t.Errorf("it does not say %s: %s", want, before)
			}
		}
		o.make(models.RolePlan, "/meetings?start=record", `{"title":"COM","type":"com","held_on":"2019-03-01"}`)
		if after := string(o.get(models.RolePlan, "/first-day").body); !strings.Contains(after, `"kind":"question","path":"/questions","count":0,"needs":["meeting","title","text"],"missing":[],"may":true`) {
			t.Errorf("after a meeting it says %s", after)
		}
	})
}

// TestRowsAreNotTakenForOthers brings in a list without the titles by which its
// records are known: no row of it is about a record that is here.
func TestRowsAreNotTakenForOthers(t *testing.T) {
	eachOffice(t, func(o *office) {
		c := o.contract()
		body := o.make(models.RolePlan, "/bodies", `{"name":"Plover House","type":"partner"}`)
		o.make(models.RolePlan, "/commitments", `{"title":"A promise","text":"To count them","body":"`+string(body)+`"}`)
		ref := o.bringIn(c, models.RolePlan, "commitments", "Body that undertook it,Remarks\nPlover House,Late\n").text("ref")
		o.advance(c, ref, "check", `{}`)
		o.reads(c, ref, "rows", `"refused":1`, `"changed":0`, `"ref":""`, "Short title: must be given")
	})
}
