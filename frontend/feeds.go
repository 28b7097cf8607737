package frontend

import (
	"net/http"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// feedsForm is what the page of a person's calendar feeds shows.
type feedsForm struct {
	Feeds    []service.Feed
	Name     string // as typed, if it was not right
	Problems models.Problems
	Revoked  bool
}

// feedsPage lists a person's calendar feeds and makes new ones.
func (v *visit) feedsPage() error {
	return v.showFeeds(feedsForm{Revoked: v.Query("done") == "revoked"})
}

func (v *visit) showFeeds(form feedsForm) error {
	var err error
	if form.Feeds, err = v.service.Feeds(v.ctx(), v.who); err != nil {
		return err
	}
	status := http.StatusOK
	if len(form.Problems) > 0 {
		status = http.StatusUnprocessableEntity
	}
	return v.show(page{
		Status: status, Title: "Calendar feeds", Errors: len(form.Problems) > 0,
		Trail: []components.Link{{Text: "Home", Href: "/"}, {Text: "Your account", Href: "/account"}, {Text: "Calendar feeds"}}, Body: form.view(),
	})
}

// issueFeed makes a feed and shows its address, this one time.
func (v *visit) issueFeed() error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	secret, feed, err := v.service.IssueFeed(v.ctx(), v.who, typed.Get("name"))
	if problems := problemsOf(err); problems != nil {
		return v.showFeeds(feedsForm{Name: typed.Get("name"), Problems: problems})
	}
	if err != nil {
		return err
	}
	return v.show(page{Title: "Copy the address now", Back: "/account/feeds", Body: freshFeedView(v.origin()+service.FeedPath(secret), feed)})
}

// revokeFeed ends one of the person's own feeds.
func (v *visit) revokeFeed() error {
	if err := v.service.RevokeFeed(v.ctx(), v.who, v.Param("id")); err != nil {
		return err
	}
	return v.seeOther("/account/feeds?done=revoked")
}

// origin is where the service is reached: as it is set up or, if that is not
// said, as this request reached it.
func (v *visit) origin() string {
	if v.options.Origin != "" {
		return v.options.Origin
	}
	return "http://" + v.Request.Host
}
