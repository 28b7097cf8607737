package document

import (
	"strconv"
	"strings"
)

func (w *odt) writeBody() error {
	w.writeFront()
	for i := range w.Sections {
		section := &w.Sections[i]
		if section.Title != "" || !w.Letter {
			w.section(section.Title, i)
		}
		for _, block := range section.Blocks {
			if err := w.block(block); err != nil {
				return err
			}
		}
	}
	return nil
}

// writeFront is what stands before the first section. A letter has its head
// above what it is about, and no contents.
func (w *odt) writeFront() {
	title := func() { w.plain(lookTitle, []Run{{Text: w.Title}}) }
	if !w.Letter {
		title()
		if w.Subtitle != "" {
			w.plain(lookSubtitle, []Run{{Text: w.Subtitle}})
		}
	}
	for _, about := range w.About {
		w.plain(lookAbout, []Run{{Text: about}})
	}
	if w.Letter {
		title()
	} else if len(w.Sections) > 1 {
		w.contents()
	}
}

// contents are a table of contents that stands as it is: it names no pages, so
// that it is right before any program has counted them.
func (w *odt) contents() {
	b := &w.body
	b.start("text:table-of-content", "text:name", "Contents", "text:protected", "false")
	b.start("text:table-of-content-source", "text:outline-level", "1")
	b.leaf("text:index-title-template", "Contents", "text:style-name", lookContents.odt)
	b.start("text:table-of-content-entry-template", "text:outline-level", "1", "text:style-name", lookEntry.odt)
	for _, piece := range []string{"link-start", "chapter", "text", "link-end"} {
		b.empty("text:index-entry-" + piece)
	}
	b.end(2)
	b.start("text:index-body")
	b.start("text:index-title", "text:name", "Contents_Head")
	w.plain(lookContents, []Run{{Text: "Contents"}})
	b.end(1)
	for i, section := range w.Sections {
		w.paragraph(lookEntry, section.Title, func() {
			w.link("#"+bookmark(i), Run{Text: strconv.Itoa(i+1) + ". " + section.Title})
		})
	}
	b.end(2)
}

// section writes the heading of a section, which can be led to. Its number and
// those of the paragraphs under it are one list that runs through the paper.
func (w *odt) section(title string, at int) {
	depth := 0
	if !w.Letter {
		depth = 1
	}
	w.continued(depth, func() {
		w.heading(lookSection, title, func() {
			w.body.empty("text:bookmark", "text:name", bookmark(at))
		})
	})
}

// continued puts something into the list of sections and numbered paragraphs,
// where it left off; at depth 0 it puts it into none.
func (w *odt) continued(depth int, write func()) {
	if depth == 0 {
		write()
		return
	}
	b := &w.body
	attributes := []string{"xml:id", "numbered" + strconv.Itoa(w.numbered+1), "text:style-name", "Numbered"}
	if w.numbered > 0 {
		attributes = append(attributes, "text:continue-list", "numbered"+strconv.Itoa(w.numbered))
	}
	w.numbered++
	b.start("text:list", attributes...)
	b.start("text:list-item")
	for range depth - 1 {
		b.start("text:list")
		b.start("text:list-item")
	}
	write()
	b.end(2 * depth)
}

func (w *odt) heading(l *look, title string, before func()) {
	b := &w.body
	b.start("text:h", "text:style-name", w.styled(l, title), "text:outline-level", strconv.Itoa(l.outline))
	w.pending = true
	before()
	w.words(title)
	b.end(1)
}

func (w *odt) block(block Block) error {
	switch {
	case block.Heading != nil && block.Heading.Level > 2:
		w.heading(lookUnder, block.Heading.Text, func() {})
	case block.Heading != nil:
		w.heading(lookHeading, block.Heading.Text, func() {})
	case block.Paragraph != nil:
		w.writeParagraph(block.Paragraph)
	case block.Quote != nil:
		w.plain(lookQuote, block.Quote.Runs)
		if len(block.Quote.From) > 0 {
			w.plain(lookFrom, block.Quote.From)
		}
	case block.List != nil:
		style := "Bullets"
		if block.List.Ordered {
			style = "Counted"
		}
		w.list(block.List.Items, 1, "text:style-name", style)
	case block.Table != nil:
		w.table(block.Table)
	case block.Picture != nil:
		return w.picture(block.Picture)
	}
	return nil
}

func (w *odt) writeParagraph(p *Paragraph) {
	depth, l := 0, lookBody
	if !p.Plain && !w.Letter {
		depth, l = 2, lookNumbered
	}
	if p.Own != "" {
		w.plain(lookAuthor, []Run{{Text: ownWords + p.Own}})
		l = lookOwn
	}
	w.continued(depth, func() { w.plain(l, p.Runs) })
}

