package frontend

import (
	"slices"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

const ledgerPath = "/assurances/ledger"

// ledger is the ledger of assurances as its page shows it.
type ledger struct {
	*service.Ledger
	v *visit
}

// ledgerPage shows how assurances stand by priority, body and year, which
// lapse next, and what was asked again and again and never shown.
func (v *visit) ledgerPage() error {
	found, err := v.service.Ledger(v.ctx(), v.who)
	if err != nil {
		return err
	}
	trail := append(trailTo(models.AssuranceKind), components.Link{Text: "Ledger"})
	return v.show(page{Title: "Ledger of assurances", Wide: true, Trail: trail, Body: ledger{found, v}.view()})
}

// head are the columns of a table: all assurances, and how they stand.
func (l ledger) head(table service.LedgerTable) []components.HeadCell {
	head := []components.HeadCell{{Text: rowsOf(table)}, {Text: "All", Numeric: true}}
	for _, standing := range models.LedgerStandings {
		head = append(head, components.HeadCell{Text: standing.Label, Numeric: true})
	}
	return head
}

// rowsOf is what the rows of a table are.
func rowsOf(table service.LedgerTable) string {
	if table.Kind != nil {
		return table.Kind.One
	}
	return "Year"
}

// rows are the rows of a table, and last their totals.
func (l ledger) rows(table service.LedgerTable) [][]components.Cell {
	var rows [][]components.Cell
	for _, row := range table.Rows {
		first := components.Cell{HTML: rowLabel(table, row), Class: components.CellText}
		rows = append(rows, append([]components.Cell{first}, countCells(table, &row, row)...))
	}
	total := components.Cell{Text: "All assurances"}
	return append(rows, append([]components.Cell{total}, countCells(table, nil, l.Total)...))
}

// countCells are the counts of a row, each leading to the list of what it
// counts.
func countCells(table service.LedgerTable, of *service.LedgerRow, row service.LedgerRow) []components.Cell {
	label := "all assurances"
	if of != nil {
		label = of.Label
		if label == "" {
			label = lowerFirst(table.Unknown)
		}
	}
	cells := []components.Cell{{Numeric: true, HTML: ledgerCount(row.Sum(), "in all, "+label, table.Query(of, ""))}}
	for _, standing := range models.LedgerStandings {
		q := table.Query(of, standing.Value)
		cells = append(cells, components.Cell{Numeric: true, HTML: ledgerCount(row.Counts[standing.Value], lowerFirst(standing.Label)+", "+label, q)})
	}
	return cells
}

// repeats tells whether an assurance can stand in several rows of a table.
func repeats(table service.LedgerTable) bool {
	field := models.AssuranceKind.FilterField(table.Filter)
	return field != nil && field.Type == models.RefsField
}

// lapseHead are the columns of the assurances that lapse.
func lapseHead() []components.HeadCell {
	return columns("Assurance", "Standing", "May be relied on until", "Given by", "Last tested", "Asking again")
}

// lapseRows are assurances by the day on which they lapse.
func (l ledger) lapseRows(part service.Part) [][]components.Cell {
	rows := make([][]components.Cell, len(part.Page.Models))
	for i, m := range part.Page.Models {
		rows[i] = []components.Cell{{HTML: tableLink(m), Class: components.CellText}, cell(standingTag(m.(*models.Assurance), l.v.service.Today()))}
		for _, name := range []string{"relied_until", "given_by", "reviewed_on"} {
			rows[i] = append(rows[i], cellOf(part.Kind, name, m, part.Page.Names))
		}
		rows[i] = append(rows[i], cell(l.askAgain(m.(*models.Assurance))))
	}
	return rows
}

// latest is the question of a chain that was put last, as far as is known.
func latest(chain service.Unshown) service.PutQuestion {
	dated := slices.DeleteFunc(slices.Clone(chain.Questions), func(q service.PutQuestion) bool { return q.PutOn == "" })
	if len(dated) == 0 {
		return chain.Questions[len(chain.Questions)-1]
	}
	return dated[len(dated)-1]
}
