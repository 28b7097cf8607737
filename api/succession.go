package api

import (
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

// successions are what a body carried over and what it passed on.
type successions struct {
	CarriedOver []succession `json:"carried_over" description:"From the bodies that it succeeded, directly or through others"`
	PassedOn    *succession  `json:"passed_on,omitempty" description:"To the body that succeeded it"`
}

type succession struct {
	From  models.Ref   `json:"from"`
	To    models.Ref   `json:"to"`
	On    models.Date  `json:"on"`
	Lists []passedList `json:"lists"`
}

// passedList is what of one sort passed on. The list of the kind with the query
// has it among what the successor has itself.
type passedList struct {
	Kind  string         `json:"kind"`
	Field string         `json:"field" description:"The field that holds the body"`
	Count int64          `json:"count"`
	Query string         `json:"query"`
	Items []service.Name `json:"items" description:"The first ten"`
}

func (a *api) mountSuccession() {
	r := kindRoutes{a, models.BodyKind, pascal(models.BodyKind.Name), models.BodyKind.Many}
	a.mount(route{
		id: "readSuccessions", method: http.MethodGet, path: r.path("/{ref}/successions"), tag: r.tag, roles: r.seers(),
		summary: "Read what a body carried over from those that it succeeded, and what it passed on",
		about:   "What was open passes on. No record of it is changed: it is found with both bodies and counts once.",
		params:  []param{r.refParam()},
		answers: []answer{{http.StatusOK, "What passed on, as far as you may see it", &content{jsonType, a.document.reflect(successions{})}, nil}},
		handle:  a.successions,
	})
}

func (a *api) successions(c *gin.Context, who *models.Actor) error {
	over, on, err := a.service.Successions(c.Request.Context(), who, refOf(c))
	if err != nil {
		return err
	}
	answer := successions{CarriedOver: make([]succession, len(over))}
	for i, one := range over {
		answer.CarriedOver[i] = successionOf(one)
	}
	if on != nil {
		passed := successionOf(*on)
		answer.PassedOn = &passed
	}
	writeValue(c, http.StatusOK, jsonType, answer)
	return nil
}

func successionOf(found service.Succession) succession {
	answer := succession{found.From, found.To, found.On, make([]passedList, len(found.Lists))}
	for i, list := range found.Lists {
		answer.Lists[i] = passedList{list.Kind, list.Field, list.Count, url.Values{list.Field: {string(found.To)}}.Encode(), list.Items}
	}
	return answer
}
