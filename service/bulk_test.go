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

// bulk makes or previews a bulk change as somebody in a role.
func (o *office) bulk(role models.Role, kind string, c service.BulkChange, preview bool) (*service.BulkOutcome, error) {
	o.t.Helper()
	return o.Bulk(context.Background(), o.people[role], models.KindNamed(kind), c, preview)
}

// previewed previews a bulk change and fails the test where it cannot.
func (o *office) previewed(role models.Role, kind string, c service.BulkChange) *service.BulkOutcome {
	o.t.Helper()
	outcome, err := o.bulk(role, kind, c, true)
	if err != nil {
		o.t.Fatalf("preview of %s as %s: %v", c.What, role, err)
	}
	return outcome
}

// confirmed makes the bulk change for all records of a preview, at the versions
// that it showed.
func (o *office) confirmed(role models.Role, kind string, c service.BulkChange, shown *service.BulkOutcome) *service.BulkOutcome {
	o.t.Helper()
	c.Query, c.Chosen = nil, nil
	for _, record := range shown.Records {
		c.Chosen = append(c.Chosen, service.Chosen{Ref: record.Ref, Version: max(record.Version, 1)})
	}
	outcome, err := o.bulk(role, kind, c, false)
	if err != nil {
		o.t.Fatalf("%s as %s: %v", c.What, role, err)
	}
	return outcome
}

func chosen(refs ...models.Ref) []service.Chosen {
	list := make([]service.Chosen, len(refs))
	for i, ref := range refs {
		list[i] = service.Chosen{Ref: ref}
	}
	return list
}

// read is a record as the plan manager reads it.
func (o *office) read(kind string, ref models.Ref) models.Model {
	o.t.Helper()
	one, err := o.Get(context.Background(), o.people[models.RolePlan], models.KindNamed(kind), ref)
	if err != nil {
		o.t.Fatal(err)
	}
	return one.Model
}

// questionsInAllWays are a draft, an approved, a put and a closed question.
func (o *office) questionsInAllWays() (draft, approved, put, closed models.Ref) {
	o.t.Helper()
	meeting := o.make(models.RolePlan, "meeting", "plan", map[string]any{"title": "COM", "type": "com", "held_on": "2019-03-20"})
	ask := func(title string) models.Ref {
		ref := o.make(models.RolePlan, "question", "draft", map[string]any{"meeting": meeting, "title": title, "text": "?"})
		o.make(models.RolePlan, "limb", "add", map[string]any{"question": ref, "text": "?"})
		return ref
	}
	draft, approved, put, closed = ask("Draft"), ask("Approved"), ask("Put"), ask("Closed")
	for _, ref := range []models.Ref{approved, put, closed} {
		o.must(models.RoleCommissioner, "question", ref, "approve", nil)
	}
	for _, ref := range []models.Ref{put, closed} {
		o.must(models.RolePlan, "question", ref, "put", map[string]any{"due_on": "2019-03-19"})
	}
	o.must(models.RolePlan, "question", closed, "withdraw", map[string]any{"reason": "Not needed"})
	return draft, approved, put, closed
}

