package frontend

import (
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"

	"github.com/a-h/templ"

	"answerable/models"
	"answerable/service"
)

// noPage is the answer to an address at which there is nothing. The page is
// the same as for a record that is hidden from the person.
var noPage = models.Fail(models.Missing, "There is no such page")

// fault is how a kind of failure is shown.
type fault struct {
	status int
	title  string
	body   func(v *visit, err *models.Error) templ.Component
}

var faults = map[models.Fault]fault{
	models.Missing:  {http.StatusNotFound, "Page not found", func(*visit, *models.Error) templ.Component { return missingBody() }},
	models.Denied:   {http.StatusForbidden, "You may not do this", sentenceBody},
	models.Refused:  {http.StatusConflict, "This cannot be done now", sentenceBody},
	models.Stale:    {http.StatusConflict, "Somebody changed this meanwhile", sentenceBody},
	models.Invalid:  {http.StatusBadRequest, "This could not be read", problemsBody},
	models.TooMany:  {http.StatusTooManyRequests, "Too many attempts", sentenceBody},
	models.Unsigned: {http.StatusUnauthorized, "Sign in to continue", sentenceBody},
}

// fail answers with the page for what went wrong. It is the one place in which
// a failure becomes a page; what nobody named goes to the log, and its page
// says under which number.
func (v *visit) fail(err error) {
	var named *models.Error
	if !errors.As(err, &named) {
		named = &models.Error{Fault: models.Unavailable, Cause: err}
	}
	how, known := faults[named.Fault]
	if !known {
		v.broken(err, named.Public)
		return
	}
	v.showFailure(page{Status: how.status, Title: how.title, Errors: named.Fault == models.Invalid, Body: failurePage(how.title, how.body(v, named))})
}

// broken answers to what is nobody's mistake.
func (v *visit) broken(err error, public string) {
	id := v.requestID()
	v.log.ErrorContext(v.ctx(), "page failed", "request", id, "method", v.Request.Method, "path", service.LoggedPath(v.Request.URL.Path), "error", err)
	const title = "Sorry, there is a problem"
	v.showFailure(page{Status: http.StatusServiceUnavailable, Title: title, Body: failurePage(title, brokenBody(public, id, v.Request.Method == http.MethodPost))})
}

func (v *visit) showFailure(p page) {
	if err := v.show(p); err != nil {
		v.log.ErrorContext(v.ctx(), "page about a failure failed", "error", err)
		v.String(http.StatusInternalServerError, "Sorry, there is a problem. Try again later.")
	}
}

// recovered turns a panic into the page for what is nobody's mistake.
func (v *visit) recovered() {
	found := recover()
	if found == nil {
		return
	}
	if found == http.ErrAbortHandler { //nolint:errorlint // the server compares it the same way
		panic(found)
	}
	v.log.ErrorContext(v.ctx(), "page panicked", "panic", found, "stack", string(debug.Stack()))
	if !v.Writer.Written() {
		v.broken(fmt.Errorf("panic: %v", found), "")
	}
}

// requestID names the request in the log and on the page: as the server named
// it already, or by chance.
func (v *visit) requestID() string {
	if id := v.Writer.Header().Get("X-Request-Id"); id != "" {
		return id
	}
	id := rand.Text()[:12]
	v.Header("X-Request-Id", id)
	return id
}

func sentenceBody(_ *visit, err *models.Error) templ.Component { return sentence(err.Public) }

func problemsBody(_ *visit, err *models.Error) templ.Component {
	return problemList(err.Public, err.Problems)
}
