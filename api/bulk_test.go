package api

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"answerable/models"
)

// became is what an answer says of each record: its version, or why it was
// left.
func became(t *testing.T, got reply) map[string]string {
	t.Helper()
	if got.status != http.StatusOK {
		t.Fatalf("answered %d: %s", got.status, got.body)
	}
	outcome := map[string]string{}
	for _, item := range got.member("records").([]any) {
		record := item.(map[string]any)
		if why := record["refused"].(string); why != "" {
			outcome[record["ref"].(string)] = why
			continue
		}
		outcome[record["ref"].(string)] = fmt.Sprint(record["version"], ": ", record["from"], " → ", record["to"])
	}
	return outcome
}

// TestBulkByProgram previews a whole list, changes what it holds, and meets
// what changed in between.
func TestBulkByProgram(t *testing.T) {
	eachOffice(t, func(o *office) {
		put, other, draft := o.putQuestion(), o.putQuestion(), o.draftQuestion()
		body := `{"query":"state=put&sort=ref","set":{"due_on":"2019-03-29"},"reason":"The meeting moved","preview":true}`
		shown := became(t, o.call(models.RolePlan, http.MethodPost, "/questions/bulk", body))
		if len(shown) != 2 || shown[string(put)] != "3: 2019-03-19 → 2019-03-29" || shown[string(other)] != "3: 2019-03-19 → 2019-03-29" {
			t.Fatalf("the preview says %v", shown)
		}
		o.move(models.RoleChief, "/questions/"+string(other), "hold", `{"holding_reply":"Soon"}`)
		body = fmt.Sprintf(`{"refs":[{"ref":%q,"version":3},{"ref":%q,"version":3},{"ref":%q,"version":1}],"set":{"due_on":"2019-03-29"},"reason":"The meeting moved"}`, put, other, draft)
		done := became(t, o.call(models.RolePlan, http.MethodPost, "/questions/bulk", body))
		if done[string(put)] != "4: 2019-03-19 → 2019-03-29" || !strings.HasPrefix(done[string(other)], "Somebody changed") || !strings.HasPrefix(done[string(draft)], "You may not") {
			t.Errorf("the answer says %v", done)
		}
		if read := o.get(models.RoleChief, "/questions/"+string(put)); read.text("due_on") != "2019-03-29" || read.header.Get("ETag") != `"4"` {
			t.Errorf("the question says %s", read.body)
		}
		priority := o.make(models.RolePlan, "/priorities", `{"title":"CSE"}`)
		body = fmt.Sprintf(`{"refs":[{"ref":%q}],"set":{"priorities":{"add":[%q]}},"reason":"Sorted","preview":true}`, draft, priority)
		if shown := became(t, o.call(models.RolePlan, http.MethodPost, "/questions/bulk", body)); shown[string(draft)] != "1:  → "+string(priority) {
			t.Errorf("of priorities it says %v", shown)
		}
	})
}

// TestBulkTellsNothingOfWhatIsHidden sends references of the other office: the
// answer is, byte for byte, that for references of nothing.
func TestBulkTellsNothingOfWhatIsHidden(t *testing.T) {
	eachOffice(t, func(o *office) {
		draft := o.draftQuestion()
		none := strings.Repeat("0", len(draft))
		answer := o.make(models.RoleDrafter, "/answers", fmt.Sprintf(`{"question":%q,"text":"Zebras"}`, o.putQuestion()))
		note := o.make(models.RoleDrafter, "/notes", fmt.Sprintf(`{"about":%q,"text":"Zebras"}`, answer))
		for _, hidden := range []struct {
			role models.Role
			path string
			ref  models.Ref
		}{{models.RolePlan, "/notes/bulk", note}, {models.RoleAdmin, "/notes/bulk", note}, {models.RoleChief, "/answers/bulk", draft}, {models.RoleDrafter, "/commitments/bulk", draft}, {models.RolePlan, "/answers/bulk", answer}} {
			for _, preview := range []string{"true", "false"} {
				for _, set := range []string{fmt.Sprintf(`{"owner":%q}`, o.people[models.RolePlan].Person), `{"due_on":"2019-04-01"}`, `{"owner":"REF"}`, `{"priorities":{"add":["REF"]}}`} {
					ask := func(ref string) string {
						body := fmt.Sprintf(`{"refs":[{"ref":"REF","version":1}],"set":%s,"reason":"x","preview":%s}`, set, preview)
						got := o.call(hidden.role, http.MethodPost, hidden.path, strings.ReplaceAll(body, "REF", ref), "X-Request-Id: same")
						return fmt.Sprint(got.status, strings.ReplaceAll(string(got.body), ref, "REF"))
					}
					if there, absent := ask(string(hidden.ref)), ask(none); there != absent {
						t.Errorf("%s as %s, %s: %s\nand of nothing: %s", hidden.path, hidden.role, set, there, absent)
					}
				}
			}
		}
	})
}

