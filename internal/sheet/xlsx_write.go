package sheet

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// About is what a workbook says of itself.
type About struct {
	Title string
	// Marking stands first among its properties, and at the head and foot of
	// every page that is printed.
	Marking string
	At      time.Time
}

// xlsxWriter writes a workbook. Rows go to a file on disk once there are many,
// and from there into the archive, so that memory does not grow with them.
type xlsxWriter struct {
	about  About
	file   *excelize.File
	out    io.Writer
	styles map[Form]int
	head   int
	// choices counts the lists of choices that are too long to stand beside
	// their column.
	choices int
	begun   bool
	// sheet is the one that is being written, with its heads and last row.
	sheet *excelize.StreamWriter
	name  string
	heads []Head
	rows  int
	cells []any
}

// NewXLSX writes a workbook. Its head rows are bold, stay in sight, and filter.
// Texts are kept as texts: none is a formula, whatever it begins with.
func NewXLSX(out io.Writer, about About) (Writer, error) {
	w := &xlsxWriter{about: about, file: excelize.NewFile(), out: out, styles: map[Form]int{}}
	// excelize would gather the archive in memory.
	w.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return zip.NewWriter(out) })
	if err := w.style(); err != nil {
		return nil, errors.Join(err, w.Close())
	}
	return w, nil
}

// forms are the number formats by which columns are shown.
var forms = map[Form]string{AsText: "@", AsDay: "dd/mm/yyyy", AsMoney: "#,##0.00", AsNumber: "General"}

func (w *xlsxWriter) style() error {
	top := &excelize.Alignment{Vertical: "top"}
	for form, code := range forms {
		style, err := w.file.NewStyle(&excelize.Style{CustomNumFmt: &code, Alignment: top})
		if err != nil {
			return err
		}
		w.styles[form] = style
	}
	text := forms[AsText]
	var err error
	w.head, err = w.file.NewStyle(&excelize.Style{
		Font: &excelize.Font{Bold: true}, CustomNumFmt: &text, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"F3F2F1"}},
	})
	if err != nil {
		return err
	}
	at := w.about.At.UTC().Format(time.RFC3339)
	return w.file.SetDocProps(&excelize.DocProperties{
		Title: w.about.Title, Subject: w.about.Marking, Category: w.about.Marking, Keywords: w.about.Marking,
		Creator: "Answerable", LastModifiedBy: "Answerable", Created: at, Modified: at,
	})
}

// Sheet implements Writer.
func (w *xlsxWriter) Sheet(name string, heads []Head) error {
	if err := w.finishSheet(); err != nil {
		return err
	}
	if _, err := w.file.NewSheet(name); err != nil {
		return err
	}
	if !w.begun {
		// The sheet that every new workbook has.
		if err := w.file.DeleteSheet("Sheet1"); err != nil {
			return err
		}
	}
	w.name, w.heads, w.rows = name, heads, 0
	w.begun = true
	if err := w.page(); err != nil {
		return err
	}
	var err error
	if w.sheet, err = w.file.NewStreamWriter(name); err != nil {
		return err
	}
	return errors.Join(w.columns(), w.headRow())
}

// columns sets how wide the columns are and what becomes of what is typed
// there. excelize puts each in front of those before, and Excel wants them in
// their order: so they are set from the last to the first.
func (w *xlsxWriter) columns() error {
	for i, head := range slices.Backward(w.heads) {
		if err := w.sheet.SetColWidth(i+1, i+1, float64(head.Width)); err != nil {
			return err
		}
		if err := w.sheet.SetColStyle(i+1, i+1, w.styles[head.Form]); err != nil {
			return err
		}
		if err := w.offer(i, head.Choices); err != nil {
			return err
		}
	}
	return w.sheet.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}

// page sets how the sheet is printed: across, with the marking on every page.
func (w *xlsxWriter) page() error {
	landscape, wide, high := "landscape", 1, 0
	fit := true
	header := "&C" + w.about.Marking
	return errors.Join(
		w.file.SetPageLayout(w.name, &excelize.PageLayoutOptions{Orientation: &landscape, FitToWidth: &wide, FitToHeight: &high}),
		w.file.SetSheetProps(w.name, &excelize.SheetPropsOptions{FitToPage: &fit}),
		w.file.SetHeaderFooter(w.name, &excelize.HeaderFooterOptions{OddHeader: header, OddFooter: header + "&RPage &P of &N"}),
	)
}

func (w *xlsxWriter) headRow() error {
	w.cells = w.cells[:0]
	for _, head := range w.heads {
		w.cells = append(w.cells, excelize.Cell{StyleID: w.head, Value: head.Text})
	}
	return w.set()
}

// offered is how many rows of a sheet offer choices.
const offered = 2_000

