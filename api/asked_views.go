package api

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"answerable/models"
)

// mountViews mounts asking the force for its views on recommendations: on one,
// or on all of a report's.
func (a *api) mountViews() {
	questions := kindRoutes{a, models.QuestionKind, pascal(models.QuestionKind.Name), models.QuestionKind.Many}
	for _, k := range []*models.Kind{models.RecommendationKind, models.ReportKind} {
		r := kindRoutes{a, k, pascal(k.Name), k.Many}
		what := map[*models.Kind]string{models.RecommendationKind: "a recommendation", models.ReportKind: "each recommendation of a report"}[k]
		drafters := rolesIn(models.QuestionKind.StartNamed("draft").Who)
		a.mount(route{
			id: "propose" + r.name + "Views", method: http.MethodGet, path: r.path("/{ref}/views"), tag: r.tag, roles: drafters,
			summary: "Read the question that would ask the force for its view on " + what,
			about:   "Nothing is kept by it.",
			params:  []param{r.refParam()}, refuses: true,
			answers: []answer{{http.StatusOK, "The proposal", &content{jsonType, closed(schema{"question": named("QuestionChange"), "limbs": limbsSchema()})}, nil}},
			handle:  r.proposeViews,
		})
		a.mount(route{
			id: "draft" + r.name + "Views", method: http.MethodPost, path: r.path("/{ref}/views"), tag: r.tag, roles: drafters,
			summary: "Draft the question that asks the force for its view on " + what,
			about:   "What is sent takes the place of what is proposed. A limb that begins with the reference of a recommendation and a colon is kept as being about it.",
			params:  []param{r.refParam()}, refuses: true,
			body:    &content{jsonType, questions.withLimbs()},
			answers: []answer{questions.detail(http.StatusCreated, "The draft", "Location")},
			handle:  func(c *gin.Context, who *models.Actor) error { return questions.draftViews(c, who, k) },
		})
	}
}

func (r kindRoutes) proposeViews(c *gin.Context, who *models.Actor) error {
	proposal, err := r.service.ProposedViews(c.Request.Context(), who, r.kind, refOf(c))
	if err != nil {
		return err
	}
	writeValue(c, http.StatusOK, jsonType, map[string]any{"question": proposedFields(proposal.Question), "limbs": proposal.Limbs})
	return nil
}

func (r kindRoutes) draftViews(c *gin.Context, who *models.Actor, about *models.Kind) error {
	entered, err := entry(c)
	if err != nil {
		return err
	}
	limbs, err := limbsIn(entered)
	if err != nil {
		return err
	}
	made, err := r.service.DraftViews(c.Request.Context(), who, about, refOf(c), entered, limbs)
	if err != nil {
		return err
	}
	c.Header("Location", Prefix+r.path("/")+string(made.Base().Ref))
	return r.answerChanged(c, who, http.StatusCreated, made)
}
