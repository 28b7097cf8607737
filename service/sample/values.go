package sample

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"answerable/models"
)

var (
	keyInText  = regexp.MustCompile(`\$[a-z0-9]+(-[a-z0-9]+)*`)
	yearInText = regexp.MustCompile(`<year([+-]\d+)?>`)
	relative   = regexp.MustCompile(`^(month of )?today(?:([+-]\d+)([dm]))?$`)
)

// text gives a text its references and dates: "$key" anywhere, "<year-2>"
// anywhere, and "today", "today-10d", "today+3m" or, for the month that such a
// day is in, "month of today-3m" as the whole of it.
func (l *loader) text(text string) (string, error) {
	if parts := relative.FindStringSubmatch(text); parts != nil {
		day, err := l.day(parts[2], parts[3])
		if parts[1] != "" {
			day = day[:min(len(day), len("2019-03"))]
		}
		return day, err
	}
	var unknown []string
	text = keyInText.ReplaceAllStringFunc(text, func(found string) string {
		made, known := l.made[found[1:]]
		if !known {
			unknown = append(unknown, found)
		}
		return string(made.ref)
	})
	if unknown != nil {
		return "", fmt.Errorf("there is no item %s before this one", strings.Join(unknown, ", "))
	}
	return yearInText.ReplaceAllStringFunc(text, func(found string) string {
		this, _ := strconv.Atoi(l.today.Year())
		by, _ := strconv.Atoi(yearInText.FindStringSubmatch(found)[1])
		return strconv.Itoa(this + by)
	}), nil
}

// day counts days or months from today. A month that has no such day gives its
// last one.
func (l *loader) day(by, unit string) (string, error) {
	today, err := time.Parse(time.DateOnly, string(l.today))
	if err != nil || by == "" {
		return string(l.today), err
	}
	n, err := strconv.Atoi(by)
	if err != nil {
		return "", err
	}
	if unit == "d" {
		return today.AddDate(0, 0, n).Format(time.DateOnly), nil
	}
	last := time.Date(today.Year(), today.Month()+time.Month(n)+1, 0, 0, 0, 0, 0, time.UTC)
	day := min(today.Day(), last.Day())
	return time.Date(last.Year(), last.Month(), day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), nil
}

// filled gives the fields as they go to the service: references instead of
// keys, days instead of "today-10d".
func (l *loader) filled(k *models.Kind, fields map[string]any) (map[string]any, error) {
	full := make(map[string]any, len(fields)+1)
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		field := k.Field(name)
		if field == nil && name != "reason" {
			return nil, fmt.Errorf("a %s has no field %q", k.Name, name)
		}
		value, err := l.value(fields[name])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		full[name] = value
	}
	return full, nil
}

func (l *loader) value(value any) (any, error) {
	switch value := value.(type) {
	case string:
		return l.text(value)
	case []any:
		list := make([]any, len(value))
		for i, one := range value {
			var err error
			if list[i], err = l.value(one); err != nil {
				return nil, err
			}
		}
		return list, nil
	default:
		return value, nil
	}
}
