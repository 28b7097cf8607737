package service

import (
	"context"
	"errors"
	"fmt"
	"io"

	"answerable/internal/sheet"
	"answerable/models"
)

// FundingFile is sums of funding as a file.
type FundingFile struct {
	// Title stands at the head of a workbook, and What in the file's name.
	Title, What string
	Format      ExportFormat
	// Applications says that it counts applications too, for whoever may know
	// of them.
	Applications bool
	// Sensitive takes along what is OFFICIAL-SENSITIVE, for whoever may see it.
	Sensitive bool
	// Compose adds up what goes out.
	Compose func(ctx context.Context, reader *models.Actor) (*FundingReport, error)
}

// FundingFile adds up what goes out, says what the file is and gives what
// writes it: one row for the total, and one for each row of each table.
func (s *Service) FundingFile(ctx context.Context, who *models.Actor, f FundingFile) (ExportFile, func(io.Writer) error, error) {
	reader := Export{Sensitive: f.Sensitive}.reader(who)
	report, err := f.Compose(ctx, reader)
	if err != nil {
		return ExportFile{}, nil, err
	}
	marking, err := s.fundingMarking(ctx, reader, report.Query)
	if err != nil {
		return ExportFile{}, nil, err
	}
	media := map[ExportFormat]string{ExportCSV: "text/csv; charset=utf-8", ExportXLSX: xlsxType}[f.Format]
	file := ExportFile{fmt.Sprintf("%s-%s-%s.%s", f.What, string(s.Today()), marking, f.Format), media, marking}
	return file, func(out io.Writer) error {
		w, err := f.writer(out, sheet.About{Title: f.Title + " as at " + s.Today().String(), Marking: string(marking), At: s.Now()})
		if err != nil {
			return refusedBySheet(err)
		}
		err = writeFunding(w, f.Title, FundingColumns(reader, f.Applications), report)
		return errors.Join(refusedBySheet(err), w.Close())
	}, nil
}

func (f FundingFile) writer(out io.Writer, about sheet.About) (sheet.Writer, error) {
	if f.Format == ExportCSV {
		return sheet.NewCSV(out), nil
	}
	return sheet.NewXLSX(out, about)
}

// fundingMarking is the highest marking of what a reader's sums add up.
func (s *Service) fundingMarking(ctx context.Context, reader *models.Actor, q FundingQuery) (models.Marking, error) {
	for _, k := range []*models.Kind{models.AwardKind, models.CommissionKind, models.PaymentKind, models.AwardOutcomeKind} {
		list, some := q.List(k)
		if !some {
			continue
		}
		marking, err := s.markingOf(ctx, reader, Export{Kind: k, Query: list, Sensitive: true})
		if err != nil || marking != models.Official {
			return marking, err
		}
	}
	return models.Official, nil
}

func writeFunding(w sheet.Writer, title string, columns []FundingColumn, report *FundingReport) error {
	heads := []sheet.Head{{Text: "Table", Width: 20}, {Text: "Reference or value", Width: 20}, {Text: "Row", Width: 40}}
	for _, column := range columns {
		form := sheet.AsNumber
		if column.Money != nil {
			form = sheet.AsMoney
		}
		heads = append(heads, sheet.Head{Text: column.Label, Width: 16, Form: form})
	}
	if err := w.Sheet(title, heads); err != nil {
		return err
	}
	if err := w.Row(fundingCells(columns, "All, each counted once", "", "", report.Total)); err != nil {
		return err
	}
	for _, table := range report.Tables {
		for _, row := range table.Rows {
			label := row.Label
			if label == "" {
				label = table.Unknown
			}
			if err := w.Row(fundingCells(columns, table.Label, row.Value, label, row.Funding)); err != nil {
				return err
			}
		}
	}
	return w.Finish()
}

func fundingCells(columns []FundingColumn, table, value, label string, f Funding) []sheet.Cell {
	cells := []sheet.Cell{{Text: table}, {Text: value}, {Text: label}}
	for _, column := range columns {
		text, known := column.Text(f)
		if !known {
			text = ""
		}
		cells = append(cells, sheet.Cell{Text: text, Kind: sheet.Number})
	}
	return cells
}
