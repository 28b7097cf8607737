package frontend

import (
	"net/url"

	"github.com/a-h/templ"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// registerView is a register as a page shows it.
type registerView struct {
	Kind   *models.Kind
	Query  service.Query
	Count  int64
	List   records
	Filter filterForm
	Starts []*models.Move
	Views  []*models.View
	// Bulk says that the person may change several records of the kind at once.
	Bulk bool
	// Cleared says that they may see what is OFFICIAL-SENSITIVE.
	Cleared bool
	// Lead stands above the list; nil for nothing.
	Lead templ.Component
	// Import leads those who may to bringing in a spreadsheet, and to 360Giving.
	Import []components.Link
}

// registerLinks lead from a register to what is made of it.
var registerLinks = map[string][]components.Link{
	"assurance":       {{Text: "Ledger of assurances: how they stand, which lapse next, what was never shown", Href: ledgerPath}},
	"duty":            {{Text: "The year of recurring duties: every duty with what fell due, month by month", Href: dutyYearPath}},
	"award":           {boughtLink},
	"body":            {duplicatesLink},
	"award-outcome":   {boughtLink},
	"commission":      {boughtLink},
	"fund":            {boughtLink},
	"grant-list":      {publicGrantsLink},
	"withholding":     {givingLink},
	"ledger-line":     {reconciliationLink},
	"import":          {{Text: "Import from a spreadsheet", Href: importsPath}},
	"mapping":         {{Text: "Import from a spreadsheet", Href: importsPath}},
	"clock":           {{Text: "Compute a deadline", Href: "/deadline"}},
	"paper":           append([]components.Link{{Text: "Compose a paper", Href: newBriefingPath}}, reportLinks...),
	"letter-template": {{Text: "Letters to begin with, and all placeholders", Href: letterSetPath}},
}

// registerPage lists the records of a kind.
func (v *visit) registerPage(k *models.Kind) error {
	q, err := service.ParseQuery(k, v.Request.URL.Query())
	if err != nil {
		return err
	}
	list, err := v.service.List(v.ctx(), v.who, k, q)
	if err != nil {
		return err
	}
	count, err := v.service.Count(v.ctx(), v.who, k, q)
	if err != nil {
		return err
	}
	filter, err := v.filterOf(k, q)
	if err != nil {
		return err
	}
	views, err := v.service.Views(v.ctx(), v.who, k)
	if err != nil {
		return err
	}
	view := registerView{
		Kind: k, Query: q, Count: count, Filter: filter, Starts: k.Starts(v.who), Views: views, Bulk: len(k.BulksOf(v.who)) > 0, Cleared: v.who.Cleared(), Import: importLinks(v.who, k),
		List: records{Page: list, Today: v.service.Today(), Sorting: &sorting{k, q}},
	}
	if k == models.GrantListKind && v.preparesGrants() {
		view.Import = append(view.Import, givingLink)
	}
	if k == models.RecommendationKind {
		view.List.Also = ratingTags(filter.settings.RedMeans)
		if view.Lead, err = v.ratingCounts(q); err != nil {
			return err
		}
	}
	return v.show(page{Title: upperFirst(view.heading()), Wide: true, Trail: trailTo(k)[:2], Body: view.view()})
}

func (r registerView) heading() string { return counted(r.Count, r.Kind.One, r.Kind.Many) }

// filtered tells whether the list is less than everything.
func (r registerView) filtered() bool { return len(r.Query.Filters) > 0 || r.Query.Text != "" }

// next is the address of the next page, or empty on the last.
func (r registerView) next() string {
	if r.List.Next == "" {
		return ""
	}
	values := r.Query.Values()
	values.Set("after", r.List.Next)
	return withQuery("/"+r.Kind.Plural, values)
}

// first is the address of the first page, or empty on it.
func (r registerView) first() string {
	if r.Query.After == "" {
		return ""
	}
	return registerURL(r.Kind, r.Query)
}

// export is the address of the list as a file.
func (r registerView) export(format service.ExportFormat, sensitive bool) string {
	values := sensitively(r.Query.Values(), sensitive)
	if format == service.ExportJSON {
		return withQuery(apiPath+"/"+r.Kind.Plural+".json", values)
	}
	return withQuery("/"+r.Kind.Plural+"/export."+string(format), values)
}

// prefill carries what the list is narrowed to over to a new record.
func (r registerView) prefill() url.Values {
	filled := url.Values{}
	for _, field := range r.Kind.Inputs() {
		if wanted := r.Query.Filters[field.FilterName]; len(wanted) == 1 && len(field.Kinds) > 0 {
			filled.Set(field.Name, wanted[0])
		}
	}
	return filled
}
