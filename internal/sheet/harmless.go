package sheet

import (
	"regexp"
	"strings"
)

// runs are the characters with which a text begins that a spreadsheet takes
// for a formula when it opens a CSV file.
const runs = "=+-@\t\r＝＋－＠"

var decimal = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)

// harmless keeps a spreadsheet from running a text as a formula, by an
// apostrophe in front. A plain number is left alone. A text that looks like one
// that was made harmless gets one more, so that reading it gives the text back.
func harmless(text string) string {
	if text == "" || decimal.MatchString(text) || !runnable(strings.TrimLeft(text, "'")) {
		return text
	}
	return "'" + text
}

// unharmed is the text of which harmless made another.
func unharmed(text string) string {
	rest, found := strings.CutPrefix(text, "'")
	if found && runnable(strings.TrimLeft(rest, "'")) {
		return rest
	}
	return text
}

func runnable(text string) bool {
	for _, first := range text {
		return strings.ContainsRune(runs, first)
	}
	return false
}
