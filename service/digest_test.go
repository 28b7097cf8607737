package service_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// part is one section of a role's digest as texts: reference, and what of it.
func (o *office) part(role models.Role, section models.DigestSection) []string {
	o.t.Helper()
	digest, err := o.Digest(context.Background(), o.people[role])
	if err != nil {
		o.t.Fatal(err)
	}
	texts := []string{}
	for _, part := range digest.Parts {
		if part.Section != section {
			continue
		}
		for _, item := range part.Items {
			texts = append(texts, string(item.Ref)+" "+item.What)
		}
		if len(texts) != int(part.Total) && part.Total <= 10 {
			o.t.Errorf("%s of %s: %d items, total %d", section, role, len(texts), part.Total)
		}
	}
	return texts
}

func (o *office) tells(role models.Role, section models.DigestSection, want ...string) {
	o.t.Helper()
	if got := o.part(role, section); !slices.Equal(got, want) && len(got)+len(want) > 0 {
		o.t.Errorf("%s, %s: %q, want %q", role, section, got, want)
	}
}

// at moves the clock to the morning of a day.
func (o *office) at(day models.Date) {
	o.t.Helper()
	morning, err := time.ParseInLocation(time.DateOnly+" 15", string(day)+" 09", models.London())
	if err != nil {
		o.t.Fatal(err)
	}
	o.clock.Set(morning)
}

// TestStepsOfAClockDecideWhoIsToldWhen follows one question, due on Friday
// 29 March, through the steps of its clock: five days before whoever must act,
// on the day the chief officers, a day after the plan managers, ten days after
// the Commissioner.
func TestStepsOfAClockDecideWhoIsToldWhen(t *testing.T) {
	eachPostOffice(t, func(_ *testing.T, p *postOffice) {
		clock := p.make(models.RolePlan, "clock", "", map[string]any{"title": "Answers", "use": "answer", "length": 19, "unit": "working days", "counting": "after"})
		for days, tell := range map[int]models.Told{-5: models.ToldAnswerable, 0: models.ToldChief, 1: models.ToldPlan, 10: models.ToldHead} {
			p.make(models.RolePlan, "escalation", "", map[string]any{"clock": clock, "days": days, "tell": tell})
		}
		question, _ := p.asked("Legacy investigations")
		p.make(models.RoleDrafter, "answer", "draft", map[string]any{"question": question, "text": "Twelve."})
		due, late := string(question)+" Answer due by 29 March 2019", models.DigestOverdue
		for _, step := range []struct {
			day                         models.Date
			drafter, plan, commissioner bool
		}{
			{"2019-03-23", false, false, false},
			{"2019-03-24", true, false, false},
			{"2019-03-29", true, false, false},
			{"2019-03-30", true, true, false},
			{"2019-04-07", true, true, false},
			{"2019-04-08", true, true, true},
		} {
			p.at(step.day)
			section := models.DigestDue
			if step.day > "2019-03-29" {
				section = late
			}
			for role, told := range map[models.Role]bool{models.RoleDrafter: step.drafter, models.RoleChief: step.drafter, models.RolePlan: step.plan, models.RoleCommissioner: step.commissioner, models.RolePanel: false} {
				if told {
					p.tells(role, section, due)
				} else {
					p.tells(role, section)
				}
			}
		}
		p.must(models.RolePlan, "question", question, "stop", map[string]any{"reason": "Waiting for a court"})
		p.tells(models.RolePlan, late)
		p.must(models.RolePlan, "question", question, "restart", map[string]any{"reason": "The court has ruled"})
		p.tells(models.RolePlan, late, due)
		p.must(models.RolePlan, "question", question, "withdraw", map[string]any{"reason": "Overtaken"})
		p.tells(models.RolePlan, late)
	})
}

