package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"gorm.io/gorm"

	"answerable/internal/clock"
	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// office is the API on a fresh database, with one person and one token for
// each role.
type office struct {
	t      *testing.T
	db     *gorm.DB
	clock  *clock.Settable
	api    *api
	log    *bytes.Buffer
	tokens map[models.Role]string
	people map[models.Role]*models.Actor
}

// eachOffice runs fn on both databases.
func eachOffice(t *testing.T, fn func(o *office)) {
	t.Helper()
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) { fn(newOffice(t, gdb)) })
}

func newOffice(t *testing.T, gdb *gorm.DB) *office {
	t.Helper()
	o := &office{
		t: t, db: gdb, clock: clock.Fixed(time.Date(2019, 3, 4, 9, 0, 0, 0, time.UTC)), log: &bytes.Buffer{},
		tokens: map[models.Role]string{}, people: map[models.Role]*models.Actor{},
	}
	s := service.New(gdb, o.clock, slog.New(slog.DiscardHandler))
	o.api = build(s, slog.New(slog.NewTextHandler(o.log, nil)), "https://answerable.example.org")
	err := s.Load(context.Background(), models.System(), "", func(l *service.Loader) error {
		for _, role := range models.Roles {
			body, err := l.Add(models.BodyKind, "add", map[string]any{"name": "Body of " + string(role), "type": "other"})
			if err != nil {
				return err
			}
			person, err := l.Add(models.PersonKind, "add", map[string]any{
				"name": string(role), "email": string(role) + "@example.org", "body": body.Base().Ref, "roles": []models.Role{role},
			})
			if err != nil {
				return err
			}
			if o.people[role], err = l.Actor(person.Base().Ref); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for role, who := range o.people {
		if o.tokens[role], _, err = s.IssueToken(context.Background(), who, "test", 30); err != nil {
			t.Fatal(err)
		}
	}
	return o
}

// reply is what a call was answered with.
type reply struct {
	status int
	header http.Header
	body   []byte
}

// member reads a member of the JSON that came back.
func (r reply) member(name string) any {
	var members map[string]any
	if json.Unmarshal(r.body, &members) != nil {
		return nil
	}
	return members[name]
}

func (r reply) text(name string) string {
	text, _ := r.member(name).(string)
	return text
}

// call sends a request as somebody in a role; an empty role sends no token.
// Headers are given as "Name: value".
func (o *office) call(role models.Role, method, path, body string, headers ...string) reply {
	o.t.Helper()
	request := httptest.NewRequest(method, Prefix+path, strings.NewReader(body))
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	if role != "" {
		request.Header.Set("Authorization", "Bearer "+o.tokens[role])
	}
	for _, header := range headers {
		name, value, _ := strings.Cut(header, ": ")
		request.Header.Set(name, value)
	}
	return o.send(request)
}

func (o *office) send(request *http.Request) reply {
	o.t.Helper()
	recorder := httptest.NewRecorder()
	o.api.engine.ServeHTTP(recorder, request)
	body, err := io.ReadAll(recorder.Body)
	if err != nil {
		o.t.Fatal(err)
	}
	return reply{recorder.Code, recorder.Result().Header, body}
}

func (o *office) get(role models.Role, path string) reply {
	o.t.Helper()
	return o.call(role, http.MethodGet, path, "")
}

// make creates a record and fails the test where it cannot.
func (o *office) make(role models.Role, path, body string) models.Ref {
	o.t.Helper()
	made := o.call(role, http.MethodPost, path, body)
	if made.status != http.StatusCreated {
		o.t.Fatalf("POST %s as %s: %d %s", path, role, made.status, made.body)
	}
	return models.Ref(made.text("ref"))
}

// move makes a move on the record as it stands now.
func (o *office) move(role models.Role, path, move, body string) {
	o.t.Helper()
	tag := o.get(role, path).header.Get("ETag")
	if moved := o.call(role, http.MethodPost, path+"/moves", moving(move, body), "If-Match: "+tag); moved.status != http.StatusOK {
		o.t.Fatalf("%s of %s as %s: %d %s", move, path, role, moved.status, moved.body)
	}
}

// moving is the body of a move, with what else is sent.
func moving(move, body string) string {
	rest := strings.TrimPrefix(strings.TrimSpace(body), "{")
	if rest != "}" {
		rest = "," + rest
	}
	return fmt.Sprintf(`{"move":%q%s`, move, rest)
}

// draftQuestion makes a question that only the OPCC sees.
func (o *office) draftQuestion() models.Ref {
	o.t.Helper()
	meeting := o.make(models.RolePlan, "/meetings?start=plan", `{"title":"COM","type":"com","held_on":"2019-03-20"}`)
	question := o.make(models.RolePlan, "/questions", fmt.Sprintf(`{"meeting":%q,"title":"Legacy","text":"How are they reviewed?"}`, meeting))
	o.make(models.RolePlan, "/limbs", fmt.Sprintf(`{"question":%q,"text":"How?"}`, question))
	return question
}

// putQuestion makes a question that the force has to answer.
func (o *office) putQuestion() models.Ref {
	o.t.Helper()
	question := o.draftQuestion()
	o.move(models.RoleCommissioner, "/questions/"+string(question), "approve", `{}`)
	o.move(models.RolePlan, "/questions/"+string(question), "put", `{"due_on":"2019-03-19"}`)
	return question
}

var planted atomic.Int64

// plant puts a record with something in every field straight into the tables,
// with the records that it is part of.
func (o *office) plant(k *models.Kind, state models.State) models.Model {
	o.t.Helper()
	m := k.New()
	fill(o.t, k, m)
	base := m.Base()
	base.Ref, base.State, base.Version = models.Ref(fmt.Sprintf("X%d", planted.Add(1))), state, 1
	base.Side, base.Sample = models.SideOf(readerOf(k)), "paper"
	base.CreatedAt, base.UpdatedAt = o.clock.Now(), o.clock.Now()
	base.CreatedBy, base.UpdatedBy = o.people[models.RolePlan].Person, o.people[models.RolePlan].Person
	parent := models.Ref("")
	if parents := k.ParentKinds(); len(parents) > 0 {
		parent = o.plant(parents[0], sharedState(parents[0])).Base().Ref
		if err := k.Field(k.Parent).Parse(m, []string{string(parent)}); err != nil {
			o.t.Fatal(err)
		}
	}
	if person, named := m.(*models.Person); named {
		person.Email = strings.ToLower(string(base.Ref)) + "@example.org"
	}
	o.exec(o.db.Table(k.Table()).Create(m))
	o.exec(o.db.Table("records").Create(map[string]any{
		"ref": base.Ref, "kind": k.Name, "title": m.Heading(), "extract": "x", "head_terms": "x", "body_terms": "x", "state": state,
		"side": base.Side, "marking": m.Shared().Marking, "created_by": base.CreatedBy, "parent": parent, "updated_at": o.clock.Now(),
	}))
	return m
}

func (o *office) exec(tx *gorm.DB) {
	o.t.Helper()
	if tx.Error != nil {
		o.t.Fatal(tx.Error)
	}
}

// fill puts something into every field, references aside.
func fill(t *testing.T, k *models.Kind, m models.Model) {
	t.Helper()
	for _, field := range k.Fields {
		typed := ""
		switch field.Type {
		case models.TextField, models.LongField:
			typed = textFor(field)
		case models.LinesField:
			typed = "one\ntwo"
		case models.DateField:
			typed = "2019-03-20"
		case models.DecimalField:
			typed = "26.5"
		case models.MoneyField:
			typed = "£2,500.50"
		case models.NumberField:
			typed = "3"
		case models.YesNoField:
			typed = "yes"
		case models.ChoiceField, models.ChoicesField:
			typed = field.Options[0].Value
		case models.RevisionsField:
			*field.Pointer(m).(*models.Revisions) = models.Revisions{{From: "2019-03-01", To: "2019-03-20", On: "2019-03-04", By: "PER-1", Reason: "late"}}
			continue
		default:
			continue
		}
		if field.Name == "version" {
			continue
		}
		if err := field.Parse(m, []string{typed}); err != nil {
			t.Fatalf("%s.%s: %v", k.Name, field.Name, err)
		}
	}
}

func textFor(field *models.Field) string {
	switch {
	case strings.Contains(field.Validate, "http_url"):
		return "https://example.org/a?b=c&d"
	case strings.Contains(field.Validate, "register"):
		return "/questions?state=put"
	case strings.Contains(field.Validate, "email"):
		return "name@example.org"
	case strings.Contains(field.Validate, "max=9"):
		return "E08000032"
	default:
		return "A “text” & <b>\\\n\u2028 ✓"
	}
}

// sharedState is a state of the kind in which every role sees it.
func sharedState(k *models.Kind) models.State {
	for _, state := range k.States {
		all := true
		for _, role := range models.Roles {
			all = all && k.SeenIn(&models.Actor{Roles: []models.Role{role}}, models.State(state.Value))
		}
		if all {
			return models.State(state.Value)
		}
	}
	return models.State(k.States[0].Value)
}
