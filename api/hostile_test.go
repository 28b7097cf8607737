package api

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"testing"

	"answerable/models"
)

// TestNothingInTheQueryBreaksAList sends nonsense to every filter and order of
// every kind: it may find nothing or be refused, but not break.
func TestNothingInTheQueryBreaksAList(t *testing.T) {
	eachOffice(t, func(o *office) {
		for _, k := range models.Registry {
			r := kindRoutes{api: o.api, kind: k}
			for _, p := range r.filters() {
				for _, value := range []string{"'", "unknown", "-1", "99999999999999999999", "…", "%", "NaN", "2019-99-99"} {
					o.noFault("/" + k.Plural + "?" + url.Values{p.name: {value}}.Encode())
				}
			}
			for _, field := range k.Fields {
				for _, cursor := range []string{`{}`, `{"v":1}`, `{"v":"x","r":"y"}`, `{"v":{"a":1},"r":"y"}`, `{"v":[1],"r":"y"}`, `{"v":null,"r":"y"}`, `{"v":true,"r":"y"}`, `{"v":1e40,"r":"y"}`, `{"v":1.5,"r":"y"}`, `{"v":"\u0000","r":"\u0000"}`, `[]`, `x`} {
					after := base64.RawURLEncoding.EncodeToString([]byte(cursor))
					o.noFault("/" + k.Plural + "?" + url.Values{"sort": {"-" + field.Name}, "after": {after}}.Encode())
				}
			}
		}
		for _, words := range []string{"'", `"`, `" OR 1`, "NEAR(", "a*", "-", "!", "(", "&|", "…", "\\", "ref:x", "AND", "😀"} {
			o.noFault("/search?" + url.Values{"q": {words}}.Encode())
			o.noFault("/questions?" + url.Values{"q": {words}}.Encode())
		}
	})
}

func (o *office) noFault(path string) {
	o.t.Helper()
	if got := o.get(models.RolePlan, path); got.status >= http.StatusInternalServerError {
		o.t.Errorf("GET %s: %d %s", path, got.status, o.log)
		o.log.Reset()
	}
}

// TestReferencesAreNeverGivenTwice creates questions of one meeting all at
// once.
func TestReferencesAreNeverGivenTwice(t *testing.T) {
	eachOffice(t, func(o *office) {
		meeting := o.make(models.RolePlan, "/meetings?start=plan", `{"title":"COM","type":"com","held_on":"2019-03-20"}`)
		body := fmt.Sprintf(`{"meeting":%q,"title":"x","text":"?"}`, meeting)
		const callers, each = 8, 5
		replies := make(chan reply, callers*each)
		var group sync.WaitGroup
		for range callers {
			group.Go(func() {
				for range each {
					replies <- o.call(models.RolePlan, http.MethodPost, "/questions", body)
				}
			})
		}
		group.Wait()
		close(replies)
		given := map[string]bool{}
		for got := range replies {
			ref := got.text("ref")
			if got.status != http.StatusCreated || ref == "" || given[ref] {
				t.Errorf("%d: %q was given before: %v: %s", got.status, ref, given[ref], got.body)
			}
			given[ref] = true
		}
		if len(given) != callers*each {
			t.Errorf("%d references for %d questions", len(given), callers*each)
		}
	})
}
