package models

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"time"
)

var errDate = errors.New("must be a date, for example 21 January 2019, 21/01/2019, 2019-01-21, January 2019 or 2019")

var (
	dayName    = regexp.MustCompile(`^(?i)(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?\.?,?\s+`)
	clockTime  = regexp.MustCompile(`[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$`)
	numeralEnd = regexp.MustCompile(`(?i)(\d)(st|nd|rd|th)\b`)
	dateParts  = regexp.MustCompile(`[\s/.,-]+`)
)

// ParseDate reads a date as people in Britain write it, to the precision that
// they give: "21/01/2019", "21 January 2019", "21-Jan-19", "January 2019",
// "2019", or as ISO 8601 has it. Years of two digits up to 68 are of this
// century. What cannot be told for certain, such as "early 2015", is refused.
func ParseDate(text string) (Date, error) {
	text = strings.TrimSpace(text)
	if text == "" || Date(text).Valid() {
		return Date(text), nil
	}
	text = numeralEnd.ReplaceAllString(clockTime.ReplaceAllString(dayName.ReplaceAllString(text, ""), ""), "$1")
	if Date(text).Valid() {
		return Date(text), nil
	}
	day, month, year := "", "", ""
	switch parts := dateParts.Split(text, -1); len(parts) {
	case 3:
		day, month, year = parts[0], parts[1], parts[2]
	case 2:
		month, year = parts[0], parts[1]
	default:
		return "", errDate
	}
	return dateFrom(day, month, year)
}

func dateFrom(day, month, year string) (Date, error) {
	y, err := fullYear(year)
	if err != nil {
		return "", err
	}
	m, named := monthNamed(month)
	if m == 0 || day == "" && !named && len(year) != 4 {
		return "", errDate
	}
	date := Date(y + "-" + twoDigits(m))
	if day != "" {
		d, err := strconv.Atoi(day)
		if err != nil || len(day) > 2 {
			return "", errDate
		}
		date += Date("-" + twoDigits(d))
	}
	if !date.Valid() {
		return "", errDate
	}
	return date, nil
}

func fullYear(text string) (string, error) {
	if !digits(text) || len(text) != 2 && len(text) != 4 {
		return "", errDate
	}
	switch {
	case len(text) == 4:
		return text, nil
	case text <= "68":
		return "20" + text, nil
	default:
		return "19" + text, nil
	}
}

// monthNamed is the number of a month that is written as one or by its name.
func monthNamed(text string) (number int, named bool) {
	if digits(text) && text != "" && len(text) <= 2 {
		number, err := strconv.Atoi(text)
		if err != nil || number > 12 {
			return 0, false
		}
		return number, false
	}
	word := strings.ToLower(text)
	if word == "sept" {
		word = "sep"
	}
	for month := time.January; month <= time.December; month++ {
		if name := strings.ToLower(month.String()); word == name || len(word) == 3 && strings.HasPrefix(name, word) {
			return int(month), true
		}
	}
	return 0, false
}

func twoDigits(n int) string {
	text := strconv.Itoa(n)
	if len(text) == 1 {
		return "0" + text
	}
	return text
}
