package service

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

	"answerable/models"
)

// Digest is what one person is told on one day: what is overdue and due, what
// arrived and what was judged.
type Digest struct {
	Day   models.Date  `json:"day"`
	Parts []DigestPart `json:"parts"`
}

// DigestPart is one section of a digest. Those with nothing in them are there
// too: nothing is an answer.
type DigestPart struct {
	Section models.DigestSection `json:"section"`
	Label   string               `json:"label"`
	// Total counts them all; Items are the first of them.
	Total int64        `json:"total"`
	Items []DigestItem `json:"items"`
}

// DigestItem is one record in a digest.
type DigestItem struct {
	Name
	// What happened to it, or what its date is.
	What string `json:"what"`
	// Due is the date that is waited for; empty for news.
	Due models.Date `json:"due"`
	// At is when it happened; nil for what is due.
	At *time.Time `json:"at,omitempty"`
	// Sensitive says that it is marked OFFICIAL-SENSITIVE: mail then gives
	// nothing but its reference.
	Sensitive bool `json:"sensitive"`
}

// digestSize is how many records a section shows.
const digestSize = 10

// Empty tells whether there is nothing to tell.
func (d *Digest) Empty() bool {
	return !slices.ContainsFunc(d.Parts, func(p DigestPart) bool { return p.Total > 0 })
}

// Digest is the person's digest of today as it stands now: the news that
// today's mail had, and what came since.
func (s *Service) Digest(ctx context.Context, who *models.Actor) (*Digest, error) {
	settings, err := s.Reminders(ctx, who)
	if err != nil {
		return nil, err
	}
	digest, err := s.digest(s.db.WithContext(ctx), who, settings, s.Today(), "", s.Today())
	return digest, unavailable(err)
}

// digest composes a digest on a day from the news that stand in the digests of
// the given days; an empty day stands for news that are in none yet. How many
// statements it takes does not depend on how much there is.
func (s *Service) digest(tx *gorm.DB, who *models.Actor, settings models.ReminderSettings, today models.Date, of ...models.Date) (*Digest, error) {
	found := map[models.DigestSection]*DigestPart{}
	digest := &Digest{Day: today, Parts: []DigestPart{}}
	for _, option := range models.DigestSection("").Options() {
		section := models.DigestSection(option.Value)
		if settings.Wants(section) {
			found[section] = &DigestPart{Section: section, Label: option.Label, Items: []DigestItem{}}
		}
	}
	if settings.Wants(models.DigestOverdue) || settings.Wants(models.DigestDue) {
		if err := awaited(tx, who, today, found); err != nil {
			return nil, err
		}
	}
	if settings.Wants(models.DigestArrived) || settings.Wants(models.DigestJudged) {
		if err := happened(tx, who, of, found); err != nil {
			return nil, err
		}
	}
	for _, section := range models.DigestSections {
		if part := found[section]; part != nil {
			part.Items = part.Items[:min(len(part.Items), digestSize)]
			digest.Parts = append(digest.Parts, *part)
		}
	}
	return digest, nil
}

// newsKinds are the kinds of which there is news.
var newsKinds = func() []*models.Kind {
	var kinds []*models.Kind
	for _, news := range models.Newsworthy {
		kinds = append(kinds, models.KindNamed(news.Kind))
	}
	return distinct(kinds)
}()

// sensitive tells whether a record is marked OFFICIAL-SENSITIVE, or part of one
// that is: it may have been marked since.
const (
	wholeOf   = "LEFT JOIN records AS whole ON whole.ref = records.parent"
	sensitive = "CASE WHEN '" + string(models.OfficialSensitive) + "' IN (records.marking, whole.marking) THEN 1 ELSE 0 END AS sensitive"
)

// happened adds the news, newest first. What was done to a record twice is
// told once.
func happened(tx *gorm.DB, who *models.Actor, of []models.Date, found map[models.DigestSection]*DigestPart) error {
	filter, args := visibleRecords(who, registerAs("records"), newsKinds...)
	rows := tx.Table("notices").Joins("JOIN records ON records.ref = notices.ref").Joins(wholeOf).
		Where("notices.person = ? AND notices.side = ? AND notices.digest IN ?", who.Person, who.Side, of).Where(filter, args...).
		Select("notices.action, notices.at, records.ref, records.kind, records.title, records.state, " + sensitive).
		Order("notices.at DESC, notices.id DESC")
	told := map[string]bool{}
	return each(rows, func(rows *sql.Rows) error {
		var action string
		var at time.Time
		var item DigestItem
		if err := rows.Scan(&action, &at, &item.Ref, &item.Kind, &item.Title, &item.State, &item.Sensitive); err != nil {
			return err
		}
		news, once := models.NewsOf(item.Kind, action), action+" "+string(item.Ref)
		if news == nil || told[once] || found[news.Section] == nil {
			return nil
		}
		told[once] = true
		at = at.UTC()
		item.What, item.At = news.What, &at
		part := found[news.Section]
		part.Total++
		part.Items = append(part.Items, item)
		return nil
	})
}

// awaited adds what is due and overdue, the nearest date first.
func awaited(tx *gorm.DB, who *models.Actor, today models.Date, found map[models.DigestSection]*DigestPart) error {
	posts, err := heldBy(tx, who, today)
	if err != nil {
		return err
	}
	steps, err := escalationSteps(tx)
	if err != nil {
		return err
	}
	for _, wait := range models.Waits {
		q := waitQuery{Wait: wait, kind: models.KindNamed(wait.Kind), who: who, me: append([]models.Ref{who.Person}, posts...), today: today}
		condition, args := q.condition(steps)
		if condition == "1=0" {
			continue
		}
		if err := q.add(tx, condition, args, found); err != nil {
			return err
		}
	}
	for _, part := range found {
		slices.SortStableFunc(part.Items, func(a, b DigestItem) int { return strings.Compare(string(a.Due), string(b.Due)) })
	}
	return nil
}

// heldBy are the posts that a person holds.
func heldBy(tx *gorm.DB, who *models.Actor, today models.Date) ([]models.Ref, error) {
	var posts []models.Ref
	return posts, heldOn(tx, today).Where("person = ?", who.Person).Order("post").Pluck("post", &posts).Error
}
