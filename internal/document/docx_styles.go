package document

import "strconv"

// styles defines every style once.
func (w *docx) styles() []byte {
	m := &markup{}
	m.file("w:styles", "xmlns:w", nsWord)
	m.start("w:docDefaults")
	m.start("w:rPrDefault")
	m.start("w:rPr")
	m.empty("w:rFonts", "w:ascii", font, "w:hAnsi", font, "w:eastAsia", font, "w:cs", font)
	m.empty("w:color", "w:val", ink)
	m.empty("w:sz", "w:val", halves(bodySize))
	m.empty("w:szCs", "w:val", halves(bodySize))
	m.empty("w:lang", "w:val", language, "w:eastAsia", language, "w:bidi", "ar-SA")
	m.end(2)
	m.start("w:pPrDefault")
	m.start("w:pPr")
	m.empty("w:spacing", "w:line", "276", "w:lineRule", "auto")
	m.end(3)
	style(m, "paragraph", "Normal", "Normal", "w:default", "1")
	m.empty("w:qFormat")
	m.end(1)
	style(m, "character", "DefaultParagraphFont", "Default Paragraph Font", "w:default", "1")
	m.end(1)
	for _, l := range w.looks() {
		w.style(m, l)
	}
	characterStyles(m)
	tableStyles(m)
	return m.done()
}

func style(m *markup, sort, id, name string, attributes ...string) {
	m.start("w:style", append([]string{"w:type", sort, "w:styleId", id}, attributes...)...)
	m.empty("w:name", "w:val", name)
}

// style writes the style of a look.
func (w *docx) style(m *markup, l *look) {
	style(m, "paragraph", l.word, l.name)
	m.empty("w:basedOn", "w:val", "Normal")
	if l.next {
		m.empty("w:next", "w:val", lookBody.word)
	}
	m.empty("w:qFormat")
	m.start("w:pPr")
	if l.next {
		m.empty("w:keepNext")
	}
	if l == lookSection && w.Sheets {
		m.empty("w:pageBreakBefore")
	}
	if !w.Letter && (l == lookSection || l == lookNumbered) {
		m.start("w:numPr")
		if l == lookNumbered {
			m.empty("w:ilvl", "w:val", "1")
		}
		m.empty("w:numId", "w:val", strconv.Itoa(numParagraphs))
		m.end(1)
	}
	if l.bar {
		m.start("w:pBdr")
		m.empty("w:left", "w:val", "single", "w:sz", "24", "w:space", "8", "w:color", line)
		m.end(1)
	}
	if l.shaded {
		m.empty("w:shd", "w:val", "clear", "w:color", "auto", "w:fill", pale)
	}
	place(m, l)
	m.end(1)
	m.start("w:rPr")
	weigh(m, l)
	m.end(2)
}

// place says where the lines of a look stand.
func place(m *markup, l *look) {
	if l == lookNote {
		m.start("w:tabs")
		m.empty("w:tab", "w:val", "left", "w:pos", twips(l.left))
		m.end(1)
	}
	m.empty("w:spacing", "w:before", twips(l.before), "w:after", twips(l.after))
	if l.left != 0 {
		m.empty("w:ind", "w:left", twips(l.left), "w:hanging", twips(l.hanging))
	}
	switch {
	case l.centred:
		m.empty("w:jc", "w:val", "center")
	case l.right:
		m.empty("w:jc", "w:val", "right")
	}
	if l.outline > 0 {
		m.empty("w:outlineLvl", "w:val", strconv.Itoa(l.outline-1))
	}
}

func weigh(m *markup, l *look) {
	if l.bold {
		m.empty("w:b")
		m.empty("w:bCs")
	}
	if l.italic {
		m.empty("w:i")
		m.empty("w:iCs")
	}
	if l.colour != "" {
		m.empty("w:color", "w:val", l.colour)
	}
	if l.size != 0 {
		m.empty("w:sz", "w:val", halves(l.size))
		m.empty("w:szCs", "w:val", halves(l.size))
	}
}

// halves are half points.
func halves(points float64) string { return strconv.Itoa(int(points * 2)) }

