package document

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// opened is a written file: its parts, and what their elements say.
type opened struct {
	t     testing.TB
	parts map[string]string
	// attributes are the values of an attribute of an element, by part:
	// "word/document.xml pStyle val".
	attributes map[string][]string
}

func open(t testing.TB, d *Document, format Format) *opened {
	t.Helper()
	var out bytes.Buffer
	if err := format.Write(d, &out, site); err != nil {
		t.Fatal(err)
	}
	archive, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	o := &opened{t, map[string]string{}, map[string][]string{}}
	for _, file := range archive.File {
		if _, twice := o.parts[file.Name]; twice {
			t.Errorf("%s is there twice", file.Name)
		}
		r, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		o.parts[file.Name] = string(content)
		if strings.HasSuffix(file.Name, ".xml") || strings.HasSuffix(file.Name, ".rels") {
			o.read(file.Name)
		}
	}
	if format.Ending == "odt" && (archive.File[0].Name != "mimetype" || archive.File[0].Method != zip.Store) {
		t.Error("mimetype is not the first part, as it is")
	}
	return o
}

// read holds that a part is well formed XML, with every prefix bound.
func (o *opened) read(name string) {
	o.t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(o.parts[name]))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			o.t.Fatalf("%s is not well formed: %v", name, err)
		}
		start, is := token.(xml.StartElement)
		if !is {
			continue
		}
		if start.Name.Space != "" && !strings.Contains(start.Name.Space, ":") {
			o.t.Fatalf("%s: the prefix of %s:%s is not bound", name, start.Name.Space, start.Name.Local)
		}
		for _, attribute := range start.Attr {
			key := name + " " + start.Name.Local + " " + attribute.Name.Local
			o.attributes[key] = append(o.attributes[key], attribute.Value)
		}
	}
}

// among holds that what some elements name is what others are called.
func (o *opened) among(what string, named, called []string) {
	o.t.Helper()
	there := map[string]bool{}
	for _, name := range called {
		there[name] = true
	}
	for _, name := range named {
		if !there[name] {
			o.t.Errorf("%s: nothing is called %q", what, name)
		}
	}
}

func (o *opened) unique(what string, ids []string) {
	o.t.Helper()
	there := map[string]bool{}
	for _, id := range ids {
		if there[id] {
			o.t.Errorf("%s: %q is there twice", what, id)
		}
		there[id] = true
	}
}

func TestEveryPartOfAWordFileIsThere(t *testing.T) {
	for _, letter := range []bool{false, true} {
		d := everything(t)
		d.Letter = letter
		o := open(t, d, Formats[0])
		a := o.attributes
		o.unique("styles", a["word/styles.xml style styleId"])
		o.unique("bookmarks", a["word/document.xml bookmarkStart name"])
		o.unique("pictures", a["word/document.xml docPr id"])
		o.unique("footnotes", a["word/footnotes.xml footnote id"])
		o.among("footnotes", a["word/document.xml footnoteReference id"], a["word/footnotes.xml footnote id"])
		o.among("numberings", a["word/document.xml numId val"], a["word/numbering.xml num numId"])
		o.among("bookmarks", a["word/document.xml hyperlink anchor"], a["word/document.xml bookmarkStart name"])
		for _, element := range []string{"pStyle", "rStyle", "tblStyle"} {
			for _, file := range []string{"document", "footnotes", "header", "footer", "numbering"} {
				o.among("styles", a["word/"+file+".xml "+element+" val"], a["word/styles.xml style styleId"])
			}
		}
		o.among("headers and footers", append(a["word/document.xml headerReference id"], a["word/document.xml blip embed"]...), a["word/_rels/document.xml.rels Relationship Id"])
		o.among("links", a["word/document.xml hyperlink id"], a["word/_rels/document.xml.rels Relationship Id"])
		o.among("links in footnotes", a["word/footnotes.xml hyperlink id"], a["word/_rels/footnotes.xml.rels Relationship Id"])
		for name := range o.parts {
			o.typed(name)
			if strings.HasSuffix(name, ".rels") {
				o.related(name)
			}
		}
		if letter == strings.Contains(o.parts["word/numbering.xml"], "%1.%2") {
			t.Errorf("letter %v: the numbering is wrong", letter)
		}
	}
}

// typed holds that the content types know a part.
func (o *opened) typed(name string) {
	o.t.Helper()
	endings, names := o.attributes["[Content_Types].xml Default Extension"], o.attributes["[Content_Types].xml Override PartName"]
	if strings.HasSuffix(name, ".xml") && name != "[Content_Types].xml" {
		o.among("content types", []string{"/" + name}, names)
	}
	o.among("content types", []string{strings.TrimPrefix(path.Ext(name), ".")}, endings)
}

// related holds that what a part refers to is in the file, unless it says that
// it is elsewhere.
func (o *opened) related(name string) {
	o.t.Helper()
	var file struct {
		Relationships []struct {
			Target     string `xml:",attr"`
			TargetMode string `xml:",attr"`
		} `xml:"Relationship"`
	}
	if err := xml.Unmarshal([]byte(o.parts[name]), &file); err != nil {
		o.t.Fatal(err)
	}
	folder := path.Dir(path.Dir(name))
	for _, r := range file.Relationships {
		if _, there := o.parts[path.Join(folder, r.Target)]; !there && r.TargetMode != "External" {
			o.t.Errorf("%s refers to %s, which is not there", name, r.Target)
		}
	}
}

