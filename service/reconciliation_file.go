package service

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"answerable/internal/sheet"
	"answerable/models"
)

// reconciliationHeads are the columns of a reconciliation as a file.
var reconciliationHeads = []sheet.Head{
	{Text: "Stands as", Width: 24}, {Text: "Ledger line", Width: 16}, {Text: "Booked on", Width: 12}, {Text: "Ledger reference", Width: 20}, {Text: "Payee", Width: 30},
	{Text: "Amount in the ledger", Width: 16, Form: sheet.AsMoney}, {Text: "Payments here", Width: 30}, {Text: "Days here", Width: 14},
	{Text: "Amount here", Width: 16, Form: sheet.AsMoney}, {Text: "Difference", Width: 14, Form: sheet.AsMoney},
	{Text: "Description", Width: 40}, {Text: "Account code", Width: 14}, {Text: "Fund", Width: 10}, {Text: "Why it was set aside", Width: 30}, {Text: "Source file", Width: 24},
}

// ReconciliationFile says what a reconciliation is as a file and gives what
// writes it: one row for each line of the ledger, and for each booking that is
// not in it.
func (s *Service) ReconciliationFile(ctx context.Context, who *models.Actor, q ReconciliationQuery, format ExportFormat, sensitive bool) (ExportFile, func(io.Writer) error, error) {
	reader := Export{Sensitive: sensitive}.reader(who)
	q.After, q.Limit = "", MaxPageSize
	marking, err := s.reconciliationMarking(ctx, reader, q)
	if err != nil {
		return ExportFile{}, nil, err
	}
	file := ExportFile{fmt.Sprintf("reconciliation-%s-%s.%s", string(s.Today()), marking, format), mediaOf(format), marking}
	return file, func(out io.Writer) error {
		w := sheet.NewCSV(out)
		if format == ExportXLSX {
			var err error
			if w, err = sheet.NewXLSX(out, sheet.About{Title: "Reconciliation as at " + s.Today().String(), Marking: string(marking), At: s.Now()}); err != nil {
				return refusedBySheet(err)
			}
		}
		return errors.Join(refusedBySheet(s.writeReconciliation(ctx, reader, q, w)), w.Close())
	}, nil
}

func mediaOf(format ExportFormat) string {
	if format == ExportXLSX {
		return xlsxType
	}
	return "text/csv; charset=utf-8"
}

// reconciliationMarking is the highest marking of what a reader is shown.
func (s *Service) reconciliationMarking(ctx context.Context, reader *models.Actor, q ReconciliationQuery) (models.Marking, error) {
	all, err := s.Reconcile(ctx, reader, q)
	if err != nil || !reader.Cleared() {
		return models.Official, err
	}
	open, err := s.Reconcile(ctx, reader.Outside(), q)
	if err != nil {
		return "", err
	}
	if all.LedgerTotal() != open.LedgerTotal() || all.BookedTotal() != open.BookedTotal() {
		return models.OfficialSensitive, nil
	}
	return models.Official, nil
}

func (s *Service) writeReconciliation(ctx context.Context, reader *models.Actor, q ReconciliationQuery, w sheet.Writer) error {
	if err := w.Sheet("Reconciliation", reconciliationHeads); err != nil {
		return err
	}
	standings := ReconciliationStandings
	if standing, one := StandingNamed(q.Show); one {
		standings = []ReconciliationStanding{standing}
	}
	for _, standing := range standings {
		q.Show, q.After = standing.Name, ""
		for more := true; more; more = q.After != "" {
			page, err := s.ReconciliationRows(ctx, reader, q)
			if err != nil {
				return err
			}
			for _, row := range page.Rows {
				if err := w.Row(reconciliationCells(standing, row)); err != nil {
					return err
				}
			}
			q.After = page.Next
		}
	}
	return w.Finish()
}

func reconciliationCells(standing ReconciliationStanding, row ReconciliationRow) []sheet.Cell {
	var refs, days []string
	var here models.Pence
	for _, booking := range row.Booked {
		refs, days, here = append(refs, string(booking.Payment)), append(days, string(booking.Day)), here+booking.Amount
	}
	text := func(t string) sheet.Cell { return sheet.Cell{Text: t} }
	money := func(some bool, p models.Pence) sheet.Cell {
		if !some {
			return sheet.Cell{}
		}
		return sheet.Cell{Text: p.Plain(), Kind: sheet.Number}
	}
	line := row.Line
	if line == nil {
		line = &models.LedgerLine{}
	}
	amount := models.Pence(0)
	if line.Amount != nil {
		amount = *line.Amount
	}
	return []sheet.Cell{
		text(standing.Label), text(string(line.Ref)), text(string(line.BookedOn)), text(line.LedgerRef), text(line.Payee), money(line.Amount != nil, amount),
		text(strings.Join(refs, "\n")), text(strings.Join(days, "\n")), money(len(refs) > 0, here), money(line.Amount != nil && len(refs) > 0, row.Difference),
		text(line.Description), text(line.Account), text(string(line.Fund)), text(line.AsideReason), text(line.SourceFile),
	}
}
