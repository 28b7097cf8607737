package service

import (
	"context"
	"errors"
	"strings"

	"gorm.io/gorm"

	"answerable/models"
)

// NewPerson is what the command line gives to add a person, above all the
// first administrator of an empty system.
type NewPerson struct {
	Name     string
	Email    string
	Roles    []models.Role
	Body     string
	BodyType string
}

// AddPerson adds a person and, when there is none of that name, their body.
func (s *Service) AddPerson(ctx context.Context, p NewPerson) (models.Ref, error) {
	var ref models.Ref
	err := s.Load(ctx, models.System(), "", func(l *Loader) error {
		body, err := l.bodyNamed(p.Body, p.BodyType)
		if err != nil {
			return err
		}
		person, err := l.Add(models.PersonKind, "add", map[string]any{"name": p.Name, "email": p.Email, "roles": p.Roles, "body": body})
		if err == nil {
			ref = person.Base().Ref
		}
		return err
	})
	return ref, err
}

func (l *Loader) bodyNamed(name, sort string) (models.Ref, error) {
	var ref models.Ref
	err := l.w.tx.Table("bodies").Select("ref").Where("name = ?", name).Order("ref").Limit(1).Scan(&ref).Error
	if err != nil || ref != "" {
		return ref, err
	}
	body, err := l.Add(models.BodyKind, "add", map[string]any{"name": name, "type": sort})
	if err != nil {
		return "", err
	}
	return body.Base().Ref, nil
}

// PersonByEmail finds who signs in with an email address, for the command line.
func (s *Service) PersonByEmail(ctx context.Context, email string) (*models.Actor, error) {
	var ref string
	err := s.db.WithContext(ctx).Table("people").Select("ref").Where("email = ?", strings.ToLower(email)).Take(&ref).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, models.Fail(models.Missing, "Nobody signs in with %s", email)
	}
	if err != nil {
		return nil, unavailable(err)
	}
	return s.actor(ctx, models.Ref(ref))
}
