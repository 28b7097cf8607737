package api

import (
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"runtime/debug"
	"strings"
	"unicode/utf8"

	"github.com/gin-gonic/gin"
)

const requestIDHeader = "X-Request-Id"

var requestID = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)

// identify gives the request an id, or keeps the one that a proxy gave it, and
// sets what every response carries.
func (a *api) identify(c *gin.Context) {
	id := c.GetHeader(requestIDHeader)
	if !requestID.MatchString(id) {
		id = rand.Text()
	}
	header := c.Writer.Header()
	header.Set(requestIDHeader, id)
	header.Set("Cache-Control", "no-store")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox")
}

func idOf(c *gin.Context) string { return c.Writer.Header().Get(requestIDHeader) }

// recover turns a panic into a problem for the caller and an entry with the
// stack for the log. What was being written when it came is cut off.
func (a *api) recover(c *gin.Context) {
	defer func() {
		fault := recover()
		if fault == nil {
			return
		}
		if err, ok := fault.(error); ok && errors.Is(err, http.ErrAbortHandler) {
			panic(fault)
		}
		a.log.ErrorContext(c.Request.Context(), "panic", "request", idOf(c), "route", c.FullPath(), "panic", fmt.Sprint(fault), "stack", string(debug.Stack()))
		if c.Writer.Written() {
			panic(http.ErrAbortHandler)
		}
		a.problem(c, errPanic)
	}()
	c.Next()
}

// wellFormed refuses addresses that are not text or cannot be read.
func wellFormed(c *gin.Context) {
	decoded := c.Request.URL.Path
	query, err := url.ParseQuery(c.Request.URL.RawQuery)
	for name, values := range query {
		decoded += name + strings.Join(values, "")
	}
	if err != nil || !utf8.ValidString(decoded) || strings.ContainsRune(decoded, 0) {
		writeProblem(c, problem{Status: http.StatusBadRequest, Detail: "The address cannot be read as text: check how it is encoded"})
		c.Abort()
	}
}

func (a *api) noRoute(c *gin.Context) {
	writeProblem(c, problem{Status: http.StatusNotFound, Detail: "There is nothing at this address: " + Prefix + "/openapi.json lists what there is"})
}

func (a *api) noMethod(c *gin.Context) {
	writeProblem(c, problem{Status: http.StatusMethodNotAllowed, Detail: "This address does not take " + c.Request.Method + ", but " + c.Writer.Header().Get("Allow")})
}
