package api

import (
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

// outbox is a page of the outbox.
type outbox struct {
	Configured bool                       `json:"configured" description:"Whether a mail server is set: without one nothing is sent"`
	Counts     map[models.MailState]int64 `json:"counts" description:"How many there are in each state, over all pages"`
	Items      []service.OutMail          `json:"items"`
	Next       string                     `json:"next" description:"The after of the next page, empty on the last"`
}

func (a *api) mountOutbox() {
	keepers := rolesIn(models.PersonKind.Doers(models.ActKeepMail))
	a.mount(route{
		id: "listOutbox", method: http.MethodGet, path: "/outbox", tag: "Mail",
		summary: "List the digests that were or are to be sent by mail, newest first",
		about:   "What a mail says is not in it: that is between the service and its recipient.",
		roles:   keepers, denies: true,
		params: []param{
			{"state", "query", "Only those in this state", choiceSchema(models.MailState("").Options(), false)},
			{"after", "query", "The next of the page before", textSchema()},
		},
		answers: []answer{{http.StatusOK, "A page of the outbox", &content{jsonType, a.document.reflect(outbox{})}, nil}},
		handle:  a.outbox,
	})
	a.mount(route{
		id: "retryMail", method: http.MethodPost, path: "/outbox/{id}/retry", tag: "Mail",
		summary: "Have a mail that failed tried again",
		roles:   keepers,
		params:  []param{{"id", "path", "The id of the mail", textSchema()}},
		answers: []answer{{http.StatusNoContent, "It is tried again", nil, nil}},
		handle: func(c *gin.Context, who *models.Actor) error {
			if err := a.service.RetryMail(c.Request.Context(), who, c.Param("id")); err != nil {
				return err
			}
			c.Status(http.StatusNoContent)
			c.Writer.WriteHeaderNow()
			return nil
		},
	})
}

func (a *api) outbox(c *gin.Context, who *models.Actor) error {
	state := models.MailState(c.Query("state"))
	if state != "" && !slices.ContainsFunc(state.Options(), func(o models.Option) bool { return o.Value == string(state) }) {
		return models.Problems{{Field: "state", Code: "choice", Text: "state: is no state of a mail"}}.Or()
	}
	box, err := a.service.Outbox(c.Request.Context(), who, state, c.Query("after"))
	if err != nil {
		return err
	}
	writeValue(c, http.StatusOK, jsonType, outbox{box.Configured, box.Counts, box.Mails, box.Next})
	return nil
}
