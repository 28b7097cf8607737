package document

import (
	"io"
	"time"
)

// typeODT is the media type of an OpenDocument text.
const typeODT = "application/vnd.oasis.opendocument.text"

// odfSpaces are the namespaces of OpenDocument 1.3 (ISO/IEC 26300), with their
// usual prefixes.
var odfSpaces = []string{
	"xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
	"xmlns:style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
	"xmlns:text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
	"xmlns:table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
	"xmlns:draw", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
	"xmlns:fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
	"xmlns:svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
	"xmlns:meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
	"xmlns:xlink", "http://www.w3.org/1999/xlink",
	"xmlns:dc", nsDublin,
	"office:version", "1.3",
}

// odt is a paper on its way to being an OpenDocument text.
type odt struct {
	*Document
	setting Setting
	// automatic are the styles of single tables and columns, body is what the
	// paper says.
	automatic, body markup
	pictures        []part
	mirrored        map[*look]bool
	// numbered counts the pieces of the list that sections and numbered
	// paragraphs are, tables the tables, noted the footnotes.
	numbered, tables, noted int
	// pending says that what comes next would lose a space: there is one
	// before it, or nothing.
	pending bool
}

// WriteODT writes the paper as OpenDocument text. It fails where a picture is
// none.
func (d *Document) WriteODT(out io.Writer, setting Setting) error {
	w := &odt{Document: d, setting: setting, mirrored: map[*look]bool{}}
	if err := w.writeBody(); err != nil {
		return err
	}
	parts := []part{
		{name: "mimetype", content: []byte(typeODT), bare: true},
		{name: "content.xml", content: w.content()},
		{name: "styles.xml", content: w.styles()},
		{name: "meta.xml", content: w.meta()},
		{name: "META-INF/manifest.xml", content: w.manifest()},
	}
	return writeParts(out, setting.At, append(parts, w.pictures...))
}

func (w *odt) content() []byte {
	m := &markup{}
	m.file("office:document-content", odfSpaces...)
	m.start("office:automatic-styles")
	m.Write(w.automatic.Bytes())
	m.end(1)
	m.start("office:body")
	m.start("office:text")
	m.Write(w.body.Bytes())
	return m.done()
}

func (w *odt) meta() []byte {
	at := w.setting.At.UTC().Format(time.RFC3339)
	m := &markup{}
	m.file("office:document-meta", odfSpaces...)
	m.start("office:meta")
	m.leaf("meta:generator", "Answerable")
	m.leaf("dc:title", w.Title)
	if w.Subtitle != "" {
		m.leaf("dc:subject", w.Subtitle)
	}
	m.leaf("meta:keyword", w.Marking)
	m.leaf("meta:initial-creator", "Answerable")
	m.leaf("meta:creation-date", at)
	m.leaf("dc:date", at)
	m.leaf("dc:language", language)
	return m.done()
}

func (w *odt) manifest() []byte {
	m := &markup{}
	m.file("manifest:manifest", "xmlns:manifest", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", "manifest:version", "1.3")
	entry := func(path, media string) {
		m.empty("manifest:file-entry", "manifest:full-path", path, "manifest:media-type", media)
	}
	entry("/", typeODT)
	for _, file := range []string{"content.xml", "styles.xml", "meta.xml"} {
		entry(file, "text/xml")
	}
	for _, picture := range w.pictures {
		entry(picture.name, mediaOf(picture.name))
	}
	return m.done()
}
