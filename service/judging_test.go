package service_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// answered is a question of two limbs with the answer that was submitted to it.
type answered struct {
	question, first, second, answer models.Ref
}

func (o *office) answered(text string) answered {
	o.t.Helper()
	meeting := o.make(models.RolePlan, "meeting", "plan", map[string]any{"title": "COM", "type": "com", "held_on": "2019-03-20"})
	a := answered{question: o.asked(meeting, "Legacy", "2019-02-01", "")}
	a.first = o.make(models.RolePlan, "limb", "add", map[string]any{"question": a.question, "text": "How many?"})
	a.second = o.make(models.RolePlan, "limb", "add", map[string]any{"question": a.question, "text": "At what cost?"})
	a.answer = o.make(models.RolePlan, "answer", "record", map[string]any{"question": a.question, "text": text, "given_on": "2019-03-01"})
	return a
}

// judge judges as somebody in a role who has the newest versions before them.
func (o *office) judge(role models.Role, a answered, j service.Judgement) error {
	o.t.Helper()
	for ref, limb := range j.Limbs {
		if limb.Version == 0 {
			limb.Version = o.version("limb", ref)
			j.Limbs[ref] = limb
		}
	}
	_, err := o.Judge(context.Background(), o.people[role], a.question, o.version("question", a.question), j)
	return err
}

func (o *office) version(kind string, ref models.Ref) int {
	o.t.Helper()
	one, err := o.Get(context.Background(), o.people[models.RolePlan], models.KindNamed(kind), ref)
	if err != nil {
		return 1
	}
	return one.Model.Base().Version
}

// tellsOf holds that an error tells a problem with a field.
func (o *office) tellsOf(err error, field, text string) {
	o.t.Helper()
	var named *models.Error
	if !errors.As(err, &named) || !strings.Contains(named.Problems.Of(field), text) {
		o.t.Errorf("no problem with %s says %q: %v", field, text, err)
	}
}

func outcome(limb models.Ref) string { return service.JudgementField(limb, "outcome") }
func reason(limb models.Ref) string  { return service.JudgementField(limb, "reason") }

func TestJudgingLimbsDifferentlyAndReturning(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		ctx := context.Background()
		a := o.answered("Twelve.")
		err := o.judge(models.RolePlan, a, service.Judgement{
			Limbs: map[models.Ref]service.LimbJudgement{a.first: {Outcome: models.LimbAnswered}, a.second: {Outcome: models.LimbNotAnswered, Reason: "No cost is given"}},
			Then:  service.ThenReturn,
			With:  fields(t, map[string]any{"reason": "The cost is missing", "due_on": "2019-03-18"}),
		})
		if err != nil {
			t.Fatal(err)
		}
		if first, second, question := o.state("limb", a.first), o.state("limb", a.second), o.state("question", a.question); first != models.LimbAnswered || second != models.LimbNotAnswered || question != models.QuestionReturned {
			t.Errorf("the limbs are %q and %q, the question is %q", first, second, question)
		}
		for ref, want := range map[models.Ref]struct{ kind, action, reason string }{
			a.first: {"limb", "judge-answered", ""}, a.second: {"limb", "judge-not", "No cost is given"}, a.question: {"question", "return", "The cost is missing"},
		} {
			events, _, err := o.History(ctx, o.people[models.RoleChief], models.KindNamed(want.kind), ref)
			if err != nil || events[0].Action != want.action || events[0].Reason != want.reason || events[0].Person != o.people[models.RolePlan].Person {
				t.Errorf("the history of %s begins with %+v, %v", ref, events[0], err)
			}
		}
		one, err := o.Get(ctx, o.people[models.RoleChief], models.QuestionKind, a.question)
		if err != nil || one.Model.(*models.Question).DueOn != "2019-03-18" {
			t.Errorf("it is due %+v, %v", one, err)
		}
		report, err := o.VerifyTrail(ctx)
		if err != nil || len(report.Broken) > 0 {
			t.Errorf("the trail does not hold: %+v, %v", report, err)
		}
	})
}

