package api

import (
	"encoding/json"
	"net/http"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

func (r kindRoutes) mountCreate() {
	r.mount(route{
		id: "create" + r.name, method: http.MethodPost, path: r.path(""), tag: r.tag, roles: movesRoles(r.kind.Start),
		summary: "Create " + article(r.kind.One),
		params:  []param{r.startParam()},
		body:    &content{jsonType, named(r.name + "New")},
		answers: []answer{r.detail(http.StatusCreated, "The new record", "Location")},
		handle:  r.create,
	})
}

func moveOptions(moves []models.Move) []models.Option {
	options := make([]models.Option, len(moves))
	for i, move := range moves {
		options[i] = models.Option{Value: move.Name, Label: move.Label}
	}
	return options
}

func (r kindRoutes) create(c *gin.Context, who *models.Actor) error {
	start, err := r.startIn(c)
	if err != nil {
		return err
	}
	entered, err := entry(c)
	if err != nil {
		return err
	}
	made, err := r.service.Create(c.Request.Context(), who, r.kind, start, entered)
	if err != nil {
		return err
	}
	c.Header("Location", Prefix+r.path("/")+string(made.Base().Ref))
	return r.answerChanged(c, who, http.StatusCreated, made)
}

// startParam lets the caller choose the way in which a record is created.
func (r kindRoutes) startParam() param {
	return param{"start", "query", "In which way; the first that you may use, if not said", choiceSchema(moveOptions(r.kind.Start), false)}
}

func (r kindRoutes) startIn(c *gin.Context) (string, error) {
	start := c.Query("start")
	if start != "" && r.kind.StartNamed(start) == nil {
		return "", models.Problems{{Field: "start", Text: "start: is no way to create " + article(r.kind.One)}}.Or()
	}
	return start, nil
}

func (r kindRoutes) mountEdit() {
	r.mount(route{
		id: "change" + r.name, method: http.MethodPatch, path: r.path("/{ref}"), tag: r.tag, roles: rolesIn(r.kind.Edit),
		summary: "Change the fields that are sent",
		about:   "Where somebody else changed the record since, nothing is changed: the answer is 412 with the record as it stands.",
		params:  []param{r.refParam()}, ifMatch: true,
		body:    &content{jsonType, named(r.name + "Change")},
		answers: []answer{r.detail(http.StatusOK, "The record as it is now")},
		handle: func(c *gin.Context, who *models.Actor) error {
			return r.alter(c, who, func(version int, entered service.JSON) (models.Model, error) {
				return r.service.Edit(c.Request.Context(), who, r.kind, refOf(c), version, entered)
			})
		},
	})
}

func (r kindRoutes) mountMoves() {
	moves := choiceSchema(moveOptions(r.kind.Moves), false)
	r.mount(route{
		id: "move" + r.name, method: http.MethodPost, path: r.path("/{ref}/moves"), tag: r.tag, roles: movesRoles(r.kind.Moves), ifMatch: true,
		summary: "Make a move in its lifecycle",
		about:   "“may” of the record tells which moves are open to you.",
		params:  []param{r.refParam()},
		body:    &content{jsonType, r.moveSchema(moves)},
		answers: []answer{r.detail(http.StatusOK, "The record as it is now")},
		handle: func(c *gin.Context, who *models.Actor) error {
			return r.alter(c, who, func(version int, entered service.JSON) (models.Model, error) {
				var move string
				if json.Unmarshal(entered["move"], &move) != nil || move == "" {
					return nil, models.Problems{{Field: "move", Code: "required", Text: "move: must be the name of a move"}}.Or()
				}
				delete(entered, "move")
				return r.service.Move(c.Request.Context(), who, r.kind, refOf(c), version, move, entered)
			})
		},
	})
}

func (r kindRoutes) moveSchema(moves schema) schema {
	properties := schema{"move": moves}
	for name, property := range r.document.spec.Components.Schemas[r.name+"Move"]["properties"].(schema) {
		properties[name] = property
	}
	return schema{"type": "object", "properties": properties, "required": []string{"move"}, "additionalProperties": false}
}

// entry reads what is entered of a record. A reason must be a text whether or
// not one is asked for: none that was given gets lost.
func entry(c *gin.Context) (service.JSON, error) {
	entered, err := object(c)
	if err != nil {
		return nil, err
	}
	if raw, given := entered["reason"]; given && raw[0] != '"' {
		return nil, models.Problems{{Field: "reason", Text: "Reason: must be a text"}}.Or()
	}
	return entered, nil
}

// alter reads which version the caller saw and what they send, and answers
// with what became of the record.
func (r kindRoutes) alter(c *gin.Context, who *models.Actor, change func(version int, entered service.JSON) (models.Model, error)) error {
	version, err := ifMatch(c)
	if err != nil {
		return err
	}
	entered, err := entry(c)
	if err != nil {
		return err
	}
	changed, err := change(version, entered)
	if err != nil {
		return r.orStale(c, who, err)
	}
	return r.answerChanged(c, who, http.StatusOK, changed)
}

// orStale adds to a stale change the record as it stands, so that the caller
// can put the two together.
func (r kindRoutes) orStale(c *gin.Context, who *models.Actor, err error) error {
	if models.FaultOf(err) != models.Stale {
		return err
	}
	one, gone := r.service.Get(c.Request.Context(), who, r.kind, refOf(c))
	if gone != nil {
		return gone
	}
	p := problemOf(err)
	c.Header("ETag", etag(one.Model))
	p.Current = r.appendOne(nil, who, one)
	return p
}

// answerChanged reads the record anew, as the person may see it.
func (r kindRoutes) answerChanged(c *gin.Context, who *models.Actor, status int, m models.Model) error {
	one, err := r.service.Get(c.Request.Context(), who, r.kind, m.Base().Ref)
	if err != nil {
		return err
	}
	r.writeOne(c, who, status, one)
	return nil
}
