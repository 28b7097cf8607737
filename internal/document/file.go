package document

import (
	"io"
	"time"
)

// Setting is what a file needs beside what the paper says. The same paper in
// the same setting is the same bytes.
type Setting struct {
	// Origin is the scheme and host that make the paths of the system whole
	// addresses. Without it they are plain text: a file knows no site.
	Origin string
	// At is when the file says that it was written.
	At time.Time
}

// Format is a kind of file as which a paper is written.
type Format struct {
	// Ending is that of the file's name, without the dot.
	Ending string
	// Type is the media type.
	Type string
	// Label names the format to people.
	Label string
	Write func(*Document, io.Writer, Setting) error
}

// Formats are those in which every paper is to be had, beside the page.
var Formats = []Format{
	{"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word", (*Document).WriteDOCX},
	{"odt", "application/vnd.oasis.opendocument.text", "OpenDocument", (*Document).WriteODT},
}

// FileName is what a file of the paper is called: it says the marking, so that
// it is seen before the file is opened.
func (d *Document) FileName(name string, format Format) string {
	return name + "-" + d.Marking + "." + format.Ending
}