// TestUsualStepsHoldWhereNoClockHasAny reads the dates of the other kinds.
func TestUsualStepsHoldWhereNoClockHasAny(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		chief := o.people[models.RoleChief].Person
		post := o.make(models.RolePlan, "post", "", map[string]any{"title": "Analyst", "body": o.force})
		o.make(models.RolePlan, "tenure", "", map[string]any{"post": post, "person": o.people[models.RoleDrafter].Person, "since": "2018"})
		assurance := o.make(models.RolePlan, "assurance", "", map[string]any{"title": "A", "statement": "s", "relied_until": "2019-03-20"})
		promise := o.make(models.RolePlan, "commitment", "", map[string]any{"title": "C", "text": "t", "body": o.opcc, "holder": post, "due_on": "2019-03-12"})
		theirs := o.make(models.RolePlan, "commitment", "", map[string]any{"title": "D", "text": "t", "body": o.force, "owner": chief, "due_on": "2019-03-01"})
		duty := o.make(models.RolePlan, "duty", "", map[string]any{"title": "Figures", "owed_by": post})
		figures := o.make(models.RolePlan, "occurrence", "", map[string]any{"duty": duty, "period": "February", "due_on": "2019-03-08"})
		o.tells(models.RolePlan, models.DigestDue, string(assurance)+" May be relied on until 20 March 2019")
		o.tells(models.RolePlan, models.DigestOverdue, string(theirs)+" Due by 1 March 2019")
		o.tells(models.RoleChief, models.DigestOverdue, string(theirs)+" Due by 1 March 2019")
		o.tells(models.RoleDrafter, models.DigestDue, string(figures)+" Due by 8 March 2019", string(promise)+" Due by 12 March 2019")
		o.at("2019-03-21")
		o.tells(models.RoleCommissioner, models.DigestOverdue, string(theirs)+" Due by 1 March 2019", string(assurance)+" May be relied on until 20 March 2019")
	})
}

// TestNothingInternalLeavesTheForce makes drafts, notes, allocations and
// unsubmitted answers, each with a mark of its own, lets every role have its
// digest by mail and on the page, and looks for the marks.
func TestNothingInternalLeavesTheForce(t *testing.T) {
	eachPostOffice(t, func(t *testing.T, p *postOffice) {
		everyDay := models.UsualReminders()
		everyDay.WorkingDays = false
		for _, who := range p.people {
			if err := p.SetReminders(context.Background(), who, everyDay); err != nil {
				t.Fatal(err)
			}
		}
		meeting := p.make(models.RolePlan, "meeting", "plan", map[string]any{"title": "COM", "type": "com", "held_on": "2019-03-20"})
		draft := p.make(models.RolePlan, "question", "draft", map[string]any{"meeting": meeting, "title": "MARKDRAFT", "text": "MARKDRAFT?", "owner": p.people[models.RoleChief].Person})
		p.make(models.RolePlan, "limb", "add", map[string]any{"question": draft, "text": "MARKDRAFT"})
		p.must(models.RoleCommissioner, "question", draft, "approve", nil)
		p.must(models.RoleCommissioner, "question", draft, "rework", map[string]any{"reason": "MARKDRAFT"})
		p.must(models.RoleCommissioner, "question", draft, "approve", nil)

		question, _ := p.asked("Legacy investigations")
		p.make(models.RoleChief, "note", "add", map[string]any{"about": question, "text": "MARKNOTE"})
		allocation := p.make(models.RoleChief, "allocation", "allocate", map[string]any{"question": question, "drafter": p.people[models.RoleDrafter].Person, "brief": "MARKALLOCATION", "wanted_on": "2019-03-06", "owner": p.people[models.RolePlan].Person})
		p.must(models.RoleDrafter, "allocation", allocation, "accept", nil)
		answer := p.make(models.RoleDrafter, "answer", "draft", map[string]any{"question": question, "text": "MARKANSWER", "owner": p.people[models.RolePlan].Person})
		p.must(models.RoleDrafter, "answer", answer, "send-for-clearance", nil)
		p.must(models.RoleChief, "answer", answer, "send-back", map[string]any{"reason": "MARKANSWER"})
		p.make(models.RoleChief, "note", "add", map[string]any{"about": answer, "text": "MARKNOTE"})
		p.must(models.RoleDrafter, "answer", answer, "send-for-clearance", nil)

		secret := p.make(models.RolePlan, "commitment", "", map[string]any{"title": "MARKSENSITIVE", "text": "t", "body": p.force, "due_on": "2019-03-05", "marking": "OFFICIAL-SENSITIVE"})

		internal := map[models.Side][]string{
			models.SideOPCC:  {"MARKNOTE", "MARKALLOCATION", "MARKANSWER", "MARKSENSITIVE", string(allocation), string(answer), "clearance", "Allocated"},
			models.SideForce: {"MARKDRAFT", "MARKNOTE", "MARKSENSITIVE", string(draft) + ":", "Approved"},
			models.SideOther: {"MARK", string(allocation), string(answer), string(secret), string(draft) + ":"},
		}
		for _, day := range []models.Date{"2019-03-04", "2019-03-05", "2019-03-08", "2019-04-20"} {
			p.at(day)
			p.remind()
			for _, role := range models.Roles {
				digest, err := p.Digest(context.Background(), p.people[role])
				if err != nil {
					t.Fatal(err)
				}
				for _, mark := range internal[models.SideOf(role)] {
					if mark != "MARKSENSITIVE" && strings.Contains(fmt.Sprintf("%+v", digest), mark) {
						t.Errorf("%s: the digest of %s holds %s: %+v", day, role, mark, digest)
					}
				}
			}
		}
		for _, role := range models.Roles {
			for _, text := range p.received(role) {
				for _, mark := range internal[models.SideOf(role)] {
					if strings.Contains(text, mark) {
						t.Errorf("the mail of %s holds %s:\n%s", role, mark, text)
					}
				}
			}
		}
		// The walk proves nothing unless those who may know were told.
		for role, want := range map[models.Role][]string{
			models.RolePlan:    {string(draft) + ": MARKDRAFT", string(secret) + " (OFFICIAL-SENSITIVE"},
			models.RoleDrafter: {string(allocation) + ": Drafting of", "Allocated to you", string(answer) + ": Answer to", "Sent back to the drafter"},
			models.RoleChief:   {string(answer) + ": Answer to", "Sent for clearance", string(secret) + " (OFFICIAL-SENSITIVE"},
		} {
			all := strings.Join(p.received(role), "\n")
			for _, text := range want {
				if !strings.Contains(all, text) {
					t.Errorf("%s was not told %q:\n%s", role, text, all)
				}
			}
		}
	})
}

