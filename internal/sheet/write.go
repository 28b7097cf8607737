package sheet

// Head is the head of a column that is written.
type Head struct {
	Text string
	// Width is how many characters wide a workbook shows the column.
	Width int
	Form  Form
	// Choices are offered in a workbook where rows are yet to be filled in.
	Choices []string
}

// Form is how a workbook shows the cells of a column, and what it makes of
// what is typed there.
type Form int

// The forms of columns. A cell that does not fit its column's form is written
// as text.
const (
	// AsText keeps what is typed as it is typed.
	AsText Form = iota
	// AsDay is for dates that are known to the day.
	AsDay
	// AsMoney is for amounts in pounds.
	AsMoney
	// AsNumber is for all other numbers.
	AsNumber
)

// Writer writes sheets one after the other, each row by row. After Finish the
// file is whole; Close is always called, and lets go of what was gathered.
type Writer interface {
	Sheet(name string, heads []Head) error
	Row(cells []Cell) error
	Finish() error
	Close() error
}
