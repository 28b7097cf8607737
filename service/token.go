package service

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"

	"answerable/internal/secret"
	"answerable/models"
)

// TokenPrefix begins every API token, so that one found in the wrong place is
// known for what it is.
const TokenPrefix = "ans_"

// MaxTokenDays is the longest that a token may last.
const MaxTokenDays = 366

// Token is a person's key to the API. Its secret is shown once and kept only
// as a hash.
type Token struct {
	ID        string     `json:"id"`
	Person    models.Ref `json:"person"`
	Name      string     `json:"name"`
	Hash      string     `json:"-"`
	CreatedAt time.Time  `json:"created_at"`
	ExpiresAt time.Time  `json:"expires_at"`
	RevokedAt *time.Time `json:"revoked_at,omitempty"`
	UsedAt    *time.Time `json:"used_at,omitempty"`
}

// IssueToken makes a token for the person themselves, and returns its secret.
func (s *Service) IssueToken(ctx context.Context, who *models.Actor, name string, days int) (string, *Token, error) {
	var problems models.Problems
	if name = strings.TrimSpace(name); name == "" || len(name) > 100 {
		problems = append(problems, models.Problem{Field: "name", Code: "required", Text: "Name: must be given, in at most 100 characters"})
	}
	if days < 1 || days > MaxTokenDays {
		problems = append(problems, models.Problem{Field: "days", Code: "out_of_range", Text: "Days: must be a number from 1 to 366"})
	}
	if err := problems.Or(); err != nil {
		return "", nil, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return "", nil, unavailable(err)
	}
	now, plain := s.clock.Now(), TokenPrefix+secret.New(32)
	token := &Token{ID: id.String(), Person: who.Person, Name: name, Hash: secret.Hash(plain), CreatedAt: now, ExpiresAt: now.AddDate(0, 0, days)}
	err = s.change(ctx, who, "", func(w *work) error {
		if err := w.tx.Table("tokens").Create(token).Error; err != nil {
			return err
		}
		return w.noteOnSelf("token issued", name)
	})
	return plain, token, err
}

func (w *work) noteOnSelf(action, why string) error {
	person, err := w.load(models.PersonKind, w.who.Person)
	if err == nil {
		w.note(models.PersonKind, person, action, why, person.Shared().Marking, nil)
	}
	return err
}

// Tokens lists the person's own tokens, newest first.
func (s *Service) Tokens(ctx context.Context, who *models.Actor) ([]Token, error) {
	tokens := []Token{}
	err := s.db.WithContext(ctx).Table("tokens").Where("person = ?", who.Person).Order("id DESC").Find(&tokens).Error
	return tokens, unavailable(err)
}

// RevokeToken ends one of the person's own tokens.
func (s *Service) RevokeToken(ctx context.Context, who *models.Actor, id string) error {
	defer s.actors.forget()
	return s.change(ctx, who, "", func(w *work) error {
		var token Token
		if err := w.tx.Table("tokens").Where("id = ? AND person = ? AND revoked_at IS NULL", id, who.Person).Limit(1).Find(&token).Error; err != nil {
			return err
		}
		if token.ID == "" {
			return models.Fail(models.Missing, "There is no such token in force")
		}
		if err := w.tx.Exec("UPDATE tokens SET revoked_at = ? WHERE id = ?", w.now, id).Error; err != nil {
			return err
		}
		return w.noteOnSelf("token revoked", token.Name)
	})
}

// Bearer finds who is behind a token.
func (s *Service) Bearer(ctx context.Context, plain string) (*models.Actor, error) {
	key := secret.Hash(plain)
	if actor := s.actors.get("token " + key); actor != nil {
		return actor, nil
	}
	now := s.clock.Now()
	var token Token
	err := s.db.WithContext(ctx).Table("tokens").Where("hash = ? AND revoked_at IS NULL AND expires_at > ?", key, now).Limit(1).Find(&token).Error
	if err != nil {
		return nil, unavailable(err)
	}
	if token.ID == "" {
		return nil, models.Fail(models.Unsigned, "The token is not valid: it is unknown, has expired or was revoked")
	}
	if token.UsedAt == nil || now.Sub(*token.UsedAt) > time.Minute {
		if err := s.db.WithContext(ctx).Exec("UPDATE tokens SET used_at = ? WHERE id = ?", now, token.ID).Error; err != nil {
			return nil, unavailable(err)
		}
	}
	actor, err := s.actor(ctx, token.Person)
	if err != nil {
		return nil, err
	}
	s.actors.put("token "+key, actor, token.ExpiresAt)
	return actor, nil
}
