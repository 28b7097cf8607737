package document

import (
	"io"
	"strconv"
	"time"
)

// The namespaces of Office Open XML, transitional (ECMA-376 parts 1 and 4).
const (
	nsWord      = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	nsDrawing   = "http://schemas.openxmlformats.org/drawingml/2006/main"
	nsPicture   = "http://schemas.openxmlformats.org/drawingml/2006/picture"
	nsPlaced    = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
	nsRelated   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	nsRelations = "http://schemas.openxmlformats.org/package/2006/relationships"
	nsCore      = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
	nsTypes     = "http://schemas.openxmlformats.org/package/2006/content-types"
	nsDublin    = "http://purl.org/dc/elements/1.1/"
	nsTerms     = "http://purl.org/dc/terms/"
	nsSchema    = "http://www.w3.org/2001/XMLSchema-instance"

	language = "en-GB"
)

// docx is a paper on its way to being a Word file.
type docx struct {
	*Document
	setting Setting
	body    wordText
	notes   wordText
	// noted counts the footnotes, ordered the lists that count.
	noted, ordered int
	pictures       []part
	// spaced says that the next paragraph stands right under a table.
	spaced bool
}

// WriteDOCX writes the paper as Word reads it: Office Open XML, transitional.
// It fails where a picture is none.
func (d *Document) WriteDOCX(out io.Writer, setting Setting) error {
	w := &docx{Document: d, setting: setting}
	w.body, w.notes = wordText{docx: w}, wordText{docx: w, inNote: true}
	for _, shared := range []string{"styles", "numbering", "settings", "footnotes", "header", "footer"} {
		w.body.relate(nsRelated+"/"+shared, shared+".xml", false)
	}
	if err := w.writeBody(); err != nil {
		return err
	}
	parts := []part{
		{name: "[Content_Types].xml", content: w.types()},
		{name: "_rels/.rels", content: packageRelations()},
		{name: "docProps/core.xml", content: w.properties()},
		{name: "docProps/app.xml", content: application()},
		{name: "word/document.xml", content: w.body.done()},
		{name: "word/_rels/document.xml.rels", content: relationsFile(w.body.relations)},
		{name: "word/styles.xml", content: w.styles()},
		{name: "word/numbering.xml", content: w.numbering()},
		{name: "word/settings.xml", content: settings()},
		{name: "word/footnotes.xml", content: w.notes.done()},
		{name: "word/header.xml", content: w.header()},
		{name: "word/footer.xml", content: w.footer()},
	}
	if len(w.notes.relations) > 0 {
		parts = append(parts, part{name: "word/_rels/footnotes.xml.rels", content: relationsFile(w.notes.relations)})
	}
	return writeParts(out, setting.At, append(parts, w.pictures...))
}

// relation is what a part of the file refers to, within the file or elsewhere.
type relation struct {
	sort, target string
	elsewhere    bool
}

func relationsFile(relations []relation) []byte {
	m := &markup{}
	m.file("Relationships", "xmlns", nsRelations)
	for i, r := range relations {
		attributes := []string{"Id", relationID(i), "Type", r.sort, "Target", r.target}
		if r.elsewhere {
			attributes = append(attributes, "TargetMode", "External")
		}
		m.empty("Relationship", attributes...)
	}
	return m.done()
}

func relationID(at int) string { return "rId" + strconv.Itoa(at+1) }

func packageRelations() []byte {
	return relationsFile([]relation{
		{sort: nsRelated + "/officeDocument", target: "word/document.xml"},
		{sort: "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", target: "docProps/core.xml"},
		{sort: nsRelated + "/extended-properties", target: "docProps/app.xml"},
	})
}

func (w *docx) types() []byte {
	const word = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	m := &markup{}
	m.file("Types", "xmlns", nsTypes)
	for _, d := range [][2]string{{"rels", "application/vnd.openxmlformats-package.relationships+xml"}, {"xml", "application/xml"}, {"png", "image/png"}, {"jpeg", "image/jpeg"}} {
		m.empty("Default", "Extension", d[0], "ContentType", d[1])
	}
	for _, o := range [][2]string{
		{"/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"},
		{"/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"},
		{"/word/document.xml", word + "document.main+xml"},
		{"/word/styles.xml", word + "styles+xml"}, {"/word/numbering.xml", word + "numbering+xml"},
		{"/word/settings.xml", word + "settings+xml"}, {"/word/footnotes.xml", word + "footnotes+xml"},
		{"/word/header.xml", word + "header+xml"}, {"/word/footer.xml", word + "footer+xml"},
	} {
		m.empty("Override", "PartName", o[0], "ContentType", o[1])
	}
	return m.done()
}

// properties say what the file is: its title, its language, and the marking as
// a keyword.
func (w *docx) properties() []byte {
	at := w.setting.At.UTC().Format(time.RFC3339)
	m := &markup{}
	m.file("cp:coreProperties", "xmlns:cp", nsCore, "xmlns:dc", nsDublin, "xmlns:dcterms", nsTerms, "xmlns:xsi", nsSchema)
	m.leaf("dc:title", w.Title)
	if w.Subtitle != "" {
		m.leaf("dc:subject", w.Subtitle)
	}
	m.leaf("dc:creator", "Answerable")
	m.leaf("cp:keywords", w.Marking)
	m.leaf("dc:language", language)
	m.leaf("dcterms:created", at, "xsi:type", "dcterms:W3CDTF")
	m.leaf("dcterms:modified", at, "xsi:type", "dcterms:W3CDTF")
	return m.done()
}

func application() []byte {
	m := &markup{}
	m.file("Properties", "xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")
	m.leaf("Application", "Answerable")
	return m.done()
}

// settings ask for no field to be brought up to date: Word would ask the reader
// first.
func settings() []byte {
	m := &markup{}
	m.file("w:settings", "xmlns:w", nsWord)
	m.start("w:footnotePr")
	m.empty("w:footnote", "w:id", "-1")
	m.empty("w:footnote", "w:id", "0")
	m.end(1)
	m.start("w:compat")
	m.empty("w:compatSetting", "w:name", "compatibilityMode", "w:uri", "http://schemas.microsoft.com/office/word", "w:val", "15")
	m.end(1)
	m.empty("w:themeFontLang", "w:val", language)
	return m.done()
}

func (w *docx) header() []byte {
	m := &markup{}
	m.file("w:hdr", "xmlns:w", nsWord)
	wordLine(m, lookMarking)
	wordRun(m, w.Marking)
	return m.done()
}

// footer is the marking and where one is in the paper.
func (w *docx) footer() []byte {
	m := &markup{}
	m.file("w:ftr", "xmlns:w", nsWord)
	wordLine(m, lookMarking)
	wordRun(m, w.Marking)
	m.end(1)
	wordLine(m, lookFoot)
	wordRun(m, "Page ")
	wordField(m, "PAGE")
	wordRun(m, " of ")
	wordField(m, "NUMPAGES")
	return m.done()
}

// wordLine begins a paragraph of a look.
func wordLine(m *markup, l *look) {
	m.start("w:p")
	m.start("w:pPr")
	m.empty("w:pStyle", "w:val", l.word)
	m.end(1)
}

func wordRun(m *markup, text string) {
	m.start("w:r")
	m.leaf("w:t", text, "xml:space", "preserve")
	m.end(1)
}

// wordField is a number that the program works out.
func wordField(m *markup, name string) {
	m.start("w:fldSimple", "w:instr", " "+name+" ")
	wordRun(m, "1")
	m.end(1)
}
