package document

// look is how one sort of paragraph is set. Both formats make their styles of
// these. Lengths are in points.
type look struct {
	// word and odt are the ids of the style, name is Word's name for it: its
	// own where it has one, so that people find it where they expect it.
	word, name, odt string
	// outline is the level of a heading.
	outline              int
	size                 float64
	bold, italic         bool
	colour               string
	before, after        float64
	left, hanging        float64
	bar, shaded          bool
	centred, right, next bool
}

// The looks. Colours have a contrast of at least 7 to 1 on white.
const (
	ink   = "14201F"
	brand = "1B4D4A"
	quiet = "4D5A59"
	blue  = "14557B"
	pale  = "EEF4F3"
	line  = "9DBAB6"

	font     = "Arial"
	bodySize = 11
	// gap is from where numbers begin to where what they number does.
	gap = 36
)

var (
	lookBody       = &look{word: "BodyText", name: "Body Text", odt: "Text_20_body", after: 7}
	lookTitle      = &look{word: "Title", name: "Title", odt: "Title", size: 24, bold: true, colour: brand, after: 4, next: true}
	lookSubject    = &look{word: "Title", name: "Title", odt: "Title", size: 12, bold: true, before: 10, after: 10, next: true}
	lookSubtitle   = &look{word: "Subtitle", name: "Subtitle", odt: "Subtitle", size: 14, colour: quiet, after: 8}
	lookAbout      = &look{word: "About", name: "About", odt: "About", after: 2, colour: quiet}
	lookSection    = &look{word: "Heading1", name: "heading 1", odt: "Heading_20_1", outline: 1, size: 16, bold: true, colour: brand, before: 20, after: 8, next: true}
	lookHeading    = &look{word: "Heading2", name: "heading 2", odt: "Heading_20_2", outline: 2, size: 13, bold: true, colour: brand, before: 14, after: 5, next: true}
	lookUnder      = &look{word: "Heading3", name: "heading 3", odt: "Heading_20_3", outline: 3, size: 11, bold: true, before: 10, after: 4, next: true}
	lookNumbered   = &look{word: "NumberedParagraph", name: "Numbered Paragraph", odt: "Numbered_20_paragraph", after: 7, left: gap, hanging: gap}
	lookQuote      = &look{word: "Quote", name: "Quote", odt: "Quotations", left: gap, before: 4, after: 4, bar: true}
	lookFrom       = &look{word: "QuoteSource", name: "Quote Source", odt: "Quote_20_source", left: gap, after: 8, size: 10, colour: quiet, bar: true}
	lookAuthor     = &look{word: "AuthorName", name: "Author Name", odt: "Author_20_name", before: 4, size: 10, bold: true, shaded: true, bar: true, next: true}
	lookOwn        = &look{word: "AuthorWords", name: "Author Words", odt: "Author_20_words", after: 7, shaded: true, bar: true}
	lookItem       = &look{word: "ListParagraph", name: "List Paragraph", odt: "List_20_paragraph", after: 3}
	lookCaption    = &look{word: "Caption", name: "caption", odt: "Caption", before: 8, after: 4, bold: true, size: 10, next: true}
	lookUnderneath = &look{word: "PictureCaption", name: "Picture Caption", odt: "Picture_20_caption", before: 4, after: 8, size: 10, colour: quiet}
	lookPicture    = &look{word: "Picture", name: "Picture", odt: "Picture", before: 8}
	lookHead       = &look{word: "TableHeading", name: "Table Heading", odt: "Table_20_Heading", size: 10, bold: true, before: 2, after: 2}
	lookHeadRight  = &look{word: "TableHeadingNumber", name: "Table Heading Number", odt: "Table_20_Heading_20_Number", size: 10, bold: true, before: 2, after: 2, right: true}
	lookCell       = &look{word: "TableText", name: "Table Text", odt: "Table_20_Contents", size: 10, before: 2, after: 2}
	lookNumber     = &look{word: "TableNumber", name: "Table Number", odt: "Table_20_Number", size: 10, before: 2, after: 2, right: true}
	lookNote       = &look{word: "FootnoteText", name: "footnote text", odt: "Footnote", size: 9, after: 2, left: 14, hanging: 14}
	lookContents   = &look{word: "TOCHeading", name: "TOC Heading", odt: "Contents_20_Heading", size: 13, bold: true, colour: brand, before: 14, after: 4, next: true}
	lookEntry      = &look{word: "TOC1", name: "toc 1", odt: "Contents_20_1", after: 3}
	lookMarking    = &look{word: "Header", name: "header", odt: "Header", bold: true, centred: true}
	lookFoot       = &look{word: "Footer", name: "footer", odt: "Footer", size: 9, centred: true}
)

// looks are those that a document is set in.
func (d *Document) looks() []*look {
	title := lookTitle
	if d.Letter {
		title = lookSubject
	}
	return []*look{
		lookBody, title, lookSubtitle, lookAbout, lookSection, lookHeading, lookUnder, lookNumbered, lookQuote, lookFrom, lookAuthor,
		lookOwn, lookItem, lookCaption, lookUnderneath, lookPicture, lookHead, lookHeadRight, lookCell, lookNumber, lookNote,
		lookContents, lookEntry, lookMarking, lookFoot,
	}
}

// levels is how many levels a list has; what is deeper stands at the deepest.
const levels = 9

// The page, in millimetres: A4 (ISO 216), with the same margin at each side.
const (
	pageWidth, pageHeight = 210, 297
	margin                = 25
	textWidth             = pageWidth - 2*margin
	textHeight            = pageHeight - 2*margin - 20
)

// widths share out the width of the text among the columns of a table, by what
// stands in them. The widest word has room as far as that can be.
func (t *Table) widths(whole int) []int {
	const narrow, wide, word = 5, 45, 22
	weights, sum := make([]int, len(t.Columns)), 0
	for i, column := range t.Columns {
		weights[i] = narrow
		weigh := func(text string) {
			longest := 0
			for part := range fields(text) {
				longest = max(longest, min(part, word)+2)
			}
			weights[i] = max(weights[i], longest, min(len(text), wide))
		}
		weigh(column.Title)
		for _, row := range t.Rows {
			if i < len(row) {
				weigh(Words(row[i]))
			}
		}
		sum += weights[i]
	}
	shared := make([]int, len(weights))
	for i, weight := range weights {
		shared[i] = whole * weight / sum
	}
	return shared
}

// fields gives how long the words of a text are.
func fields(text string) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		length := 0
		for _, r := range text {
			if r == ' ' || r == '\n' {
				if !yield(length) {
					return
				}
				length = 0
				continue
			}
			length++
		}
		yield(length)
	}
}
