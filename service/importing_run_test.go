package service_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

const twoActions = "Number in your own list,Short title,What was undertaken,Body that undertook it,Colour\nA1,One,We will,Force,red\nA2,Two,We will,Force,red\n"

// TestWhatAStoppedServiceLeftIsPickedUp leaves a run in the hands of a service
// that is gone.
func TestWhatAStoppedServiceLeftIsPickedUp(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		b := bringer{t, o.Service}
		who := o.people[models.RolePlan]
		imported := b.received(who, models.CommitmentKind, "a.csv", []byte(twoActions))
		if _, err := o.CheckImport(t.Context(), who, imported.Ref, imported.Version, service.ImportChoice{}); err != nil {
			t.Fatal(err)
		}
		// The service stops: what it has begun is given back, not given up.
		stopped, stop := context.WithCancel(context.Background())
		stop()
		if err := o.RunImportsOnce(stopped); err == nil {
			t.Error("a service that stopped went on")
		}
		if progress, err := o.ImportProgress(t.Context(), who, imported.Ref); err != nil || !progress.Running {
			t.Fatalf("what was begun stands at %+v (%v)", progress, err)
		}
		// Another had taken it and died.
		o.exec(gdb.Exec("UPDATE import_runs SET holder = 'gone', until = ? WHERE import = ?", o.Now().Add(time.Minute), imported.Ref))
		if err := o.RunImportsOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		if progress, err := o.ImportProgress(t.Context(), who, imported.Ref); err != nil || !progress.Running {
			t.Fatalf("a run that another has stands at %+v (%v)", progress, err)
		}
		o.exec(gdb.Exec("UPDATE import_runs SET until = ? WHERE import = ?", o.Now().Add(-time.Second), imported.Ref))
		// The background does it without being asked.
		working, end := context.WithCancel(context.Background())
		ended := make(chan struct{})
		go func() { defer close(ended); o.RunImports(working) }()
		defer func() { end(); <-ended }()
		for until := time.Now().Add(30 * time.Second); ; time.Sleep(10 * time.Millisecond) {
			progress, err := o.ImportProgress(t.Context(), who, imported.Ref)
			if err != nil || time.Now().After(until) {
				t.Fatalf("nobody picked it up: %+v (%v)", progress, err)
			}
			if !progress.Running {
				break
			}
		}
		if got := b.preview(who, imported.Ref, ""); got.Counts[service.RowNew] != 2 {
			t.Errorf("it found %v", got.Counts)
		}
	})
}

// TestOnlyWhatWasShownIsImported changes what a preview rests on.
func TestOnlyWhatWasShownIsImported(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		b := bringer{t, o.Service}
		who, k := o.people[models.RolePlan], models.CommitmentKind
		b.applied(who, b.checked(who, k, "a.csv", []byte(twoActions), service.ImportChoice{}).Import, "The log")
		later := []byte(strings.ReplaceAll(twoActions, "We will", "We shall"))
		preview := b.checked(who, k, "b.csv", later, service.ImportChoice{})
		two := b.named(who, k, "Two")
		if _, err := o.Edit(t.Context(), who, k, two.Base().Ref, two.Base().Version, fields(t, map[string]any{"remarks": "seen"})); err != nil {
			t.Fatal(err)
		}
		if _, err := o.ApplyImport(t.Context(), who, preview.Import.Ref, preview.Import.Version, "Again"); err != nil {
			t.Fatal(err)
		}
		b.run(who, preview.Import.Ref, "Row 3 would not do what you were shown: what is recorded was changed since. Check the file again")
		if one := b.named(who, k, "One").(*models.Commitment); one.Text != "We will" || b.now(who, preview.Import).State != models.ImportChecked {
			t.Errorf("half of it was kept: %s", one.Text)
		}
		// A name that means nobody any more is told with its cell.
		fresh := b.checked(who, k, "c.csv", []byte("Short title,What was undertaken,Body that undertook it\nThree,We will,Force\n"), service.ImportChoice{})
		force, err := o.Get(t.Context(), who, models.BodyKind, o.force)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := o.Edit(t.Context(), o.people[models.RoleAdmin], models.BodyKind, o.force, force.Model.Base().Version, fields(t, map[string]any{"name": "Police"})); err != nil {
			t.Fatal(err)
		}
		if _, err := o.ApplyImport(t.Context(), who, fresh.Import.Ref, fresh.Import.Version, "Again"); err != nil {
			t.Fatal(err)
		}
		b.run(who, fresh.Import.Ref, "Row 2 cannot be imported any more: C2 Body that undertook it: there is no body “Force”. Check the file again")
		b.holds()
	})
}

