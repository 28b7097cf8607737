package api

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

// freshFeed is a calendar feed with its address, which is shown this once.
type freshFeed struct {
	Path string `json:"path" description:"Where calendar programs read the feed, from the root of the service. It needs no sign-in and cannot be read again: keep it like a password."`
	*service.Feed
}

func (a *api) mountFeeds() {
	feed := a.document.define("Feed", a.document.reflect(service.Feed{}))
	a.mount(route{
		id: "listFeeds", method: http.MethodGet, path: "/me/feeds", tag: "You",
		summary: "List your calendar feeds, newest first",
		answers: []answer{{http.StatusOK, "Your feeds, those out of force too", &content{jsonType, closed(schema{"items": listOf(feed)})}, nil}},
		handle:  a.feeds,
	})
	a.mount(route{
		id: "createFeed", method: http.MethodPost, path: "/me/feeds", tag: "You",
		summary: "Make a calendar feed for yourself",
		about:   "It holds what you may see of the past 60 and the coming 400 days, as it is when it is read, and never anything OFFICIAL-SENSITIVE.",
		body: &content{jsonType, closed(schema{
			"name": schema{"type": "string", "minLength": 1, "maxLength": 100, "description": "Where it is read, for example phone"},
		})},
		answers: []answer{{http.StatusCreated, "The feed, with its address", &content{jsonType, a.document.reflect(freshFeed{})}, nil}},
		handle:  a.issueFeed,
	})
	a.mount(route{
		id: "revokeFeed", method: http.MethodDelete, path: "/me/feeds/{id}", tag: "You",
		summary: "Revoke one of your calendar feeds",
		params:  []param{{"id", "path", "The id of the feed", textSchema()}},
		answers: []answer{{http.StatusNoContent, "Its address opens nothing any more", nil, nil}},
		handle:  revoking(a.service.RevokeFeed),
	})
}

func (a *api) feeds(c *gin.Context, who *models.Actor) error {
	feeds, err := a.service.Feeds(c.Request.Context(), who)
	if err != nil {
		return err
	}
	writeValue(c, http.StatusOK, jsonType, map[string]any{"items": feeds})
	return nil
}

func (a *api) issueFeed(c *gin.Context, who *models.Actor) error {
	entered, err := object(c)
	if err != nil {
		return err
	}
	var name string
	if err := into(entered, map[string]any{"name": &name}); err != nil {
		return err
	}
	secret, feed, err := a.service.IssueFeed(c.Request.Context(), who, name)
	if err != nil {
		return err
	}
	writeValue(c, http.StatusCreated, jsonType, freshFeed{service.FeedPath(secret), feed})
	return nil
}
