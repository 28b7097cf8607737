package service_test

import (
	"context"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
)

// TestAnOfficeHasOneRecordOfSettings enters it, tries a second, and reads what
// holds before and after.
func TestAnOfficeHasOneRecordOfSettings(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		red := func() models.RedMeans {
			settings, err := o.Settings(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			return settings.RedMeans
		}
		if got := red(); got != models.RedOverdue {
			t.Errorf("before anything is entered red means %q", got)
		}
		o.make(models.RoleAdmin, "settings", "", map[string]any{"red_means": "failing", "giving_prefix": "360G-example"})
		if got := red(); got != models.RedFailing {
			t.Errorf("after it is entered red means %q", got)
		}
		if _, err := o.Create(context.Background(), o.people[models.RoleAdmin], models.SettingsKind, "", fields(t, map[string]any{"red_means": "overdue"})); err == nil {
			t.Error("a second record of settings was taken")
		}
	})
}
