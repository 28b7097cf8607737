package service

import (
	"context"
	"slices"

	"answerable/models"
)

// Drafters are the people to whom the answer to a question can be allocated, by
// name.
func (s *Service) Drafters(ctx context.Context, who *models.Actor) ([]Name, error) {
	k := models.PersonKind
	filter, args := visibleIn(k, who)
	// Who has a role at all narrows it in the database; which of them draft is
	// the rule's to say.
	list, err := readAll(s.db.WithContext(ctx).Table(k.Table()).Where(filter, args...).Where("state = ? AND roles <> '[]'", models.PersonActive).Order("name, ref"), k)
	if err != nil {
		return nil, unavailable(err)
	}
	list = slices.DeleteFunc(list, func(m models.Model) bool { return !models.Drafts(m.(*models.Person)) })
	names := make([]Name, len(list))
	for i, m := range list {
		names[i] = Name{Ref: m.Base().Ref, Kind: k.Name, Title: m.Heading(), State: m.Base().State}
	}
	return names, nil
}