// TestBulkAsksEachRecord changes the owner of records in many states: what can
// be edited is edited, what is put is given away by the move for it, the rest
// is left with the reason why; and the trail has one entry for each change.
func TestBulkAsksEachRecord(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		draft, approved, put, closed := o.questionsInAllWays()
		owner := o.people[models.RoleCommissioner].Person
		change := service.BulkChange{
			Chosen: chosen(draft, approved, put, closed, "COM-2019-03-Q99", put),
			What:   models.BulkOwner, Owner: owner, Reason: "The lead has changed",
		}
		shown := o.previewed(models.RolePlan, "question", change)
		if len(shown.Changed()) != 3 || len(shown.Left()) != 2 {
			t.Fatalf("the preview says %+v", shown.Records)
		}
		for _, record := range shown.Changed() {
			if record.From != "" || record.To != string(owner) || shown.Names[owner].Title != "commissioner" {
				t.Errorf("the preview of %s says %+v", record.Ref, record)
			}
		}
		if why := shown.Left()[0].Refused; why != "You may not change this question while it is withdrawn" {
			t.Errorf("of the withdrawn one it says %q", why)
		}
		if why := shown.Left()[1].Refused; why != "There is no question COM-2019-03-Q99" {
			t.Errorf("of the one that is not there it says %q", why)
		}
		if got := o.read("question", put).Shared().Owner; got != "" {
			t.Fatalf("the preview was kept: %s owns %s", got, put)
		}
		if events := o.events("question", put); len(events) != 3 {
			t.Fatalf("the preview left a trace: %+v", events)
		}

		done := o.confirmed(models.RolePlan, "question", change, shown)
		for i, record := range done.Records {
			if before := shown.Records[i]; record.Change != before.Change || record.Refused != before.Refused || record.Refused == "" && record.Version != before.Version+1 {
				t.Errorf("the outcome %+v is not what was shown: %+v", record, before)
			}
		}
		for ref, action := range map[models.Ref]string{draft: "edit", approved: "reassign", put: "reassign"} {
			event := o.events("question", ref)[0]
			if event.Action != action || event.Reason != "The lead has changed" || event.Changes["owner"].To != string(owner) || len(event.Changes) != 1 {
				t.Errorf("the trail of %s says %+v", ref, event)
			}
		}
		if report, err := o.VerifyTrail(context.Background()); err != nil || len(report.Broken) > 0 {
			t.Errorf("the trail does not hold: %+v %v", report, err)
		}
		again := o.previewed(models.RolePlan, "question", change)
		if len(again.Changed()) != 0 || again.Records[0].Refused != "Nothing would change: it is so already" {
			t.Errorf("once more, it says %+v", again.Records)
		}
	})
}

func (o *office) events(kind string, ref models.Ref) []service.Event {
	o.t.Helper()
	events, _, err := o.History(context.Background(), o.people[models.RolePlan], models.KindNamed(kind), ref)
	if err != nil || len(events) == 0 {
		o.t.Fatal(events, err)
	}
	return events
}

// TestBulkOfDatesTakesTheMovesForThem moves due dates: each record keeps its
// earlier date, and a rule of one record does not stop the others.
func TestBulkOfDatesTakesTheMovesForThem(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		draft, _, put, _ := o.questionsInAllWays()
		change := service.BulkChange{Chosen: chosen(draft, put), What: models.BulkDue, DueOn: "2019-03-29", Reason: "The meeting moved"}
		done := o.confirmed(models.RolePlan, "question", change, o.previewed(models.RolePlan, "question", change))
		if len(done.Changed()) != 1 || done.Left()[0].Ref != draft {
			t.Fatalf("it says %+v", done.Records)
		}
		question := o.read("question", put).(*models.Question)
		if question.DueOn != "2019-03-29" || len(question.DueRevisions) != 1 || question.DueRevisions[0].Reason != "The meeting moved" {
			t.Errorf("the question says %s, %+v", question.DueOn, question.DueRevisions)
		}
		change.DueOn = "2019-03-01"
		if why := o.previewed(models.RolePlan, "question", change).Records[1].Refused; why != "The due date must be a day that has not passed" {
			t.Errorf("of a day that has passed it says %q", why)
		}

		late := o.make(models.RolePlan, "commitment", "", map[string]any{"title": "Cost", "text": "Report it", "body": o.force, "due_on": "2019-07-01"})
		ours := o.make(models.RolePlan, "commitment", "", map[string]any{"title": "Paper", "text": "Write it", "body": o.opcc})
		shown := o.previewed(models.RoleDrafter, "commitment", service.BulkChange{Chosen: chosen(late, ours), What: models.BulkDue, DueOn: "2019-08-01", Reason: "The ledger is late"})
		if shown.Records[0].Refused != "" || shown.Records[0].From != "2019-07-01" || !strings.HasPrefix(shown.Records[1].Refused, "You may not change") {
			t.Errorf("the force may move its own commitments only, it says %+v", shown.Records)
		}
		report := o.make(models.RolePlan, "report", "record", map[string]any{"title": "Interim", "code": "IICSA", "type": "inquiry", "published_on": "2018-04-25"})
		advice := o.make(models.RolePlan, "recommendation", "add", map[string]any{"report": report, "number": "1", "title": "Do it"})
		if shown := o.previewed(models.RolePlan, "recommendation", service.BulkChange{Chosen: chosen(advice), What: models.BulkDue, DueOn: "2019-08-01", Reason: "Agreed"}); len(shown.Changed()) != 1 || shown.Field.Name != "target_on" {
			t.Errorf("of a recommendation it says %+v", shown.Records)
		}
	})
}

