// Package document is a paper as a tree: sections with numbers, paragraphs,
// lists, tables and footnotes, whatever becomes of it. Pages show the tree, and
// it is written as Word (Office Open XML, ECMA-376) and as OpenDocument text
// (ISO/IEC 26300). It knows nothing of what a paper is about.
package document

// Document is a whole paper.
type Document struct {
	Title    string `json:"title"`
	Subtitle string `json:"subtitle,omitempty"`
	// Marking stands at the head and foot of every page, as in “OFFICIAL”.
	Marking string `json:"marking"`
	// About are lines under the title, such as who composed it and as at when.
	About    []string  `json:"about,omitempty"`
	Sections []Section `json:"sections,omitempty"`
	// Letter says that it is set as a letter: sections have no number, and the
	// title is the line that says what the letter is about.
	Letter bool `json:"letter,omitempty"`
	// Sheets begins every section on a page of its own.
	Sheets bool `json:"sheets,omitempty"`
}

// Section is a part under a heading. Sections of a document are numbered 1, 2,
// 3; the numbered paragraphs in them 1.1, 1.2, whatever stands between them.
type Section struct {
	// ID is what a link within the document leads to: letters, digits and
	// hyphens, once in a document.
	ID     string  `json:"id"`
	Title  string  `json:"title"`
	Blocks []Block `json:"blocks,omitempty"`
}

// Block is one of the things of which a section is made: exactly one of the
// fields is set.
type Block struct {
	Heading   *Heading   `json:"heading,omitempty"`
	Paragraph *Paragraph `json:"paragraph,omitempty"`
	Quote     *Quote     `json:"quote,omitempty"`
	List      *List      `json:"list,omitempty"`
	Table     *Table     `json:"table,omitempty"`
	Picture   *Picture   `json:"picture,omitempty"`
}

// Heading stands over some blocks within a section.
type Heading struct {
	// Level is 2 for a heading right under that of the section, 3 for one
	// under that.
	Level int    `json:"level"`
	Text  string `json:"text"`
}

// Paragraph is a paragraph of text.
type Paragraph struct {
	// Number is its number in the document, as in “2.3”; Number fills it in.
	// Paragraphs that are to have none have Plain set.
	Number string `json:"number,omitempty"`
	Plain  bool   `json:"plain,omitempty"`
	Runs   []Run  `json:"runs,omitempty"`
	// Own names the author whose own words these are, where they were not
	// composed from records; empty for what was.
	Own string `json:"own,omitempty"`
}

// Quote is a text in the words of somebody else.
type Quote struct {
	Runs []Run `json:"runs,omitempty"`
	// From says whose words they are, and where they stand.
	From []Run `json:"from,omitempty"`
}

// List is a list of items, numbered where Ordered, else with bullets.
type List struct {
	Ordered bool   `json:"ordered,omitempty"`
	Items   []Item `json:"items,omitempty"`
}

// Item is an item of a list, with the items under it.
type Item struct {
	Runs  []Run  `json:"runs,omitempty"`
	Items []Item `json:"items,omitempty"`
}

// Table is a table with a caption. Every row has as many cells as Columns.
type Table struct {
	Caption string   `json:"caption"`
	Columns []Column `json:"columns,omitempty"`
	Rows    [][]Cell `json:"rows,omitempty"`
}

// Column is the heading of a column; numbers are set to the right.
type Column struct {
	Title   string `json:"title"`
	Numeric bool   `json:"numeric,omitempty"`
}

// Cell is what stands in one cell of a table.
type Cell []Run

// Picture is an image with the text for those who do not see it.
type Picture struct {
	// Type is image/png or image/jpeg.
	Type    string `json:"type"`
	Content []byte `json:"content"`
	// Alt says what the picture shows. It is never empty.
	Alt     string `json:"alt"`
	Caption string `json:"caption,omitempty"`
}

// Run is a stretch of text that is set in one way.
type Run struct {
	Text     string `json:"text"`
	Strong   bool   `json:"strong,omitempty"`
	Emphasis bool   `json:"emphasis,omitempty"`
	// Unknown says that the text stands for something that nobody has recorded.
	Unknown bool `json:"unknown,omitempty"`
	// Link is where the text leads: a whole address, or the path of a page of
	// the system, which begins with a slash.
	Link string `json:"link,omitempty"`
	// Cites says that the run is the reference of the record from which what
	// stands before it comes. Link leads to that record. Set puts it into
	// square brackets, a space away from what it is for.
	Cites bool `json:"cites,omitempty"`
	// Note is a footnote that hangs on the end of the run; nil for none. Its
	// own runs have none.
	Note []Run `json:"note,omitempty"`
}
