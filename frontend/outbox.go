package frontend

import (
	"net/url"
	"slices"

	"answerable/models"
	"answerable/service"
)

// outboxView is a page of the outbox.
type outboxView struct {
	*service.Outbox
	State   models.MailState
	Further bool // not the first page
	Notice  string
}

// outboxPage shows administrators which mail was sent, and what failed; never
// what it said.
func (v *visit) outboxPage() error {
	state := models.MailState(v.Query("state"))
	if state != "" && !slices.ContainsFunc(state.Options(), func(o models.Option) bool { return o.Value == string(state) }) {
		return noPage
	}
	box, err := v.service.Outbox(v.ctx(), v.who, state, v.Query("after"))
	if err != nil {
		return err
	}
	view := outboxView{Outbox: box, State: state, Further: v.Query("after") != ""}
	if v.Query("done") == "retry" {
		view.Notice = "The mail is tried again within a minute."
	}
	return v.show(page{Title: "Outbox", Back: "/account", Wide: true, Body: view.view()})
}

// retryMail has a mail tried again.
func (v *visit) retryMail() error {
	if err := v.service.RetryMail(v.ctx(), v.who, v.Param("id")); err != nil {
		return err
	}
	return v.seeOther("/outbox?done=retry")
}

// outboxURL is the outbox, of one state or from a page on.
func outboxURL(state models.MailState, after string) string {
	values := url.Values{}
	if state != "" {
		values.Set("state", string(state))
	}
	if after != "" {
		values.Set("after", after)
	}
	return withQuery("/outbox", values)
}

// first leads back to the first page, if this is another.
func (o outboxView) first() string {
	if !o.Further {
		return ""
	}
	return outboxURL(o.State, "")
}

func (o outboxView) next() string {
	if o.Next == "" {
		return ""
	}
	return outboxURL(o.State, o.Next)
}

// keepsMail tells whether the person keeps the outbox.
func (v *visit) keepsMail() bool {
	return models.PersonKind.MayDo(v.who, models.ActKeepMail, &models.Person{})
}
