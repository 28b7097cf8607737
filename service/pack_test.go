package service_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"gorm.io/gorm"

	"answerable/internal/clock"
	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
	"answerable/service/sample"
)

// packed is a meeting with something in every part of its pack.
type packed struct {
	meeting, priority, first, second, draft, item models.Ref
}

// pack fills a meeting: a question asked before, with what was answered and
// taken from it; a draft; a promise; a measure.
func (o *office) pack(n int) packed {
	o.t.Helper()
	plan := models.RolePlan
	p := packed{priority: o.make(plan, "priority", "", map[string]any{"title": "CSA/E"})}
	serves := []models.Ref{p.priority}
	earlier := o.make(plan, "meeting", "record", map[string]any{"title": "Earlier", "type": "com", "held_on": "2018-01-10"})
	p.meeting = o.make(plan, "meeting", "plan", map[string]any{"title": "COM", "type": "com", "held_on": "2019-03-20", "priorities": serves})
	definition := o.make(plan, "definition", "", map[string]any{"term": "CSE", "text": "t"})
	o.make(plan, "caveat", "", map[string]any{"definition": definition, "text": "Not all"})
	post := o.make(models.RoleAdmin, "post", "", map[string]any{"title": "Chief Constable", "body": o.force})
	for i := range n {
		p.first = o.make(plan, "question", "record", map[string]any{"meeting": earlier, "title": fmt.Sprint("Legacy ", i), "text": "How many?", "put_on": "2018-01-10", "asked_of": post})
		limb := o.make(plan, "limb", "", map[string]any{"question": p.first, "text": "How many legacy cases?"})
		answer := o.make(plan, "answer", "record", map[string]any{"question": p.first, "text": "Twelve of them", "given_on": "2018-02-01", "given_by": post})
		assurance := o.make(plan, "assurance", "", map[string]any{"title": "All reviewed", "statement": "All are", "taken_from": answer, "relied_until": "2019-03-01"})
		o.make(plan, "review", "", map[string]any{"assurance": assurance, "verdict": "not assured", "rationale": "None was shown", "reviewed_on": "2018-06-01", "relied_until": "2019-01-01"})
		p.second = o.make(plan, "question", "record", map[string]any{"meeting": p.meeting, "title": fmt.Sprint("Legacy and cost ", i), "text": "How many, at what cost?", "put_on": "2019-02-01", "due_on": "2019-03-01", "follows_up": p.first, "asked_of": post, "priorities": serves})
		o.must(plan, "limb", limb, "not-recorded", nil)
		p.draft = o.make(plan, "question", "draft", map[string]any{"meeting": p.meeting, "title": fmt.Sprint("Yaks ", i), "text": "Are there yaks?"})
		p.item = o.make(plan, "agenda-item", "", map[string]any{"meeting": p.meeting, "title": fmt.Sprint("Item ", i), "concerns": []models.Ref{p.second, p.draft}})
		o.make(plan, "document", "add-shared", map[string]any{"about": p.item, "title": "The shared paper", "address": "https://example.org/paper"})
		o.make(plan, "document", "add", map[string]any{"about": p.item, "title": "The inner briefing", "address": "https://example.org/brief"})
		o.make(plan, "commitment", "", map[string]any{"title": "Report the cost", "text": "c", "body": o.opcc, "due_on": "2019-03-01", "arises_from": answer})
		measure := o.make(plan, "measure", "", map[string]any{"title": "Referrals", "priorities": serves, "definition": definition, "source": "NRM"})
		for year, value := range map[string]string{"2017": "10", "2018": "12"} {
			o.make(plan, "figure", "add", map[string]any{"measure": measure, "period": year, "period_start": year, "period_end": year, "value": value, "definition": definition})
		}
	}
	return p
}

// words are everything that a pack says, as a reader would have it.
func (o *office) words(role models.Role, meeting models.Ref) (*service.Pack, string) {
	o.t.Helper()
	pack, err := o.Pack(context.Background(), o.people[role], meeting)
	if err != nil {
		o.t.Fatal(err)
	}
	text, err := json.Marshal(pack)
	if err != nil {
		o.t.Fatal(err)
	}
	return pack, string(text)
}

func TestPackHoldsEachQuestionWithItsHistory(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		p := o.pack(1)
		pack, _ := o.words(models.RolePlan, p.meeting)
		if len(pack.Questions) != 2 || pack.Questions[0].Question.Ref != p.second || pack.Questions[1].Question.Ref != p.draft {
			t.Fatalf("the questions are %+v", pack.Questions)
		}
		question := pack.Questions[0]
		if question.Times != 2 || question.Since != "2018-01-10" || len(question.Chain) != 2 || question.Chain[0].Question.Ref != p.first || question.Chain[0].Answers[0].Text != "Twelve of them" || question.Chain[0].Limbs[0].State != models.LimbNotRecorded {
			t.Errorf("its history is %+v", question)
		}
		if len(question.Assurances) != 1 || question.Assurances[0].Assurance.Standing(pack.On) != "lapsed" || question.Assurances[0].Review.Rationale != "None was shown" || len(pack.Assurances) != 0 {
			t.Errorf("its assurances are %+v", question.Assurances)
		}
		if len(pack.Items) != 1 || len(pack.Items[0].Papers) != 2 {
			t.Errorf("the agenda is %+v", pack.Items)
		}
		if len(pack.Commitments) != 1 || models.CommitmentKind.DerivedNamed("overdue").Of(pack.Commitments[0], pack.On) != "yes" {
			t.Errorf("the commitments are %+v", pack.Commitments)
		}
		measure := pack.Measures[0]
		if len(pack.Measures) != 1 || len(measure.Figures) != 1 || measure.Figures[0].Change().By != "up 2" || measure.Caveats[0].Text != "Not all" || measure.Definition == nil {
			t.Errorf("the measures are %+v", pack.Measures)
		}
		if len(pack.Unknown) != 1 || pack.Unknown[0].Label != "Questions to which no answer is recorded" || pack.Unknown[0].Items[0].Ref != p.second {
			t.Errorf("not known: %+v", pack.Unknown)
		}
	})
}

