package api

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"time"

	"answerable/models"
	"answerable/service"
)

// recordWriter writes the records of one kind as JSON. It is put together once
// from the kind's fields: lists are what the API is asked for most.
type recordWriter struct {
	kind    *models.Kind
	members []member
	derived []derivedMember
}

// member is one field: what stands before its value, and how that is written.
type member struct {
	key    string
	field  *models.Field
	append func(dst []byte, at any) []byte
}

type derivedMember struct {
	key string
	of  func(models.Model, models.Date) string
}

func newWriters() map[*models.Kind]*recordWriter {
	writers := make(map[*models.Kind]*recordWriter, len(models.Registry))
	for _, k := range models.Registry {
		writers[k] = newWriter(k)
	}
	return writers
}

func newWriter(k *models.Kind) *recordWriter {
	w := &recordWriter{kind: k}
	empty := k.New()
	for i, field := range k.Fields {
		w.members = append(w.members, member{keyOf(field.Name, i), field, appenderOf(field.Pointer(empty))})
	}
	for _, derived := range k.Derived {
		w.derived = append(w.derived, derivedMember{keyOf(derived.Name, 1), derived.Of})
	}
	return w
}

func keyOf(name string, place int) string {
	key := string(appendText(nil, name)) + ":"
	if place > 0 {
		key = "," + key
	}
	return key
}

// appenderOf finds how a field is written from a pointer to it.
func appenderOf(at any) func(dst []byte, at any) []byte {
	switch at.(type) {
	case **models.Pence:
		return func(dst []byte, at any) []byte { return appendWhole(dst, (*int64)(*at.(**models.Pence))) }
	case **int64:
		return func(dst []byte, at any) []byte { return appendWhole(dst, *at.(**int64)) }
	case *int:
		return func(dst []byte, at any) []byte { return strconv.AppendInt(dst, int64(*at.(*int)), 10) }
	case *bool:
		return func(dst []byte, at any) []byte { return strconv.AppendBool(dst, *at.(*bool)) }
	case *time.Time:
		return func(dst []byte, at any) []byte { return appendInstant(dst, *at.(*time.Time)) }
	case *models.Revisions:
		return func(dst []byte, at any) []byte { return appendValue(dst, *at.(*models.Revisions)) }
	}
	switch kind := reflect.TypeOf(at).Elem(); {
	case kind.Kind() == reflect.String:
		return func(dst []byte, at any) []byte { return appendText(dst, reflect.ValueOf(at).Elem().String()) }
	case kind.Kind() == reflect.Slice && kind.Elem().Kind() == reflect.String:
		return func(dst []byte, at any) []byte { return appendTexts(dst, reflect.ValueOf(at).Elem()) }
	default:
		panic(fmt.Sprintf("api: nobody said how a %s is written as JSON", kind))
	}
}

func appendWhole(dst []byte, n *int64) []byte {
	if n == nil {
		return append(dst, "null"...)
	}
	return strconv.AppendInt(dst, *n, 10)
}

func appendInstant(dst []byte, at time.Time) []byte {
	if at.IsZero() {
		return append(dst, "null"...)
	}
	dst = append(dst, '"')
	dst = at.UTC().AppendFormat(dst, time.RFC3339Nano)
	return append(dst, '"')
}

func appendTexts(dst []byte, list reflect.Value) []byte {
	dst = append(dst, '[')
	for i := range list.Len() {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendText(dst, list.Index(i).String())
	}
	return append(dst, ']')
}

// appendOpen appends a record without the closing brace, so that more can
// follow: its fields, what is derived from it, and its heading.
func (w *recordWriter) appendOpen(dst []byte, m models.Model, today models.Date) []byte {
	dst = append(dst, '{')
	for i := range w.members {
		dst = append(dst, w.members[i].key...)
		dst = w.members[i].append(dst, w.members[i].field.Pointer(m))
	}
	for i := range w.derived {
		dst = append(dst, w.derived[i].key...)
		dst = appendText(dst, w.derived[i].of(m, today))
	}
	dst = append(dst, `,"heading":`...)
	return appendText(dst, m.Heading())
}

func (w *recordWriter) appendList(dst []byte, list []models.Model, today models.Date) []byte {
	dst = append(dst, '[')
	for i, m := range list {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(w.appendOpen(dst, m, today), '}')
	}
	return append(dst, ']')
}

// appendOne appends a record with the names that it refers to and what the
// person may do with it.
func (a *api) appendOne(dst []byte, who *models.Actor, one *service.One) []byte {
	dst = a.writers[one.Kind].appendOpen(dst, one.Model, a.service.Today())
	dst = appendNames(append(dst, `,"names":`...), one.Names)
	dst = append(dst, `,"may":{"edit":`...)
	dst = strconv.AppendBool(dst, one.Kind.MayEdit(who, one.Model))
	dst = append(dst, `,"moves":[`...)
	for i, move := range one.Kind.Open(who, one.Model) {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendText(dst, move.Name)
	}
	return append(dst, `]}}`...)
}

// appendNames appends names by reference, in order, so that the same answer
// has the same bytes.
func appendNames(dst []byte, names service.Names) []byte {
	dst = append(dst, '{')
	for i, ref := range slices.Sorted(maps.Keys(names)) {
		if i > 0 {
			dst = append(dst, ',')
		}
		name := names[ref]
		dst = appendText(dst, string(ref))
		dst = appendText(append(dst, `:{"kind":`...), name.Kind)
		dst = appendText(append(dst, `,"title":`...), name.Title)
		dst = appendText(append(dst, `,"state":`...), string(name.State))
		dst = append(dst, '}')
	}
	return append(dst, '}')
}