// TestPartsOfWhatIsSensitiveAreSensitive marks a question after its limb was
// made, and reads the mail about the limb.
func TestPartsOfWhatIsSensitiveAreSensitive(t *testing.T) {
	eachPostOffice(t, func(t *testing.T, p *postOffice) {
		question, limb := p.asked("Legacy investigations")
		answer := p.make(models.RoleDrafter, "answer", "draft", map[string]any{"question": question, "text": "Twelve."})
		p.must(models.RoleDrafter, "answer", answer, "send-for-clearance", nil)
		p.must(models.RoleChief, "answer", answer, "clear", nil)
		p.must(models.RoleChief, "answer", answer, "submit", nil)
		p.must(models.RolePlan, "limb", limb, "judge-answered", nil)
		if err := p.gdb.Exec("UPDATE records SET marking = 'OFFICIAL-SENSITIVE' WHERE ref = ?", question).Error; err != nil {
			t.Fatal(err)
		}
		p.remind()
		got := strings.Join(p.received(models.RoleChief), "\n")
		if !strings.Contains(got, string(limb)+" (OFFICIAL-SENSITIVE") || strings.Contains(got, "How many?") || strings.Contains(got, "Legacy") {
			t.Errorf("the chief got %s", got)
		}
	})
}

// TestWhoChangesSidesTakesNothingAlong moves the drafter to the other office
// between the news and the digest.
func TestWhoChangesSidesTakesNothingAlong(t *testing.T) {
	eachPostOffice(t, func(t *testing.T, p *postOffice) {
		question, _ := p.asked("Legacy investigations")
		answer := p.make(models.RoleDrafter, "answer", "draft", map[string]any{"question": question, "text": "Twelve."})
		p.must(models.RoleDrafter, "answer", answer, "send-for-clearance", nil)
		p.must(models.RoleChief, "answer", answer, "clear", nil)
		p.tells(models.RoleDrafter, models.DigestJudged, string(answer)+" Cleared")
		p.must(models.RoleChief, "answer", answer, "submit", nil)
		moved := p.people[models.RoleDrafter]
		one, err := p.Get(context.Background(), p.people[models.RoleAdmin], models.PersonKind, moved.Person)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Edit(context.Background(), p.people[models.RoleAdmin], models.PersonKind, moved.Person, one.Model.Base().Version, fields(t, map[string]any{"roles": []string{"plan"}, "body": p.opcc})); err != nil {
			t.Fatal(err)
		}
		p.remind()
		if got := p.received(models.RoleDrafter); len(got) != 0 {
			t.Errorf("they were told %v", got)
		}
	})
}

