package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"

	"answerable/models"
)

// scenario is one call and what must come of it.
type scenario struct {
	name    string
	role    models.Role
	method  string
	path    string
	body    string
	headers []string
	status  int
	says    []string
	silent  []string
	header  map[string]string
}

func (s scenario) run(o *office) {
	got := o.call(s.role, s.method, s.path, s.body, s.headers...)
	if got.status != s.status {
		o.t.Errorf("%s: answered %d, want %d: %s", s.name, got.status, s.status, got.body)
		return
	}
	for _, want := range s.says {
		if !bytes.Contains(got.body, []byte(want)) {
			o.t.Errorf("%s: does not say %q: %s", s.name, want, got.body)
		}
	}
	for _, unwanted := range s.silent {
		if bytes.Contains(got.body, []byte(unwanted)) {
			o.t.Errorf("%s: says %q: %s", s.name, unwanted, got.body)
		}
	}
	for name, want := range s.header {
		if have := got.header.Get(name); have != want {
			o.t.Errorf("%s: the header %s is %q, want %q", s.name, name, have, want)
		}
	}
	if got.header.Get(requestIDHeader) == "" || got.header.Get("X-Content-Type-Options") != "nosniff" {
		o.t.Errorf("%s: headers that every answer has are missing: %v", s.name, got.header)
	}
	if got.status >= http.StatusBadRequest {
		problemShape(o.t, s.name, got)
	}
}

// problemShape checks what every failure looks like.
func problemShape(t *testing.T, name string, got reply) {
	t.Helper()
	var p problem
	if err := json.Unmarshal(got.body, &p); err != nil {
		t.Errorf("%s: %v: %s", name, err, got.body)
		return
	}
	if got.header.Get("Content-Type") != "application/problem+json" || got.header.Get("Cache-Control") != "no-store" {
		t.Errorf("%s: the headers are %v", name, got.header)
	}
	if p.Status != got.status || p.Title == "" || p.Detail == "" || !strings.HasPrefix(p.Type, "urn:answerable:problem:") || p.RequestID != got.header.Get(requestIDHeader) {
		t.Errorf("%s: not a whole problem: %s", name, got.body)
	}
}

