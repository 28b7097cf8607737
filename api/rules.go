package api

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/swaggest/jsonschema-go"

	"answerable/models"
)

// applyRules adds to a schema what the validate tag of a field asks. A rule
// that it does not know is an error: the document would promise to take what
// the service refuses.
func applyRules(s schema, field *models.Field, sent bool) error {
	if field.Validate == "" {
		return nil
	}
	rules := strings.Split(field.Validate, ",")
	optional := !slices.Contains(rules, "required") || !sent
	for _, rule := range rules {
		name, value, _ := strings.Cut(rule, "=")
		if err := applyRule(s, field.Type, name, value, optional); err != nil {
			return err
		}
	}
	return nil
}

func applyRule(s schema, t models.FieldType, name, value string, optional bool) error {
	switch name {
	case "omitempty":
	case "required":
		if !optional {
			atLeastOne(s, t)
		}
	case "max", "min", "len":
		return applyBound(s, t, name, value)
	case "email":
		return onlyText(s, name, "format", "email", optional)
	case "http_url":
		return onlyText(s, name, "pattern", addressPattern, optional)
	case "day":
		return onlyText(s, name, "pattern", dayPattern, optional)
	case "numeric":
		return onlyText(s, name, "pattern", decimalPattern, optional)
	case "register":
		return onlyText(s, name, "pattern", registerPattern, optional)
	case "alphanum":
		return onlyText(s, name, "pattern", `^[A-Za-z0-9]+$`, optional)
	default:
		return fmt.Errorf("the rule %q has no words in JSON Schema: add them to api/rules.go", name)
	}
	return nil
}

func onlyText(s schema, rule, keyword, value string, optional bool) error {
	if s["type"] != "string" {
		return fmt.Errorf("the rule %q is for texts", rule)
	}
	switch {
	case !optional:
		s[keyword] = value
	case keyword == "pattern":
		s[keyword] = orEmpty(value)
	default:
		s["anyOf"] = []schema{{keyword: value}, {"const": ""}}
	}
	return nil
}

func atLeastOne(s schema, t models.FieldType) {
	switch t {
	case models.TextField, models.LongField, models.DateField, models.RefField, models.DecimalField:
		s["minLength"] = 1
	case models.RefsField, models.LinesField, models.ChoicesField:
		s["minItems"] = 1
	case models.MoneyField, models.NumberField:
		s["type"] = "integer"
	}
}

// bounds are the keywords for the least and the most, by what is counted.
var bounds = map[models.FieldType][2]string{
	models.TextField: {"minLength", "maxLength"}, models.LongField: {"minLength", "maxLength"},
	models.RefsField: {"minItems", "maxItems"}, models.LinesField: {"minItems", "maxItems"}, models.ChoicesField: {"minItems", "maxItems"},
	models.MoneyField: {"minimum", "maximum"}, models.NumberField: {"minimum", "maximum"},
}

func applyBound(s schema, t models.FieldType, name, value string) error {
	keywords, known := bounds[t]
	n, err := strconv.ParseInt(value, 10, 64)
	if !known || err != nil {
		return fmt.Errorf("the rule %s=%s does not fit a field of type %s", name, value, t)
	}
	if name != "max" {
		s[keywords[0]] = n
	}
	if name != "min" {
		s[keywords[1]] = n
	}
	return nil
}

// rulesOf says which members of our own structs are always there: those that
// are not left out when empty. Rules on them it does not know.
func rulesOf(params jsonschema.InterceptPropParams) error {
	if !params.Processed {
		return nil
	}
	if rule := params.Field.Tag.Get("validate"); rule != "" {
		return fmt.Errorf("%s: the rule %q has no words in JSON Schema", params.Field.Name, rule)
	}
	if _, options, _ := strings.Cut(params.Field.Tag.Get("json"), ","); options != "omitempty" {
		params.ParentSchema.Required = append(params.ParentSchema.Required, params.Name)
	}
	return nil
}
