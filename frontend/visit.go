package frontend

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"

	"answerable/internal/session"
	"answerable/models"
)

// visit is one request of one person.
type visit struct {
	*gin.Context
	*site
	who *models.Actor // nil while nobody is signed in
}

// handler answers a request, or says why it could not: see fail.
type handler func(v *visit) error

func (v *visit) ctx() context.Context { return v.Request.Context() }

// open serves a page that needs nobody signed in.
func (s *site) open(h handler) gin.HandlerFunc {
	return func(c *gin.Context) {
		v := &visit{Context: c, site: s}
		defer v.recovered()
		if err := v.identify(); err != nil {
			v.fail(err)
			return
		}
		if err := h(v); err != nil {
			v.fail(err)
		}
	}
}

// closed serves a page that needs a person signed in, and sends others to sign
// in first.
func (s *site) closed(h handler) gin.HandlerFunc {
	return s.open(func(v *visit) error {
		if v.who == nil {
			return v.askToSignIn()
		}
		return h(v)
	})
}

// identify finds who is behind the session's cookie, if there is one.
func (v *visit) identify() error {
	token := session.Token(v.Request)
	if token == "" {
		return nil
	}
	who, err := v.service.Session(v.ctx(), token)
	if err != nil && models.FaultOf(err) != models.Unsigned {
		return err
	}
	v.who = who
	return nil
}

// seeOther sends the browser on to another page after something was done.
func (v *visit) seeOther(path string) error {
	v.Redirect(http.StatusSeeOther, path)
	return nil
}

// typed is the submitted form. What is sent in the address is no part of it.
func (v *visit) typed() (url.Values, error) {
	if err := v.Request.ParseForm(); err != nil {
		return nil, tooLarge(err)
	}
	return v.Request.PostForm, nil
}

func tooLarge(err error) error {
	var over *http.MaxBytesError
	if errors.As(err, &over) {
		return models.Fail(models.Refused, "What was sent is too large")
	}
	return models.Fail(models.Refused, "What was sent could not be read. Go back and send it again")
}
