package api

import (
	"encoding/json"
	"net/http"
	"testing"

	"answerable/models"
)

// TestIfMatch tries every way to say, or not to say, which version was seen.
func TestIfMatch(t *testing.T) {
	eachOffice(t, func(o *office) {
		ref := o.make(models.RolePlan, "/plans", `{"title":"First"}`)
		at := "/plans/" + string(ref)
		if got := o.call(models.RoleAdmin, http.MethodPatch, at, `{"title":"Second"}`, `If-Match: "1"`); got.status != http.StatusOK || got.header.Get("ETag") != `"2"` || got.text("title") != "Second" {
			t.Fatalf("the change was answered %d %s", got.status, got.body)
		}
		for sent, status := range map[string]int{
			"": 428, `"1"`: 412, `"3"`: 412, `"2", "1"`: 400, "*": 400, "2": 400, `W/"2"`: 400, `"02"`: 400, `"0"`: 400, `"-1"`: 400, `"x"`: 400, `"99999999999"`: 400, `""`: 400,
		} {
			for method, path := range map[string]string{http.MethodPatch: at, http.MethodPost: at + "/moves"} {
				headers := []string{}
				if sent != "" {
					headers = append(headers, "If-Match: "+sent)
				}
				got := o.call(models.RolePlan, method, path, `{"move":"withdraw","reason":"x"}`, headers...)
				if got.status != status {
					t.Errorf("%s with If-Match %s: answered %d, want %d: %s", method, sent, got.status, status, got.body)
				}
				problemShape(t, method+sent, got)
				if status == http.StatusPreconditionFailed {
					current, _ := got.member("current").(map[string]any)
					if got.header.Get("ETag") != `"2"` || current["title"] != "Second" || current["may"] == nil {
						t.Errorf("the stale change is not told what stands: %v %s", got.header, got.body)
					}
				}
			}
		}
		if got := o.get(models.RolePlan, at); got.text("title") != "Second" || got.text("state") != "current" {
			t.Errorf("a refused change was kept: %s", got.body)
		}
	})
}

func TestIfNoneMatch(t *testing.T) {
	eachOffice(t, func(o *office) {
		at := "/plans/" + string(o.make(models.RolePlan, "/plans", `{"title":"First"}`))
		for sent, status := range map[string]int{`"1"`: 304, `W/"1"`: 304, `"7", "1"`: 304, `*`: 304, `"2"`: 200, `1`: 200} {
			got := o.call(models.RoleChief, http.MethodGet, at, "", "If-None-Match: "+sent)
			if got.status != status || got.header.Get("ETag") != `"1"` || (status == 304) != (len(got.body) == 0) {
				t.Errorf("If-None-Match %s: answered %d, want %d: %s", sent, got.status, status, got.body)
			}
		}
		draft := o.draftQuestion()
		if got := o.call(models.RoleChief, http.MethodGet, "/questions/"+string(draft), "", "If-None-Match: *"); got.status != http.StatusNotFound {
			t.Errorf("a record that is not there for somebody is known by its tag: %d", got.status)
		}
	})
}

// TestStaleShowsOnlyWhatMayBeSeen checks the record inside a problem: it is as
// the person would read it.
func TestStaleShowsOnlyWhatMayBeSeen(t *testing.T) {
	eachOffice(t, func(o *office) {
		question := o.putQuestion()
		at := "/questions/" + string(question)
		hidden := o.draftQuestion()
		tag := o.get(models.RolePlan, at).header.Get("ETag")
		if err := o.db.Table("questions").Where("ref = ?", question).Update("follows_up", hidden).Error; err != nil {
			t.Fatal(err)
		}
		for role, shown := range map[models.Role]bool{models.RolePlan: true, models.RoleChief: false} {
			got := o.call(role, http.MethodPost, at+"/moves", `{"move":"hold"}`, `If-Match: "1"`)
			var p struct {
				Current struct {
					FollowsUp string `json:"follows_up"`
				} `json:"current"`
			}
			if err := json.Unmarshal(got.body, &p); err != nil || got.status != http.StatusPreconditionFailed || got.header.Get("ETag") != tag {
				t.Fatalf("%s: %d %v %s", role, got.status, err, got.body)
			}
			if (p.Current.FollowsUp != "") != shown {
				t.Errorf("%s is shown follows_up %q", role, p.Current.FollowsUp)
			}
		}
	})
}
