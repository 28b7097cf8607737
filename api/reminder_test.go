package api

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"testing"

	"answerable/internal/mail"
	"answerable/models"
	"answerable/service"
)

func TestDigestAndReminders(t *testing.T) {
	eachOffice(t, func(o *office) {
		c := o.contract()
		o.putQuestion()
		digest := o.get(models.RoleChief, "/me/digest")
		c.holds(http.MethodGet, "/me/digest", digest)
		if digest.status != http.StatusOK || !bytes.Contains(digest.body, []byte("Put to the Chief Constable")) {
			t.Errorf("the digest is %d %s", digest.status, digest.body)
		}
		if got := o.get(models.RolePanel, "/me/digest"); bytes.Contains(got.body, []byte("Put to")) {
			t.Errorf("the panel reads %s", got.body)
		}
		usual := o.get(models.RoleChief, "/me/reminders")
		c.holds(http.MethodGet, "/me/reminders", usual)
		if got := string(usual.body); got != `{"mail":true,"working_days":true,"sections":["overdue","due","arrived","judged"]}` {
			t.Errorf("usual is %s", got)
		}
		chosen := o.call(models.RoleChief, http.MethodPut, "/me/reminders", `{"mail":false,"working_days":true,"sections":["judged"]}`)
		c.holds(http.MethodPut, "/me/reminders", chosen)
		if chosen.status != http.StatusOK || !bytes.Contains(chosen.body, []byte(`"sections":["judged"]`)) {
			t.Errorf("choosing was answered %d %s", chosen.status, chosen.body)
		}
		if got := o.get(models.RoleChief, "/me/digest"); bytes.Contains(got.body, []byte("Put to")) {
			t.Errorf("what was not chosen is told: %s", got.body)
		}
		for body, field := range map[string]string{
			`{"mail":true}`: "sections", `{"mail":"yes","working_days":true,"sections":[]}`: "mail", `{"mail":true,"working_days":true,"sections":["gossip"]}`: "sections",
			`{"mail":true,"working_days":true,"sections":[]}`: "sections", `{"mail":true,"working_days":true,"sections":"due"}`: "sections", `{"mail":false,"working_days":true,"sections":[],"person":"PER-1"}`: "person",
		} {
			got := o.call(models.RoleChief, http.MethodPut, "/me/reminders", body)
			c.holds(http.MethodPut, "/me/reminders", got)
			if got.status != http.StatusUnprocessableEntity || !bytes.Contains(got.body, []byte(`"field":"`+field+`"`)) {
				t.Errorf("%s: %d %s", body, got.status, got.body)
			}
		}
	})
}

// refusing is a mail server that takes nothing.
type refusing struct{}

func (refusing) Send(context.Context, mail.Message) error { return errors.New("no") }

func TestOutbox(t *testing.T) {
	eachOffice(t, func(o *office) {
		c, ctx := o.contract(), context.Background()
		if got := o.get(models.RoleAdmin, "/outbox"); got.status != http.StatusOK || got.member("configured") != false {
			t.Errorf("without a server: %d %s", got.status, got.body)
		}
		o.putQuestion()
		if err := o.db.Exec("INSERT INTO accounts (person, password) VALUES (?, 'set')", o.people[models.RoleChief].Person).Error; err != nil {
			t.Fatal(err)
		}
		s := service.New(o.db, o.clock, slog.New(slog.DiscardHandler))
		if err := s.SetReminding(service.Reminding{Mailer: refusing{}}); err != nil {
			t.Fatal(err)
		}
		for range 12 {
			if err := s.RemindOnce(ctx); err != nil {
				t.Fatal(err)
			}
			o.exec(o.db.Exec("UPDATE outbox SET next_at = ? WHERE state = 'waiting'", o.clock.Now()))
		}
		box := o.get(models.RoleAdmin, "/outbox?state=failed")
		c.holds(http.MethodGet, "/outbox", box)
		items, _ := box.member("items").([]any)
		if len(items) != 1 {
			t.Fatalf("the outbox is %s", box.body)
		}
		failed := items[0].(map[string]any)
		if failed["person"] != string(o.people[models.RoleChief].Person) || failed["attempts"] != float64(12) || failed["day"] != "2019-03-04" {
			t.Errorf("the mail is %v", failed)
		}
		path := "/outbox/" + failed["id"].(string) + "/retry"
		for _, role := range models.Roles {
			if role == models.RoleAdmin {
				continue
			}
			read, tried := o.get(role, "/outbox"), o.call(role, http.MethodPost, path, "")
			c.holds(http.MethodGet, "/outbox", read)
			c.holds(http.MethodPost, "/outbox/{id}/retry", tried)
			if read.status != http.StatusForbidden || tried.status != http.StatusForbidden {
				t.Errorf("%s: reading %d, trying %d", role, read.status, tried.status)
			}
		}
		for _, want := range []struct {
			path   string
			status int
		}{{path, http.StatusNoContent}, {path, http.StatusConflict}, {"/outbox/none/retry", http.StatusNotFound}} {
			got := o.call(models.RoleAdmin, http.MethodPost, want.path, "")
			c.holds(http.MethodPost, "/outbox/{id}/retry", got)
			if got.status != want.status {
				t.Errorf("%s: %d %s", want.path, got.status, got.body)
			}
		}
		if got := o.get(models.RoleAdmin, "/outbox?state=lost"); got.status != http.StatusUnprocessableEntity {
			t.Errorf("a state that is none: %d", got.status)
		}
	})
}
