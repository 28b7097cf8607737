package sample

import (
	"fmt"
	"io/fs"
	"path"
	"slices"

	"github.com/goccy/go-yaml"

	"answerable/models"
)

// item is one record of the sample as its file writes it. What is not listed
// here is a field of the record.
//
//	key         how other items of the sample call it ($key)
//	kind        the kind of record
//	start       in which of the kind's ways it starts; the first if left out
//	as          the sign-in that adds it and makes its moves; if left out, that
//	            of the whole, or the system
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

// item takes the words of an item out of its entry; what is left are fields.
func (r *reader) item(where string, raw map[string]any, whole *item) *item {
	it := &item{where: where, Key: r.text(where, raw, "key"), Start: r.text(where, raw, "start"), As: r.text(where, raw, "as"),
		NotBefore: models.Date(r.text(where, raw, "not_before")), Then: r.text(where, raw, "then"), On: r.text(where, raw, "on"), Fields: raw}
	if it.Key != "" {
		it.where = where + " (" + it.Key + ")"
		if first, taken := r.keys[it.Key]; taken {
			r.fail(it.where, "the key is taken by %s", first)
		}
		r.keys[it.Key] = it.where
	}
	if it.As == "" && whole != nil {
		it.As = whole.As
	}
	kind := r.text(where, raw, "kind")
	it.kind = models.KindNamed(kind)
	moves, parts := r.list(where, raw, "moves"), r.list(where, raw, "parts")
	if it.Then != "" {
		if it.Key+kind+it.Start != "" || len(moves)+len(parts) > 0 || whole == nil && it.On == "" {
			r.fail(it.where, "then: takes the move, on what, as whom, and the fields that it sets")
		}
		return it
	}
	r.check(it, kind, whole)
	for i, move := range moves {
		it.Moves = append(it.Moves, r.step(fmt.Sprintf("%s, move %d", it.where, i+1), move, it))
	}
	for i, part := range parts {
		if r.err == nil {
			it.Parts = append(it.Parts, r.item(fmt.Sprintf("%s, part %d", it.where, i+1), part, it))
		}
	}
	return it
}

// check finds what the service would not: it knows nothing of these words.
func (r *reader) check(it *item, kind string, whole *item) {
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
}

func (r *reader) step(where string, raw map[string]any, of *item) step {
	made := step{Move: r.text(where, raw, "move"), As: r.text(where, raw, "as"), Fields: raw}
	if made.As == "" {
		made.As = of.As
	}
	return made
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

// folder is the pattern of a set's files.
func folder(set string) string { return path.Join(set, "*.yaml") }
