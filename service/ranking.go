package service

import (
	"context"
	"slices"

	"answerable/models"
)

// Ranking is the applications of a round by their scores, the highest first.
type Ranking struct {
	Ranked []Ranked `json:"ranked"`
	// NotScored counts the applications without a score; nil where there are more
	// with one than are listed.
	NotScored *int64 `json:"not_scored" description:"How many have no score; null where more have one than are listed"`
}

// Ranked is one application in its place.
type Ranked struct {
	// Place is that of the first with the same score, and Tied says that there
	// are others with it.
	Place        int                `json:"place" description:"That of the first with the same score"`
	Tied         bool               `json:"tied" description:"Whether others have the same score"`
	Ref          models.Ref         `json:"ref"`
	Title        string             `json:"title"`
	State        models.State       `json:"state"`
	Score        int64              `json:"score"`
	Organisation models.Ref         `json:"organisation"`
	Name         string             `json:"name" description:"Of the organisation"`
	Asked        *models.Pence      `json:"asked" description:"In pence; null where it is not recorded"`
	BoardAdvice  models.BoardAdvice `json:"board_advice"`
}

// RankingOf ranks the applications of a round, for those who see applications:
// at most MaxPageSize of them, the best first. What was withdrawn has no place.
func (s *Service) RankingOf(ctx context.Context, who *models.Actor, round models.Ref) (*Ranking, error) {
	if err := s.Sees(ctx, who, models.RoundKind, round); err != nil {
		return nil, err
	}
	if !models.AwardKind.SeenIn(who, models.AwardApplied) {
		return nil, models.Fail(models.Denied, "You may not see the applications of a round")
	}
	var states []string
	for _, state := range models.AwardKind.States {
		if state.Value != string(models.Withdrawn) {
			states = append(states, state.Value)
		}
	}
	q := Query{Filters: map[string][]string{"round": {string(round)}, "state": states}, Sort: "-score", Limit: MaxPageSize}
	page, err := s.List(ctx, who, models.AwardKind, q)
	if err != nil {
		return nil, err
	}
	count, err := s.Count(ctx, who, models.AwardKind, q)
	if err != nil {
		return nil, err
	}
	ranking := &Ranking{Ranked: inPlaces(page)}
	if scored := len(ranking.Ranked); scored < MaxPageSize {
		rest := count - int64(scored)
		ranking.NotScored = &rest
	}
	return ranking, nil
}

// inPlaces are those of a list by score that have one.
func inPlaces(page *Page) []Ranked {
	list := []Ranked{}
	for _, m := range page.Models {
		award := m.(*models.Award)
		if award.Score == nil {
			break
		}
		one := Ranked{
			Place: len(list) + 1, Ref: award.Ref, Title: award.Title, State: award.State, Score: *award.Score,
			Organisation: award.Organisation, Name: page.Names[award.Organisation].Title, Asked: award.Asked, BoardAdvice: award.BoardAdvice,
		}
		if before := len(list) - 1; before >= 0 && list[before].Score == one.Score {
			one.Place, one.Tied, list[before].Tied = list[before].Place, true, true
		}
		list = append(list, one)
	}
	return slices.Clip(list)
}
