package service

import (
	"context"
	"errors"
	"net/url"
	"strings"

	"answerable/models"
)

// maxViews is how many saved views are offered at once.
const maxViews = 50

// Views are the saved views that the person keeps or shares with their office,
// by name: those of one register, or of all where no kind is given.
func (s *Service) Views(ctx context.Context, who *models.Actor, k *models.Kind) ([]*models.View, error) {
	q := Query{Filters: map[string][]string{}}
	for _, state := range models.ViewInUse {
		q.Filters["state"] = append(q.Filters["state"], string(state))
	}
	if k != nil {
		q.Filters["register"] = []string{k.Plural}
	}
	tx, err := s.listed(ctx, who, models.ViewKind, q)
	if err != nil {
		return nil, err
	}
	list, err := readAll(tx.Order(q.order(models.ViewKind).clause(models.ViewKind)).Limit(maxViews), models.ViewKind)
	views := make([]*models.View, len(list))
	for i, m := range list {
		views[i] = m.(*models.View)
	}
	return views, unavailable(err)
}

// noRegister says why an address is not that of a register with filters that
// it has; empty where it is.
func noRegister(address string) string {
	path, query, _ := strings.Cut(address, "?")
	k := models.KindAt(strings.TrimPrefix(path, "/"))
	if k == nil || path != "/"+k.Plural {
		return "there is no register at " + path
	}
	values, err := url.ParseQuery(query)
	if err != nil || strings.Contains(query, "#") {
		return "what follows the question mark cannot be read"
	}
	if values.Has("after") {
		return "leave out which page it is"
	}
	_, err = ParseQuery(k, values)
	var named *models.Error
	if errors.As(err, &named) {
		return named.Problems.Error()
	}
	return ""
}
