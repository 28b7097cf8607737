package frontend_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// parsed is the page as a tree.
func parsed(t *testing.T, page answer) *html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page.body))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// every calls fn for all elements of the tree, in the order of the page.
func every(n *html.Node, fn func(n *html.Node)) {
	if n.Type == html.ElementNode {
		fn(n)
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		every(child, fn)
	}
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

// formOf is what a browser would send of the last form of the page.
func formOf(s *scene, page answer) url.Values {
	s.Helper()
	var form *html.Node
	every(parsed(s.T, page), func(n *html.Node) {
		if n.Data == "form" && attr(n, "method") == "post" && attr(n, "action") != "/sign-out" {
			form = n
		}
	})
	values := url.Values{}
	every(form, func(n *html.Node) {
		name := attr(n, "name")
		switch {
		case name == "":
		case n.Data == "textarea":
			values.Add(name, content(n))
		case n.Data == "select":
			values.Add(name, selected(n))
		case n.Data == "input" && (!slices.Contains([]string{"radio", "checkbox"}, attr(n, "type")) || has(n, "checked")):
			values.Add(name, attr(n, "value"))
		}
	})
	return values
}

func content(n *html.Node) string {
	if n.FirstChild == nil {
		return ""
	}
	return n.FirstChild.Data
}

func selected(list *html.Node) string {
	value := ""
	every(list, func(n *html.Node) {
		if n.Data == "option" && has(n, "selected") {
			value = attr(n, "value")
		}
	})
	return value
}

// sound fails the test for everything in the markup of a page that would keep
// somebody from using it, or that the policy forbids.
func sound(t *testing.T, where string, page answer) {
	t.Helper()
	m := markup{t: t, where: where, ids: map[string]int{}, labelled: map[string]bool{}}
	root := parsed(t, page)
	every(root, m.collect)
	every(root, m.check)
	if m.h1 != 1 {
		t.Errorf("%s: %d headings of the first level", where, m.h1)
	}
}

type markup struct {
	t        *testing.T
	where    string
	ids      map[string]int
	labelled map[string]bool
	h1       int
	level    int
}

func (m *markup) collect(n *html.Node) {
	if id := attr(n, "id"); id != "" {
		if m.ids[id]++; m.ids[id] == 2 {
			m.t.Errorf("%s: the id %q is there twice", m.where, id)
		}
	}
	if n.Data == "label" {
		m.labelled[attr(n, "for")] = true
	}
}

func (m *markup) check(n *html.Node) {
	for _, a := range n.Attr {
		if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
			m.t.Errorf("%s: <%s %s> is against the policy", m.where, n.Data, a.Key)
		}
	}
	for _, id := range strings.Fields(attr(n, "aria-describedby")) {
		if m.ids[id] == 0 {
			m.t.Errorf("%s: <%s> is described by %q, which is not there", m.where, n.Data, id)
		}
	}
	switch n.Data {
	case "input", "select", "textarea":
		if attr(n, "type") != "hidden" && !m.labelled[attr(n, "id")] {
			m.t.Errorf("%s: %s has no label", m.where, attr(n, "name"))
		}
	case "h1", "h2", "h3", "h4":
		m.heading(int(n.Data[1] - '0'))
	case "a":
		if href := attr(n, "href"); strings.HasPrefix(href, "#") && len(href) > 1 && m.ids[href[1:]] == 0 {
			m.t.Errorf("%s: a link leads to %s, which is not there", m.where, href)
		}
	case "title":
		if content(n) == "" {
			m.t.Errorf("%s: there is no title", m.where)
		}
	}
}

func (m *markup) heading(level int) {
	if level == 1 {
		m.h1++
	}
	// What stands above the first heading, a summary of errors or a banner,
	// has headings of the second level.
	if m.h1 > 0 && level > m.level+1 && m.level > 0 {
		m.t.Errorf("%s: a heading of level %d follows one of level %d", m.where, level, m.level)
	}
	m.level = level
}

// buttonValue is what the first button whose text begins so is sent with.
func buttonValue(s *scene, page answer, text string) string {
	s.Helper()
	value, found := "", false
	every(parsed(s.T, page), func(n *html.Node) {
		if n.Data == "button" && !found && strings.HasPrefix(strings.TrimSpace(content(n)), text) {
			value, found = attr(n, "value"), true
		}
	})
	if !found {
		s.Fatalf("no button says %q", text)
	}
	return value
}
