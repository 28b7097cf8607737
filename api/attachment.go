package api

import (
	"mime"
	"net/http"

	"github.com/gin-gonic/gin"
)

// attachment is a download that is written as it is made. Its headers are sent
// with the first of it, so that what fails before is a problem like any other.
type attachment struct {
	c           *gin.Context
	name, media string
	started     bool
}

// Write implements io.Writer.
func (a *attachment) Write(text []byte) (int, error) {
	if !a.started {
		a.started = true
		attach(a.c, a.name, a.media)
		a.c.Status(http.StatusOK)
	}
	return a.c.Writer.Write(text)
}

// cutOff ends a download that failed on the way: the caller must not take what
// came for the whole.
func (a *attachment) cutOff(api *api, err error) error {
	if !a.started {
		return err
	}
	api.log.ErrorContext(a.c.Request.Context(), "download cut off", "request", idOf(a.c), "route", a.c.FullPath(), "error", err)
	panic(http.ErrAbortHandler)
}

// attach makes the response a download, whatever it holds.
func attach(c *gin.Context, name, media string) {
	c.Header("Content-Type", media)
	c.Header("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
}