// TestPackIsForItsReader holds that nobody finds in a pack what they may not
// see, whoever made it.
func TestPackIsForItsReader(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		p := o.pack(1)
		o.make(models.RoleDrafter, "answer", "draft", map[string]any{"question": p.second, "text": "Zebras, at no cost"})
		o.make(models.RolePlan, "commitment", "", map[string]any{"title": "Covert work", "text": "c", "body": o.force, "arises_from": p.item, "marking": "OFFICIAL-SENSITIVE"})
		for role, test := range map[models.Role]struct {
			says, hides []string
			marking     models.Marking
		}{
			models.RolePlan:         {[]string{"yaks", "The inner briefing", "The shared paper", "Twelve of them", "Covert work"}, []string{"Zebras"}, models.OfficialSensitive},
			models.RoleCommissioner: {[]string{"yaks", "The inner briefing", "Covert work"}, []string{"Zebras"}, models.OfficialSensitive},
			models.RoleChief:        {[]string{"The shared paper", "Twelve of them", "Covert work"}, []string{"yaks", "Yaks", "The inner briefing", "Zebras", string(p.draft)}, models.OfficialSensitive},
			models.RoleDrafter:      {[]string{"The shared paper"}, []string{"yaks", "Yaks", "Zebras", string(p.draft)}, models.OfficialSensitive},
			models.RolePanel:        {[]string{"The shared paper", "Twelve of them"}, []string{"yaks", "Yaks", "The inner briefing", "Zebras", "Covert", string(p.draft)}, models.Official},
		} {
			pack, text := o.words(role, p.meeting)
			for _, word := range test.says {
				if !strings.Contains(text, word) {
					t.Errorf("the pack of %s does not say %q", role, word)
				}
			}
			for _, word := range test.hides {
				if strings.Contains(text, word) {
					t.Errorf("the pack of %s says %q", role, word)
				}
			}
			if pack.Marking != test.marking {
				t.Errorf("the pack of %s is marked %s", role, pack.Marking)
			}
		}
		_, err := o.Pack(context.Background(), o.people[models.RolePlan], "COM-1999-01")
		o.refused(models.Missing, err)
	})
}

// TestPackOfTheSample holds that the pack of the sample's next meeting has each
// question that is put at it.
func TestPackOfTheSample(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		ctx, c := context.Background(), clock.Fixed(time.Date(2019, 3, 4, 9, 0, 0, 0, time.UTC))
		o := &office{Service: service.New(gdb, c, slog.New(slog.DiscardHandler)), t: t, people: map[models.Role]*models.Actor{}}
		loaded, err := sample.Load(ctx, o.Service, sample.Options{Password: "a long enough password"})
		if err != nil {
			t.Fatal(err)
		}
		for _, person := range loaded.SignIns {
			for _, role := range person.Roles {
				if o.people[role], err = o.PersonByEmail(ctx, person.Email); err != nil {
					t.Fatal(err)
				}
			}
		}
		meetings, err := o.List(ctx, o.people[models.RolePlan], models.MeetingKind, service.Query{Limit: service.MaxPageSize})
		if err != nil {
			t.Fatal(err)
		}
		asked := 0
		for _, meeting := range meetings.Models {
			questions, err := o.List(ctx, o.people[models.RoleChief], models.QuestionKind, service.Query{Filters: map[string][]string{"meeting": {string(meeting.Base().Ref)}}, Limit: service.MaxPageSize})
			if err != nil {
				t.Fatal(err)
			}
			pack, _ := o.words(models.RoleChief, meeting.Base().Ref)
			for _, m := range questions.Models {
				found := m.Base().State == models.Withdrawn
				for _, question := range pack.Questions {
					found = found || question.Question.Ref == m.Base().Ref && len(question.Chain) > 0
				}
				if asked++; !found {
					t.Errorf("the pack of %s does not have %s with its history", meeting.Base().Ref, m.Base().Ref)
				}
			}
		}
		if asked < 8 {
			t.Errorf("only %d questions were looked for", asked)
		}
	})
}

// TestStatementsOfMeetingsDoNotGrow opens the agenda and the pack of a meeting
// with little and with much.
func TestStatementsOfMeetingsDoNotGrow(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o, ctx := newOffice(t, gdb), context.Background()
		who := o.people[models.RolePlan]
		few, many := o.pack(1), o.pack(12)
		n := counted(t, gdb)
		for name, page := range map[string]func(packed) error{
			"pack":      func(p packed) error { _, err := o.Pack(ctx, who, p.meeting); return err },
			"proposals": func(p packed) error { _, err := o.Proposals(ctx, who, p.meeting); return err },
			"agenda":    func(p packed) error { _, err := o.Agenda(ctx, who, p.meeting); return err },
		} {
			little := count(t, n, func() error { return page(few) })
			if much := count(t, n, func() error { return page(many) }); much > little || much == 0 {
				t.Errorf("%s: %d statements with little, %d with much", name, little, much)
			} else {
				t.Logf("%s: %d statements", name, much)
			}
		}
	})
}
