package service

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"answerable/models"
)

// TakeLetterSet adds the letter templates with which an office can begin. It
// is refused where there are any already: they are the office's own by then.
func (s *Service) TakeLetterSet(ctx context.Context, who *models.Actor) ([]models.Model, error) {
	var made []models.Model
	err := s.change(ctx, who, "", func(w *work) error {
		if len(models.LetterTemplateKind.Starts(who)) == 0 {
			return models.Fail(models.Denied, "You may not add letter templates")
		}
		_, err := readOne(w.tx.Table(models.LetterTemplateKind.Table()), models.LetterTemplateKind)
		if err == nil {
			return models.Fail(models.Refused, "There are letter templates already: change these, or add others")
		}
		if !errors.Is(err, gorm.ErrRecordNotFound) {
			return err
		}
		for _, input := range models.LetterStartSet {
			m, err := w.create(models.LetterTemplateKind, "", JSON{}, func(m models.Model) {
				template := m.(*models.LetterTemplate)
				marking := template.Marking
				template.LetterTemplateInput = input
				template.Marking = marking
			})
			if err != nil {
				return err
			}
			made = append(made, m)
		}
		return nil
	})
	return made, err
}
