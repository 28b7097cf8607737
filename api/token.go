package api

import (
	"context"
	"net/http"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

// freshToken is a token with its secret, which is shown this once.
type freshToken struct {
	Secret string `json:"secret" description:"Send it as “Authorization: Bearer …”. It cannot be read again."`
	*service.Token
}

func (a *api) mountTokens() {
	token := a.document.define("Token", a.document.reflect(service.Token{}))
	a.mount(route{
		id: "listTokens", method: http.MethodGet, path: "/tokens", tag: "You",
		summary: "List your tokens, newest first",
		answers: []answer{{http.StatusOK, "Your tokens, those out of force too", &content{jsonType, closed(schema{"items": listOf(token)})}, nil}},
		handle:  a.tokens,
	})
	a.mount(route{
		id: "createToken", method: http.MethodPost, path: "/tokens", tag: "You",
		summary: "Make a token for yourself",
		body: &content{jsonType, closed(schema{
			"name": schema{"type": "string", "minLength": 1, "maxLength": 100, "description": "What it is for"},
			"days": schema{"type": "integer", "minimum": 1, "maximum": service.MaxTokenDays, "description": "For how many days it lasts"},
		})},
		answers: []answer{{http.StatusCreated, "The token, with its secret", &content{jsonType, a.document.reflect(freshToken{})}, nil}},
		handle:  a.issueToken,
	})
	a.mount(route{
		id: "revokeToken", method: http.MethodDelete, path: "/tokens/{id}", tag: "You",
		summary: "Revoke one of your tokens",
		params:  []param{{"id", "path", "The id of the token", textSchema()}},
		answers: []answer{{http.StatusNoContent, "It is out of force", nil, nil}},
		handle:  revoking(a.service.RevokeToken),
	})
}

// revoking handles the revocation of a key by its id.
func revoking(revoke func(ctx context.Context, who *models.Actor, id string) error) handler {
	return func(c *gin.Context, who *models.Actor) error {
		if err := revoke(c.Request.Context(), who, c.Param("id")); err != nil {
			return err
		}
		c.Status(http.StatusNoContent)
		c.Writer.WriteHeaderNow()
		return nil
	}
}

func (a *api) tokens(c *gin.Context, who *models.Actor) error {
	tokens, err := a.service.Tokens(c.Request.Context(), who)
	if err != nil {
		return err
	}
	writeValue(c, http.StatusOK, jsonType, map[string]any{"items": tokens})
	return nil
}

func (a *api) issueToken(c *gin.Context, who *models.Actor) error {
	entered, err := object(c)
	if err != nil {
		return err
	}
	var name string
	var days int
	if err := into(entered, map[string]any{"name": &name, "days": &days}); err != nil {
		return err
	}
	secret, token, err := a.service.IssueToken(c.Request.Context(), who, name, days)
	if err != nil {
		return err
	}
	writeValue(c, http.StatusCreated, jsonType, freshToken{secret, token})
	return nil
}
