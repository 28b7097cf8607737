package frontend

import (
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// savedViews are the views that the person keeps or shares with their office,
// of all registers.
func (v *visit) savedViews() (templ.Component, error) {
	views, err := v.service.Views(v.ctx(), v.who, nil)
	return viewList(views), err
}

// viewOwn leads to the register of a view.
func viewOwn(_ *visit, one *service.One) (own, error) {
	return own{Lead: openView(one.Model.(*models.View))}, nil
}

// saveURL is the form that saves the register as it stands, in one of the ways
// to keep a view.
func (r registerView) saveURL(start models.Move) string {
	return newURL(models.ViewKind, &start, url.Values{"address": {registerURL(r.Kind, r.Query)}})
}

// shows tells whether the register is as the view keeps it.
func (r registerView) shows(view *models.View) bool {
	k, q, is := registerAt(view.Address)
	return is && registerURL(k, q) == registerURL(r.Kind, r.Query)
}

// registerAt reads the address of a register.
func registerAt(address string) (*models.Kind, service.Query, bool) {
	path, query, _ := strings.Cut(address, "?")
	k := models.KindAt(strings.TrimPrefix(path, "/"))
	values, err := url.ParseQuery(query)
	if k == nil || err != nil {
		return nil, service.Query{}, false
	}
	q, err := service.ParseQuery(k, values)
	return k, q, err == nil
}

// shorten asks of a new view its name only, where the register from which it is
// saved says the rest.
func (f *recordForm) shorten(problems models.Problems) {
	if f.kind != models.ViewKind {
		return
	}
	f.fields = f.kind.Named([]string{"title", "address"})
	address := f.typed.Get("address")
	if k, q, is := registerAt(address); is && problems.Of("address") == "" {
		f.fields, f.back = f.fields[:1], registerURL(k, q)
		f.hidden = append(f.hidden, components.Hidden{Name: "address", Value: address})
	}
}
