package service

import (
	"context"

	"answerable/models"
)

// lettersWritten leaves a trace on each award that a letter about it went out:
// who wrote it, when, by which template. An award that changed since the letter
// was composed refuses all of them.
func (s *Service) lettersWritten(ctx context.Context, who *models.Actor, letters []Letter, as string) error {
	return s.change(ctx, who, "", func(w *work) error {
		for _, letter := range letters {
			m, err := w.see(models.AwardKind, letter.Award.Ref)
			if err != nil {
				return err
			}
			if m.Base().Version != letter.Award.Version {
				return stale(models.AwardKind, m, letter.Award.Version)
			}
			template := letter.Template
			why := template.Title + " (" + string(template.Ref) + ", version " + models.Number(int64(template.Version)) + "), as " + as
			w.note(models.AwardKind, m, models.LetterWritten, why, letter.Marking, nil)
		}
		return nil
	})
}
