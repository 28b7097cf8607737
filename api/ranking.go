package api

import (
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

// mountRanking mounts the applications of a round by their scores.
func (a *api) mountRanking() {
	r := kindRoutes{a, models.RoundKind, pascal(models.RoundKind.Name), models.RoundKind.Many}
	a.mount(route{
		id: "readRanking", method: http.MethodGet, path: r.path("/{ref}/ranking"), tag: r.tag, roles: rolesIn(seeApplications()),
		summary: "Rank the applications of a round by their scores",
		about:   "The highest score first; those with the same score have the same place. At most 200 are listed, and those that were withdrawn are not.",
		params:  []param{r.refParam()},
		answers: []answer{{http.StatusOK, "The applications in their places", &content{jsonType, a.document.reflect(service.Ranking{})}, nil}},
		handle:  a.ranking,
	})
}

// seeApplications are the grants to see what is not decided yet.
func seeApplications() []models.Grant {
	return slices.DeleteFunc(slices.Clone(models.AwardKind.See), func(g models.Grant) bool {
		return len(g.States) > 0 && !slices.Contains(g.States, models.AwardApplied)
	})
}

func (a *api) ranking(c *gin.Context, who *models.Actor) error {
	found, err := a.service.RankingOf(c.Request.Context(), who, refOf(c))
	if err != nil {
		return err
	}
	writeValue(c, http.StatusOK, jsonType, found)
	return nil
}