// list writes a list. What is too deep stands beside what it belongs under.
func (w *odt) list(items []Item, level int, attributes ...string) {
	if len(items) == 0 {
		return
	}
	b := &w.body
	b.start("text:list", attributes...)
	w.items(items, level)
	b.end(1)
}

func (w *odt) items(items []Item, level int) {
	b := &w.body
	for _, item := range items {
		b.start("text:list-item")
		w.plain(lookItem, item.Runs)
		if level < levels {
			w.list(item.Items, level+1)
		}
		b.end(1)
		if level == levels {
			w.items(item.Items, level)
		}
	}
}

// plain writes a paragraph of a look.
func (w *odt) plain(l *look, runs []Run) {
	w.paragraph(l, Words(runs), func() { w.runs(runs) })
}

func (w *odt) paragraph(l *look, says string, write func()) {
	w.body.start("text:p", "text:style-name", w.styled(l, says))
	w.pending = true
	write()
	w.body.end(1)
}

// styled is the style of a look, or of its mirror image for what is read from
// the right.
func (w *odt) styled(l *look, says string) string {
	if !rightToLeft(says) {
		return l.odt
	}
	name := "RTL_" + l.word
	if !w.mirrored[l] {
		w.mirrored[l] = true
		m := &w.automatic
		m.start("style:style", "style:name", name, "style:family", "paragraph", "style:parent-style-name", l.odt)
		m.empty("style:paragraph-properties", "style:writing-mode", "rl-tb", "fo:text-align", "end")
		m.end(1)
	}
	return name
}

func (w *odt) runs(runs []Run) {
	for _, run := range Set(runs) {
		w.run(run)
		if len(run.Note) > 0 {
			w.note(run.Note)
		}
	}
}

// run writes a run, as a link where it leads somewhere that a file can.
func (w *odt) run(run Run) {
	if section, found := w.within(run.Link); found {
		w.link("#"+bookmark(section), run)
	} else if target := w.setting.target(run.Link); target != "" {
		w.link(target, run)
	} else {
		w.span(run)
	}
}

func (w *odt) link(target string, run Run) {
	w.body.start("text:a", "xlink:type", "simple", "xlink:href", target, "text:style-name", "Internet_20_link", "text:visited-style-name", "Visited_20_Internet_20_Link")
	w.span(run)
	w.body.end(1)
}

func (w *odt) span(run Run) {
	style := ""
	switch {
	case run.Unknown:
		style = "Unknown"
	case run.Strong && run.Emphasis:
		style = "Strong_20_and_20_Emphasis"
	case run.Strong:
		style = "Strong_20_Emphasis"
	case run.Emphasis:
		style = "Emphasis"
	}
	if style == "" {
		w.words(run.Text)
		return
	}
	w.body.start("text:span", "text:style-name", style)
	w.words(run.Text)
	w.body.end(1)
}

// words writes text so that no space and no line of it gets lost.
func (w *odt) words(text string) {
	b := &w.body
	for i, line := range Lines(clean(text)) {
		if i > 0 {
			b.empty("text:line-break")
			w.pending = true
		}
		for at, piece := range strings.Split(line, "\t") {
			if at > 0 {
				b.empty("text:tab")
				w.pending = true
			}
			w.spaced(strings.ReplaceAll(piece, "\r", " "))
		}
	}
}

// spaced writes a text: of spaces in a row, and at the beginning, all but one
// would be taken for none.
func (w *odt) spaced(text string) {
	for text != "" {
		rest := strings.TrimLeft(text, " ")
		spaces := len(text) - len(rest)
		if spaces > 0 && !w.pending {
			w.body.WriteByte(' ')
			spaces--
		}
		if spaces > 0 {
			w.body.empty("text:s", "text:c", strconv.Itoa(spaces))
		}
		word := rest
		if end := strings.IndexByte(rest, ' '); end >= 0 {
			word = rest[:end]
		}
		w.body.text(word)
		w.pending = word == ""
		text = rest[len(word):]
	}
}

func (w *odt) note(runs []Run) {
	b := &w.body
	w.noted++
	n := strconv.Itoa(w.noted)
	b.start("text:note", "text:id", "note"+n, "text:note-class", "footnote")
	b.leaf("text:note-citation", n)
	b.start("text:note-body")
	plain := make([]Run, len(runs))
	for i, run := range runs {
		plain[i] = run
		plain[i].Note = nil
	}
	w.plain(lookNote, plain)
	b.end(2)
	w.pending = false
}
