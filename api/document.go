package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"
	"github.com/swaggest/openapi-go/openapi31"

	"answerable/internal/session"
	"answerable/models"
)

// document is the OpenAPI description, filled while routes are mounted.
type document struct {
	spec *openapi31.Spec
	// text is the document as it is served, once everything is mounted.
	text []byte
}

func newDocument() *document {
	d := &document{spec: &openapi31.Spec{Openapi: "3.1.0"}}
	d.spec.WithInfo(openapi31.Info{Title: "Answerable", Version: "1"})
	d.spec.Info.WithDescription("Holding a police force to account: questions, answers, assurances, commitments, recommendations and money, on record. " +
		"Dates are in Europe/London, to the precision that is known; instants are in UTC; money is in whole pence. " +
		"An empty text or null means that nothing is recorded. What you may not see is, to you, not there.")
	d.spec.WithServers(openapi31.Server{URL: Prefix})
	d.secure()
	d.headers()
	d.problems()
	d.shared()
	d.definePaper()
	return d
}

func (d *document) secure() {
	bearer := (&openapi31.SecurityScheme{}).WithHTTPBearer(openapi31.SecuritySchemeHTTPBearer{Scheme: "bearer"}).
		WithDescription("A token of one's own, made with POST /tokens or by the command line.")
	cookie := (&openapi31.SecurityScheme{}).WithAPIKey(openapi31.SecuritySchemeAPIKey{Name: session.Cookie, In: "cookie"}).
		WithDescription("The session of somebody signed in with a browser. Requests from other sites are refused.")
	d.spec.ComponentsEns().SecuritySchemes = map[string]openapi31.SecuritySchemeOrReference{
		"token": {SecurityScheme: bearer}, "session": {SecurityScheme: cookie},
	}
}

// headerAbout says what the headers of responses hold.
var headerAbout = map[string]string{
	"ETag":                "The version of the record, a strong entity tag such as \"3\". Send it in If-Match to change the record.",
	"Location":            "Where the new record is.",
	"Content-Disposition": "Always an attachment, with the name of the file.",
	"WWW-Authenticate":    "Bearer, where nobody is signed in.",
	requestIDHeader:       "The id of the request, as sent by the caller or given here.",
}

func (d *document) headers() {
	d.spec.ComponentsEns().Headers = map[string]openapi31.HeaderOrReference{}
	for name, about := range headerAbout {
		d.spec.Components.Headers[name] = openapi31.HeaderOrReference{Header: &openapi31.Header{Description: &about, Schema: schema{"type": "string"}}}
	}
}

func headersNamed(names []string) map[string]openapi31.HeaderOrReference {
	headers := map[string]openapi31.HeaderOrReference{}
	for _, name := range append([]string{requestIDHeader}, names...) {
		headers[name] = openapi31.HeaderOrReference{Reference: &openapi31.Reference{Ref: "#/components/headers/" + name}}
	}
	return headers
}

// problems describes the response of each status that is a problem.
func (d *document) problems() {
	d.define("Problem", d.reflect(problem{}))
	d.spec.ComponentsEns().Responses = map[string]openapi31.ResponseOrReference{}
	for status, title := range titles {
		var names []string
		switch status {
		case http.StatusUnauthorized:
			names = []string{"WWW-Authenticate"}
		case http.StatusPreconditionFailed:
			names = []string{"ETag"}
		}
		d.spec.Components.Responses[problemName(status)] = openapi31.ResponseOrReference{Response: &openapi31.Response{
			Description: title[1],
			Headers:     headersNamed(names),
			Content:     map[string]openapi31.MediaType{"application/problem+json": {Schema: named("Problem")}},
		}}
	}
}

func problemName(status int) string { return "Problem" + strconv.Itoa(status) }

// define puts a schema under a name that others can refer to.
func (d *document) define(name string, s schema) schema {
	if _, taken := d.spec.ComponentsEns().Schemas[name]; taken {
		panic("api: two schemas are called " + name)
	}
	d.spec.Components.WithSchemasItem(name, s)
	return named(name)
}

