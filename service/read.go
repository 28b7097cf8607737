package service

import (
	"context"
	"errors"
	"iter"

	"gorm.io/gorm"

	"answerable/models"
)

// One is a record with the names of what it refers to.
type One struct {
	Kind  *models.Kind
	Model models.Model
	Names Names
}

// Page is one page of a list.
type Page struct {
	Kind   *models.Kind
	Models []models.Model
	Names  Names
	// Next is the After of the next page, empty on the last.
	Next string
}

// Get reads one record, if the person may see it.
func (s *Service) Get(ctx context.Context, who *models.Actor, k *models.Kind, ref models.Ref) (*One, error) {
	m, err := s.find(ctx, who, k, ref)
	if err != nil {
		return nil, err
	}
	names, err := s.present(ctx, who, k, []models.Model{m})
	return &One{k, m, names}, err
}

// Sees tells, by an error, that there is no such record for the person.
func (s *Service) Sees(ctx context.Context, who *models.Actor, k *models.Kind, ref models.Ref) error {
	filter, args := visibleIn(k, who)
	var seen int64
	err := s.db.WithContext(ctx).Table(k.Table()).Where("ref = ?", ref).Where(filter, args...).Count(&seen).Error
	if err == nil && seen == 0 {
		return missing(k, ref)
	}
	return unavailable(err)
}

func (s *Service) find(ctx context.Context, who *models.Actor, k *models.Kind, ref models.Ref) (models.Model, error) {
	filter, args := visibleIn(k, who)
	m, err := readOne(s.db.WithContext(ctx).Table(k.Table()).Where("ref = ?", ref).Where(filter, args...), k)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, missing(k, ref)
	}
	return m, unavailable(err)
}

// List reads one page of the records of a kind that the person may see.
func (s *Service) List(ctx context.Context, who *models.Actor, k *models.Kind, q Query) (*Page, error) {
	size := q.Limit
	if size == 0 {
		size = PageSize
	}
	tx, err := s.listed(ctx, who, k, q)
	if err != nil {
		return nil, err
	}
	by := q.order(k)
	if tx, err = by.after(tx, k, q.After); err != nil {
		return nil, err
	}
	list, err := readAll(tx.Order(by.clause(k)).Limit(size+1), k)
	if err != nil {
		return nil, unavailable(err)
	}
	page := &Page{Kind: k, Models: list}
	if len(page.Models) > size {
		page.Models = page.Models[:size]
		page.Next = by.next(k, page.Models[size-1])
	}
	page.Names, err = s.present(ctx, who, k, page.Models)
	return page, err
}

// Count counts what List would list over all pages.
func (s *Service) Count(ctx context.Context, who *models.Actor, k *models.Kind, q Query) (int64, error) {
	tx, err := s.listed(ctx, who, k, q)
	if err != nil {
		return 0, err
	}
	var n int64
	return n, unavailable(tx.Count(&n).Error)
}

// All yields everything that List would list, page after page in constant
// memory, for exports.
func (s *Service) All(ctx context.Context, who *models.Actor, k *models.Kind, q Query) iter.Seq2[*Page, error] {
	return func(yield func(*Page, error) bool) {
		q.Limit, q.After = MaxPageSize, ""
		for {
			page, err := s.List(ctx, who, k, q)
			if !yield(page, err) || err != nil || page.Next == "" {
				return
			}
			q.After = page.Next
		}
	}
}

func (s *Service) listed(ctx context.Context, who *models.Actor, k *models.Kind, q Query) (*gorm.DB, error) {
	filter, args := visibleIn(k, who, q.Filters["state"]...)
	return q.narrow(s.db.WithContext(ctx).Table(k.Table()).Where(filter, args...), k, who, s.Today())
}
