package components

import (
	"strings"

	"github.com/a-h/templ"
)

// join puts class names together, leaving out the empty ones.
func join(names ...string) string {
	kept := names[:0:0]
	for _, name := range names {
		if name != "" {
			kept = append(kept, name)
		}
	}
	return strings.Join(kept, " ")
}

// when gives name if the condition holds, and nothing otherwise.
func when(condition bool, name string) string {
	if condition {
		return name
	}
	return ""
}

// or gives the first text that is not empty.
func or(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

// optional turns pairs of name and value into attributes, leaving out those
// without a value.
func optional(pairs ...string) templ.OrderedAttributes {
	var attributes templ.OrderedAttributes
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			attributes = append(attributes, templ.KV[string, any](pairs[i], pairs[i+1]))
		}
	}
	return attributes
}