func TestScenarios(t *testing.T) {
	const get, post, patch, del = http.MethodGet, http.MethodPost, http.MethodPatch, http.MethodDelete
	plan, chief, admin := models.RolePlan, models.RoleChief, models.RoleAdmin
	large := `{"title":"` + strings.Repeat("x", maxBody) + `"}`
	scenarios := []scenario{
		{name: "nobody", method: get, path: "/plans", status: 401, says: []string{"not-signed-in"}, header: map[string]string{"WWW-Authenticate": "Bearer"}},
		{name: "wrong scheme", method: get, path: "/plans", headers: []string{"Authorization: Basic eDp5"}, status: 401},
		{name: "unknown token", method: get, path: "/plans", headers: []string{"Authorization: Bearer ans_none"}, status: 401},
		{name: "unknown session", method: get, path: "/plans", headers: []string{"Cookie: answerable_session=none"}, status: 401},
		{name: "the document is open", method: get, path: "/openapi.json", status: 200, says: []string{`"openapi":"3.1.0"`}, header: map[string]string{"Cache-Control": "public, max-age=300"}},
		{name: "no such address", role: plan, method: get, path: "/nothing", status: 404},
		{name: "no trailing slash", role: plan, method: get, path: "/plans/", status: 404},
		{name: "no such method", role: plan, method: del, path: "/plans", status: 405, says: []string{"DELETE"}},
		{name: "request id kept", role: plan, method: get, path: "/plans", headers: []string{"X-Request-Id: abc-1"}, status: 200, header: map[string]string{"X-Request-Id": "abc-1", "Cache-Control": "no-store", "Content-Type": "application/json"}},
		{name: "a byte that is no text", role: plan, method: get, path: "/plans?state=%00", status: 400},
		{name: "no UTF-8", role: plan, method: get, path: "/plans/%ff", status: 400},
		{name: "broken escape", role: plan, method: get, path: "/plans?state=%zz", status: 400},

		{name: "empty list", role: plan, method: get, path: "/awards", status: 200, says: []string{`{"items":[],"names":{},"next":"","total":0}`}},
		{name: "unknown filter", role: plan, method: get, path: "/awards?colour=red&limit=900", status: 422, says: []string{`"field":"colour"`, `"field":"limit"`}},
		{name: "unknown order", role: plan, method: get, path: "/awards?sort=colour", status: 422, says: []string{`"field":"sort"`}},
		{name: "one of seven", role: plan, method: get, path: "/bodies?limit=1&sort=ref", status: 200, silent: []string{`"next":""`}},
		{name: "broken cursor", role: plan, method: get, path: "/bodies?after=x", status: 422, says: []string{`"field":"after"`}},
		{name: "export with a page", role: plan, method: get, path: "/bodies.csv?after=x", status: 422},
		{name: "a parameter where none is", role: plan, method: get, path: "/me?x=1", status: 422, says: []string{`"field":"x"`}},

		{name: "not JSON", role: plan, method: post, path: "/plans", body: "title=x", headers: []string{"Content-Type: application/x-www-form-urlencoded"}, status: 415},
		{name: "no content type", role: plan, method: post, path: "/plans", body: "{}", headers: []string{"Content-Type: "}, status: 415},
		{name: "JSON, as UTF-8", role: plan, method: post, path: "/plans", body: `{"title":"Plan"}`, headers: []string{"Content-Type: application/json; charset=utf-8"}, status: 201},
		{name: "too large", role: plan, method: post, path: "/plans", body: large, status: 413},
		{name: "malformed", role: plan, method: post, path: "/plans", body: "{\n\"title\": nope}", status: 400, says: []string{"line 2, column 10"}},
		{name: "bytes that are no text", role: plan, method: post, path: "/plans", body: "{\"title\": \"\xff\"}", status: 400, says: []string{"UTF-8"}},
		{name: "twice", role: plan, method: post, path: "/plans", body: `{"title":"a","title":"b"}`, status: 400, says: []string{"“title”"}},
		{name: "unknown and wrong members", role: plan, method: post, path: "/plans", body: `{"colour":"red","title":5,"address":"x"}`, status: 422, says: []string{`"field":"colour"`, `"field":"title"`, `"field":"address"`}},
		{name: "what the service keeps", role: plan, method: post, path: "/plans", body: `{"title":"a","version":7,"state":"withdrawn","ref":"X"}`, status: 422, says: []string{`"field":"version"`, `"field":"state"`, `"field":"ref"`}},
		{name: "nothing recorded", role: plan, method: post, path: "/plans", body: `{}`, status: 422, says: []string{`"field":"title"`}},
		{name: "not a way to start", role: plan, method: post, path: "/plans?start=steal", body: `{"title":"a"}`, status: 422, says: []string{`"field":"start"`}},
		{name: "not theirs to start", role: chief, method: post, path: "/plans", body: `{"title":"a"}`, status: 403},
		{name: "created", role: plan, method: post, path: "/plans?start=add", body: `{"title":"Police and Crime Plan","period_start":"2016"}`, status: 201,
			says: []string{`"ref":"PLAN-2016"`, `"version":1`, `"period_end":""`, `"may":{"edit":true,"moves":["withdraw"]}`}, header: map[string]string{"Location": "/api/v1/plans/PLAN-2016", "ETag": `"1"`}},
		{name: "read", role: chief, method: get, path: "/plans/PLAN-2016", status: 200, says: []string{`"heading":"Police and Crime Plan"`, `"may":{"edit":false,"moves":[]}`}, header: map[string]string{"ETag": `"1"`}},
		{name: "a record of another kind", role: plan, method: get, path: "/bodies/PLAN-2016", status: 404},
		{name: "a reason that is no text", role: plan, method: post, path: "/plans/PLAN-2016/moves", body: `{"move":"withdraw","reason":5}`, headers: []string{`If-Match: "1"`}, status: 422, says: []string{`"field":"reason"`}},
		{name: "a reason that nobody asked for, and no text", role: plan, method: patch, path: "/plans/PLAN-2016", body: `{"reason":null}`, headers: []string{`If-Match: "1"`}, status: 422, says: []string{`"field":"reason"`}},
		{name: "no reason", role: plan, method: post, path: "/plans/PLAN-2016/moves", body: `{"move":"withdraw"}`, headers: []string{`If-Match: "1"`}, status: 422, says: []string{`"field":"reason"`}},
		{name: "no such move", role: plan, method: post, path: "/plans/PLAN-2016/moves", body: `{"move":"fly"}`, headers: []string{`If-Match: "1"`}, status: 404},
		{name: "no move named", role: plan, method: post, path: "/plans/PLAN-2016/moves", body: `{"reason":"x"}`, headers: []string{`If-Match: "1"`}, status: 422, says: []string{`"field":"move"`}},
		{name: "not theirs to move", role: chief, method: post, path: "/plans/PLAN-2016/moves", body: `{"move":"withdraw","reason":"x"}`, headers: []string{`If-Match: "1"`}, status: 403},
		{name: "moved by name", role: plan, method: post, path: "/plans/PLAN-2016/moves", body: `{"move":"withdraw","reason":"entered twice"}`, headers: []string{`If-Match: "1"`}, status: 200, says: []string{`"state":"withdrawn"`}, header: map[string]string{"ETag": `"2"`}},
		{name: "its history", role: chief, method: get, path: "/plans/PLAN-2016/history", status: 200, says: []string{`"reason":"entered twice"`, `"names":{"PER-`}},
		{name: "nothing to change any more", role: plan, method: patch, path: "/plans/PLAN-2016", body: `{"title":"b"}`, headers: []string{`If-Match: "2"`}, status: 403},

		{name: "search", role: chief, method: get, path: "/search?q=Crime", status: 200, says: []string{`"ref":"PLAN-2016"`, `"total":1`, `"more":false`}},
		{name: "search a kind that is none", role: chief, method: get, path: "/search?q=Crime&kind=x&page=0", status: 422, says: []string{`"field":"kind"`, `"field":"page"`}},
		{name: "me", role: admin, method: get, path: "/me", status: 200, says: []string{`"roles":["admin"]`, `"side":"opcc"`}},
		{name: "text with a NUL", role: plan, method: post, path: "/plans", body: `{"title":"a\u0000b"}`, status: 422, says: []string{`"field":"title"`}},
		{name: "null for a text", role: plan, method: post, path: "/plans", body: `{"title":"a","address":null}`, status: 422, says: []string{`"field":"address"`}},
	}
	eachOffice(t, func(o *office) {
		for _, s := range scenarios {
			s.run(o)
		}
	})
}

