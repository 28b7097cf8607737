package api

import (
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

// results is a page of what a search found.
type results struct {
	Items []service.Found  `json:"items"`
	Total int64            `json:"total" description:"How many there are in all, of the kind asked for"`
	Kinds map[string]int64 `json:"kinds" description:"How many there are of each kind"`
	More  bool             `json:"more" description:"Whether there are further pages"`
}

func (a *api) mountSearch() {
	a.mount(route{
		id: "search", method: http.MethodGet, path: "/search", tag: "Search",
		summary: "Search everything that you may see, best first",
		params: []param{
			{"q", "query", "The words; a body is found by its other names too", textSchema()},
			{"kind", "query", "Only records of this kind", schema{"type": "string", "enum": kindNames()}},
			{"page", "query", "Which page, from 1", schema{"type": "integer", "minimum": 1, "maximum": maxPage, "default": 1}},
		},
		answers: []answer{{http.StatusOK, "What was found", &content{jsonType, a.document.reflect(results{})}, nil}},
		handle:  a.search,
	})
}

// maxPage is as far as anybody leafs through a search.
const maxPage = 1000

func kindNames() []string {
	names := make([]string, len(models.Registry))
	for i, k := range models.Registry {
		names[i] = k.Name
	}
	return names
}

func (a *api) search(c *gin.Context, who *models.Actor) error {
	var problems models.Problems
	kind := c.Query("kind")
	if kind != "" && models.KindNamed(kind) == nil {
		problems = append(problems, models.Problem{Field: "kind", Code: "choice", Text: "kind: is no kind of record"})
	}
	page, err := strconv.Atoi(c.DefaultQuery("page", "1"))
	if err != nil || page < 1 || page > maxPage {
		problems = append(problems, models.Problem{Field: "page", Code: "out_of_range", Text: "page: must be a number from 1 to " + strconv.Itoa(maxPage)})
	}
	if err := problems.Or(); err != nil {
		return err
	}
	found, err := a.service.Search(c.Request.Context(), who, c.Query("q"), kind, page)
	if err != nil {
		return err
	}
	writeValue(c, http.StatusOK, jsonType, results{append([]service.Found{}, found.Found...), found.Total, found.Kinds, found.More})
	return nil
}
