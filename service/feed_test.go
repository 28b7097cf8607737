package service_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/secret"
	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// feed makes a feed for a role and gives its secret and id.
func (o *office) feed(role models.Role) (plain, id string) {
	o.t.Helper()
	plain, feed, err := o.IssueFeed(context.Background(), o.people[role], "Phone")
	if err != nil {
		o.t.Fatal(err)
	}
	return plain, feed.ID
}

// read is what stands in a feed.
func (o *office) readFeed(plain string) []string {
	o.t.Helper()
	entries, err := o.ReadFeed(context.Background(), plain)
	if err != nil {
		o.t.Fatal(err)
	}
	return spell(entries)
}

func (o *office) opensNothing(plain string) {
	o.t.Helper()
	if _, err := o.ReadFeed(context.Background(), plain); models.FaultOf(err) != models.Missing || err.Error() != "not found: There is no such calendar feed" {
		o.t.Errorf("the feed answers %v", err)
	}
}

// TestAFeedHoldsWhatMayBeSeenWhenItIsRead changes the records under a feed.
func TestAFeedHoldsWhatMayBeSeenWhenItIsRead(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		office, _ := o.feed(models.RolePlan)
		force, _ := o.feed(models.RoleChief)
		panel, _ := o.feed(models.RolePanel)
		due := func(title, day, marking string) models.Ref {
			return o.make(models.RolePlan, "commitment", "", map[string]any{"title": title, "text": "Do", "body": o.force, "due_on": day, "given_on": "2019-01-02", "marking": marking})
		}
		// It is 4 March 2019: 60 days before is 3 January, 400 days after is
		// 7 April 2020 (27 days to the end of March, 306 to the end of December,
		// 60 of January and February 2020, 31 of March, make 393 by 31 March).
		due("Too early", "2019-01-02", "OFFICIAL")
		due("First", "2019-01-03", "OFFICIAL")
		secret := due("Sensitive", "2019-03-05", "OFFICIAL-SENSITIVE")
		due("Last", "2020-04-07", "OFFICIAL")
		due("Too late", "2020-04-08", "OFFICIAL")
		within := []string{"2019-01-03 Commitment due CMT-2019-0002 late", "2020-04-07 Commitment due CMT-2019-0004"}
		for name, plain := range map[string]string{"office": office, "force": force, "panel": panel} {
			o.finds(name, o.readFeed(plain), within...)
		}
		if got := o.calendar(models.RolePlan, "2019-03-05", "2019-03-05", service.CalendarFilter{}); len(got) != 1 || !strings.Contains(got[0], string(secret)) {
			t.Errorf("the page leaves out what is sensitive: %v", got)
		}
		meeting := o.make(models.RolePlan, "meeting", "plan", map[string]any{"title": "COM", "type": "com"})
		question := o.make(models.RolePlan, "question", "record", map[string]any{"meeting": meeting, "title": "Q", "text": "?", "put_on": "2019-02-01", "due_on": "2019-03-20"})
		o.make(models.RoleChief, "allocation", "", map[string]any{"question": question, "drafter": o.people[models.RoleDrafter].Person, "wanted_on": "2019-03-12"})
		o.finds("the force's own", o.readFeed(force), within[0], "2019-03-12 Draft wanted "+string(question)+"-D1", "2019-03-20 Answer due "+string(question), within[1])
		o.finds("the office's", o.readFeed(office), within[0], "2019-03-20 Answer due "+string(question), within[1])
		o.must(models.RolePlan, "question", question, "withdraw", map[string]any{"reason": "Not needed"})
		o.finds("after it was withdrawn", o.readFeed(office), within...)
	})
}

// TestPartsOfWhatIsSensitiveStayOutOfFeeds marks the duty and not the time that
// it falls due.
func TestPartsOfWhatIsSensitiveStayOutOfFeeds(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		plain, _ := o.feed(models.RolePlan)
		duty := o.make(models.RolePlan, "duty", "", map[string]any{"title": "Covert figures", "every": "month", "marking": "OFFICIAL-SENSITIVE"})
		o.make(models.RolePlan, "occurrence", "", map[string]any{"duty": duty, "period": "February", "due_on": "2019-03-08"})
		o.finds("the feed", o.readFeed(plain))
		o.finds("the page", o.calendar(models.RolePlan, "2019-03-08", "2019-03-08", service.CalendarFilter{}), "2019-03-08 Duty due DUTY-1-O1")
	})
}

func TestAFeedEndsWhenItIsRevoked(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		ctx, who := context.Background(), o.people[models.RolePlan]
		phone, id := o.feed(models.RolePlan)
		desk, _ := o.feed(models.RolePlan)
		o.readFeed(phone)
		o.refused(models.Missing, o.RevokeFeed(ctx, o.people[models.RoleChief], id))
		if err := o.RevokeFeed(ctx, who, id); err != nil {
			t.Fatal(err)
		}
		o.refused(models.Missing, o.RevokeFeed(ctx, who, id))
		o.opensNothing(phone)
		o.opensNothing("")
		o.opensNothing("nonsense")
		o.opensNothing(secret.Hash(desk))
		o.readFeed(desk)
		var kept []string
		o.exec(gdb.Raw("SELECT hash FROM feeds ORDER BY id").Scan(&kept))
		if len(kept) != 2 || kept[0] != secret.Hash(phone) || kept[1] != secret.Hash(desk) {
			t.Errorf("kept are %v", kept)
		}
		feeds, err := o.Feeds(ctx, who)
		if err != nil || len(feeds) != 2 || feeds[0].RevokedAt != nil || feeds[1].RevokedAt == nil || feeds[1].UsedAt == nil {
			t.Errorf("the list is %+v, %v", feeds, err)
		}
		if others, err := o.Feeds(ctx, o.people[models.RoleChief]); err != nil || len(others) != 0 {
			t.Errorf("somebody else's are listed: %+v, %v", others, err)
		}
		entries, _, err := o.History(ctx, who, models.PersonKind, who.Person)
		if err != nil {
			t.Fatal(err)
		}
		var acts []string
		for _, entry := range entries {
			if strings.HasPrefix(entry.Action, "calendar feed") {
				acts = append(acts, entry.Action+" "+entry.Reason)
			}
			if strings.Contains(entry.Reason, phone) {
				t.Error("the secret is in the history")
			}
		}
		slices.Sort(acts) // all at one instant
		if strings.Join(acts, ", ") != "calendar feed issued Phone, calendar feed issued Phone, calendar feed revoked Phone" {
			t.Errorf("the history says %q", acts)
		}
	})
}

func TestAFeedEndsWithWhoeverMadeIt(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		left, _ := o.feed(models.RoleDrafter)
		idle, _ := o.feed(models.RoleGrants)
		o.readFeed(left)
		o.readFeed(idle)
		o.must(models.RoleAdmin, "person", o.people[models.RoleDrafter].Person, "leave", map[string]any{"reason": "Retired"})
		o.opensNothing(left)
		o.edit(models.RoleAdmin, "person", o.people[models.RoleGrants].Person, map[string]any{"roles": []models.Role{}})
		o.opensNothing(idle)
		o.must(models.RoleAdmin, "person", o.people[models.RoleDrafter].Person, "return", map[string]any{"reason": "Came back"})
		o.readFeed(left)
	})
}

func TestFeedsNeedAName(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		for _, name := range []string{"", "  ", strings.Repeat("x", 101)} {
			_, _, err := o.IssueFeed(context.Background(), o.people[models.RolePlan], name)
			if said(err) != "Name: must be given, in at most 100 characters" {
				t.Errorf("%q: %v", name, err)
			}
		}
	})
}
