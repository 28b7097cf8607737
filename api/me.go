package api

import (
	"context"
	"net/http"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

// me is the person who is calling.
type me struct {
	Person models.Ref   `json:"person"`
	Name   string       `json:"name"`
	Body   models.Ref   `json:"body"`
	Side   models.Side  `json:"side"`
	Roles  []string     `json:"roles"`
	Bodies []models.Ref `json:"bodies" description:"Their own body and the units under it"`
	Desks  []desk       `json:"desks" description:"What waits for them, by what it asks"`
}

// desk is a pile of work: how much, and under which query the list gives it.
type desk struct {
	Name  string `json:"name"`
	Label string `json:"label"`
	Kind  string `json:"kind"`
	Query string `json:"query"`
	Count int64  `json:"count"`
}

// pile is a desk with the first records that lie on it.
type pile struct {
	desk
	Items []task `json:"items"`
}

// task is one record that waits, and by which day.
type task struct {
	service.Name
	Due models.Date `json:"due" description:"The day by which it waits; empty where none is recorded"`
}

func (a *api) mountMe() {
	a.mount(route{
		id: "readMe", method: http.MethodGet, path: "/me", tag: "You",
		summary: "Read who you are, and how much waits for you",
		answers: []answer{{http.StatusOK, "You", &content{jsonType, a.document.reflect(me{})}, nil}},
		handle:  a.me,
	})
	a.mount(route{
		id: "readWork", method: http.MethodGet, path: "/work", tag: "You",
		summary: "Read what waits for you, the nearest due first",
		params:  []param{{"owner", "query", "Only what you own", schema{"type": "string", "enum": []string{"me"}}}},
		answers: []answer{{http.StatusOK, "The piles, empty ones too", &content{jsonType, closed(schema{"desks": listOf(a.document.reflect(pile{}))})}, nil}},
		handle:  a.work,
	})
}

func (a *api) me(c *gin.Context, who *models.Actor) error {
	piles, err := a.piles(c, who, a.service.Desks)
	if err != nil {
		return err
	}
	answer := me{Person: who.Person, Name: who.Name, Body: who.Body, Side: who.Side, Bodies: who.Bodies, Desks: make([]desk, len(piles))}
	for _, role := range who.Roles {
		answer.Roles = append(answer.Roles, string(role))
	}
	for i, pile := range piles {
		answer.Desks[i] = pile.desk
	}
	writeValue(c, http.StatusOK, jsonType, answer)
	return nil
}

func (a *api) work(c *gin.Context, who *models.Actor) error {
	desks := a.service.Desks
	switch c.Query("owner") {
	case "":
	case "me":
		desks = a.service.OwnDesks
	default:
		return models.Problems{{Field: "owner", Code: "choice", Text: "owner: must be “me” or left out"}}.Or()
	}
	piles, err := a.piles(c, who, desks)
	if err != nil {
		return err
	}
	writeValue(c, http.StatusOK, jsonType, map[string]any{"desks": piles})
	return nil
}

func (a *api) piles(c *gin.Context, who *models.Actor, desks func(context.Context, *models.Actor) ([]service.Pile, error)) ([]pile, error) {
	found, err := desks(c.Request.Context(), who)
	if err != nil {
		return nil, err
	}
	piles := make([]pile, len(found))
	for i, p := range found {
		piles[i] = pile{desk{p.Name, p.Label, p.Kind, p.Query.Values().Encode(), p.Count}, make([]task, len(p.Items))}
		for j, item := range p.Items {
			piles[i].Items[j] = task{item.Name, item.Due}
		}
	}
	return piles, nil
}
