package api

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

func (r kindRoutes) mountList() {
	r.mount(route{
		id: "list" + r.name, method: http.MethodGet, path: r.path(""), tag: r.tag, roles: r.seers(),
		summary: "List " + lower(r.kind.Many),
		about:   "Several values of one filter widen the list, several filters narrow it. The value “" + service.NotRecorded + "” asks for what is not recorded.",
		params:  append(r.filters(), r.pages()...), anyQuery: true,
		answers: []answer{{http.StatusOK, "A page of the list", &content{jsonType, r.pageSchema()}, nil}},
		handle:  r.list,
	})
}

func (r kindRoutes) pageSchema() schema {
	return schema{
		"type": "object", "additionalProperties": false, "required": []string{"items", "names", "next", "total"},
		"properties": schema{
			"items": listOf(exactly(r.name)),
			"names": named("Names"),
			"next":  schema{"type": "string", "description": "Send it as “after” for the next page; empty on the last"},
			"total": schema{"type": "integer", "minimum": 0, "description": "How many there are on all pages"},
		},
	}
}

// filters are the parameters that narrow a list and sort it.
func (r kindRoutes) filters() []param {
	values := func(s schema) schema { return schema{"type": "array", "items": s} }
	params := []param{
		{"q", "query", "Only what full-text search finds", textSchema()},
		{"state", "query", "Where the record stands", values(choiceSchema(r.kind.States, false))},
		{"sample", "query", "Whether it came with the sample", values(textSchema())},
		{"marking", "query", "Security marking", values(choiceSchema(models.Official.Options(), false))},
	}
	for _, field := range r.kind.Fields {
		if field.Filter {
			params = append(params, param{field.FilterName, "query", field.Label, values(textSchema())})
		}
	}
	for _, bound := range service.Bounds(r.kind) {
		params = append(params, param{bound.Name, "query", bound.Label + " this date", textSchema()})
	}
	for _, derived := range r.kind.Derived {
		if derived.SQL != "" {
			params = append(params, param{derived.Name, "query", derived.Label, values(derivedSchema(derived))})
		}
	}
	for _, behind := range r.kind.Behind {
		params = append(params, param{behind.Name, "query", behind.Label, values(textSchema())})
	}
	for _, under := range r.kind.Under {
		params = append(params, param{under.Name, "query", under.Label, values(textSchema())})
	}
	if said := r.kind.Said; said != nil {
		params = append(params, param{said.Name, "query", said.Label, values(choiceSchema(said.Options(), false))},
			param{said.By, "query", said.ByLabel, values(textSchema())})
	}
	if work := r.kind.OwnWork; work != nil {
		params = append(params, param{work.Name, "query", work.Label, values(choiceSchema(work.Options(), false))})
	}
	return append(params, param{"sort", "query", "The name of a field, with a minus in front for descending", textSchema()})
}

// pages are the parameters that say which page of a list, and how much of it.
func (r kindRoutes) pages() []param {
	limit := schema{"type": "integer", "minimum": 1, "maximum": service.MaxPageSize, "default": service.PageSize}
	return []param{
		{"after", "query", "The “next” of the page before", textSchema()},
		{"limit", "query", "How many records", limit},
	}
}

func (r kindRoutes) list(c *gin.Context, who *models.Actor) error {
	query, err := service.ParseQuery(r.kind, c.Request.URL.Query())
	if err != nil {
		return err
	}
	page, err := r.service.List(c.Request.Context(), who, r.kind, query)
	if err != nil {
		return err
	}
	total, err := r.service.Count(c.Request.Context(), who, r.kind, query)
	if err != nil {
		return err
	}
	writeJSON(c, func(dst []byte) []byte { return r.appendPage(dst, page, total) })
	return nil
}

func (r kindRoutes) appendPage(dst []byte, page *service.Page, total int64) []byte {
	dst = r.writers[r.kind].appendList(append(dst, `{"items":`...), page.Models, r.service.Today())
	dst = appendNames(append(dst, `,"names":`...), page.Names)
	dst = appendText(append(dst, `,"next":`...), page.Next)
	return append(strconv.AppendInt(append(dst, `,"total":`...), total, 10), '}')
}

func lower(text string) string { return strings.ToLower(text[:1]) + text[1:] }
