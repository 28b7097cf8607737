package frontend

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/gin-gonic/gin"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

const reconciliationPath = "/reconciliation"

var reconciliationLink = components.Link{Text: "Reconciliation: the ledger held against the payments recorded here", Href: reconciliationPath}

// mountReconciliation adds the pages on which the ledger is held against the
// payments recorded here.
func (s *site) mountReconciliation(r gin.IRouter) {
	r.GET(reconciliationPath, s.closed((*visit).reconciliationPage))
	for _, format := range []service.ExportFormat{service.ExportCSV, service.ExportXLSX} {
		r.GET(reconciliationPath+"."+string(format), s.closed(func(v *visit) error { return v.sendReconciliation(format) }))
	}
	r.GET(tiesPath, s.closed((*visit).tiesPage))
	r.POST(tiesPath, s.closed((*visit).acceptTie))
	r.GET(exactPath, s.closed((*visit).exactPage))
	r.POST(exactPath, s.closed((*visit).acceptExact))
}

// reconciliation is the page that holds both sides against each other.
type reconciliation struct {
	*service.Reconciliation
	query    service.ReconciliationQuery
	rows     *service.ReconciliationRows
	filters  filterForm
	problems models.Problems
	// matches says that the person may match lines; cleared that they may see
	// what is OFFICIAL-SENSITIVE.
	matches, cleared bool
}

func (v *visit) reconciliationPage() error {
	q, err := service.ParseReconciliation(v.Request.URL.Query())
	view := reconciliation{query: q, problems: problemsOf(err), matches: v.mayMatch(), cleared: v.who.Cleared()}
	if err != nil && view.problems == nil {
		return err
	}
	status := http.StatusOK
	if len(view.problems) > 0 {
		status, view.query = http.StatusUnprocessableEntity, service.ReconciliationQuery{Funds: q.Funds, Rounds: q.Rounds, From: q.From, To: q.To}
	} else if err := v.fillReconciliation(&view); err != nil {
		return err
	}
	if view.filters, err = v.filterOf(models.AwardKind, service.Query{Filters: map[string][]string{"fund": q.Funds, "round": q.Rounds}}); err != nil {
		return err
	}
	return v.show(page{Status: status, Title: "Reconciliation", Errors: len(view.problems) > 0, Wide: true, Trail: reconciliationTrail(""), Body: view.view()})
}

func (v *visit) fillReconciliation(view *reconciliation) error {
	var err error
	if view.Reconciliation, err = v.service.Reconcile(v.ctx(), v.who, view.query); err != nil || view.query.Show == "" {
		return err
	}
	view.rows, err = v.service.ReconciliationRows(v.ctx(), v.who, view.query)
	return err
}

// mayMatch tells whether the person is one of those who match lines.
func (v *visit) mayMatch() bool {
	return v.who.Is(models.RolesOf(models.LedgerLineKind.Move(models.MoveMatch).Who)...)
}

// seesLedger tells whether there is a ledger for the person at all.
func (v *visit) seesLedger() bool { return len(models.LedgerLineKind.Reading(v.who)) > 0 }

// fundReconciliation leads from a fund to its reconciliation, for those for
// whom there is one.
func (v *visit) fundReconciliation(fund models.Ref) []components.Link {
	if !v.seesLedger() {
		return nil
	}
	link := reconciliationLink
	link.Href = withQuery(reconciliationPath, service.ReconciliationQuery{Funds: []string{string(fund)}}.Values())
	return []components.Link{link}
}

// reconciliationTrail leads to a page beneath the reconciliation; empty for
// that itself.
func reconciliationTrail(page string) []components.Link {
	trail := append(trailTo(models.LedgerLineKind), reconciliationLink)
	trail[len(trail)-1].Text = "Reconciliation"
	if page == "" {
		trail[len(trail)-1].Href = ""
		return trail
	}
	return append(trail, components.Link{Text: page})
}

func (v *visit) sendReconciliation(format service.ExportFormat) error {
	values := v.Request.URL.Query()
	values.Del(sensitiveParam)
	q, err := service.ParseReconciliation(values)
	if err != nil {
		return err
	}
	file, write, err := v.service.ReconciliationFile(v.ctx(), v.who, q, format, v.Query(sensitiveParam) == "yes")
	if err != nil {
		return err
	}
	return v.send(file, write)
}

// at is the address of the page that shows what stands in one way.
func (r reconciliation) at(show string) string {
	q := r.query
	q.Show = show
	return withQuery(reconciliationPath, q.Values())
}

// file is where it is to be had as a file.
func (r reconciliation) file(format service.ExportFormat, sensitive bool) string {
	values := r.query.Values()
	if sensitive {
		values.Set(sensitiveParam, "yes")
	}
	return withQuery(reconciliationPath+"."+string(format), values)
}

// narrowing are the filters of the page.
func (r reconciliation) narrowing() []filter {
	var narrowing []filter
	for _, name := range []string{"fund", "round"} {
		at := slices.IndexFunc(r.filters.filters(), func(is filter) bool { return is.name == name })
		is := r.filters.filters()[at]
		is.options = slices.DeleteFunc(slices.Clone(is.options), func(o models.Option) bool { return o.Value == service.NotRecorded })
		narrowing = append(narrowing, is)
	}
	return narrowing
}

