package service_test

import (
	"bytes"
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

// waiting puts a question with one limb to the force.
func (o *office) waiting(put map[string]any) (question, limb models.Ref) {
	o.t.Helper()
	meeting := o.make(models.RolePlan, "meeting", "plan", map[string]any{"title": "COM", "type": "com", "held_on": "2019-03-20"})
	question = o.make(models.RolePlan, "question", "draft", map[string]any{"meeting": meeting, "title": "Return interviews", "text": "How many were held?"})
	limb = o.make(models.RolePlan, "limb", "add", map[string]any{"question": question, "text": "How many?"})
	o.must(models.RoleCommissioner, "question", question, "approve", nil)
	o.must(models.RolePlan, "question", question, "put", put)
	return question, limb
}

// drafting is what the force keeps to itself about an answer.
type drafting struct {
	question, answer, discarded, allocation models.Ref
	// secret are records that nobody outside the force ever learns of.
	secret []models.Ref
}

func (o *office) drafted() drafting {
	o.t.Helper()
	question, _ := o.waiting(map[string]any{"due_on": "2019-03-19"})
	d := drafting{question: question}
	d.allocation = o.make(models.RoleChief, "allocation", "", map[string]any{"question": question, "drafter": o.people[models.RoleDrafter].Person, "brief": "Quokkawords for the drafter"})
	o.must(models.RoleDrafter, "allocation", d.allocation, "accept", nil)
	d.discarded = o.make(models.RoleDrafter, "answer", "draft", map[string]any{"question": question, "text": "Quokkawords, thrown away."})
	o.must(models.RoleDrafter, "answer", d.discarded, "discard", map[string]any{"reason": "Quokkawords"})
	d.answer = o.make(models.RoleDrafter, "answer", "draft", map[string]any{"question": question, "text": "Quokkawords at first."})
	for _, about := range []models.Ref{question, d.answer} {
		d.secret = append(d.secret, o.make(models.RoleDrafter, "note", "add", map[string]any{"about": about, "text": "Quokkawords inside the force"}))
	}
	d.secret = append(d.secret, d.allocation, d.discarded)
	o.must(models.RoleDrafter, "answer", d.answer, "send-for-clearance", nil)
	o.must(models.RoleChief, "answer", d.answer, "send-back", map[string]any{"reason": "Quokkawords are not for outside"})
	o.edit(models.RoleDrafter, "answer", d.answer, map[string]any{"text": "Ninety were held."})
	o.must(models.RoleDrafter, "answer", d.answer, "send-for-clearance", nil)
	o.must(models.RoleChief, "answer", d.answer, "clear", nil)
	return d
}

// TestDraftingIsTheForcesOwn holds that nothing of how an answer comes about
// shows outside the force, before it is submitted and after.
func TestDraftingIsTheForcesOwn(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		d := o.drafted()
		outside := slices.DeleteFunc(slices.Clone(models.Roles), func(r models.Role) bool { return models.SideOf(r) == models.SideForce })
		for _, role := range outside {
			o.nothingOf(role, d, append(slices.Clone(d.secret), d.answer))
		}
		o.must(models.RoleChief, "answer", d.answer, "submit", nil)
		for _, role := range outside {
			o.nothingOf(role, d, d.secret)
			o.onlyTheSubmission(role, d)
		}
		for _, role := range []models.Role{models.RoleDrafter, models.RoleChief} {
			o.everything(role, d)
		}
	})
}

// nothingOf holds that the records are nowhere for a role.
func (o *office) nothingOf(role models.Role, d drafting, secret []models.Ref) {
	o.t.Helper()
	ctx, who := context.Background(), o.people[role]
	named, err := o.Named(ctx, who, secret...)
	if err != nil || len(named) > 0 {
		o.t.Errorf("%s learns the names %v (%v)", role, named, err)
	}
	found, err := o.Search(ctx, who, "quokkawords", "", 1)
	if err != nil || found.Total > 0 {
		o.t.Errorf("%s finds %v (%v)", role, found.Found, err)
	}
	for _, k := range []*models.Kind{models.AllocationKind, models.AnswerKind, models.NoteKind} {
		page, err := o.List(ctx, who, k, service.Query{})
		if err != nil {
			o.t.Fatal(err)
		}
		count, err := o.Count(ctx, who, k, service.Query{})
		if err != nil || int(count) != len(page.Models) {
			o.t.Errorf("%s counts %d %s and lists %d (%v)", role, count, k.Plural, len(page.Models), err)
		}
		for _, ref := range refsOf(page) {
			if slices.Contains(secret, ref) {
				o.t.Errorf("%s lists %s", role, ref)
			}
		}
	}
	choices, err := o.Choices(ctx, who, []*models.Kind{models.AllocationKind, models.AnswerKind, models.NoteKind}, 100)
	if err != nil {
		o.t.Fatal(err)
	}
	threads := o.threadsOf(role, d)
	for _, ref := range secret {
		k := models.KindNamed(o.kindOf(ref))
		if strings.Contains(fmt.Sprint(choices, threads), string(ref)) {
			o.t.Errorf("%s is shown %s among choices or threads", role, ref)
		}
		_, err := o.Get(ctx, who, k, ref)
		_, absent := o.Get(ctx, who, k, "NOT-THERE")
		o.refused(models.Missing, err)
		if strings.ReplaceAll(err.Error(), string(ref), "") != strings.ReplaceAll(absent.Error(), "NOT-THERE", "") {
			o.t.Errorf("%s is told %q of what is hidden, %q of what is not there", role, err, absent)
		}
		_, _, err = o.History(ctx, who, k, ref)
		o.refused(models.Missing, err)
	}
}

