package service_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// TestAnActionLogIsImportedAndUndone brings in a list as an office keeps it,
// brings it in once more, changes it, and undoes what it did.
func TestAnActionLogIsImportedAndUndone(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		b := bringer{t, o.Service}
		who, k := o.people[models.RolePlan], models.CommitmentKind
		const log = "Action log 2018/19;;;;;\n" +
			"No.;Action;Description;Lead body;Due date;Status\n" +
			"A1;Train officers;We will train 40 officers;Force;31/05/2019;\n" +
			"A2;Publish figures;We will publish them;force;21st June 2019;Open\n" +
			"A3;Review cases;Every case will be reviewed;Force;;\n"
		choice := service.ImportChoice{Columns: map[string]string{"Action": "title", "Description": "text", "Lead body": "body"}, KeepAs: "Our action log"}
		first := b.checked(who, k, "actions.csv", []byte(log), choice)
		if first.Counts[service.RowNew] != 3 || first.Counts[service.RowRefused] != 0 {
			t.Fatalf("three new actions count %v: %v", first.Counts, first.Rows)
		}
		if got := wouldSet(first.Rows[1]); got != "state→open title→Publish figures text→We will publish them body→"+string(o.force)+" due_on→2019-06-21" {
			t.Errorf("the second row would set %s", got)
		}
		if n, err := o.Count(t.Context(), who, k, service.Query{}); err != nil || n != 0 {
			t.Fatalf("a check made %d commitments (%v)", n, err)
		}
		if _, err := o.ApplyImport(t.Context(), who, first.Import.Ref, first.Import.Version, " "); models.FaultOf(err) != models.Invalid {
			t.Errorf("an import without a reason: %v", err)
		}
		done := b.applied(who, first.Import, "Taken over from the old log")
		list := b.list(who, k)
		if len(list) != 3 || list[0].(*models.Commitment).DueOn != "2019-05-31" {
			t.Fatalf("three actions became %v", list)
		}
		events, _, err := o.History(t.Context(), who, k, list[1].Base().Ref)
		if err != nil || len(events) != 1 || events[0].Reason != "Taken over from the old log (import "+string(done.Ref)+", row 4)" || events[0].Person != who.Person {
			t.Errorf("its history is %v (%v)", events, err)
		}
		b.holds()

		again := b.checked(who, k, "actions.csv", []byte(log), service.ImportChoice{})
		if again.Counts[service.RowSame] != 3 {
			t.Errorf("the same file again counts %v: %v", again.Counts, again.Rows)
		}
		if _, err := o.ApplyImport(t.Context(), who, again.Import.Ref, again.Import.Version, "Again"); models.FaultOf(err) != models.Refused {
			t.Errorf("an import that changes nothing: %v", err)
		}

		// The own number finds the record though its title is another.
		later := strings.NewReplacer("Train officers", "Train all officers", "31/05/2019", "30/06/2019").Replace(log)
		changes := b.checked(who, k, "actions-later.csv", []byte(later), service.ImportChoice{})
		if changes.Counts[service.RowChanged] != 1 || changes.Counts[service.RowSame] != 2 {
			t.Fatalf("one changed action counts %v: %v", changes.Counts, changes.Rows)
		}
		if got := wouldSet(b.preview(who, changes.Import.Ref, service.RowChanged).Rows[0]); got != "title Train officers→Train all officers due_on 2019-05-31→2019-06-30" {
			t.Errorf("the changed row would set %s", got)
		}
		second := b.applied(who, changes.Import, "The log of June")
		moved := b.list(who, k)[0].(*models.Commitment)
		if moved.Title != "Train all officers" || moved.DueOn != "2019-06-30" || len(moved.DueRevisions) != 1 {
			t.Errorf("the changed action is %+v", moved)
		}
		// What was changed since is not undone.
		b.undoing(who, done, "Wrong file", "This cannot be undone, since records were changed after they were imported: "+string(moved.Ref))
		b.undone(who, second, "Too early")
		put := b.list(who, k)[0].(*models.Commitment)
		if put.Title != "Train officers" || put.DueOn != "2019-05-31" || len(put.DueRevisions) != 0 {
			t.Errorf("put back is %+v", put)
		}
		b.holds()
	})
}

