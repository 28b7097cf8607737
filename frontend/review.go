package frontend

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// testPage asks for the verdict on an assurance, beside what was said and how
// it was tested before, and offers what may serve as evidence.
func (v *visit) testPage() error {
	form, err := v.testForm()
	if err != nil {
		return err
	}
	blank := models.ReviewKind.New()
	blank.Shared().Marking = models.Official
	form.typed = prefilled(form.fields, blank, v.Request.URL.Query())
	return v.showForm(*form, http.StatusOK)
}

// test records the test.
func (v *visit) test() error {
	form, err := v.testForm()
	if err != nil {
		return err
	}
	if form.typed, err = v.typed(); err != nil {
		return err
	}
	ref := v.Param("ref")
	entered := url.Values{}
	for name, values := range form.typed {
		entered[name] = values
	}
	entered.Set("assurance", ref)
	if _, err := v.service.Create(v.ctx(), v.who, models.ReviewKind, "", service.Form(entered)); err != nil {
		return v.refuse(*form, err)
	}
	return v.seeOther(form.back + "?done=tested")
}

// testForm is the form for a test of the assurance of the address, if the
// person may test it.
func (v *visit) testForm() (*recordForm, error) {
	one, err := v.service.Get(v.ctx(), v.who, models.AssuranceKind, models.Ref(v.Param("ref")))
	if err != nil {
		return nil, err
	}
	if _, err := v.startOf(models.ReviewKind, ""); err != nil {
		return nil, err
	}
	assurance := one.Model.(*models.Assurance)
	if testURL(nameOf(assurance), v.who) == "" {
		return nil, models.Fail(models.Refused, "%s", assurance.StandsBecause(v.service.Today()))
	}
	reviews, err := v.partsOf(models.ReviewKind, "assurance", "reviewed_on", assurance.Ref)
	if err != nil {
		return nil, err
	}
	groups, err := v.service.EvidenceFor(v.ctx(), v.who, assurance.Ref)
	if err != nil {
		return nil, err
	}
	return &recordForm{
		kind: models.ReviewKind, title: "Test the assurance", caption: assurance.Title, back: recordURL(one.Kind, assurance.Ref),
		fields: models.ReviewKind.Named([]string{"verdict", "evidence", "rationale", "relied_until", "reviewed_on", "marking"}),
		controls: map[string]func(recordForm) templ.Component{
			"evidence": func(f recordForm) templ.Component {
				return evidenceControl{f, groups, "Without evidence there is no “assured”. Tick what you looked at"}.view()
			},
		},
		intro:  testIntro(one, reviews, v.service.Today()),
		button: components.Button{Text: "Record the test", PreventDoubleClick: true},
	}, nil
}

// saidRows say where, by whom and on what evidence an assurance was given.
func saidRows(one *service.One) []components.SummaryRow {
	return fieldRows(one.Kind.Named([]string{"given_by", "given_on", "taken_from", "basis", "relied_until"}), one.Model, one.Names)
}

// evidenceControl asks what was looked at: records that are offered, to be
// ticked, and references of others.
type evidenceControl struct {
	form   recordForm
	groups []service.EvidenceGroup
	hint   string
}

const evidenceField = "evidence"

func (e evidenceControl) field() *models.Field { return e.form.kind.Field(evidenceField) }

func (e evidenceControl) error() string { return e.form.problems.Of(evidenceField) }

// describedBy names what describes the whole of it.
func (e evidenceControl) describedBy() string {
	return join(" ", evidenceField+"-all-hint", when(e.error() != "", evidenceField+"-error", ""))
}

// id is that of the first control of a part: what the error summary leads to
// is the first of all.
func (e evidenceControl) id(part int) string {
	switch {
	case part == 0:
		return evidenceField
	case part == len(e.groups):
		return evidenceField + "-others"
	default:
		return evidenceField + "-" + e.groups[part].Name
	}
}

// ticked are the values that are ticked boxes, and others what was typed
// beside them, as it was typed.
func (e evidenceControl) ticked() (ticked []string, others string) {
	var rest []string
	for _, value := range e.form.typed[evidenceField] {
		if e.offers(value) {
			ticked = append(ticked, value)
		} else if value != "" {
			rest = append(rest, value)
		}
	}
	return ticked, strings.Join(rest, "\n")
}

func (e evidenceControl) offers(ref string) bool {
	return slices.ContainsFunc(e.groups, func(g service.EvidenceGroup) bool {
		return slices.ContainsFunc(g.Items, func(item service.EvidenceItem) bool { return string(item.Ref) == ref })
	})
}

// boxes are the records of a group, to be ticked.
func (e evidenceControl) boxes(part int) components.Checkboxes {
	group := e.groups[part]
	boxes := components.Checkboxes{
		Group: components.Group{Name: evidenceField, ID: e.id(part), Legend: components.Legend{Text: group.Label, Class: components.LegendSmall}},
		Small: true,
	}
	if group.More {
		boxes.Hint = "The first " + models.Number(int64(len(group.Items))) + "; name others by their reference below"
	}
	for _, item := range group.Items {
		boxes.Choices = append(boxes.Choices, components.Choice{Value: string(item.Ref), Text: shortTitle(item.Title) + " (" + string(item.Ref) + ")", Hint: item.About})
	}
	boxes.Values, _ = e.ticked()
	return boxes
}

// others asks for the references of what was not offered.
func (e evidenceControl) others() components.Textarea {
	label := "References of other records (optional)"
	if len(e.groups) == 0 {
		label = "References of the records (optional)"
	}
	_, typed := e.ticked()
	return components.Textarea{
		Field: components.Field{ID: e.id(len(e.groups)), Name: evidenceField, Label: components.Label{Text: label}, Hint: "Documents, figures, activities or other records, one a line"},
		Value: typed, Rows: 3,
	}
}
