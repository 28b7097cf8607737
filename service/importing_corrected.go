package service

import (
	"context"
	"errors"
	"io"
	"strings"

	"answerable/internal/sheet"
	"answerable/models"
)

// correctedWidth is how wide the columns of a corrected file are shown.
const correctedWidth = 22

// CorrectedFile writes the file again as a workbook, with what is wrong beside
// each row and the cells in question marked. Mended, it can be brought in as
// it is.
func (s *Service) CorrectedFile(ctx context.Context, who *models.Actor, ref models.Ref, out io.Writer) error {
	imported, _, err := s.importOf(ctx, who, ref)
	if err != nil {
		return err
	}
	if imported.RowsRead == nil {
		return models.Fail(models.Refused, "The file was not checked yet")
	}
	book, err := s.book(ctx, imported)
	if err != nil {
		return err
	}
	defer func() { _ = book.Close() }()
	rows := &importing{w: &work{s: s, tx: s.db.WithContext(ctx), who: who}, k: models.KindAt(imported.Register), imported: imported}
	head, err := rows.readHead(book)
	if err != nil {
		return err
	}
	to, err := sheet.NewXLSX(out, sheet.About{Title: imported.Title, Marking: string(imported.Marking), At: s.clock.Now()})
	if err != nil {
		return err
	}
	corrected := &corrected{s: s, imported: imported, to: to, width: len(head.headings)}
	return errors.Join(corrected.write(ctx, book, head), to.Close())
}

// corrected writes the file that people mend.
type corrected struct {
	s        *Service
	imported *models.Import
	to       sheet.Writer
	width    int
	// found are rows as the check found them, a few at a time.
	found    []rowRecord
	position int64
}

func (c *corrected) write(ctx context.Context, book *sheet.Book, head *table) error {
	heads := make([]sheet.Head, c.width+1)
	for i, heading := range head.headings {
		// Numbers stay numbers; all else is kept as text.
		heads[i] = sheet.Head{Text: heading, Width: correctedWidth, Form: sheet.AsNumber}
	}
	heads[c.width] = sheet.Head{Text: models.HeadingWrong, Width: 3 * correctedWidth}
	if err := c.to.Sheet("Rows", heads); err != nil {
		return err
	}
	for row, err := range book.Rows(c.imported.Sheet) {
		if err != nil {
			return refusedFile(err)
		}
		if row.Number <= head.heading {
			continue
		}
		if err := c.row(ctx, row); err != nil {
			return err
		}
	}
	return c.to.Finish()
}

// row writes one row with what is wrong with it.
func (c *corrected) row(ctx context.Context, row sheet.Row) error {
	c.position++
	found, err := c.foundAt(ctx)
	if err != nil {
		return err
	}
	cells := make([]sheet.Cell, c.width+1)
	copy(cells[:c.width], row.Cells)
	var wrong []string
	for _, problem := range found.Problems {
		text := problem.Text
		if problem.Cell != "" {
			text = problem.Cell + " " + text
		}
		wrong = append(wrong, text)
		for i := range c.width {
			if problem.Cell != "" && strings.TrimRight(problem.Cell, "0123456789") == sheet.Column(i) {
				cells[i].Kind = sheet.Wrong
			}
		}
	}
	cells[c.width].Text = strings.Join(wrong, "\n")
	return c.to.Row(cells)
}

// foundAt is what the check found of the row at hand.
func (c *corrected) foundAt(ctx context.Context) (ImportRow, error) {
	if len(c.found) == 0 {
		var err error
		if c.found, err = c.s.rowsOf(ctx, c.imported.Ref, "", c.position-1, importedAtOnce); err != nil {
			return ImportRow{}, err
		}
	}
	if len(c.found) == 0 {
		return ImportRow{}, models.Fail(models.Refused, "The file was not checked yet")
	}
	found := c.found[0]
	c.found = c.found[1:]
	return found.row(c.imported.Sheet)
}
