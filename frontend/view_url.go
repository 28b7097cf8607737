package frontend

import (
	"net/url"

	"answerable/models"
	"answerable/service"
)

// registerURL is the address of the list of a kind, as a query narrows it.
func registerURL(k *models.Kind, q service.Query) string {
	return withQuery("/"+k.Plural, q.Values())
}

// recordURL is the address of a record.
func recordURL(k *models.Kind, ref models.Ref) string { return "/" + k.Plural + "/" + string(ref) }

// nameURL is the address of a record that another one names.
func nameURL(name service.Name) string { return recordURL(models.KindNamed(name.Kind), name.Ref) }

// newURL is the address of the form for a new record, with fields filled in
// beforehand.
func newURL(k *models.Kind, start *models.Move, filled url.Values) string {
	values := url.Values{"start": {start.Name}}
	for name, typed := range filled {
		values[name] = typed
	}
	return withQuery("/"+k.Plural+"/new", values)
}

// moveURL is the address of the page on which a move is made.
func moveURL(k *models.Kind, ref models.Ref, move *models.Move) string {
	return recordURL(k, ref) + "/moves/" + move.Name
}

func withQuery(path string, values url.Values) string {
	if query := values.Encode(); query != "" {
		return path + "?" + query
	}
	return path
}
