package models

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
)

// FieldType is what a field holds, which decides how it is typed in, shown,
// filtered, exported and described.
type FieldType string

// The types of fields.
const (
	TextField      FieldType = "text"
	LongField      FieldType = "long text"
	DateField      FieldType = "date"
	MoneyField     FieldType = "money"
	NumberField    FieldType = "whole number"
	DecimalField   FieldType = "number"
	YesNoField     FieldType = "yes or no"
	ChoiceField    FieldType = "choice"
	ChoicesField   FieldType = "choices"
	RefField       FieldType = "reference"
	RefsField      FieldType = "references"
	LinesField     FieldType = "lines"
	RevisionsField FieldType = "revisions"
	InstantField   FieldType = "instant"
)

// Field describes one field of a kind, read from the struct's tags:
//
//	json      its name everywhere: column, form, API, export
//	label     the name people read; a field without one is not shown
//	hint      help under the label
//	unknown   what stands where nothing is recorded ("Not recorded" if absent)
//	validate  rules of go-playground/validator
//	widget    "textarea" for long text
//	ref       the kinds it may point at, separated by commas; * for any
//	inverse   what the other end of the reference calls it
//	list      column, filter, sort: where lists show and use it
//	filter    what the filter is called where the field's name does not fit
type Field struct {
	Name     string
	Label    string
	Hint     string
	Unknown  string
	Validate string
	Type     FieldType
	Options  []Option
	Kinds    []string
	Inverse  string
	Input    bool
	Required bool
	Column   bool
	Filter   bool
	Sort     bool
	// FilterName is what a list's address calls the filter by this field.
	FilterName string
	index      []int
}

func fieldsOf(t reflect.Type, at []int, input bool) []*Field {
	var fields, common []*Field
	for i := range t.NumField() {
		f := t.Field(i)
		index := append(slices.Clone(at), i)
		switch {
		case f.Anonymous && f.Type == reflect.TypeFor[Common]():
			common = fieldsOf(f.Type, index, true)
		case f.Anonymous:
			fields = append(fields, fieldsOf(f.Type, index, strings.HasSuffix(f.Name, "Input"))...)
		case f.Tag.Get("label") != "":
			fields = append(fields, newField(f, index, input))
		}
	}
	return append(fields, common...)
}

func newField(f reflect.StructField, index []int, input bool) *Field {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	list := strings.Split(f.Tag.Get("list"), ",")
	field := &Field{
		Name: name, Label: f.Tag.Get("label"), Hint: f.Tag.Get("hint"), Unknown: f.Tag.Get("unknown"),
		Validate: f.Tag.Get("validate"), Inverse: f.Tag.Get("inverse"), Input: input, index: index,
		Column: slices.Contains(list, "column"), Filter: slices.Contains(list, "filter"), Sort: slices.Contains(list, "sort"),
	}
	if field.FilterName = f.Tag.Get("filter"); field.FilterName == "" {
		field.FilterName = name
	}
	field.Required = slices.Contains(strings.Split(field.Validate, ","), "required")
	if field.Unknown == "" {
		field.Unknown = "Not recorded"
	}
	if kinds := f.Tag.Get("ref"); kinds != "" {
		field.Kinds = strings.Split(kinds, ",")
	}
	field.Type, field.Options = typeOf(f)
	return field
}

func typeOf(f reflect.StructField) (FieldType, []Option) {
	zero := reflect.Zero(f.Type).Interface()
	switch value := zero.(type) {
	case Date:
		return DateField, nil
	case *Pence:
		return MoneyField, nil
	case *int64, int:
		return NumberField, nil
	case Decimal:
		return DecimalField, nil
	case bool:
		return YesNoField, nil
	case Ref:
		return RefField, nil
	case Refs:
		return RefsField, nil
	case Lines:
		return LinesField, nil
	case Revisions:
		return RevisionsField, nil
	case time.Time:
		return InstantField, nil
	case RoleList:
		return ChoicesField, Role("").Options()
	case Choice:
		return ChoiceField, value.Options()
	case string, State, Side:
		if f.Tag.Get("widget") == "textarea" {
			return LongField, nil
		}
		return TextField, nil
	default:
		panic(fmt.Sprintf("models: field %s has type %s, which no form or column knows", f.Name, f.Type))
	}
}

// Value is the field's value in a record, as the struct holds it.
func (f *Field) Value(m Model) any { return f.of(m).Interface() }

// Pointer points at the field in a record, to be decoded into.
func (f *Field) Pointer(m Model) any { return f.of(m).Addr().Interface() }

func (f *Field) of(m Model) reflect.Value { return reflect.ValueOf(m).Elem().FieldByIndex(f.index) }

// Recorded tells whether anything is recorded in the field.
func (f *Field) Recorded(m Model) bool {
	value := f.of(m)
	if value.Kind() == reflect.Slice {
		return value.Len() > 0
	}
	return f.Type == YesNoField || !value.IsZero()
}

