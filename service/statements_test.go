package service_test

import (
	"context"
	"fmt"
	"io"
	"sync/atomic"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// count counts the statements that fn sends.
func count(t *testing.T, n *atomic.Int64, fn func() error) int64 {
	t.Helper()
	before := n.Load()
	if err := fn(); err != nil {
		t.Fatal(err)
	}
	return n.Load() - before
}

// counted counts every statement from here on.
func counted(t *testing.T, gdb *gorm.DB) *atomic.Int64 {
	t.Helper()
	var n atomic.Int64
	add := func(*gorm.DB) { n.Add(1) }
	calls := gdb.Callback()
	for what, err := range map[string]error{
		"query": calls.Query().Before("gorm:query").Register("count", add),
		"row":   calls.Row().Before("gorm:row").Register("count", add),
		"raw":   calls.Raw().Before("gorm:raw").Register("count", add),
	} {
		if err != nil {
			t.Fatal(what, err)
		}
	}
	return &n
}

// TestStatementsDoNotGrowWithRows opens the same pages over few records and
// over many.
func TestStatementsDoNotGrowWithRows(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		ctx, who := context.Background(), o.people[models.RolePlan]
		priority := o.make(models.RolePlan, "priority", "", map[string]any{"title": "CSA/E"})
		meeting := o.make(models.RolePlan, "meeting", "plan", map[string]any{"title": "COM", "type": "com"})
		feed, _ := o.feed(models.RolePlan)
		lapsed := o.make(models.RolePlan, "assurance", "", map[string]any{
			"title": "A", "statement": "s", "given_by": o.force, "relied_until": "2019-03-01", "priorities": []models.Ref{priority},
		})
		n := counted(t, gdb)
		pages := map[string]func() error{
			"list": func() error {
				_, err := o.List(ctx, who, models.QuestionKind, service.Query{Filters: map[string][]string{"priority": {string(priority)}}})
				return err
			},
			"picture": func() error { _, err := o.Picture(ctx, who, priority); return err },
			"thread":  func() error { _, err := o.Thread(ctx, who, priority); return err },
			"desks":   func() error { _, err := o.Desks(ctx, who); return err },
			"search":  func() error { _, err := o.Search(ctx, who, "knives", "", 1); return err },
			"similar": func() error { _, err := o.Similar(ctx, who, "knives", ""); return err },
			"calendar": func() error {
				_, err := o.InCalendar(ctx, who, "2019-03-01", "2019-03-31", service.CalendarFilter{})
				return err
			},
			"feed":   func() error { _, err := o.ReadFeed(ctx, feed); return err },
			"ledger": func() error { _, err := o.Ledger(ctx, who); return err },
			"evidence": func() error {
				_, err := o.EvidenceFor(ctx, who, lapsed)
				return err
			},
			"retest": func() error { _, err := o.ProposedRetest(ctx, who, lapsed); return err },
			"record": func() error {
				_, err := o.Get(ctx, who, models.MeetingKind, meeting)
				return err
			},
			"dossier": func() error {
				return o.Dossier(ctx, who, models.PriorityKind, priority, false, func(string) io.Writer { return io.Discard })
			},
			"history": func() error {
				_, _, err := o.History(ctx, who, models.MeetingKind, meeting)
				return err
			},
		}
		o.fill(meeting, priority, 2)
		few := map[string]int64{}
		for name, page := range pages {
			few[name] = count(t, n, page)
		}
		o.fill(meeting, priority, 40)
		for name, page := range pages {
			if many := count(t, n, page); many > few[name] || many == 0 {
				t.Errorf("%s: %d statements over few records, %d over many", name, few[name], many)
			}
		}
	})
}

// fill adds questions with limbs that follow each other up, and assurances,
// measures and activities, that serve a priority.
func (o *office) fill(meeting, priority models.Ref, n int) {
	o.t.Helper()
	serves := []models.Ref{priority}
	follows := models.Ref("")
	for i := range n {
		follows = o.asked(meeting, "Knives again", "2017", follows)
		measure := o.make(models.RolePlan, "measure", "", map[string]any{"title": "Knives", "priorities": serves})
		o.make(models.RolePlan, "figure", "add", map[string]any{"measure": measure, "period": "2018", "value": "1"})
		o.make(models.RolePlan, "activity", "record", map[string]any{"title": "Knives", "type": "event", "priorities": serves})
		question := o.make(models.RolePlan, "question", "draft", map[string]any{"meeting": meeting, "title": fmt.Sprint("Knives ", i), "text": "?", "priorities": serves})
		o.make(models.RolePlan, "limb", "add", map[string]any{"question": question, "text": "?"})
		o.make(models.RolePlan, "assurance", "", map[string]any{
			"title": "A", "statement": "s", "given_by": o.force, "relied_until": "2019-03-20", "taken_from": question, "priorities": serves,
		})
	}
}