func TestJudgingIsAllOrNothing(t *testing.T) {
	limbs := func(a answered, second service.LimbJudgement) map[models.Ref]service.LimbJudgement {
		return map[models.Ref]service.LimbJudgement{a.first: {Outcome: models.LimbAnswered}, a.second: second}
	}
	fine := service.LimbJudgement{Outcome: models.LimbPartly, Reason: "Half of it"}
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		a, other := o.answered("Twelve."), o.answered("Thirteen.")
		cases := map[string]struct {
			role  models.Role
			j     service.Judgement
			fault models.Fault
			field string
			text  string
		}{
			"a reason is missing":     {models.RolePlan, service.Judgement{Limbs: limbs(a, service.LimbJudgement{Outcome: models.LimbPartly})}, models.Invalid, reason(a.second), "must be given"},
			"no such outcome":         {models.RolePlan, service.Judgement{Limbs: limbs(a, service.LimbJudgement{Outcome: models.LimbPassedOn})}, models.Invalid, outcome(a.second), "must be one of: answered, partly answered, not answered"},
			"a reason for nothing":    {models.RolePlan, service.Judgement{Limbs: limbs(a, service.LimbJudgement{Outcome: models.LimbAsked, Reason: "Why"})}, models.Invalid, reason(a.second), "nothing is changed"},
			"another question’s limb": {models.RolePlan, service.Judgement{Limbs: map[models.Ref]service.LimbJudgement{a.first: {Outcome: models.LimbAnswered}, other.first: fine}}, models.Invalid, outcome(other.first), "is no limb of " + string(a.question)},
			"a limb that is none":     {models.RolePlan, service.Judgement{Limbs: map[models.Ref]service.LimbJudgement{a.first: {Outcome: models.LimbAnswered}, "NONE-1": fine}}, models.Invalid, outcome("NONE-1"), "is no limb of"},
			"returned for no reason":  {models.RolePlan, service.Judgement{Limbs: limbs(a, fine), Then: service.ThenReturn, With: fields(t, map[string]any{"due_on": "2019-03-18"})}, models.Invalid, "reason", "must be given"},
			"returned for a past day": {models.RolePlan, service.Judgement{Limbs: limbs(a, fine), Then: service.ThenReturn, With: fields(t, map[string]any{"due_on": "2019-03-01", "reason": "Half"})}, models.Refused, "", ""},
			"a day for closing":       {models.RolePlan, service.Judgement{Limbs: limbs(a, fine), Then: service.ThenClose, With: fields(t, map[string]any{"due_on": "2019-03-18"})}, models.Invalid, "due_on", "only set where"},
			"a reason for leaving it": {models.RolePlan, service.Judgement{Limbs: limbs(a, fine), With: fields(t, map[string]any{"reason": "Half"})}, models.Invalid, "reason", "neither follows"},
			"something else follows":  {models.RolePlan, service.Judgement{Limbs: limbs(a, fine), Then: "withdraw"}, models.Invalid, "then", "must be return, close or nothing"},
			"nothing is said":         {models.RolePlan, service.Judgement{Limbs: map[models.Ref]service.LimbJudgement{a.first: {Outcome: models.LimbAsked}}}, models.Invalid, "then", "nothing was judged"},
			"closed with one left":    {models.RolePlan, service.Judgement{Limbs: limbs(a, service.LimbJudgement{}), Then: service.ThenClose}, models.Refused, outcome(a.second), "must be judged before"},
			"a stale limb":            {models.RolePlan, service.Judgement{Limbs: limbs(a, service.LimbJudgement{Outcome: models.LimbAnswered, Version: 7})}, models.Stale, "", ""},
			"the chief officer":       {models.RoleChief, service.Judgement{Limbs: limbs(a, fine)}, models.Denied, "", ""},
			"a drafter":               {models.RoleDrafter, service.Judgement{Limbs: limbs(a, fine)}, models.Denied, "", ""},
			"the panel":               {models.RolePanel, service.Judgement{}, models.Denied, "", ""},
			"a grant officer":         {models.RoleGrants, service.Judgement{Then: service.ThenClose}, models.Denied, "", ""},
		}
		for name, c := range cases {
			err := o.judge(c.role, a, c.j)
			if models.FaultOf(err) != c.fault || err == nil {
				t.Errorf("%s: wanted %q, got %v", name, c.fault, err)
			}
			if c.field != "" {
				o.tellsOf(err, c.field, c.text)
			}
			if first, question := o.state("limb", a.first), o.state("question", a.question); first != models.LimbAsked || question != models.QuestionAnswered {
				t.Fatalf("%s: the first limb is %q, the question %q", name, first, question)
			}
		}
		_, err := o.Judge(context.Background(), o.people[models.RolePlan], a.question, 99, service.Judgement{Limbs: limbs(a, fine)})
		o.refused(models.Stale, err)
	})
}

func TestJudgingTellsEverythingAtOnce(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		a := o.answered("Twelve.")
		err := o.judge(models.RoleCommissioner, a, service.Judgement{
			Limbs: map[models.Ref]service.LimbJudgement{a.first: {Outcome: models.LimbPartly}, a.second: {Outcome: models.LimbNotAnswered}},
			Then:  service.ThenReturn, With: service.Form{"due_on-day": {"31"}, "due_on-month": {"2"}, "due_on-year": {"2019"}},
		})
		for _, field := range []string{reason(a.first), reason(a.second), "reason", "due_on"} {
			o.tellsOf(err, field, ":")
		}
	})
}

func TestJudgingAgainAndClosing(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		a := o.answered("Twelve, at £3 each.")
		judge := func(first, second models.State, then string) error {
			return o.judge(models.RoleCommissioner, a, service.Judgement{Then: then, Limbs: map[models.Ref]service.LimbJudgement{a.first: {Outcome: first}, a.second: {Outcome: second}}})
		}
		if err := judge(models.LimbAnswered, "", ""); err != nil {
			t.Fatal(err)
		}
		before := o.version("limb", a.first)
		if err := judge(models.LimbAnswered, models.LimbAnswered, service.ThenClose); err != nil {
			t.Fatal(err)
		}
		if after := o.version("limb", a.first); after != before {
			t.Errorf("judging a limb as it was judged made version %d of %d", after, before)
		}
		if state := o.state("question", a.question); state != models.QuestionClosed {
			t.Errorf("the question is %q", state)
		}
		o.refused(models.Denied, judge(models.LimbAnswered, models.LimbPartly, ""))
	})
}

func TestJudgingWhatIsHidden(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		meeting := o.make(models.RolePlan, "meeting", "plan", map[string]any{"title": "COM", "type": "com"})
		draft := o.make(models.RolePlan, "question", "draft", map[string]any{"meeting": meeting, "title": "Secret", "text": "?"})
		_, err := o.Judge(context.Background(), o.people[models.RoleChief], draft, 1, service.Judgement{Then: service.ThenClose})
		o.refused(models.Missing, err)
		_, err = o.Judge(context.Background(), o.people[models.RolePlan], draft, 1, service.Judgement{Then: service.ThenClose})
		o.refused(models.Denied, err)
	})
}