// offer lets the cells of a column be chosen from a list. Excel takes lists of
// up to 255 characters; a longer one stands on a sheet that is not shown.
func (w *xlsxWriter) offer(column int, choices []string) error {
	if len(choices) == 0 {
		return nil
	}
	rule := excelize.NewDataValidation(true)
	rule.SetSqref(fmt.Sprintf("%[1]s2:%[1]s%[2]d", Column(column), offered))
	rule.SetError(excelize.DataValidationErrorStyleStop, "Not one of the choices", "Choose one of the list.")
	if list := strings.Join(choices, ","); characters(list) <= 255 && strings.Count(list, ",") == len(choices)-1 {
		if err := rule.SetDropList(choices); err != nil {
			return err
		}
		return w.file.AddDataValidation(w.name, rule)
	}
	return errors.Join(w.keepChoices(choices, rule), w.file.AddDataValidation(w.name, rule))
}

// hiddenChoices is the sheet on which long lists of choices stand.
const hiddenChoices = "Choices"

func (w *xlsxWriter) keepChoices(choices []string, rule *excelize.DataValidation) error {
	if w.choices == 0 {
		if _, err := w.file.NewSheet(hiddenChoices); err != nil {
			return err
		}
	}
	column := Column(w.choices)
	w.choices++
	rule.SetSqrefDropList(fmt.Sprintf("%[1]s!$%[2]s$1:$%[2]s$%[3]d", hiddenChoices, column, len(choices)))
	return w.file.SetSheetCol(hiddenChoices, column+"1", &choices)
}

// Row implements Writer.
func (w *xlsxWriter) Row(cells []Cell) error {
	if w.rows == excelRows {
		return refuse("An Excel workbook holds at most %d rows a sheet. Choose CSV or JSON, or narrow the list.", excelRows-1)
	}
	w.cells = w.cells[:0]
	for i, cell := range cells {
		value, err := w.value(w.heads[i], cell)
		if err != nil {
			return err
		}
		w.cells = append(w.cells, value)
	}
	return w.set()
}

func (w *xlsxWriter) set() error {
	w.rows++
	return w.sheet.SetRow("A"+strconv.Itoa(w.rows), w.cells)
}

// value is a cell as excelize writes it: nil where it holds nothing.
func (w *xlsxWriter) value(head Head, cell Cell) (any, error) {
	if cell.Text == "" {
		return nil, nil
	}
	switch {
	case cell.Kind == Date && head.Form == AsDay:
		if days, fits := serial(cell.Text); fits {
			return excelize.Cell{StyleID: w.styles[AsDay], Value: days}, nil
		}
	case cell.Kind == Number && (head.Form == AsMoney || head.Form == AsNumber):
		if number, fits := exact(cell.Text, head.Form); fits {
			return excelize.Cell{StyleID: w.styles[head.Form], Value: number}, nil
		}
	}
	if len(cell.Text) > MaxText && characters(cell.Text) > MaxText {
		return nil, refuse("Row %d has more than %d characters in “%s”, which no cell of an Excel workbook can hold. Choose CSV or JSON, or narrow the list.", w.rows+1, MaxText, head.Text)
	}
	return excelize.Cell{StyleID: w.styles[AsText], Value: cell.Text}, nil
}

// serial is a day as Excel counts it, if it is one on which all spreadsheets
// agree: from March 1900.
func serial(day string) (int, bool) {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return 0, false
	}
	days := int(at.Sub(time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)) / (24 * time.Hour))
	return days, days > 60 && days < lastDay
}

// exact is a number of which a workbook gives back what was written: one of no
// more than fifteen digits and, unless it is money, as it would be read again.
func exact(text string, form Form) (float64, bool) {
	number, err := strconv.ParseFloat(text, 64)
	digits := strings.Trim(text, "-")
	if err != nil || len(strings.ReplaceAll(digits, ".", "")) > 15 {
		return 0, false
	}
	return number, form == AsMoney || plain(number) == text
}

// finishSheet ends the sheet that is being written.
func (w *xlsxWriter) finishSheet() error {
	if w.sheet == nil {
		return nil
	}
	filtered := fmt.Sprintf("A1:%s%d", Column(len(w.heads)-1), w.rows)
	return errors.Join(w.file.AutoFilter(w.name, filtered, nil), w.sheet.Flush())
}

// Finish implements Writer.
func (w *xlsxWriter) Finish() error {
	if err := w.finishSheet(); err != nil {
		return err
	}
	if w.choices > 0 {
		if err := w.file.SetSheetVisible(hiddenChoices, false); err != nil {
			return err
		}
	}
	w.file.SetActiveSheet(0)
	return w.file.Write(w.out)
}

// Close implements Writer.
func (w *xlsxWriter) Close() error { return w.file.Close() }
