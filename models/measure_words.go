package models

import (
	"strconv"
	"strings"
)

// Reported is the figure as people read it, with the unit of its measure; empty
// where none was reported.
func (f *Figure) Reported(unit string) string {
	switch {
	case f.Value != "":
		return strings.TrimSpace(withCommas(f.Value) + " " + unit)
	case f.Numerator != nil:
		return Number(*f.Numerator)
	default:
		return ""
	}
}

// withCommas writes a number with commas where it is a whole one.
func withCommas(number Decimal) string {
	if n, err := strconv.ParseInt(string(number), 10, 64); err == nil {
		return Number(n)
	}
	return string(number)
}

// Whole is what the figure is a part of, with what it counts.
func (f *Figure) Whole() string {
	if f.Denominator == nil {
		return ""
	}
	return Number(*f.Denominator) + " " + f.BaseCounts
}

// Share is the percentage that the parts come to, as exact as the stated one.
func (f *Figure) Share() string {
	_, decimals, _ := strings.Cut(string(f.StatedPercent), ".")
	if text := f.Percent(max(1, len(decimals))); text != "" {
		return text + "%"
	}
	return ""
}
