package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
)

// What a workbook's parts may become when they are inflated.
const (
	// maxPart and maxParts bound one part and all of them together.
	maxPart  = 160 << 20
	maxParts = 240 << 20
	// maxRatio is how much more than it was packed a part may become, once it
	// is larger than ratioFrom. Sheets are packed ten to fifty times; DEFLATE
	// gets to a thousand with what only serves to fill memory.
	maxRatio  = 200
	ratioFrom = 4 << 20
	// maxPieces is how many parts a workbook may have.
	maxPieces = 5_000
	// maxToken bounds one tag or text, which the decoder holds as a whole.
	maxToken = 1 << 20
	// maxDepth bounds how deep tags may stand in each other.
	maxDepth = 100
)

const (
	bombed  = "The workbook becomes too large when it is unpacked (its part %s). Copy the rows into a new workbook and save that."
	damaged = "The workbook is damaged: its part %s cannot be read. Open it in Excel, let it be repaired, and save it again."
)

// pack is the directory of a workbook, by the names of its parts in lower case.
type pack struct {
	parts map[string]*zip.File
	// inflated counts what was inflated of all parts in one pass.
	inflated int64
}

func openPack(content []byte) (*pack, error) {
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	// Names that lead out of the archive are looked at below.
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, refuse("The workbook is damaged or was not transferred completely: its table of contents cannot be read.")
	}
	if len(archive.File) > maxPieces {
		return nil, refuse("The workbook has more than %d parts. Copy the rows into a new workbook and save that.", maxPieces)
	}
	p := &pack{parts: make(map[string]*zip.File, len(archive.File))}
	for _, file := range archive.File {
		if err := p.add(file); err != nil {
			return nil, err
		}
	}
	return p, nil
}

func (p *pack) add(file *zip.File) error {
	name := strings.ToLower(strings.TrimSuffix(file.Name, "/"))
	switch {
	case file.Flags&1 != 0:
		return refuse("The workbook's part %s is encrypted. Remove the password and save it again.", shown(file.Name))
	case strings.ContainsAny(name, `\:`) || name == "" || path.IsAbs(name) || path.Clean(name) != name || name == ".." || strings.HasPrefix(name, "../"):
		return refuse("The workbook has a part with a name that leads elsewhere (%s). Excel writes no such workbooks.", shown(file.Name))
	case p.parts[name] != nil:
		return refuse("The workbook has two parts named %s. Excel writes no such workbooks.", shown(file.Name))
	case file.Method != zip.Store && file.Method != zip.Deflate:
		return refuse("The workbook is packed in a way that is not read. " + asXLSX)
	}
	p.parts[name] = file
	return nil
}

// shown is a name from the file, fit to stand in a sentence.
func shown(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7F {
			return '?'
		}
		return r
	}, strings.ToValidUTF8(name, "?"))
	if runes := []rune(name); len(runes) > 80 {
		return string(runes[:80]) + "…"
	}
	return name
}

// open begins to inflate a part.
func (p *pack) open(name string) (*inflating, error) {
	file := p.parts[strings.ToLower(name)]
	if file == nil {
		return nil, refuse("The workbook is incomplete: its part %s is missing.", shown(name))
	}
	packed, err := file.Open()
	if err != nil {
		return nil, refuse(damaged, shown(name))
	}
	return &inflating{packed: packed, file: file, held: maxToken, all: &p.inflated}, nil
}

// inflating is a part that is being read. It fails with a refusal as soon as it
// becomes too much.
type inflating struct {
	packed io.ReadCloser
	file   *zip.File
	read   int64
	// token counts since whoever reads was last done with a piece, of which
	// they hold at most so much.
	token, held int64
	all         *int64
}

// Read implements io.Reader.
func (i *inflating) Read(into []byte) (int, error) {
	n, err := i.packed.Read(into)
	i.read += int64(n)
	i.token += int64(n)
	*i.all += int64(n)
	switch {
	case i.read > maxPart, *i.all > maxParts, i.read > ratioFrom && i.read/maxRatio > int64(i.file.CompressedSize64): //nolint:gosec // a size that is larger than the file was found out before
		return 0, refuse(bombed, shown(i.file.Name))
	case i.token > i.held, err != nil && !errors.Is(err, io.EOF):
		return 0, refuse(damaged, shown(i.file.Name))
	}
	return n, err
}

