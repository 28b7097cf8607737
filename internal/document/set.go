package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Set gives runs as they are to be set: references stand in square brackets, a
// space away from what they are for.
func Set(runs []Run) []Run {
	set := make([]Run, 0, len(runs))
	before := ' '
	for _, run := range runs {
		if run.Cites {
			run.Text = "[" + run.Text + "]"
			if !unicode.IsSpace(before) && before != '(' {
				set = append(set, Run{Text: " "})
			}
		}
		if last, size := utf8.DecodeLastRuneInString(run.Text); size > 0 {
			before = last
		}
		set = append(set, run)
	}
	return set
}

// Lines are the lines of a text: the lines of a paragraph stand under each
// other.
func Lines(text string) []string {
	return strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
}
