package service

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"answerable/models"
)

// Money is what amounts come to, and how many of them are known. Amounts that
// are not recorded are no part of the sum, and are never taken for nothing.
type Money struct {
	Sum         models.Pence
	Recorded    int64
	NotRecorded int64
}

// Plus adds two sums.
func (m Money) Plus(other Money) Money {
	return Money{m.Sum + other.Sum, m.Recorded + other.Recorded, m.NotRecorded + other.NotRecorded}
}

// Money adds up a field of money over what List would list over all pages.
func (s *Service) Money(ctx context.Context, who *models.Actor, k *models.Kind, name string, q Query) (Money, error) {
	field := k.Field(name)
	if field == nil || field.Type != models.MoneyField {
		return Money{}, fmt.Errorf("%s has no amounts called %s", k.Plural, name)
	}
	tx, err := s.listed(ctx, who, k, q)
	if err != nil {
		return Money{}, err
	}
	var money Money
	err = tx.Select("CAST(COALESCE(SUM(" + name + "), 0) AS BIGINT) AS sum, COUNT(" + name + ") AS recorded, COUNT(*) - COUNT(" + name + ") AS not_recorded").
		Scan(&money).Error
	return money, unavailable(err)
}

// Given tells whether the money of an award or a commission was given, rather
// than asked for or planned.
func Given(m models.Model) bool {
	switch m.(type) {
	case *models.Award:
		return slices.Contains(models.AwardGiven, m.Base().State)
	case *models.Commission:
		return slices.Contains(models.CommissionGiven, m.Base().State)
	default:
		return false
	}
}

// Awarded is the money that was given, by grants and by commissions, out of
// what the query lists of each.
func (s *Service) Awarded(ctx context.Context, who *models.Actor, q Query) (Money, error) {
	grants, err := s.Money(ctx, who, models.AwardKind, "amount", q.in(models.AwardGiven))
	if err != nil {
		return Money{}, err
	}
	commissions, err := s.Money(ctx, who, models.CommissionKind, "amount", q.in(models.CommissionGiven))
	return grants.Plus(commissions), err
}

// in narrows a query to some states.
func (q Query) in(states []models.State) Query {
	filters := map[string][]string{}
	maps.Copy(filters, q.Filters)
	filters["state"] = nil
	for _, state := range states {
		filters["state"] = append(filters["state"], string(state))
	}
	q.Filters = filters
	return q
}
