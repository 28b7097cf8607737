package api

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

func (r kindRoutes) mountOne() {
	r.mount(route{
		id: "read" + r.name, method: http.MethodGet, path: r.path("/{ref}"), tag: r.tag, roles: r.seers(),
		summary: "Read " + article(r.kind.One),
		about:   "With the ETag in If-None-Match it answers 304 while nobody has changed the record.",
		params:  []param{r.refParam()},
		answers: []answer{r.detail(http.StatusOK, r.kind.One), {http.StatusNotModified, "You have this version", nil, []string{"ETag"}}},
		handle:  r.read,
	})
}

func (r kindRoutes) read(c *gin.Context, who *models.Actor) error {
	one, err := r.service.Get(c.Request.Context(), who, r.kind, refOf(c))
	if err != nil {
		return err
	}
	if tag := etag(one.Model); unchanged(c, tag) {
		c.Header("ETag", tag)
		c.Status(http.StatusNotModified)
		c.Writer.WriteHeaderNow()
		return nil
	}
	r.writeOne(c, who, http.StatusOK, one)
	return nil
}

func (r kindRoutes) writeOne(c *gin.Context, who *models.Actor, status int, one *service.One) {
	c.Header("ETag", etag(one.Model))
	write(c, status, jsonType, func(dst []byte) []byte { return r.appendOne(dst, who, one) })
}

func (r kindRoutes) mountHistory() {
	r.mount(route{
		id: "history" + r.name, method: http.MethodGet, path: r.path("/{ref}/history"), tag: r.tag, roles: r.seers(),
		summary: "Read who changed what, newest first",
		params:  []param{r.refParam()},
		answers: []answer{{http.StatusOK, "The history, as far as the record was there for you", &content{jsonType, closed(schema{
			"events": listOf(named("Event")), "names": named("Names"),
		})}, nil}},
		handle: func(c *gin.Context, who *models.Actor) error {
			events, names, err := r.service.History(c.Request.Context(), who, r.kind, refOf(c))
			if err != nil {
				return err
			}
			writeJSON(c, func(dst []byte) []byte {
				dst = appendValue(append(dst, `{"events":`...), events)
				dst = appendNames(append(dst, `,"names":`...), names)
				return append(dst, '}')
			})
			return nil
		},
	})
}

func (r kindRoutes) mountThread() {
	r.mount(route{
		id: "thread" + r.name, method: http.MethodGet, path: r.path("/{ref}/thread"), tag: r.tag, roles: r.seers(),
		summary: "Read what refers to it, grouped",
		params:  []param{r.refParam()},
		answers: []answer{{http.StatusOK, "The groups, each with its first records", &content{jsonType, closed(schema{"groups": listOf(named("Group"))})}, nil}},
		handle: func(c *gin.Context, who *models.Actor) error {
			ref := refOf(c)
			if err := r.service.Sees(c.Request.Context(), who, r.kind, ref); err != nil {
				return err
			}
			groups, err := r.service.Thread(c.Request.Context(), who, ref)
			if err != nil {
				return err
			}
			writeValue(c, http.StatusOK, jsonType, map[string]any{"groups": groups})
			return nil
		},
	})
}

func refOf(c *gin.Context) models.Ref { return models.Ref(c.Param("ref")) }

func article(one string) string {
	switch one[0] {
	case 'A', 'E', 'I', 'O', 'U':
		return "an " + lower(one)
	}
	return "a " + lower(one)
}
