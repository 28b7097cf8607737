package frontend

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/a-h/templ"

	"answerable/internal/session"
	"answerable/models"
	"answerable/service"
)

// accountForm is what the account page shows.
type accountForm struct {
	Person   *service.One
	Tokens   []service.Token
	Typed    url.Values // what was typed, if it was not right
	Problems models.Problems
	Notice   string
	Views    templ.Component // the saved views
	// KeepsMail says that the person looks after the outbox.
	KeepsMail bool
	// Imports says that they may bring records in.
	Imports bool
}

// accountPage shows a person's own details, password form and API tokens.
func (v *visit) accountPage() error {
	form := accountForm{Typed: url.Values{"days": {"90"}}}
	if v.Query("done") == "revoked" {
		form.Notice = "The token was revoked. It opens nothing any more."
	}
	return v.showAccount(form)
}

func (v *visit) showAccount(form accountForm) error {
	var err error
	if form.Person, err = v.service.Get(v.ctx(), v.who, models.PersonKind, v.who.Person); err != nil {
		return err
	}
	if form.Tokens, err = v.service.Tokens(v.ctx(), v.who); err != nil {
		return err
	}
	if form.Views, err = v.savedViews(); err != nil {
		return err
	}
	form.KeepsMail, form.Imports = v.keepsMail(), mayImportAny(v.who)
	status := http.StatusOK
	if len(form.Problems) > 0 {
		status = http.StatusUnprocessableEntity
	}
	return v.show(page{Status: status, Title: "Your account", Errors: len(form.Problems) > 0, Body: accountView(form, v.service.Now())})
}

// changePassword sets the person's own password, which ends their sessions.
func (v *visit) changePassword() error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	err = v.service.ChangePassword(v.ctx(), v.who, typed.Get("present"), typed.Get("password"))
	if problems := problemsOf(err); problems != nil {
		return v.showAccount(accountForm{Typed: url.Values{"days": {"90"}}, Problems: problems})
	}
	if err != nil {
		return err
	}
	session.Clear(v.Writer, v.options.Secure)
	return v.seeOther("/sign-in?changed=password")
}

// issueToken makes an API token and shows its secret, this one time.
func (v *visit) issueToken() error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	// What is no number is 0, which the service refuses by name.
	days, _ := strconv.Atoi(typed.Get("days"))
	plain, token, err := v.service.IssueToken(v.ctx(), v.who, typed.Get("name"), days)
	if problems := problemsOf(err); problems != nil {
		return v.showAccount(accountForm{Typed: typed, Problems: problems})
	}
	if err != nil {
		return err
	}
	return v.show(page{Title: "Copy your token now", Back: "/account", Body: tokenView(plain, token)})
}

// revokeToken ends one of the person's own tokens.
func (v *visit) revokeToken() error {
	if err := v.service.RevokeToken(v.ctx(), v.who, v.Param("id")); err != nil {
		return err
	}
	return v.seeOther("/account?done=revoked")
}
