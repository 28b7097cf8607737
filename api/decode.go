package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

// maxBody is how large a JSON body may be.
const maxBody = 1 << 20

// object reads the body: one JSON object, no member twice, nothing behind it.
func object(c *gin.Context) (service.JSON, error) {
	if media, _, err := mime.ParseMediaType(c.GetHeader("Content-Type")); err != nil || media != jsonType {
		return nil, problem{Status: http.StatusUnsupportedMediaType, Detail: "The body must be sent as application/json"}
	}
	text, err := io.ReadAll(http.MaxBytesReader(c.Writer, c.Request.Body, maxBody))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return nil, problem{Status: http.StatusRequestEntityTooLarge, Detail: "The body must be at most 1 MiB"}
	case err != nil:
		return nil, malformed("The body did not arrive whole")
	case !utf8.Valid(text):
		return nil, malformed("The body must be UTF-8")
	}
	return members(text)
}

func malformed(format string, args ...any) error {
	return problem{Status: http.StatusBadRequest, Detail: fmt.Sprintf(format, args...)}
}

func members(text []byte) (service.JSON, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	if first, err := decoder.Token(); err != nil || first != json.Delim('{') {
		return nil, malformedAt(text, decoder.InputOffset(), err, "The body must be a JSON object")
	}
	found := service.JSON{}
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			return nil, malformedAt(text, decoder.InputOffset(), err, "The body is not JSON")
		}
		key, _ := name.(string)
		if _, twice := found[key]; twice {
			return nil, malformedAt(text, decoder.InputOffset(), nil, "The member “"+key+"” is there twice")
		}
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return nil, malformedAt(text, decoder.InputOffset(), err, "The body is not JSON")
		}
		found[key] = value
	}
	if _, err := decoder.Token(); err != nil {
		return nil, malformedAt(text, decoder.InputOffset(), err, "The body is not JSON")
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, malformedAt(text, decoder.InputOffset(), nil, "Something follows the JSON object")
	}
	return found, nil
}

// malformedAt names the place as editors do, by line and column: where the
// library stumbled, or else what comes next behind the offset.
func malformedAt(text []byte, offset int64, err error, what string) error {
	at := min(int(offset), len(text))
	at += len(text[at:]) - len(bytes.TrimLeft(text[at:], " \t\r\n"))
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		at = min(max(at, int(syntax.Offset)-1), len(text))
	}
	line := bytes.Count(text[:at], []byte("\n")) + 1
	column := utf8.RuneCount(text[bytes.LastIndexByte(text[:at], '\n')+1:at]) + 1
	return malformed("%s (line %d, column %d)", what, line, column)
}

// into reads members of an object into variables, and says which are of the
// wrong type or are none that the route knows.
func into(body service.JSON, wanted map[string]any) error {
	var problems models.Problems
	for name, raw := range body {
		at, known := wanted[name]
		switch {
		case !known:
			problems = append(problems, models.Problem{Field: name, Code: "unknown_field", Text: name + ": cannot be set here"})
		case string(raw) == "null" || json.Unmarshal(raw, at) != nil:
			problems = append(problems, models.Problem{Field: name, Code: "wrong_type", Text: name + ": must be " + shapeOf(at)})
		}
	}
	slices.SortFunc(problems, func(a, b models.Problem) int { return strings.Compare(a.Field, b.Field) })
	return problems.Or()
}

// all says which of the members that an object must have are missing.
func all(body service.JSON, wanted ...string) error {
	var problems models.Problems
	for _, name := range wanted {
		if _, given := body[name]; !given {
			problems = append(problems, models.Problem{Field: name, Code: "required", Text: name + ": must be given"})
		}
	}
	return problems.Or()
}

func shapeOf(at any) string {
	switch at.(type) {
	case *int:
		return "a whole number"
	case *bool:
		return "true or false"
	case *service.JSON:
		return "an object"
	case *[]service.JSON:
		return "a list of objects"
	case *models.Refs, *models.SectionList:
		return "a list of texts"
	default:
		return "a text"
	}
}

// nested reads an object that is a member of the body.
func nested(name string, raw json.RawMessage) (service.JSON, error) {
	if len(raw) == 0 || raw[0] != '{' {
		return nil, models.Problems{{Field: name, Code: "wrong_type", Text: name + ": must be an object"}}.Or()
	}
	return members(raw)
}

// problemsIn are the problems that an error tells, if that is what it is about.
func problemsIn(err error) models.Problems {
	var named *models.Error
	if errors.As(err, &named) {
		return named.Problems
	}
	return nil
}
