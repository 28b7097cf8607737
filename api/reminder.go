package api

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

func (a *api) mountReminders() {
	a.mount(route{
		id: "readDigest", method: http.MethodGet, path: "/me/digest", tag: "You",
		summary: "Read your digest of today: what is overdue and due, what arrived and what was judged",
		answers: []answer{{http.StatusOK, "The sections that you chose, empty ones too, with the first of each", &content{jsonType, a.document.reflect(service.Digest{})}, nil}},
		handle:  a.digest,
	})
	settings := a.document.define("ReminderSettings", closed(schema{
		"mail":         schema{"type": "boolean", "description": "Whether the digest comes by mail too"},
		"working_days": schema{"type": "boolean", "description": "Whether it comes on working days only"},
		"sections":     listOf(choiceSchema(models.DigestSection("").Options(), false)),
	}))
	a.mount(route{
		id: "readReminders", method: http.MethodGet, path: "/me/reminders", tag: "You",
		summary: "Read what you are told in your digest, and how",
		answers: []answer{{http.StatusOK, "What you chose, or what is usual", &content{jsonType, settings}, nil}},
		handle:  a.reminders,
	})
	a.mount(route{
		id: "setReminders", method: http.MethodPut, path: "/me/reminders", tag: "You",
		summary: "Choose what you are told in your digest, and how",
		body:    &content{jsonType, settings},
		answers: []answer{{http.StatusOK, "What you chose", &content{jsonType, settings}, nil}},
		handle:  a.setReminders,
	})
}

func (a *api) digest(c *gin.Context, who *models.Actor) error {
	digest, err := a.service.Digest(c.Request.Context(), who)
	if err != nil {
		return err
	}
	writeValue(c, http.StatusOK, jsonType, digest)
	return nil
}

func (a *api) reminders(c *gin.Context, who *models.Actor) error {
	chosen, err := a.service.Reminders(c.Request.Context(), who)
	if err != nil {
		return err
	}
	writeValue(c, http.StatusOK, jsonType, chosen)
	return nil
}

func (a *api) setReminders(c *gin.Context, who *models.Actor) error {
	entered, err := object(c)
	if err != nil {
		return err
	}
	var chosen models.ReminderSettings
	if err := into(entered, map[string]any{"mail": &chosen.Mail, "working_days": &chosen.WorkingDays, "sections": &chosen.Sections}); err != nil {
		return err
	}
	if err := all(entered, "mail", "working_days", "sections"); err != nil {
		return err
	}
	if err := a.service.SetReminders(c.Request.Context(), who, chosen); err != nil {
		return err
	}
	return a.reminders(c, who)
}