// TestAnUndoneImportCanComeAgain withdraws what an import made, and brings the
// same records back.
func TestAnUndoneImportCanComeAgain(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		b := bringer{t, o.Service}
		who, k := o.people[models.RoleAdmin], models.BodyKind
		file := []byte(fmt.Sprintf("Name,Type of body,Part of\nNorth area,%[1]s,Force\nNorth desk,%[1]s,North area\n", models.BodyType("").Options()[0].Label))
		first := b.checked(who, k, "bodies.csv", file, service.ImportChoice{})
		if first.Counts[service.RowNew] != 2 {
			t.Fatalf("two bodies count %v: %v", first.Counts, first.Rows)
		}
		done := b.applied(who, first.Import, "Structure of 2019")
		before := len(b.list(who, k))
		north := b.named(who, k, "North area")
		if desk := b.named(who, k, "North desk"); desk == nil || north == nil || desk.(*models.Body).PartOf != north.Base().Ref {
			t.Fatalf("a row that names the row above it became %v", desk)
		}
		if same := b.checked(who, k, "bodies.csv", file, service.ImportChoice{}); same.Counts[service.RowSame] != 2 {
			t.Errorf("the same bodies again count %v: %v", same.Counts, same.Rows)
		}
		b.undone(who, done, "Wrong structure")
		if state := b.named(who, k, "North area").Base().State; state != models.Withdrawn {
			t.Errorf("an undone body is %s", state)
		}
		back := b.checked(who, k, "bodies.csv", file, service.ImportChoice{})
		if back.Counts[service.RowNew] != 2 || back.Rows[0].Ref != north.Base().Ref {
			t.Fatalf("bodies that come back count %v: %v", back.Counts, back.Rows)
		}
		b.applied(who, back.Import, "Right after all")
		if now := b.named(who, k, "North area"); now.Base().Ref != north.Base().Ref || now.Base().State != models.Current || len(b.list(who, k)) != before {
			t.Errorf("brought back is %+v among %d bodies, of %d", now.Base(), len(b.list(who, k)), before)
		}
		b.holds()
	})
}

// TestStatesAreWalkedTo lets rows say how far their records have come.
func TestStatesAreWalkedTo(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		b := bringer{t, o.Service}
		who := o.people[models.RolePlan]
		meeting := o.make(models.RolePlan, "meeting", "plan", map[string]any{"title": "COM", "type": "com", "held_on": "2019-03-20"})
		file := "Meeting,Short title,Question,State,Date asked\n" +
			"20/03/2019,One,How many?,,\n" + // a draft
			"20 March 2019,Two,How many?,Put,2019-03-01\n" +
			"COM,Three,How many?,,1 March 2019\n" + // asked already, since it says when
			string(meeting) + ",Four,How many?,Closed,\n"
		preview := b.checked(who, models.QuestionKind, "questions.csv", []byte(file), service.ImportChoice{})
		if preview.Counts[service.RowNew] != 3 || preview.Counts[service.RowRefused] != 1 {
			t.Fatalf("the questions count %v: %v", preview.Counts, preview.Rows)
		}
		for at, want := range []string{"state→draft", "state→put", "state→put"} {
			if got := wouldSet(preview.Rows[at]); !strings.HasPrefix(got, want) {
				t.Errorf("row %d would be %s, want %s", at, got, want)
			}
		}
		if got := preview.Rows[3].Problems[0]; got.Cell != "D5" || !strings.Contains(got.Text, "cannot become “Closed”; the nearest it can come is “Put”: “Answered” follows") {
			t.Errorf("a question closed out of nothing: %+v", got)
		}
		if _, err := o.ApplyImport(t.Context(), who, preview.Import.Ref, preview.Import.Version, "x"); models.FaultOf(err) != models.Refused {
			t.Errorf("an import with a refused row: %v", err)
		}
	})
}

// TestImportIsNoBackDoor holds what rows may do against what people may do.
func TestImportIsNoBackDoor(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		b := bringer{t, o.Service}
		ctx := context.Background()
		if _, err := o.ReceiveImport(ctx, o.people[models.RolePanel], models.CommitmentKind, "x.csv", strings.NewReader("a,b\n")); models.FaultOf(err) != models.Denied {
			t.Errorf("the panel imports: %v", err)
		}
		who := o.people[models.RolePlan]
		received := b.received(who, models.CommitmentKind, "x.csv", []byte("Short title,Reference\nx,CMT-1\n"))
		for role, other := range o.people {
			if role == models.RolePlan {
				continue
			}
			if _, err := o.Get(ctx, other, models.ImportKind, received.Ref); models.FaultOf(err) != models.Missing {
				t.Errorf("%s reads the import of another: %v", role, err)
			}
			if _, err := o.ImportColumns(ctx, other, received.Ref, service.ImportChoice{}); models.FaultOf(err) != models.Missing {
				t.Errorf("%s reads the columns of another: %v", role, err)
			}
			if _, err := o.ImportPreview(ctx, other, received.Ref, "", ""); models.FaultOf(err) != models.Missing {
				t.Errorf("%s reads the preview of another: %v", role, err)
			}
			if _, err := o.ImportProgress(ctx, other, received.Ref); models.FaultOf(err) != models.Missing {
				t.Errorf("%s reads the progress of another: %v", role, err)
			}
		}
		// A question that is not put does not exist for the force, whether it
		// is there or not.
		meeting := o.make(models.RolePlan, "meeting", "plan", map[string]any{"title": "COM", "type": "com", "held_on": "2019-03-20"})
		hidden := o.make(models.RolePlan, "question", "draft", map[string]any{"meeting": meeting, "title": "Hidden", "text": "How many?"})
		chief := o.people[models.RoleChief]
		said := func(cell string) string {
			preview := b.checked(chief, models.AnswerKind, "answers.csv", []byte("Question,Answer\n"+cell+",Forty\n"), service.ImportChoice{Columns: map[string]string{"Question": "question", "Answer": "text"}})
			if preview.Counts[service.RowRefused] != 1 {
				t.Fatalf("an answer to %s counts %v", cell, preview.Counts)
			}
			return strings.ReplaceAll(preview.Rows[0].Problems[0].Text, cell, "X")
		}
		for _, cell := range []string{string(hidden), "Hidden"} {
			if got, want := said(cell), said("NONE-1"); got != want {
				t.Errorf("%s is told as %q, what is not there as %q", cell, got, want)
			}
		}
	})
}

