package service_test

import (
	"bytes"
	"context"
	"log/slog"
	"testing"
	"time"

	"gorm.io/gorm"

	"answerable/internal/clock"
	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
	"answerable/service/sample"
)

// TestEveryExportImportsToTheSame exports every kind of the sample and brings
// it in again: no row changes anything.
func TestEveryExportImportsToTheSame(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		s := service.New(gdb, clock.Fixed(time.Date(2019, 3, 4, 9, 0, 0, 0, time.UTC)), slog.New(slog.DiscardHandler))
		if _, err := sample.Load(t.Context(), s, sample.Options{Password: "correct horse battery"}); err != nil {
			t.Fatal(err)
		}
		b := bringer{t, s}
		kinds := 0
		for _, k := range models.Registry {
			if !k.Importable() {
				continue
			}
			rows, err := s.Count(t.Context(), models.System(), k, service.Query{})
			if err != nil {
				t.Fatal(err)
			}
			if rows == 0 {
				continue
			}
			kinds++
			for _, format := range []service.ExportFormat{service.ExportCSV, service.ExportXLSX} {
				var file bytes.Buffer
				if err := s.Export(t.Context(), models.System(), service.Export{Kind: k, Format: format, Sensitive: true}, &file); err != nil {
					t.Fatal(err)
				}
				preview := b.checked(models.System(), k, k.Plural+"."+string(format), file.Bytes(), service.ImportChoice{})
				if preview.Counts[service.RowSame] != rows {
					t.Errorf("%s as %s: of %d rows %v", k.Plural, format, rows, preview.Counts)
					b.tell(preview)
				}
			}
		}
		if kinds < 35 {
			t.Errorf("only %d kinds made the trip", kinds)
		}
	})
}

// bringer brings files in.
type bringer struct {
	*testing.T
	*service.Service
}

// received receives a file and has its columns recognised.
func (b bringer) received(who *models.Actor, k *models.Kind, name string, content []byte) *models.Import {
	b.Helper()
	imported, err := b.ReceiveImport(context.Background(), who, k, name, bytes.NewReader(content))
	if err != nil {
		b.Fatalf("%s: %v", name, err)
	}
	return imported
}

// checked brings a file as far as its preview.
func (b bringer) checked(who *models.Actor, k *models.Kind, name string, content []byte, choice service.ImportChoice) *service.ImportPreview {
	b.Helper()
	return b.check(who, b.received(who, k, name, content), choice)
}

func (b bringer) check(who *models.Actor, imported *models.Import, choice service.ImportChoice) *service.ImportPreview {
	b.Helper()
	if _, err := b.CheckImport(context.Background(), who, imported.Ref, imported.Version, choice); err != nil {
		b.Fatalf("%s: %v", imported.FileName, err)
	}
	b.run(who, imported.Ref, "")
	return b.preview(who, imported.Ref, "")
}

// run does what waits and compares how it ended.
func (b bringer) run(who *models.Actor, ref models.Ref, failure string) {
	b.Helper()
	if err := b.RunImportsOnce(context.Background()); err != nil {
		b.Fatal(err)
	}
	progress, err := b.ImportProgress(context.Background(), who, ref)
	if err != nil {
		b.Fatal(err)
	}
	if progress.Running || progress.Failure != failure {
		b.Fatalf("%s %s: %+v, want it to end with %q", progress.Phase, ref, progress, failure)
	}
}

func (b bringer) preview(who *models.Actor, ref models.Ref, outcome string) *service.ImportPreview {
	b.Helper()
	preview, err := b.ImportPreview(context.Background(), who, ref, outcome, "")
	if err != nil {
		b.Fatal(err)
	}
	return preview
}

// tell logs what a preview says of rows that are not as they should be.
func (b bringer) tell(preview *service.ImportPreview) {
	b.Helper()
	told := 0
	for _, outcome := range []string{service.RowRefused, service.RowChanged, service.RowNew} {
		for _, row := range b.preview(models.System(), preview.Import.Ref, outcome).Rows {
			if told++; told > 4 {
				return
			}
			b.Logf("row %d %s %s %q: %v %v", row.Number, row.Outcome, row.Ref, row.Title, row.Changes, row.Problems)
		}
	}
}
