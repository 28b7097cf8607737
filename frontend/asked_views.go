package frontend

import (
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// mountViews adds the page on which the force is asked for its views on a
// recommendation, or on all of a report's.
func (s *site) mountViews(r gin.IRouter) {
	for _, k := range []*models.Kind{models.RecommendationKind, models.ReportKind} {
		path := "/" + k.Plural + "/:ref/views"
		r.GET(path, s.closed(func(v *visit) error { return v.viewsPage(k) }))
		r.POST(path, s.closed(func(v *visit) error { return v.draftViews(k) }))
	}
}

// viewsPage shows the question as it is proposed, to be changed and drafted.
// Nothing is kept by it.
func (v *visit) viewsPage(k *models.Kind) error {
	proposal, err := v.service.ProposedViews(v.ctx(), v.who, k, models.Ref(v.Param("ref")))
	if err != nil {
		return err
	}
	form := v.viewsForm(k)
	form.typed = typedFrom(form.fields, proposal.Question)
	form.typed.Set(limbsField, strings.Join(proposal.Limbs, "\n"))
	return v.showForm(form, http.StatusOK)
}

// draftViews makes the draft of the question, with its limbs.
func (v *visit) draftViews(k *models.Kind) error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	made, err := v.service.DraftViews(v.ctx(), v.who, k, models.Ref(v.Param("ref")), service.Form(typed), typedLines(typed, limbsField))
	if err != nil {
		form := v.viewsForm(k)
		form.typed = typed
		return v.refuse(form, err)
	}
	return v.seeOther(afterCreation(models.QuestionKind, made))
}

func (v *visit) viewsForm(k *models.Kind) recordForm {
	form := draftForm()
	form.title, form.caption, form.back = "Ask the force for its views", k.One+" "+v.Param("ref"), recordURL(k, models.Ref(v.Param("ref")))
	form.intro = viewsIntro()
	return form
}

// askViews is the link to that page, for those who may draft questions.
func (v *visit) askViews(k *models.Kind, ref models.Ref, text string) []components.Link {
	if _, err := v.startOf(models.QuestionKind, "draft"); err != nil {
		return nil
	}
	return []components.Link{{Text: text, Href: recordURL(k, ref) + "/views"}}
}
