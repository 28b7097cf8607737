package service_test

import (
	"bytes"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// TestAnImportTakesNoSensitiveReferenceAway brings in what was exported without
// what is OFFICIAL-SENSITIVE: nothing changes. What else is gone from a cell is
// taken away.
func TestAnImportTakesNoSensitiveReferenceAway(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		b, plan := bringer{t, o.Service}, o.people[models.RolePlan]
		first := o.make(models.RolePlan, "library", "", map[string]any{"title": "First", "type": "guidance"})
		secret := o.make(models.RolePlan, "library", "", map[string]any{"title": "Secret", "type": "guidance", "marking": models.OfficialSensitive})
		last := o.make(models.RolePlan, "library", "", map[string]any{"title": "Last", "type": "guidance"})
		open := o.make(models.RolePlan, "activity", "record", map[string]any{"title": "Event", "type": "event", "sources": []models.Ref{first, secret, last}})

		var file bytes.Buffer
		if err := o.Export(t.Context(), plan, service.Export{Kind: models.ActivityKind, Format: service.ExportCSV}, &file); err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(file.Bytes(), []byte(secret)) {
			t.Fatalf("the export names %s", secret)
		}
		if preview := b.checked(plan, models.ActivityKind, "activities.csv", file.Bytes(), service.ImportChoice{}); preview.Counts[service.RowSame] != 1 {
			t.Errorf("the export comes back as %v", preview.Counts)
			b.tell(preview)
		}

		shorter := bytes.ReplaceAll(file.Bytes(), []byte(string(first)+"\n"), nil)
		imported := b.received(plan, models.ActivityKind, "activities.csv", shorter)
		if preview := b.check(plan, imported, service.ImportChoice{}); preview.Counts[service.RowChanged] != 1 {
			t.Fatalf("the shorter file comes back as %v", preview.Counts)
		}
		b.applied(plan, b.now(plan, imported), "The first was a mistake")
		if got := o.read("activity", open).Shared().Sources; len(got) != 2 || got[0] != secret || got[1] != last {
			t.Errorf("the record came from %v", got)
		}
	})
}