// add describes a route.
func (d *document) add(r route) {
	operation := openapi31.Operation{}
	operation.WithID(r.id).WithSummary(r.summary).WithTags(r.tag)
	if r.about != "" {
		operation.WithDescription(r.about)
	}
	for _, p := range r.params {
		operation.Parameters = append(operation.Parameters, describe(p))
	}
	if r.ifMatch {
		operation.Parameters = append(operation.Parameters, describe(param{"If-Match", "header", "The ETag of the record as you read it", schema{"type": "string", "pattern": entityTag.String()}}))
	}
	if r.body != nil {
		required := true
		operation.RequestBody = &openapi31.RequestBodyOrReference{RequestBody: &openapi31.RequestBody{Required: &required, Content: r.body.typed()}}
	}
	for _, answer := range r.answers {
		response := &openapi31.Response{Description: answer.about, Headers: headersNamed(answer.headers)}
		if answer.content != nil {
			response.Content = answer.content.typed()
		}
		operation.ResponsesEns().WithMapOfResponseOrReferenceValuesItem(strconv.Itoa(answer.status), openapi31.ResponseOrReference{Response: response})
	}
	for _, status := range failures(r) {
		operation.ResponsesEns().WithMapOfResponseOrReferenceValuesItem(strconv.Itoa(status),
			openapi31.ResponseOrReference{Reference: &openapi31.Reference{Ref: "#/components/responses/" + problemName(status)}})
	}
	if !r.public {
		operation.WithSecurity(map[string][]string{"token": {}}, map[string][]string{"session": {}})
		operation.WithMapOfAnythingItem("x-roles", r.roles)
	}
	if err := d.spec.AddOperation(r.method, r.path, operation); err != nil {
		panic(fmt.Sprintf("api: %s %s: %v", r.method, r.path, err))
	}
}

func (c *content) typed() map[string]openapi31.MediaType {
	return map[string]openapi31.MediaType{c.media: {Schema: c.schema}}
}

func describe(p param) openapi31.ParameterOrReference {
	described := openapi31.Parameter{Name: p.name, In: openapi31.ParameterIn(p.in), Description: &p.about, Schema: p.schema}
	if required := p.in != "query"; required {
		described.Required = &required
	}
	return described.ToParameterOrRef()
}

// failures are the statuses of the problems that a route may answer with.
func failures(r route) []int {
	statuses := []int{http.StatusBadRequest, http.StatusInternalServerError, http.StatusServiceUnavailable}
	if !r.public {
		statuses = append(statuses, http.StatusUnauthorized, http.StatusUnprocessableEntity)
	}
	for _, p := range r.params {
		if p.in == "path" {
			statuses = append(statuses, http.StatusNotFound)
			break
		}
	}
	if r.method != http.MethodGet || r.refuses {
		statuses = append(statuses, http.StatusConflict)
	}
	if r.method != http.MethodGet || r.refuses || r.denies {
		statuses = append(statuses, http.StatusForbidden)
	}
	if r.body != nil {
		statuses = append(statuses, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType)
	}
	if r.ifMatch {
		statuses = append(statuses, http.StatusPreconditionFailed, http.StatusPreconditionRequired)
	}
	return statuses
}

// mountDocument serves the document. It is mounted last, and describes itself.
func (a *api) mountDocument() {
	a.mount(route{
		id: "readOpenAPI", method: http.MethodGet, path: "/openapi.json", public: true, tag: "About",
		summary: "Read this description of the API",
		answers: []answer{{http.StatusOK, "The OpenAPI document", &content{jsonType, schema{"type": "object"}}, nil}},
		handle: func(c *gin.Context, _ *models.Actor) error {
			c.Header("Cache-Control", "public, max-age=300")
			writeJSON(c, func(dst []byte) []byte { return append(dst, a.document.text...) })
			return nil
		},
	})
	var err error
	if a.document.text, err = json.Marshal(a.document.spec); err != nil {
		panic(fmt.Sprintf("api: the document cannot be written: %v", err))
	}
}
