package document

// Text is a run of plain text.
func Text(text string) Run { return Run{Text: text} }

// Cite is the reference of a record as a run that leads to it.
func Cite(ref, path string) Run { return Run{Text: ref, Link: path, Cites: true} }

// Para is a numbered paragraph.
func Para(runs ...Run) Block { return Block{Paragraph: &Paragraph{Runs: runs}} }

// Plain is a paragraph without a number.
func Plain(runs ...Run) Block { return Block{Paragraph: &Paragraph{Runs: runs, Plain: true}} }

// Bullets is a list with bullets.
func Bullets(items ...Item) Block { return Block{List: &List{Items: items}} }

// Words is what the runs say, without footnotes.
func Words(runs []Run) string {
	var words string
	for _, run := range runs {
		words += run.Text
	}
	return words
}
