package sheet

import (
	"archive/zip"
	"encoding/csv"
	"errors"
	"io"
)

// csvWriter writes one sheet as CSV.
type csvWriter struct {
	rows *csv.Writer
	line []string
	// begun says that there is a sheet: CSV has no second one.
	begun bool
}

// NewCSV writes a single sheet as CSV in UTF-8 (RFC 4180). Cells that a
// spreadsheet would run as a formula are made harmless with an apostrophe in
// front, which Open takes away again.
func NewCSV(out io.Writer) Writer { return &csvWriter{rows: csv.NewWriter(out)} }

// Sheet implements Writer.
func (w *csvWriter) Sheet(_ string, heads []Head) error {
	if w.begun {
		return errors.New("a CSV file has one sheet")
	}
	w.begun = true
	cells := make([]Cell, len(heads))
	for i, head := range heads {
		cells[i].Text = head.Text
	}
	return w.Row(cells)
}

// Row implements Writer.
func (w *csvWriter) Row(cells []Cell) error {
	w.line = w.line[:0]
	for _, cell := range cells {
		w.line = append(w.line, harmless(cell.Text))
	}
	return w.rows.Write(w.line)
}

// Finish implements Writer.
func (w *csvWriter) Finish() error {
	w.rows.Flush()
	return w.rows.Error()
}

// Close implements Writer.
func (w *csvWriter) Close() error { return nil }

// csvsWriter writes several sheets as CSV files in a ZIP archive.
type csvsWriter struct {
	archive *zip.Writer
	present Writer
}

// NewCSVs writes each sheet as a CSV file of its name, packed together in a ZIP
// archive.
func NewCSVs(out io.Writer) Writer { return &csvsWriter{archive: zip.NewWriter(out)} }

// Sheet implements Writer.
func (w *csvsWriter) Sheet(name string, heads []Head) error {
	if err := w.finishPresent(); err != nil {
		return err
	}
	entry, err := w.archive.Create(name + ".csv")
	if err != nil {
		return err
	}
	w.present = NewCSV(entry)
	return w.present.Sheet(name, heads)
}

func (w *csvsWriter) finishPresent() error {
	if w.present == nil {
		return nil
	}
	return w.present.Finish()
}

// Row implements Writer.
func (w *csvsWriter) Row(cells []Cell) error { return w.present.Row(cells) }

// Finish implements Writer.
func (w *csvsWriter) Finish() error {
	if err := w.finishPresent(); err != nil {
		return err
	}
	return w.archive.Close()
}

// Close implements Writer.
func (w *csvsWriter) Close() error { return nil }
