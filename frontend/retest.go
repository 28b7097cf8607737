package frontend

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// retestPage shows the question that a lapsed assurance proposes, to be
// changed and drafted. Nothing is kept by it.
func (v *visit) retestPage() error {
	proposal, err := v.service.ProposedRetest(v.ctx(), v.who, models.Ref(v.Param("ref")))
	if err != nil {
		return err
	}
	if proposal.Open != nil {
		return v.show(page{Title: "It is asked about again already", Back: v.assuranceURL(), Body: retestOpen(proposal)})
	}
	form := v.retestForm()
	form.typed = typedFrom(form.fields, proposal.Question)
	form.typed.Set(limbsField, strings.Join(proposal.Limbs, "\n"))
	return v.showForm(form, http.StatusOK)
}

// draftRetest makes the draft of the question, with its limbs.
func (v *visit) draftRetest() error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	made, err := v.service.DraftRetest(v.ctx(), v.who, models.Ref(v.Param("ref")), service.Form(typed), typedLines(typed, limbsField))
	if err != nil {
		form := v.retestForm()
		form.typed = typed
		return v.refuse(form, err)
	}
	return v.seeOther(afterCreation(models.QuestionKind, made))
}

// limbsField is what the form calls the limbs of the new question.
const limbsField = "limbs"

func (v *visit) assuranceURL() string {
	return recordURL(models.AssuranceKind, models.Ref(v.Param("ref")))
}

func (v *visit) retestForm() recordForm {
	form := draftForm()
	form.title, form.caption, form.back, form.intro = "Draft a re-test question", "Assurance "+v.Param("ref"), v.assuranceURL(), retestIntro()
	return form
}

// draftForm is the form of a question that is proposed, with its limbs.
func draftForm() recordForm {
	return recordForm{
		kind:       models.QuestionKind,
		fields:     models.QuestionKind.Named([]string{"meeting", "title", "text", "why", "asked_of", "follows_up", "priorities", "marking"}),
		controls:   map[string]func(recordForm) templ.Component{limbsField: limbsControl},
		also:       []string{limbsField},
		showBeside: besideForms[models.QuestionKind.Name],
		button:     components.Button{Text: "Draft the question", PreventDoubleClick: true},
	}
}

// limbsControl asks what the question asks, one thing a line.
func limbsControl(f recordForm) templ.Component {
	return components.Textarea{
		Field: components.Field{Name: limbsField, Label: components.Label{Text: "What it asks"}, Hint: "One thing a line: each becomes a limb, judged on its own", Error: f.problems.Of(limbsField)},
		Value: f.typed.Get(limbsField), Rows: 4,
	}
}

// typedLines are the lines of a text that hold anything. They are never nil:
// none is an answer.
func typedLines(typed url.Values, name string) []string {
	lines := []string{}
	for line := range strings.Lines(typed.Get(name)) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// retestURL is the address of the proposed question; empty for who may not
// draft it, and where it need not be asked or is asked already.
func retestURL(assurance *models.Assurance, open map[models.Ref]service.Name, v *visit) string {
	_, err := v.startOf(models.QuestionKind, "draft")
	_, asked := open[assurance.Ref]
	if err != nil || asked || !assurance.RetestDue(v.service.Today()) {
		return ""
	}
	return recordURL(models.AssuranceKind, assurance.Ref) + "/retest"
}
