package frontend

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"slices"

	"github.com/gin-gonic/gin"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

const boughtPath = "/bought"

var boughtLink = components.Link{Text: "What did it buy? What was given, what was promised and what was delivered", Href: boughtPath}

// mountFunding adds the page about what the money bought, and its sums and
// those of rounds, funds and bodies as files.
func (s *site) mountFunding(r gin.IRouter) {
	r.GET(boughtPath, s.closed((*visit).boughtPage))
	s.mountPaper(r, boughtPath+"/paper", (*visit).boughtPaper)
	for _, format := range []service.ExportFormat{service.ExportCSV, service.ExportXLSX} {
		r.GET(boughtPath+"."+string(format), s.closed(func(v *visit) error { return v.sendBought(format) }))
		for _, k := range []*models.Kind{models.RoundKind, models.FundKind, models.BodyKind} {
			r.GET("/"+k.Plural+"/:ref/funding."+string(format), s.closed(func(v *visit) error { return v.sendFunding(k, format) }))
		}
	}
}

// sendFunding sends the sums of a round, a fund or a body as a file.
func (v *visit) sendFunding(k *models.Kind, format service.ExportFormat) error {
	ref := models.Ref(v.Param("ref"))
	return v.sendSums(service.FundingFile{
		Title: "Funding", What: "funding-" + k.Name, Format: format, Applications: true,
		Compose: func(ctx context.Context, reader *models.Actor) (*service.FundingReport, error) {
			return v.fundingOf(k)(ctx, reader, ref)
		},
	})
}

func (v *visit) sendBought(format service.ExportFormat) error {
	q, err := service.ParseFunding(v.boughtAsked())
	if err != nil {
		return err
	}
	return v.sendSums(service.FundingFile{
		Title: "What it bought", What: "what-it-bought", Format: format,
		Compose: func(ctx context.Context, reader *models.Actor) (*service.FundingReport, error) {
			return v.service.Bought(ctx, reader, q)
		},
	})
}

// boughtAsked are the filters of the address.
func (v *visit) boughtAsked() url.Values {
	values := v.Request.URL.Query()
	values.Del(sensitiveParam)
	return values
}

func (v *visit) sendSums(f service.FundingFile) error {
	f.Sensitive = v.Query(sensitiveParam) == "yes"
	file, write, err := v.service.FundingFile(v.ctx(), v.who, f)
	if err != nil {
		return err
	}
	return v.send(file, write)
}

// bought is the page about what the money bought.
type bought struct {
	fundingView
	query    service.FundingQuery
	filters  filterForm
	problems models.Problems
	// outcomes are the first of what was promised, one by one.
	outcomes *service.Part
	today    models.Date
}

// boughtPage shows what was given by priority, district, year and
// organisation, and what was promised for it and delivered.
func (v *visit) boughtPage() error {
	q, err := service.ParseFunding(v.Request.URL.Query())
	view := bought{query: q, problems: problemsOf(err), today: v.service.Today()}
	if err != nil && view.problems == nil {
		return err
	}
	status := http.StatusOK
	if len(view.problems) > 0 {
		status = http.StatusUnprocessableEntity
	} else if err := v.fillBought(&view); err != nil {
		return err
	}
	if view.filters, err = v.filterOf(models.AwardKind, service.Query{Filters: q.Filters}); err != nil {
		return err
	}
	trail := append(trailTo(models.AwardKind), components.Link{Text: "What did it buy?"})
	return v.show(page{Status: status, Title: "What did it buy?", Errors: len(view.problems) > 0, Wide: true, Trail: trail, Body: view.view()})
}

// mostOutcomes is how many outcomes the page shows one by one.
const mostOutcomes = 25

func (v *visit) fillBought(view *bought) error {
	report, err := v.service.Bought(v.ctx(), v.who, view.query)
	if err != nil {
		return err
	}
	view.fundingView = v.newFundingView(report, false, "bought", boughtAt(view.query.Filters))
	q := report.Query.Parts(models.AwardOutcomeKind, "")
	q.Sort, q.Limit = "-as_at", mostOutcomes
	page, err := v.service.List(v.ctx(), v.who, models.AwardOutcomeKind, q)
	view.outcomes = &service.Part{Kind: models.AwardOutcomeKind, Query: q, Count: report.Total.Promised(), Page: page}
	return err
}

