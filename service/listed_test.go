package service_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// TestAListOfRecommendationsIsAddedWhole adds what was pasted, all or nothing,
// and says of which item what is wrong.
func TestAListOfRecommendationsIsAddedWhole(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		ctx, plan := context.Background(), o.people[models.RolePlan]
		report := o.make(models.RolePlan, "report", "record", map[string]any{"title": "Inspection", "type": "inspection", "code": "PEEL", "published_on": "2019-01-15"})
		count := func() int64 {
			n, err := o.Count(ctx, plan, models.RecommendationKind, service.Query{Filters: map[string][]string{"report": {string(report)}}})
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		shared := service.Form{"scope": {"force"}, "wording": {"verbatim"}}
		items, _ := models.SplitList("1. Do this. And so on.\n2. Do that.")
		made, err := o.AddListed(ctx, plan, report, "add", items, shared)
		if err != nil || len(made) != 2 || count() != 2 {
			t.Fatalf("%d were added: %v", len(made), err)
		}
		second := o.read("recommendation", report+"-R2").(*models.Recommendation)
		if second.Text != "Do that." || second.Title != "Do that" || second.Scope != "force" || second.Report != report || second.State != models.RecommendationNotStarted {
			t.Errorf("the second is %+v", second)
		}

		wrong := []models.ListedItem{{Number: "3", Title: "Fine", Text: "Fine."}, {Number: "2", Title: "Taken", Text: "Taken."}, {Number: "5", Text: "No title."}}
		_, err = o.AddListed(ctx, plan, report, "add", wrong, service.Form{"scope": {"galactic"}})
		var fields []string
		for _, problem := range problemsIn(t, err) {
			fields = append(fields, problem.Field)
		}
		if !slices.Equal(fields, []string{"scope", "items.3.title"}) {
			t.Errorf("wrong are %v: %v", fields, err)
		}
		_, err = o.AddListed(ctx, plan, report, "add", wrong[:2], shared)
		if problems := problemsIn(t, err); len(problems) != 1 || problems[0].Field != "items.2.number" || problems[0].Text != "Item 2, number: The reference "+string(report)+"-R2 is taken: there is, or was, a record of that number" {
			t.Errorf("of a number that is taken it says %+v", problems)
		}
		if count() != 2 {
			t.Error("some of what was refused was added")
		}
		for _, none := range []int{0, service.MaxListed + 1} {
			_, err := o.AddListed(ctx, plan, report, "add", make([]models.ListedItem, none), shared)
			if problems := problemsIn(t, err); problems[0].Field != "items" {
				t.Errorf("%d items: %v", none, err)
			}
		}
		_, err = o.AddListed(ctx, o.people[models.RoleDrafter], report, "add", items, shared)
		o.refused(models.Denied, err)
		_, err = o.AddListed(ctx, plan, "PEEL-1999", "add", items, shared)
		o.refused(models.Missing, err)
	})
}

// problemsIn are the problems that an error tells; it must tell some.
func problemsIn(t *testing.T, err error) models.Problems {
	t.Helper()
	var named *models.Error
	if !errors.As(err, &named) || len(named.Problems) == 0 {
		t.Fatalf("no problems are told: %v", err)
	}
	return named.Problems
}
