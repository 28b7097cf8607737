package service

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"answerable/internal/document"
	"answerable/models"
)

// say is a sentence that cites the record it comes from. The words need no full
// stop at their end.
func (b *briefing) say(m models.Model, words ...string) []document.Run {
	text := strings.TrimRight(strings.Join(strings.Fields(strings.Join(words, " ")), " "), " .")
	end := "."
	if strings.HasSuffix(text, "?") || strings.HasSuffix(text, "!") {
		end = ""
	}
	cited := b.cite(m)
	if end == "" {
		cited.Note = b.note(m)
		return []document.Run{document.Text(text), cited}
	}
	return []document.Run{document.Text(text), cited, {Text: end, Note: b.note(m)}}
}

// opening is a sentence that leads to a list, with its record cited.
func (b *briefing) opening(m models.Model, words ...string) []document.Run {
	runs := b.say(m, words...)
	runs[len(runs)-1].Text = ":"
	return runs
}

// item is an item of a list that cites its record.
func (b *briefing) item(m models.Model, words ...string) document.Item {
	return document.Item{Runs: b.say(m, words...)}
}

func (b *briefing) cite(m models.Model) document.Run {
	b.used[m.Base().Ref] = true
	return cited(m)
}

// paragraph puts sentences behind one another.
func paragraph(sentences ...[]document.Run) document.Block {
	return document.Para(inOne(sentences...)...)
}

func inOne(sentences ...[]document.Run) []document.Run {
	var runs []document.Run
	for _, sentence := range sentences {
		if len(sentence) == 0 {
			continue
		}
		if len(runs) > 0 {
			runs = append(runs, document.Text(" "))
		}
		runs = append(runs, sentence...)
	}
	return runs
}

func bullets(items []document.Item) []document.Block {
	if len(items) == 0 {
		return nil
	}
	return []document.Block{document.Bullets(items...)}
}

// inShort leads to a text that is a summary and may be no whole sentence.
func inShort(summary string) string {
	if strings.TrimSpace(summary) == "" {
		return ""
	}
	return "In short: " + lowerIfWord(summary)
}

// beginnings are words that begin texts and are no names.
var beginnings = strings.Fields(`a all an and animation any asks at because both but by can children children’s draws each every everybody few first
	five for four from gives guidance half has how if in it its keeps looks made many material means money more most no nobody none nothing not offered of
	on one only our plans restated services sets six small some tells that the their there these they things this those three to two under until very we
	what when where whether which who whoever why with within work`)

// lowerIfWord begins a text small, where its first word is certainly no name.
func lowerIfWord(text string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(text), " ")
	if slices.Contains(beginnings, strings.ToLower(strings.TrimRight(first, ",:;."))) {
		return lowerFirst(strings.TrimSpace(text))
	}
	return strings.TrimSpace(text)
}

// listLine matches a line of a text that is an item of a list.
var listLine = regexp.MustCompile(`^(?:\d+[.)]|[-•*])\s+`)

// told is a longer text of a record, after some words of ours: a paragraph, and
// a list where the text has one.
func (b *briefing) told(m models.Model, before []document.Run, text string) []document.Block {
	var lines []string
	var items []document.Item
	ordered := false
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "":
		case listLine.MatchString(line):
			ordered = ordered || unicode.IsDigit(rune(line[0]))
			items = append(items, document.Item{Runs: []document.Run{document.Text(listLine.ReplaceAllString(line, ""))}})
		default:
			lines = append(lines, line)
		}
	}
	switch {
	case len(items) == 0 && len(lines) == 0:
		return []document.Block{paragraph(before)}
	case len(items) == 0:
		return []document.Block{paragraph(before, b.say(m, lines...))}
	case len(lines) == 0:
		lines = []string{"The record lists"}
	}
	list := document.Block{List: &document.List{Items: items, Ordered: ordered}}
	return []document.Block{paragraph(before, b.opening(m, strings.TrimRight(strings.Join(lines, " "), ":."))), list}
}

// quoted is a text after some words of ours: as a quotation where it is as
// somebody said or wrote it, else as the summary that it is.
func (b *briefing) quoted(m models.Model, wording models.Wording, before []document.Run, text string) []document.Block {
	if wording != "verbatim" {
		return b.told(m, before, "In a summary of our own: "+lowerIfWord(text))
	}
	return []document.Block{
		paragraph(before, b.opening(m, "In the words used there")),
		{Quote: &document.Quote{Runs: []document.Run{document.Text("“" + strings.TrimSpace(text) + "”")}, From: []document.Run{b.cite(m)}}},
	}
}

