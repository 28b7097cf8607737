package service

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/go-playground/validator/v10"

	"answerable/models"
)

var checks = newChecks()

var decimal = regexp.MustCompile(`^-?\d+(\.\d+)?$`)

func newChecks() *validator.Validate {
	v := validator.New()
	err := v.RegisterValidation("day", func(f validator.FieldLevel) bool {
		return models.Date(f.Field().String()).IsDay()
	})
	if err != nil {
		panic(err)
	}
	err = v.RegisterValidation("register", func(f validator.FieldLevel) bool {
		return noRegister(f.Field().String()) == ""
	})
	if err != nil {
		panic(err)
	}
	return v
}

// sentences say what each rule expected. A rule without one is a mistake that
// a test finds.
var sentences = map[string]string{
	"required": "must be given",
	"max":      "must be at most {param}{unit}",
	"min":      "must be at least {param}{unit}",
	"email":    "must be an email address, for example name@example.org",
	"http_url": "must be a web address that begins with https:// or http://",
	"day":      "must be a whole date, with day, month and year",
	"numeric":  "must be a number, for example 26.5",
	"alphanum": "must be letters and digits only",
	"len":      "must be exactly {param}{unit}",
	"register": "must be the address of a register, for example /questions?state=put: {why}",
}

// validate says everything that is wrong with the fields, each in a sentence
// that begins with the field's label. The same sentences stand in the page's
// error summary and in the API's errors.
func validate(m models.Model, fields []*models.Field) models.Problems {
	var problems models.Problems
	for _, field := range fields {
		if code, text := wrong(field, m); text != "" {
			problems = append(problems, models.Problem{Field: field.Name, Code: code, Text: field.Label + ": " + text})
		}
	}
	return problems
}

// wrong gives the code and the sentence of what is wrong with one field.
func wrong(field *models.Field, m models.Model) (code, text string) {
	if text := wrongByType(field, m); text != "" {
		return codeOf(field.Type), text
	}
	if field.Validate == "" {
		return "", ""
	}
	err := checks.Var(field.Value(m), field.Validate)
	var failed validator.ValidationErrors
	if errors.As(err, &failed) {
		return failed[0].Tag(), sentence(field, m, failed[0].Tag(), failed[0].Param())
	}
	return "", ""
}

// codeOf is the code of a value that its type does not take.
func codeOf(t models.FieldType) string {
	switch t {
	case models.DateField:
		return "date"
	case models.DecimalField:
		return "numeric"
	case models.ChoiceField, models.ChoicesField:
		return "choice"
	default:
		return "text"
	}
}

func wrongByType(field *models.Field, m models.Model) string {
	if !field.Recorded(m) {
		return ""
	}
	plain := field.Plain(m)
	if strings.ContainsRune(plain, 0) {
		return "must not hold the character NUL"
	}
	switch field.Type {
	case models.DateField:
		if !models.Date(plain).Valid() {
			return "must be a date that exists, for example 21 1 2019; day and month may be left empty where they are not known"
		}
	case models.DecimalField:
		if !decimal.MatchString(plain) {
			return "must be a number, for example 26.5"
		}
	case models.ChoiceField, models.ChoicesField:
		return wrongChoice(field, strings.Split(plain, "\n"))
	}
	return ""
}

func wrongChoice(field *models.Field, values []string) string {
	for _, value := range values {
		if !slices.ContainsFunc(field.Options, func(o models.Option) bool { return o.Value == value }) {
			return "must be one of: " + optionValues(field.Options)
		}
	}
	return ""
}

func optionValues(options []models.Option) string {
	values := make([]string, len(options))
	for i, option := range options {
		values[i] = option.Value
	}
	return strings.Join(values, ", ")
}

func sentence(field *models.Field, m models.Model, tag, param string) string {
	unit := ""
	switch field.Type {
	case models.TextField, models.LongField:
		unit = " characters"
	case models.RefsField, models.LinesField, models.ChoicesField:
		unit = " entries"
	}
	why := ""
	if tag == "register" {
		why = noRegister(field.Plain(m))
	}
	return strings.NewReplacer("{param}", param, "{unit}", unit, "{why}", why).Replace(sentences[tag])
}
