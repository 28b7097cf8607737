package document

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"
	"time"
)

var (
	writtenAt = time.Date(2019, 3, 4, 9, 0, 0, 0, time.UTC)
	site      = Setting{Origin: "https://answerable.example.org", At: writtenAt}
)

// drawn is a picture of some size.
func drawn(t testing.TB, width, height int) []byte {
	t.Helper()
	canvas := image.NewRGBA(image.Rect(0, 0, width, height))
	for x := range width {
		canvas.Set(x, x*height/width, color.RGBA{27, 77, 74, 255})
	}
	var file bytes.Buffer
	if err := png.Encode(&file, canvas); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// everything is a paper with each thing that a paper can have.
func everything(t testing.TB) *Document {
	item := func(text string, under ...Item) Item { return Item{Runs: []Run{Text(text)}, Items: under} }
	rows := [][]Cell{}
	for i := range 60 {
		rows = append(rows, []Cell{{Text("Referral of a child at risk, in the quarter that began in the spring")}, {Text(strings.Repeat("1", i%5+1))}, {{Text: "Not recorded", Unknown: true}}})
	}
	d := &Document{
		Title: "Child sexual exploitation", Subtitle: "Briefing for the Commissioner", Marking: "OFFICIAL",
		About: []string{"As at 4 March 2019", "Composed from 212 records"},
		Sections: []Section{
			{ID: "background", Title: "Background", Blocks: []Block{
				Para(Text("The plan names it as a priority."), Cite("PRI-1", "/priorities/PRI-1"), Text(" It has since "), Run{Text: "2017", Strong: true}, Text("."),
					Run{Text: " So says the strategy", Note: []Run{Text("Strategy 2017, page 4. "), {Text: "Read it", Link: "https://example.org/a b?q=1&r=\"2\""}}}, Text(".")),
				Para(Text("A second paragraph, "), Run{Text: "with weight", Emphasis: true}, Text(" and "), Run{Text: "an unknown", Unknown: true}, Text(".\nA line of its own.\tAfter a tab.")),
				{Heading: &Heading{2, "The national picture"}},
				Plain(Text("This has no number; see "), Run{Text: "the figures", Link: "#figures"}, Text(".")),
				Bullets(item("One", item("Under one", item("Deeper"))), item("Two")),
				Para(Text("The third numbered paragraph.")),
				{List: &List{Ordered: true, Items: []Item{item("First", item("a"), item("b")), item("Second")}}},
				{Heading: &Heading{3, "A smaller heading"}},
				{List: &List{Ordered: true, Items: []Item{item("First again")}}},
			}},
			{ID: "figures", Title: "The figures & <what> they mean", Blocks: []Block{
				{Quote: &Quote{Runs: []Run{Text("All cases were reviewed.")}, From: []Run{Text("The Chief Constable, 1 February 2018"), Cite("ANS-9", "/answers/ANS-9")}}},
				{Paragraph: &Paragraph{Own: "Ada Adeyemi", Runs: []Run{Text("I am not assured by this: nobody has shown it.")}}},
				{Paragraph: &Paragraph{Own: "Ada Adeyemi", Plain: true, Runs: []Run{Text("Nor by that.")}}},
				{Table: &Table{Caption: "Referrals by quarter", Columns: []Column{{Title: "Quarter"}, {Title: "Number", Numeric: true}, {Title: "Remark"}}, Rows: rows}},
				Para(Text("After the table."), Run{Text: " Second note", Note: []Run{Text("Second footnote")}}),
				{Picture: &Picture{Type: "image/png", Content: drawn(t, 900, 300), Alt: "A line that rises from left to right", Caption: "Referrals"}},
				Para(Text("مرحبا بالعالم"), Text(" 👮🏽‍♀️ "), Text(strings.Repeat("unbreakable", 30))),
			}},
		},
	}
	d.Number()
	return d
}

// TestTheSamePaperIsTheSameBytes holds that a file depends on nothing but the
// paper and its setting.
func TestTheSamePaperIsTheSameBytes(t *testing.T) {
	for _, format := range Formats {
		var first, second bytes.Buffer
		for _, out := range []*bytes.Buffer{&first, &second} {
			if err := format.Write(everything(t), out, site); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Errorf("%s: the same paper gave two files", format.Ending)
		}
	}
}
