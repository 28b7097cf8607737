package frontend

import (
	"strings"
	"testing"

	"answerable/internal/document"
)

func TestPaperIsWhatItsTreeSays(t *testing.T) {
	cell := document.Cell{document.Text("12"), {Text: " of them", Note: []document.Run{document.Text("Third note")}}}
	d := &document.Document{Title: "A briefing", Marking: "OFFICIAL", About: []string{"As at today", "By us"}, Sections: []document.Section{
		{ID: "one", Title: "First", Blocks: []document.Block{
			document.Para(document.Text("It is <so>"), document.Cite("Q-1", "/questions/Q-1"), document.Run{Text: "now", Strong: true, Note: []document.Run{{Text: "Read it", Link: "https://example.org"}}}, document.Text(".\nNext line.")),
			{Paragraph: &document.Paragraph{Own: "Ada", Runs: []document.Run{{Text: "I doubt it", Note: []document.Run{document.Text("Second note")}}}}},
			{Table: &document.Table{Caption: "Numbers", Columns: []document.Column{{Title: "Many", Numeric: true}}, Rows: [][]document.Cell{{cell}}}},
			{Picture: &document.Picture{Type: "image/png", Content: []byte("x"), Alt: "A line that rises"}},
		}},
		{ID: "two", Title: "Second", Blocks: []document.Block{document.Para(document.Run{Text: "bad", Link: "javascript:alert(1)"})}},
	}}
	d.Number()
	var out strings.Builder
	if err := documentView(d).Render(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	html := out.String()
	for _, part := range []string{
		`It is &lt;so&gt; <a class="govuk-link app-paper__cite" href="/questions/Q-1">[Q-1]</a><strong>now</strong><sup`, `aria-label="Footnote 1">1</a></sup>.<br>Next line.`,
		`<span class="app-paper__number">1.1</span>`, `id="paragraph-1-2"`, "Author’s own words: Ada", `href="#one">1. First</a>`, `<h2 class="govuk-heading-m">2. Second</h2>`,
		`id="note-3"`, "Third note", `href="#note-2-from"`, `alt="A line that rises"`, `src="data:image/png;base64,eA=="`,
	} {
		if !strings.Contains(html, part) {
			t.Errorf("the page does not hold %s", part)
		}
	}
	if strings.Contains(html, "javascript:") || strings.Count(html, `<p class="app-paper__marking">OFFICIAL</p>`) != 2 {
		t.Errorf("a link runs a script, or the marking is not at both ends: %s", html)
	}
	for _, note := range []string{"Read it", "Second note", "Third note"} {
		if strings.Index(html, note) < strings.Index(html, `id="footnotes"`) {
			t.Errorf("%s is not among the footnotes", note)
		}
	}
	d.Letter = true
	d.Number()
	out.Reset()
	if err := documentView(d).Render(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	if html := out.String(); strings.Contains(html, "1.1") || strings.Contains(html, "Contents") || strings.Index(html, "As at today") > strings.Index(html, "<h1") {
		t.Errorf("the letter is set as a paper: %s", html)
	}
}
