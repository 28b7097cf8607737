package components

import (
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// wholePage is a page with every part of the frame.
func wholePage() Page {
	return Page{
		Title: "Questions",
		Account: &Account{
			Name: "Nadia Ferreira", Role: "Policy lead", Href: "/account", SignOut: "/sign-out",
			Hidden: []Hidden{{Name: "token", Value: "t"}},
		},
		Navigation: []NavItem{{Text: "Questions", Href: "/questions", Current: true}, {Text: "Plan", Href: "/plan"}},
		Before:     BackLink{Href: "/"},
		HTML:       templ.Raw("<h1>Questions</h1>"),
		Footer:     []Link{{Text: "Help", Href: "/help"}},
		FooterNote: "For the people of West Yorkshire",
	}
}

func TestPageTitle(t *testing.T) {
	cases := map[string]Page{
		"Questions – Answerable":        {Title: "Questions"},
		"Error: Questions – Answerable": {Title: "Questions", HasErrors: true},
		"Answerable":                    {},
	}
	for want, page := range cases {
		if out := printed(t, page); !strings.Contains(out, "<title>"+want+"</title>") {
			t.Errorf("the title is not %q: %s", want, out)
		}
	}
}

func TestPageFrame(t *testing.T) {
	out := printed(t, wholePage())
	for _, want := range []string{
		`<html lang="en"`, `href="#main-content"`, `id="main-content"`, "Nadia Ferreira", "Policy lead",
		`method="post" action="/sign-out"`, `name="token" value="t"`, `aria-current="page"`, "<h1>Questions</h1>",
		`href="/help"`, "For the people of West Yorkshire",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("the page has no %s", want)
		}
	}
}

func TestPageForSomebodySignedOut(t *testing.T) {
	out := printed(t, Page{Title: "Published", SignIn: "/sign-in"})
	if !strings.Contains(out, `href="/sign-in"`) || strings.Contains(out, "Sign out") {
		t.Errorf("a person who is not signed in cannot sign in: %s", out)
	}
}

func TestScriptHashAllowsTheOneInlineScript(t *testing.T) {
	var hashes []string
	for node := range parsed(t, printed(t, wholePage())).Descendants() {
		if node.DataAtom == atom.Script && node.FirstChild != nil {
			sum := sha256.Sum256([]byte(node.FirstChild.Data))
			hashes = append(hashes, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
		}
	}
	if len(hashes) != 1 || hashes[0] != ScriptHash {
		t.Errorf("the inline scripts hash to %v, the policy allows %s", hashes, ScriptHash)
	}
}

// Style attributes and event handlers would be refused by the policy of the
// pages, whatever component prints them.
func TestNothingThatThePolicyRefuses(t *testing.T) {
	everything := map[string]string{"page": printed(t, wholePage())}
	for component, build := range builders {
		for _, fixture := range readFixtures(t, component) {
			fixture.Options.dropMarkup()
			everything[component+" "+fixture.Name] = printed(t, build(fixture.Options))
		}
	}
	for name, source := range everything {
		for node := range parsed(t, source).Descendants() {
			for _, attribute := range node.Attr {
				if attribute.Key == "style" || strings.HasPrefix(attribute.Key, "on") {
					t.Errorf("%s: <%s> has %s=%q", name, node.Data, attribute.Key, attribute.Val)
				}
			}
		}
	}
}

// dropMarkup takes away the markup that a fixture itself brings in.
func (o options) dropMarkup() {
	for key, value := range o {
		if strings.HasSuffix(strings.ToLower(key), "html") || key == "slots" {
			delete(o, key)
		}
		if inner, isMap := value.(map[string]any); isMap {
			options(inner).dropMarkup()
		}
		entries, _ := value.([]any)
		for _, entry := range partsOf(entries) {
			entry.dropMarkup()
		}
	}
}

// parsed reads HTML.
func parsed(t *testing.T, source string) *html.Node {
	t.Helper()
	document, err := html.Parse(strings.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	return document
}
