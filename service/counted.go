package service

import (
	"context"

	"answerable/models"
)

// counted is the first page of a list, with how many there are in all.
func (s *Service) counted(ctx context.Context, who *models.Actor, k *models.Kind, q Query) (*Part, error) {
	n, err := s.Count(ctx, who, k, q)
	if err != nil {
		return nil, err
	}
	page, err := s.List(ctx, who, k, q)
	return &Part{Kind: k, Query: q, Count: n, Page: page}, err
}
