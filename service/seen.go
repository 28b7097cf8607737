package service

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"answerable/models"
)

// Seen stands for what some fields of a record held when a person saw it.
func Seen(m models.Model, fields ...string) string {
	sum := sha256.New()
	for _, field := range models.KindOf(m).Named(fields) {
		sum.Write([]byte(field.Plain(m) + "\x00"))
	}
	return hex.EncodeToString(sum.Sum(nil)[:12])
}

// EditSeen changes some fields of a record that several people write at once.
// Like Edit it never writes over what the person did not see; but what counts
// is not that nobody changed the record since, only that these very fields are
// as the person saw them. The record is locked first, so that changes of other
// fields take turns with it.
func (s *Service) EditSeen(ctx context.Context, who *models.Actor, k *models.Kind, ref models.Ref, seen string, in Entry, fields ...string) (models.Model, error) {
	var m models.Model
	err := s.change(ctx, who, in.Reason(), func(w *work) (err error) {
		if _, err = w.see(k, ref); err != nil {
			return err
		}
		if m, err = w.load(k, ref); err != nil {
			return err
		}
		shown := k.Copy(m)
		if _, err = presentIn(w.tx, who, k, []models.Model{shown}); err != nil {
			return err
		}
		if Seen(shown, fields...) != seen {
			return models.Fail(models.Stale, "Somebody changed this %s since you opened it", lowerFirst(k.One))
		}
		before := k.Copy(m)
		if err = w.tryEdit(k, before, m, in); err != nil {
			return err
		}
		return w.save(k, before, m, "edit", w.reason)
	})
	return m, err
}