// note is the footnote of a record, the first time that it is cited: where it
// was published, and what is remarked on it.
func (b *briefing) note(m models.Model) []document.Run {
	ref := m.Base().Ref
	if b.noted[ref] {
		return nil
	}
	b.noted[ref] = true
	var parts [][]document.Run
	if source := sourceOf(m); len(source) > 0 {
		parts = append(parts, source)
	}
	if remarks := strings.TrimSpace(m.Shared().Remarks); remarks != "" && models.KindOf(m) != models.PlanKind {
		parts = append(parts, linked(strings.Join(strings.Fields(remarks), " ")))
	}
	return inOne(parts...)
}

// sourceOf is the publication or the page on the web that a record names.
func sourceOf(m models.Model) []document.Run {
	source, address := "", ""
	switch m := m.(type) {
	case *models.Definition:
		source, address = m.Source, m.SourceAddress
	case *models.LibraryEntry:
		source, address = m.Title, m.Address
	case *models.Report:
		source, address = m.Title, m.Address
	case *models.Edition:
		source, address = m.Title, m.Address
	case *models.Plan:
		source, address = m.Title, m.Address
	case *models.Activity:
		source, address = m.Title, m.Address
	case *models.Round:
		source, address = "Announcement of the round", m.Address
	case *models.Measure:
		source = m.Source
		if source != "" {
			source = "Source of the figures: " + lowerIfWord(source)
		}
	}
	switch {
	case address != "":
		return []document.Run{document.Text(source + ", "), {Text: address, Link: address}, document.Text(".")}
	case source != "" && (models.KindOf(m) == models.DefinitionKind || models.KindOf(m) == models.MeasureKind):
		return []document.Run{document.Text(source + ".")}
	}
	return nil
}

var webAddress = regexp.MustCompile(`https?://[^\s<>"”]+[^\s<>"”.,;:)]`)

// linked is a text in which web addresses lead there.
func linked(text string) []document.Run {
	var runs []document.Run
	at := 0
	for _, found := range webAddress.FindAllStringIndex(text, -1) {
		if found[0] > at {
			runs = append(runs, document.Text(text[at:found[0]]))
		}
		address := text[found[0]:found[1]]
		runs = append(runs, document.Run{Text: address, Link: address})
		at = found[1]
	}
	if at < len(text) {
		runs = append(runs, document.Text(text[at:]))
	}
	return runs
}

// institutions are the words by which a name takes an article.
var institutions = []string{
	"agency", "army", "association", "authority", "board", "college", "command", "commission", "commissioner", "committee", "company", "department",
	"fund", "general", "government", "group", "inquiry", "inspectorate", "mayor", "ministry", "mechanism", "network", "office", "panel", "partnership",
	"service", "team", "trust", "unit",
}

// the is a name as it stands within a sentence.
func the(name string) string {
	if strings.HasPrefix(name, "The ") {
		return lowerFirst(name)
	}
	for _, word := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if slices.Contains(institutions, word) {
			return "the " + name
		}
	}
	return name
}

// name is what a reference is called; empty where it is not there for the
// reader.
func (b *briefing) name(ref models.Ref) string {
	name, known := b.names[ref]
	if !known || ref == "" {
		return ""
	}
	b.used[ref] = true
	if name.Kind == "post" {
		return "the " + name.Title
	}
	if name.Kind == "body" {
		return the(name.Title)
	}
	return name.Title
}

// orUnknown is a name, or the words for one that is not recorded.
func (b *briefing) orUnknown(ref models.Ref, unknown string) string {
	if name := b.name(ref); name != "" {
		return name
	}
	return unknown
}

// several are the names of several records in a row.
func (b *briefing) several(refs []models.Ref) string {
	var names []string
	for _, ref := range refs {
		if name := b.name(ref); name != "" {
			names = append(names, name)
		}
	}
	return inRow(names)
}

// inRow is a list within a sentence: “a, b and c”.
func inRow(list []string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:len(list)-1], ", ") + " and " + list[len(list)-1]
}

// when is a date with its preposition; empty where there is none.
func when(d models.Date) string {
	switch {
	case d == "":
		return ""
	case d.IsDay():
		return "on " + d.String()
	default:
		return "in " + d.String()
	}
}

// orWhen is when something was, or that nobody recorded it.
func orWhen(d models.Date) string {
	if d == "" {
		return "; when is not recorded"
	}
	return " " + when(d)
}

// plural counts things in words.
func plural(n int, one, many string) string {
	numbers := []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
	word := models.Number(int64(n))
	if n < len(numbers) {
		word = numbers[n]
	}
	if n == 1 {
		return word + " " + one
	}
	return word + " " + many
}
