package service

import (
	"strconv"

	"answerable/internal/document"
	"answerable/models"
)

// moneyByPriority is a table of what was decided on and paid in the period for
// each priority, and last for all together.
func (b *briefing) moneyByPriority() []document.Block {
	table := &document.Table{
		Caption: "Money by priority",
		Columns: []document.Column{{Title: "Priority"}, {Title: "Decisions", Numeric: true}, {Title: "Decided on", Numeric: true}, {Title: "Amounts not recorded", Numeric: true}, {Title: "Paid", Numeric: true}, {Title: "Record"}},
	}
	row := func(title document.Cell, h happenings, record document.Cell) {
		table.Rows = append(table.Rows, []document.Cell{
			title, cellText(strconv.Itoa(len(h.awards) + len(h.commissions))), cellText(h.awarded.String()), cellText(strconv.Itoa(h.unknownMoney)), cellText(h.paid.String()), record,
		})
	}
	none := document.Cell{document.Text("—")}
	for _, share := range b.shares() {
		record := none
		if share.placement != nil {
			record = document.Cell{b.cite(share.placement)}
		}
		row(cellText(share.title), b.happened(func(m models.Model) bool { return b.has(share, m) }), record)
	}
	row(document.Cell{{Text: "All together, each once", Strong: true}}, b.happened(everything), none)
	return []document.Block{
		document.Para(document.Text("What serves several priorities stands in the row of each, and once in the last row. The decisions and payments are cited under each priority above.")),
		{Table: table},
	}
}
