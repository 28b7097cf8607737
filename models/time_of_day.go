package models

import (
	"regexp"
	"strconv"
	"strings"
)

// dayMinutes is midnight at the end of a day, which is what closing at
// midnight means.
const dayMinutes = 24 * 60

var (
	dayTime  = regexp.MustCompile(`^([01]?\d|2[0-3])[:.]([0-5]\d)(?::[0-5]\d)?$`)
	halfTime = regexp.MustCompile(`^(1[0-2]|0?[1-9])(?:[:.]([0-5]\d))?([ap])m$`)
)

// minuteOfDay reads a time of day as people write it: 12 noon, 5pm, 5.30 pm,
// 17:30. It tells whether there is one.
func minuteOfDay(text string) (int, bool) {
	text = strings.ReplaceAll(strings.ToLower(text), " ", "")
	switch text {
	case "noon", "12noon", "midday":
		return dayMinutes / 2, true
	case "midnight", "12midnight":
		return dayMinutes, true
	}
	if parts := dayTime.FindStringSubmatch(text); parts != nil {
		return wholeOf(parts[1])*60 + wholeOf(parts[2]), true
	}
	parts := halfTime.FindStringSubmatch(text)
	if parts == nil {
		return 0, false
	}
	hour := wholeOf(parts[1]) % 12
	if parts[3] == "p" {
		hour += 12
	}
	return hour*60 + wholeOf(parts[2]), true
}

// wholeOf reads a text of digits; nothing is 0.
func wholeOf(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return n
}

// timeProblems finds a time of day that is none, or that stands beside no day.
func timeProblems(name, label, text string, day Date) Problems {
	if text == "" {
		return nil
	}
	if _, is := minuteOfDay(text); !is {
		return Problems{{Field: name, Text: label + ": must be a time of day, for example 12 noon, 5.30pm or 17:30"}}
	}
	if !day.IsDay() {
		return Problems{{Field: name, Text: label + ": enter the whole date too"}}
	}
	return nil
}
