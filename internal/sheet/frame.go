package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
)

// frame is what a workbook says beside its rows: which sheets it has and how
// numbers are shown.
type frame struct {
	tabs []tab
	// since1904 says that days are counted from 1904, as old Macs did.
	since1904 bool
	styles    []format
	// sharedPart is the part with the texts that cells share; empty if there is
	// none.
	sharedPart string
}

// tab is a sheet that people see.
type tab struct {
	name, part string
	merged     []merge
}

// maxFrame bounds the parts of the frame, which are held as a whole.
const maxFrame = 8 << 20

// frame reads the frame with excelize, which is shown nothing else of the
// file: what it would hold in memory is known to be small, and sound XML.
func (p *pack) frame() (*frame, error) {
	workbook, err := p.workbook()
	if err != nil {
		return nil, err
	}
	relations, err := p.relations(relationsOf(workbook))
	if err != nil {
		return nil, err
	}
	f := &frame{}
	kept := []string{contentTypes, "_rels/.rels", workbook, relationsOf(workbook)}
	for _, relation := range relations {
		switch relation.kind {
		case "styles":
			kept = append(kept, relation.from(workbook))
		case "sharedstrings":
			f.sharedPart = relation.from(workbook)
		}
	}
	book, err := p.opened(kept)
	if err != nil {
		return nil, err
	}
	defer func() { _ = book.Close() }()
	for _, sheet := range book.WorkBook.Sheets.Sheet {
		relation := relations[sheet.ID]
		if relation.kind == "worksheet" && (sheet.State == "" || sheet.State == "visible") {
			f.tabs = append(f.tabs, tab{name: sheet.Name, part: relation.from(workbook)})
		}
	}
	if said := book.WorkBook.WorkbookPr; said != nil {
		f.since1904 = said.Date1904
	}
	f.styles = formats(book)
	return f, f.sound()
}

func (f *frame) sound() error {
	names := map[string]bool{}
	for _, tab := range f.tabs {
		if names[strings.ToLower(tab.name)] {
			return refuse("The workbook has two sheets named “%s”. Excel writes no such workbooks.", shown(tab.name))
		}
		names[strings.ToLower(tab.name)] = true
	}
	switch {
	case len(f.tabs) == 0:
		return refuse("The workbook has no sheet that is not hidden.")
	case len(f.tabs) > MaxSheets:
		return refuse("The workbook has more than %d sheets. Split it into several files.", MaxSheets)
	}
	return nil
}

// workbook is the name of the part from which everything hangs.
func (p *pack) workbook() (string, error) {
	relations, err := p.relations("_rels/.rels")
	if err != nil {
		return "", err
	}
	for _, relation := range relations {
		if relation.kind == "officedocument" {
			return relation.from(""), nil
		}
	}
	return "", refuse("The file is packed like a workbook, but is none. " + asXLSX)
}

// opened gives excelize a workbook of these parts only.
func (p *pack) opened(parts []string) (*excelize.File, error) {
	var reduced bytes.Buffer
	into := zip.NewWriter(&reduced)
	for _, name := range parts {
		text, err := p.whole(name)
		if err != nil {
			return nil, err
		}
		entry, err := into.Create(p.parts[strings.ToLower(name)].Name)
		if err != nil {
			return nil, err
		}
		if _, err := entry.Write(text); err != nil {
			return nil, err
		}
	}
	if err := into.Close(); err != nil {
		return nil, err
	}
	book, err := understood(&reduced)
	if err != nil || book.WorkBook == nil {
		return nil, refuse(damaged, shown(parts[2]))
	}
	return book, nil
}

// understood is what excelize makes of a workbook. Where it was not made for
// what it reads it may panic, which must not be more than a file refused.
func understood(file io.Reader) (book *excelize.File, err error) {
	defer func() {
		if failed := recover(); failed != nil {
			err = fmt.Errorf("excelize: %v", failed)
		}
	}()
	return excelize.OpenReader(file)
}

// whole is a part of sound XML.
func (p *pack) whole(name string) ([]byte, error) {
	if err := p.walk(name, func(*walker, xml.Token) error { return nil }); err != nil {
		return nil, err
	}
	part, err := p.open(name)
	if err != nil {
		return nil, err
	}
	defer part.close()
	part.held = maxFrame
	return io.ReadAll(part)
}

// formats are how the styles of cells show numbers.
func formats(book *excelize.File) []format {
	if book.Styles == nil || book.Styles.CellXfs == nil {
		return nil
	}
	codes := map[int]format{}
	if own := book.Styles.NumFmts; own != nil {
		for _, format := range own.NumFmt {
			codes[format.NumFmtID] = formatOf(format.FormatCode)
		}
	}
	styles := make([]format, len(book.Styles.CellXfs.Xf))
	for i, style := range book.Styles.CellXfs.Xf {
		if style.NumFmtID == nil {
			continue
		}
		if own, found := codes[*style.NumFmtID]; found {
			styles[i] = own
		} else {
			styles[i] = formatOf(builtIn[*style.NumFmtID])
		}
	}
	return styles
}
