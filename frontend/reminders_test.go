package frontend_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"answerable/internal/mail"
	"answerable/models"
	"answerable/service"
)

// undertaken is a commitment of the force that somebody in the OPCC records,
// which is news to its chief officers.
func (s *scene) undertaken(title string) models.Ref {
	s.Helper()
	in := service.JSON{}
	entered := fields{"title": title, "text": "To do it", "body": s.force, "due_on": "2019-03-08"}
	for name, value := range entered {
		text, err := json.Marshal(value)
		if err != nil {
			s.Fatal(err)
		}
		in[name] = text
	}
	if s.cookies[models.RolePlan] == nil {
		s.actor(models.RolePlan)
	}
	m, err := s.service.Create(context.Background(), s.actorOf(models.RolePlan), models.CommitmentKind, "undertake", in)
	if err != nil {
		s.Fatal(err)
	}
	return m.Base().Ref
}

func TestTheHomePageHasTheDigest(t *testing.T) {
	eachScene(t, func(s *scene) {
		s.actor(models.RoleChief)
		s.has(s.get(models.RoleChief, "/").text(), "Your digest of today Nothing is due, and nothing is new.")
		for range 4 {
			s.undertaken("Review <all> cases")
		}
		home := s.wants(s.get(models.RoleChief, "/"), http.StatusOK)
		s.has(home.text(), "Due soon (4)", "Newly arrived (4)", "Review <all> cases CMT-2019-0004 Undertaken, 4 March 2019", "and 1 more", "Due by 8 March 2019", "no mail server is set")
		s.has(home.body, `href="/digest"`, `href="/account/reminders"`)
		whole := s.wants(s.get(models.RoleChief, "/digest"), http.StatusOK)
		s.has(whole.text(), "Overdue (0) Nothing", "Due soon (4)", "Newly arrived (4)", "Newly judged (0)")
		s.hasNot(whole.text(), "more")
		s.actor(models.RolePanel)
		s.has(s.get(models.RolePanel, "/").text(), "Nothing is due, and nothing is new.")
	})
}

func TestPeopleChooseTheirReminders(t *testing.T) {
	eachScene(t, func(s *scene) {
		s.undertaken("Review all cases")
		s.actor(models.RoleChief)
		s.has(s.get(models.RoleChief, "/account").body, `href="/account/reminders"`)
		form := s.wants(s.get(models.RoleChief, "/account/reminders"), http.StatusOK)
		s.has(form.text(), "No mail server is set", "What your digest holds")
		if got := strings.Count(form.body, " checked"); got != 6 {
			t.Errorf("%d choices are ticked", got)
		}
		wrong := s.wants(s.post(models.RoleChief, "/account/reminders", url.Values{"mail": {"yes"}, "days": {"every"}}), http.StatusUnprocessableEntity)
		s.has(wrong.body, "<title>Error: ", `href="#sections"`, "choose at least one", `value="every" checked`)
		s.goesTo(s.post(models.RoleChief, "/account/reminders", url.Values{"mail": {"no"}, "days": {"every"}, "sections": {"due", "judged"}}), "/account/reminders?done=saved")
		saved := s.get(models.RoleChief, "/account/reminders?done=saved")
		s.has(saved.text(), "Your choice was saved")
		if got := strings.Count(saved.body, " checked"); got != 4 {
			t.Errorf("%d choices are ticked", got)
		}
		s.hasNot(s.get(models.RoleChief, "/digest").text(), "Newly arrived")
		s.has(s.get(models.RoleChief, "/people/"+string(s.actorOf(models.RoleChief).Person)+"/history").text(), "Reminders set")
	})
}

// broken is a mail server that takes nothing.
type broken struct{}

func (broken) Send(context.Context, mail.Message) error { return errors.New("451 <try> again later") }

func TestAdministratorsKeepTheOutbox(t *testing.T) {
	eachScene(t, func(s *scene) {
		chief, admin := s.actor(models.RoleChief), models.RoleAdmin
		s.actor(admin)
		s.has(s.wants(s.get(admin, "/outbox"), http.StatusOK).text(), "No mail server is configured", "No digest was made yet")
		s.has(s.get(admin, "/account").body, `href="/outbox"`)
		s.hasNot(s.get(models.RoleChief, "/account").body, "/outbox")
		s.undertaken("Review all cases")
		if err := s.service.SetReminding(service.Reminding{Mailer: broken{}}); err != nil {
			t.Fatal(err)
		}
		for range 12 {
			if err := s.service.RemindOnce(context.Background()); err != nil {
				t.Fatal(err)
			}
			if err := s.db.Exec("UPDATE outbox SET next_at = ? WHERE state = 'waiting'", s.service.Now()).Error; err != nil {
				t.Fatal(err)
			}
		}
		box := s.wants(s.get(admin, "/outbox"), http.StatusOK)
		s.has(box.text(), "The chief", "4 March 2019", "Failed (1)", "451 <try> again later", "12", "Try again to send the digest of 4 March 2019 to The chief")
		s.hasNot(box.text(), "Review all cases", "No mail server")
		s.has(s.wants(s.get(admin, "/outbox?state=sent"), http.StatusOK).text(), "There is no mail in this state")
		s.wants(s.get(admin, "/outbox?state=lost"), http.StatusNotFound)
		_, after, _ := strings.Cut(box.body, `action="/outbox/`)
		path, _, _ := strings.Cut(after, `"`)
		for _, role := range []models.Role{models.RoleChief, models.RolePlan} {
			s.wants(s.get(role, "/outbox"), http.StatusForbidden)
			s.wants(s.post(role, "/outbox/"+path, nil), http.StatusForbidden)
		}
		s.goesTo(s.post(admin, "/outbox/"+path, nil), "/outbox?done=retry")
		s.has(s.get(admin, "/outbox?done=retry").text(), "tried again within a minute", "Waiting (1)")
		s.wants(s.post(admin, "/outbox/"+path, nil), http.StatusConflict)
		s.has(s.get(admin, "/people/"+string(chief.Person)+"/history").text(), "Mail tried again", "The digest of 4 March 2019")
	})
}