// TestColumnsAreRemembered has columns recognised as they were last time, and
// as a mapping has them.
func TestColumnsAreRemembered(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		b := bringer{t, o.Service}
		who, k := o.people[models.RolePlan], models.CommitmentKind
		const list = "Ref,What,Wer,Colour\nQ17,One,Force,red\n"
		recognised := func(who *models.Actor, choice service.ImportChoice) string {
			t.Helper()
			columns, err := o.ImportColumns(t.Context(), who, b.received(who, k, "list.csv", []byte(list)).Ref, choice)
			if err != nil {
				t.Fatal(err)
			}
			var said []string
			for _, column := range columns.Columns {
				said = append(said, column.Letter+"="+column.Field+" ("+string(column.Why)+")")
			}
			return strings.Join(said, " ")
		}
		if got := recognised(who, service.ImportChoice{}); got != "A=own_number (a usual heading) B= (not recognised) C= (not recognised) D= (not recognised)" {
			t.Errorf("at first: %s", got)
		}
		imported := b.received(who, k, "list.csv", []byte(list))
		b.check(who, imported, service.ImportChoice{Columns: map[string]string{"What": "title", "C": "body"}, KeepAs: "Our list"})
		if got := recognised(who, service.ImportChoice{}); got != "A=own_number (as last time) B=title (as last time) C=body (as last time) D= (not recognised)" {
			t.Errorf("the second time: %s", got)
		}
		// A colleague has the mapping too, the other office has neither.
		mappings := b.list(o.people[models.RoleCommissioner], models.MappingKind)
		if len(mappings) != 1 || len(b.list(o.people[models.RoleChief], models.MappingKind)) != 0 {
			t.Fatalf("mappings are %v", mappings)
		}
		if got := recognised(who, service.ImportChoice{Mapping: mappings[0].Base().Ref, Columns: map[string]string{"D": "remarks"}}); got != "A=own_number (as the mapping says) B=title (as the mapping says) C=body (as the mapping says) D=remarks (as chosen)" {
			t.Errorf("by the mapping: %s", got)
		}
		for _, wrong := range []struct {
			choice service.ImportChoice
			says   string
		}{
			{service.ImportChoice{Columns: map[string]string{"What": "title", "Wer": "title"}}, "Columns B and C: only one column can be “Short title”"},
			{service.ImportChoice{Columns: map[string]string{"What": "verified_by"}}, "Column B: “verified_by” is no field of commitments"},
			{service.ImportChoice{Columns: map[string]string{"Wann": "title"}}, "Columns: there is no column “Wann” in the sheet"},
			{service.ImportChoice{Sheet: "Other"}, "Sheet: must be one of: list"},
			{service.ImportChoice{Mapping: "MAP-99"}, "Mapping: there is no column mapping MAP-99"},
		} {
			received := b.received(who, k, "list.csv", []byte(list))
			if _, err := o.CheckImport(t.Context(), who, received.Ref, received.Version, wrong.choice); err == nil || !strings.Contains(err.Error(), wrong.says) {
				t.Errorf("%+v: %v, want %q", wrong.choice, err, wrong.says)
			}
		}
	})
}
