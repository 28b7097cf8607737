package document

import "strconv"

// Number gives the numbered paragraphs of every section their numbers. A letter
// has none.
func (d *Document) Number() {
	for i := range d.Sections {
		n := 0
		for _, block := range d.Sections[i].Blocks {
			switch paragraph := block.Paragraph; {
			case paragraph == nil:
			case paragraph.Plain || d.Letter:
				paragraph.Number = ""
			default:
				n++
				paragraph.Number = strconv.Itoa(i+1) + "." + strconv.Itoa(n)
			}
		}
	}
}
