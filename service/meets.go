package service

import (
	"context"
	"slices"

	"answerable/models"
)

// Awaited is an occurrence that something may meet.
type Awaited struct {
	*models.Occurrence
	Duty Name
}

// awaitedSize is how many a record is offered to meet.
const awaitedSize = 12

// MayMeet are the occurrences that a record could be said to meet by this
// person, the longest due first. There are none for kinds that come as no
// return.
func (s *Service) MayMeet(ctx context.Context, who *models.Actor, one *One) ([]Awaited, error) {
	k := models.OccurrenceKind
	meet := k.Move("meet")
	if !slices.Contains(models.Returns, one.Kind.Name) || !slices.ContainsFunc(meet.Who, func(g models.Grant) bool { return who.Is(g.Roles...) }) {
		return nil, nil
	}
	if list, is := one.Model.(*models.GrantList); is && list.PublishedOn == "" {
		return nil, nil // what is not out meets nothing
	}
	awaited := make([]string, len(meet.From))
	for i, state := range meet.From {
		awaited[i] = string(state)
	}
	// Those without a day come first in the order of text: they are left to
	// their own pages.
	q := Query{Filters: map[string][]string{"state": awaited, "due_after": {"1000"}}, Sort: "due_on", Limit: awaitedSize}
	page, err := s.List(ctx, who, k, q)
	if err != nil {
		return nil, err
	}
	found := make([]Awaited, len(page.Models))
	for i, m := range page.Models {
		occurrence := m.(*models.Occurrence)
		found[i] = Awaited{occurrence, page.Names[occurrence.Duty]}
	}
	return found, nil
}
