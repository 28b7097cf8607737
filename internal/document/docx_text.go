package document

import (
	"slices"
	"strconv"
	"strings"
)

// wordText is a part of the file in which text stands: the body, or the
// footnotes.
type wordText struct {
	markup
	*docx
	inNote    bool
	relations []relation
	known     map[relation]int
}

// relate makes the part refer to something, and gives the id of that.
func (t *wordText) relate(sort, target string, elsewhere bool) string {
	r := relation{sort, target, elsewhere}
	if t.known == nil {
		t.known = map[relation]int{}
	}
	at, known := t.known[r]
	if !known {
		at = len(t.relations)
		t.known[r] = at
		t.relations = append(t.relations, r)
	}
	return relationID(at)
}

// idOf is the id under which the part refers to another one.
func (t *wordText) idOf(target string) string {
	return relationID(slices.IndexFunc(t.relations, func(r relation) bool { return r.target == target }))
}

func (t *wordText) runs(runs []Run) {
	for _, run := range Set(runs) {
		t.linked(run)
		if len(run.Note) > 0 && !t.inNote {
			t.note(run.Note)
		}
	}
}

// linked writes a run as a link, where it leads somewhere that a file can.
func (t *wordText) linked(run Run) {
	if section, found := t.within(run.Link); found {
		t.start("w:hyperlink", "w:anchor", bookmark(section), "w:history", "1")
	} else if target := t.setting.target(run.Link); target != "" {
		t.start("w:hyperlink", "r:id", t.relate(nsRelated+"/hyperlink", target, true), "w:history", "1")
	} else {
		t.run(run, "")
		return
	}
	t.run(run, "Hyperlink")
	t.end(1)
}

// run writes a run in a character style, or in that of what it is.
func (t *wordText) run(run Run, style string) {
	if run.Unknown {
		style = "Unknown"
	}
	t.start("w:r")
	t.start("w:rPr")
	if style != "" {
		t.empty("w:rStyle", "w:val", style)
	}
	if run.Strong {
		t.empty("w:b")
		t.empty("w:bCs")
	}
	if run.Emphasis {
		t.empty("w:i")
		t.empty("w:iCs")
	}
	if rightToLeft(run.Text) {
		t.empty("w:rtl")
	}
	t.end(1)
	for i, line := range Lines(run.Text) {
		if i > 0 {
			t.empty("w:br")
		}
		for at, piece := range strings.Split(line, "\t") {
			if at > 0 {
				t.empty("w:tab")
			}
			if piece != "" {
				t.leaf("w:t", strings.ReplaceAll(piece, "\r", " "), "xml:space", "preserve")
			}
		}
	}
	t.end(1)
}

// mark is one of the marks between which a field stands.
func (t *wordText) mark(sort string) {
	t.start("w:r")
	t.empty("w:fldChar", "w:fldCharType", sort)
	t.end(1)
}

// note writes a footnote, and its number where it hangs.
func (t *wordText) note(runs []Run) {
	t.noted++
	id := strconv.Itoa(t.noted)
	t.start("w:r")
	t.start("w:rPr")
	t.empty("w:rStyle", "w:val", "FootnoteReference")
	t.end(1)
	t.empty("w:footnoteReference", "w:id", id)
	t.end(1)
	n := &t.notes
	n.start("w:footnote", "w:id", id)
	wordLine(&n.markup, lookNote)
	n.start("w:r")
	n.start("w:rPr")
	n.empty("w:rStyle", "w:val", "FootnoteReference")
	n.end(1)
	n.empty("w:footnoteRef")
	n.end(1)
	n.run(Run{Text: "\t"}, "")
	n.runs(runs)
	n.end(2)
}

// separators are the lines above the footnotes of a page.
func (t *wordText) separators() {
	for id, sort := range []string{"separator", "continuationSeparator"} {
		t.start("w:footnote", "w:type", sort, "w:id", strconv.Itoa(id-1))
		t.start("w:p")
		t.start("w:r")
		t.empty("w:" + sort)
		t.end(3)
	}
}
