package session

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestCookie(t *testing.T) {
	w := httptest.NewRecorder()
	Set(w, "secret", true)
	sent := w.Result().Cookies()[0]
	if sent.Name != Cookie || sent.Value != "secret" || sent.Path != "/" || !sent.HttpOnly || !sent.Secure || sent.SameSite != http.SameSiteLaxMode {
		t.Errorf("the cookie is %v", sent)
	}
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	if got := Token(r); got != "" {
		t.Errorf("a request without the cookie gives %q", got)
	}
	r.AddCookie(sent)
	if got := Token(r); got != "secret" {
		t.Errorf("the request gives %q", got)
	}
}

func TestClear(t *testing.T) {
	w := httptest.NewRecorder()
	Clear(w, false)
	if sent := w.Result().Cookies()[0]; sent.MaxAge >= 0 || sent.Value != "" || sent.Secure {
		t.Errorf("the cookie is %v", sent)
	}
}
