package service_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
)

// TestBothDatabasesFindTheSame is the one table of what a search finds.
func TestBothDatabasesFindTheSame(t *testing.T) {
	texts := []string{
		"Knives were seized in Leeds",
		"The inquiry, IISCA, published its views on CSA/E",
		"Children's homes and missing persons: 5,145 referrals",
		"Café – “meetings” about cross-border protocols",
		"Investigating the investigation of historic investigators",
		"Sexting is not recorded (NOT an offence) \"here\"",
		"Pasted without spaces: " + strings.Repeat("blurt", 700),
	}
	finds := map[string][]int{
		"knife": {0}, "knives": {0}, "seizing": {0}, "IICSA": {1}, "iisca": {1},
		"Independent Inquiry into Child Sexual Abuse": {1}, "CSA": {1}, "csa/e": {1},
		"child": {2}, "children": {2}, "5145": {}, "5,145": {2}, "referral": {2}, "person": {2}, "people": {2},
		"border": {3}, "cafe": {3}, "CAFÉ": {3}, "meeting": {3}, "cross-border protocol": {3}, "investigate": {4}, "investigation": {4},
		"not": {}, `"sexting"`: {5}, "record*": {5}, "offence OR knife": {}, "the": {}, "'; DROP TABLE records; --": {}, "nothing like it": {},
		"pasted": {6}, strings.Repeat("blurt", 700): {}, "pasted " + strings.Repeat("blurt", 700): {6},
	}
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		o.make(models.RoleAdmin, "body", "", map[string]any{"name": "Independent Inquiry into Child Sexual Abuse", "type": "inquiry", "aliases": []string{"IICSA", "IISCA"}})
		refs := make([]models.Ref, len(texts))
		for i, text := range texts {
			refs[i] = o.make(models.RolePlan, "library", "", map[string]any{"title": "Entry", "type": "other", "summary": text})
		}
		for query, want := range finds {
			results, err := o.Search(context.Background(), o.people[models.RolePanel], query, "library", 1)
			if err != nil {
				t.Errorf("%q: %v", query, err)
				continue
			}
			var got []int
			for _, found := range results.Found {
				got = append(got, slices.Index(refs, found.Ref))
			}
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("%q finds %v, not %v", query, got, want)
			}
			if results.Total != int64(len(want)) {
				t.Errorf("%q counts %d, not %d", query, results.Total, len(want))
			}
		}
	})
}