// TestBulkOfPriorities adds and removes, and leaves alone what else a record
// serves.
func TestBulkOfPriorities(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		cse := o.make(models.RolePlan, "priority", "", map[string]any{"title": "CSE"})
		knives := o.make(models.RolePlan, "priority", "", map[string]any{"title": "Knives"})
		roads := o.make(models.RolePlan, "priority", "", map[string]any{"title": "Roads"})
		serves := func(of ...models.Ref) models.Ref {
			return o.make(models.RolePlan, "assurance", "", map[string]any{"title": "A", "statement": "s", "priorities": append([]models.Ref{}, of...)})
		}
		both, one, none := serves(cse, roads), serves(knives), serves()
		change := service.BulkChange{Chosen: chosen(both, one, none), What: models.BulkPriorities, Add: models.Refs{knives}, Remove: models.Refs{cse}, Reason: "Sorted anew"}
		done := o.confirmed(models.RolePlan, "assurance", change, o.previewed(models.RolePlan, "assurance", change))
		if len(done.Changed()) != 2 || done.Left()[0].Ref != one {
			t.Fatalf("it says %+v", done.Records)
		}
		for ref, want := range map[models.Ref]string{both: string(roads + "\n" + knives), one: string(knives), none: string(knives)} {
			if got := models.AssuranceKind.Field("priorities").Plain(o.read("assurance", ref)); got != want {
				t.Errorf("%s serves %q, not %q", ref, got, want)
			}
		}
		n, err := o.Count(context.Background(), o.people[models.RolePlan], models.AssuranceKind, service.Query{Filters: map[string][]string{"priority": {string(knives)}}})
		if err != nil || n != 3 {
			t.Errorf("%d serve it, by the list (%v)", n, err)
		}
	})
}

// TestBulkOfPrioritiesTakesTheMoveForThem changes what questions serve that can
// no longer be edited.
func TestBulkOfPrioritiesTakesTheMoveForThem(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		draft, approved, put, withdrawn := o.questionsInAllWays()
		priority := o.make(models.RolePlan, "priority", "", map[string]any{"title": "Serious violence"})
		change := service.BulkChange{
			Chosen: chosen(draft, approved, put, withdrawn), What: models.BulkPriorities, Add: models.Refs{priority}, Reason: "The plan has a new priority",
		}
		done := o.confirmed(models.RolePlan, "question", change, o.previewed(models.RolePlan, "question", change))
		if len(done.Changed()) != 3 || len(done.Left()) != 1 || done.Left()[0].Ref != withdrawn {
			t.Fatalf("the outcome is %+v", done.Records)
		}
		for ref, action := range map[models.Ref]string{draft: "edit", approved: "replan", put: "replan"} {
			if !o.read("question", ref).Shared().Priorities.Has(priority) {
				t.Errorf("%s does not serve the priority", ref)
			}
			if event := o.events("question", ref)[0]; event.Action != action || event.Reason != change.Reason {
				t.Errorf("the trail of %s says %+v", ref, event)
			}
		}
	})
}

// TestBulkOfAWholeList takes everything that a filtered list holds, and what
// changes before it is confirmed stays as somebody else left it.
func TestBulkOfAWholeList(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		const n = 60
		for i := range n {
			o.make(models.RolePlan, "assurance", "", map[string]any{"title": fmt.Sprintf("Assurance %d", i), "statement": "s"})
		}
		o.must(models.RolePlan, "assurance", "ASR-2019-0007", "withdraw", map[string]any{"reason": "Wrong"})
		owner := o.people[models.RolePlan].Person
		change := service.BulkChange{Query: &service.Query{Filters: map[string][]string{"state": {"live"}}}, What: models.BulkOwner, Owner: owner, Reason: "Mine"}
		shown := o.previewed(models.RoleCommissioner, "assurance", change)
		if len(shown.Changed()) != n-1 || len(shown.Records) != n-1 {
			t.Fatalf("of %d, %d are shown and %d would be changed", n-1, len(shown.Records), len(shown.Changed()))
		}
		_, err := o.Edit(context.Background(), o.people[models.RolePlan], models.AssuranceKind, "ASR-2019-0003", 1, fields(t, map[string]any{"remarks": "Seen"}))
		if err != nil {
			t.Fatal(err)
		}
		done := o.confirmed(models.RoleCommissioner, "assurance", change, shown)
		if len(done.Changed()) != n-2 || done.Left()[0].Ref != "ASR-2019-0003" || done.Left()[0].Refused != "Somebody changed this assurance since you opened it: it is at version 2, you saw 1" {
			t.Errorf("%d are changed, left are %+v", len(done.Changed()), done.Left())
		}
		change.Chosen = chosen("ASR-2019-0001")
		_, err = o.bulk(models.RoleCommissioner, "assurance", change, true)
		o.refused(models.Invalid, err)
		change.Chosen = nil
		_, err = o.bulk(models.RoleCommissioner, "assurance", change, false)
		o.refused(models.Invalid, err)
	})
}

