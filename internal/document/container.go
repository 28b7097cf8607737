package document

import (
	"archive/zip"
	"io"
	"time"
)

// part is a file within the zip that a Word or OpenDocument file is.
type part struct {
	name    string
	content []byte
	// bare parts are not compressed.
	bare bool
}

// writeParts writes the zip. All parts are of one instant, so that the same
// paper is the same bytes.
func writeParts(out io.Writer, at time.Time, parts []part) error {
	archive := zip.NewWriter(out)
	for _, p := range parts {
		header := &zip.FileHeader{Name: p.name, Method: zip.Deflate}
		if p.bare {
			header.Method = zip.Store
		} else {
			header.Modified = at.UTC()
		}
		w, err := archive.CreateHeader(header)
		if err != nil {
			return err
		}
		if _, err := w.Write(p.content); err != nil {
			return err
		}
	}
	return archive.Close()
}
