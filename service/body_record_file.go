package service

import (
	"context"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"

	"answerable/internal/sheet"
	"answerable/models"
)

// BodyRecordFile counts a body's record, says what the file of it is and gives
// what writes it as CSV: a row for each year and one for all, of each part.
// What is OFFICIAL-SENSITIVE is left out unless it is asked for by whoever may
// see it; a file that would not be the same without it is marked so.
func (s *Service) BodyRecordFile(ctx context.Context, who *models.Actor, body models.Ref, sensitive bool) (ExportFile, func(io.Writer) error, error) {
	open, err := s.BodyRecord(ctx, Export{}.reader(who), body)
	if err != nil {
		return ExportFile{}, nil, err
	}
	record, marking := open, models.Official
	if sensitive {
		if record, err = s.BodyRecord(ctx, who, body); err != nil {
			return ExportFile{}, nil, err
		}
		if !reflect.DeepEqual(record, open) {
			marking = models.OfficialSensitive
		}
	}
	file := ExportFile{fmt.Sprintf("record-%s-%s-%s.%s", body, s.Today(), marking, ExportCSV), "text/csv; charset=utf-8", marking}
	return file, func(out io.Writer) error {
		w := sheet.NewCSV(out)
		return errors.Join(refusedBySheet(writeRecord(w, record)), w.Close())
	}, nil
}

func writeRecord(w sheet.Writer, record *BodyRecord) error {
	heads := []sheet.Head{{Text: "Recommendations", Width: 20}, {Text: "Year of the report", Width: 20}}
	for _, column := range BodyRecordColumns() {
		heads = append(heads, sheet.Head{Text: column.Heading(), Width: 16, Form: sheet.AsNumber})
	}
	heads = append(heads, sheet.Head{Text: "Carried over", Width: 16, Form: sheet.AsNumber})
	if err := w.Sheet("Record", heads); err != nil {
		return err
	}
	for _, part := range record.Parts {
		for _, row := range append(part.Years, part.Total) {
			cells := []sheet.Cell{{Text: part.Label}, {Text: row.Label()}}
			for _, column := range BodyRecordColumns() {
				cells = append(cells, recordCell(column.Of(row)))
			}
			if err := w.Row(append(cells, recordCell(row.CarriedOver))); err != nil {
				return err
			}
		}
	}
	return w.Finish()
}

func recordCell(n int64) sheet.Cell {
	return sheet.Cell{Text: strconv.FormatInt(n, 10), Kind: sheet.Number}
}
