package document

import (
	"fmt"
	"strconv"
	"strings"
)

// table writes a table: the heading rows come again on every page, and no row
// is torn apart.
func (w *odt) table(table *Table) {
	if table.Caption != "" {
		w.plain(lookCaption, []Run{{Text: table.Caption}})
	}
	if len(table.Columns) == 0 {
		return
	}
	w.tables++
	name := "Table" + strconv.Itoa(w.tables)
	w.columns(table, name)
	b := &w.body
	b.start("table:table", "table:name", name, "table:style-name", name)
	if table.Caption != "" {
		b.leaf("table:title", table.Caption)
	}
	for i := range table.Columns {
		b.empty("table:table-column", "table:style-name", columnName(name, i))
	}
	b.start("table:table-header-rows")
	head := make([]Cell, len(table.Columns))
	for i, column := range table.Columns {
		head[i] = Cell{{Text: column.Title}}
	}
	w.row(table, head, true)
	b.end(1)
	for _, row := range table.Rows {
		w.row(table, row, false)
	}
	b.end(1)
}

// columns defines the styles of one table.
func (w *odt) columns(table *Table, name string) {
	m := &w.automatic
	widths := table.widths(textWidth * 100)
	whole := 0
	for _, width := range widths {
		whole += width
	}
	m.start("style:style", "style:name", name, "style:family", "table")
	m.empty("style:table-properties", "style:width", hundredths(whole), "table:align", "left", "fo:margin-bottom", "8pt", "table:border-model", "collapsing")
	m.end(1)
	for i, width := range widths {
		m.start("style:style", "style:name", columnName(name, i), "style:family", "table-column")
		m.empty("style:table-column-properties", "style:column-width", hundredths(width))
		m.end(1)
	}
	if w.tables > 1 {
		return
	}
	m.start("style:style", "style:name", "Row", "style:family", "table-row")
	m.empty("style:table-row-properties", "fo:keep-together", "always")
	m.end(1)
	for _, cell := range [][2]string{{"HeadCell", "#" + pale}, {"BodyCell", "transparent"}} {
		m.start("style:style", "style:name", cell[0], "style:family", "table-cell")
		m.empty("style:table-cell-properties", "fo:padding-left", "1.4mm", "fo:padding-right", "1.4mm", "fo:padding-top", "0mm", "fo:padding-bottom", "0mm", "fo:background-color", cell[1],
			"fo:border-top", "0.5pt solid #"+line, "fo:border-bottom", "0.5pt solid #"+line, "fo:border-left", "none", "fo:border-right", "none")
		m.end(1)
	}
}

func columnName(table string, at int) string { return table + ".C" + strconv.Itoa(at+1) }

// hundredths are hundredths of a millimetre.
func hundredths(length int) string { return fmt.Sprintf("%d.%02dmm", length/100, length%100) }

func (w *odt) row(table *Table, cells []Cell, head bool) {
	b := &w.body
	b.start("table:table-row", "table:style-name", "Row")
	style := "BodyCell"
	if head {
		style = "HeadCell"
	}
	for i, column := range table.Columns {
		b.start("table:table-cell", "table:style-name", style, "office:value-type", "string")
		w.plain(cellLook(head, column.Numeric), cellAt(cells, i))
		b.end(1)
	}
	b.end(1)
}

// picture writes a picture with the text for those who do not see it.
func (w *odt) picture(picture *Picture) error {
	width, height, ending, err := picture.size()
	if err != nil {
		return err
	}
	n := strconv.Itoa(len(w.pictures) + 1)
	name := "Pictures/picture" + n + "." + ending
	w.pictures = append(w.pictures, part{name: name, content: picture.Content, bare: true})
	b := &w.body
	w.paragraph(lookPicture, "", func() {
		b.start("draw:frame", "draw:style-name", "Graphics", "draw:name", "Picture "+n, "text:anchor-type", "as-char",
			"svg:width", fmt.Sprintf("%.2fmm", width), "svg:height", fmt.Sprintf("%.2fmm", height))
		b.empty("draw:image", "xlink:href", name, "xlink:type", "simple", "xlink:show", "embed", "xlink:actuate", "onLoad", "draw:mime-type", mediaOf(name))
		b.leaf("svg:desc", picture.Alt)
		b.end(1)
	})
	if picture.Caption != "" {
		w.plain(lookUnderneath, []Run{{Text: picture.Caption}})
	}
	return nil
}

// mediaOf is the media type of a picture in the file.
func mediaOf(name string) string {
	_, ending, _ := strings.Cut(name, ".")
	return "image/" + ending
}