// threadsOf is what refers to the question and to the people who drafted and
// cleared its answer.
func (o *office) threadsOf(role models.Role, d drafting) []service.Group {
	o.t.Helper()
	var all []service.Group
	for _, ref := range []models.Ref{d.question, d.answer, o.people[models.RoleDrafter].Person, o.people[models.RoleChief].Person} {
		groups, err := o.Thread(context.Background(), o.people[role], ref)
		if err != nil {
			o.t.Fatal(err)
		}
		all = append(all, groups...)
	}
	return all
}

func (o *office) kindOf(ref models.Ref) string {
	o.t.Helper()
	names, err := o.Named(context.Background(), o.people[models.RoleChief], ref)
	if err != nil || names[ref].Kind == "" {
		o.t.Fatalf("the chief does not see %s (%v)", ref, err)
	}
	return names[ref].Kind
}

// onlyTheSubmission holds that a role reads the submitted answer and not who
// wrote it, who cleared it, or since when.
func (o *office) onlyTheSubmission(role models.Role, d drafting) {
	o.t.Helper()
	ctx, who := context.Background(), o.people[role]
	drafter := o.people[models.RoleDrafter].Person
	one, err := o.Get(ctx, who, models.AnswerKind, d.answer)
	if err != nil {
		o.t.Fatal(err)
	}
	answer := one.Model.(*models.Answer)
	if !answer.UpdatedAt.Equal(o.Now()) {
		o.t.Errorf("it was last changed at %v, and not by the service's clock", answer.UpdatedAt)
	}
	if answer.Text != "Ninety were held." || answer.SubmittedOn != "2019-03-04" {
		o.t.Errorf("%s does not read what was submitted: %+v", role, answer)
	}
	if len(answer.Drafters) > 0 || answer.ClearedBy != "" || answer.CreatedBy != "" || !answer.CreatedAt.IsZero() {
		o.t.Errorf("%s reads who wrote the answer: %+v", role, answer)
	}
	if _, named := one.Names[drafter]; named {
		o.t.Errorf("%s is given the name of who drafted", role)
	}
	for _, group := range o.threadsOf(role, d) {
		if group.Field == "drafters" || group.Field == "cleared_by" {
			o.t.Errorf("%s sees on a person's page what they did for the answer: %+v", role, group)
		}
	}
	events, _, err := o.History(ctx, who, models.AnswerKind, d.answer)
	if err != nil || len(events) != 1 || events[0].Action != "submit" || events[0].Person == drafter {
		o.t.Errorf("%s reads the history %+v (%v)", role, events, err)
	}
	var file bytes.Buffer
	if err := o.Export(ctx, who, service.Export{Kind: models.AnswerKind, Format: service.ExportCSV}, &file); err != nil {
		o.t.Fatal(err)
	}
	if text := file.String(); !strings.Contains(text, "Ninety were held.") || strings.Contains(text, string(drafter)) {
		o.t.Errorf("the file of %s holds:\n%s", role, text)
	}
}