// TestBulkHidesWhatIsHidden asks for the records of the other office: each is
// answered as one that does not exist, and so are the values.
func TestBulkHidesWhatIsHidden(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		_, _, put, _ := o.questionsInAllWays()
		answer := o.make(models.RoleDrafter, "answer", "draft", map[string]any{"question": put, "text": "Zebras"})
		const absent = "COM-2019-03-Q3-A9"
		change := service.BulkChange{Chosen: chosen(answer, absent), What: models.BulkOwner, Owner: o.people[models.RolePlan].Person, Reason: "Mine"}
		_, err := o.bulk(models.RolePlan, "answer", change, true)
		o.refused(models.Denied, err)

		note := o.make(models.RoleDrafter, "note", "add", map[string]any{"about": put, "text": "Zebras"})
		change.Chosen = []service.Chosen{{Ref: note, Version: 1}, {Ref: "NOTE-00099", Version: 1}, {Ref: put, Version: 1}}
		for _, preview := range []bool{true, false} {
			outcome, err := o.bulk(models.RolePlan, "note", change, preview)
			if err != nil {
				t.Fatal(err)
			}
			hidden, none := outcome.Records[0], outcome.Records[1]
			hidden.Refused = strings.ReplaceAll(hidden.Refused, string(note), "NOTE-00099")
			if hidden.Ref = none.Ref; hidden != none || none.Refused != "There is no note NOTE-00099" || outcome.Records[2].Title != "" {
				t.Errorf("a hidden note is answered %+v, one that is not there %+v", outcome.Records[0], none)
			}
		}
		_, err = o.bulk(models.RolePlan, "note", service.BulkChange{Chosen: chosen(note), What: models.BulkOwner, Owner: note, Reason: "x"}, true)
		o.refused(models.Invalid, err)
		if !strings.Contains(err.Error(), "Owner: there is no person "+string(note)) {
			t.Errorf("an owner that is no person is refused with %v", err)
		}
	})
}

// TestBulkCannotMakeACloserNoOwner gives away what one owns, to close it
// oneself: one at a time or in bulk, somebody else must.
func TestBulkCannotMakeACloserNoOwner(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		mine := o.people[models.RolePlan].Person
		promise := o.make(models.RolePlan, "commitment", "", map[string]any{"title": "Cost", "text": "Report it", "body": o.force, "owner": mine})
		o.must(models.RoleDrafter, "commitment", promise, "done", map[string]any{"evidence": []models.Ref{o.force}})
		o.refused(models.Refused, o.try(models.RolePlan, "commitment", promise, "verify", map[string]any{"reason": "Seen"}))
		o.refused(models.Refused, o.try(models.RolePlan, "commitment", promise, "reassign", map[string]any{"owner": o.people[models.RoleGrants].Person, "reason": "Away"}))
		change := service.BulkChange{Chosen: chosen(promise), What: models.BulkOwner, Owner: o.people[models.RoleGrants].Person, Reason: "Away"}
		shown := o.previewed(models.RolePlan, "commitment", change)
		if len(shown.Changed()) != 0 || !strings.Contains(shown.Records[0].Refused, "they could then close it themselves") {
			t.Fatalf("it says %+v", shown.Records)
		}
		o.refused(models.Refused, o.try(models.RolePlan, "commitment", promise, "verify", map[string]any{"reason": "Seen"}))
		if shown := o.previewed(models.RoleCommissioner, "commitment", change); len(shown.Changed()) != 1 {
			t.Errorf("somebody else may, yet it says %+v", shown.Records)
		}
	})
}

