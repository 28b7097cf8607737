package service

import (
	"context"
	"encoding/csv"
	"io"
	"strings"

	"answerable/models"
)

// ExportCSV writes every record of a list as CSV, page after page in constant
// memory. Headings are the fields' labels; cells that a spreadsheet could run
// as a formula are made safe with an apostrophe in front.
func (s *Service) ExportCSV(ctx context.Context, who *models.Actor, k *models.Kind, q Query, out io.Writer) error {
	w := csv.NewWriter(out)
	fields := exported(k)
	if err := w.Write(headings(k, fields)); err != nil {
		return err
	}
	for page, err := range s.All(ctx, who, k, q) {
		if err != nil {
			return err
		}
		for _, m := range page.Models {
			if err := w.Write(s.row(k, fields, m)); err != nil {
				return err
			}
		}
		w.Flush()
	}
	w.Flush()
	return w.Error()
}

// exported are the columns: what the system keeps for itself comes first.
func exported(k *models.Kind) []*models.Field {
	var fields []*models.Field
	for _, field := range k.Fields {
		if field.Name != "created_by" && field.Name != "updated_by" {
			fields = append(fields, field)
		}
	}
	return fields
}

func headings(k *models.Kind, fields []*models.Field) []string {
	var cells []string
	for _, field := range fields {
		cells = append(cells, field.Label)
	}
	for _, derived := range k.Derived {
		cells = append(cells, derived.Label)
	}
	return cells
}

func (s *Service) row(k *models.Kind, fields []*models.Field, m models.Model) []string {
	cells := make([]string, 0, len(fields)+len(k.Derived))
	for _, field := range fields {
		cells = append(cells, harmless(field.Plain(m)))
	}
	today := s.Today()
	for _, derived := range k.Derived {
		cells = append(cells, harmless(derived.Of(m, today)))
	}
	return cells
}

// harmless keeps a spreadsheet from running a text as a formula. A plain
// negative number is left alone.
func harmless(cell string) string {
	if cell == "" || !strings.ContainsRune("=+-@\t\r", rune(cell[0])) || decimal.MatchString(cell) {
		return cell
	}
	return "'" + cell
}
