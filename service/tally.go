package service

import (
	"context"
	"fmt"

	"answerable/models"
)

// Tally counts what List would list over all pages by its state, or by a fact
// that follows from the day, in one statement. What nothing stands at is not in
// it.
func (s *Service) Tally(ctx context.Context, who *models.Actor, k *models.Kind, by string, q Query) (map[string]int64, error) {
	value := by
	if derived := k.DerivedNamed(by); derived != nil && derived.SQL != "" {
		value = derived.On(s.Today())
	} else if by != "state" {
		return nil, fmt.Errorf("%s cannot be counted by %s", k.Plural, by)
	}
	tx, err := s.listed(ctx, who, k, q)
	if err != nil {
		return nil, err
	}
	var rows []struct {
		Value string
		N     int64
	}
	if err := tx.Select(value + " AS value, COUNT(*) AS n").Group(value).Scan(&rows).Error; err != nil {
		return nil, unavailable(err)
	}
	tally := make(map[string]int64, len(rows))
	for _, row := range rows {
		tally[row.Value] = row.N
	}
	return tally, nil
}
