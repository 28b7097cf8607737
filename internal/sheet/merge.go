package sheet

import "strings"

// merge is a range of cells that are shown as one, with the value of the first.
// Rows count from 1, columns from 0.
type merge struct {
	top, left, bottom, right int
}

// maxMerged bounds how many there may be in a sheet.
const maxMerged = 200_000

// merge takes note of a range such as A1:C2.
func (t *tab) merge(ref string) error {
	from, to, found := strings.Cut(ref, ":")
	if !found {
		return nil
	}
	var m merge
	var first, last bool
	m.left, m.top, first = place(from)
	m.right, m.bottom, last = place(to)
	if !first || !last || len(t.merged) >= maxMerged {
		return refuse(damaged, shown(t.part))
	}
	if m.left < MaxColumns {
		t.merged = append(t.merged, m)
	}
	return nil
}

// covering tells, row by row from the top, which cells lie under a merged one.
type covering struct {
	waiting, open []merge
	row           int
}

// at goes on to a row.
func (c *covering) at(row int) error {
	c.row = row
	still := c.open[:0]
	for _, m := range c.open {
		if m.bottom >= row {
			still = append(still, m)
		}
	}
	c.open = still
	for len(c.waiting) > 0 && c.waiting[0].top <= row {
		if c.waiting[0].bottom >= row {
			c.open = append(c.open, c.waiting[0])
		}
		c.waiting = c.waiting[1:]
	}
	// Merged ranges never overlap, so that there is at most one a column.
	if len(c.open) > MaxColumns {
		return refuse("The sheet has merged cells that overlap. Excel writes no such workbooks.")
	}
	return nil
}

func (c *covering) covers(column int) bool {
	for _, m := range c.open {
		if column >= m.left && column <= m.right && (c.row != m.top || column != m.left) {
			return true
		}
	}
	return false
}
