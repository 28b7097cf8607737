package service_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// com is a Community Outcomes Meeting in March 2019 that is being planned.
func (o *office) com(of ...string) models.Ref {
	o.t.Helper()
	return o.make(models.RolePlan, "meeting", "plan", map[string]any{"title": "COM " + strings.Join(of, " "), "type": "com", "held_on": "2019-03-20"})
}

// onAgenda are the titles of the items of a meeting with their places.
func (o *office) onAgenda(role models.Role, meeting models.Ref) []string {
	o.t.Helper()
	page, err := o.Agenda(context.Background(), o.people[role], meeting)
	if err != nil {
		o.t.Fatal(err)
	}
	var items []string
	for _, m := range page.Models {
		item := m.(*models.AgendaItem)
		items = append(items, fmt.Sprint(*item.Position, " ", item.Title))
	}
	return items
}

func (o *office) items(meeting models.Ref) []models.Ref {
	o.t.Helper()
	page, err := o.Agenda(context.Background(), o.people[models.RolePlan], meeting)
	if err != nil {
		o.t.Fatal(err)
	}
	return refsOf(page)
}

func (o *office) edits(kind string, ref models.Ref) int {
	o.t.Helper()
	events, _, err := o.History(context.Background(), o.people[models.RolePlan], models.KindNamed(kind), ref)
	if err != nil {
		o.t.Fatal(err)
	}
	return len(events) - 1
}

func TestAgendaKeepsItsOrder(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o, ctx := newOffice(t, gdb), context.Background()
		plan := o.people[models.RolePlan]
		meeting := o.com()
		for _, title := range []string{"a", "b", "c", "d"} {
			o.make(models.RolePlan, "agenda-item", "", map[string]any{"meeting": meeting, "title": title})
		}
		items := o.items(meeting)
		if got := o.onAgenda(models.RolePanel, meeting); !slices.Equal(got, []string{"1 a", "2 b", "3 c", "4 d"}) {
			t.Fatalf("new items stand as %v", got)
		}
		if err := o.MoveAgendaItem(ctx, plan, meeting, items[2], 1, true); err != nil {
			t.Fatal(err)
		}
		if got := o.onAgenda(models.RolePanel, meeting); !slices.Equal(got, []string{"1 a", "2 c", "3 b", "4 d"}) {
			t.Errorf("after moving c up: %v", got)
		}
		if o.edits("agenda-item", items[0]) != 0 || o.edits("agenda-item", items[1]) != 1 || o.edits("agenda-item", items[2]) != 1 {
			t.Error("not one entry in the trail for each item that moved, and none for the others")
		}
		o.refused(models.Stale, o.MoveAgendaItem(ctx, plan, meeting, items[2], 1, true))
		if err := o.MoveAgendaItem(ctx, plan, meeting, items[0], 1, true); err != nil || o.edits("agenda-item", items[0]) != 0 {
			t.Errorf("moving the first up: %v", err)
		}
		o.must(models.RolePlan, "agenda-item", items[2], "withdraw", map[string]any{"reason": "Not now"})
		if got := o.onAgenda(models.RolePanel, meeting); !slices.Equal(got, []string{"1 a", "2 b", "3 d"}) {
			t.Errorf("after taking c off: %v", got)
		}
		o.refused(models.Invalid, o.OrderAgenda(ctx, plan, meeting, []models.Ref{items[0], items[1]}))
		o.refused(models.Invalid, o.OrderAgenda(ctx, plan, meeting, []models.Ref{items[0], items[1], items[1]}))
		o.refused(models.Invalid, o.OrderAgenda(ctx, plan, meeting, []models.Ref{items[0], items[1], items[2], items[3]}))
		o.refused(models.Denied, o.OrderAgenda(ctx, o.people[models.RoleChief], meeting, items))
		if err := o.OrderAgenda(ctx, plan, meeting, []models.Ref{items[3], items[1], items[0]}); err != nil {
			t.Fatal(err)
		}
		if got := o.onAgenda(models.RolePanel, meeting); !slices.Equal(got, []string{"1 d", "2 b", "3 a"}) {
			t.Errorf("in a new order: %v", got)
		}
		report, err := o.VerifyTrail(ctx)
		if err != nil || len(report.Broken) > 0 {
			t.Errorf("the trail does not hold: %+v, %v", report, err)
		}
	})
}

