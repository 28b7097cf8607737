package api

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

// ratings are how many recommendations stand red, amber and green, as programs
// read it.
type ratings struct {
	RedMeans models.RedMeans `json:"red_means" description:"What red means under the settings of the office: overdue or failing"`
	Rule     []string        `json:"rule" description:"How the ratings are made, in words"`
	Counts   []ratingCount   `json:"counts"`
}

type ratingCount struct {
	Rating string `json:"rating" description:"red, amber, green or not rated"`
	Count  int64  `json:"count"`
	Query  string `json:"query" description:"The query under which the list of recommendations gives them"`
}

// rating is how one recommendation stands, and why.
type rating struct {
	Rating   models.Rating   `json:"rating" description:"red, amber, green or not rated"`
	RedMeans models.RedMeans `json:"red_means" description:"What red means under the settings of the office: overdue or failing"`
	Why      string          `json:"why" description:"The rating and what made it so, as a sentence"`
	Signs    []string        `json:"signs" description:"What made it so, one by one"`
}

// mountRatings mounts how recommendations stand: all that a query lists, and
// each.
func (a *api) mountRatings() {
	r := kindRoutes{a, models.RecommendationKind, pascal(models.RecommendationKind.Name), models.RecommendationKind.Many}
	a.mount(route{
		id: "countRatings", method: http.MethodGet, path: r.path("/ratings"), tag: r.tag, roles: r.seers(),
		summary: "Count recommendations by red, amber and green",
		about:   "The filters are those of the list.",
		params:  r.filters(), anyQuery: true,
		answers: []answer{{http.StatusOK, "The counts and the rule", &content{jsonType, a.document.reflect(ratings{})}, nil}},
		handle:  r.ratings,
	})
	a.mount(route{
		id: "readRating", method: http.MethodGet, path: r.path("/{ref}/rating"), tag: r.tag, roles: r.seers(),
		summary: "Read how a recommendation stands and why",
		params:  []param{r.refParam()},
		answers: []answer{{http.StatusOK, "The rating", &content{jsonType, a.document.reflect(rating{})}, nil}},
		handle:  r.rating,
	})
}

func (r kindRoutes) ratings(c *gin.Context, who *models.Actor) error {
	q, err := service.ParseQuery(r.kind, c.Request.URL.Query())
	if err != nil {
		return err
	}
	found, err := r.service.Ratings(c.Request.Context(), who, q)
	if err != nil {
		return err
	}
	answer := ratings{RedMeans: found.Red, Rule: models.RatingRule(found.Red)}
	for _, count := range found.Counts {
		answer.Counts = append(answer.Counts, ratingCount{count.Rating.Value, count.Count, count.Query.Values().Encode()})
	}
	writeValue(c, http.StatusOK, jsonType, answer)
	return nil
}

func (r kindRoutes) rating(c *gin.Context, who *models.Actor) error {
	one, err := r.service.Get(c.Request.Context(), who, r.kind, refOf(c))
	if err != nil {
		return err
	}
	settings, err := r.service.Settings(c.Request.Context())
	if err != nil {
		return err
	}
	rated := one.Model.(*models.Recommendation).Rated(r.service.Today(), settings.RedMeans)
	writeValue(c, http.StatusOK, jsonType, rating{rated.Rating, settings.RedMeans, rated.Why(), append([]string{}, rated.Signs...)})
	return nil
}
