package service

import (
	"encoding/json"
	"errors"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"answerable/models"
)

// Entry is what somebody entered for some fields of a record: a JSON object, a
// form, or a row of a sheet.
type Entry interface {
	// Fill puts what was entered into those of the allowed fields that it
	// speaks of, and says what could not be read.
	Fill(m models.Model, allowed []*models.Field) models.Problems
	// Reason is what was given as the reason for a move.
	Reason() string
}

// JSON is an Entry made of a JSON object. A field that is not there is left as
// it is; one that may not be set is a problem, not silence.
type JSON map[string]json.RawMessage

// Fill implements Entry.
func (j JSON) Fill(m models.Model, allowed []*models.Field) models.Problems {
	var problems models.Problems
	for name := range j {
		if name != "reason" && !slices.ContainsFunc(allowed, func(f *models.Field) bool { return f.Name == name }) {
			problems = append(problems, models.Problem{Field: name, Code: "unknown_field", Text: name + ": cannot be set here"})
		}
	}
	for _, field := range allowed {
		if raw, given := j[field.Name]; given {
			if err := unmarshal(raw, field, m); err != nil {
				problems = append(problems, models.Problem{Field: field.Name, Code: "wrong_type", Text: field.Label + ": must be " + jsonShape(field.Type)})
			}
		}
	}
	slices.SortFunc(problems, func(a, b models.Problem) int { return strings.Compare(a.Field, b.Field) })
	return problems
}

// unmarshal puts a member into a field. Only amounts and numbers can be null:
// elsewhere the library would leave the field as it was, without a word.
func unmarshal(raw json.RawMessage, field *models.Field, m models.Model) error {
	if string(raw) == "null" && field.Type != models.MoneyField && field.Type != models.NumberField {
		return errors.New("null")
	}
	return json.Unmarshal(raw, field.Pointer(m))
}

// Reason implements Entry: it is the member "reason". Where the record has a
// field of that name, both are the same text.
func (j JSON) Reason() string {
	var reason string
	if raw, given := j["reason"]; given && json.Unmarshal(raw, &reason) != nil {
		return ""
	}
	return strings.TrimSpace(reason)
}

func jsonShape(t models.FieldType) string {
	switch t {
	case models.MoneyField:
		return "a whole number of pence, or null"
	case models.NumberField:
		return "a whole number, or null"
	case models.YesNoField:
		return "true or false"
	case models.RefsField, models.LinesField, models.ChoicesField:
		return "a list of texts"
	default:
		return "a text"
	}
}

// Form is an Entry made of a submitted form. A date may come as one field or
// as its three parts, of which day and month may be empty where not known.
type Form url.Values

// Fill implements Entry.
func (f Form) Fill(m models.Model, allowed []*models.Field) models.Problems {
	var problems models.Problems
	for _, field := range allowed {
		typed, given := f.typed(field)
		if !given {
			continue
		}
		if err := field.Parse(m, typed); err != nil {
			problems = append(problems, models.Problem{Field: field.Name, Code: "unreadable", Text: field.Label + ": " + err.Error()})
		}
	}
	return problems
}

// Reason implements Entry.
func (f Form) Reason() string { return strings.TrimSpace(url.Values(f).Get("reason")) }

func (f Form) typed(field *models.Field) ([]string, bool) {
	if typed, given := f[field.Name]; given {
		return typed, true
	}
	if _, given := f[field.Name+"-year"]; field.Type == models.DateField && given {
		return []string{f.date(field.Name)}, true
	}
	return nil, false
}

// date joins the parts as they are, padded: what is no date is then refused by
// the validation, which names the field.
func (f Form) date(name string) string {
	var parts []string
	for _, part := range []string{"-year", "-month", "-day"} {
		text := strings.TrimSpace(url.Values(f).Get(name + part))
		if part != "-year" && len(text) == 1 {
			text = "0" + text
		}
		parts = append(parts, text)
	}
	return strings.TrimRight(strings.Join(parts, "-"), "-")
}

// an is a kind's name with its article: "an activity".
func an(one string) string {
	if strings.ContainsRune("AEIOU", rune(one[0])) {
		return "an " + lowerFirst(one)
	}
	return "a " + lowerFirst(one)
}

// upperFirst makes a text begin a line.
func upperFirst(text string) string {
	if text == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

func lowerFirst(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToLower(first)) + text[size:]
}
