package frontend

import (
	"strings"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// sorting is by what a list is sorted, and the way to the same list sorted by
// something else.
type sorting struct {
	kind  *models.Kind
	query service.Query
}

// cell is the header of a column. A nil sorting and a column without a field
// make one that cannot be sorted by.
func (s *sorting) cell(field, label string) components.HeadCell {
	cell := components.HeadCell{Text: label}
	if s == nil || field == "" {
		return cell
	}
	cell.Sort = s.now(field)
	q := s.query
	q.After, q.Sort = "", field
	if cell.Sort == components.Ascending {
		q.Sort = "-" + field
	}
	cell.SortHref = registerURL(s.kind, q)
	return cell
}

// now is how the list is sorted by a field.
func (s *sorting) now(field string) components.Sort {
	by := s.query.Sort
	if by == "" {
		by = s.kind.Order
	}
	switch column, descending := strings.CutPrefix(by, "-"); {
	case column != field:
		return components.Unsorted
	case descending:
		return components.Descending
	default:
		return components.Ascending
	}
}
