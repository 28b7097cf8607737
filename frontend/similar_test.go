package frontend_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"answerable/models"
)

// askedAndAnswered is a question with an answer, and an assurance taken from it
// that has lapsed.
func (s *scene) askedAndAnswered() models.Ref {
	s.Helper()
	question := s.asked("Legacy investigations", fields{"put_on": "2018-01-09"})
	answer := s.add("answer", "record", fields{"question": question, "text": "There are twelve of them.", "given_on": "2018-02-01"})
	s.add("assurance", "state", fields{"title": "All are reviewed", "statement": "All are.", "taken_from": answer, "relied_until": "2019-03-03"})
	return question
}

func TestFormOfAQuestionShowsWhatWasAskedBefore(t *testing.T) {
	eachScene(t, func(s *scene) {
		earlier := s.askedAndAnswered()
		meeting := s.meeting()
		const path = "/questions/new?start=draft"
		blank := s.wants(s.get(models.RolePlan, path), http.StatusOK)
		sound(s.T, path, blank)
		s.has(blank.text(), "Asked before", "those that were asked before and are like it are listed here", "Show what was asked before")

		typed := formOf(s, blank)
		typed.Set("meeting", string(meeting))
		typed.Set("title", "Legacy cases <again>")
		typed.Set("text", "How many legacy investigations are open?")
		typed.Set("again", "")
		shown := s.wants(s.post(models.RolePlan, path, typed), http.StatusOK)
		sound(s.T, path, shown)
		s.has(shown.text(), "One question is like it.", "Legacy investigations (opens in a new tab)", string(earlier)+", put on 9 January 2018", "Answered",
			"Answered on 1 February 2018: There are twelve of them.", "All are reviewed", "Lapsed", "Follow this up")
		s.hasNot(shown.text(), "There is a problem", "Your question follows it up.")
		s.keeps(formOf(s, shown), typed, "again")

		typed.Set("again", buttonValue(s, shown, "Follow this up"))
		followed := s.wants(s.post(models.RolePlan, path, typed), http.StatusOK)
		s.has(followed.text(), "Your question follows it up.")
		s.hasNot(followed.text(), "Follow this up")
		again := formOf(s, followed)
		s.keeps(again, typed, "again", "follows_up")
		if again.Get("follows_up") != string(earlier) {
			t.Errorf("it follows up %q", again.Get("follows_up"))
		}
		if found := s.get(models.RolePlan, "/questions?q=again"); strings.Contains(found.text(), "Legacy cases") {
			t.Error("the question was saved")
		}
		made := s.post(models.RolePlan, path, again)
		s.has(s.get(models.RolePlan, made.location).text(), "It was asked once since 2018.", "Follows up "+string(earlier))
	})
}

func TestFormOfAChangeShowsWhatWasAskedBefore(t *testing.T) {
	eachScene(t, func(s *scene) {
		earlier := s.askedAndAnswered()
		draft := s.add("question", "draft", fields{"meeting": s.meeting(), "title": "Legacy investigations", "text": "How many?"})
		path := "/questions/" + string(draft) + "/edit"
		page := s.wants(s.get(models.RolePlan, path), http.StatusOK)
		sound(s.T, path, page)
		s.has(page.text(), "One question is like it.", string(earlier)+", put on")
		typed := formOf(s, page)
		typed.Set("text", "How many investigations?")
		typed.Set("reason", "A slip")
		typed.Set("again", buttonValue(s, page, "Follow this up"))
		followed := formOf(s, s.wants(s.post(models.RolePlan, path, typed), http.StatusOK))
		s.keeps(followed, typed, "again", "follows_up")
		if followed.Get("version") != "1" || followed.Get("follows_up") != string(earlier) {
			t.Errorf("the form holds %q", followed)
		}
		s.goesTo(s.post(models.RolePlan, path, followed), "/questions/"+string(draft)+"?done=edited")

		s.wants(s.post(models.RoleChief, path, typed), http.StatusNotFound)
		s.wants(s.post(models.RoleChief, "/questions/new", url.Values{"start": {"draft"}, "again": {""}}), http.StatusForbidden)
	})
}

// TestListOfSimilarQuestionsForTheScript asks for the part of the page alone:
// each sees in it what they may see.
func TestListOfSimilarQuestionsForTheScript(t *testing.T) {
	eachScene(t, func(s *scene) {
		earlier := s.askedAndAnswered()
		draft := s.add("question", "draft", fields{"meeting": s.meeting(), "title": "Legacy investigations", "text": "How many?"})
		typed := url.Values{"title": {"Legacy"}, "text": {"investigations"}, "again": {"x=%zz"}}
		list := s.wants(s.post(models.RolePlan, "/questions/similar", typed), http.StatusOK)
		s.has(list.text(), "2 questions are like it, the most alike first.", string(earlier), string(draft))
		s.hasNot(list.body, "<html", "<form")
		list = s.wants(s.post(models.RolePlan, "/questions/similar?of="+string(draft), typed), http.StatusOK)
		s.hasNot(list.text(), string(draft))
		list = s.wants(s.post(models.RoleChief, "/questions/similar", typed), http.StatusOK)
		s.has(list.text(), "One question is like it.", string(earlier))
		s.hasNot(list.body, string(draft))
		s.has(s.post(models.RolePlan, "/questions/similar", url.Values{"title": {"Quokkas"}}).text(), "No question that you can see is like it.")
		s.wants(s.post("", "/questions/similar", typed), http.StatusUnauthorized)
		if policy := list.header.Get("Content-Security-Policy"); !strings.Contains(policy, "connect-src 'self'") {
			t.Errorf("the policy is %s", policy)
		}
	})
}

// keeps holds that a form has everything that was typed, but for some fields.
func (s *scene) keeps(form, typed url.Values, but ...string) {
	s.Helper()
	for name := range typed {
		skip := false
		for _, left := range but {
			skip = skip || left == name
		}
		if !skip && form.Get(name) != typed.Get(name) {
			s.Errorf("%s was %q and is %q", name, typed.Get(name), form.Get(name))
		}
	}
}