// everything holds that the force reads all of it.
func (o *office) everything(role models.Role, d drafting) {
	o.t.Helper()
	ctx, who := context.Background(), o.people[role]
	one, err := o.Get(ctx, who, models.AnswerKind, d.answer)
	if err != nil {
		o.t.Fatal(err)
	}
	if answer := one.Model.(*models.Answer); !answer.Drafters.Has(o.people[models.RoleDrafter].Person) || answer.ClearedBy != o.people[models.RoleChief].Person || answer.CreatedAt.IsZero() {
		o.t.Errorf("%s does not read who wrote the answer: %+v", role, answer)
	}
	events, _, err := o.History(ctx, who, models.AnswerKind, d.answer)
	if err != nil || len(events) != 7 {
		o.t.Errorf("%s reads %d events of the drafting (%v)", role, len(events), err)
	}
	if threads := fmt.Sprint(o.threadsOf(role, d)); !strings.Contains(threads, "Drafted") || !strings.Contains(threads, "Cleared") {
		o.t.Errorf("%s does not see who drafted and cleared: %s", role, threads)
	}
	for _, ref := range d.secret {
		if _, err := o.Get(ctx, who, models.KindNamed(o.kindOf(ref)), ref); err != nil {
			o.t.Errorf("%s: %v", role, err)
		}
	}
	if state := o.state("allocation", d.allocation); state != models.AllocationDone {
		o.t.Errorf("after submission the allocation is %q", state)
	}
}

// TestWhoeverDraftedDoesNotClear holds for a chief officer who writes only one
// word of a draft, too.
func TestWhoeverDraftedDoesNotClear(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		question, _ := o.waiting(map[string]any{"due_on": "2019-03-19"})
		answer := o.make(models.RoleDrafter, "answer", "draft", map[string]any{"question": question, "text": "Ninety."})
		o.must(models.RoleDrafter, "answer", answer, "send-for-clearance", nil)
		o.refused(models.Denied, o.try(models.RoleDrafter, "answer", answer, "clear", nil))
		o.must(models.RoleChief, "answer", answer, "send-back", map[string]any{"reason": "Say when"})
		o.edit(models.RoleChief, "answer", answer, map[string]any{"text": "Ninety, in 2018."})
		o.must(models.RoleChief, "answer", answer, "send-for-clearance", nil)
		o.refused(models.Refused, o.try(models.RoleChief, "answer", answer, "clear", nil))
		o.refused(models.Denied, o.try(models.RoleChief, "answer", answer, "submit", nil))
		deputy := o.make(models.RoleAdmin, "person", "", map[string]any{"name": "Deputy", "email": "deputy@example.org", "body": o.force, "roles": []models.Role{models.RoleChief}})
		o.people[models.RoleChief] = o.actor(deputy)
		o.must(models.RoleChief, "answer", answer, "clear", nil)
		o.must(models.RoleChief, "answer", answer, "submit", nil)
	})
}

func (o *office) actor(person models.Ref) *models.Actor {
	o.t.Helper()
	var who *models.Actor
	err := o.Load(context.Background(), models.System(), "", func(l *service.Loader) (err error) {
		who, err = l.Actor(person)
		return err
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return who
}

// TestAllocations walks what the force does with an allocation.
func TestAllocations(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		question, _ := o.waiting(map[string]any{"due_on": "2019-03-19"})
		give := func(to models.Role) map[string]any {
			return map[string]any{"question": question, "drafter": o.people[to].Person}
		}
		for _, role := range []models.Role{models.RolePlan, models.RoleCommissioner, models.RoleGrants, models.RoleAdmin, models.RolePanel} {
			_, err := o.Create(context.Background(), o.people[role], models.AllocationKind, "", fields(t, give(models.RoleDrafter)))
			o.refused(models.Denied, err)
		}
		_, err := o.Create(context.Background(), o.people[models.RoleChief], models.AllocationKind, "", fields(t, give(models.RolePlan)))
		o.refused(models.Invalid, err)

		first := o.make(models.RoleChief, "allocation", "", give(models.RoleDrafter))
		_, err = o.Edit(context.Background(), o.people[models.RoleChief], models.AllocationKind, first, 1, fields(t, map[string]any{"drafter": o.people[models.RolePanel].Person}))
		o.refused(models.Invalid, err)
		o.must(models.RoleDrafter, "allocation", first, "hand-back", map[string]any{"reason": "Not my field"})
		o.refused(models.Denied, o.try(models.RoleDrafter, "allocation", first, "accept", nil))

		second := o.make(models.RoleDrafter, "allocation", "", give(models.RoleDrafter))
		o.must(models.RoleDrafter, "allocation", second, "accept", nil)
		o.refused(models.Denied, o.try(models.RoleDrafter, "allocation", second, "take-back", map[string]any{"reason": "No"}))
		o.must(models.RoleChief, "allocation", second, "take-back", map[string]any{"reason": "Somebody else is free"})
		for _, role := range []models.Role{models.RolePlan, models.RolePanel} {
			o.refused(models.Missing, o.try(role, "allocation", second, "take-back", map[string]any{"reason": "x"}))
		}
	})
}
