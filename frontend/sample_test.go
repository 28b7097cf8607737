package frontend_test

import (
	"context"
	"net/http"
	"testing"

	"answerable/models"
	"answerable/service"
	"answerable/service/sample"
)

// TestEveryPageOfTheSample opens, as every role, the pages that the role is
// offered: every register, and of each kind one record in each state, with its
// history and the forms of all that they may add, change or do there. Each
// must be there and sound.
func TestEveryPageOfTheSample(t *testing.T) {
	eachSample(t, func(s *scene) {
		for _, role := range models.Roles {
			w := walk{s, role}
			w.visit("/", "/plan", "/search", "/search?q=children", "/digest", "/account", "/account/reminders", "/about", "/accessibility")
			w.visit("/assurances/ledger", "/assurances?priority=unknown&given_by_body=unknown&year_given=unknown")
			if w.actorOf(role).Is(models.Bringers()...) {
				w.visit("/first-day", "/import")
			}
			for _, k := range models.Registry {
				if k.MayImport(w.actorOf(role)) {
					w.visit("/" + k.Plural + "/import")
				}
				w.kind(k)
			}
		}
		walk{s, models.RoleAdmin}.visit("/outbox")
	})
}

type walk struct {
	*scene
	role models.Role
}

func (w walk) visit(paths ...string) {
	w.Helper()
	for _, path := range paths {
		page := w.get(w.role, path)
		if page.status != http.StatusOK {
			w.Errorf("%s, as %s, answers %d: %s", path, w.role, page.status, page.text())
			continue
		}
		sound(w.T, path, page)
	}
}

func (w walk) kind(k *models.Kind) {
	w.visit("/" + k.Plural)
	who := w.actorOf(w.role)
	for _, start := range k.Starts(who) {
		w.visit("/" + k.Plural + "/new?start=" + start.Name)
	}
	visited := map[models.State]bool{}
	for list, err := range w.service.All(context.Background(), who, k, service.Query{}) {
		if err != nil {
			w.Fatal(err)
		}
		for _, m := range list.Models {
			if state := m.Base().State; !visited[state] {
				w.record(k, who, m)
				if len(visited) == 0 {
					w.parts(k, who, m)
				}
				visited[state] = true
			}
		}
	}
}

func (w walk) record(k *models.Kind, who *models.Actor, m models.Model) {
	path := "/" + k.Plural + "/" + string(m.Base().Ref)
	w.visit(path, path+"/history")
	if k.MayEdit(who, m) {
		w.visit(path + "/edit")
	}
	if k == models.MeetingKind {
		w.visit(path + "/pack")
		if k.MayEdit(who, m) {
			w.visit(path+"/agenda", path+"/record")
		}
	}
	for _, move := range k.Open(who, m) {
		w.visit(path + "/moves/" + move.Name)
	}
	if k == models.AssuranceKind && m.Base().State == models.AssuranceLive && len(models.ReviewKind.Starts(who)) > 0 {
		w.visit(path + "/test")
	}
}

// parts opens the forms for what can be added to a record.
func (w walk) parts(k *models.Kind, who *models.Actor, m models.Model) {
	for _, child := range k.Children() {
		for _, start := range child.Starts(who) {
			w.visit("/" + child.Plural + "/new?start=" + start.Name + "&" + child.Parent + "=" + string(m.Base().Ref))
		}
	}
}

// eachSample is eachScene with the sample instead of an empty database.
func eachSample(t *testing.T, act func(s *scene)) {
	eachEmpty(t, func(s *scene) {
		loaded, err := sample.Load(context.Background(), s.service, sample.Options{Password: scenePassword})
		if err != nil {
			t.Fatal(err)
		}
		for _, person := range loaded.SignIns {
			for _, role := range person.Roles {
				if s.cookies[role] == nil {
					s.signIn(role, person.Email)
				}
			}
		}
		act(s)
	})
}
