package service

import (
	"context"
	"time"

	"answerable/internal/secret"
	"answerable/models"
)

// TokenPrefix begins every API token, so that one found in the wrong place is
// known for what it is.
const TokenPrefix = "ans_"

// MaxTokenDays is the longest that a token may last.
const MaxTokenDays = 366

// Token is a person's key to the API, for some time.
type Token struct {
	Key
	ExpiresAt time.Time `json:"expires_at"`
}

var tokens = keyring{"tokens", "token"}

// IssueToken makes a token for the person themselves, and returns its secret.
func (s *Service) IssueToken(ctx context.Context, who *models.Actor, name string, days int) (string, *Token, error) {
	name, problems := keyName(name)
	if days < 1 || days > MaxTokenDays {
		problems = append(problems, models.Problem{Field: "days", Code: "out_of_range", Text: "Days: must be a number from 1 to 366"})
	}
	if err := problems.Or(); err != nil {
		return "", nil, err
	}
	plain := TokenPrefix + secret.New(32)
	key, err := s.newKey(who, name, plain)
	if err != nil {
		return "", nil, err
	}
	token := &Token{key, key.CreatedAt.AddDate(0, 0, days)}
	return plain, token, s.issue(ctx, who, tokens, name, token)
}

// Tokens lists the person's own tokens, newest first.
func (s *Service) Tokens(ctx context.Context, who *models.Actor) ([]Token, error) {
	list := []Token{}
	err := s.db.WithContext(ctx).Table(tokens.table).Where("person = ?", who.Person).Order("id DESC").Find(&list).Error
	return list, unavailable(err)
}

// RevokeToken ends one of the person's own tokens.
func (s *Service) RevokeToken(ctx context.Context, who *models.Actor, id string) error {
	defer s.actors.forget()
	return s.revoke(ctx, who, tokens, id)
}

// Bearer finds who is behind a token.
func (s *Service) Bearer(ctx context.Context, plain string) (*models.Actor, error) {
	key := secret.Hash(plain)
	if actor := s.actors.get("token " + key); actor != nil {
		return actor, nil
	}
	var token Token
	err := s.db.WithContext(ctx).Table(tokens.table).Where("hash = ? AND revoked_at IS NULL AND expires_at > ?", key, s.clock.Now()).Limit(1).Find(&token).Error
	if err != nil {
		return nil, unavailable(err)
	}
	if token.ID == "" {
		return nil, models.Fail(models.Unsigned, "The token is not valid: it is unknown, has expired or was revoked")
	}
	if err := s.used(ctx, tokens, token.Key); err != nil {
		return nil, err
	}
	actor, err := s.actor(ctx, token.Person)
	if err != nil {
		return nil, err
	}
	s.actors.put("token "+key, actor, token.ExpiresAt)
	return actor, nil
}
