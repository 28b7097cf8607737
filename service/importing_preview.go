package service

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"

	"answerable/models"
)

// ImportPreview gives one page of what the check found; an empty outcome means
// all.
func (s *Service) ImportPreview(ctx context.Context, who *models.Actor, ref models.Ref, outcome, after string) (*ImportPreview, error) {
	imported, k, err := s.importOf(ctx, who, ref)
	if err != nil {
		return nil, err
	}
	last := int64(0)
	if outcome != "" && !slices.Contains(Outcomes, outcome) {
		return nil, models.Problems{{Field: "outcome", Code: "choice", Text: "Outcome: must be one of: new, changed, same, refused"}}.Or()
	}
	if after != "" {
		if last, err = strconv.ParseInt(after, 10, 64); err != nil {
			return nil, models.Problems{{Field: "after", Code: "cursor", Text: "After: must be what the page before gave as next"}}.Or()
		}
	}
	preview := &ImportPreview{Import: imported, Kind: k, Counts: countsOf(imported), Names: Names{}}
	// While the rows are still being checked there is nothing to show.
	if imported.RowsRead == nil {
		return preview, nil
	}
	rows, err := s.rowsOf(ctx, ref, outcome, last, PageSize+1)
	if err != nil {
		return nil, err
	}
	if len(rows) > PageSize {
		rows = rows[:PageSize]
		preview.Next = strconv.FormatInt(rows[PageSize-1].Position, 10)
	}
	for _, record := range rows {
		row, err := record.row(imported.Sheet)
		if err != nil {
			return nil, unavailable(err)
		}
		preview.Rows = append(preview.Rows, row)
	}
	if preview.Brings, err = s.broughtBy(ctx, k, ref); err != nil {
		return nil, unavailable(err)
	}
	return preview, s.namePreview(ctx, who, preview)
}

func countsOf(imported *models.Import) map[string]int64 {
	counts := map[string]int64{}
	for outcome, count := range map[string]*int64{RowNew: imported.RowsNew, RowChanged: imported.RowsChanged, RowSame: imported.RowsSame, RowRefused: imported.RowsRefused} {
		if count != nil {
			counts[outcome] = *count
		}
	}
	return counts
}

// rowsOf reads what the check found, after a row and at most so many.
func (s *Service) rowsOf(ctx context.Context, ref models.Ref, outcome string, last int64, most int) ([]rowRecord, error) {
	tx := s.db.WithContext(ctx).Table("import_rows").Where("import = ? AND position > ?", ref, last)
	if outcome != "" {
		tx = tx.Where("outcome = ?", outcome)
	}
	var rows []rowRecord
	return rows, unavailable(tx.Order("position").Limit(most).Find(&rows).Error)
}

func (r rowRecord) row(of string) (ImportRow, error) {
	row := ImportRow{Sheet: of, Number: r.Number, Outcome: r.Outcome, Ref: r.Ref, Title: r.Title}
	if err := json.Unmarshal([]byte(r.Changes), &row.Changes); err != nil {
		return row, err
	}
	return row, json.Unmarshal([]byte(r.Problems), &row.Problems)
}

// namePreview names what the values refer to, as far as the person sees it
// now.
func (s *Service) namePreview(ctx context.Context, who *models.Actor, preview *ImportPreview) error {
	var refs []models.Ref
	for _, row := range preview.Rows {
		refs = append(refs, row.Ref)
		for _, change := range row.Changes {
			if field := preview.Kind.Field(change.Field); field != nil && len(field.Kinds) > 0 {
				refs = append(append(refs, splitRefs(change.From)...), splitRefs(change.To)...)
			}
		}
	}
	var err error
	preview.Names, err = names(s.db.WithContext(ctx), who, refs)
	return unavailable(err)
}
