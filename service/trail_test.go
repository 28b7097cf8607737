package service_test

import (
	"context"
	"strings"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/db"
	"answerable/internal/testdb"
	"answerable/models"
)

// TestTheTrailCannotBeChanged tries it in the database, with the guards on.
func TestTheTrailCannotBeChanged(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		newOffice(t, gdb)
		statements := []string{"UPDATE trail SET reason = 'x'", "DELETE FROM trail", "DELETE FROM records"}
		if db.Dialect(gdb) == db.Postgres {
			statements = append(statements, "TRUNCATE trail", "TRUNCATE records CASCADE")
		}
		for _, statement := range statements {
			if err := gdb.Exec(statement).Error; err == nil {
				t.Errorf("%s was let through", statement)
			}
		}
	})
}

// TestTamperingIsFound takes the guards off, as somebody with the database's
// password can, and expects every kind of tampering to be found.
func TestTamperingIsFound(t *testing.T) {
	tampering := map[string]string{
		"an entry edited":        "UPDATE trail SET person = 'PER-9' WHERE seq = 3",
		"a time edited":          "UPDATE trail SET at = '2001-01-01 00:00:00' WHERE seq = 2",
		"an entry taken out":     "DELETE FROM trail WHERE seq = 2",
		"the end cut off":        "DELETE FROM trail WHERE seq = (SELECT MAX(seq) FROM trail)",
		"the end cut, head set":  "DELETE FROM trail WHERE seq = 9; UPDATE trail_heads SET seq = 8, hash = (SELECT hash FROM trail WHERE seq = 8) WHERE seq = 9",
		"a record changed alone": "UPDATE people SET name = 'Somebody', version = version + 1",
		"a record removed":       "DELETE FROM bodies",
	}
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		unguard(t, gdb)
		for what, statements := range tampering {
			err := gdb.Transaction(func(tx *gorm.DB) error {
				for _, statement := range strings.Split(statements, "; ") {
					if err := tx.Exec(statement).Error; err != nil {
						t.Fatalf("%s: %v", what, err)
					}
				}
				report, err := o.On(tx).VerifyTrail(context.Background())
				if err != nil {
					t.Fatalf("%s: %v", what, err)
				}
				if len(report.Broken) == 0 {
					t.Errorf("%s was not found", what)
				}
				return gorm.ErrInvalidTransaction
			})
			if err == nil {
				t.Fatal("the tampering was kept")
			}
		}
		report, err := o.VerifyTrail(context.Background())
		if err != nil || len(report.Broken) > 0 {
			t.Errorf("without tampering the trail holds, but: %+v %v", report, err)
		}
		again, err := o.VerifyTrail(context.Background(), report.Heads...)
		if err != nil || len(again.Broken) > 0 {
			t.Errorf("its own heads are not found again: %+v %v", again, err)
		}
		forged, err := o.VerifyTrail(context.Background(), "0:1:abc")
		if err != nil || len(forged.Broken) != 1 {
			t.Errorf("a head that is not there is not missed: %+v %v", forged, err)
		}
	})
}

func unguard(t *testing.T, gdb *gorm.DB) {
	t.Helper()
	on := map[bool]string{true: " ON trail", false: ""}[db.Dialect(gdb) == db.Postgres]
	for _, trigger := range []string{"trail_is_not_edited", "trail_is_not_cut"} {
		if trigger == "trail_is_not_cut" && on != "" {
			continue
		}
		if err := gdb.Exec("DROP TRIGGER " + trigger + on).Error; err != nil {
			t.Fatal(err)
		}
	}
}

// TestChangesAndTheirReasonsAreInTheTrail reads back what a change left.
func TestChangesAndTheirReasonsAreInTheTrail(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		meeting := o.make(models.RolePlan, "meeting", "plan", map[string]any{"title": "COM", "type": "com", "held_on": "2019-03-20"})
		o.must(models.RolePlan, "meeting", meeting, "cancel", map[string]any{"reason": "Snow"})
		events, _, err := o.History(context.Background(), o.people[models.RolePanel], models.MeetingKind, meeting)
		if err != nil || len(events) != 2 {
			t.Fatalf("%+v %v", events, err)
		}
		last := events[0]
		if last.Action != "cancel" || last.Reason != "Snow" || last.Person != o.people[models.RolePlan].Person || last.Changes["state"].From != "planned" || last.Changes["state"].To != "cancelled" {
			t.Errorf("%+v", last)
		}
	})
}
