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

// TestListsHaveOneOrder pages through a list in both directions: the same
// records in the same order on both databases, none twice, none left out.
func TestListsHaveOneOrder(t *testing.T) {
	names := []string{"Bradford", "bradford", "Äpfel", "Leeds", "leeds 2", "LEEDS", "Zoë", "élan", "10 Downing", "9 Elms", "-dash", " space"}
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		for _, name := range names {
			o.make(models.RoleAdmin, "body", "", map[string]any{"name": name, "type": "other"})
		}
		want := slices.Sorted(slices.Values(append(slices.Clone(names), "OPCC", "Force")))
		if got := o.paged("name"); !slices.Equal(got, want) {
			t.Errorf("by name: %q", got)
		}
		slices.Reverse(want)
		if got := o.paged("-name"); !slices.Equal(got, want) {
			t.Errorf("by name, descending: %q", got)
		}
	})
}

func (o *office) paged(sort string) []string {
	o.t.Helper()
	var got []string
	q := service.Query{Sort: sort, Limit: 3}
	for {
		page, err := o.List(context.Background(), o.people[models.RolePanel], models.BodyKind, q)
		if err != nil {
			o.t.Fatal(err)
		}
		for _, m := range page.Models {
			got = append(got, m.Heading())
		}
		if q.After = page.Next; q.After == "" {
			return got
		}
	}
}
