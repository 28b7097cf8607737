package document

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"answerable/internal/documenttest"
)

// TestLibreOfficeReadsEverything has another program open both files and tell
// what it found.
func TestLibreOfficeReadsEverything(t *testing.T) {
	files := map[string][]byte{}
	for _, format := range Formats {
		var out bytes.Buffer
		if err := format.Write(everything(t), &out, site); err != nil {
			t.Fatal(err)
		}
		files["paper."+format.Ending] = out.Bytes()
	}
	flat, pages := documenttest.Convert(t, "fodt", files), documenttest.Convert(t, "pdf", files)
	for name := range files {
		t.Run(name, func(t *testing.T) {
			found := readFlat(t, flat[name])
			found.holds(t)
			holdsPages(t, documenttest.Pages(t, pages[name]))
		})
	}
}

// flatText is what stands in a flat OpenDocument text.
type flatText struct {
	headings map[string]int
	elements map[string]int
	links    []string
	alts     []string
}

func readFlat(t *testing.T, content []byte) *flatText {
	t.Helper()
	f := &flatText{headings: map[string]int{}, elements: map[string]int{}}
	decoder := xml.NewDecoder(bytes.NewReader(content))
	body, alt := false, false
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return f
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			body = body || token.Name.Local == "text" && strings.HasSuffix(token.Name.Space, "office:1.0")
			alt = token.Name.Local == "desc" || token.Name.Local == "title" && strings.Contains(token.Name.Space, "svg")
			if body {
				f.start(token)
			}
		case xml.CharData:
			if alt && body {
				f.alts = append(f.alts, string(token))
			}
		case xml.EndElement:
			alt = false
		}
	}
}

func (f *flatText) start(token xml.StartElement) {
	f.elements[token.Name.Local]++
	for _, attribute := range token.Attr {
		switch {
		case token.Name.Local == "h" && attribute.Name.Local == "outline-level":
			f.headings[attribute.Value]++
		case token.Name.Local == "a" && attribute.Name.Local == "href":
			f.links = append(f.links, attribute.Value)
		}
	}
}

func (f *flatText) holds(t *testing.T) {
	t.Helper()
	if got := fmt.Sprint(f.headings["1"], f.headings["2"], f.headings["3"]); got != "2 1 1" {
		t.Errorf("headings of level 1, 2 and 3: %s, not 2 1 1", got)
	}
	for element, want := range map[string]int{"note": 2, "table": 1, "table-header-rows": 1, "frame": 1, "table-of-content": 1} {
		if f.elements[element] != want {
			t.Errorf("%d of %s, not %d", f.elements[element], element, want)
		}
	}
	if !slices.Contains(f.alts, "A line that rises from left to right") {
		t.Errorf("the texts for the picture are %q", f.alts)
	}
	var outward []string
	for _, link := range f.links {
		if !strings.HasPrefix(link, "#") {
			outward = append(outward, link)
		}
	}
	slices.Sort(outward)
	want := []string{"https://answerable.example.org/answers/ANS-9", "https://answerable.example.org/priorities/PRI-1", "https://example.org/a%20b?q=1&r=%222%22"}
	if !slices.Equal(outward, want) || len(f.links) < len(want)+3 {
		t.Errorf("the links lead to %q", f.links)
	}
}

// holdsPages holds that each page has its marking and its number, and that the
// numbers of the paragraphs are those that they have on the page of the site.
func holdsPages(t *testing.T, pages []string) {
	t.Helper()
	if len(pages) < 3 {
		t.Fatalf("there are only %d pages", len(pages))
	}
	for i, page := range pages {
		if strings.Count(page, "OFFICIAL") != 2 {
			t.Errorf("page %d has its marking %d times, not at head and foot", i+1, strings.Count(page, "OFFICIAL"))
		}
		if number := fmt.Sprintf("Page %d of %d", i+1, len(pages)); !strings.Contains(page, number) {
			t.Errorf("page %d does not say %q", i+1, number)
		}
	}
	all := strings.Join(pages, "\n")
	for _, line := range []string{
		`1 +Background`, `1\.1 +The plan names`, `1\.2 +A second paragraph`, `1\.3 +The third numbered`, `2 +The figures & <what>`,
		`2\.1 +I am not assured`, `2\.2 +After the table`, `(?s)1\. +First\n.*a\. +a.*2\. +Second.*1\. +First again`, `Author’s own words: Ada Adeyemi`, `\[PRI-1\] It has since`,
	} {
		if !regexp.MustCompile(`(?m)^ *`+line).MatchString(all) && !strings.Contains(line, "[PRI") || !regexp.MustCompile(line).MatchString(all) {
			t.Errorf("no page has a line %s", line)
		}
	}
	if strings.Count(all, "Quarter") < 2 {
		t.Error("the heading row of the table does not come again on the next page")
	}
}