func TestPeopleChooseWhatTheyGet(t *testing.T) {
	eachPostOffice(t, func(t *testing.T, p *postOffice) {
		ctx, chief, drafter := context.Background(), p.people[models.RoleChief], p.people[models.RoleDrafter]
		if got, err := p.Reminders(ctx, chief); err != nil || !got.Mail || !got.WorkingDays || len(got.Sections) != 4 {
			t.Errorf("who chose nothing has %+v (%v)", got, err)
		}
		p.refused(models.Invalid, p.SetReminders(ctx, chief, models.ReminderSettings{Mail: true}))
		p.refused(models.Invalid, p.SetReminders(ctx, chief, models.ReminderSettings{Mail: true, Sections: models.SectionList{"gossip"}}))
		p.clock.Advance(time.Minute)
		if err := p.SetReminders(ctx, chief, models.ReminderSettings{Mail: true, Sections: models.SectionList{models.DigestJudged, models.DigestOverdue, models.DigestOverdue}}); err != nil {
			t.Fatal(err)
		}
		if got, err := p.Reminders(ctx, chief); err != nil || got.WorkingDays || !slices.Equal(got.Sections, models.SectionList{models.DigestOverdue, models.DigestJudged}) {
			t.Errorf("the chief has %+v (%v)", got, err)
		}
		if err := p.SetReminders(ctx, drafter, models.ReminderSettings{}); err != nil {
			t.Fatal(err)
		}
		events, _, err := p.History(ctx, chief, models.PersonKind, chief.Person)
		if err != nil || events[0].Action != "reminders set" {
			t.Errorf("the history says %+v (%v)", events, err)
		}
		question, _ := p.asked("Legacy investigations")
		p.remind()
		if got := len(p.received(models.RoleChief)) + len(p.received(models.RoleDrafter)); got != 0 {
			t.Errorf("%d mails came that nobody wanted", got)
		}
		p.at("2019-04-01")
		p.must(models.RolePlan, "question", question, "extend", map[string]any{"due_on": "2019-04-02", "reason": "Asked for"})
		p.at("2019-04-03")
		p.remind()
		if got := p.received(models.RoleChief); len(got) != 1 || !strings.Contains(got[0], "1 overdue, 1 newly judged") {
			t.Errorf("the chief got %v", got)
		}
	})
}

// TestPeopleWithoutAnAccountGetNothing holds that who cannot sign in is sent
// nothing, whatever they own.
func TestPeopleWithoutAnAccountGetNothing(t *testing.T) {
	eachPostOffice(t, func(t *testing.T, p *postOffice) {
		p.only(models.RoleAdmin)
		p.asked("Legacy investigations")
		p.remind()
		if got := p.box.Taken(); len(got) != 0 {
			t.Errorf("%d mails were sent: %v", len(got), got)
		}
	})
}

// TestDigestStatementsDoNotGrow holds that a digest of much takes as many
// statements as one of little, and so does the telling of a change.
func TestDigestStatementsDoNotGrow(t *testing.T) {
	eachPostOffice(t, func(t *testing.T, p *postOffice) {
		ctx, n := context.Background(), counted(t, p.gdb)
		p.only(models.RoleChief)
		meeting := p.make(models.RolePlan, "meeting", "plan", map[string]any{"title": "COM", "type": "com", "held_on": "2019-03-20"})
		put := func() {
			question := p.make(models.RolePlan, "question", "draft", map[string]any{"meeting": meeting, "title": "Q", "text": "?"})
			p.make(models.RolePlan, "limb", "add", map[string]any{"question": question, "text": "?"})
			p.must(models.RoleCommissioner, "question", question, "approve", nil)
			p.must(models.RolePlan, "question", question, "put", map[string]any{"due_on": "2019-03-29"})
			p.make(models.RolePlan, "commitment", "", map[string]any{"title": "C", "text": "t", "body": p.force, "due_on": "2019-03-08"})
		}
		days := []models.Date{"2019-03-05", "2019-03-06"}
		var read, made []int64
		for i, many := range []int{1, 25} {
			for range many {
				put()
			}
			read = append(read, count(t, n, func() error { _, err := p.Digest(ctx, p.people[models.RoleChief]); return err }))
			p.at(days[i])
			made = append(made, count(t, n, func() error { return p.RemindOnce(ctx) }))
		}
		if read[0] == 0 || read[0] != read[1] || made[0] != made[1] {
			t.Errorf("reading took %v statements, making and sending %v", read, made)
		}
		t.Logf("reading a digest takes %d statements, making and sending one %d", read[1], made[1])
		digest, err := p.Digest(ctx, p.people[models.RoleChief])
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range digest.Parts {
			if part.Section == models.DigestDue && (part.Total != 26 || len(part.Items) != 10) {
				t.Errorf("%d of %d are shown", len(part.Items), part.Total)
			}
		}
		if got := p.received(models.RoleChief); !strings.Contains(got[1], "and 16 more") {
			t.Errorf("the mail does not say how many more:\n%s", got[1])
		}
	})
}

// TestLoadingIsNoNews holds that what is put in place at once is told to
// nobody.
func TestLoadingIsNoNews(t *testing.T) {
	eachPostOffice(t, func(t *testing.T, p *postOffice) {
		err := p.Load(context.Background(), models.System(), "", func(l *service.Loader) error {
			_, err := l.Add(models.CommitmentKind, "undertake", map[string]any{"title": "C", "text": "t", "body": p.force, "owner": p.people[models.RoleChief].Person})
			return err
		})
		if err != nil || p.notices() != 0 {
			t.Errorf("%d notices (%v)", p.notices(), err)
		}
	})
}
