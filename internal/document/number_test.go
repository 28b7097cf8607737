package document

import "testing"

func TestParagraphsAreNumberedWithinTheirSection(t *testing.T) {
	d := Document{Sections: []Section{
		{Blocks: []Block{Para(Text("a")), Plain(Text("b")), Bullets(Item{Runs: []Run{Text("c")}}), Para(Text("d"))}},
		{Blocks: []Block{Para(Text("e"))}},
	}}
	want := map[string]string{"a": "1.1", "b": "", "d": "1.2", "e": "2.1"}
	for _, letter := range []bool{false, true} {
		d.Letter = letter
		d.Number()
		for _, section := range d.Sections {
			for _, block := range section.Blocks {
				if block.Paragraph == nil {
					continue
				}
				word := Words(block.Paragraph.Runs)
				if got := block.Paragraph.Number; !letter && got != want[word] || letter && got != "" {
					t.Errorf("letter %v: paragraph %s has the number %q", letter, word, got)
				}
			}
		}
	}
}
