package components

import (
	"fmt"
	"strings"

	"github.com/a-h/templ"
)

// options are the options of a fixture or a part of them.
type options map[string]any

// at follows a path such as "legend.text".
func (o options) at(path string) any {
	var value any = map[string]any(o)
	for key := range strings.SplitSeq(path, ".") {
		inner, isMap := value.(map[string]any)
		if !isMap {
			return nil
		}
		value = inner[key]
	}
	return value
}

// text gives a value as text, "" where there is none.
func (o options) text(path string) string {
	value := o.at(path)
	if value == nil {
		return ""
	}
	return fmt.Sprint(value)
}

// html gives a value as markup, nil where there is none.
func (o options) html(path string) templ.Component {
	markup, _ := o.at(path).(string)
	if markup == "" {
		return nil
	}
	return templ.Raw(markup)
}

// flag says whether a value is true.
func (o options) flag(path string) bool {
	return o.at(path) == true
}

// number gives a whole number, 0 where there is none.
func (o options) number(path string) int {
	value, _ := o.at(path).(float64)
	return int(value)
}

// part gives the options below a path.
func (o options) part(path string) options {
	value, _ := o.at(path).(map[string]any)
	return value
}

// list gives the options of each entry of a list, without the empty ones.
func (o options) list(path string) []options {
	values, _ := o.at(path).([]any)
	return partsOf(values)
}

// partsOf gives the options among the values.
func partsOf(values []any) []options {
	var parts []options
	for _, value := range values {
		if part, isMap := value.(map[string]any); isMap && len(part) > 0 {
			parts = append(parts, part)
		}
	}
	return parts
}

// mapped builds something of each entry of a list.
func mapped[T any](entries []options, build func(options) T) []T {
	var built []T
	for _, entry := range entries {
		built = append(built, build(entry))
	}
	return built
}
