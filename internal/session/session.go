// Package session carries the secret of a signed-in session in a cookie.
package session

import "net/http"

// Cookie is the name of the cookie.
const Cookie = "answerable_session"

// Set gives the browser the session's secret. Scripts cannot read it, other
// sites cannot post with it, and with secure it travels over https only.
func Set(w http.ResponseWriter, token string, secure bool) {
	http.SetCookie(w, cookie(token, secure))
}

// Clear takes the cookie back.
func Clear(w http.ResponseWriter, secure bool) {
	gone := cookie("", secure)
	gone.MaxAge = -1
	http.SetCookie(w, gone)
}

// Token is the secret that the request carries; empty when it carries none.
func Token(r *http.Request) string {
	if sent, err := r.Cookie(Cookie); err == nil {
		return sent.Value
	}
	return ""
}

func cookie(token string, secure bool) *http.Cookie {
	return &http.Cookie{Name: Cookie, Value: token, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: secure}
}
