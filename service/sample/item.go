package sample

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml"

	"answerable/models"
)

// item is one record of the sample as its file writes it. What is not listed
// here is a field of the record.
//
//	key         how other items of the sample call it ($key)
//	kind        the kind of record
//	start       in which of the kind's ways it starts; the first if left out
//	as          the sign-in that adds it; the system if left out
//	not_before  leaves it out, with its parts, while the clock is before
//	moves       the steps made right after it was added
//	parts       records that name it as their whole, added after its moves
//
// Instead of a record an item can be a step made later:
//
//	then        the move
//	on          the key of the record; among parts, the whole if left out
type item struct {
	where string
	kind  *models.Kind

	Key       string
	Start     string
	As        string
	NotBefore models.Date
	Moves     []step
	Parts     []*item
	Then      string
	On        string
	Fields    map[string]any
}

// step is a move made on an item, with the fields that it sets.
type step struct {
	Move   string
	As     string
	Fields map[string]any
}

// id is the key, or where the item stands if nothing refers to it.
func (it *item) id() string {
	if it.Key != "" {
		return it.Key
	}
	return it.where
}

func (it *item) actsAs(whole *item) string {
	if it.As != "" {
		return it.As
	}
	return whole.As
}

// read reads the files of a set in the order of their names; keys are those in
// use so far, with their places.
func read(set string, keys map[string]string) ([]*item, error) {
	names, err := fs.Glob(files, folder(set))
	if err != nil {
		return nil, err
	}
	var items []*item
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		found, err := parse(name, text, keys)
		if err != nil {
			return nil, fmt.Errorf("sample: %w", err)
		}
		items = append(items, found...)
	}
	return items, nil
}

// parse reads one file.
func parse(name string, text []byte, keys map[string]string) ([]*item, error) {
	var raw []map[string]any
	if err := yaml.Unmarshal(text, &raw); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	r := reader{keys: keys}
	items := make([]*item, len(raw))
	for i, entry := range raw {
		items[i] = r.item(fmt.Sprintf("%s, item %d", name, i+1), entry, nil)
	}
	return items, r.err
}

// reader turns what the YAML says into items and keeps the first mistake.
type reader struct {
	keys map[string]string
	err  error
}

func (r *reader) fail(where, format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf("%s: %s", where, fmt.Sprintf(format, args...))
	}
}

func (r *reader) item(where string, raw map[string]any, whole *item) *item {
	it := &item{where: where, Key: r.text(where, raw, "key"), Start: r.text(where, raw, "start"), As: r.text(where, raw, "as"),
		NotBefore: models.Date(r.text(where, raw, "not_before")), Then: r.text(where, raw, "then"), On: r.text(where, raw, "on"), Fields: raw}
	kind := r.text(where, raw, "kind")
	moves, parts := r.list(where, raw, "moves"), r.list(where, raw, "parts")
	if it.Key != "" {
		it.where = where + " (" + it.Key + ")"
		if first, taken := r.keys[it.Key]; taken {
			r.fail(it.where, "the key is taken by %s", first)
		}
		r.keys[it.Key] = it.where
	}
	if it.kind = models.KindNamed(kind); it.Then != "" {
		if it.Key+kind+it.Start != "" || moves != nil || parts != nil || whole == nil && it.On == "" {
			r.fail(it.where, "then: takes the move, on what, as whom, and the fields that it sets")
		}
		return it
	}
	switch {
	case it.kind == nil:
		r.fail(it.where, "there is no kind %q", kind)
	case it.On != "":
		r.fail(it.where, "on: goes with then")
	case it.NotBefore != "" && !it.NotBefore.Valid():
		r.fail(it.where, "not_before: %q is no date", it.NotBefore)
	case it.Start != "" && it.kind.StartNamed(it.Start) == nil:
		r.fail(it.where, "a %s has no start %q", kind, it.Start)
	case whole != nil && joint(it.kind, whole.kind) == "":
		r.fail(it.where, "a %s has no field for the %s that it would be part of", kind, whole.kind.Name)
	}
	for i, move := range moves {
		where := fmt.Sprintf("%s, move %d", it.where, i+1)
		it.Moves = append(it.Moves, step{Move: r.text(where, move, "move"), As: r.text(where, move, "as"), Fields: move})
	}
	for i, part := range parts {
		if r.err == nil {
			it.Parts = append(it.Parts, r.item(fmt.Sprintf("%s, part %d", it.where, i+1), part, it))
		}
	}
	return it
}

// joint is the field by which a part names its whole: that of the kind's
// parent, or one with the name of the whole's kind, as a question's meeting.
func joint(part, whole *models.Kind) string {
	if slices.Contains(part.ParentKinds(), whole) {
		return part.Parent
	}
	if field := part.Field(whole.Name); field != nil && slices.Contains(field.Kinds, whole.Name) {
		return field.Name
	}
	return ""
}

// text takes one of the item's own words out of what is left for fields.
func (r *reader) text(where string, raw map[string]any, name string) string {
	value, given := raw[name]
	delete(raw, name)
	text, ok := value.(string)
	if given && (!ok || text == "") {
		r.fail(where, "%s: must be a text, in quotation marks where it looks like a number", name)
	}
	return text
}

func (r *reader) list(where string, raw map[string]any, name string) []map[string]any {
	value, given := raw[name]
	delete(raw, name)
	if !given {
		return nil
	}
	list, ok := value.([]any)
	entries := make([]map[string]any, len(list))
	for i, one := range list {
		entry, isMap := one.(map[string]any)
		entries[i], ok = entry, ok && isMap
	}
	if !ok || len(list) == 0 {
		r.fail(where, "%s: must be a list of entries", name)
		return nil
	}
	return entries
}

var (
	keyInText  = regexp.MustCompile(`\$[a-z0-9]+(-[a-z0-9]+)*`)
	yearInText = regexp.MustCompile(`<year([+-]\d+)?>`)
	relative   = regexp.MustCompile(`^today(?:([+-]\d+)([dm]))?$`)
)

// text gives a text its references and dates: "$key" anywhere, "<year-2>"
// anywhere, and "today", "today-10d" or "today+3m" as the whole of it.
func (l *loader) text(text string) (string, error) {
	if parts := relative.FindStringSubmatch(text); parts != nil {
		return l.day(parts[1], parts[2])
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

// folder is the pattern of a set's files.
func folder(set string) string { return path.Join(set, "*.yaml") }
