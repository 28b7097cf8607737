package frontend

import (
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"answerable/frontend/components"
	"answerable/service"
)

// policy is what a page may load and where its forms may go.
var policy = strings.Join([]string{
	"default-src 'none'",
	"script-src 'self' " + components.ScriptHash,
	"style-src 'self'",
	"img-src 'self'",
	"connect-src 'self'",
	"form-action 'self'",
	"frame-ancestors 'none'",
	"base-uri 'none'",
}, "; ")

// maxForm is the most that a form may bring, with room for a file.
const maxForm = service.MaxFile + 1<<20

// headers protects every page, and keeps what is on it out of caches.
func (s *site) headers(c *gin.Context) {
	header := c.Writer.Header()
	header.Set("Content-Security-Policy", policy)
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Referrer-Policy", "same-origin")
	header.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
	header.Set("Cross-Origin-Opener-Policy", "same-origin")
	header.Set("Cache-Control", "no-store")
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, maxForm)
}
