package service_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"testing"
	"time"

	"gorm.io/gorm"

	"answerable/internal/clock"
	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// office is a service on a fresh database with one person in each role.
type office struct {
	*service.Service
	t      testing.TB
	clock  *clock.Settable
	people map[models.Role]*models.Actor
	opcc   models.Ref
	force  models.Ref
}

func newOffice(t testing.TB, gdb *gorm.DB) *office {
	t.Helper()
	c := clock.Fixed(time.Date(2019, 3, 4, 9, 0, 0, 0, time.UTC))
	o := &office{Service: service.New(gdb, c, slog.New(slog.DiscardHandler)), t: t, clock: c, people: map[models.Role]*models.Actor{}}
	err := o.Load(context.Background(), models.System(), "", func(l *service.Loader) error {
		o.opcc = o.added(l.Add(models.BodyKind, "add", map[string]any{"name": "OPCC", "type": "opcc"})).Ref
		o.force = o.added(l.Add(models.BodyKind, "add", map[string]any{"name": "Force", "type": "force"})).Ref
		for _, role := range models.Roles {
			body := o.opcc
			if models.SideOf(role) == models.SideForce {
				body = o.force
			}
			person := o.added(l.Add(models.PersonKind, "add", map[string]any{"name": string(role), "email": string(role) + "@example.org", "body": body, "roles": []models.Role{role}}))
			actor, err := l.Actor(person.Ref)
			if err != nil {
				return err
			}
			o.people[role] = actor
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func (o *office) added(m models.Model, err error) *models.Record {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
	return m.Base()
}

func fields(t testing.TB, of map[string]any) service.JSON {
	t.Helper()
	in := service.JSON{}
	for name, value := range of {
		text, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		in[name] = text
	}
	return in
}

// make creates a record as somebody in the role and fails the test if it
// cannot.
func (o *office) make(role models.Role, kind, start string, of map[string]any) models.Ref {
	o.t.Helper()
	m, err := o.Create(context.Background(), o.people[role], models.KindNamed(kind), start, fields(o.t, of))
	return o.added(m, err).Ref
}

// try makes a move on the record as it stands now.
func (o *office) try(role models.Role, kind string, ref models.Ref, move string, of map[string]any) error {
	o.t.Helper()
	k := models.KindNamed(kind)
	version := 0
	if one, err := o.Get(context.Background(), o.people[role], k, ref); err == nil {
		version = one.Model.Base().Version
	}
	_, err := o.Move(context.Background(), o.people[role], k, ref, version, move, fields(o.t, of))
	return err
}

func (o *office) must(role models.Role, kind string, ref models.Ref, move string, of map[string]any) {
	o.t.Helper()
	if err := o.try(role, kind, ref, move, of); err != nil {
		o.t.Fatalf("%s of %s as %s: %v", move, ref, role, err)
	}
}

func (o *office) refused(fault models.Fault, err error) {
	o.t.Helper()
	if got := models.FaultOf(err); err == nil || got != fault {
		o.t.Fatalf("wanted %q, got %v", fault, err)
	}
}

func (o *office) state(kind string, ref models.Ref) models.State {
	o.t.Helper()
	one, err := o.Get(context.Background(), o.people[models.RoleChief], models.KindNamed(kind), ref)
	if err != nil {
		o.t.Fatal(err)
	}
	return one.Model.Base().State
}

// TestTheWholeChain walks question → answer → promise → evidence → verdict →
// re-test, and tries on the way what must not be possible.
func TestTheWholeChain(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		ctx := context.Background()
		meeting := o.make(models.RolePlan, "meeting", "plan", map[string]any{"title": "COM", "type": "com", "held_on": "2019-03-20"})
		if meeting != "COM-2019-03" {
			t.Errorf("the meeting is called %s", meeting)
		}
		question := o.make(models.RolePlan, "question", "draft", map[string]any{"meeting": meeting, "title": "Legacy", "text": "How are knives and legacy cases reviewed, and at what cost?"})
		o.refused(models.Refused, o.try(models.RoleCommissioner, "question", question, "approve", nil))
		review := o.make(models.RolePlan, "limb", "add", map[string]any{"question": question, "text": "How are they reviewed?"})
		cost := o.make(models.RolePlan, "limb", "add", map[string]any{"question": question, "text": "At what cost?"})
		o.refused(models.Denied, o.try(models.RolePlan, "question", question, "approve", nil))
		o.refused(models.Missing, o.try(models.RoleChief, "question", question, "approve", nil))
		o.must(models.RoleCommissioner, "question", question, "approve", nil)
		o.refused(models.Invalid, o.try(models.RolePlan, "question", question, "put", nil))
		o.refused(models.Refused, o.try(models.RolePlan, "question", question, "put", map[string]any{"due_on": "2019-03-01"}))
		o.must(models.RolePlan, "question", question, "put", map[string]any{"due_on": "2019-03-19"})

		answer := o.make(models.RoleDrafter, "answer", "draft", map[string]any{"question": question, "text": "Each month, by a board."})
		if answer != question+"-A1" {
			t.Errorf("the answer is called %s", answer)
		}
		o.refused(models.Missing, o.try(models.RolePlan, "answer", answer, "clear", nil))
		o.must(models.RoleDrafter, "answer", answer, "send-for-clearance", nil)
		o.refused(models.Denied, o.try(models.RoleDrafter, "answer", answer, "clear", nil))
		o.must(models.RoleChief, "answer", answer, "clear", nil)
		o.must(models.RoleChief, "answer", answer, "submit", nil)
		if o.state("question", question) != models.QuestionAnswered {
			t.Error("submitting an answer did not answer the question")
		}

		o.must(models.RolePlan, "limb", review, "judge-answered", nil)
		o.refused(models.Refused, o.try(models.RolePlan, "question", question, "close", nil))
		o.must(models.RolePlan, "limb", cost, "judge-not", map[string]any{"reason": "No cost is given"})
		o.must(models.RolePlan, "question", question, "return", map[string]any{"due_on": "2019-04-01", "reason": "The cost is missing"})

		assurance := o.make(models.RolePlan, "assurance", "", map[string]any{"title": "Monthly review", "statement": "Each month, by a board.", "taken_from": answer, "relied_until": "2019-09-01"})
		_, err := o.Create(ctx, o.people[models.RolePlan], models.ReviewKind, "", fields(t, map[string]any{"assurance": assurance, "verdict": "assured", "rationale": "We believe it"}))
		o.refused(models.Invalid, err)
		o.make(models.RolePlan, "review", "", map[string]any{"assurance": assurance, "verdict": "partly assured", "rationale": "Two of three months", "evidence": []models.Ref{answer}, "relied_until": "2019-06-01"})
		for day, standing := range map[int]string{4: "partly assured", 94: "lapsed"} {
			o.clock.Set(time.Date(2019, 3, day, 9, 0, 0, 0, time.UTC))
			n, err := o.Count(ctx, o.people[models.RolePanel], models.AssuranceKind, service.Query{Filters: map[string][]string{"standing": {standing}}})
			if err != nil || n != 1 {
				t.Errorf("on day %d the standing is not %q (%d, %v)", day, standing, n, err)
			}
		}

		promise := o.make(models.RolePlan, "commitment", "", map[string]any{"title": "Cost", "text": "Report the cost", "body": o.force, "due_on": "2019-07-01", "arises_from": answer})
		o.refused(models.Denied, o.try(models.RolePlan, "commitment", promise, "done", map[string]any{"evidence": []models.Ref{answer}}))
		o.refused(models.Invalid, o.try(models.RoleDrafter, "commitment", promise, "done", nil))
		o.must(models.RoleDrafter, "commitment", promise, "revise", map[string]any{"due_on": "2019-08-01", "reason": "The ledger is late"})
		o.must(models.RoleDrafter, "commitment", promise, "done", map[string]any{"evidence": []models.Ref{answer}})
		o.must(models.RolePlan, "commitment", promise, "verify", map[string]any{"reason": "Seen"})

		found, err := o.Search(ctx, o.people[models.RolePanel], "knife", "", 1)
		if err != nil || found.Kinds["question"] != 1 {
			t.Errorf("knife does not find knives: %+v, %v", found, err)
		}
		events, _, err := o.History(ctx, o.people[models.RolePlan], models.AnswerKind, answer)
		if err != nil || len(events) != 1 || events[0].Action != "submit" {
			t.Errorf("outside the force the history of an answer begins with its submission: %+v, %v", events, err)
		}
		events, _, err = o.History(ctx, o.people[models.RoleChief], models.LimbKind, review)
		if err != nil || len(events) != 1 {
			t.Errorf("the force reads what was written on the draft: %+v, %v", events, err)
		}
		report, err := o.VerifyTrail(ctx)
		if err != nil || len(report.Broken) > 0 || report.Entries == 0 {
			t.Errorf("the trail does not hold: %+v, %v", report, err)
		}
	})
}
