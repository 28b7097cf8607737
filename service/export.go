package service

import (
	"context"
	"errors"
	"fmt"
	"io"

	"answerable/internal/sheet"
	"answerable/models"
)

// ExportFormat is a form in which registers go out.
type ExportFormat string

// The formats. Everything as CSV is a file a register, packed together.
const (
	ExportCSV  ExportFormat = "csv"
	ExportXLSX ExportFormat = "xlsx"
	ExportJSON ExportFormat = "json"
)

// ExportFormats are the formats in the order in which they are offered.
var ExportFormats = []ExportFormat{ExportCSV, ExportXLSX, ExportJSON}

// Export says what goes out, and in which form.
type Export struct {
	// Kind is the register, as the query lists it; without a kind it is every
	// register that the person sees, whole.
	Kind   *models.Kind
	Query  Query
	Format ExportFormat
	// Sensitive takes along what is OFFICIAL-SENSITIVE, for whoever may see it.
	Sensitive bool
	// JSON appends a record as the API writes it.
	JSON func(dst []byte, m models.Model, today models.Date) []byte
}

// ExportFile is what an export is as a file. Its name carries the highest
// marking of what is in it.
type ExportFile struct {
	Name    string
	Media   string
	Marking models.Marking
}

// reader is as whom the records are read: what is OFFICIAL-SENSITIVE does not
// exist for a file that may be carried anywhere, unless it was asked for.
func (e Export) reader(who *models.Actor) *models.Actor {
	if e.Sensitive {
		return who
	}
	return who.Outside()
}

// kinds are the registers that go out.
func (e Export) kinds(who *models.Actor) []*models.Kind {
	if e.Kind != nil {
		return []*models.Kind{e.Kind}
	}
	var kinds []*models.Kind
	for _, k := range models.Registry {
		if len(k.Reading(who)) > 0 {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// ExportFile says what the file is, before it is written.
func (s *Service) ExportFile(ctx context.Context, who *models.Actor, e Export) (ExportFile, error) {
	marking, err := s.markingOf(ctx, who, e)
	if err != nil {
		return ExportFile{}, err
	}
	what, ending := "everything", string(e.Format)
	media := map[ExportFormat]string{ExportCSV: "text/csv; charset=utf-8", ExportXLSX: xlsxType, ExportJSON: "application/json"}[e.Format]
	switch {
	case e.Kind != nil:
		what = e.Kind.Plural
	case e.Format == ExportCSV:
		ending, media = "zip", "application/zip"
	}
	return ExportFile{fmt.Sprintf("%s-%s-%s.%s", what, string(s.Today()), marking, ending), media, marking}, nil
}

const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// markingOf is the highest marking of what goes out. What is part of a record
// counts as that record does, so that it is asked what would be missing from a
// file without any of it.
func (s *Service) markingOf(ctx context.Context, who *models.Actor, e Export) (models.Marking, error) {
	if !e.Sensitive || !who.Cleared() {
		return models.Official, nil
	}
	for _, k := range e.kinds(who) {
		all, err := s.Count(ctx, who, k, e.Query)
		if err != nil {
			return "", err
		}
		open, err := s.Count(ctx, who.Outside(), k, e.Query)
		if err != nil {
			return "", err
		}
		if all > open {
			return models.OfficialSensitive, nil
		}
	}
	return models.Official, nil
}

// Export writes registers as a file, page after page in constant memory: every
// record that the person may see, with the fields that their lists have. A
// list that a workbook cannot hold is Invalid, before anything is written.
func (s *Service) Export(ctx context.Context, who *models.Actor, e Export, out io.Writer) error {
	if e.Format == ExportJSON {
		return s.exportJSON(ctx, who, e, out)
	}
	w, err := s.sheets(ctx, who, e, out)
	if err != nil {
		return err
	}
	for _, k := range e.kinds(who) {
		if err = s.writeSheet(ctx, e.reader(who), k, e.Query, w); err != nil {
			break
		}
	}
	if err == nil {
		err = w.Finish()
	}
	return errors.Join(refusedBySheet(err), w.Close())
}

func (s *Service) sheets(ctx context.Context, who *models.Actor, e Export, out io.Writer) (sheet.Writer, error) {
	switch {
	case e.Format == ExportCSV && e.Kind == nil:
		return sheet.NewCSVs(out), nil
	case e.Format == ExportCSV:
		return sheet.NewCSV(out), nil
	}
	marking, err := s.markingOf(ctx, who, e)
	if err != nil {
		return nil, err
	}
	title := "Everything"
	if e.Kind != nil {
		title = e.Kind.Many
	}
	return sheet.NewXLSX(out, sheet.About{Title: title + " as at " + s.Today().String(), Marking: string(marking), At: s.Now()})
}

func (s *Service) writeSheet(ctx context.Context, reader *models.Actor, k *models.Kind, q Query, w sheet.Writer) error {
	columns := columnsOut(k)
	heads := make([]sheet.Head, len(columns))
	for i, column := range columns {
		heads[i] = column.head
	}
	if err := w.Sheet(k.Many, heads); err != nil {
		return err
	}
	today, cells := s.Today(), make([]sheet.Cell, len(columns))
	for page, err := range s.All(ctx, reader, k, q) {
		if err != nil {
			return err
		}
		for _, m := range page.Models {
			for i, column := range columns {
				cells[i] = column.cell(m, today)
			}
			if err := w.Row(cells); err != nil {
				return err
			}
		}
	}
	return nil
}

// refusedBySheet makes of what a file refuses what a person can read.
func refusedBySheet(err error) error {
	var refusal *sheet.Refusal
	if errors.As(err, &refusal) {
		return models.Fail(models.Invalid, "%s", refusal.Sentence)
	}
	return err
}
