package service

import (
	"context"

	"answerable/internal/document"
	"answerable/models"
)

// BoughtDocument says as a paper what the money bought.
func (s *Service) BoughtDocument(ctx context.Context, reader *models.Actor, q FundingQuery) (*document.Document, error) {
	report, err := s.Bought(ctx, reader, q)
	if err != nil {
		return nil, err
	}
	marking, err := s.fundingMarking(ctx, reader, report.Query)
	if err != nil {
		return nil, err
	}
	narrowed, err := s.Named(ctx, reader, refsOf(q.Filters)...)
	if err != nil {
		return nil, err
	}
	paper := &document.Document{
		Title: "What did it buy?", Subtitle: "What was given by grants and commissions, and what came of it", Marking: string(marking),
		About: append([]string{"As at " + s.Today().String()}, narrowing(q, narrowed)...),
	}
	columns := FundingColumns(reader, false)
	paper.Sections = append(paper.Sections, document.Section{ID: "all", Title: "In all", Blocks: []document.Block{
		document.Para(document.Text("Amounts that are not recorded are counted apart, and are never taken for nothing. What is not reported is not known: it may have been delivered.")),
		{Table: totalTable(columns, report.Total)},
	}})
	for _, table := range report.Tables {
		paper.Sections = append(paper.Sections, document.Section{ID: "by-" + table.By, Title: table.Label, Blocks: tableBlocks(columns, table, report)})
	}
	paper.Number()
	return paper, nil
}

// refsOf are the values of filters, such as are references.
func refsOf(filters map[string][]string) []models.Ref {
	var refs []models.Ref
	for _, values := range filters {
		for _, value := range values {
			refs = append(refs, models.Ref(value))
		}
	}
	return refs
}

// narrowing says in words what a query asks for.
func narrowing(q FundingQuery, known Names) []string {
	var lines []string
	for _, name := range FundingFilters {
		for _, value := range q.Filters[name] {
			label := models.LabelOf(GivenOptions, value)
			if of, is := known[models.Ref(value)]; is {
				label = of.Title
			}
			lines = append(lines, "Only "+name+": "+label)
		}
	}
	return lines
}

// totalTable sets what everything comes to, a figure a line.
func totalTable(columns []FundingColumn, total Funding) *document.Table {
	table := &document.Table{Caption: "In all, each counted once", Columns: []document.Column{{Title: "Figure"}, {Title: "In all", Numeric: true}}}
	for _, column := range columns {
		table.Rows = append(table.Rows, []document.Cell{cellText(column.Label), column.cell(total)})
	}
	return table
}

// paperColumns are those for which a paper has room beside each other.
var paperColumns = []string{"grants", "commissions", "awarded", "paid", "outcomes", "outcomes_in_full", "outcomes_not_reported"}

func tableBlocks(columns []FundingColumn, of FundingTable, report *FundingReport) []document.Block {
	if len(of.Rows) == 0 {
		return []document.Block{document.Para(document.Run{Text: "Nothing is recorded.", Unknown: true})}
	}
	var blocks []document.Block
	if of.Repeats(report.Total) {
		blocks = append(blocks, document.Para(document.Text("What serves several is counted in the row of each, so that the rows add up to more than all together.")))
	}
	table := &document.Table{Caption: "Funding " + lowerFirst(of.Label), Columns: []document.Column{{Title: "Row"}}}
	for _, name := range paperColumns {
		table.Columns = append(table.Columns, document.Column{Title: columnNamed(columns, name).Label, Numeric: true})
	}
	row := func(first document.Cell, f Funding) {
		cells := []document.Cell{first}
		for _, name := range paperColumns {
			cells = append(cells, columnNamed(columns, name).cell(f))
		}
		table.Rows = append(table.Rows, cells)
	}
	for _, one := range of.Rows {
		first := document.Run{Text: one.Label}
		if one.Label == "" {
			first = document.Run{Text: of.Unknown, Unknown: true}
		}
		row(document.Cell{first}, one.Funding)
	}
	row(document.Cell{{Text: "All, each counted once", Strong: true}}, report.Total)
	return append(blocks, document.Block{Table: table})
}

func columnNamed(columns []FundingColumn, name string) FundingColumn {
	for _, column := range columns {
		if column.Name == name {
			return column
		}
	}
	return FundingColumn{}
}

// cell is the figure of a column, and of how many the amount is not recorded.
func (c FundingColumn) cell(f Funding) document.Cell {
	if c.Count != nil {
		return cellText(models.Number(c.Count(f)))
	}
	money := c.Money(f)
	if !money.Known() {
		return document.Cell{{Text: "Not recorded", Unknown: true}}
	}
	cell := cellText(money.Sum.String())
	if money.NotRecorded > 0 {
		cell = append(cell, document.Run{Text: " without " + models.Number(money.NotRecorded) + " not recorded", Unknown: true})
	}
	return cell
}
