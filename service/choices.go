package service

import (
	"context"
	"slices"
	"strings"

	"answerable/models"
)

// Choices gives the records of some kinds that a person can choose from, each
// kind by title. A kind of which there are more than limit is not in it: such a
// list would help nobody to choose. What was withdrawn is left out. However
// many kinds are asked for, it is one statement.
func (s *Service) Choices(ctx context.Context, who *models.Actor, kinds []*models.Kind, limit int) (map[string][]Name, error) {
	if len(kinds) == 0 {
		return map[string][]Name{}, nil
	}
	parts := make([]string, len(kinds))
	var args []any
	for i, k := range kinds {
		filter, values := visibleRecords(who, registerAs("records"), k)
		parts[i] = "SELECT * FROM (SELECT ref, kind, title, state FROM records WHERE " + filter + " AND state <> ? LIMIT ?) AS few"
		args = append(append(args, values...), models.Withdrawn, limit+1)
	}
	var rows []Name
	if err := s.db.WithContext(ctx).Raw(strings.Join(parts, " UNION ALL "), args...).Scan(&rows).Error; err != nil {
		return nil, unavailable(err)
	}
	return byKind(kinds, rows, limit), nil
}

func byKind(kinds []*models.Kind, rows []Name, limit int) map[string][]Name {
	choices := make(map[string][]Name, len(kinds))
	for _, k := range kinds {
		choices[k.Name] = []Name{}
	}
	for _, row := range rows {
		choices[row.Kind] = append(choices[row.Kind], row)
	}
	for kind, list := range choices {
		if len(list) > limit {
			delete(choices, kind)
			continue
		}
		slices.SortFunc(list, func(a, b Name) int {
			return strings.Compare(strings.ToLower(a.Title)+string(a.Ref), strings.ToLower(b.Title)+string(b.Ref))
		})
	}
	return choices
}

// Named gives the names of those of the references that the person may see.
func (s *Service) Named(ctx context.Context, who *models.Actor, refs ...models.Ref) (Names, error) {
	found, err := names(s.db.WithContext(ctx), who, refs)
	return found, unavailable(err)
}
