package api

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

// mountJudging mounts the judgement of an answer in one go.
func (a *api) mountJudging() {
	k := models.QuestionKind
	r := kindRoutes{a, k, pascal(k.Name), k.Many}
	a.mount(route{
		id: "judgeQuestion", method: http.MethodPost, path: r.path("/{ref}/judgement"), tag: r.tag, roles: rolesIn(k.Act(models.ActJudge).Who), ifMatch: true,
		summary: "Judge the answer limb by limb, and say what follows",
		about: "All of it is kept or nothing. A limb whose outcome is sent as it stands is left alone. " +
			"What is wrong with a limb is told under the name of its member, such as limbs.COM-2019-03-Q1-L1.reason.",
		params:  []param{r.refParam()},
		body:    &content{jsonType, r.judgementSchema()},
		answers: []answer{r.detail(http.StatusOK, "The question as it is now")},
		handle: func(c *gin.Context, who *models.Actor) error {
			return r.alter(c, who, func(version int, body service.JSON) (models.Model, error) {
				if err := r.service.Sees(c.Request.Context(), who, k, refOf(c)); err != nil {
					return nil, err
				}
				judgement, err := judgementIn(body)
				if err != nil {
					return nil, err
				}
				return r.service.Judge(c.Request.Context(), who, refOf(c), version, judgement)
			})
		},
	})
}

func (r kindRoutes) judgementSchema() schema {
	limb := schema{"type": "object", "additionalProperties": false, "required": []string{"outcome", "version"}, "properties": schema{
		"outcome": choiceSchema(models.LimbKind.States, false),
		"reason":  schema{"type": "string", "description": "Needed unless the limb was answered: it stands in the limb’s history"},
		"version": schema{"type": "integer", "minimum": 1, "description": "The version of the limb as you read it"},
	}}
	properties := schema{
		"limbs":  schema{"type": "object", "additionalProperties": limb, "description": "By the limbs’ references"},
		"then":   schema{"type": "string", "enum": []string{service.ThenReturn, service.ThenClose, ""}, "description": "What follows for the question; it stays open if nothing does"},
		"reason": schema{"type": "string", "description": "Why the answer is returned: it stands in the question’s history"},
	}
	r.offer(properties, r.kind.Move(service.ThenReturn))
	return schema{"type": "object", "properties": properties, "additionalProperties": false}
}

// judgementIn reads a judgement from a body. What belongs to the move that
// follows is left to the service to read.
func judgementIn(body service.JSON) (service.Judgement, error) {
	judgement := service.Judgement{Limbs: map[models.Ref]service.LimbJudgement{}}
	following := service.JSON{}
	for _, name := range append([]string{"reason"}, models.QuestionKind.Move(service.ThenReturn).Offers...) {
		if raw, given := body[name]; given {
			following[name] = raw
			delete(body, name)
		}
	}
	judgement.With = following
	var limbs service.JSON
	if raw, given := body["limbs"]; given {
		delete(body, "limbs")
		var err error
		if limbs, err = nested("limbs", raw); err != nil {
			return judgement, err
		}
	}
	problems := problemsIn(into(body, map[string]any{"then": &judgement.Then}))
	for ref, raw := range limbs {
		limb, wrong, err := limbJudgementIn(models.Ref(ref), raw)
		if err != nil {
			return judgement, err
		}
		judgement.Limbs[models.Ref(ref)] = limb
		problems = append(problems, wrong...)
	}
	slices.SortFunc(problems, func(a, b models.Problem) int { return strings.Compare(a.Field, b.Field) })
	return judgement, problems.Or()
}

func limbJudgementIn(ref models.Ref, raw json.RawMessage) (service.LimbJudgement, models.Problems, error) {
	var limb service.LimbJudgement
	at := service.JudgementField(ref, "")
	body, err := nested(strings.TrimSuffix(at, "."), raw)
	if err != nil {
		return limb, nil, err
	}
	var problems models.Problems
	for _, name := range []string{"outcome", "version"} {
		if _, given := body[name]; !given {
			problems = append(problems, models.Problem{Field: at + name, Code: "required", Text: at + name + ": must be given"})
		}
	}
	for _, wrong := range problemsIn(into(body, map[string]any{"outcome": &limb.Outcome, "reason": &limb.Reason, "version": &limb.Version})) {
		problems = append(problems, models.Problem{Field: at + wrong.Field, Code: wrong.Code, Text: at + wrong.Text})
	}
	limb.Reason = strings.TrimSpace(limb.Reason)
	return limb, problems, nil
}
