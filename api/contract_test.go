package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"answerable/internal/testdb"
	"answerable/models"
)

// contract is the OpenAPI document as a caller reads it.
type contract struct {
	t        *testing.T
	compiler *jsonschema.Compiler
	paths    map[string]map[string]operation
}

type operation struct {
	ID        string                    `json:"operationId"`
	Responses map[string]map[string]any `json:"responses"`
	Security  []map[string][]string     `json:"security"`
	Roles     []models.Role             `json:"x-roles"`
}

func (o *office) contract() *contract {
	o.t.Helper()
	read := o.get("", "/openapi.json")
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(read.body))
	if err != nil {
		o.t.Fatal(err)
	}
	c := &contract{t: o.t, compiler: jsonschema.NewCompiler()}
	c.compiler.DefaultDraft(jsonschema.Draft2020)
	c.compiler.AssertFormat()
	if err := c.compiler.AddResource("api.json", document); err != nil {
		o.t.Fatal(err)
	}
	var described struct {
		Paths map[string]map[string]operation `json:"paths"`
	}
	if err := json.Unmarshal(read.body, &described); err != nil {
		o.t.Fatal(err)
	}
	c.paths = described.Paths
	return c
}

var pointer = strings.NewReplacer("~", "~0", "/", "~1")

// holds checks an answer against what the document says of the operation.
func (c *contract) holds(method, path string, got reply) {
	c.t.Helper()
	at := fmt.Sprintf("paths/%s/%s/responses/%d", pointer.Replace(path), strings.ToLower(method), got.status)
	described, known := c.paths[path][strings.ToLower(method)].Responses[fmt.Sprint(got.status)]
	if !known {
		c.t.Errorf("%s %s: the document knows no answer %d: %s", method, path, got.status, got.body)
		return
	}
	if shared, ok := described["$ref"].(string); ok {
		at = strings.TrimPrefix(shared, "#/")
	}
	media, _, _ := strings.Cut(got.header.Get("Content-Type"), ";")
	if len(got.body) == 0 {
		return
	}
	compiled, err := c.compiler.Compile("api.json#/" + at + "/content/" + pointer.Replace(media) + "/schema")
	if err != nil {
		c.t.Fatalf("%s %s: %v", method, path, err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(got.body))
	if err != nil {
		c.t.Fatal(err)
	}
	if err := compiled.Validate(value); err != nil {
		c.t.Errorf("%s %s: %v", method, path, err)
	}
}

// TestEveryRouteIsDescribed holds the router and the document together, both
// ways, and every secured operation to saying who may call it.
func TestEveryRouteIsDescribed(t *testing.T) {
	eachOffice(t, func(o *office) {
		c := o.contract()
		described, ids := map[string]bool{}, map[string]bool{}
		for path, operations := range c.paths {
			for method, operation := range operations {
				described[strings.ToUpper(method)+" "+Prefix+ginPath(path)] = true
				if operation.ID == "" || ids[operation.ID] {
					t.Errorf("%s %s: the operationId %q is not its own", method, path, operation.ID)
				}
				ids[operation.ID] = true
				if open := path == "/openapi.json" || strings.HasPrefix(path, "/public/"); open != (len(operation.Security) == 0) || open != (operation.Roles == nil) {
					t.Errorf("%s %s: security %v, roles %v", method, path, operation.Security, operation.Roles)
				}
			}
		}
		for _, route := range o.api.engine.Routes() {
			if !described[route.Method+" "+route.Path] {
				t.Errorf("%s %s is not in the document", route.Method, route.Path)
			}
			delete(described, route.Method+" "+route.Path)
		}
		for left := range described {
			t.Errorf("%s is in the document, but no route", left)
		}
	})
}

// TestEverySchemaIsOne compiles every schema of the document, those of bodies
// and parameters too, as JSON Schema 2020-12.
func TestEverySchemaIsOne(t *testing.T) {
	o := newOffice(t, testdb.SQLite(t))
	c := o.contract()
	var document any
	if err := json.Unmarshal(o.get("", "/openapi.json").body, &document); err != nil {
		t.Fatal(err)
	}
	compiled := 0
	var walk func(at string, value any)
	walk = func(at string, value any) {
		members, _ := value.(map[string]any)
		for name, member := range members {
			here := at + "/" + pointer.Replace(name)
			if name != "schema" && at != "/components/schemas" {
				walk(here, member)
				continue
			}
			compiled++
			if _, err := c.compiler.Compile("api.json#" + here); err != nil {
				t.Errorf("%s: %v", here, err)
			}
		}
		list, _ := value.([]any)
		for i, item := range list {
			walk(fmt.Sprintf("%s/%d", at, i), item)
		}
	}
	walk("", document)
	if compiled < 5*len(models.Registry) {
		t.Errorf("only %d schemas were found", compiled)
	}
}

// TestAnswersFollowTheDocument compares what is really answered with what the
// document says, for every kind with something in every field.
func TestAnswersFollowTheDocument(t *testing.T) {
	eachOffice(t, func(o *office) {
		c := o.contract()
		for _, k := range models.Registry {
			m := o.plant(k, sharedState(k))
			at := "/" + k.Plural
			ref, reader := string(m.Base().Ref), readerOf(k)
			list := o.get(reader, at)
			if list.status != http.StatusOK || list.member("total") == nil || len(list.member("items").([]any)) == 0 {
				t.Fatalf("GET %s: %d %s", at, list.status, list.body)
			}
			c.holds(http.MethodGet, at, list)
			for _, rest := range []string{"", "/history", "/thread"} {
				got := o.get(reader, at+"/"+ref+rest)
				if got.status != http.StatusOK {
					t.Errorf("GET %s/%s%s: %d %s", at, ref, rest, got.status, got.body)
				}
				c.holds(http.MethodGet, at+"/{ref}"+rest, got)
				c.holds(http.MethodGet, at+"/{ref}"+rest, o.get(reader, at+"/NONE"+rest))
				c.holds(http.MethodGet, at+"/{ref}"+rest, o.get("", at+"/"+ref+rest))
			}
			c.holds(http.MethodPost, at, o.call(models.RoleAdmin, http.MethodPost, at, `{"wrong":1}`))
			c.holds(http.MethodPost, at, o.call(models.RolePanel, http.MethodPost, at, `{}`))
			c.holds(http.MethodPatch, at+"/{ref}", o.call(reader, http.MethodPatch, at+"/"+ref, `{}`, `If-Match: "7"`))
			c.holds(http.MethodPatch, at+"/{ref}", o.call(reader, http.MethodPatch, at+"/"+ref, `{}`))
			c.holds(http.MethodPost, at+"/{ref}/moves", o.call(reader, http.MethodPost, at+"/"+ref+"/moves", `{"move":"nothing"}`, `If-Match: "1"`))
			if c.paths[at+"/bulk"] != nil {
				body := fmt.Sprintf(`{"refs":[{"ref":%q},{"ref":"NONE"}],"set":{"owner":%q},"reason":"x","preview":true}`, ref, o.people[models.RolePlan].Person)
				for _, role := range models.Roles {
					c.holds(http.MethodPost, at+"/bulk", o.call(role, http.MethodPost, at+"/bulk", body))
				}
				c.holds(http.MethodPost, at+"/bulk", o.call(models.RolePlan, http.MethodPost, at+"/bulk", `{}`))
			}
			for ending, media := range map[string]string{".csv": "text/csv; charset=utf-8", ".xlsx": xlsxType, ".json": jsonType, "/template.xlsx": xlsxType} {
				got := o.get(reader, at+ending)
				if got.status != http.StatusOK || got.header.Get("Content-Type") != media || !strings.Contains(got.header.Get("Content-Disposition"), k.Plural+"-") {
					t.Errorf("GET %s%s: %d %v", at, ending, got.status, got.header)
				}
				if media == jsonType {
					c.holds(http.MethodGet, at+ending, got)
				}
			}
		}
		for _, role := range models.Roles {
			c.holds(http.MethodGet, "/export.json", o.get(role, "/export.json?sensitive=yes"))
			for path, media := range map[string]string{"/export.xlsx": xlsxType, "/export.zip": zipType} {
				if got := o.get(role, path); got.status != http.StatusOK || got.header.Get("Content-Type") != media || !strings.Contains(got.header.Get("Content-Disposition"), "everything-") {
					t.Errorf("GET %s as %s: %d %v", path, role, got.status, got.header)
				}
			}
		}
		c.holds(http.MethodGet, "/export.json", o.get(models.RolePlan, "/export.json?sensitive=perhaps"))
		for _, path := range []string{"/me", "/me/feeds", "/work", "/kinds", "/tokens", "/search", "/calendar"} {
			for _, role := range models.Roles {
				got := o.get(role, path)
				if got.status != http.StatusOK {
					t.Errorf("GET %s as %s: %d %s", path, role, got.status, got.body)
				}
				c.holds(http.MethodGet, path, got)
			}
		}
		c.holds(http.MethodGet, "/search", o.get(models.RolePlan, "/search?q=plan"))
		priority := o.plant(models.PriorityKind, models.Current).Base().Ref
		c.holds(http.MethodGet, "/priorities/{ref}/picture", o.get(models.RolePlan, "/priorities/"+string(priority)+"/picture"))
		c.holds(http.MethodGet, "/calendar", o.get(models.RolePlan, "/calendar?from=2019-01-01&to=2019-12-31"))
		c.holds(http.MethodPost, "/me/feeds", o.call(models.RolePlan, http.MethodPost, "/me/feeds", `{"name":"x"}`))
		o.assurancesHold(c)
		c.holds(http.MethodPost, "/tokens", o.call(models.RolePlan, http.MethodPost, "/tokens", `{"name":"x","days":3}`))
	})
}

// readerOf is a role that reads records of the kind: a plan manager, or a chief
// officer where they are the force's own.
func readerOf(k *models.Kind) models.Role {
	if k.SeenIn(&models.Actor{Roles: []models.Role{models.RolePlan}}, sharedState(k)) {
		return models.RolePlan
	}
	return models.RoleChief
}
