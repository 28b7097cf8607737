package frontend

import (
	"context"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// fundingView is sums of funding as pages show them.
type fundingView struct {
	*service.FundingReport
	stages []service.FundingStage
	// applications says that applications are counted too.
	applications bool
	// id begins the ids of its parts; file is where it is to be had as a file,
	// without the ending.
	id, file string
	columns  map[string]service.FundingColumn
}

func (v *visit) newFundingView(report *service.FundingReport, applications bool, id, file string) fundingView {
	view := fundingView{FundingReport: report, applications: applications, id: id, file: file, columns: map[string]service.FundingColumn{}}
	if applications {
		view.stages = service.FundingStages(v.who)
	}
	for _, column := range service.FundingColumns(v.who, applications) {
		view.columns[column.Name] = column
	}
	return view
}

// table finds a table by what its rows are told apart by.
func (f fundingView) table(by string) service.FundingTable {
	at := slices.IndexFunc(f.Tables, func(t service.FundingTable) bool { return t.By == by })
	return f.Tables[at]
}

// mostFundingRows is how many rows of a table a page shows; a file has them
// all.
const mostFundingRows = 50

// rowsShown are the rows of a table on the page.
func rowsShown(table service.FundingTable) []service.FundingRow {
	return table.Rows[:min(len(table.Rows), mostFundingRows)]
}

// head are the columns of a table.
func (f fundingView) head(table service.FundingTable) []components.HeadCell {
	first := "Year"
	if table.Kind != nil {
		first = table.Kind.One
	}
	head := []components.HeadCell{{Text: first}}
	for _, stage := range f.stages {
		head = append(head, components.HeadCell{Text: stage.Label, Numeric: true})
	}
	for _, label := range []string{"Projects", "Awarded", "Paid", "Returned", "Left to pay"} {
		head = append(head, components.HeadCell{Text: label, Numeric: true})
	}
	head = append(head, components.HeadCell{Text: "Outcomes promised", Numeric: true})
	for _, delivery := range models.Deliveries {
		head = append(head, components.HeadCell{Text: deliveryHeads[delivery.Value], Numeric: true})
	}
	return head
}

// deliveryHeads are short words for how outcomes were delivered.
var deliveryHeads = map[string]string{
	models.DeliveredInFull: "In full", models.DeliveredInPart: "In part", models.DeliveredReported: "Reported without a number", models.DeliveredUnknown: "Not reported",
}

// rows are the rows of a table, and last what all come to.
func (f fundingView) rows(table service.FundingTable) [][]components.Cell {
	var rows [][]components.Cell
	for _, row := range rowsShown(table) {
		label := row.Label
		if label == "" {
			label = lowerFirst(table.Unknown)
		}
		first := components.Cell{HTML: fundingLabel(table, row), Class: components.CellText}
		rows = append(rows, append([]components.Cell{first}, f.cells(f.Query.With(table.By, row.Value), row.Funding, label)...))
	}
	return append(rows, append([]components.Cell{{Text: "All, each counted once"}}, f.cells(f.Query, f.Total, "all")...))
}

// cells are the figures of a row, each leading to the list of what it counts.
func (f fundingView) cells(q service.FundingQuery, sums service.Funding, of string) []components.Cell {
	number := func(content templ.Component) components.Cell { return components.Cell{Numeric: true, HTML: content} }
	var cells []components.Cell
	for _, stage := range f.stages {
		cells = append(cells, number(f.stage(stage, q, sums, of)))
	}
	cells = append(cells,
		components.Cell{Numeric: true, HTML: f.projects(q, sums, of), Class: components.CellLine}, number(f.awarded(q, sums, of)),
		number(f.payments("paid", q, sums, of)), number(f.payments("returned", q, sums, of)), number(leftToPay(sums)),
		number(f.count("outcomes", q, sums, "outcomes promised, "+of)),
	)
	for _, delivery := range models.Deliveries {
		cells = append(cells, number(f.count(deliveryColumn(delivery), q, sums, lowerFirst(delivery.Label)+", "+of)))
	}
	return cells
}

// left is what was awarded and is not paid, as far as amounts are recorded;
// nil where none is.
func left(sums service.Funding) *models.Pence {
	if sums.Awarded().Recorded == 0 {
		return nil
	}
	amount := sums.Awarded().Sum - sums.Paid().Sum
	return &amount
}

// chart draws the amounts of a table, as many rows as can be read.
func (f fundingView) chart(table service.FundingTable, series ...fundingSeries) templ.Component {
	rows := table.Rows[:min(len(table.Rows), mostBars)]
	drawn := components.ChartBar{ID: f.id + "-" + table.By + "-chart", Title: "Amounts " + lowerFirst(table.Label), Format: pounds}
	some := false
	for _, row := range rows {
		drawn.Labels = append(drawn.Labels, cut(rowName(table, row), fundingLetters))
	}
	for _, one := range series {
		points := components.Series{Name: one.name}
		words := one.name + ": "
		for i, row := range rows {
			point := moneyPoint(one.of(row))
			some = some || point.Value != 0
			points.Points = append(points.Points, point)
			words += when(i > 0, "; ", "") + rowName(table, row) + " " + point.Text
		}
		drawn.Series = append(drawn.Series, points)
		drawn.Description += words + ". "
	}
	if !some {
		return nil
	}
	return drawn
}

// fundingLetters is how many letters of a name fit beside a bar.
const fundingLetters = 21

// mostBars is how many rows of a table are drawn.
const mostBars = 12

// fundingSeries are amounts that are drawn under one name.
type fundingSeries struct {
	name string
	of   func(service.FundingRow) service.Money
}

var givenSeries = []fundingSeries{
	{"Awarded", func(row service.FundingRow) service.Money { return row.Awarded() }},
	{"Paid", func(row service.FundingRow) service.Money { return row.Paid() }},
}

// series are what the charts of the view draw: what was applied for too, for
// whoever may know of it.
func (f fundingView) series() []fundingSeries {
	if len(f.stages) == 0 {
		return givenSeries
	}
	applied := f.stages[0]
	return append([]fundingSeries{{applied.Label, func(row service.FundingRow) service.Money { return applied.Money(row.Funding) }}}, givenSeries...)
}

// moneyPoint is a sum as a chart draws it. The text is exact; the number is as
// exact as a drawing can be.
func moneyPoint(money service.Money) components.Point {
	switch {
	case money.Recorded == 0 && money.NotRecorded == 0:
		return components.Point{Missing: true, Text: "none recorded"}
	case money.Recorded == 0:
		return components.Point{Missing: true, Text: "amount not recorded"}
	}
	return components.Point{Value: float64(money.Sum) / 100, Text: money.Sum.String()}
}

// pounds writes a number of a chart's axis.
func pounds(value float64) string { return models.Pence(value * 100).String() }

func rowName(table service.FundingTable, row service.FundingRow) string {
	if row.Label == "" {
		return table.Unknown
	}
	return row.Label
}

// block is a table of the view, with its bars, as a block of a record's page.
func (f fundingView) block(by, title string) block {
	table := f.table(by)
	return block{f.id + "-by-" + by, title, f.section(table, f.chart(table, f.series()...))}
}

// fundOwn shows what was given out of a fund: its rounds over time, and by
// district and priority.
func fundOwn(v *visit, one *service.One) (own, error) {
	ref := one.Model.Base().Ref
	report, err := v.service.FundFunding(v.ctx(), v.who, ref)
	if err != nil {
		return own{}, err
	}
	rounds, err := v.partsOf(models.RoundKind, "fund", "opened", ref)
	if err != nil {
		return own{}, err
	}
	view := fundRounds{v.newFundingView(report, true, "funding", fundingFile(one)), datedFirst(rounds.live())}
	return own{
		Lead: linkRow(append(v.fundReconciliation(ref), v.givingLinks(service.GivingQuery{Fund: ref})...)),
		Blocks: []block{
			{"rounds-over-time", "Rounds over time", view.over()},
			view.block("district", "Funding by district"), view.block("priority", "Funding by priority"),
		},
		Covers: []string{"round.fund"},
	}, nil
}

// datedFirst puts the rounds of which no day is recorded behind the others.
func datedFirst(rounds parts) parts {
	slices.SortStableFunc(rounds.Models, func(a, b models.Model) int {
		return strings.Compare(when(a.(*models.Round).Opened == "", "undated", ""), when(b.(*models.Round).Opened == "", "undated", ""))
	})
	return rounds
}

// fundingFile is where the sums of a record are to be had as a file, without
// the ending.
func fundingFile(one *service.One) string {
	return recordURL(one.Kind, one.Model.Base().Ref) + "/funding"
}

// fundRounds are the rounds of a fund with what each came to.
type fundRounds struct {
	fundingView
	rounds parts
}

func (f fundRounds) sums(round models.Ref) service.Funding {
	for _, row := range f.table("round").Rows {
		if row.Value == string(round) {
			return row.Funding
		}
	}
	return service.Funding{}
}

// roundChart draws pot, awarded and paid of each round, the earliest first.
func (f fundRounds) roundChart() templ.Component {
	table := service.FundingTable{By: "round", Label: "By round"}
	pots := map[string]service.Money{}
	for _, round := range as[*models.Round](f.rounds) {
		row := service.FundingRow{Value: string(round.Ref), Label: roundName(round), Funding: f.sums(round.Ref)}
		table.Rows = append(table.Rows, row)
		pots[row.Value] = oneAmount(round.Pot)
	}
	pot := fundingSeries{"Pot", func(row service.FundingRow) service.Money { return pots[row.Value] }}
	return f.chart(table, append([]fundingSeries{pot}, givenSeries...)...)
}

// roundName is short enough to stand beside a bar.
func roundName(round *models.Round) string {
	if round.Number != "" {
		return "Round " + round.Number
	}
	if round.Opened != "" {
		return "Of " + round.Opened.String()
	}
	return "No number or date"
}

func (f fundRounds) roundRows() [][]components.Cell {
	var rows [][]components.Cell
	for _, round := range as[*models.Round](f.rounds) {
		q, sums, name := f.Query.With("round", string(round.Ref)), f.sums(round.Ref), roundName(round)
		rows = append(rows, []components.Cell{
			cell(recordLink(round, name)), cell(said(round.Opened.String(), "Not recorded")),
			{Numeric: true, HTML: amount(round.Pot, "Not recorded")},
			{Numeric: true, HTML: said(announced(round.ApplicationsReceived), "Not recorded")},
			{Numeric: true, HTML: said(announced(round.Selected), "Not recorded")},
			{Numeric: true, HTML: f.count("grants", q, sums, "awards entered, "+name)},
			{Numeric: true, HTML: f.awarded(q, sums, name)}, {Numeric: true, HTML: f.payments("paid", q, sums, name)}, {Numeric: true, HTML: f.payments("returned", q, sums, name)},
		})
	}
	return rows
}

func announced(n *int64) string {
	if n == nil {
		return ""
	}
	return models.Number(*n)
}

// roundFunding are the blocks of a round: what became of its applications.
func (v *visit) roundFunding(one *service.One) ([]block, error) {
	round := one.Model.(*models.Round)
	report, err := v.service.RoundFunding(v.ctx(), v.who, round.Ref)
	if err != nil {
		return nil, err
	}
	view := v.newFundingView(report, true, "funding", fundingFile(one))
	blocks := []block{{"funding", "What became of the money", view.round(round)}}
	if !report.Total.None() {
		blocks = append(blocks, view.block("priority", "Funding by priority"), view.block("district", "Funding by district"))
	}
	return blocks, nil
}

// roundChart draws how far the money of a round came.
func (f fundingView) roundChart(round *models.Round) templ.Component {
	drawn := components.ChartBar{ID: f.id + "-round-chart", Title: "How far the money came", Format: pounds, Series: []components.Series{{Name: "Amount"}}}
	draw := func(name string, money service.Money) {
		point := moneyPoint(money)
		drawn.Labels = append(drawn.Labels, cut(name, fundingLetters))
		drawn.Series[0].Points = append(drawn.Series[0].Points, point)
		drawn.Description += name + ": " + point.Text + ". "
	}
	draw("Pot", oneAmount(round.Pot))
	for _, stage := range f.stages {
		draw(stage.Label, stage.Money(f.Total))
	}
	draw("Awarded", f.Total.Awarded())
	draw("Paid", f.Total.Paid())
	draw("Returned", f.Total.Returned())
	return drawn
}

// oneAmount is the sum of one amount.
func oneAmount(amount *models.Pence) service.Money {
	if amount == nil {
		return service.Money{NotRecorded: 1}
	}
	return service.Money{Sum: *amount, Recorded: 1}
}

// roundSums are the money of a round in words. Of a round of which nothing is
// entered it is only known what was announced.
func (f fundingView) roundSums(round *models.Round) []components.SummaryRow {
	rows := []components.SummaryRow{{Key: "Pot", HTML: amount(round.Pot, "Not recorded")}}
	if !f.Total.None() {
		rows = append(rows, f.roundMoney(round)...)
	}
	return append(rows,
		components.SummaryRow{Key: "Applications", Text: announcedBeside(round.ApplicationsReceived, "received", f.entered())},
		components.SummaryRow{Key: "Selected", Text: announcedBeside(round.Selected, "selected", models.Number(f.Total.Grants().Count)+" entered here")},
	)
}

func (f fundingView) roundMoney(round *models.Round) []components.SummaryRow {
	var rows []components.SummaryRow
	for _, stage := range f.stages {
		rows = append(rows, components.SummaryRow{Key: stage.Label, HTML: f.stage(stage, f.Query, f.Total, "the round")})
	}
	rows = append(rows,
		components.SummaryRow{Key: "Awarded", HTML: f.awardedTo(f.Query, f.Total)},
		components.SummaryRow{Key: "Paid", HTML: f.payments("paid", f.Query, f.Total, "the round")},
		components.SummaryRow{Key: "Returned", HTML: f.payments("returned", f.Query, f.Total, "the round")},
	)
	if round.Pot != nil {
		rows = append(rows, components.SummaryRow{Key: "Left of the pot", HTML: f.leftOfPot(*round.Pot - f.Total.Awarded().Sum)})
	}
	return append(rows, components.SummaryRow{Key: "Left to pay", HTML: leftToPay(f.Total)})
}

// entered says how many applications are entered, to whoever may know.
func (f fundingView) entered() string {
	if len(f.stages) == 0 {
		return ""
	}
	return models.Number(f.stages[0].Held(f.Total).Count) + " entered here"
}

// announcedBeside holds a number that was announced against what is entered.
func announcedBeside(n *int64, what, entered string) string {
	said := "No number announced"
	if n != nil {
		said = models.Number(*n) + " " + what + ", as announced"
	}
	return join("; ", said, entered)
}

// bodyFunding are the blocks of a body that was funded, or applied.
func (v *visit) bodyFunding(one *service.One) ([]block, error) {
	report, err := v.service.BodyFunding(v.ctx(), v.who, one.Model.Base().Ref)
	if err != nil || report.Total.None() {
		return nil, err
	}
	view := v.newFundingView(report, true, "funding", fundingFile(one))
	view.Tables[0].Unknown = "No year recorded, or not decided"
	blocks := []block{view.block("year", "Funding over the years")}
	if len(report.Query.Filters["organisation"]) > 1 {
		blocks = append(blocks, view.block("organisation", "Funding under this name and those before it"))
	}
	return blocks, nil
}

// fundingOf are the sums that the pages of a kind show.
func (s *site) fundingOf(k *models.Kind) func(context.Context, *models.Actor, models.Ref) (*service.FundingReport, error) {
	switch k {
	case models.RoundKind:
		return s.service.RoundFunding
	case models.FundKind:
		return s.service.FundFunding
	default:
		return s.service.BodyFunding
	}
}
