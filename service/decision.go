package service

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"answerable/models"
)

// maxDecision is how long one decision may be.
const maxDecision = 2000

// AddDecision adds to what a meeting decided. It takes no version: two people
// who record the same meeting add to each other's decisions and never write
// over them.
func (s *Service) AddDecision(ctx context.Context, who *models.Actor, meeting models.Ref, decision string) (models.Model, error) {
	k := models.MeetingKind
	var changed models.Model
	err := s.change(ctx, who, "", func(w *work) error {
		m, err := w.kept(meeting)
		if err != nil {
			return err
		}
		// Decisions are kept one a line.
		line := strings.Join(strings.Fields(decision), " ")
		if line == "" || utf8.RuneCountInString(line) > maxDecision {
			return models.Problems{{Field: "decision", Text: fmt.Sprintf("Decision: say what was decided, in at most %d characters", maxDecision)}}.Or()
		}
		before := k.Copy(m)
		m.Decisions = append(slices.Clone(m.Decisions), line)
		changed = m
		return w.save(k, before, m, "edit", "A decision was added")
	})
	return changed, err
}
