package frontend

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// parts are the records of a kind that refer to a record, as many of them as a
// page shows, and the list of them all.
type parts struct {
	*service.Page
	query service.Query
}

// partsOf reads the records of a kind that refer to any of some records by a
// field. Sort is a field's name, as in a query; by reference, the tenth comes
// after the ninth.
func (v *visit) partsOf(k *models.Kind, field, sort string, refs ...models.Ref) (parts, error) {
	wanted := make([]string, len(refs))
	for i, ref := range refs {
		wanted[i] = string(ref)
	}
	query := service.Query{Filters: map[string][]string{field: wanted}, Sort: sort, Limit: service.MaxPageSize}
	page, err := v.service.List(v.ctx(), v.who, k, query)
	if err == nil && sort == "ref" {
		slices.SortStableFunc(page.Models, byNumber)
	}
	return parts{page, query}, err
}

// byNumber compares references by what stands before their number, and then
// by the number.
func byNumber(a, b models.Model) int {
	series, number := numberOf(a.Base().Ref)
	other, otherNumber := numberOf(b.Base().Ref)
	return cmp.Or(strings.Compare(series, other), cmp.Compare(len(number), len(otherNumber)), strings.Compare(number, otherNumber))
}

func numberOf(ref models.Ref) (series, number string) {
	series = strings.TrimRight(string(ref), "0123456789")
	return series, string(ref)[len(series):]
}

// live leaves out the records that were withdrawn.
func (p parts) live() parts {
	return p.where(func(state models.State) bool { return state != models.Withdrawn })
}

// in leaves only the records in a state.
func (p parts) in(wanted models.State) parts {
	return p.where(func(state models.State) bool { return state == wanted })
}

func (p parts) where(wanted func(models.State) bool) parts {
	page := *p.Page
	page.Models = nil
	for _, m := range p.Models {
		if wanted(m.Base().State) {
			page.Models = append(page.Models, m)
		}
	}
	return parts{&page, p.query}
}

// as gives the records as what they are.
func as[T models.Model](p parts) []T {
	records := make([]T, len(p.Models))
	for i, m := range p.Models {
		records[i] = m.(T)
	}
	return records
}

// refsOf are the references of the records.
func refsOf(p parts) []models.Ref {
	refs := make([]models.Ref, len(p.Models))
	for i, m := range p.Models {
		refs[i] = m.Base().Ref
	}
	return refs
}

// columns are the headers of a table's columns.
func columns(labels ...string) []components.HeadCell {
	cells := make([]components.HeadCell, len(labels))
	for i, label := range labels {
		cells[i] = components.HeadCell{Text: label}
	}
	return cells
}

// cell is a cell of a table that shows anything.
func cell(content templ.Component) components.Cell { return components.Cell{HTML: content} }

// cellOf is a cell that shows a field of a record, or its words for what is
// not recorded. Dates and references stay in one line.
func cellOf(k *models.Kind, name string, m models.Model, names service.Names) components.Cell {
	field := k.Field(name)
	shown := components.Cell{HTML: fieldValue(field, m, names)}
	if field.Type == models.DateField && field.Recorded(m) {
		shown.Class = components.CellLine
	}
	return shown
}

// said is a text, or words for its absence.
func said(text, absent string) templ.Component {
	if text == "" {
		return unknown(absent)
	}
	return textValue(text)
}

// partTable is a table of records: each as a link, how it stands, and some of
// its fields.
func partTable(p parts, today models.Date, caption string, fields []string) templ.Component {
	head := columns(p.Kind.One, "State")
	for _, field := range p.Kind.Named(fields) {
		head = append(head, components.HeadCell{Text: field.Label})
	}
	rows := make([][]components.Cell, len(p.Models))
	for i, m := range p.Models {
		rows[i] = []components.Cell{cell(tableLink(m)), cell(tagList(recordTags(p.Kind, m, today)))}
		for _, name := range fields {
			rows[i] = append(rows[i], cellOf(p.Kind, name, m, p.Names))
		}
	}
	return table(caption, head, rows)
}

// adding is something with the ways below it in which the person may add to
// it: records of a kind that refer to a record by a field.
func (v *visit) adding(body templ.Component, k *models.Kind, field string, ref models.Ref) templ.Component {
	var links []components.Link
	for _, start := range k.Starts(v.who) {
		links = append(links, components.Link{Text: start.Label, Href: newURL(k, start, url.Values{field: {string(ref)}})})
	}
	return templ.Join(body, linkRow(links))
}

// stateCounts are the counts of the records that a query lists by state, each
// leading to the list of those.
func stateCounts(k *models.Kind, options []models.Option, by string, counts map[string]int64, q service.Query) []components.Standing {
	var items []components.Standing
	for _, option := range options {
		if n := counts[option.Value]; n > 0 {
			items = append(items, components.Standing{
				Tag:   optionTag(options, option.Value),
				Count: models.Number(n),
				Href:  registerURL(k, narrowed(q, by, option.Value)),
			})
		}
	}
	return items
}

// narrowed is a query with one more filter.
func narrowed(q service.Query, name, value string) service.Query {
	filters := map[string][]string{name: {value}}
	for other, wanted := range q.Filters {
		if other != name {
			filters[other] = wanted
		}
	}
	return service.Query{Filters: filters}
}
