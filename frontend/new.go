package frontend

import (
	"net/http"
	"net/url"
	"slices"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// newPage asks for a new record.
func (v *visit) newPage(k *models.Kind) error {
	start, err := v.startOf(k, v.Query("start"))
	if err != nil {
		return err
	}
	begun, err := v.quoted(k)
	if err != nil {
		return err
	}
	form := newForm(k, start)
	form.typed = prefilled(form.fields, begun, v.Request.URL.Query())
	if err := v.fixParent(&form); err != nil {
		return err
	}
	form.shorten(nil)
	return v.showForm(form, http.StatusOK)
}

// startOf is the way to create a record that was asked for, if it is open to
// the person.
func (v *visit) startOf(k *models.Kind, name string) (*models.Move, error) {
	for _, start := range k.Starts(v.who) {
		if name == "" || start.Name == name {
			return start, nil
		}
	}
	return nil, models.Fail(models.Denied, "You may not add %s", article(lowerFirst(k.One)))
}

func newForm(k *models.Kind, start *models.Move) recordForm {
	fields := append(k.Named(start.Asks), k.Named(start.Offers)...)
	return recordForm{
		kind: k, fields: append(k.Inputs(), fields...), required: start.Asks,
		title: startTitle(k, start), caption: k.Many, back: "/" + k.Plural,
		hidden: []components.Hidden{{Name: "start", Value: start.Name}},
		button: components.Button{Text: start.Label, PreventDoubleClick: true},
		intro:  about(k), showBeside: besideForms[k.Name],
	}
}

// startTitle says what a start makes. What can be attached to anything has
// starts that say only for whom, so that the kind is put in front.
func startTitle(k *models.Kind, start *models.Move) string {
	if parent := k.Field(k.Parent); parent != nil && parent.Any() {
		return k.One + ": " + lowerFirst(start.Label)
	}
	return start.Label
}

// fixParent shows the record that the new one is part of instead of asking for
// it, where that is known already.
func (v *visit) fixParent(form *recordForm) error {
	parent := models.Ref(form.typed.Get(form.kind.Parent))
	if form.kind.Parent == "" || parent == "" {
		return nil
	}
	names, err := v.service.Named(v.ctx(), v.who, parent)
	if err != nil {
		return err
	}
	if name, known := names[parent]; known {
		form.fixed, form.back = form.kind.Field(form.kind.Parent), nameURL(name)
	}
	return nil
}

// create makes the new record.
func (v *visit) create(k *models.Kind) error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	start, err := v.startOf(k, typed.Get("start"))
	if err != nil {
		return err
	}
	if typed.Has(again) {
		return v.newAgain(k, start, typed)
	}
	made, err := v.service.Create(v.ctx(), v.who, k, start.Name, service.Form(typed))
	if err != nil {
		return v.refuseNew(k, start, typed, err)
	}
	if back := backTo(k, made, "created", typed); back != "" {
		return v.seeOther(back)
	}
	return v.seeOther(afterCreation(k, made))
}

// newAgain shows the form once more.
func (v *visit) newAgain(k *models.Kind, start *models.Move, typed url.Values) error {
	form := newForm(k, start)
	fillAgain(form.fields, typed)
	form.typed = typed
	if err := v.fixParent(&form); err != nil {
		return err
	}
	return v.showForm(form, http.StatusOK)
}

func (v *visit) refuseNew(k *models.Kind, start *models.Move, typed url.Values, err error) error {
	form := newForm(k, start)
	form.typed, form.hidden = typed, append(form.hidden, returning(typed)...)
	if fixed := v.fixParent(&form); fixed != nil {
		return fixed
	}
	if slices.ContainsFunc(problemsOf(err), func(p models.Problem) bool { return p.Field == k.Parent }) {
		form.fixed = nil
	}
	form.shorten(problemsOf(err))
	return v.refuse(form, err)
}

// afterCreation is where a person goes on: with a document, to its file; with
// an own paragraph, to where it stands in its paper.
func afterCreation(k *models.Kind, made models.Model) string {
	if written, is := made.(*models.Paragraph); is {
		return paperURL(written.Paper) + "#" + string(written.Section)
	}
	path := recordURL(k, made.Base().Ref)
	if document, is := made.(*models.Document); is && document.Address == "" {
		return path + "/upload"
	}
	return path + "?done=created"
}
