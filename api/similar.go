package api

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

// mountSimilar mounts the search for questions that were asked before. No
// question has the reference “similar”: it begins with that of its meeting.
func (a *api) mountSimilar() {
	r := kindRoutes{a, models.QuestionKind, pascal(models.QuestionKind.Name), models.QuestionKind.Many}
	similar := a.document.define("SimilarQuestion", a.document.reflect(service.SimilarQuestion{}))
	a.mount(route{
		id: "findSimilarQuestions", method: http.MethodGet, path: r.path("/similar"), tag: r.tag, roles: r.seers(),
		summary: "Find the questions that are like a text",
		about:   "What was asked before that is like a question being written, the most alike first: with the answers given and how far the assurances taken from it stand today.",
		params: []param{
			{"text", "query", "What is being written", textSchema()},
			{"except", "query", "The reference of a question to leave out, such as the one being changed", textSchema()},
		},
		answers: []answer{{http.StatusOK, "The questions, at most eight", &content{jsonType, closed(schema{"items": listOf(similar)})}, nil}},
		handle:  a.similar,
	})
}

func (a *api) similar(c *gin.Context, who *models.Actor) error {
	found, err := a.service.Similar(c.Request.Context(), who, c.Query("text"), models.Ref(c.Query("except")))
	if err != nil {
		return err
	}
	writeValue(c, http.StatusOK, jsonType, map[string]any{"items": found})
	return nil
}
