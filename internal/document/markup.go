package document

import (
	"bytes"
	"encoding/xml"
	"strings"
	"unicode/utf8"
)

// markup is XML that is being written: what is started is ended, and no text
// can break it.
type markup struct {
	bytes.Buffer
	open []string
}

const declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// file begins a file of XML with its outermost element.
func (m *markup) file(name string, attributes ...string) {
	m.WriteString(declaration)
	m.start(name, attributes...)
}

// start begins an element; attributes are names and values in turn.
func (m *markup) start(name string, attributes ...string) {
	m.tag(name, attributes)
	m.WriteByte('>')
	m.open = append(m.open, name)
}

// end ends as many of the elements begun last.
func (m *markup) end(elements int) {
	for range elements {
		last := len(m.open) - 1
		m.WriteString("</" + m.open[last] + ">")
		m.open = m.open[:last]
	}
}

// empty is an element with nothing in it.
func (m *markup) empty(name string, attributes ...string) {
	m.tag(name, attributes)
	m.WriteString("/>")
}

// leaf is an element with nothing but text in it.
func (m *markup) leaf(name, text string, attributes ...string) {
	m.start(name, attributes...)
	m.text(text)
	m.end(1)
}

func (m *markup) tag(name string, attributes []string) {
	m.WriteString("<" + name)
	for i := 0; i < len(attributes); i += 2 {
		m.WriteString(" " + attributes[i] + `="`)
		m.text(attributes[i+1])
		m.WriteByte('"')
	}
}

func (m *markup) text(text string) {
	// Writing to memory does not fail.
	_ = xml.EscapeText(&m.Buffer, []byte(clean(text)))
}

// done is the file with everything ended.
func (m *markup) done() []byte {
	m.end(len(m.open))
	return m.Bytes()
}

// clean takes out what XML 1.0 cannot hold, not even as an entity.
func clean(text string) string {
	if utf8.ValidString(text) && strings.IndexFunc(text, unwritable) < 0 {
		return text
	}
	var kept strings.Builder
	for i, r := range text {
		if _, size := utf8.DecodeRuneInString(text[i:]); unwritable(r) || r == utf8.RuneError && size == 1 {
			continue
		}
		kept.WriteRune(r)
	}
	return kept.String()
}

func unwritable(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF
}
