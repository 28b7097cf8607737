package api

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

// mountDuplicates mounts the list of bodies that may be the same. No body has
// the reference “duplicates”: it is numbered.
func (a *api) mountDuplicates() {
	r := kindRoutes{a, models.BodyKind, pascal(models.BodyKind.Name), models.BodyKind.Many}
	like := a.document.define("LikeBodies", a.document.reflect(service.LikeBodies{}))
	a.mount(route{
		id: "findDuplicateBodies", method: http.MethodGet, path: r.path("/duplicates"), tag: r.tag, roles: r.seers(),
		summary: "Find the bodies that may be the same",
		about:   "Those with the same charity or company number or name, and those of which one is also written as the other is called. Nothing is merged: to record that they are the same, change the field same_as of one of them.",
		answers: []answer{{http.StatusOK, "The bodies, those of which it is not recorded yet first", &content{jsonType, closed(schema{"items": listOf(like)})}, nil}},
		handle:  a.duplicates,
	})
}

func (a *api) duplicates(c *gin.Context, who *models.Actor) error {
	found, err := a.service.Duplicates(c.Request.Context(), who)
	if err != nil {
		return err
	}
	writeValue(c, http.StatusOK, jsonType, map[string]any{"items": append([]service.LikeBodies{}, found...)})
	return nil
}