// TestBulkIsAllOrNothing lets the database fail at the last of several records.
func TestBulkIsAllOrNothing(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		var refs []models.Ref
		for range 4 {
			refs = append(refs, o.make(models.RolePlan, "assurance", "", map[string]any{"title": "A", "statement": "s"}))
		}
		change := service.BulkChange{Chosen: chosen(refs...), What: models.BulkOwner, Owner: o.people[models.RolePlan].Person, Reason: "Mine"}
		for i := range change.Chosen {
			change.Chosen[i].Version = 1
		}
		saved := 0
		name := "test:fail"
		err := gdb.Callback().Update().Before("gorm:update").Register(name, func(tx *gorm.DB) {
			if tx.Statement.Table == "assurances" {
				if saved++; saved == len(refs) {
					_ = tx.AddError(fmt.Errorf("the disk is full"))
				}
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		_, err = o.bulk(models.RolePlan, "assurance", change, false)
		o.refused(models.Unavailable, err)
		if saved != len(refs) {
			t.Fatalf("it failed after %d", saved)
		}
		if err := gdb.Callback().Update().Remove(name); err != nil {
			t.Fatal(err)
		}
		for _, ref := range refs {
			if m := o.read("assurance", ref); m.Shared().Owner != "" || m.Base().Version != 1 || len(o.events("assurance", ref)) != 1 {
				t.Errorf("%s was changed", ref)
			}
		}
	})
}

// TestBulkSaysWhatIsMissing goes through what can be wrong with the change
// itself.
func TestBulkSaysWhatIsMissing(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		priority := o.make(models.RolePlan, "priority", "", map[string]any{"title": "CSE"})
		ref := o.make(models.RolePlan, "assurance", "", map[string]any{"title": "A", "statement": "s"})
		many := make([]service.Chosen, service.MaxBulk+1)
		for i := range many {
			many[i] = service.Chosen{Ref: models.Ref(fmt.Sprintf("ASR-%d", i)), Version: 1}
		}
		me := o.people[models.RolePlan].Person
		for want, change := range map[string]service.BulkChange{
			"Records to change: choose at least one":                                {What: "owner", Owner: me, Reason: "r"},
			"Records to change: at most 500 can be changed at once":                 {Chosen: many, What: "owner", Owner: me, Reason: "r"},
			"Reason: must be given":                                                 {Chosen: chosen(ref), What: "owner", Owner: me, Reason: " "},
			"Owner: must be given":                                                  {Chosen: chosen(ref), What: "owner", Reason: "r"},
			"Owner: there is no person NOBODY":                                      {Chosen: chosen(ref), What: "owner", Owner: "NOBODY", Reason: "r"},
			"Priorities: say which to add or to remove":                             {Chosen: chosen(ref), What: "priorities", Reason: "r"},
			"Priorities: there is no priority NONE":                                 {Chosen: chosen(ref), What: "priorities", Remove: models.Refs{"NONE"}, Reason: "r"},
			"Priorities: " + string(priority) + " cannot be both added and removed": {Chosen: chosen(ref), What: "priorities", Add: models.Refs{priority}, Remove: models.Refs{priority}, Reason: "r"},
			"What to change: cannot be changed in several assurances at once":       {Chosen: chosen(ref), What: "due_on", DueOn: "2019-04-01", Reason: "r"},
		} {
			_, err := o.bulk(models.RolePlan, "assurance", change, true)
			if models.FaultOf(err) != models.Invalid || !strings.Contains(err.Error(), want) {
				t.Errorf("wanted %q, got %v", want, err)
			}
		}
		promise := o.make(models.RolePlan, "commitment", "", map[string]any{"title": "Cost", "text": "Report it", "body": o.force})
		_, err := o.bulk(models.RolePlan, "commitment", service.BulkChange{Chosen: chosen(promise), What: "due_on", DueOn: "2019-04", Reason: "r"}, true)
		if models.FaultOf(err) != models.Invalid || !strings.Contains(err.Error(), "Due by: must be a whole date, with day, month and year") {
			t.Errorf("of a month it says %v", err)
		}
		_, err = o.bulk(models.RolePlan, "assurance", service.BulkChange{Chosen: chosen(ref), What: "owner", Owner: me, Reason: "r"}, false)
		o.refused(models.Invalid, err)
		_, err = o.bulk(models.RolePanel, "assurance", service.BulkChange{Chosen: chosen(ref), What: "owner", Owner: me, Reason: "r"}, true)
		o.refused(models.Denied, err)
	})
}
