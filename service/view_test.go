package service_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// viewsOf are the names of the views that somebody is offered for questions.
func (o *office) viewsOf(who *models.Actor) []string {
	o.t.Helper()
	views, err := o.Views(context.Background(), who, models.QuestionKind)
	if err != nil {
		o.t.Fatal(err)
	}
	var titles []string
	for _, view := range views {
		titles = append(titles, view.Title)
	}
	return titles
}

// TestViewsAreForOneselfOrOnesOffice keeps views in all ways and asks for them
// as their keeper, a colleague and the other office.
func TestViewsAreForOneselfOrOnesOffice(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		ctx := context.Background()
		keeper, colleague, other := o.people[models.RolePlan], o.people[models.RoleCommissioner], o.people[models.RoleChief]
		keep := func(start, title string) models.Ref {
			return o.make(models.RolePlan, "view", start, map[string]any{"title": title, "address": "/questions?state=put&sort=-due_on"})
		}
		private, shared, gone := keep("keep", "Mine"), keep("keep-shared", "Ours"), keep("keep", "Gone")
		if private != keeper.Person+"-V1" {
			t.Errorf("the view is called %s", private)
		}
		o.must(models.RolePlan, "view", gone, "withdraw", map[string]any{"reason": "Not used"})
		o.make(models.RolePlan, "view", "keep", map[string]any{"title": "Of another register", "address": "/commitments"})
		for who, want := range map[*models.Actor][]string{keeper: {"Mine", "Ours"}, colleague: {"Ours"}, other: nil, o.people[models.RolePanel]: nil} {
			if got := o.viewsOf(who); !slices.Equal(got, want) {
				t.Errorf("%s is offered %q, not %q", who.Name, got, want)
			}
		}
		if all, err := o.Views(ctx, keeper, nil); err != nil || len(all) != 3 {
			t.Errorf("of all registers there are %d views (%v)", len(all), err)
		}
		for _, who := range []*models.Actor{colleague, other} {
			o.refused(models.Missing, o.Sees(ctx, who, models.ViewKind, private))
		}
		o.refused(models.Missing, o.Sees(ctx, other, models.ViewKind, shared))
		if found, err := o.Search(ctx, colleague, "mine", "", 1); err != nil || found.Kinds["view"] != 0 {
			t.Errorf("a private view is found by somebody else: %+v %v", found, err)
		}
		o.refused(models.Denied, o.try(models.RoleCommissioner, "view", shared, "make-private", nil))
		_, err := o.Edit(ctx, colleague, models.ViewKind, shared, 1, fields(t, map[string]any{"title": "Theirs"}))
		o.refused(models.Denied, err)

		o.must(models.RolePlan, "view", private, "share", nil)
		if got := o.viewsOf(colleague); !slices.Equal(got, []string{"Mine", "Ours"}) {
			t.Errorf("after it is shared the colleague is offered %q", got)
		}
		events, _, err := o.History(ctx, colleague, models.ViewKind, private)
		if err != nil || len(events) != 1 || events[0].Action != "share" {
			t.Errorf("the colleague reads what was done to it while it was private: %+v %v", events, err)
		}
		o.must(models.RolePlan, "view", private, "make-private", nil)
		if got := o.viewsOf(colleague); !slices.Equal(got, []string{"Ours"}) {
			t.Errorf("after it is private again the colleague is offered %q", got)
		}
	})
}

// TestViewsAreAddressesOfRegisters tries what is none.
func TestViewsAreAddressesOfRegisters(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		who := o.people[models.RolePanel]
		for address, want := range map[string]string{
			"":                                          "Address: must be given",
			"https://example.org/questions":             "there is no register at https://example.org/questions",
			"//example.org/questions":                   "there is no register at //example.org/questions",
			"questions":                                 "there is no register at questions",
			"/questions/COM-2019-03-Q1":                 "there is no register at /questions/COM-2019-03-Q1",
			"/account":                                  "there is no register at /account",
			"/questions?colour=red":                     "colour: is not a filter of questions",
			"/questions?sort=text":                      "sort: questions cannot be sorted by text",
			"/questions?due_before=tomorrow":            "due_before: must be one date",
			"/questions?state=%zz":                      "what follows the question mark cannot be read",
			"/questions?state=put#top":                  "what follows the question mark cannot be read",
			"/questions?after=x":                        "leave out which page it is",
			"/questions?q=" + strings.Repeat("x", 2000): "must be at most 2000 characters",
		} {
			_, err := o.Create(context.Background(), who, models.ViewKind, "", fields(t, map[string]any{"title": "View", "address": address}))
			if models.FaultOf(err) != models.Invalid || !strings.Contains(err.Error(), want) {
				t.Errorf("%.60q: wanted %q, got %v", address, want, err)
			}
		}
		ref := o.make(models.RolePanel, "view", "", map[string]any{"title": "View", "address": "/questions?q=knives&priority=PRI-1&state=put&state=returned&due_before=2019-04-01&sort=-due_on"})
		m, err := o.Edit(context.Background(), who, models.ViewKind, ref, 1, service.Form{"address": {"/commitments?overdue=yes"}})
		if err != nil || m.(*models.View).Register != "commitments" {
			t.Errorf("after the edit it is a view of %q (%v)", m.(*models.View).Register, err)
		}
	})
}
