// Package archive writes zip files that say themselves what is in them, and
// reads them without trusting them. The last member, the manifest, lists the
// others with their sizes and hashes. What the members mean is the caller's.
package archive

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"strings"
	"time"
)

// Manifest is the name of the member that lists the others.
const Manifest = "manifest.json"

// Member is what the manifest says of another member.
type Member struct {
	Name string `json:"name"`
	// Lines counts the lines of a member of JSON lines, 0 for any other.
	Lines  int64  `json:"lines,omitempty"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// Writer writes an archive in one go, in constant memory.
type Writer struct {
	zip     *zip.Writer
	at      time.Time
	members []Member
}

// NewWriter begins an archive; its members bear the given time.
func NewWriter(out io.Writer, at time.Time) *Writer {
	return &Writer{zip: zip.NewWriter(out), at: at, members: []Member{}}
}

// Members are those that are written, as the manifest has to list them.
func (w *Writer) Members() []Member { return w.members }

// Add writes a member of text, which is packed.
func (w *Writer) Add(name string, fill func(io.Writer) error) error {
	return w.add(name, zip.Deflate, fill)
}

// Store writes a member as it is: most files are packed already.
func (w *Writer) Store(name string, content []byte) error {
	return w.add(name, zip.Store, func(out io.Writer) error {
		_, err := out.Write(content)
		return err
	})
}

func (w *Writer) add(name string, method uint16, fill func(io.Writer) error) error {
	into, err := w.zip.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: w.at})
	if err != nil {
		return err
	}
	m := &measure{sum: sha256.New(), lines: strings.HasSuffix(name, ".jsonl")}
	if err := fill(io.MultiWriter(into, m)); err != nil {
		return err
	}
	w.members = append(w.members, m.of(name))
	return nil
}

// Close writes the manifest and the end of the archive.
func (w *Writer) Close(manifest []byte) error {
	into, err := w.zip.CreateHeader(&zip.FileHeader{Name: Manifest, Method: zip.Deflate, Modified: w.at})
	if err != nil {
		return err
	}
	if _, err := into.Write(manifest); err != nil {
		return err
	}
	return w.zip.Close()
}

// measure counts and hashes what passes through it.
type measure struct {
	sum   hash.Hash
	bytes int64
	count int64
	lines bool
}

// Write implements io.Writer.
func (m *measure) Write(p []byte) (int, error) {
	m.bytes += int64(len(p))
	if m.lines {
		m.count += int64(bytes.Count(p, []byte("\n")))
	}
	return m.sum.Write(p)
}

func (m *measure) of(name string) Member {
	return Member{name, m.count, m.bytes, hex.EncodeToString(m.sum.Sum(nil))}
}
