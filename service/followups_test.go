package service_test

import (
	"context"
	"slices"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// asked records a question as it was put in the past.
func (o *office) asked(meeting models.Ref, title, on string, follows models.Ref) models.Ref {
	o.t.Helper()
	return o.make(models.RolePlan, "question", "record", map[string]any{
		"meeting": meeting, "title": title, "text": title + "?", "put_on": on, "follows_up": follows,
	})
}

func refsOf(page *service.Page) []models.Ref {
	refs := []models.Ref{}
	for _, m := range page.Models {
		refs = append(refs, m.Base().Ref)
	}
	return refs
}

func TestChainOfFollowUps(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		ctx := context.Background()
		meeting := o.make(models.RolePlan, "meeting", "record", map[string]any{"title": "COM", "type": "com", "held_on": "2015-03"})
		first := o.asked(meeting, "Legacy cases", "2015-03", "")
		second := o.asked(meeting, "Legacy cases again", "2016-05-10", first)
		third := o.asked(meeting, "Legacy cases once more", "2018-01-09", second)
		beside := o.asked(meeting, "Legacy costs", "2017", first)
		alone := o.asked(meeting, "Something else", "2018-01-09", "")
		draft := o.make(models.RolePlan, "question", "draft", map[string]any{"meeting": meeting, "title": "Still?", "text": "Still?", "follows_up": third})

		all := []models.Ref{first, second, beside, third}
		cases := []struct {
			role  models.Role
			of    models.Ref
			want  []models.Ref
			asked int
			since models.Date
		}{
			{models.RoleChief, first, all, 4, "2015-03"},
			{models.RoleChief, third, all, 4, "2015-03"},
			{models.RolePlan, second, append(all, draft), 4, "2015-03"},
			{models.RolePanel, alone, []models.Ref{alone}, 1, "2018-01-09"},
		}
		for _, c := range cases {
			chain, err := o.Chain(ctx, o.people[c.role], c.of)
			if err != nil {
				t.Fatal(err)
			}
			if got := refsOf(chain.Page); !slices.Equal(got, c.want) || chain.Asked != c.asked || chain.Since != c.since {
				t.Errorf("%s from %s: %v, asked %d times since %q", c.role, c.of, got, chain.Asked, chain.Since)
			}
		}
		_, err := o.Chain(ctx, o.people[models.RoleChief], draft)
		o.refused(models.Missing, err)
	})
}

// TestQuestionsDoNotFollowUpInACircle tries to make a chain that has no first.
func TestQuestionsDoNotFollowUpInACircle(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		meeting := o.make(models.RolePlan, "meeting", "record", map[string]any{"title": "COM", "type": "com"})
		first := o.make(models.RolePlan, "question", "draft", map[string]any{"meeting": meeting, "title": "One", "text": "One?"})
		second := o.make(models.RolePlan, "question", "draft", map[string]any{"meeting": meeting, "title": "Two", "text": "Two?", "follows_up": first})
		for _, follows := range []models.Ref{first, second} {
			_, err := o.Edit(context.Background(), o.people[models.RolePlan], models.QuestionKind, first, 1, fields(t, map[string]any{"follows_up": follows}))
			o.refused(models.Invalid, err)
		}
	})
}