// TestAgendaIsOrderedByTwoAtOnce lets several people order one agenda, add to it
// and take off it, all at once: the places stay 1 to n.
func TestAgendaIsOrderedByTwoAtOnce(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o, ctx := newOffice(t, gdb), context.Background()
		plan, meeting := o.people[models.RolePlan], o.com()
		for i := range 5 {
			o.make(models.RolePlan, "agenda-item", "", map[string]any{"meeting": meeting, "title": fmt.Sprint(i)})
		}
		forward := o.items(meeting)
		backward := slices.Clone(forward)
		slices.Reverse(backward)
		for _, err := range at(8, func(i int) error {
			if i%2 == 0 {
				return o.OrderAgenda(ctx, plan, meeting, forward)
			}
			return o.OrderAgenda(ctx, plan, meeting, backward)
		}) {
			if err != nil {
				t.Error(err)
			}
		}
		if got := o.items(meeting); !slices.Equal(got, forward) && !slices.Equal(got, backward) {
			t.Errorf("neither order was kept: %v", got)
		}
		var last models.Model
		won := 0
		one, err := o.Get(ctx, plan, models.AgendaItemKind, forward[2])
		if err != nil {
			t.Fatal(err)
		}
		last = one.Model
		for _, err := range at(4, func(int) error {
			return o.MoveAgendaItem(ctx, plan, meeting, forward[2], last.Base().Version, true)
		}) {
			if err == nil {
				won++
			} else if models.FaultOf(err) != models.Stale {
				t.Error(err)
			}
		}
		if won != 1 {
			t.Errorf("%d of four moves of one version were made", won)
		}
		for _, err := range at(6, func(i int) error {
			if i == 0 {
				return o.try(models.RolePlan, "agenda-item", forward[0], "withdraw", map[string]any{"reason": "Not now"})
			}
			_, err := o.Create(ctx, plan, models.AgendaItemKind, "", fields(t, map[string]any{"meeting": meeting, "title": fmt.Sprint("new ", i)}))
			return err
		}) {
			if err != nil {
				t.Error(err)
			}
		}
		for i, item := range o.onAgenda(models.RolePlan, meeting) {
			if !strings.HasPrefix(item, fmt.Sprint(i+1, " ")) {
				t.Errorf("the places have a gap: %v", o.onAgenda(models.RolePlan, meeting))
			}
		}
	})
}

func TestRecordsAreTakenUp(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o, ctx := newOffice(t, gdb), context.Background()
		plan, meeting := o.people[models.RolePlan], o.com()
		draft := o.make(models.RolePlan, "question", "draft", map[string]any{"meeting": meeting, "title": "Yaks", "text": "Are there yaks?"})
		put := o.make(models.RolePlan, "question", "record", map[string]any{"meeting": meeting, "title": "Knives", "text": "How many?"})
		sensitive := o.make(models.RolePlan, "assurance", "", map[string]any{"title": "Covert", "statement": "s", "marking": "OFFICIAL-SENSITIVE"})
		o.make(models.RolePlan, "agenda-item", "", map[string]any{"meeting": meeting, "title": "Welcome"})

		_, err := o.AddToAgenda(ctx, plan, meeting, nil)
		o.refused(models.Invalid, err)
		_, err = o.AddToAgenda(ctx, plan, meeting, []models.Ref{put, "NONE-1"})
		o.refused(models.Invalid, err)
		_, err = o.AddToAgenda(ctx, plan, meeting, []models.Ref{put, put})
		o.refused(models.Invalid, err)
		_, err = o.AddToAgenda(ctx, o.people[models.RoleCommissioner], meeting, []models.Ref{put})
		o.refused(models.Denied, err)
		if got := o.onAgenda(models.RolePlan, meeting); len(got) != 1 {
			t.Errorf("what was refused was half done: %v", got)
		}

		if _, err = o.AddToAgenda(ctx, plan, meeting, []models.Ref{draft, put, sensitive}); err != nil {
			t.Fatal(err)
		}
		if got := o.onAgenda(models.RolePlan, meeting); !slices.Equal(got, []string{"1 Welcome", "2 Question", "3 Knives", "4 Covert"}) {
			t.Errorf("the agenda is %v", got)
		}
		if got := o.onAgenda(models.RolePanel, meeting); !slices.Equal(got, []string{"1 Welcome", "2 Question", "3 Knives"}) {
			t.Errorf("the panel reads %v", got)
		}
		page, err := o.Agenda(ctx, o.people[models.RoleChief], meeting)
		if err != nil || len(page.Models[1].(*models.AgendaItem).Concerns) != 0 || !page.Models[2].(*models.AgendaItem).Concerns.Has(put) {
			t.Errorf("the force learns of the draft, or not of what was put: %+v %v", page, err)
		}
		_, err = o.AddToAgenda(ctx, plan, meeting, []models.Ref{put})
		o.refused(models.Invalid, err)
	})
}

