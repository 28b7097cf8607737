package service

import (
	"context"
	"maps"

	"answerable/models"
)

// Part is one list within a picture: its first records, how many there are in
// all, and the query that lists them.
type Part struct {
	Label string
	Kind  *models.Kind
	Query Query
	Count int64
	Page  *Page
}

// Picture is everything about one priority: its words through the editions,
// what serves it, what is late and what nobody knows.
type Picture struct {
	*One
	// Placements are the priority's place, title and narrative in each
	// edition of the plan, latest first.
	Placements []models.Model
	// Editions are the editions of those placements, by reference.
	Editions map[models.Ref]*models.Edition
	Sections []Part
	Overdue  []Part
	Unknown  []Part
	// Standings counts the assurances by how they stand today.
	Standings map[string]int64
}

// Picture puts together the whole picture of a priority, as far as the person
// may see it.
func (s *Service) Picture(ctx context.Context, who *models.Actor, ref models.Ref) (*Picture, error) {
	one, err := s.Get(ctx, who, models.PriorityKind, ref)
	if err != nil {
		return nil, err
	}
	picture := &Picture{One: one}
	if err := s.placements(ctx, who, ref, picture); err != nil {
		return nil, err
	}
	for _, section := range models.PictureSections {
		part, err := s.part(ctx, who, ref, section.Label, section.Kind, nil)
		if err != nil {
			return nil, err
		}
		picture.Sections = append(picture.Sections, *part)
	}
	if picture.Overdue, err = s.gaps(ctx, who, ref, models.Overdue); err != nil {
		return nil, err
	}
	if picture.Unknown, err = s.gaps(ctx, who, ref, models.Unknowns); err != nil {
		return nil, err
	}
	picture.Standings, err = s.Tally(ctx, who, models.AssuranceKind, "standing", Query{Filters: map[string][]string{"priority": {string(ref)}}})
	return picture, err
}

func (s *Service) placements(ctx context.Context, who *models.Actor, ref models.Ref, picture *Picture) error {
	page, err := s.List(ctx, who, models.PlacementKind, Query{Filters: map[string][]string{"priority": {string(ref)}}, Limit: MaxPageSize})
	if err != nil {
		return err
	}
	picture.Editions = map[models.Ref]*models.Edition{}
	editions, err := s.List(ctx, who, models.EditionKind, Query{Sort: "-published_on", Limit: MaxPageSize})
	if err != nil {
		return err
	}
	for _, edition := range editions.Models {
		for _, placement := range page.Models {
			if placement.(*models.Placement).Edition == edition.Base().Ref {
				picture.Placements = append(picture.Placements, placement)
				picture.Editions[edition.Base().Ref] = edition.(*models.Edition)
			}
		}
	}
	maps.Copy(picture.Names, page.Names)
	return nil
}

func (s *Service) part(ctx context.Context, who *models.Actor, ref models.Ref, label, kind string, filters map[string][]string) (*Part, error) {
	q := Query{Filters: map[string][]string{"priority": {string(ref)}}, Limit: groupSize}
	maps.Copy(q.Filters, filters)
	part, err := s.counted(ctx, who, models.KindNamed(kind), q)
	if err != nil {
		return nil, err
	}
	part.Label = label
	return part, nil
}

func (s *Service) gaps(ctx context.Context, who *models.Actor, ref models.Ref, gaps []models.Gap) ([]Part, error) {
	var parts []Part
	for _, gap := range gaps {
		part, err := s.part(ctx, who, ref, gap.Label, gap.Kind, gap.Filters)
		if err != nil {
			return nil, err
		}
		if part.Count > 0 {
			parts = append(parts, *part)
		}
	}
	return parts, nil
}