// boughtAt is the address of the page with some filters.
func boughtAt(filters map[string][]string) string {
	values := url.Values{}
	maps.Copy(values, filters)
	return withQuery(boughtPath, values)
}

// narrowing are the filters of the page: those of the register of awards that
// narrow commissions too, and which of both.
func (b bought) narrowing() []filter {
	var narrowing []filter
	for _, name := range service.FundingFilters {
		switch name {
		case "given":
			narrowing = append(narrowing, filter{name: name, label: "Grants or commissions", options: service.GivenOptions, listed: true})
		case "year":
			narrowing = append(narrowing, filter{name: name, label: "Year", hint: "That of the decision or agreement, or else of the start. For example 2019, or “" + models.YearUnknown + "”"})
		default:
			at := slices.IndexFunc(b.filters.filters(), func(is filter) bool { return is.name == name })
			narrowing = append(narrowing, b.filters.filters()[at])
		}
	}
	return narrowing
}

// selected are the chosen filters, each with the way to the page without it.
func (b bought) selected() []components.FilterCategory {
	var chosen []components.FilterCategory
	for _, is := range b.narrowing() {
		wanted := b.query.Filters[is.name]
		if len(wanted) == 0 {
			continue
		}
		category := components.FilterCategory{Heading: is.label}
		for i, value := range wanted {
			label := models.LabelOf(is.options, value)
			if name, known := b.filters.names[models.Ref(value)]; known {
				label = shortTitle(name.Title)
			}
			rest := maps.Clone(b.query.Filters)
			rest[is.name] = leaveOut(wanted, i)
			category.Tags = append(category.Tags, components.FilterTag{Text: label, Href: boughtAt(rest)})
		}
		chosen = append(chosen, category)
	}
	return chosen
}

// sums are what everything comes to, at the head of the page.
func (b bought) sums() []components.SummaryRow {
	rows := []components.SummaryRow{
		{Key: "Projects", HTML: b.projects(b.Query, b.Total, "in all")},
		{Key: "Awarded", HTML: b.awarded(b.Query, b.Total, "in all")},
		{Key: "Paid", HTML: b.payments("paid", b.Query, b.Total, "in all")},
		{Key: "Returned", HTML: b.payments("returned", b.Query, b.Total, "in all")},
		{Key: "Outcomes promised", HTML: b.count("outcomes", b.Query, b.Total, "outcomes promised")},
	}
	for _, delivery := range models.Deliveries {
		rows = append(rows, components.SummaryRow{Key: delivery.Label, HTML: b.count(deliveryColumn(delivery), b.Query, b.Total, lowerFirst(delivery.Label))})
	}
	return rows
}

// outcomeRows hold what was promised beside what was delivered, and for which
// money.
func (b bought) outcomeRows() [][]components.Cell {
	k := models.AwardOutcomeKind
	var rows [][]components.Cell
	for _, m := range b.outcomes.Page.Models {
		outcome := m.(*models.AwardOutcome)
		rows = append(rows, []components.Cell{
			{HTML: tableLink(outcome), Class: components.CellText},
			cellOf(k, "award", outcome, b.outcomes.Page.Names), cellOf(k, "type", outcome, b.outcomes.Page.Names),
			cell(amountOf(outcome.Promised, outcome.Unit, k.Field("promised").Unknown)), cell(delivered(outcome)),
			{Text: models.LabelOf(models.Deliveries, outcome.Delivery())},
		})
	}
	return rows
}

// boughtPaper is the page as a paper.
func (v *visit) boughtPaper(reader *models.Actor) (*paper, error) {
	q, err := service.ParseFunding(v.boughtAsked())
	if err != nil {
		return nil, err
	}
	d, err := v.service.BoughtDocument(v.ctx(), reader, q)
	if err != nil {
		return nil, err
	}
	trail := append(trailTo(models.AwardKind), components.Link{Text: "What did it buy?", Href: boughtAt(q.Filters)}, components.Link{Text: "Paper"})
	return &paper{Document: d, Name: "what-it-bought", Trail: trail}, nil
}
