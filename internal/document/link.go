package document

import (
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"
)

// within is the section to which a link within the document leads, or false.
func (d *Document) within(link string) (int, bool) {
	if !strings.HasPrefix(link, "#") {
		return 0, false
	}
	for i, section := range d.Sections {
		if section.ID == link[1:] {
			return i, true
		}
	}
	return 0, false
}

// target is the address that a link of the paper is in a file; empty where it
// cannot be one, so that its words stand as plain text. Word takes a file with
// a malformed address for a damaged one.
func (s Setting) target(link string) string {
	if strings.HasPrefix(link, "/") {
		if s.Origin == "" {
			return ""
		}
		link = strings.TrimSuffix(s.Origin, "/") + link
	}
	address, err := url.Parse(link)
	if err != nil {
		return ""
	}
	switch address.Scheme {
	case "http", "https":
		if address.Host == "" || strings.ContainsFunc(address.Host, func(r rune) bool { return r >= utf8.RuneSelf || !uriByte(byte(r)) }) {
			return ""
		}
	case "mailto":
	default:
		return ""
	}
	return escaped(link)
}

// escaped writes as %XX what an address cannot hold (RFC 3986).
func escaped(link string) string {
	var kept strings.Builder
	hash := false
	for i := range len(link) {
		c := link[i]
		ok := uriByte(c) && (c != '#' || !hash) && (c != '%' || i+2 < len(link) && hexDigit(link[i+1]) && hexDigit(link[i+2]))
		hash = hash || c == '#'
		if ok {
			kept.WriteByte(c)
		} else {
			fmt.Fprintf(&kept, "%%%02X", c)
		}
	}
	return kept.String()
}

func uriByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~:/?#[]@!$&'()*+,;=%", c) >= 0
}

func hexDigit(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
