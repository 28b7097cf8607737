package frontend_test

import (
	"context"
	"html"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"

	"gorm.io/gorm"

	"answerable/models"
	"answerable/service"
)

// scene is the pages over a fresh database, in which it is 4 March 2019, with
// an office and a force.
type scene struct {
	*testing.T
	db      *gorm.DB
	service *service.Service
	pages   *gin.Engine
	opcc    models.Ref
	force   models.Ref
	cookies map[models.Role]*http.Cookie
}

const scenePassword = "correct horse battery"

func eachScene(t *testing.T, act func(s *scene)) {
	eachEmpty(t, func(s *scene) {
		s.opcc = s.add("body", "add", fields{"name": "Office of the Commissioner", "type": "opcc"})
		s.force = s.add("body", "add", fields{"name": "West Yorkshire Police", "type": "force"})
		act(s)
	})
}

// fields are what is entered of a record.
type fields = map[string]any

// add makes a record and gives its reference.
func (s *scene) add(kind, start string, in fields) models.Ref {
	s.Helper()
	var ref models.Ref
	s.load(func(l *service.Loader) error {
		m, err := l.Add(models.KindNamed(kind), start, in)
		if err == nil {
			ref = m.Base().Ref
		}
		return err
	})
	return ref
}

// move makes a step in a record's lifecycle.
func (s *scene) move(kind string, ref models.Ref, name string, in fields) {
	s.Helper()
	s.load(func(l *service.Loader) error { return l.Move(models.KindNamed(kind), ref, name, in) })
}

func (s *scene) load(act func(l *service.Loader) error) {
	s.Helper()
	if err := s.service.Load(context.Background(), models.System(), "", act); err != nil {
		s.Fatal(err)
	}
}

// actor is somebody in a role, with an account.
func (s *scene) actor(role models.Role) *models.Actor {
	s.Helper()
	body := s.opcc
	if models.SideOf(role) == models.SideForce {
		body = s.force
	}
	person := s.add("person", "add", fields{"name": "The " + string(role), "email": string(role) + "@example.org", "body": body, "roles": []models.Role{role}})
	if err := s.service.SetPassword(context.Background(), models.System(), person, scenePassword); err != nil {
		s.Fatal(err)
	}
	s.signIn(role, string(role)+"@example.org")
	return s.actorOf(role)
}

// see is the page of a record as somebody in a role reads it: its words, with
// single spaces between them, and its markup.
func (s *scene) see(role models.Role, kind string, ref models.Ref) (text, markup string) {
	s.Helper()
	if s.cookies[role] == nil {
		s.actor(role)
	}
	request := httptest.NewRequest(http.MethodGet, "/"+models.KindNamed(kind).Plural+"/"+string(ref), nil)
	request.AddCookie(s.cookies[role])
	answer := httptest.NewRecorder()
	s.pages.ServeHTTP(answer, request)
	if answer.Code != http.StatusOK {
		s.Fatalf("%s answers %d: %s", request.URL, answer.Code, answer.Body)
	}
	_, markup, _ = strings.Cut(answer.Body.String(), "<main")
	markup, _, _ = strings.Cut(markup, "</main>")
	return words(markup), markup
}

var tags = regexp.MustCompile(`<[^>]*>`)

// words are what a page says, with single spaces between them.
func words(markup string) string {
	return strings.Join(strings.Fields(html.UnescapeString(tags.ReplaceAllString(markup, " "))), " ")
}

// has fails for every text that the page does not say.
func (s *scene) has(page string, texts ...string) {
	s.Helper()
	for _, text := range texts {
		if !strings.Contains(page, text) {
			s.Errorf("the page does not say %q:\n%.3000s", text, page)
		}
	}
}

// hasNot fails for every text that the page says.
func (s *scene) hasNot(page string, texts ...string) {
	s.Helper()
	for _, text := range texts {
		if strings.Contains(page, text) {
			s.Errorf("the page says %q:\n%.3000s", text, page)
		}
	}
}

func TestPictureOfPriority(t *testing.T) {
	eachScene(t, func(s *scene) {
		priority := s.add("priority", "add", fields{"title": "Child sexual exploitation", "since": "2013"})
		serves := []models.Ref{priority}
		plan := s.add("plan", "add", fields{"title": "Police and Crime Plan", "period_start": "2016"})
		first := s.add("edition", "record-earlier", fields{"plan": plan, "title": "First plan", "published_on": "2013"})
		outcome := s.add("outcome", "add", fields{"edition": first, "title": "protecting people from violent and serious crime"})
		s.add("placement", "add", fields{"edition": first, "priority": priority, "outcome": outcome, "title": "CSE"})
		latest := s.add("edition", "record", fields{"plan": plan, "title": "Refreshed 2018", "published_on": "2018"})
		s.add("placement", "add", fields{"edition": latest, "priority": priority, "title": "CSA/E", "narrative": "It stays a priority.", "wording": "summary"})
		meeting := s.add("meeting", "record", fields{"title": "COM", "type": "com", "held_on": "2019-01-15"})
		s.add("question", "record", fields{"meeting": meeting, "title": "Legacy cases", "text": "How many?", "put_on": "2019-01-15", "due_on": "2019-02-12", "priorities": serves})
		s.add("question", "draft", fields{"meeting": meeting, "title": "Not put yet", "text": "And now?", "priorities": serves})
		s.add("assurance", "state", fields{"title": "Cases are reviewed", "statement": "They are.", "priorities": serves})
		fund := s.add("fund", "add", fields{"title": "Safer Communities Fund", "code": "SCF"})
		s.add("award", "record", fields{"title": "Mister Shapeshifter", "fund": fund, "organisation": s.opcc, "amount": 250050, "priorities": serves})
		s.add("award", "record", fields{"title": "Another play", "fund": fund, "organisation": s.opcc, "priorities": serves})

		page, _ := s.see(models.RolePlan, "priority", priority)
		s.has(page, "Refreshed 2018", "Called “CSA/E”", "A summary in our own words", "It stays a priority.",
			"First plan", "Under the outcome “protecting people from violent and serious crime”", "What it says is not recorded",
			"£2,500.50", "Without 1 award or commission whose amount is not recorded",
			"1 record is overdue today", "Legacy cases", "Stated, not tested", "Not put yet",
			"Assurances that nobody has tested : 1", "Nothing at all is recorded under: commitments")
		if strings.Index(page, "Called “CSA/E”") > strings.Index(page, "Called “CSE”") {
			t.Error("the earlier edition comes first")
		}

		page, _ = s.see(models.RoleChief, "priority", priority)
		s.has(page, "Legacy cases", "£2,500.50")
		s.hasNot(page, "Not put yet")
	})
}

func TestPictureOfNothing(t *testing.T) {
	eachScene(t, func(s *scene) {
		page, _ := s.see(models.RolePanel, "priority", s.add("priority", "add", fields{"title": "Knife crime"}))
		s.has(page, "None recorded", "Nothing recorded", "Nothing that is recorded is overdue", "What the editions of the plan say about it is not recorded")
	})
}
