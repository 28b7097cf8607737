package frontend

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/a-h/templ"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// movePage asks for what a step needs, and shows what it will do.
func (v *visit) movePage(k *models.Kind) error {
	one, move, err := v.openMove(k)
	if err != nil {
		return err
	}
	form, err := v.moveForm(one, move)
	if err != nil {
		return err
	}
	cleared := k.Copy(one.Model)
	k.Clear(cleared, move)
	form.typed = prefilled(form.fields, cleared, v.Request.URL.Query())
	return v.showForm(form, http.StatusOK)
}

// openMove is the step of the address, if it is open to the person now.
func (v *visit) openMove(k *models.Kind) (*service.One, *models.Move, error) {
	one, err := v.service.Get(v.ctx(), v.who, k, models.Ref(v.Param("ref")))
	if err != nil {
		return nil, nil, err
	}
	move := k.Move(v.Param("move"))
	if move == nil {
		return nil, nil, noPage
	}
	if !slices.Contains(k.Open(v.who, one.Model), move) {
		state := models.LabelOf(k.States, string(one.Model.Base().State))
		return nil, nil, models.Fail(models.Denied, "This step is not open to you while the %s is %s: %s", lowerFirst(k.One), lowerFirst(state), lowerFirst(move.Label))
	}
	return one, move, nil
}

func (v *visit) moveForm(one *service.One, move *models.Move) (recordForm, error) {
	note, err := v.noteOn(one, move)
	if err != nil {
		return recordForm{}, err
	}
	k, base := one.Kind, one.Model.Base()
	form := recordForm{
		kind: k, title: move.Label, caption: k.One + " " + string(base.Ref), back: recordURL(k, base.Ref),
		fields: append(k.Named(move.Asks), k.Named(move.Offers)...), required: move.Asks,
		hidden: []components.Hidden{versionField(base.Version)},
		intro:  templ.Join(moveIntro(one, move), note),
		button: components.Button{Text: move.Label, PreventDoubleClick: true},
	}
	if move.Final {
		form.button.Class = components.ButtonWarning
	}
	form.reason = reasonField{label: "Reason", hint: "It stands in the history, for everyone who can see this " + lowerFirst(k.One)}
	if !move.Reason {
		form.reason.label += " (optional)"
	}
	return form, v.offerEvidence(&form, one)
}

// move makes a step in a record's lifecycle.
func (v *visit) move(k *models.Kind) error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	version, err := versionOf(typed)
	if err != nil {
		return err
	}
	ref := models.Ref(v.Param("ref"))
	moved, err := v.service.Move(v.ctx(), v.who, k, ref, version, v.Param("move"), service.Form(typed))
	if err != nil {
		return v.refuseMove(k, version, typed, err)
	}
	if back := backTo(k, moved, v.Param("move"), typed); back != "" {
		return v.seeOther(back)
	}
	return v.afterMove(k, ref)
}

// afterMove shows the record again, unless the step took it out of sight.
func (v *visit) afterMove(k *models.Kind, ref models.Ref) error {
	_, err := v.service.Get(v.ctx(), v.who, k, ref)
	if models.FaultOf(err) == models.Missing && err != nil {
		return v.seeOther("/" + k.Plural)
	}
	return v.seeOther(recordURL(k, ref) + "?done=" + v.Param("move"))
}

func (v *visit) refuseMove(k *models.Kind, version int, typed url.Values, err error) error {
	one, move, closed := v.openMove(k)
	if closed != nil {
		return closed
	}
	form, failed := v.moveForm(one, move)
	if failed != nil {
		return failed
	}
	form.typed = typed
	if models.FaultOf(err) == models.Stale {
		return v.conflict(form, one, version)
	}
	form.hidden = append(returning(typed), versionField(version))
	return v.refuse(form, err)
}