func TestSession(t *testing.T) {
	eachOffice(t, func(o *office) {
		ctx, who := t.Context(), o.people[models.RolePlan]
		if err := o.api.service.SetPassword(ctx, o.people[models.RoleAdmin], who.Person, "correct horse battery"); err != nil {
			t.Fatal(err)
		}
		secret, err := o.api.service.SignIn(ctx, "plan@example.org", "correct horse battery", "192.0.2.1")
		if err != nil {
			t.Fatal(err)
		}
		if got := o.call("", http.MethodGet, "/me", "", "Cookie: answerable_session="+secret); got.text("name") != "plan" {
			t.Errorf("the session gives %d %s", got.status, got.body)
		}
		if got := o.call("", http.MethodGet, "/me", "", "Authorization: Bearer "+secret); got.status != http.StatusUnauthorized {
			t.Errorf("a session's secret is taken for a token: %d", got.status)
		}
		if got := o.call("", http.MethodGet, "/me", "", "Cookie: answerable_session="+o.tokens[models.RolePlan]); got.status != http.StatusUnauthorized {
			t.Errorf("a token is taken for a session's secret: %d", got.status)
		}
	})
}

// TestFaults breaks a handler in the ways that only a mistake of ours could.
func TestFaults(t *testing.T) {
	var log bytes.Buffer
	a := &api{log: slog.New(slog.NewTextHandler(&log, nil)), engine: gin.New(), document: newDocument()}
	a.engine.Use(a.identify, a.recover)
	broken := func(id string, err error) {
		a.mount(route{id: id, method: http.MethodGet, path: "/" + id, public: true, handle: func(*gin.Context, *models.Actor) error {
			if err == nil {
				panic("a secret detail")
			}
			return err
		}})
	}
	broken("panics", nil)
	broken("fails", errors.New("a secret detail"))
	broken("unavailable", &models.Error{Fault: models.Unavailable, Public: "Not now", Cause: errors.New("a secret detail")})
	for path, status := range map[string]int{"/panics": 500, "/fails": 500, "/unavailable": 503} {
		log.Reset()
		w := httptest.NewRecorder()
		a.engine.ServeHTTP(w, httptest.NewRequest(http.MethodGet, Prefix+path, nil))
		got := reply{w.Code, w.Header(), w.Body.Bytes()}
		problemShape(t, path, got)
		if got.status != status || bytes.Contains(got.body, []byte("secret")) {
			t.Errorf("%s: %d %s", path, got.status, got.body)
		}
		if !strings.Contains(log.String(), "a secret detail") || !strings.Contains(log.String(), got.header.Get(requestIDHeader)) {
			t.Errorf("%s: the log says %s", path, log.String())
		}
	}
}
