package service_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
)

// lapsedOnAnswer is an assurance that was given in an answer and has lapsed,
// and the question that was answered.
func (o *office) lapsedOnAnswer() (assurance, question models.Ref) {
	o.t.Helper()
	held := o.make(models.RolePlan, "meeting", "record", map[string]any{"title": "COM", "type": "com", "held_on": "2018-03-20"})
	chief := o.make(models.RolePlan, "post", "", map[string]any{"title": "Chief Constable", "body": o.force})
	question = o.make(models.RolePlan, "question", "record", map[string]any{"meeting": held, "title": "Reviews", "text": "Are all reviewed?", "put_on": "2018-03-20", "asked_of": chief})
	answer := o.make(models.RolePlan, "answer", "record", map[string]any{"question": question, "text": "All are reviewed."})
	assurance = o.make(models.RolePlan, "assurance", "", map[string]any{
		"title": "All reviewed", "statement": "All are reviewed.", "given_by": chief, "given_on": "2018-03-20", "taken_from": answer,
	})
	o.reviewed(assurance, models.Assured, "2019-03-01")
	return assurance, question
}

func TestALapsedAssuranceProposesAQuestion(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		ctx, plan := context.Background(), o.people[models.RolePlan]
		assurance, asked := o.lapsedOnAnswer()
		o.make(models.RolePlan, "meeting", "plan", map[string]any{"title": "Later", "type": "com", "held_on": "2019-06"})
		next := o.make(models.RolePlan, "meeting", "plan", map[string]any{"title": "Next", "type": "com", "held_on": "2019-03"})
		o.make(models.RolePlan, "meeting", "plan", map[string]any{"title": "Panel", "type": "panel", "held_on": "2019-03-05"})

		proposal, err := o.ProposedRetest(ctx, plan, assurance)
		if err != nil {
			t.Fatal(err)
		}
		q := proposal.Question
		if q.Meeting != next || q.FollowsUp != asked || q.AskedOf == "" || !slices.Equal(q.Sources, []models.Ref{assurance}) || len(proposal.Limbs) != 2 {
			t.Errorf("the proposal is %+v", q.QuestionInput)
		}
		const text = "On 20 March 2018 the Chief Constable gave this assurance: “All are reviewed.” It was last tested on 7 January 2019 and found assured. " +
			"It could be relied on until 1 March 2019, which has passed. Does it still hold, and what evidence shows today that it does?"
		if q.Text != text {
			t.Errorf("it asks: %s", q.Text)
		}
		for _, role := range models.Roles {
			_, err := o.ProposedRetest(ctx, o.people[role], assurance)
			if may := role == models.RolePlan || role == models.RoleCommissioner; may == (models.FaultOf(err) == models.Denied && err != nil) {
				t.Errorf("%s is proposed the question: %v", role, err)
			}
		}
		_, err = o.ProposedRetest(ctx, plan, "ASR-1999-0001")
		o.refused(models.Missing, err)

		_, err = o.DraftRetest(ctx, plan, assurance, fields(t, map[string]any{"title": strings.Repeat("a", 201)}), []string{strings.Repeat("b", 2001)})
		o.refused(models.Invalid, err)
		_, err = o.DraftRetest(ctx, plan, assurance, fields(t, nil), []string{})
		o.refused(models.Invalid, err)
		_, err = o.DraftRetest(ctx, o.people[models.RoleChief], assurance, fields(t, nil), nil)
		o.refused(models.Denied, err)
		made, err := o.DraftRetest(ctx, plan, assurance, fields(t, map[string]any{"title": "Still all of them?", "sources": []models.Ref{}}), []string{"Are they?", "How is it known?", "At what cost?"})
		if err != nil {
			t.Fatal(err)
		}
		drafted := made.(*models.Question)
		if drafted.State != models.QuestionDraft || drafted.Title != "Still all of them?" || drafted.Text != text || !drafted.Sources.Has(assurance) {
			t.Errorf("the draft is %+v", drafted)
		}
		limbs, err := o.Thread(ctx, plan, drafted.Ref)
		if err != nil || len(limbs) != 1 || limbs[0].Total != 3 {
			t.Errorf("its limbs are %+v, %v", limbs, err)
		}
		_, err = o.DraftRetest(ctx, plan, assurance, fields(t, nil), nil)
		o.refused(models.Refused, err)
		proposal, err = o.ProposedRetest(ctx, plan, assurance)
		if err != nil || proposal.Open == nil || proposal.Open.Ref != drafted.Ref || proposal.Question != nil {
			t.Errorf("it is proposed again: %+v, %v", proposal, err)
		}
		retests, err := o.Retests(ctx, o.people[models.RoleChief], assurance)
		if err != nil || len(retests) != 0 {
			t.Errorf("the force learns of the draft: %v, %v", retests, err)
		}
		o.must(models.RolePlan, "question", drafted.Ref, "drop", map[string]any{"reason": "Too early"})
		if proposal, err = o.ProposedRetest(ctx, plan, assurance); err != nil || proposal.Question == nil {
			t.Errorf("a question that was dropped stands in the way: %+v, %v", proposal, err)
		}
	})
}

func TestWhatDoesNotLapseProposesNothing(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		ctx, plan := context.Background(), o.people[models.RolePlan]
		assurance := o.assured(map[string]any{"relied_until": "2019-07-01", "marking": models.OfficialSensitive})
		_, err := o.ProposedRetest(ctx, plan, assurance)
		o.refused(models.Refused, err)
		_, err = o.ProposedRetest(ctx, o.people[models.RolePanel], assurance)
		o.refused(models.Missing, err)
		o.clock.Set(time.Date(2019, 5, 2, 9, 0, 0, 0, time.UTC))
		proposal, err := o.ProposedRetest(ctx, plan, assurance)
		if err != nil {
			t.Fatal(err)
		}
		if q := proposal.Question; q.Meeting != "" || q.FollowsUp != "" || q.Marking != models.OfficialSensitive || !strings.Contains(q.Text, "It may be relied on until 1 July 2019.") {
			t.Errorf("the proposal is %+v", q.QuestionInput)
		}
		_, err = o.DraftRetest(ctx, plan, assurance, fields(t, nil), nil)
		o.refused(models.Invalid, err)
	})
}

// TestOneRetestAtATime lets many draft the same question at once: one does.
func TestOneRetestAtATime(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		assurance, _ := o.lapsedOnAnswer()
		o.make(models.RolePlan, "meeting", "plan", map[string]any{"title": "Next", "type": "com", "held_on": "2019-03-20"})
		faults := make([]models.Fault, 6)
		var all sync.WaitGroup
		for i := range faults {
			all.Go(func() {
				if _, err := o.DraftRetest(context.Background(), o.people[models.RolePlan], assurance, fields(t, nil), nil); err != nil {
					faults[i] = models.FaultOf(err)
				}
			})
		}
		all.Wait()
		slices.Sort(faults)
		if faults[0] != "" || faults[1] != models.Refused || faults[5] != models.Refused {
			t.Errorf("of six drafts at once came %q", faults)
		}
	})
}
