package api

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/swaggest/jsonschema-go"

	"answerable/models"
)

// schema is a JSON Schema (2020-12), as it stands in the document.
type schema = map[string]any

const schemas = "#/components/schemas/"

func named(name string) schema { return schema{"$ref": schemas + name} }

func listOf(items schema) schema { return schema{"type": "array", "items": items} }

func textSchema() schema { return schema{"type": "string"} }

// closed is an object that has these members, all of them, and no other.
func closed(properties schema) schema {
	return schema{"type": "object", "properties": properties, "required": keys(properties), "additionalProperties": false}
}

func keys(properties schema) []string {
	names := make([]string, 0, len(properties))
	for name := range properties {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// exactly is what a schema under a name says, and no other member.
func exactly(name string) schema {
	return schema{"$ref": schemas + name, "unevaluatedProperties": false}
}

const (
	refPattern     = `^[A-Za-z0-9-]+$`
	datePattern    = `^\d{4}(-\d{2}(-\d{2})?)?$`
	dayPattern     = `^\d{4}-\d{2}-\d{2}$`
	decimalPattern = `^-?\d+(\.\d+)?$`
	addressPattern = `^https?://`
	// A register's address: its path and, perhaps, a query.
	registerPattern = `^/[a-z-]+(\?.*)?$`
)

// orEmpty lets a text be empty too: nothing is recorded.
func orEmpty(pattern string) string {
	inner := strings.TrimPrefix(pattern, "^")
	if rest, whole := strings.CutSuffix(inner, "$"); whole {
		return "^(" + rest + ")?$"
	}
	return "^(" + inner + "|$)"
}

// fieldSchema describes a field of a kind as it is answered; with sent, as it
// may be sent.
func fieldSchema(k *models.Kind, field *models.Field, sent bool) (schema, error) {
	s := typeSchema(k, field, sent)
	s["title"] = field.Label
	if field.Hint != "" {
		s["description"] = field.Hint
	}
	if slices.Contains(k.Private, field.Name) {
		s["description"] = "Empty for everybody outside the office whose record it is"
	}
	if !sent {
		s["x-unknown"] = field.Unknown
	}
	if err := applyRules(s, field, sent); err != nil {
		return nil, fmt.Errorf("%s.%s: %w", k.Name, field.Name, err)
	}
	return s, nil
}

// patterns are how the values of types that are kept as text are written.
var patterns = map[models.FieldType]string{
	models.DateField: datePattern, models.DecimalField: decimalPattern, models.RefField: refPattern,
}

func typeSchema(k *models.Kind, field *models.Field, sent bool) schema {
	switch field.Type {
	case models.DateField, models.DecimalField, models.RefField:
		pattern := patterns[field.Type]
		if !sent || !field.Required {
			pattern = orEmpty(pattern)
		}
		return withKinds(schema{"type": "string", "pattern": pattern}, field)
	case models.RefsField:
		return withKinds(listOf(schema{"type": "string", "pattern": refPattern}), field)
	case models.MoneyField:
		return schema{"type": []string{"integer", "null"}, "x-unit": "pence"}
	case models.NumberField:
		return numberSchema(k, field)
	case models.YesNoField:
		return schema{"type": "boolean"}
	case models.ChoiceField:
		return choiceSchema(field.Options, !field.Required)
	case models.ChoicesField:
		return listOf(choiceSchema(field.Options, false))
	case models.LinesField:
		return listOf(textSchema())
	case models.RevisionsField:
		return listOf(named("Revision"))
	case models.InstantField:
		if slices.Contains(k.Private, field.Name) {
			return schema{"type": []string{"string", "null"}, "format": "date-time"}
		}
		return schema{"type": "string", "format": "date-time"}
	default:
		if field.Name == "state" {
			return choiceSchema(k.States, false)
		}
		return textSchema()
	}
}

// withKinds says at which kinds of record a reference may point.
func withKinds(s schema, field *models.Field) schema {
	if len(field.Kinds) > 0 {
		s["x-kinds"] = field.Kinds
	}
	return s
}

func numberSchema(k *models.Kind, field *models.Field) schema {
	if _, always := field.Pointer(k.New()).(*int); always {
		return schema{"type": "integer", "minimum": 1}
	}
	return schema{"type": []string{"integer", "null"}}
}

func choiceSchema(options []models.Option, empty bool) schema {
	values := make([]string, 0, len(options)+1)
	for _, option := range options {
		values = append(values, option.Value)
	}
	if empty {
		values = append(values, "")
	}
	return schema{"type": "string", "enum": values}
}

// reflect describes one of our own structs, with the tags that jsonschema-go
// knows and the rules of validate.
func (d *document) reflect(value any) schema {
	reflector := jsonschema.Reflector{}
	described, err := reflector.Reflect(value, jsonschema.InlineRefs, jsonschema.InterceptProp(rulesOf), jsonschema.InterceptSchema(plainTypes))
	if err != nil {
		panic(fmt.Sprintf("api: %T: %v", value, err))
	}
	s, err := described.ToSchemaOrBool().ToSimpleMap()
	if err != nil {
		panic(fmt.Sprintf("api: %T: %v", value, err))
	}
	s["additionalProperties"] = false
	return s
}

// plainTypes keeps raw JSON from being described as a list of bytes, and lists
// from being described as null: we never send one as null.
func plainTypes(params jsonschema.InterceptSchemaParams) (bool, error) {
	switch {
	case params.Value.Type() == reflect.TypeFor[rawRecord]():
		params.Schema.AddType(jsonschema.Object)
		return true, nil
	case params.Processed && params.Value.Kind() == reflect.Slice, params.Processed && params.Value.Kind() == reflect.Map:
		params.Schema.RemoveType(jsonschema.Null)
	}
	return false, nil
}
