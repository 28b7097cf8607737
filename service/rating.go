package service

import (
	"context"
	"maps"

	"answerable/models"
)

// Ratings are how many recommendations stand red, amber and green.
type Ratings struct {
	// Red is what red means under the settings of the office.
	Red    models.RedMeans
	Counts []RatingCount
}

// RatingCount is how many have one rating, and the query that lists them.
type RatingCount struct {
	Rating models.Option
	Count  int64
	Query  Query
}

// Ratings count what the query lists of recommendations, over all pages, by
// rating. Its statements are two, however many there are.
func (s *Service) Ratings(ctx context.Context, who *models.Actor, q Query) (*Ratings, error) {
	settings, err := s.Settings(ctx)
	if err != nil {
		return nil, err
	}
	fact := models.RatingFact(settings.RedMeans)
	tally, err := s.Tally(ctx, who, models.RecommendationKind, fact.Name, q)
	if err != nil {
		return nil, err
	}
	ratings := &Ratings{Red: settings.RedMeans}
	for _, rating := range models.Ratings {
		filters := map[string][]string{}
		maps.Copy(filters, q.Filters)
		filters[fact.Name] = []string{rating.Value}
		ratings.Counts = append(ratings.Counts, RatingCount{rating, tally[rating.Value], Query{Text: q.Text, Sort: q.Sort, Filters: filters}})
	}
	return ratings, nil
}
