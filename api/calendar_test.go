package api

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"answerable/models"
)

func TestTheCalendar(t *testing.T) {
	eachOffice(t, func(o *office) {
		meeting := o.make(models.RolePlan, "/meetings", `{"title":"COM","type":"com","held_on":"2019-03-20"}`)
		body := o.people[models.RoleChief].Body
		for _, day := range []string{"2019-03-01", "2019-04-03", "2019-04-04"} {
			o.make(models.RolePlan, "/commitments", fmt.Sprintf(`{"title":"By %s","text":"Do","body":%q,"due_on":%q,"given_on":"2019-01-01"}`, day, body, day))
		}
		for path, want := range map[string]string{
			"/calendar": "2019-03-20 meetings held_on COM-2019-03 false; 2019-04-03 deadlines due_on CMT-2019-0002 false; ",
			"/calendar?from=2019-03-01&to=2019-03-02":                        "2019-03-01 deadlines due_on CMT-2019-0001 true; ",
			"/calendar?category=meetings&from=2019-03-01":                    "2019-03-20 meetings held_on COM-2019-03 false; ",
			"/calendar?category=meetings&category=deadlines&to=2019-03-31":   "2019-03-20 meetings held_on COM-2019-03 false; ",
			"/calendar?mine=true&from=2019-03-01&to=2019-03-31":              "2019-03-01 deadlines due_on CMT-2019-0001 true; ",
			"/calendar?priority=PRI-1&from=2019-03-01&to=2019-03-31&mine=no": "",
		} {
			got := o.get(models.RoleChief, path)
			said := ""
			for _, item := range got.member("items").([]any) {
				day := item.(map[string]any)
				said += fmt.Sprint(day["day"], " ", day["category"], " ", day["field"], " ", day["ref"], " ", day["late"], "; ")
			}
			if got.status != http.StatusOK || said != want {
				t.Errorf("%s: %d %s", path, got.status, said)
			}
		}
		if meeting != "COM-2019-03" {
			t.Errorf("the meeting is %s", meeting)
		}
		for path, says := range map[string]string{
			"/calendar?from=2019-01-01&to=2020-02-05": `"field":"to"`, "/calendar?from=2019": `"field":"from"`,
			"/calendar?category=holidays": `"field":"category"`, "/calendar?mine=perhaps": `"field":"mine"`, "/calendar?month=2019-03": `"field":"month"`,
		} {
			if got := o.get(models.RoleChief, path); got.status != http.StatusUnprocessableEntity || !bytes.Contains(got.body, []byte(says)) {
				t.Errorf("%s: %d %s", path, got.status, got.body)
			}
		}
	})
}

func TestFeeds(t *testing.T) {
	eachOffice(t, func(o *office) {
		made := o.call(models.RoleChief, http.MethodPost, "/me/feeds", `{"name":"phone"}`)
		path, id := made.text("path"), made.text("id")
		if made.status != http.StatusCreated || !strings.HasPrefix(path, "/calendar/feed/") || !strings.HasSuffix(path, ".ics") || id == "" {
			t.Fatalf("%d %s", made.status, made.body)
		}
		secret := strings.TrimSuffix(strings.TrimPrefix(path, "/calendar/feed/"), ".ics")
		if _, err := o.api.service.ReadFeed(t.Context(), secret); err != nil {
			t.Errorf("the feed does not open: %v", err)
		}
		if list := o.get(models.RoleChief, "/me/feeds"); !bytes.Contains(list.body, []byte(id)) || bytes.Contains(list.body, []byte(secret)) {
			t.Errorf("the list is %s", list.body)
		}
		if list := o.get(models.RoleDrafter, "/me/feeds"); bytes.Contains(list.body, []byte(id)) {
			t.Error("a feed is listed for somebody else")
		}
		if got := o.call(models.RoleDrafter, http.MethodDelete, "/me/feeds/"+id, ""); got.status != http.StatusNotFound {
			t.Errorf("somebody else's feed: %d", got.status)
		}
		for _, want := range []int{http.StatusNoContent, http.StatusNotFound} {
			if got := o.call(models.RoleChief, http.MethodDelete, "/me/feeds/"+id, ""); got.status != want {
				t.Errorf("revoking was answered %d, want %d: %s", got.status, want, got.body)
			}
			if _, err := o.api.service.ReadFeed(t.Context(), secret); models.FaultOf(err) != models.Missing {
				t.Errorf("the revoked feed opens: %v", err)
			}
		}
		for body, field := range map[string]string{`{}`: "name", `{"name":" "}`: "name", `{"name":"x","person":"PER-1"}`: "person"} {
			if got := o.call(models.RoleChief, http.MethodPost, "/me/feeds", body); got.status != http.StatusUnprocessableEntity || !bytes.Contains(got.body, []byte(`"field":"`+field+`"`)) {
				t.Errorf("%s: %d %s", body, got.status, got.body)
			}
		}
	})
}
