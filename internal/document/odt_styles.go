package document

import (
	"fmt"
	"strconv"
	"strings"
)

// styles defines every style once, and the page.
func (w *odt) styles() []byte {
	m := &markup{}
	m.file("office:document-styles", odfSpaces...)
	m.start("office:font-face-decls")
	m.empty("style:font-face", "style:name", font, "svg:font-family", font, "style:font-family-generic", "swiss", "style:font-pitch", "variable")
	m.end(1)
	m.start("office:styles")
	m.start("style:default-style", "style:family", "paragraph")
	m.empty("style:paragraph-properties", "fo:line-height", "115%", "fo:orphans", "2", "fo:widows", "2", "style:tab-stop-distance", "36pt")
	m.empty("style:text-properties", "style:font-name", font, "style:font-name-asian", font, "style:font-name-complex", font,
		"fo:font-size", points(bodySize), "fo:color", "#"+ink, "fo:language", "en", "fo:country", "GB")
	m.end(1)
	m.start("style:default-style", "style:family", "graphic")
	m.empty("style:text-properties", "fo:language", "en", "fo:country", "GB")
	m.end(1)
	m.empty("style:style", "style:name", "Standard", "style:family", "paragraph", "style:class", "text")
	for _, l := range w.looks() {
		w.style(m, l)
	}
	textStyles(m)
	m.start("style:style", "style:name", "Graphics", "style:family", "graphic")
	m.empty("style:graphic-properties", "style:vertical-pos", "top", "style:vertical-rel", "baseline", "style:wrap", "none")
	m.end(1)
	listStyles(m)
	m.empty("text:notes-configuration", "text:note-class", "footnote", "style:num-format", "1", "text:citation-style-name", "Footnote_20_Symbol",
		"text:citation-body-style-name", "Footnote_20_anchor", "text:default-style-name", lookNote.odt, "text:start-value", "0", "text:start-numbering-at", "document", "text:footnotes-position", "page")
	m.end(1)
	w.page(m)
	return m.done()
}

// style writes the style of a look.
func (w *odt) style(m *markup, l *look) {
	attributes := []string{"style:name", l.odt, "style:display-name", odtDisplay(l.odt), "style:family", "paragraph", "style:parent-style-name", "Standard"}
	if l.next {
		attributes = append(attributes, "style:next-style-name", lookBody.odt)
	}
	if l.outline > 0 {
		attributes = append(attributes, "style:default-outline-level", strconv.Itoa(l.outline))
	}
	m.start("style:style", attributes...)
	set := []string{"fo:margin-top", points(l.before), "fo:margin-bottom", points(l.after)}
	add := func(when bool, more ...string) {
		if when {
			set = append(set, more...)
		}
	}
	add(l.left != 0, "fo:margin-left", points(l.left), "fo:text-indent", points(0-l.hanging))
	add(l.next, "fo:keep-with-next", "always")
	add(l == lookSection && w.Sheets, "fo:break-before", "page")
	add(l.bar, "fo:border-left", "3pt solid #"+line, "fo:padding-left", "8pt", "fo:border-right", "none", "fo:border-top", "none", "fo:border-bottom", "none")
	add(l.shaded, "fo:background-color", "#"+pale)
	add(l.centred, "fo:text-align", "center")
	add(l.right, "fo:text-align", "end")
	m.empty("style:paragraph-properties", set...)
	textProperties(m, l)
	m.end(1)
}

func textProperties(m *markup, l *look) {
	var set []string
	if l.bold {
		set = append(set, "fo:font-weight", "bold", "style:font-weight-complex", "bold")
	}
	if l.italic {
		set = append(set, "fo:font-style", "italic", "style:font-style-complex", "italic")
	}
	if l.colour != "" {
		set = append(set, "fo:color", "#"+l.colour)
	}
	if l.size != 0 {
		set = append(set, "fo:font-size", points(l.size), "style:font-size-complex", points(l.size))
	}
	m.empty("style:text-properties", set...)
}

// odtDisplay is the name of a style as people see it.
func odtDisplay(name string) string { return strings.ReplaceAll(name, "_20_", " ") }