// TestNothingChangesOnceMinutesAreAgreed holds a closed meeting shut: for its
// own fields, its agenda and its decisions.
func TestNothingChangesOnceMinutesAreAgreed(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o, ctx := newOffice(t, gdb), context.Background()
		plan := o.people[models.RolePlan]
		meeting := o.make(models.RolePlan, "meeting", "record", map[string]any{"title": "COM", "type": "com", "held_on": "2019-03-01", "minutes": "They met."})
		item := o.make(models.RolePlan, "agenda-item", "", map[string]any{"meeting": meeting, "title": "a"})
		o.must(models.RoleCommissioner, "meeting", meeting, "agree-minutes", nil)

		_, err := o.AddDecision(ctx, plan, meeting, "Late")
		o.refused(models.Denied, err)
		_, err = o.Edit(ctx, plan, models.MeetingKind, meeting, 2, fields(t, map[string]any{"minutes": "Other"}))
		o.refused(models.Denied, err)
		_, err = o.Create(ctx, plan, models.AgendaItemKind, "", fields(t, map[string]any{"meeting": meeting, "title": "b"}))
		o.refused(models.Invalid, err)
		_, err = o.Edit(ctx, plan, models.AgendaItemKind, item, 1, fields(t, map[string]any{"outcome": "Other"}))
		o.refused(models.Invalid, err)
		o.refused(models.Refused, o.try(models.RolePlan, "agenda-item", item, "withdraw", map[string]any{"reason": "x"}))
		o.refused(models.Denied, o.OrderAgenda(ctx, plan, meeting, []models.Ref{item}))
		_, err = o.AddToAgenda(ctx, plan, meeting, []models.Ref{item})
		o.refused(models.Denied, err)
		_, err = o.Proposals(ctx, plan, meeting)
		o.refused(models.Denied, err)
	})
}

// TestDecisionsOfTwoAtOnce lets many people add decisions, and others save
// minutes and attendance, at the same time: nothing is lost.
func TestDecisionsOfTwoAtOnce(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o, ctx := newOffice(t, gdb), context.Background()
		plan, meeting := o.people[models.RolePlan], o.com()
		one, err := o.Get(ctx, plan, models.MeetingKind, meeting)
		if err != nil {
			t.Fatal(err)
		}
		minutes, present := service.Seen(one.Model, "minutes"), service.Seen(one.Model, "attendance")
		for i, err := range at(10, func(i int) error {
			switch i {
			case 0:
				return o.editSeen(meeting, minutes, "minutes", "They met.")
			case 1:
				return o.editSeen(meeting, present, "attendance", []models.Ref{o.force})
			}
			_, err := o.AddDecision(ctx, plan, meeting, fmt.Sprintf(" Decision\n %d ", i))
			return err
		}) {
			if err != nil {
				t.Errorf("%d: %v", i, err)
			}
		}
		if one, err = o.Get(ctx, plan, models.MeetingKind, meeting); err != nil {
			t.Fatal(err)
		}
		kept := one.Model.(*models.Meeting)
		slices.Sort(kept.Decisions)
		if want := (models.Lines{"Decision 2", "Decision 3", "Decision 4", "Decision 5", "Decision 6", "Decision 7", "Decision 8", "Decision 9"}); !slices.Equal(kept.Decisions, want) {
			t.Errorf("the decisions are %q", kept.Decisions)
		}
		if kept.Minutes != "They met." || !kept.Attendance.Has(o.force) {
			t.Errorf("lost: %+v", kept)
		}
		o.refused(models.Stale, o.editSeen(meeting, minutes, "minutes", "Another story."))
		_, err = o.AddDecision(ctx, plan, meeting, " \n ")
		o.refused(models.Invalid, err)
		_, err = o.AddDecision(ctx, o.people[models.RoleChief], meeting, "Ours")
		o.refused(models.Denied, err)
	})
}

func (o *office) editSeen(meeting models.Ref, seen, field string, value any) error {
	_, err := o.EditSeen(context.Background(), o.people[models.RolePlan], models.MeetingKind, meeting, seen, fields(o.t, map[string]any{field: value}), field)
	return err
}
