package frontend

import (
	"net/http"
	"net/url"
	"slices"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// editPage asks for changes to a record.
func (v *visit) editPage(k *models.Kind) error {
	one, err := v.editable(k)
	if err != nil {
		return err
	}
	form := editForm(one)
	form.typed = typedFrom(form.fields, one.Model)
	return v.showForm(form, http.StatusOK)
}

// editable is the record of the address, if the person may change it now.
func (v *visit) editable(k *models.Kind) (*service.One, error) {
	one, err := v.service.Get(v.ctx(), v.who, k, models.Ref(v.Param("ref")))
	if err != nil {
		return nil, err
	}
	if !k.MayEdit(v.who, one.Model) {
		return nil, models.Fail(models.Denied, "You may not change this %s while it is %s", lowerFirst(k.One), lowerFirst(models.LabelOf(k.States, string(one.Model.Base().State))))
	}
	return one, nil
}

func editForm(one *service.One) recordForm {
	k, base := one.Kind, one.Model.Base()
	return recordForm{
		kind: k, title: "Change this " + lowerFirst(k.One), caption: string(base.Ref), back: recordURL(k, base.Ref),
		// What a record is part of never changes.
		fields: slices.DeleteFunc(k.Inputs(), func(f *models.Field) bool { return f.Name == k.Parent }),
		hidden: []components.Hidden{versionField(base.Version)},
		reason: reasonField{label: "Why you change it (optional)", hint: "It stands in the history"},
		button: components.Button{Text: "Save changes", PreventDoubleClick: true},
		record: base.Ref, showBeside: besideForms[k.Name],
	}
}

// edit saves changes to a record.
func (v *visit) edit(k *models.Kind) error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	version, err := versionOf(typed)
	if err != nil {
		return err
	}
	if typed.Has(again) {
		return v.editAgain(k, version, typed)
	}
	ref := models.Ref(v.Param("ref"))
	_, err = v.service.Edit(v.ctx(), v.who, k, ref, version, service.Form(typed))
	if err != nil {
		return v.refuseEdit(k, version, typed, err)
	}
	return v.seeOther(recordURL(k, ref) + "?done=edited")
}

// editAgain shows the form once more, about the version that the person had
// before them.
func (v *visit) editAgain(k *models.Kind, version int, typed url.Values) error {
	one, err := v.editable(k)
	if err != nil {
		return err
	}
	form := editForm(one)
	fillAgain(form.fields, typed)
	form.typed, form.hidden = typed, []components.Hidden{versionField(version)}
	return v.showForm(form, http.StatusOK)
}

func (v *visit) refuseEdit(k *models.Kind, version int, typed url.Values, err error) error {
	one, gone := v.editable(k)
	if gone != nil {
		return gone
	}
	form := editForm(one)
	form.typed = typed
	if models.FaultOf(err) == models.Stale {
		return v.conflict(form, one, version)
	}
	form.hidden = []components.Hidden{versionField(version)}
	return v.refuse(form, err)
}
