package frontend_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"answerable/models"
)

func TestPagesAskWhoSomebodyIs(t *testing.T) {
	eachScene(t, func(s *scene) {
		s.goesTo(s.get("", "/questions?state=put"), "/sign-in?then=%2Fquestions%3Fstate%3Dput")
		page := s.wants(s.get("", "/sign-in?then=%2Fquestions"), http.StatusOK)
		if !strings.Contains(page.body, `name="then" value="/questions"`) {
			t.Error("the way back is lost")
		}
		if got := page.header.Get("Content-Security-Policy"); !strings.HasPrefix(got, "default-src 'none'; script-src 'self' 'sha256-") {
			t.Errorf("the policy is %q", got)
		}
	})
}

func TestSignInLeadsBackAndOut(t *testing.T) {
	eachScene(t, func(s *scene) {
		s.actor(models.RolePlan)
		form := url.Values{"email": {" PLAN@example.org "}, "password": {scenePassword}, "then": {"/questions"}}
		signedIn := s.post("", "/sign-in", form)
		s.goesTo(signedIn, "/questions")
		if cookie := signedIn.header.Get("Set-Cookie"); !strings.Contains(cookie, "HttpOnly") || !strings.Contains(cookie, "SameSite=Lax") {
			t.Errorf("the cookie is %q", cookie)
		}
		form.Set("then", "//elsewhere.example")
		s.goesTo(s.post("", "/sign-in", form), "/")
		s.goesTo(s.get(models.RolePlan, "/sign-in"), "/")
		s.goesTo(s.post(models.RolePlan, "/sign-out", nil), "/sign-in")
		s.goesTo(s.get(models.RolePlan, "/"), "/sign-in?then=%2F")
	})
}

func TestSignInDoesNotTellWhatWasWrong(t *testing.T) {
	eachScene(t, func(s *scene) {
		s.actor(models.RolePlan)
		wrong := func(email, password string) string {
			page := s.wants(s.post("", "/sign-in", url.Values{"email": {email}, "password": {password}}), http.StatusUnauthorized)
			if !strings.Contains(page.body, "<title>Error: Sign in") || !strings.Contains(page.body, `value="`+email+`"`) {
				t.Errorf("no error in the title, or the address was not kept: %s", page.text())
			}
			return strings.ReplaceAll(page.text(), email, "")
		}
		if known, unknown := wrong("plan@example.org", "not the password"), wrong("nobody@example.org", "not the password"); known != unknown {
			t.Errorf("the answers differ:\n%s\n%s", known, unknown)
		}
		s.wants(s.post("", "/sign-in", url.Values{"email": {"plan@example.org"}}), http.StatusUnprocessableEntity)
		for range 5 {
			s.post("", "/sign-in", url.Values{"email": {"plan@example.org"}, "password": {"no"}})
		}
		page := s.wants(s.post("", "/sign-in", url.Values{"email": {"plan@example.org"}, "password": {scenePassword}}), http.StatusTooManyRequests)
		s.has(page.text(), "Too many attempts")
	})
}

func TestWhatWasTypedOutlivesTheSession(t *testing.T) {
	eachScene(t, func(s *scene) {
		s.actor(models.RolePlan)
		page := s.wants(s.post("", "/bodies/new", url.Values{"name": {"A “charity” & friends"}, "start": {"add"}}), http.StatusUnauthorized)
		s.has(page.text(), "what you entered is kept")
		kept := url.Values{"name": {"A “charity” & friends"}, "start": {"add"}}.Encode()
		form := url.Values{"email": {"plan@example.org"}, "password": {scenePassword}, "then": {"/bodies/new"}, "kept": {kept}}
		again := s.wants(s.post("", "/sign-in", form), http.StatusOK)
		s.has(again.body, `action="/bodies/new"`, `value="A “charity” &amp; friends"`)
	})
}

func TestAccountChangesPasswordAndTokens(t *testing.T) {
	eachScene(t, func(s *scene) {
		page := s.wants(s.get(models.RolePlan, "/account"), http.StatusOK)
		s.has(page.text(), "plan@example.org", "Plan manager (OPCC)", "You have no tokens")
		wrong := s.wants(s.post(models.RolePlan, "/account/tokens", url.Values{"name": {"Monthly figures"}, "days": {"400"}}), http.StatusUnprocessableEntity)
		s.has(wrong.body, `value="Monthly figures"`, `value="400"`, `href="#days"`)
		issued := s.wants(s.post(models.RolePlan, "/account/tokens", url.Values{"name": {"Monthly figures"}, "days": {"30"}}), http.StatusOK)
		s.has(issued.body, "ans_", "Copy your token now")
		page = s.get(models.RolePlan, "/account")
		s.hasNot(page.body, "ans_")
		s.has(page.text(), "Monthly figures", "3 April 2019", "Never", "Revoke Monthly figures")
		_, after, _ := strings.Cut(page.body, `action="/account/tokens/`)
		path, _, _ := strings.Cut(after, `"`)
		s.goesTo(s.post(models.RolePlan, "/account/tokens/"+path, nil), "/account?done=revoked")
		s.has(s.get(models.RolePlan, "/account?done=revoked").text(), "The token was revoked", "Revoked")
		bad := s.wants(s.post(models.RolePlan, "/account/password", url.Values{"present": {"no"}, "password": {"a new long password"}}), http.StatusUnprocessableEntity)
		s.has(bad.body, `href="#present"`)
		s.goesTo(s.post(models.RolePlan, "/account/password", url.Values{"present": {scenePassword}, "password": {"a new long password"}}), "/sign-in?changed=password")
		s.goesTo(s.get(models.RolePlan, "/account"), "/sign-in?then=%2Faccount")
	})
}

func TestAdministratorsSetPasswords(t *testing.T) {
	eachScene(t, func(s *scene) {
		who := s.actor(models.RoleDrafter)
		path := "/people/" + string(who.Person)
		s.has(s.get(models.RoleAdmin, path).body, path+"/password")
		s.hasNot(s.get(models.RolePlan, path).body, path+"/password")
		s.wants(s.get(models.RolePlan, path+"/password"), http.StatusForbidden)
		s.wants(s.post(models.RolePlan, path+"/password", url.Values{"password": {"a new long password"}}), http.StatusForbidden)
		s.wants(s.post(models.RoleAdmin, path+"/password", url.Values{"password": {"short"}}), http.StatusUnprocessableEntity)
		s.goesTo(s.post(models.RoleAdmin, path+"/password", url.Values{"password": {"a new long password"}}), path+"?done=password")
		s.goesTo(s.post("", "/sign-in", url.Values{"email": {"drafter@example.org"}, "password": {"a new long password"}}), "/")
	})
}

func TestAssetsAreServed(t *testing.T) {
	eachScene(t, func(s *scene) {
		page := s.get("", "/sign-in")
		_, after, _ := strings.Cut(page.body, `rel="stylesheet" href="`)
		path, _, _ := strings.Cut(after, `"`)
		got := s.send("", httptest.NewRequest(http.MethodGet, path, nil))
		if got.status != http.StatusOK || !strings.Contains(got.header.Get("Cache-Control"), "immutable") {
			t.Errorf("%s answered %d, cached as %q", path, got.status, got.header.Get("Cache-Control"))
		}
	})
}