func (i *inflating) close() { _ = i.packed.Close() }

// skim inflates a part to nowhere, to see that it can be and how large it is.
func (p *pack) skim(name string) error {
	part, err := p.open(name)
	if err != nil {
		return err
	}
	defer part.close()
	for err == nil {
		part.token = 0
		_, err = io.CopyN(io.Discard, part, maxToken/2)
	}
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// walk gives the tags and texts of a part one after the other. A part that is
// no sound XML, or declares a document type, is refused: entities are how a
// line of text becomes a gigabyte.
func (p *pack) walk(name string, each func(w *walker, token xml.Token) error) error {
	part, err := p.open(name)
	if err != nil {
		return err
	}
	defer part.close()
	w := &walker{part: part, decoder: xml.NewDecoder(part)}
	for {
		token, err := w.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = each(w, token)
		}
		if err != nil {
			return err
		}
	}
}

// walker reads one part of XML.
type walker struct {
	part    *inflating
	decoder *xml.Decoder
	within  []xml.Name
	begun   bool
}

// next is the next token, good until the one after it; io.EOF at the end.
func (w *walker) next() (xml.Token, error) {
	w.part.token = 0
	token, err := w.decoder.RawToken()
	if err != nil {
		return nil, w.failed(err)
	}
	switch token := token.(type) {
	case xml.Directive:
		return nil, refuse("The workbook declares entities in its part %s, which can hide what it holds. Excel writes no such workbooks.", shown(w.part.file.Name))
	case xml.StartElement:
		w.within, w.begun = append(w.within, token.Name), true
		if len(w.within) > maxDepth {
			return nil, refuse(damaged, shown(w.part.file.Name))
		}
	case xml.EndElement:
		last := len(w.within) - 1
		if last < 0 || w.within[last] != token.Name {
			return nil, refuse(damaged, shown(w.part.file.Name))
		}
		w.within = w.within[:last]
	}
	return token, nil
}

func (w *walker) failed(err error) error {
	var refusal *Refusal
	switch {
	case errors.As(err, &refusal):
		return err
	case errors.Is(err, io.EOF) && w.begun && len(w.within) == 0:
		return io.EOF
	}
	return refuse(damaged, shown(w.part.file.Name))
}

// inside is the text up to the end of the element that was begun last.
func (w *walker) inside() (string, error) {
	return w.gather(func([]xml.Name) bool { return true })
}

// written is the text of a cell or of a shared text up to its end: that of its
// runs, whatever their form, but not how it is read aloud.
func (w *walker) written() (string, error) {
	return w.gather(func(within []xml.Name) bool {
		return len(within) > 0 && within[len(within)-1].Local == "t" && !slices.ContainsFunc(within, func(n xml.Name) bool { return n.Local == "rPh" })
	})
}

// gather is the text up to the end of the element that was begun last, as far
// as it stands within elements that are wanted.
func (w *walker) gather(wanted func(within []xml.Name) bool) (string, error) {
	var text []byte
	for outside := len(w.within) - 1; len(w.within) > outside; {
		token, err := w.next()
		if err != nil {
			return "", unended(err, w)
		}
		if part, isText := token.(xml.CharData); isText && wanted(w.within[outside+1:]) {
			text = append(text, part...)
		}
		if len(text) > maxToken {
			return "", refuse(bombed, shown(w.part.file.Name))
		}
	}
	return string(text), nil
}

// skip passes over the rest of the element that was begun last.
func (w *walker) skip() error {
	for outside := len(w.within) - 1; len(w.within) > outside; {
		if _, err := w.next(); err != nil {
			return unended(err, w)
		}
	}
	return nil
}

// unended is the error of a part that ends within an element.
func unended(err error, w *walker) error {
	if errors.Is(err, io.EOF) {
		return refuse(damaged, shown(w.part.file.Name))
	}
	return err
}

// attribute is the value of an attribute, whatever its namespace.
func attribute(start xml.StartElement, name string) string {
	for _, a := range start.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