func textStyles(m *markup) {
	text := func(name string, properties ...string) {
		m.start("style:style", "style:name", name, "style:display-name", odtDisplay(name), "style:family", "text")
		m.empty("style:text-properties", properties...)
		m.end(1)
	}
	text("Strong_20_Emphasis", "fo:font-weight", "bold")
	text("Emphasis", "fo:font-style", "italic")
	text("Strong_20_and_20_Emphasis", "fo:font-weight", "bold", "fo:font-style", "italic")
	text("Unknown", "fo:font-style", "italic", "fo:color", "#"+quiet)
	for _, link := range []string{"Internet_20_link", "Visited_20_Internet_20_Link"} {
		text(link, "fo:color", "#"+blue, "style:text-underline-style", "solid", "style:text-underline-width", "auto", "style:text-underline-color", "font-color")
	}
	text("Footnote_20_Symbol")
	text("Footnote_20_anchor", "style:text-position", "super 58%")
}

// listStyles define how sections and paragraphs count (1, 1.1), and lists.
func listStyles(m *markup) {
	m.start("text:list-style", "style:name", "Numbered")
	for level := 1; level <= 2; level++ {
		m.start("text:list-level-style-number", "text:level", strconv.Itoa(level), "style:num-format", "1", "text:display-levels", strconv.Itoa(level))
		indent(m, gap, gap)
		m.end(1)
	}
	m.end(1)
	bullets, formats := []string{"•", "–"}, []string{"1", "a", "i"}
	m.start("text:list-style", "style:name", "Bullets")
	for level := range levels {
		m.start("text:list-level-style-bullet", "text:level", strconv.Itoa(level+1), "text:bullet-char", bullets[level%len(bullets)])
		left, hanging := lists(level)
		indent(m, left, hanging)
		m.end(1)
	}
	m.end(1)
	m.start("text:list-style", "style:name", "Counted")
	for level := range levels {
		m.start("text:list-level-style-number", "text:level", strconv.Itoa(level+1), "style:num-format", formats[level%len(formats)], "style:num-suffix", ".")
		left, hanging := lists(level)
		indent(m, left, hanging)
		m.end(1)
	}
	m.end(1)
}

func indent(m *markup, left, hanging float64) {
	m.start("style:list-level-properties", "text:list-level-position-and-space-mode", "label-alignment")
	m.empty("style:list-level-label-alignment", "text:label-followed-by", "listtab", "text:list-tab-stop-position", points(left),
		"fo:margin-left", points(left), "fo:text-indent", points(0-hanging))
	m.end(1)
}

// page is A4, with the marking at the head and foot of every page.
func (w *odt) page(m *markup) {
	mm := func(length int) string { return strconv.Itoa(length) + "mm" }
	m.start("office:automatic-styles")
	m.start("style:page-layout", "style:name", "Page")
	m.start("style:page-layout-properties", "fo:page-width", mm(pageWidth), "fo:page-height", mm(pageHeight), "style:print-orientation", "portrait",
		"fo:margin-top", "12mm", "fo:margin-bottom", "10mm", "fo:margin-left", mm(margin), "fo:margin-right", mm(margin))
	m.empty("style:footnote-sep", "style:width", "0.5pt", "style:rel-width", "25%", "style:color", "#"+quiet, "style:distance-before-sep", "4pt", "style:distance-after-sep", "4pt", "style:line-style", "solid")
	m.end(1)
	for _, edge := range []string{"header", "footer"} {
		m.start("style:" + edge + "-style")
		side := map[string]string{"header": "bottom", "footer": "top"}[edge]
		m.empty("style:header-footer-properties", "fo:min-height", "8mm", "fo:margin-"+side, "5mm")
		m.end(1)
	}
	m.end(2)
	m.start("office:master-styles")
	m.start("style:master-page", "style:name", "Standard", "style:page-layout-name", "Page")
	m.start("style:header")
	m.leaf("text:p", w.Marking, "text:style-name", lookMarking.odt)
	m.end(1)
	m.start("style:footer")
	m.leaf("text:p", w.Marking, "text:style-name", lookMarking.odt)
	m.start("text:p", "text:style-name", lookFoot.odt)
	m.text("Page ")
	m.leaf("text:page-number", "1", "text:select-page", "current")
	m.text(" of ")
	m.leaf("text:page-count", "1")
	m.end(4)
}

func points(length float64) string { return fmt.Sprintf("%gpt", length) }
