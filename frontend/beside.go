package frontend

import (
	"net/url"

	"answerable/models"
)

// besideForm prepares what a kind shows beside the form on which one of it is
// written, from what was typed so far; of is the record being changed, empty
// for a new one.
type besideForm func(v *visit, typed url.Values, of models.Ref) (block, error)

// besideForms are the kinds that show something there, by name.
var besideForms = map[string]besideForm{
	"question": similarBeside,
}

// Buttons beside a form send it without saving anything: it is shown again with
// all that was typed.
const (
	// formID is the id of the form, which such a button names.
	formID = "record"
	// again is the name of such a button. Its value, if it has one, fills in
	// fields as an address would: "follows_up=COM-2019-03-Q4".
	again = "again"
)

// fillAgain fills in what the button says by which a form was sent only to be
// shown again. A value that cannot be read fills in nothing.
func fillAgain(fields []*models.Field, typed url.Values) {
	values, err := url.ParseQuery(typed.Get(again))
	for _, field := range fields {
		if err == nil && values.Has(field.Name) {
			fill(typed, field, values.Get(field.Name))
		}
	}
}
