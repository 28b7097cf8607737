package frontend_test

import (
	"net/http"
	"net/url"
	"testing"

	"answerable/models"
)

// TestSaveAView saves a narrowed register and finds it again: on the register,
// on one's account page, and nobody else does.
func TestSaveAView(t *testing.T) {
	eachScene(t, func(s *scene) {
		s.hasNot(s.wants(s.get(models.RolePlan, "/questions"), http.StatusOK).text(), "Save this view")
		register := s.wants(s.get(models.RolePlan, "/questions?state=put&sort=-due_on"), http.StatusOK)
		s.has(register.body, `href="/views/new?address=%2Fquestions%3Fsort%3D-due_on%26state%3Dput&amp;start=keep"`, "start=keep-shared")
		const form = "/views/new?address=%2Fquestions%3Fsort%3D-due_on%26state%3Dput&start=keep"
		page := s.wants(s.get(models.RolePlan, form), http.StatusOK)
		sound(t, form, page)
		s.has(page.text(), "Name of the view")
		s.hasNot(page.text(), "Priorities", "Security marking", "Address")
		typed := formOf(s, page)
		s.has(s.wants(s.post(models.RolePlan, "/views/new", typed), http.StatusUnprocessableEntity).text(), "Name of the view: must be given")
		typed.Set("title", "Put, latest first")
		made := s.post(models.RolePlan, "/views/new", typed)
		s.wants(made, http.StatusSeeOther)
		kept := s.wants(s.get(models.RolePlan, made.location), http.StatusOK)
		sound(t, made.location, kept)
		s.has(kept.body, `href="/questions?sort=-due_on&amp;state=put"`)
		s.has(kept.text(), "The saved view was added.", "Open this view")

		again := s.wants(s.get(models.RolePlan, "/questions?state=put&sort=-due_on"), http.StatusOK)
		sound(t, "/questions", again)
		s.has(again.text(), "Put, latest first")
		s.has(again.body, `aria-current="page">Put, latest first</a>`)
		s.hasNot(again.text(), "Save this view")
		s.hasNot(s.get(models.RolePlan, "/assurances").text(), "Put, latest first")
		s.has(s.get(models.RolePlan, "/account").text(), "Put, latest first Questions")
		s.has(s.get(models.RoleCommissioner, "/account").text(), "You have no saved views")
		for _, role := range []models.Role{models.RoleCommissioner, models.RoleChief} {
			s.hasNot(s.get(role, "/questions?state=put").text(), "Put, latest first")
			s.wants(s.get(role, made.location), http.StatusNotFound)
		}
	})
}

// TestASharedViewShowsEachWhatTheyMaySee shares an address with one's office.
func TestASharedViewShowsEachWhatTheyMaySee(t *testing.T) {
	eachScene(t, func(s *scene) {
		made := s.post(models.RoleDrafter, "/views/new", url.Values{"start": {"keep-shared"}, "title": {"All of ours"}, "address": {"/questions?q=legacy"}})
		s.wants(made, http.StatusSeeOther)
		s.asked("Legacy put", nil)
		s.add("question", "draft", fields{"meeting": s.meeting(), "title": "Legacy draft", "text": "What?"})
		s.has(s.get(models.RoleChief, "/questions").text(), "All of ours (shared)")
		s.hasNot(s.get(models.RolePlan, "/questions").text(), "All of ours")
		seen := s.wants(s.get(models.RoleChief, "/questions?q=legacy"), http.StatusOK)
		s.has(seen.text(), "Legacy put")
		s.hasNot(seen.text(), "Legacy draft")
	})
}

// TestAViewOfNothingIsRefused shows the address where it is what is wrong.
func TestAViewOfNothingIsRefused(t *testing.T) {
	eachScene(t, func(s *scene) {
		page := s.wants(s.post(models.RolePlan, "/views/new", url.Values{"start": {"keep"}, "title": {"Red"}, "address": {"/questions?colour=red"}}), http.StatusUnprocessableEntity)
		sound(t, "/views/new", page)
		s.has(page.text(), "Address: must be the address of a register, for example /questions?state=put: colour: is not a filter of questions")
		s.has(page.body, `href="#address"`, `value="/questions?colour=red"`, `value="Red"`)
		s.has(s.wants(s.get(models.RolePlan, "/views/new"), http.StatusOK).text(), "Address That of a register")
		elsewhere := s.wants(s.get(models.RolePlan, "/views/new?address="+url.QueryEscape("https://example.org/questions")), http.StatusOK)
		s.hasNot(elsewhere.body, `href="https://example.org`)
	})
}