// TestBulkRefusesWhatItCannotRead goes through wrong bodies.
func TestBulkRefusesWhatItCannotRead(t *testing.T) {
	eachOffice(t, func(o *office) {
		for body, want := range map[string]string{
			`{"refs":[],"set":{"owner":"PER-1"},"reason":"x","preview":true}`:                        "Records to change: choose at least one",
			`{"refs":{},"set":{"owner":"PER-1"},"reason":"x"}`:                                       "refs: must be a list of objects",
			`{"refs":[{"ref":"X","version":"1"}],"set":{"owner":"PER-1"},"reason":"x"}`:              "version: must be a whole number",
			`{"refs":[{"ref":"X","etag":"1"}],"set":{"owner":"PER-1"},"reason":"x"}`:                 "etag: cannot be set here",
			`{"refs":[{"ref":"X"}],"set":{"owner":"PER-1"},"reason":"x"}`:                            "say at which version you saw X",
			`{"refs":[{"ref":"X"}],"set":{"title":"x"},"reason":"x"}`:                                "title: cannot be set here",
			`{"refs":[{"ref":"X"}],"set":{},"reason":"x"}`:                                           "set: must hold one of owner, due_on and priorities",
			`{"refs":[{"ref":"X"}],"set":{"owner":"PER-1","due_on":"2019-04-01"},"reason":"x"}`:      "set: must hold one of",
			`{"refs":[{"ref":"X"}],"set":{"priorities":{"add":"PRI-1"}},"reason":"x"}`:               "add: must be a list of texts",
			`{"query":"colour=red","set":{"owner":"PER-1"},"reason":"x","preview":true}`:             "colour: is not a filter of questions",
			`{"query":"state=%zz","set":{"owner":"PER-1"},"reason":"x","preview":true}`:              "query: must be written as in an address",
			`{"query":"state=put","set":{"owner":"PER-1"},"reason":"x"}`:                             "a list can be previewed only",
			`{"refs":[{"ref":"X"}],"set":{"owner":"PER-1"},"reason":"x","preview":"yes"}`:            "preview: must be true or false",
			`{"refs":[{"ref":"X","version":1}],"set":{"due_on":"2019-04"},"reason":"x"}`:             "Answer due by: must be a whole date",
			`{"refs":[{"ref":"X","version":1}],"set":{"due_on":"2019-04-01"},"why":"x","reason":""}`: "why: cannot be set here",
		} {
			got := o.call(models.RolePlan, http.MethodPost, "/questions/bulk", body)
			if got.status != http.StatusUnprocessableEntity || !strings.Contains(string(got.body), want) {
				t.Errorf("%s: wanted %q, answered %d %s", body, want, got.status, got.body)
			}
		}
		if got := o.call(models.RolePlan, http.MethodPost, "/reviews/bulk", `{}`); got.status != http.StatusMethodNotAllowed {
			t.Errorf("reviews never change, yet their bulk change answers %d", got.status)
		}
	})
}

// TestViewsByProgram keeps a view and meets one that is no address.
func TestViewsByProgram(t *testing.T) {
	eachOffice(t, func(o *office) {
		ref := o.make(models.RoleChief, "/views", `{"title":"Due now","address":"/questions?state=put&sort=due_on"}`)
		if read := o.get(models.RoleChief, "/views/"+string(ref)); read.text("register") != "questions" || read.text("state") != "private" {
			t.Errorf("it reads %s", read.body)
		}
		for _, role := range []models.Role{models.RoleDrafter, models.RolePlan} {
			if got := o.get(role, "/views/"+string(ref)); got.status != http.StatusNotFound {
				t.Errorf("%s reads somebody else's private view: %d", role, got.status)
			}
		}
		o.move(models.RoleChief, "/views/"+string(ref), "share", `{}`)
		if got := o.get(models.RoleDrafter, "/views?register=questions"); got.member("total") != 1.0 {
			t.Errorf("the colleague's list says %s", got.body)
		}
		if got := o.get(models.RolePlan, "/views?register=questions"); got.member("total") != 0.0 {
			t.Errorf("the other office's list says %s", got.body)
		}
		bad := o.call(models.RoleChief, http.MethodPost, "/views", `{"title":"x","address":"/questions?colour=red"}`)
		if bad.status != http.StatusUnprocessableEntity || !strings.Contains(string(bad.body), "colour: is not a filter of questions") {
			t.Errorf("answered %d %s", bad.status, bad.body)
		}
	})
}
