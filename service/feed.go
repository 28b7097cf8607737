package service

import (
	"context"
	"strings"

	"answerable/internal/secret"
	"answerable/models"
)

// What a feed holds, in days back and ahead of the day on which it is read.
const (
	FeedDaysBack  = 60
	FeedDaysAhead = 400
)

// Feed is the private address under which a person's calendar program reads
// their calendar, until they revoke it.
type Feed struct {
	Key
}

var feeds = keyring{"feeds", "calendar feed"}

// FeedPrefix begins the address of every feed. What follows opens it.
const FeedPrefix = "/calendar/feed/"

// FeedPath is the address of the feed that a secret opens, from the root of the
// service.
func FeedPath(secret string) string { return FeedPrefix + secret + ".ics" }

// LoggedPath is the path of an address as logs may show it: without the secret
// of a feed.
func LoggedPath(path string) string {
	if strings.HasPrefix(path, FeedPrefix) {
		return FeedPrefix
	}
	return path
}

// IssueFeed makes a feed for the person themselves, and returns its secret.
func (s *Service) IssueFeed(ctx context.Context, who *models.Actor, name string) (string, *Feed, error) {
	name, problems := keyName(name)
	if err := problems.Or(); err != nil {
		return "", nil, err
	}
	plain := secret.New(32)
	key, err := s.newKey(who, name, plain)
	if err != nil {
		return "", nil, err
	}
	feed := &Feed{key}
	return plain, feed, s.issue(ctx, who, feeds, name, feed)
}

// Feeds lists the person's own feeds, newest first.
func (s *Service) Feeds(ctx context.Context, who *models.Actor) ([]Feed, error) {
	list := []Feed{}
	err := s.db.WithContext(ctx).Table(feeds.table).Where("person = ?", who.Person).Order("id DESC").Find(&list).Error
	return list, unavailable(err)
}

// RevokeFeed ends one of the person's own feeds.
func (s *Service) RevokeFeed(ctx context.Context, who *models.Actor, id string) error {
	return s.revoke(ctx, who, feeds, id)
}

// ReadFeed gives what stands in the calendar of whoever holds the secret, as
// they may see it now. OFFICIAL-SENSITIVE records are never in it, because what
// is read goes to a server outside. Of a secret that opens nothing, whatever
// the cause, it says that there is no such feed.
func (s *Service) ReadFeed(ctx context.Context, plain string) ([]CalendarEntry, error) {
	var feed Feed
	err := s.db.WithContext(ctx).Table(feeds.table).Where("hash = ? AND revoked_at IS NULL", secret.Hash(plain)).Limit(1).Find(&feed).Error
	if err != nil {
		return nil, unavailable(err)
	}
	if feed.ID == "" {
		return nil, errNoFeed
	}
	who, err := s.actor(ctx, feed.Person)
	if models.FaultOf(err) == models.Unsigned {
		return nil, errNoFeed
	}
	if err != nil {
		return nil, err
	}
	if err := s.used(ctx, feeds, feed.Key); err != nil {
		return nil, err
	}
	today := s.Today()
	return s.inCalendar(ctx, who.Outside(), today.Add(-FeedDaysBack), today.Add(FeedDaysAhead), CalendarFilter{})
}

var errNoFeed = models.Fail(models.Missing, "There is no such calendar feed")
