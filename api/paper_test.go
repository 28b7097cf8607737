package api

import (
	"bytes"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	papers "answerable/internal/document"
)

// TestPaperAsATree holds the tree that papers are against its description.
func TestPaperAsATree(t *testing.T) {
	runs := []papers.Run{papers.Text("a"), papers.Cite("Q1", "/questions/Q1"), {Text: "b", Strong: true, Emphasis: true, Unknown: true, Note: []papers.Run{papers.Text("n")}}}
	tree := &papers.Document{Title: "t", Subtitle: "s", Marking: "OFFICIAL", About: []string{"a"}, Letter: true, Sheets: true, Sections: []papers.Section{{}, {ID: "x", Title: "X", Blocks: []papers.Block{
		papers.Para(runs...), papers.Plain(), papers.Bullets(papers.Item{Runs: runs, Items: []papers.Item{{}}}), {Heading: &papers.Heading{Level: 2, Text: "h"}},
		{Quote: &papers.Quote{Runs: runs, From: runs}}, {Paragraph: &papers.Paragraph{Number: "1.1", Own: "me"}}, {List: &papers.List{Ordered: true}},
		{Table: &papers.Table{Caption: "c", Columns: []papers.Column{{Title: "n", Numeric: true}}, Rows: [][]papers.Cell{{runs}}}},
		{Picture: &papers.Picture{Type: "image/png", Content: []byte("x"), Alt: "a", Caption: "c"}},
	}}}}
	eachOffice(t, func(o *office) {
		paper, err := o.contract().compiler.Compile("api.json#/components/schemas/PaperTree")
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range []*papers.Document{tree, {Marking: "OFFICIAL"}} {
			value, err := jsonschema.UnmarshalJSON(bytes.NewReader(appendValue(nil, d)))
			if err != nil {
				t.Fatal(err)
			}
			if err := paper.Validate(value); err != nil {
				t.Error(err)
			}
		}
	})
}
