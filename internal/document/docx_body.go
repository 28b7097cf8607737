package document

import "strconv"

// The numberings of the file: that of sections and paragraphs, that of bullets,
// and from then on one for each list that counts.
const (
	numParagraphs = 1
	numBullets    = 2
	numFirstList  = 3
)

func (w *docx) writeBody() error {
	b, n := &w.body, &w.notes
	b.file("w:document", "xmlns:w", nsWord, "xmlns:r", nsRelated, "xmlns:wp", nsPlaced, "xmlns:a", nsDrawing, "xmlns:pic", nsPicture)
	n.file("w:footnotes", "xmlns:w", nsWord, "xmlns:r", nsRelated)
	n.separators()
	b.start("w:body")
	w.writeFront()
	for i := range w.Sections {
		section := &w.Sections[i]
		if section.Title != "" || !w.Letter {
			w.heading(lookSection, section.Title, i)
		}
		for _, block := range section.Blocks {
			if err := w.block(block); err != nil {
				return err
			}
		}
	}
	b.page()
	return nil
}

// writeFront is what stands before the first section. A letter has its head
// above what it is about, and no contents.
func (w *docx) writeFront() {
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
func (w *docx) contents() {
	b := &w.body
	w.plain(lookContents, []Run{{Text: "Contents"}})
	for i, section := range w.Sections {
		wordLine(&b.markup, lookEntry)
		if i == 0 {
			b.mark("begin")
			b.start("w:r")
			b.leaf("w:instrText", ` TOC \o "1-1" \n \h `, "xml:space", "preserve")
			b.end(1)
			b.mark("separate")
		}
		b.start("w:hyperlink", "w:anchor", bookmark(i), "w:history", "1")
		b.run(Run{Text: strconv.Itoa(i+1) + ". " + section.Title}, "")
		b.end(1)
		if i == len(w.Sections)-1 {
			b.mark("end")
		}
		b.end(1)
	}
}

// bookmark names the heading of a section for links.
func bookmark(section int) string { return "_Toc" + strconv.Itoa(section+1) }

// heading writes a heading; that of a section can be led to.
func (w *docx) heading(l *look, title string, section int) {
	w.paragraph(paragraphLook{look: l, plain: title}, func(t *wordText) {
		id := strconv.Itoa(section + 1)
		if l == lookSection {
			t.empty("w:bookmarkStart", "w:id", id, "w:name", bookmark(section))
		}
		t.run(Run{Text: title}, "")
		if l == lookSection {
			t.empty("w:bookmarkEnd", "w:id", id)
		}
	})
}

func (w *docx) block(block Block) error {
	switch {
	case block.Heading != nil && block.Heading.Level > 2:
		w.heading(lookUnder, block.Heading.Text, 0)
	case block.Heading != nil:
		w.heading(lookHeading, block.Heading.Text, 0)
	case block.Paragraph != nil:
		w.writeParagraph(block.Paragraph)
	case block.Quote != nil:
		w.plain(lookQuote, block.Quote.Runs)
		if len(block.Quote.From) > 0 {
			w.plain(lookFrom, block.Quote.From)
		}
	case block.List != nil:
		w.list(block.List)
	case block.Table != nil:
		w.table(block.Table)
	case block.Picture != nil:
		return w.picture(block.Picture)
	}
	return nil
}

func (w *docx) writeParagraph(p *Paragraph) {
	numbered := !p.Plain && !w.Letter
	as := paragraphLook{look: lookBody}
	switch {
	case p.Own != "":
		w.plain(lookAuthor, []Run{{Text: ownWords + p.Own}})
		as.look = lookOwn
		if numbered {
			as.num, as.level = numParagraphs, 1
		}
	case numbered:
		as.look = lookNumbered
	}
	w.text(as, p.Runs)
}

// ownWords stand before the name of an author whose own words follow.
const ownWords = "Author’s own words: "

func (w *docx) list(list *List) {
	num := numBullets
	if list.Ordered {
		num = numFirstList + w.ordered
		w.ordered++
	}
	w.items(list.Items, num, 0)
}

func (w *docx) items(items []Item, num, level int) {
	for _, item := range items {
		w.text(paragraphLook{look: lookItem, num: num, level: min(level, levels-1)}, item.Runs)
		w.items(item.Items, num, level+1)
	}
}

// plain writes a paragraph that is set as its look says.
func (w *docx) plain(l *look, runs []Run) { w.text(paragraphLook{look: l}, runs) }

func (w *docx) text(as paragraphLook, runs []Run) {
	as.plain = Words(runs)
	w.paragraph(as, func(t *wordText) { t.runs(runs) })
}

// paragraphLook is how one paragraph is set.
type paragraphLook struct {
	*look
	// num and level are its numbering, if it is not that of the look.
	num, level int
	// plain is what it says: this decides from which side it is read.
	plain string
}

func (w *docx) paragraph(as paragraphLook, write func(*wordText)) {
	b := &w.body
	b.start("w:p")
	b.start("w:pPr")
	b.empty("w:pStyle", "w:val", as.word)
	if as.num != 0 {
		b.start("w:numPr")
		b.empty("w:ilvl", "w:val", strconv.Itoa(as.level))
		b.empty("w:numId", "w:val", strconv.Itoa(as.num))
		b.end(1)
	}
	if rightToLeft(as.plain) {
		b.empty("w:bidi")
	}
	if w.spaced && as.before < 8 {
		b.empty("w:spacing", "w:before", twips(8))
	}
	w.spaced = false
	b.end(1)
	write(b)
	b.end(1)
}

// page ends the body: A4, with the marking at the head and foot of every page.
func (t *wordText) page() {
	t.start("w:sectPr")
	t.empty("w:headerReference", "w:type", "default", "r:id", t.idOf("header.xml"))
	t.empty("w:footerReference", "w:type", "default", "r:id", t.idOf("footer.xml"))
	t.empty("w:pgSz", "w:w", millimetres(pageWidth), "w:h", millimetres(pageHeight))
	t.empty("w:pgMar", "w:top", millimetres(margin), "w:right", millimetres(margin), "w:bottom", millimetres(margin), "w:left", millimetres(margin),
		"w:header", millimetres(12), "w:footer", millimetres(10), "w:gutter", "0")
	t.end(1)
}

// twips are twentieths of a point.
func twips(points float64) string { return strconv.Itoa(int(points * 20)) }

// millimetres are a length in twips.
func millimetres(length float64) string { return strconv.Itoa(int(length * 1440 / 25.4)) }