// Refs are the references in the field.
func (f *Field) Refs(m Model) []Ref {
	switch value := f.Value(m).(type) {
	case Ref:
		if value != "" {
			return []Ref{value}
		}
	case Refs:
		return value
	}
	return nil
}

// system tells whether the field is one that every record has of itself.
func (f *Field) system() bool { return recordFields[f.Name] }

var recordFields = func() map[string]bool {
	names := map[string]bool{}
	for _, field := range fieldsOf(reflect.TypeFor[Record](), nil, false) {
		names[field.Name] = true
	}
	return names
}()

// Any tells whether the field may point at a record of any kind.
func (f *Field) Any() bool { return slices.Contains(f.Kinds, "*") }

// Plain is the value as forms, exports and the trace write it: ISO dates,
// pounds without signs, the stored value of a choice, one line an item.
func (f *Field) Plain(m Model) string {
	switch value := f.Value(m).(type) {
	case *Pence:
		if value == nil {
			return ""
		}
		return value.Plain()
	case *int64:
		if value == nil {
			return ""
		}
		return strconv.FormatInt(*value, 10)
	case bool:
		if value {
			return "yes"
		}
		return "no"
	case Date:
		return string(value)
	case Refs:
		return joined(value, "\n")
	case RoleList:
		return joined(value, "\n")
	case Lines:
		return strings.Join(value, "\n")
	case Revisions:
		lines := make([]string, len(value))
		for i, r := range value {
			lines[i] = fmt.Sprintf("%s → %s on %s by %s: %s", r.From, r.To, r.On, r.By, r.Reason)
		}
		return strings.Join(lines, "\n")
	case time.Time:
		if value.IsZero() {
			return ""
		}
		return value.UTC().Format(time.RFC3339)
	default:
		return fmt.Sprint(value)
	}
}

// Spoken is the value as people read it; empty where nothing is recorded, for
// which the page shows the field's Unknown. References stay references: pages
// put the names.
func (f *Field) Spoken(m Model) string {
	if !f.Recorded(m) {
		return ""
	}
	switch value := f.Value(m).(type) {
	case *Pence:
		return value.String()
	case *int64:
		return Number(*value)
	case bool:
		if value {
			return "Yes"
		}
		return "No"
	case Date:
		return value.String()
	case Refs:
		return joined(value, ", ")
	case RoleList:
		labels := make([]string, len(value))
		for i, role := range value {
			labels[i] = LabelOf(f.Options, string(role))
		}
		return strings.Join(labels, ", ")
	case time.Time:
		return value.In(london).Format("2 January 2006, 3:04pm")
	}
	if f.Type == ChoiceField {
		return LabelOf(f.Options, f.Plain(m))
	}
	return f.Plain(m)
}

func joined[T ~string](list []T, by string) string {
	texts := make([]string, len(list))
	for i, item := range list {
		texts[i] = string(item)
	}
	return strings.Join(texts, by)
}

// Parse reads what was typed in a form or a cell into the record. The error
// says what was expected, without the field's name. Whether a choice or a
// reference exists is the validation's to say.
func (f *Field) Parse(m Model, typed []string) error {
	text := strings.TrimSpace(strings.ReplaceAll(strings.Join(typed, "\n"), "\r\n", "\n"))
	switch into := f.Pointer(m).(type) {
	case **Pence:
		return parseInto(into, text, ParsePence)
	case **int64:
		return parseInto(into, text, parseWhole)
	case *bool:
		return parseYesNo(into, text)
	case *Refs:
		*into = splitList[Ref](text, "\n, ")
	case *RoleList:
		*into = splitList[Role](text, "\n, ")
	case *Lines:
		*into = splitList[string](text, "\n")
	default:
		f.of(m).SetString(text)
	}
	return nil
}

func parseInto[T any](into **T, text string, parse func(string) (T, error)) error {
	if *into = nil; text == "" {
		return nil
	}
	value, err := parse(text)
	if err != nil {
		return err
	}
	*into = &value
	return nil
}

func parseWhole(text string) (int64, error) {
	n, err := strconv.ParseInt(strings.ReplaceAll(text, ",", ""), 10, 64)
	if err != nil {
		return 0, errors.New("must be a whole number, for example 1,200")
	}
	return n, nil
}

func parseYesNo(into *bool, text string) error {
	switch strings.ToLower(text) {
	case "yes", "true", "1":
		*into = true
	case "no", "false", "0", "":
		*into = false
	default:
		return errors.New("must be yes or no")
	}
	return nil
}

func splitList[T ~string](text, separators string) []T {
	var list []T
	for _, item := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(separators, r) }) {
		if item = strings.TrimSpace(item); item != "" {
			list = append(list, T(item))
		}
	}
	return list
}
