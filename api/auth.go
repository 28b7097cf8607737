package api

import (
	"strings"

	"github.com/gin-gonic/gin"

	"answerable/internal/session"
	"answerable/models"
)

// actor finds who is calling: the holder of the token in the Authorization
// header or, without one, of the session in the cookie.
func (a *api) actor(c *gin.Context) (*models.Actor, error) {
	if sent := c.GetHeader("Authorization"); sent != "" {
		scheme, token, _ := strings.Cut(sent, " ")
		if !strings.EqualFold(scheme, "Bearer") {
			return nil, models.Fail(models.Unsigned, "The Authorization header must be “Bearer” and a token")
		}
		return a.service.Bearer(c.Request.Context(), strings.TrimSpace(token))
	}
	if secret := session.Token(c.Request); secret != "" {
		return a.service.Session(c.Request.Context(), secret)
	}
	return nil, models.Fail(models.Unsigned, "Send a token in the Authorization header, or sign in")
}
