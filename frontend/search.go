package frontend

import (
	"net/url"
	"strconv"
	"strings"

	"answerable/models"
	"answerable/service"
)

// searchView is what a search found, as a page shows it.
type searchView struct {
	Text  string
	Kind  *models.Kind // nil for all
	Page  int
	Exact *service.Name // the record whose reference was typed
	*service.Results
	All int64 // over all kinds
}

// searchPage finds records of all kinds.
func (v *visit) searchPage() error {
	view := searchView{Text: strings.TrimSpace(v.Query("q")), Kind: models.KindNamed(v.Query("kind")), Page: pageNumber(v.Query("page"))}
	kind := ""
	if view.Kind != nil {
		kind = view.Kind.Name
	}
	var err error
	if view.Results, err = v.service.Search(v.ctx(), v.who, view.Text, kind, view.Page); err != nil {
		return err
	}
	for _, n := range view.Kinds {
		view.All += n
	}
	if view.Exact, err = v.byReference(view.Text); err != nil {
		return err
	}
	title := "Search"
	if view.Text != "" {
		title = "Search results for " + view.Text
	}
	return v.show(page{Title: title, Body: view.view()})
}

func pageNumber(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return 1
	}
	return n
}

// byReference is the record whose reference somebody typed; nil for none.
func (v *visit) byReference(text string) (*service.Name, error) {
	if text == "" || strings.ContainsAny(text, " \t") {
		return nil, nil
	}
	typed, upper := models.Ref(text), models.Ref(strings.ToUpper(text))
	names, err := v.service.Named(v.ctx(), v.who, typed, upper)
	if err != nil {
		return nil, err
	}
	for _, ref := range []models.Ref{typed, upper} {
		if name, known := names[ref]; known {
			return &name, nil
		}
	}
	return nil, nil
}

// url is the address of the same search narrowed to a kind, on a page.
func (s searchView) url(kind string, page int) string {
	values := url.Values{"q": {s.Text}}
	if kind != "" {
		values.Set("kind", kind)
	}
	if page > 1 {
		values.Set("page", strconv.Itoa(page))
	}
	return withQuery("/search", values)
}

func (s searchView) kindName() string {
	if s.Kind == nil {
		return ""
	}
	return s.Kind.Name
}

// kinds are the kinds of which something was found, in the order of the
// registry.
func (s searchView) kinds() []*models.Kind {
	var found []*models.Kind
	for _, k := range models.Registry {
		if s.Kinds[k.Name] > 0 {
			found = append(found, k)
		}
	}
	return found
}

func (s searchView) previous() string {
	if s.Page == 1 {
		return ""
	}
	return s.url(s.kindName(), s.Page-1)
}

func (s searchView) next() string {
	if !s.More {
		return ""
	}
	return s.url(s.kindName(), s.Page+1)
}