// TestANumberOfTheWorldOutsideFindsItsRecord knows a recommendation by its
// number in the report, whatever it is called.
func TestANumberOfTheWorldOutsideFindsItsRecord(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		b := bringer{t, o.Service}
		who, k := o.people[models.RolePlan], models.RecommendationKind
		report := o.make(models.RolePlan, "report", "record", map[string]any{"title": "The inquiry", "type": "inquiry", "code": "INQ", "published_on": "2018-04-25"})
		first := b.checked(who, k, "r.csv", []byte("Report,Rec no,Short title\nThe inquiry,12,Train\nINQ,13,Publish\n"), service.ImportChoice{})
		if first.Counts[service.RowNew] != 2 {
			t.Fatalf("two recommendations count %v: %v", first.Counts, first.Rows)
		}
		b.applied(who, first.Import, "The tracker")
		again := b.checked(who, k, "r2.csv", []byte("Report,Rec no,Short title\nThe inquiry,12,Train everybody\nINQ,13,Publish\nINQ,13,Publish once more\n"), service.ImportChoice{})
		if again.Counts[service.RowChanged] != 1 || again.Counts[service.RowSame] != 1 || again.Counts[service.RowRefused] != 1 {
			t.Fatalf("the tracker again counts %v: %v", again.Counts, again.Rows)
		}
		if got := again.Rows[0]; got.Ref != report+"-R12" || wouldSet(got) != "title Train→Train everybody" {
			t.Errorf("the twelfth would set %s of %s", wouldSet(got), got.Ref)
		}
		if got := again.Rows[2].Problems; len(got) != 1 || got[0].Text != "Reference: row 3 speaks of "+string(report)+"-R13 already" {
			t.Errorf("a number that comes twice: %v", got)
		}
	})
}

func wouldSet(row service.ImportRow) string {
	var texts []string
	for _, change := range row.Changes {
		text := change.Field + "→" + change.To
		if change.From != "" {
			text = change.Field + " " + change.From + "→" + change.To
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, " ")
}

// applied imports what was checked.
func (b bringer) applied(who *models.Actor, imported *models.Import, reason string) *models.Import {
	b.Helper()
	if _, err := b.ApplyImport(context.Background(), who, imported.Ref, imported.Version, reason); err != nil {
		b.Fatal(err)
	}
	b.run(who, imported.Ref, "")
	return b.now(who, imported)
}

func (b bringer) now(who *models.Actor, imported *models.Import) *models.Import {
	b.Helper()
	one, err := b.Get(context.Background(), who, models.ImportKind, imported.Ref)
	if err != nil {
		b.Fatal(err)
	}
	return one.Model.(*models.Import)
}

func (b bringer) undone(who *models.Actor, imported *models.Import, reason string) {
	b.Helper()
	b.undoing(who, imported, reason, "")
	if state := b.now(who, imported).State; state != models.ImportUndone {
		b.Errorf("an undone import is %s", state)
	}
}

func (b bringer) undoing(who *models.Actor, imported *models.Import, reason, failure string) {
	b.Helper()
	if _, err := b.UndoImport(context.Background(), who, imported.Ref, imported.Version, reason); err != nil {
		b.Fatal(err)
	}
	b.run(who, imported.Ref, failure)
}

func (b bringer) list(who *models.Actor, k *models.Kind) []models.Model {
	b.Helper()
	page, err := b.List(context.Background(), who, k, service.Query{Sort: "ref", Limit: service.MaxPageSize})
	if err != nil {
		b.Fatal(err)
	}
	return page.Models
}

func (b bringer) named(who *models.Actor, k *models.Kind, name string) models.Model {
	b.Helper()
	for _, m := range b.list(who, k) {
		if m.Heading() == name {
			return m
		}
	}
	return nil
}

// holds walks the trail.
func (b bringer) holds() {
	b.Helper()
	report, err := b.VerifyTrail(context.Background())
	if err != nil || len(report.Broken) > 0 {
		b.Errorf("the trail does not hold: %+v, %v", report, err)
	}
}