// selected are the chosen filters, each with the way to the page without it.
func (r reconciliation) selected() []components.FilterCategory {
	var chosen []components.FilterCategory
	values := r.query.Values()
	for _, name := range service.ReconciliationFilters {
		wanted := values[name]
		if len(wanted) == 0 {
			continue
		}
		category := components.FilterCategory{Heading: upperFirst(name)}
		for i, value := range wanted {
			label := value
			if known, is := r.filters.names[models.Ref(value)]; is {
				label = shortTitle(known.Title)
			} else if day := models.Date(value); day.IsDay() {
				label = day.String()
			}
			rest := r.query.Values()
			rest[name] = leaveOut(wanted, i)
			category.Tags = append(category.Tags, components.FilterTag{Text: label, Href: withQuery(reconciliationPath, rest)})
		}
		chosen = append(chosen, category)
	}
	return chosen
}

// sums are both sides by how they stand, each count leading to its rows.
func (r reconciliation) sums() [][]components.Cell {
	var rows [][]components.Cell
	for _, standing := range service.ReconciliationStandings {
		ledger, inLedger := r.Ledger[standing.Name]
		booked, here := r.Booked[standing.Name]
		rows = append(rows, append([]components.Cell{{HTML: r.standing(standing)}}, append(sumCells(ledger, inLedger), sumCells(booked, here)...)...))
	}
	return append(rows, append([]components.Cell{{Text: "Total"}}, append(sumCells(r.LedgerTotal(), true), sumCells(r.BookedTotal(), true)...)...))
}

func sumCells(sum service.LedgerSum, some bool) []components.Cell {
	if !some {
		return []components.Cell{{Numeric: true, Text: "–"}, {Numeric: true, Text: "–"}}
	}
	return []components.Cell{{Numeric: true, Text: models.Number(sum.Count)}, {Numeric: true, Text: toThePenny(sum.Sum), Class: components.CellLine}}
}

// toThePenny writes an amount with its pence, so that columns of them line up.
func toThePenny(p models.Pence) string {
	text := p.String()
	if p%100 == 0 {
		text += ".00"
	}
	return text
}

// rowCells are the rows of what the page shows.
func (r reconciliation) rowCells() [][]components.Cell {
	var rows [][]components.Cell
	for _, row := range r.rows.Rows {
		switch {
		case row.Line == nil:
			booking := row.Booked[0]
			rows = append(rows, []components.Cell{
				{HTML: refList(r.rows.Names, []models.Ref{booking.Payment})}, {HTML: refList(r.rows.Names, []models.Ref{booking.Award}), Class: components.CellText},
				{HTML: said(booking.Day.String(), "Not recorded"), Class: components.CellLine}, {Numeric: true, Text: toThePenny(booking.Amount), Class: components.CellLine},
			})
		case r.rows.Standing.Booked:
			rows = append(rows, append(lineCells(row.Line),
				components.Cell{HTML: bookedList(row.Booked)}, components.Cell{Numeric: true, Text: toThePenny(row.Sum), Class: components.CellLine},
				components.Cell{Numeric: true, Text: toThePenny(row.Difference), Class: components.CellLine}))
		case row.Line.State == models.LedgerSetAside:
			rows = append(rows, append(lineCells(row.Line), components.Cell{HTML: said(row.Line.AsideReason, "No reason recorded"), Class: components.CellText}))
		default:
			rows = append(rows, append(lineCells(row.Line), components.Cell{HTML: said(row.Line.Description, "None"), Class: components.CellText}))
		}
	}
	return rows
}

// rowHead are the columns of those rows.
func (r reconciliation) rowHead() []components.HeadCell {
	line := append(columns("Ledger line", "Booked on"), components.HeadCell{Text: "In the ledger", Numeric: true})
	switch standing := r.rows.Standing; {
	case standing.Name == service.Missing:
		return append(columns("Payment", "Award or commission", "Paid or returned on"), components.HeadCell{Text: "Amount", Numeric: true})
	case standing.Booked:
		return append(append(line, columns("Recorded here")...), components.HeadCell{Text: "Here", Numeric: true}, components.HeadCell{Text: "Difference", Numeric: true})
	case standing.State == models.LedgerSetAside:
		return append(line, columns("Why it was set aside")...)
	default:
		return append(line, columns("Description")...)
	}
}

// lineCells say which line it is, with its day and amount.
func lineCells(line *models.LedgerLine) []components.Cell {
	return []components.Cell{
		{HTML: lineLink(line), Class: components.CellText}, {Text: line.BookedOn.String(), Class: components.CellLine},
		lineAmount(line),
	}
}

// lineAmount is the amount of a line.
func lineAmount(line *models.LedgerLine) components.Cell {
	if line.Amount == nil {
		return components.Cell{Numeric: true, HTML: unknown("Not recorded")}
	}
	return components.Cell{Numeric: true, Text: toThePenny(*line.Amount), Class: components.CellLine}
}

// next leads to the page after, and first back to the first.
func (r reconciliation) next() string {
	if r.rows.Next == "" {
		return ""
	}
	return afterURL(reconciliationPath, r.query, r.rows.Next)
}

func (r reconciliation) first() string {
	if r.query.After == "" {
		return ""
	}
	return r.at(r.query.Show)
}

// afterURL is the address of a further page.
func afterURL(path string, q service.ReconciliationQuery, after string) string {
	values := q.Values()
	values.Set("after", after)
	return withQuery(path, values)
}

// asked is the query that a form carries along.
func asked(typed url.Values) (service.ReconciliationQuery, error) {
	values, err := url.ParseQuery(typed.Get("list"))
	if err != nil {
		return service.ReconciliationQuery{}, models.Fail(models.Refused, "The page from which this was sent cannot be read. Go back and begin again")
	}
	return service.ParseReconciliation(values)
}
