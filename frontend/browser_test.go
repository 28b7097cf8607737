package frontend_test

import (
	"bytes"
	"context"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"

	"answerable/frontend"
	"answerable/internal/clock"
	"answerable/internal/session"
	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// eachEmpty is eachScene before anything was added.
func eachEmpty(t *testing.T, act func(s *scene)) {
	gin.SetMode(gin.TestMode)
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		now := clock.Fixed(time.Date(2019, 3, 4, 9, 0, 0, 0, time.UTC))
		log := slog.New(slog.DiscardHandler)
		s := &scene{T: t, db: gdb, service: service.New(gdb, now, log), pages: gin.New(), cookies: map[models.Role]*http.Cookie{}}
		if err := frontend.Mount(s.pages, s.service, log, frontend.Options{OpenAPI: []byte("{}")}); err != nil {
			t.Fatal(err)
		}
		act(s)
	})
}

// signIn lets somebody act in a role from here on.
func (s *scene) signIn(role models.Role, email string) {
	s.Helper()
	token, err := s.service.SignIn(context.Background(), email, scenePassword, "192.0.2.1")
	if err != nil {
		s.Fatal(err)
	}
	recorder := httptest.NewRecorder()
	session.Set(recorder, token, false)
	s.cookies[role] = recorder.Result().Cookies()[0]
}

// answer is what a page answered.
type answer struct {
	status   int
	body     string
	location string
	header   http.Header
}

// text is the words of the page with single spaces between them.
func (a answer) text() string { return words(a.body) }

// get asks for a page as somebody in a role; an empty role is nobody.
func (s *scene) get(role models.Role, path string) answer {
	s.Helper()
	return s.send(role, httptest.NewRequest(http.MethodGet, path, nil))
}

// post sends a form as somebody in a role.
func (s *scene) post(role models.Role, path string, form url.Values) answer {
	s.Helper()
	request := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return s.send(role, request)
}

func (s *scene) send(role models.Role, request *http.Request) answer {
	s.Helper()
	if role != "" {
		if s.cookies[role] == nil {
			s.actor(role)
		}
		request.AddCookie(s.cookies[role])
	}
	recorder := httptest.NewRecorder()
	s.pages.ServeHTTP(recorder, request)
	return answer{recorder.Code, recorder.Body.String(), recorder.Header().Get("Location"), recorder.Header()}
}

// wants fails the test unless the page answered with the status.
func (s *scene) wants(got answer, status int) answer {
	s.Helper()
	if got.status != status {
		s.Fatalf("answered %d, not %d: %s", got.status, status, got.text())
	}
	return got
}

// goesTo fails the test unless the page leads on to the address.
func (s *scene) goesTo(got answer, location string) {
	s.Helper()
	if got.status != http.StatusSeeOther || got.location != location {
		s.Fatalf("answered %d to %q, not to %q: %s", got.status, got.location, location, got.text())
	}
}

// meeting is a Community Outcomes Meeting.
func (s *scene) meeting() models.Ref {
	s.Helper()
	return s.add("meeting", "record", fields{"title": "Community Outcomes Meeting, March 2019", "type": "com", "held_on": "2019-03-01"})
}

// actorOf is the person in a role, who is added if need be.
func (s *scene) actorOf(role models.Role) *models.Actor {
	s.Helper()
	if s.cookies[role] == nil {
		return s.actor(role)
	}
	who, err := s.service.Session(context.Background(), s.cookies[role].Value)
	if err != nil {
		s.Fatal(err)
	}
	return who
}

// upload gives a document its file.
func (s *scene) upload(role models.Role, document, name, content string) answer {
	s.Helper()
	return s.sendFile(role, "/documents/"+document+"/file", name, content)
}

// sendFile sends a file as a browser does.
func (s *scene) sendFile(role models.Role, path, name, content string) answer {
	s.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	if err := form.WriteField("version", "1"); err != nil {
		s.Fatal(err)
	}
	part, err := form.CreateFormFile("file", name)
	if err != nil {
		s.Fatal(err)
	}
	if _, err := part.Write([]byte(content)); err != nil {
		s.Fatal(err)
	}
	if err := form.Close(); err != nil {
		s.Fatal(err)
	}
	request := httptest.NewRequest(http.MethodPost, path, &body)
	request.Header.Set("Content-Type", form.FormDataContentType())
	return s.send(role, request)
}