func characterStyles(m *markup) {
	style(m, "character", "Hyperlink", "Hyperlink")
	m.start("w:rPr")
	m.empty("w:color", "w:val", blue)
	m.empty("w:u", "w:val", "single")
	m.end(2)
	style(m, "character", "FootnoteReference", "footnote reference")
	m.start("w:rPr")
	m.empty("w:vertAlign", "w:val", "superscript")
	m.end(2)
	style(m, "character", "Unknown", "Unknown")
	m.start("w:rPr")
	weigh(m, &look{italic: true, colour: quiet})
	m.end(2)
}

func tableStyles(m *markup) {
	style(m, "table", "TableNormal", "Normal Table", "w:default", "1")
	m.start("w:tblPr")
	m.empty("w:tblInd", "w:w", "0", "w:type", "dxa")
	m.end(2)
	style(m, "table", "PaperTable", "Paper Table")
	m.empty("w:basedOn", "w:val", "TableNormal")
	m.start("w:tblPr")
	m.start("w:tblBorders")
	for _, side := range []string{"top", "bottom", "insideH"} {
		m.empty("w:"+side, "w:val", "single", "w:sz", "4", "w:space", "0", "w:color", line)
	}
	m.end(1)
	m.start("w:tblCellMar")
	m.empty("w:left", "w:w", "80", "w:type", "dxa")
	m.empty("w:right", "w:w", "80", "w:type", "dxa")
	m.end(2)
	m.start("w:tblStylePr", "w:type", "firstRow")
	m.start("w:tcPr")
	m.empty("w:shd", "w:val", "clear", "w:color", "auto", "w:fill", pale)
	m.end(3)
}

// numbering defines how sections and paragraphs count (1, 1.1), and lists.
func (w *docx) numbering() []byte {
	m := &markup{}
	m.file("w:numbering", "xmlns:w", nsWord)
	m.start("w:abstractNum", "w:abstractNumId", "0")
	m.empty("w:multiLevelType", "w:val", "multilevel")
	if w.Letter {
		wordLevel(m, 0, "none", "", nil)
	} else {
		wordLevel(m, 0, "decimal", "%1", lookSection)
		wordLevel(m, 1, "decimal", "%1.%2", lookNumbered)
	}
	m.end(1)
	bullets, formats := []string{"•", "–"}, []string{"decimal", "lowerLetter", "lowerRoman"}
	m.start("w:abstractNum", "w:abstractNumId", "1")
	m.empty("w:multiLevelType", "w:val", "hybridMultilevel")
	for level := range levels {
		wordLevel(m, level, "bullet", bullets[level%len(bullets)], nil)
	}
	m.end(1)
	m.start("w:abstractNum", "w:abstractNumId", "2")
	m.empty("w:multiLevelType", "w:val", "multilevel")
	for level := range levels {
		wordLevel(m, level, formats[level%len(formats)], "%"+strconv.Itoa(level+1)+".", nil)
	}
	m.end(1)
	for num := range numFirstList + w.ordered - 1 {
		m.start("w:num", "w:numId", strconv.Itoa(num+1))
		m.empty("w:abstractNumId", "w:val", strconv.Itoa(min(num, 2)))
		if num+1 >= numFirstList {
			m.start("w:lvlOverride", "w:ilvl", "0")
			m.empty("w:startOverride", "w:val", "1")
			m.end(1)
		}
		m.end(1)
	}
	return m.done()
}

// wordLevel is one level of a numbering. Those of a look take its indent, the
// others stand further in with each level.
func wordLevel(m *markup, level int, format, text string, of *look) {
	left, hanging := lists(level)
	m.start("w:lvl", "w:ilvl", strconv.Itoa(level))
	m.empty("w:start", "w:val", "1")
	m.empty("w:numFmt", "w:val", format)
	if of != nil {
		m.empty("w:pStyle", "w:val", of.word)
		left, hanging = gap, gap
	}
	m.empty("w:lvlText", "w:val", text)
	m.empty("w:lvlJc", "w:val", "left")
	m.start("w:pPr")
	m.empty("w:ind", "w:left", twips(left), "w:hanging", twips(hanging))
	m.end(2)
}

// lists is how far the items of a list stand in at a level.
func lists(level int) (left, hanging float64) { return gap + 18*float64(level+1), 18 }
