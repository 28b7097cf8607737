package service_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

func (o *office) pile(role models.Role, name string, desks func(context.Context, *models.Actor) ([]service.Pile, error)) service.Pile {
	o.t.Helper()
	piles, err := desks(context.Background(), o.people[role])
	if err != nil {
		o.t.Fatal(err)
	}
	at := slices.IndexFunc(piles, func(p service.Pile) bool { return p.Name == name })
	if at < 0 {
		o.t.Fatalf("%s has no pile %s", role, name)
	}
	return piles[at]
}

// put drafts a question with one limb and puts it.
func (o *office) put(meeting models.Ref, title, due string) models.Ref {
	o.t.Helper()
	question := o.make(models.RolePlan, "question", "draft", map[string]any{"meeting": meeting, "title": title, "text": title + "?"})
	o.make(models.RolePlan, "limb", "add", map[string]any{"question": question, "text": title + "?"})
	o.must(models.RoleCommissioner, "question", question, "approve", nil)
	o.must(models.RolePlan, "question", question, "put", map[string]any{"due_on": due})
	return question
}

// TestEveryCountIsThatOfItsList holds each pile of each role against the list
// that it leads to.
func TestEveryCountIsThatOfItsList(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		ctx := context.Background()
		meeting := o.make(models.RolePlan, "meeting", "plan", map[string]any{"title": "COM", "type": "com"})
		late := o.put(meeting, "Late", "2019-03-05")
		soon := o.put(meeting, "Soon", "2019-03-20")
		for i := range 7 {
			o.put(meeting, fmt.Sprint("Later ", i), "2019-04-01")
		}
		o.must(models.RoleChief, "question", soon, "ask-time", map[string]any{"asked_until": "2019-03-28", "reason": "Leave"})
		o.make(models.RoleChief, "allocation", "", map[string]any{"question": late, "drafter": o.people[models.RoleDrafter].Person})
		answer := o.make(models.RoleDrafter, "answer", "draft", map[string]any{"question": soon, "text": "So."})
		o.must(models.RoleDrafter, "answer", answer, "send-for-clearance", nil)
		o.make(models.RolePlan, "assurance", "", map[string]any{"title": "A", "statement": "s", "relied_until": "2019-03-06"})
		o.make(models.RolePlan, "assurance", "", map[string]any{"title": "B", "statement": "s", "relied_until": "2019-04-20", "owner": o.people[models.RolePlan].Person})
		o.make(models.RolePlan, "assurance", "", map[string]any{"title": "C", "statement": "s"})
		o.make(models.RolePlan, "commitment", "", map[string]any{"title": "P", "text": "p", "body": o.force, "due_on": "2019-03-05"})
		o.clock.Set(time.Date(2019, 3, 11, 9, 0, 0, 0, time.UTC))

		waiting := int64(0)
		for _, role := range models.Roles {
			for _, desks := range []func(context.Context, *models.Actor) ([]service.Pile, error){o.Desks, o.OwnDesks} {
				piles, err := desks(ctx, o.people[role])
				if err != nil {
					t.Fatal(err)
				}
				for _, pile := range piles {
					n, err := o.Count(ctx, o.people[role], models.KindNamed(pile.Kind), pile.Query)
					if err != nil || n != pile.Count || int(min(n, 5)) != len(pile.Items) {
						t.Errorf("%s, %s: %d counted, %d listed, %d shown (%v)", role, pile.Name, pile.Count, n, len(pile.Items), err)
					}
					waiting += n
				}
			}
		}
		if waiting < 30 {
			t.Errorf("only %d things wait: the piles are not reached", waiting)
		}
		for name, want := range map[string]models.Ref{"answer": late, "clear": answer, "handed-back": ""} {
			pile := o.pile(models.RoleChief, name, o.Desks)
			if want == "" && pile.Count != 0 || want != "" && pile.Items[0].Ref != want {
				t.Errorf("%s begins with %+v, not %s", name, pile.Items, want)
			}
		}
		if due := o.pile(models.RoleChief, "clear", o.Desks).Items[0].Due; due != "2019-03-20" {
			t.Errorf("an answer to clear is due with its question, not on %q", due)
		}
		if lapsing := o.pile(models.RolePlan, "lapsing", o.OwnDesks); lapsing.Count != 1 || lapsing.Items[0].Title != "B" {
			t.Errorf("about to lapse, owned: %+v", lapsing.Items)
		}
		if pile := o.pile(models.RoleDrafter, "allocated", o.Desks); pile.Count != 1 || pile.Items[0].Due != "2019-03-05" {
			t.Errorf("allocated: %+v", pile.Items)
		}
	})
}

// TestMyWorkIsOneStatement holds that what waits is read at once, however much
// it is and for however many piles.
func TestMyWorkIsOneStatement(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		ctx := context.Background()
		asked := counted(t, gdb)
		everybody := *o.people[models.RolePlan]
		everybody.Roles = models.Roles
		few := count(t, asked, func() error { _, err := o.Desks(ctx, &everybody); return err })
		meeting := o.make(models.RolePlan, "meeting", "plan", map[string]any{"title": "COM", "type": "com"})
		for i := range 30 {
			o.put(meeting, fmt.Sprint("Q ", i), "2019-03-05")
		}
		many := count(t, asked, func() error { _, err := o.Desks(ctx, &everybody); return err })
		if few != many {
			t.Errorf("%d statements over nothing, %d over thirty questions", few, many)
		}
		t.Logf("%d callbacks, of which one is sent to the database and the others only write a part of it", many)
	})
}
