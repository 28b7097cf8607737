package document

import "strconv"

// table writes a table: the heading row comes again on every page, and no row
// is torn apart.
func (w *docx) table(table *Table) {
	if table.Caption != "" {
		w.plain(lookCaption, []Run{{Text: table.Caption}})
	}
	if len(table.Columns) == 0 {
		return
	}
	b := &w.body
	widths := table.widths(textWidth * 1440 / 254 * 10)
	b.start("w:tbl")
	b.start("w:tblPr")
	b.empty("w:tblStyle", "w:val", "PaperTable")
	whole := 0
	for _, width := range widths {
		whole += width
	}
	b.empty("w:tblW", "w:w", strconv.Itoa(whole), "w:type", "dxa")
	b.empty("w:tblLayout", "w:type", "fixed")
	b.empty("w:tblLook", "w:val", "0020", "w:firstRow", "1", "w:lastRow", "0", "w:firstColumn", "0", "w:lastColumn", "0", "w:noHBand", "1", "w:noVBand", "1")
	if table.Caption != "" {
		b.empty("w:tblCaption", "w:val", table.Caption)
	}
	b.end(1)
	b.start("w:tblGrid")
	for _, width := range widths {
		b.empty("w:gridCol", "w:w", strconv.Itoa(width))
	}
	b.end(1)
	w.spaced = false
	head := make([]Cell, len(table.Columns))
	for i, column := range table.Columns {
		head[i] = Cell{{Text: column.Title}}
	}
	w.row(table, head, widths, true)
	for _, row := range table.Rows {
		w.row(table, row, widths, false)
	}
	b.end(1)
	w.spaced = true
}

func (w *docx) row(table *Table, cells []Cell, widths []int, head bool) {
	b := &w.body
	b.start("w:tr")
	b.start("w:trPr")
	b.empty("w:cantSplit")
	if head {
		b.empty("w:tblHeader")
	}
	b.end(1)
	for i, column := range table.Columns {
		b.start("w:tc")
		b.start("w:tcPr")
		b.empty("w:tcW", "w:w", strconv.Itoa(widths[i]), "w:type", "dxa")
		b.end(1)
		w.plain(cellLook(head, column.Numeric), cellAt(cells, i))
		b.end(1)
	}
	b.end(1)
}

// cellAt is the cell of a column, empty where a row has too few.
func cellAt(cells []Cell, at int) Cell {
	if at < len(cells) {
		return cells[at]
	}
	return nil
}

func cellLook(head, numeric bool) *look {
	switch {
	case head && numeric:
		return lookHeadRight
	case head:
		return lookHead
	case numeric:
		return lookNumber
	default:
		return lookCell
	}
}

// picture writes a picture with the text for those who do not see it.
func (w *docx) picture(picture *Picture) error {
	width, height, ending, err := picture.size()
	if err != nil {
		return err
	}
	n := strconv.Itoa(len(w.pictures) + 1)
	name := "media/picture" + n + "." + ending
	w.pictures = append(w.pictures, part{name: "word/" + name, content: picture.Content, bare: true})
	b := &w.body
	id := b.relate(nsRelated+"/image", name, false)
	x, y := emu(width), emu(height)
	wordLine(&b.markup, lookPicture)
	b.start("w:r")
	b.start("w:drawing")
	b.start("wp:inline", "distT", "0", "distB", "0", "distL", "0", "distR", "0")
	b.empty("wp:extent", "cx", x, "cy", y)
	b.empty("wp:docPr", "id", n, "name", "Picture "+n, "descr", picture.Alt)
	b.start("a:graphic")
	b.start("a:graphicData", "uri", nsPicture)
	b.start("pic:pic")
	b.start("pic:nvPicPr")
	b.empty("pic:cNvPr", "id", n, "name", "Picture "+n, "descr", picture.Alt)
	b.empty("pic:cNvPicPr")
	b.end(1)
	b.start("pic:blipFill")
	b.empty("a:blip", "r:embed", id)
	b.start("a:stretch")
	b.empty("a:fillRect")
	b.end(2)
	b.start("pic:spPr")
	b.start("a:xfrm")
	b.empty("a:off", "x", "0", "y", "0")
	b.empty("a:ext", "cx", x, "cy", y)
	b.end(1)
	b.start("a:prstGeom", "prst", "rect")
	b.empty("a:avLst")
	b.end(9)
	if picture.Caption != "" {
		w.plain(lookUnderneath, []Run{{Text: picture.Caption}})
	}
	return nil
}

// emu is a length of millimetres in the English metric units of drawings.
func emu(length float64) string { return strconv.Itoa(int(length * 36000)) }