func TestEveryPartOfAnOpenDocumentIsThere(t *testing.T) {
	for _, letter := range []bool{false, true} {
		d := everything(t)
		d.Letter = letter
		o := open(t, d, Formats[1])
		a := o.attributes
		styles := append(a["styles.xml style name"], a["content.xml style name"]...)
		o.unique("styles", styles)
		for _, element := range []string{"p", "h", "span", "table", "table-column", "table-row", "table-cell", "frame", "a"} {
			o.among("styles", a["content.xml "+element+" style-name"], styles)
		}
		o.among("lists", a["content.xml list style-name"], a["styles.xml list-style name"])
		o.among("lists", a["content.xml list continue-list"], a["content.xml list id"])
		o.unique("lists", a["content.xml list id"])
		o.unique("footnotes", a["content.xml note id"])
		for name := range o.parts {
			if name != "mimetype" && name != "META-INF/manifest.xml" {
				o.among("manifest", []string{name}, a["META-INF/manifest.xml file-entry full-path"])
			}
		}
		o.among("pictures", a["content.xml image href"], a["META-INF/manifest.xml file-entry full-path"])
	}
}

func TestWithoutAnOriginPathsArePlainText(t *testing.T) {
	for link, want := range map[string]string{
		"/questions/Q1": "", "https://example.org": "https://example.org", "javascript:alert(1)": "", "https://": "", "mailto:a@example.org": "mailto:a@example.org",
		"https://exämple.org": "", "https://example.org/ä#b#c%zz": "https://example.org/%C3%A4#b%23c%25zz", "file:///etc/passwd": "", "": "",
	} {
		got := Setting{}.target(link)
		if strings.Contains(link, "%zz") {
			want = ""
		}
		if got != want {
			t.Errorf("%q leads to %q, not %q", link, got, want)
		}
	}
	if got := site.target("/questions/Q1?a=b c"); got != "https://answerable.example.org/questions/Q1?a=b%20c" {
		t.Errorf("a path leads to %q", got)
	}
}

func TestAPictureThatIsNoneIsRefused(t *testing.T) {
	d := &Document{Sections: []Section{{Title: "A", Blocks: []Block{{Picture: &Picture{Type: "image/png", Content: []byte("no"), Alt: "A map"}}}}}}
	for _, format := range Formats {
		if err := format.Write(d, io.Discard, site); err == nil || !strings.Contains(err.Error(), "A map") {
			t.Errorf("%s: %v", format.Ending, err)
		}
	}
}

// FuzzAnyText puts a text wherever a paper has one.
func FuzzAnyText(f *testing.F) {
	for _, seed := range []string{"", " a  b ", "<&>\"']]>", "\x00\x1f\ufffe\xff", "a\r\n\tb", "שלום", "👩‍👩‍👧", strings.Repeat("w", 5000), "#s", "/p"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		runs := []Run{{Text: text, Link: text, Cites: true, Note: []Run{{Text: text, Link: text, Strong: true, Emphasis: true, Note: []Run{{Text: text}}}}}, {Text: text, Unknown: true}}
		d := &Document{Title: text, Subtitle: text, Marking: text, About: []string{text}, Sections: []Section{{ID: "s", Title: text}, {ID: text, Title: text, Blocks: []Block{
			Para(runs...), Plain(runs...), Bullets(Item{Runs: runs, Items: []Item{{Runs: runs}}}), {Heading: &Heading{2, text}}, {Quote: &Quote{runs, runs}},
			{Paragraph: &Paragraph{Own: text, Runs: runs}}, {Table: &Table{text, []Column{{text, true}, {text, false}}, [][]Cell{{runs}, {runs, runs, runs}, nil}}},
		}}}}
		for _, format := range Formats {
			o := open(t, d, format)
			kept := strings.TrimSpace(clean(text))
			if part := o.parts[map[string]string{"docx": "docProps/core.xml", "odt": "meta.xml"}[format.Ending]]; !utf8.ValidString(part) || !strings.Contains(unescaped(part), strings.ReplaceAll(kept, "\r", "")) && !strings.Contains(kept, "\r") {
				t.Errorf("%s: the title %q is not there", format.Ending, text)
			}
		}
	})
}

// unescaped is all text of an XML file.
func unescaped(file string) string {
	var text strings.Builder
	decoder := xml.NewDecoder(strings.NewReader(file))
	for {
		token, err := decoder.Token()
		if err != nil {
			return text.String()
		}
		if data, is := token.(xml.CharData); is {
			text.Write(data)
		}
	}
}

func TestTenThousandParagraphsTakeSeconds(t *testing.T) {
	d := &Document{Title: "Long", Marking: "OFFICIAL"}
	for s := range 10 {
		section := Section{ID: string(rune('a' + s)), Title: "Section"}
		for range 1000 {
			section.Blocks = append(section.Blocks, Para(Text(strings.Repeat("All cases were reviewed. ", 8)), Cite("ANS-9", "/answers/ANS-9"), Run{Text: ".", Note: []Run{Text("Source")}}))
		}
		d.Sections = append(d.Sections, section)
	}
	for _, format := range Formats {
		begun := time.Now()
		var out bytes.Buffer
		if err := format.Write(d, &out, site); err != nil {
			t.Fatal(err)
		}
		took := time.Since(begun)
		t.Logf("%s: 10,000 paragraphs with footnotes in %v, %d bytes", format.Ending, took.Round(time.Millisecond), out.Len())
		if took > 10*time.Second {
			t.Errorf("%s took %v", format.Ending, took)
		}
	}
}
