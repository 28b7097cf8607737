package assets

import (
	"strconv"
	"strings"
)

// codings are the content codings of the compressed copies, the smallest
// first, and how the names of those copies end.
var codings = []struct{ name, suffix string }{
	{"br", ".br"},
	{"gzip", ".gz"},
}

// choose picks the smallest copy that an Accept-Encoding header allows, and
// the plain one, "", where it allows none.
func (f *file) choose(acceptEncoding string) string {
	for _, coding := range codings {
		_, exists := f.contents[coding.name]
		if exists && accepts(acceptEncoding, coding.name) {
			return coding.name
		}
	}
	return ""
}

// accepts says whether an Accept-Encoding header names a coding and does not
// rule it out with a weight of zero.
func accepts(header, coding string) bool {
	for entry := range strings.SplitSeq(header, ",") {
		name, parameters, _ := strings.Cut(entry, ";")
		if strings.EqualFold(strings.TrimSpace(name), coding) {
			return weight(parameters) > 0
		}
	}
	return false
}

// weight reads the q parameter of an entry; without one it weighs fully.
func weight(parameters string) float64 {
	value, found := strings.CutPrefix(strings.ToLower(strings.TrimSpace(parameters)), "q=")
	if !found {
		return 1
	}
	weight, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return 0
	}
	return weight
}
