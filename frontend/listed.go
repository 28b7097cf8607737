package frontend

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// What the two forms call the list as it was pasted, its items, and how the
// recommendations start.
const (
	listField  = "list"
	itemsField = "items"
	startField = "start"
)

// listedShared are the fields that all recommendations of a list are given.
var listedShared = []string{"wording", "scope", "addressed_to", "addressed_to_text", "owner_body", "target_on", "priorities", "districts", "came_from", "marking"}

// listURL is where the recommendations of a report are added as a list.
func listURL(report models.Ref) string {
	return recordURL(models.ReportKind, report) + "/list"
}

// listLink leads to it, for who may add recommendations.
func (v *visit) listLink(report models.Ref) []components.Link {
	if len(models.RecommendationKind.Starts(v.who)) == 0 {
		return nil
	}
	return []components.Link{{Text: "Paste the list of recommendations", Href: listURL(report)}}
}

// listPage asks for the list as the report prints it.
func (v *visit) listPage() error {
	form, err := v.listForm(url.Values{})
	if err != nil {
		return err
	}
	return v.showForm(form, http.StatusOK)
}

// addList takes the list apart for a preview or, where the preview comes back,
// adds what it holds.
func (v *visit) addList() error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	if typed.Has(service.ListedField(1, "text")) {
		return v.addItems(typed)
	}
	form, err := v.listForm(typed)
	if err != nil {
		return err
	}
	items, lead := models.SplitList(typed.Get(listField))
	if len(items) == 0 {
		form.problems = models.Problems{{Field: listField, Text: "List of recommendations: no number begins a line. Begin each recommendation with its number, for example “1.” or “Recommendation 1”"}}
		return v.showForm(form, http.StatusUnprocessableEntity)
	}
	preview := v.itemsForm(typedFrom(models.RecommendationKind.Named(listedShared), models.RecommendationKind.New()), items)
	preview.typed.Set("marking", string(models.Official))
	preview.typed.Set("wording", "verbatim")
	preview.intro = listedIntro(len(items), lead)
	return v.showForm(preview, http.StatusOK)
}

func (v *visit) addItems(typed url.Values) error {
	all, kept := typedItems(typed)
	report := models.Ref(v.Param("ref"))
	if err := v.service.Sees(v.ctx(), v.who, models.ReportKind, report); err != nil {
		return err
	}
	if _, err := v.service.AddListed(v.ctx(), v.who, report, typed.Get(startField), kept, service.Form(typed)); err != nil {
		if len(kept) == 0 {
			kept = all
		}
		return v.refuse(v.itemsForm(typed, kept), err)
	}
	return v.seeOther(recordURL(models.ReportKind, report) + "#recommendations")
}

// listForm is the form for the list as it was pasted.
func (v *visit) listForm(typed url.Values) (recordForm, error) {
	report := models.Ref(v.Param("ref"))
	if err := v.service.Sees(v.ctx(), v.who, models.ReportKind, report); err != nil {
		return recordForm{}, err
	}
	if _, err := v.startOf(models.RecommendationKind, ""); err != nil {
		return recordForm{}, err
	}
	return recordForm{
		kind: models.RecommendationKind, title: "Paste the list of recommendations", caption: "Report " + string(report), back: recordURL(models.ReportKind, report),
		typed: typed, also: []string{listField}, controls: map[string]func(recordForm) templ.Component{listField: listControl},
		button: components.Button{Text: "Split the list"},
	}, nil
}

func listControl(f recordForm) templ.Component {
	return components.Textarea{
		Field: components.Field{Name: listField, Label: components.Label{Text: "List of recommendations"}, Error: f.problems.Of(listField),
			Hint: "As the report prints it: each begins with its number, such as 1. or (2) or Recommendation 3. Nothing is added before you have seen how it is split"},
		Value: f.typed.Get(listField), Rows: 15,
	}
}

// itemsForm is the preview: the items as they were split, to be put right, and
// what they have in common.
func (v *visit) itemsForm(typed url.Values, items []models.ListedItem) recordForm {
	report := models.Ref(v.Param("ref"))
	controls := map[string]func(recordForm) templ.Component{
		itemsField: func(f recordForm) templ.Component { return listedItems(f, items) },
		startField: func(f recordForm) templ.Component { return v.startControl(f) },
	}
	return recordForm{
		kind: models.RecommendationKind, fields: models.RecommendationKind.Named(listedShared), typed: typed,
		title: "Check the recommendations", caption: "Report " + string(report), back: listURL(report),
		also: []string{startField, itemsField}, controls: controls,
		button: components.Button{Text: "Add these recommendations", PreventDoubleClick: true},
	}
}

// startControl asks how far the recommendations are known to have come.
func (v *visit) startControl(f recordForm) templ.Component {
	var choices []components.Choice
	for _, start := range models.RecommendationKind.Starts(v.who) {
		choices = append(choices, components.Choice{Value: start.Name, Text: models.LabelOf(models.RecommendationKind.States, string(start.To))})
	}
	value := f.typed.Get(startField)
	if value == "" {
		value = choices[0].Value
	}
	return components.Radios{
		Group:   components.Group{Name: startField, Legend: components.Legend{Text: "How far they have been carried out"}, Error: f.problems.Of(startField)},
		Choices: choices, Value: value,
	}
}

// typedItems are the items of the preview, and those of them that are not to
// be left out.
func typedItems(typed url.Values) (all, kept []models.ListedItem) {
	for i := 1; typed.Has(service.ListedField(i, "text")); i++ {
		part := func(name string) string { return strings.TrimSpace(typed.Get(service.ListedField(i, name))) }
		item := models.ListedItem{Number: part("number"), Title: part("title"), Text: part("text")}
		all = append(all, item)
		if !typed.Has(service.ListedField(i, "leave")) {
			kept = append(kept, item)
		}
	}
	return all, kept
}

// itemField is the control of one part of an item.
func itemField(f recordForm, item int, part, label string) components.Field {
	name := service.ListedField(item, part)
	return components.Field{ID: name, Name: name, Label: components.Label{Text: label}, Error: f.problems.Of(name)}
}

// leaveItem lets an item be left out.
func leaveItem(item int) components.Checkboxes {
	name := service.ListedField(item, "leave")
	return components.Checkboxes{
		Group: components.Group{Name: name}, Small: true,
		Choices: []components.Choice{{Value: "yes", Text: "Leave item " + strconv.Itoa(item) + " out"}},
	}
}
