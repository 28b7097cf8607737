package frontend

import (
	"reflect"
	"strings"

	"answerable/models"
)

var (
	baseFields   = namesIn[models.Record]()
	commonFields = namesIn[models.Common]()
)

// isBase tells whether the system keeps the field for every record.
func isBase(f *models.Field) bool { return baseFields[f.Name] }

// isCommon tells whether every kind has the field beside its own.
func isCommon(f *models.Field) bool { return commonFields[f.Name] }

// namesIn are the names of the fields that a struct gives to every kind.
func namesIn[T any]() map[string]bool {
	names := map[string]bool{}
	for _, field := range reflect.VisibleFields(reflect.TypeFor[T]()) {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		names[name] = true
	}
	return names
}
