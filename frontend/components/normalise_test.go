package components

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// inline are the elements that stand in a line of text; all others are blocks.
var inline = []atom.Atom{atom.A, atom.Span, atom.Strong, atom.Time}

// boxed are the elements that stand in a line of text like one large letter:
// a space beside them can be seen, one at the edge inside them cannot.
var boxed = []atom.Atom{atom.Button, atom.Input, atom.Select, atom.Svg, atom.Textarea}

// verbatim are the elements in which every space counts.
var verbatim = []atom.Atom{atom.Textarea, atom.Pre}

// normalise prints HTML so that two documents that look and work the same are
// equal: one tag or word a line, attributes in order, and a visible space
// right before what it can be seen beside.
func normalise(t *testing.T, source string) string {
	t.Helper()
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(source), body)
	if err != nil {
		t.Fatal(err)
	}
	out := &normaliser{}
	for _, node := range nodes {
		out.node(node)
	}
	return strings.Join(out.tokens, "\n")
}

// normaliser gathers tags and words.
type normaliser struct {
	tokens  []string
	started bool // something can be seen in this line
	pending bool // a space comes before what can be seen next
}

// node adds a node with all in it.
func (n *normaliser) node(node *html.Node) {
	switch {
	case node.Type == html.TextNode && slices.Contains(verbatim, node.Parent.DataAtom):
		n.visible(node.Data)
	case node.Type == html.TextNode:
		n.text(node.Data)
	case node.Type == html.ElementNode:
		n.element(node)
	}
}

// element adds an element with all in it.
func (n *normaliser) element(node *html.Node) {
	switch {
	case isBoxed(node):
		n.visible(openingTag(node))
		n.inside(node)
		n.started = true
	case slices.Contains(inline, node.DataAtom):
		n.tokens = append(n.tokens, openingTag(node))
		n.children(node)
	default:
		n.edge()
		n.tokens = append(n.tokens, openingTag(node))
		n.inside(node)
	}
}

// inside adds the content of an element at whose edges no space can be seen.
func (n *normaliser) inside(node *html.Node) {
	n.edge()
	n.children(node)
	n.edge()
}

// children adds the content of an element and its closing tag.
func (n *normaliser) children(node *html.Node) {
	for child := range node.ChildNodes() {
		n.node(child)
	}
	n.tokens = append(n.tokens, "</"+node.Data+">")
}

// text adds words and the spaces between them.
func (n *normaliser) text(text string) {
	const spaces = " \t\r\n\f"
	for position, word := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(spaces, r) }) {
		if position > 0 || strings.ContainsRune(spaces, rune(text[0])) {
			n.space()
		}
		n.visible(word)
	}
	if text != strings.TrimRight(text, spaces) {
		n.space()
	}
}

// visible adds something that can be seen.
func (n *normaliser) visible(token string) {
	if n.pending {
		n.tokens = append(n.tokens, "␠")
	}
	n.tokens = append(n.tokens, token)
	n.started, n.pending = true, false
}

// space notes a space, which can be seen if it is not the first in its line.
func (n *normaliser) space() {
	n.pending = n.started
}

// edge ends a line.
func (n *normaliser) edge() {
	n.started, n.pending = false, false
}

// isBoxed says whether an element stands in its line like one large letter.
func isBoxed(node *html.Node) bool {
	looksLikeButton := slices.Contains(node.Attr, html.Attribute{Key: "role", Val: "button"})
	return looksLikeButton || slices.Contains(boxed, node.DataAtom)
}

// openingTag prints a tag with its attributes in order.
func openingTag(node *html.Node) string {
	var parts []string
	for _, attribute := range node.Attr {
		value := attribute.Val
		if attribute.Key == "class" {
			value = strings.Join(slices.Sorted(strings.FieldsSeq(value)), " ")
		}
		parts = append(parts, attribute.Key+"="+value)
	}
	slices.Sort(parts)
	return "<" + strings.Join(append([]string{node.Data}, parts...), " ") + ">"
}
