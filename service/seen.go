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

// seenTries is how often EditSeen begins again when others save at the same
// moment.
const seenTries = 5

// EditSeen changes some fields of a record that several people write at once.
// Like Edit it never writes over what the person did not see; but what counts
// is not that nobody changed the record since, only that these very fields are
// as the person saw them.
func (s *Service) EditSeen(ctx context.Context, who *models.Actor, k *models.Kind, ref models.Ref, seen string, in Entry, fields ...string) (models.Model, error) {
	var err error
	for range seenTries {
		one, gone := s.Get(ctx, who, k, ref)
		if gone != nil {
			return nil, gone
		}
		if Seen(one.Model, fields...) != seen {
			return nil, models.Fail(models.Stale, "Somebody changed this %s since you opened it", lowerFirst(k.One))
		}
		var changed models.Model
		changed, err = s.Edit(ctx, who, k, ref, one.Model.Base().Version, in)
		if err == nil || models.FaultOf(err) != models.Stale {
			return changed, err
		}
	}
	return nil, err
}
