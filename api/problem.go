package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"

	"answerable/models"
)

// rawRecord is a record that was written as JSON before.
type rawRecord = json.RawMessage

// problem is the body of every failure (RFC 9457).
type problem struct {
	Type      string          `json:"type" description:"What sort of problem it is: urn:answerable:problem: and the title in short"`
	Title     string          `json:"title" description:"The same for every problem of the type"`
	Status    int             `json:"status"`
	Detail    string          `json:"detail" description:"A sentence that people may read"`
	RequestID string          `json:"request_id" description:"Quote it when asking for help: the log has the rest"`
	Errors    models.Problems `json:"errors,omitempty" description:"What is wrong with which field"`
	Current   rawRecord       `json:"current,omitempty" description:"The record as it stands, where it changed meanwhile"`
}

// Error makes a problem an error that handlers can return.
func (p problem) Error() string { return p.Detail }

var errPanic = errors.New("the handler panicked")

// titles say in short what each status stands for.
var titles = map[int][2]string{
	http.StatusBadRequest:            {"malformed", "The request is malformed"},
	http.StatusUnauthorized:          {"not-signed-in", "Not signed in"},
	http.StatusForbidden:             {"denied", "Not allowed"},
	http.StatusNotFound:              {"not-found", "Not found"},
	http.StatusMethodNotAllowed:      {"method", "Method not allowed"},
	http.StatusConflict:              {"refused", "Refused by a rule"},
	http.StatusPreconditionFailed:    {"stale", "Changed meanwhile"},
	http.StatusRequestEntityTooLarge: {"too-large", "Too large"},
	http.StatusUnsupportedMediaType:  {"media-type", "Wrong content type"},
	http.StatusUnprocessableEntity:   {"invalid", "Not valid"},
	http.StatusPreconditionRequired:  {"if-match", "If-Match is missing"},
	http.StatusTooManyRequests:       {"too-many", "Too many attempts"},
	http.StatusInternalServerError:   {"fault", "A fault of the service"},
	http.StatusServiceUnavailable:    {"unavailable", "Not available just now"},
}

// statuses is the one place that says how a fault is answered.
var statuses = map[models.Fault]int{
	models.Invalid:     http.StatusUnprocessableEntity,
	models.Denied:      http.StatusForbidden,
	models.Missing:     http.StatusNotFound,
	models.Stale:       http.StatusPreconditionFailed,
	models.Refused:     http.StatusConflict,
	models.Unsigned:    http.StatusUnauthorized,
	models.TooMany:     http.StatusTooManyRequests,
	models.Unavailable: http.StatusServiceUnavailable,
}

// problem answers with what went wrong. What is nobody's mistake goes to the
// log with its cause, which the caller does not see.
func (a *api) problem(c *gin.Context, err error) {
	p := problemOf(err)
	if p.Status >= http.StatusInternalServerError && !errors.Is(err, errPanic) && !errors.Is(err, context.Canceled) {
		a.log.ErrorContext(c.Request.Context(), "request failed", "request", idOf(c), "route", c.FullPath(), "error", err)
	}
	writeProblem(c, p)
}

func problemOf(err error) problem {
	var own problem
	if errors.As(err, &own) {
		return own
	}
	var named *models.Error
	if errors.As(err, &named) && statuses[named.Fault] != 0 {
		return problem{Status: statuses[named.Fault], Detail: named.Public, Errors: named.Problems}
	}
	return problem{Status: http.StatusInternalServerError, Detail: "Something went wrong that should not have. It has been noted"}
}

func writeProblem(c *gin.Context, p problem) {
	title := titles[p.Status]
	p.Type, p.Title, p.RequestID = "urn:answerable:problem:"+title[0], title[1], idOf(c)
	if p.Status == http.StatusUnauthorized {
		c.Header("WWW-Authenticate", "Bearer")
	}
	writeValue(c, p.Status, "application/problem+json", p)
}
