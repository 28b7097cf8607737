package service_test

import (
	"context"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

const saidInFull = "“Zoë” 🚓 asked.\n\nEach month a board reviews every case, e.g. those of 2015. We will train 40 officers by May."

func TestTakingFromTheText(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		ctx, plan := context.Background(), o.people[models.RolePlan]
		a := o.answered(saidInFull)
		reading, err := o.ReadAnswer(ctx, plan, a.answer)
		if err != nil || len(reading.Sentences) != 3 || len(reading.Taken) != 0 {
			t.Fatalf("%+v, %v", reading, err)
		}
		board, training := reading.Sentences[1], reading.Sentences[2]

		assurance := o.make(models.RolePlan, "assurance", "", map[string]any{"title": "Board", "statement": board.Text, "wording": "verbatim", "taken_from": a.answer, "passage": board.String()})
		o.make(models.RoleCommissioner, "commitment", "", map[string]any{"title": "Training", "text": training.Text, "body": o.force, "arises_from": a.answer, "passage": training.String()})
		one, err := o.Get(ctx, plan, models.AssuranceKind, assurance)
		if err != nil {
			t.Fatal(err)
		}
		if kept := one.Model.(*models.Assurance); kept.Statement != board.Text || kept.Passage != "17-74" || kept.TakenFrom != a.answer {
			t.Errorf("kept is %q at %s", kept.Statement, kept.Passage)
		}
		reading, err = o.ReadAnswer(ctx, o.people[models.RolePanel], a.answer)
		if err != nil || len(reading.Taken) != 2 || reading.Taken[0].Ref != assurance || reading.Taken[0].Standing.Value != "stated" || reading.Taken[1].At != training.Passage {
			t.Errorf("taken was %+v, %v", reading.Taken, err)
		}
		o.must(models.RolePlan, "assurance", assurance, "withdraw", map[string]any{"reason": "Entered twice"})
		if taken, err := o.TakenFrom(ctx, plan, a.answer); err != nil || len(taken[a.answer]) != 1 {
			t.Errorf("after it was withdrawn there is %+v, %v", taken, err)
		}
	})
}

func TestTakingMustBeWordForWord(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		a := o.answered(saidInFull)
		for passage, text := range map[string]string{
			"16-74": "is not what stands there in " + string(a.answer) + ", word for word", "17-73": "word for word", "17-900": "word for word",
			"74-17": "must be the first and last character", "a-b": "must be the first and last character",
		} {
			_, err := o.Create(context.Background(), o.people[models.RolePlan], models.AssuranceKind, "", fields(t, map[string]any{
				"title": "Board", "statement": "Each month a board reviews every case, e.g. those of 2015.", "taken_from": a.answer, "passage": passage,
			}))
			o.refused(models.Invalid, err)
			o.tellsOf(err, "passage", text)
		}
		for field, from := range map[string]models.Ref{"passage": a.question, "taken_from": "NONE-1"} {
			_, err := o.Create(context.Background(), o.people[models.RolePlan], models.AssuranceKind, "", fields(t, map[string]any{"title": "B", "statement": "E", "taken_from": from, "passage": "17-17"}))
			o.tellsOf(err, field, ":")
		}
	})
}

// TestTakingFromADraft holds that a chief officer, who sees the draft, cannot
// let it be known through a commitment.
func TestTakingFromADraft(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		meeting := o.make(models.RolePlan, "meeting", "plan", map[string]any{"title": "COM", "type": "com"})
		question := o.asked(meeting, "Legacy", "2019-02-01", "")
		draft := o.make(models.RoleDrafter, "answer", "draft", map[string]any{"question": question, "text": "We will act."})
		_, err := o.Create(context.Background(), o.people[models.RoleChief], models.CommitmentKind, "", fields(t, map[string]any{
			"title": "Act", "text": "We will act.", "body": o.force, "arises_from": draft, "passage": "1-12",
		}))
		o.tellsOf(err, "passage", "was not submitted yet")
		_, err = o.Quote(context.Background(), o.people[models.RoleChief], models.CommitmentKind, draft, models.Passage{First: 1, Last: 12})
		o.refused(models.Refused, err)
		_, err = o.ReadAnswer(context.Background(), o.people[models.RolePlan], draft)
		o.refused(models.Missing, err)
		_, err = o.Quote(context.Background(), o.people[models.RolePlan], models.AssuranceKind, draft, models.Passage{First: 1, Last: 12})
		o.refused(models.Missing, err)
	})
}

func TestQuotingBeginsARecord(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		ctx, plan := context.Background(), o.people[models.RolePlan]
		priority := o.make(models.RolePlan, "priority", "", map[string]any{"title": "CSE"})
		post := o.make(models.RoleAdmin, "post", "", map[string]any{"title": "Head of Crime", "body": o.force})
		meeting := o.make(models.RolePlan, "meeting", "plan", map[string]any{"title": "COM", "type": "com"})
		question := o.asked(meeting, "Legacy", "2019-02-01", "")
		answer := o.make(models.RolePlan, "answer", "record", map[string]any{
			"question": question, "text": saidInFull, "given_by": post, "given_on": "2019-03-01", "priorities": []models.Ref{priority}, "marking": models.OfficialSensitive,
		})
		wide := models.Passage{First: 15, Last: 75}
		m, err := o.Quote(ctx, plan, models.AssuranceKind, answer, wide)
		if err != nil {
			t.Fatal(err)
		}
		if a := m.(*models.Assurance); a.Passage != "17-74" || a.Statement != "Each month a board reviews every case, e.g. those of 2015." || a.Wording != "verbatim" ||
			a.TakenFrom != answer || a.GivenBy != post || a.GivenOn != "2019-03-01" || !a.Priorities.Has(priority) || a.Marking != models.OfficialSensitive || a.Title != "" {
			t.Errorf("begun is %+v", a)
		}
		m, err = o.Quote(ctx, plan, models.CommitmentKind, answer, wide)
		if err != nil {
			t.Fatal(err)
		}
		if c := m.(*models.Commitment); c.Passage != "17-74" || c.Body != o.force || c.Holder != post || c.ArisesFrom != answer {
			t.Errorf("begun is %+v", c)
		}
		for _, none := range []models.Passage{{First: 15, Last: 16}, {First: 1, Last: 900}} {
			_, err := o.Quote(ctx, plan, models.AssuranceKind, answer, none)
			o.refused(models.Refused, err)
		}
		_, err = o.Quote(ctx, plan, models.QuestionKind, answer, wide)
		o.refused(models.Refused, err)
	})
}

// TestTakingOverLineEnds holds that what a form made of the line ends of an
// answer is still word for word.
func TestTakingOverLineEnds(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		a := o.answered("One.\r\nTwo.")
		_, err := o.Create(context.Background(), o.people[models.RolePlan], models.AssuranceKind, "", service.Form{
			"title": {"Both"}, "statement": {"One.\r\nTwo."}, "taken_from": {string(a.answer)}, "passage": {"1-10"}, "marking": {string(models.Official)},
		})
		if err != nil {
			t.Error(err)
		}
	})
}
