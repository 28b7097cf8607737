package service

import (
	"context"
	"maps"

	"answerable/models"
)

// Pile is a desk with what lies on it for one person.
type Pile struct {
	models.Desk
	// Query is the list that Count counts and that Items begin.
	Query Query
	Count int64
	Items *Page
}

// pileSize is how many records of a pile the home page shows.
const pileSize = 5

// Desks gives everything that waits for the person, by what it asks of them.
// Piles with nothing on them are there too: zero is an answer.
func (s *Service) Desks(ctx context.Context, who *models.Actor) ([]Pile, error) {
	var piles []Pile
	for _, desk := range models.Desks {
		if !who.Is(desk.Roles...) {
			continue
		}
		k := models.KindNamed(desk.Kind)
		pile := Pile{Desk: desk, Query: Query{Filters: maps.Clone(desk.Filters), Limit: pileSize}}
		if desk.OwnBody {
			for _, body := range who.Bodies {
				pile.Query.Filters[k.Body] = append(pile.Query.Filters[k.Body], string(body))
			}
		}
		var err error
		if pile.Count, err = s.Count(ctx, who, k, pile.Query); err != nil {
			return nil, err
		}
		if pile.Items, err = s.List(ctx, who, k, pile.Query); err != nil {
			return nil, err
		}
		piles = append(piles, pile)
	}
	return piles, nil
}
