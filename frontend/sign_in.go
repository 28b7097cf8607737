package frontend

import (
	"net/http"
	"net/url"
	"strings"

	"answerable/frontend/components"
	"answerable/internal/session"
	"answerable/models"
)

// signInForm is what the sign-in page shows.
type signInForm struct {
	Email   string
	Then    string // where to go afterwards
	Kept    string // what was typed elsewhere when the session ended
	Notice  string
	Problem string
	Demo    *DemoNote
}

// signInPage asks who somebody is.
func (v *visit) signInPage() error {
	if v.who != nil {
		return v.seeOther("/")
	}
	form := signInForm{Then: localPath(v.Query("then")), Demo: v.options.Demo}
	if v.Query("changed") != "" {
		form.Notice = "Your password was changed. Sign in with the new one."
	}
	return v.showSignIn(http.StatusOK, form)
}

func (v *visit) showSignIn(status int, form signInForm) error {
	return v.show(page{Status: status, Title: "Sign in", Errors: form.Problem != "", Body: signInView(form)})
}

// signIn opens a session. The answer does not tell which of the two was wrong.
func (v *visit) signIn() error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	form := signInForm{Email: strings.TrimSpace(typed.Get("email")), Then: localPath(typed.Get("then")), Kept: typed.Get("kept"), Demo: v.options.Demo}
	if form.Email == "" || typed.Get("password") == "" {
		form.Problem = "Enter your email address and your password"
		return v.showSignIn(http.StatusUnprocessableEntity, form)
	}
	token, err := v.service.SignIn(v.ctx(), form.Email, typed.Get("password"), v.ClientIP())
	switch models.FaultOf(err) {
	case models.Unsigned, models.TooMany:
		form.Problem = publicOf(err)
		return v.showSignIn(faults[models.FaultOf(err)].status, form)
	}
	if err != nil {
		return err
	}
	session.Set(v.Writer, token, v.options.Secure)
	if form.Kept != "" {
		return v.giveBack(form)
	}
	return v.seeOther(form.Then)
}

// signOut ends the session.
func (v *visit) signOut() error {
	if token := session.Token(v.Request); token != "" {
		if err := v.service.SignOut(v.ctx(), token); err != nil {
			return err
		}
	}
	session.Clear(v.Writer, v.options.Secure)
	return v.seeOther("/sign-in")
}

// askToSignIn sends a person to sign in, and back here afterwards. What they
// had typed in a form travels along, so that it is not lost.
func (v *visit) askToSignIn() error {
	if v.Request.Method != http.MethodPost {
		return v.seeOther(withQuery("/sign-in", url.Values{"then": {v.Request.URL.RequestURI()}}))
	}
	form := signInForm{Then: v.Request.URL.Path, Notice: "You were signed out. Sign in again to go on: what you entered is kept.", Demo: v.options.Demo}
	if strings.HasPrefix(v.ContentType(), "multipart/") {
		form.Then, form.Notice = "/", "You were signed out. Sign in again, and send the file once more."
		return v.showSignIn(http.StatusUnauthorized, form)
	}
	typed, err := v.typed()
	if err != nil {
		return err
	}
	if typed.Has("password") {
		form.Then, form.Notice = "/", "You were signed out. Sign in again to go on."
		return v.showSignIn(http.StatusUnauthorized, form)
	}
	form.Kept = typed.Encode()
	return v.showSignIn(http.StatusUnauthorized, form)
}

// giveBack shows what was typed when the session ended, to be sent again.
func (v *visit) giveBack(form signInForm) error {
	kept, err := url.ParseQuery(form.Kept)
	if err != nil {
		return v.seeOther(form.Then)
	}
	var fields []components.Hidden
	for name, values := range kept {
		for _, value := range values {
			fields = append(fields, components.Hidden{Name: name, Value: value})
		}
	}
	return v.show(page{Title: "You are signed in again", Body: giveBackView(form.Then, fields)})
}

// localPath is a path of this service, or the first page for anything else.
func localPath(path string) string {
	address, err := url.Parse(path)
	if err != nil || address.IsAbs() || address.Host != "" || !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n\t") {
		return "/"
	}
	return path
}

// publicOf is the sentence of an error that people may read.
func publicOf(err error) string {
	if named := asNamed(err); named != nil {
		return named.Public
	}
	return ""
}
