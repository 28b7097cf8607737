package api

import (
	"context"
	"net/http"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

// mountImportSteps mounts what sets something going for an import.
func (a *api) mountImportSteps(r kindRoutes) {
	why := &content{jsonType, closed(schema{"reason": schema{"type": "string", "minLength": 1, "description": "Why: it stands in the history of each record"}})}
	step := func(id, path, summary, about string, body *content, take func(*gin.Context, *models.Actor, int, service.JSON) (*models.Import, error)) {
		a.mount(route{
			id: id, method: http.MethodPost, path: r.path("/{ref}/" + path), tag: r.tag, roles: r.seers(), ifMatch: true,
			summary: summary, about: about, params: []param{r.refParam()}, body: body,
			answers: []answer{r.detail(http.StatusAccepted, "It is begun, and goes on in the background: read its progress")},
			handle: func(c *gin.Context, who *models.Actor) error {
				return r.alterAs(c, who, http.StatusAccepted, func(version int, body service.JSON) (models.Model, error) {
					if err := a.service.Sees(c.Request.Context(), who, r.kind, refOf(c)); err != nil {
						return nil, err
					}
					return orNothing(take(c, who, version, body))
				})
			},
		})
	}
	step("checkImport", "check", "Say what the columns are, and have every row checked",
		"Columns that are not named are taken as they were recognised. Nothing is imported by it.", &content{jsonType, choiceBody()}, a.checkImport)
	step("applyImport", "apply", "Import all rows that were checked, or none",
		"Refused while a row is refused, and where a record changed since the check.", why, a.reasoned((*service.Service).ApplyImport))
	step("undoImport", "undo", "Undo an import as a whole",
		"What it made is withdrawn, and what it changed is put back: all of it, or nothing where somebody changed one of these records since.", why, a.reasoned((*service.Service).UndoImport))
}

// orNothing keeps a nil import from becoming a record that is there.
func orNothing(changed *models.Import, err error) (models.Model, error) {
	if err != nil {
		return nil, err
	}
	return changed, nil
}

func choiceBody() schema {
	return schema{"type": "object", "additionalProperties": false, "properties": schema{
		"sheet":   schema{"type": "string", "description": "One of the sheets; the first unless told otherwise"},
		"columns": schema{"type": "object", "additionalProperties": textSchema(), "description": "By letter or heading, the name of what each column is; an empty text leaves it out"},
		"mapping": schema{"type": "string", "description": "The reference of a mapping whose columns to take"},
		"keep_as": schema{"type": "string", "description": "The name under which to keep what was chosen, for the files that come again"},
	}}
}

func (a *api) checkImport(c *gin.Context, who *models.Actor, version int, body service.JSON) (*models.Import, error) {
	choice := service.ImportChoice{}
	var columns service.JSON
	if err := into(body, map[string]any{"sheet": &choice.Sheet, "columns": &columns, "mapping": (*string)(&choice.Mapping), "keep_as": &choice.KeepAs}); err != nil {
		return nil, err
	}
	choice.Columns = make(map[string]string, len(columns))
	wanted := make(map[string]any, len(columns))
	chosen := make(map[string]*string, len(columns))
	for name := range columns {
		chosen[name] = new(string)
		wanted[name] = chosen[name]
	}
	if err := into(columns, wanted); err != nil {
		return nil, err
	}
	for name, field := range chosen {
		choice.Columns[name] = *field
	}
	return a.service.CheckImport(c.Request.Context(), who, refOf(c), version, choice)
}

// reasoned reads the reason, and takes the step for it.
func (a *api) reasoned(take func(*service.Service, context.Context, *models.Actor, models.Ref, int, string) (*models.Import, error)) func(*gin.Context, *models.Actor, int, service.JSON) (*models.Import, error) {
	return func(c *gin.Context, who *models.Actor, version int, body service.JSON) (*models.Import, error) {
		var reason string
		if err := into(body, map[string]any{"reason": &reason}); err != nil {
			return nil, err
		}
		return take(a.service, c.Request.Context(), who, refOf(c), version, reason)
	}
}
