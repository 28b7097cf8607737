package service

import (
	"context"
	"database/sql"
	"slices"

	"answerable/models"
)

// groupSize is how many records a group of a thread shows before it points at
// the list.
const groupSize = 12

// Group is the records of one kind that refer to a record by one field.
type Group struct {
	Kind  string `json:"kind"`
	Field string `json:"field"`
	// Label is what this end calls it: "Followed up by".
	Label string `json:"label"`
	// Total counts them all; Items are the first of them.
	Total int64  `json:"total"`
	Items []Name `json:"items"`
}

// Thread gives everything that refers to a record and that the person may see,
// in one statement.
func (s *Service) Thread(ctx context.Context, who *models.Actor, ref models.Ref) ([]Group, error) {
	filter, args := visibleRecords(who, registerAs("records"))
	readable, values := readableLinks(who, registerAs("records"))
	linked := s.db.WithContext(ctx).Raw(`SELECT field, kind, ref, title, state, total FROM (
		SELECT field, kind, ref, title, state,
			count(*) OVER (PARTITION BY kind, field) AS total,
			row_number() OVER (PARTITION BY kind, field ORDER BY ref) AS place
		FROM links JOIN records ON ref = from_ref
		WHERE to_ref = ? AND `+filter+` AND `+readable+`) linked
		WHERE place <= ? ORDER BY kind, field, place`, slices.Concat([]any{ref}, args, values, []any{groupSize})...)
	groups := []Group{}
	err := each(linked, func(rows *sql.Rows) error {
		var field string
		var name Name
		var total int64
		if err := rows.Scan(&field, &name.Kind, &name.Ref, &name.Title, &name.State, &total); err != nil {
			return err
		}
		last := len(groups) - 1
		if last < 0 || groups[last].Kind != name.Kind || groups[last].Field != field {
			groups = append(groups, Group{Kind: name.Kind, Field: field, Label: inverse(name.Kind, field), Total: total})
			last++
		}
		groups[last].Items = append(groups[last].Items, name)
		return nil
	})
	return groups, unavailable(err)
}

func inverse(kind, field string) string {
	if k := models.KindNamed(kind); k != nil && k.Field(field) != nil {
		return k.Field(field).Inverse
	}
	return ""
}
