package frontend

import (
	"maps"
	"net/url"
	"strconv"

	"answerable/models"
)

// rowsPerPage is how much of what is read as a whole a page shows.
const rowsPerPage = 100

// paging is which part of what was read as a whole a page shows.
type paging struct {
	page, rows int
	// path is that of the page, with what narrows it, and anchor where on it the
	// rows are.
	path   string
	values url.Values
	anchor string
}

// paged finds the part for which the address asks, of so many rows.
func (v *visit) paged(rows int, anchor string) (paging, error) {
	values := v.Request.URL.Query()
	values.Del("page")
	p := paging{page: pageNumber(v.Query("page")), rows: rows, path: v.Request.URL.Path, values: values, anchor: anchor}
	if p.page > p.pages() {
		return p, noPage
	}
	return p, nil
}

func (p paging) pages() int { return max(1, (p.rows+rowsPerPage-1)/rowsPerPage) }

// from and until bound the rows that are shown.
func (p paging) from() int  { return (p.page - 1) * rowsPerPage }
func (p paging) until() int { return min(p.rows, p.page*rowsPerPage) }

// at is the address of another part; empty where there is none.
func (p paging) at(page int) string {
	if page < 1 || page > p.pages() {
		return ""
	}
	values := maps.Clone(p.values)
	values.Set("page", strconv.Itoa(page))
	return withQuery(p.path, values) + "#" + p.anchor
}

// within says which rows are shown, where they are not all.
func (p paging) within(what string) string {
	if p.pages() == 1 {
		return ""
	}
	return what + " " + models.Number(int64(p.from()+1)) + " to " + models.Number(int64(p.until())) + " of " + models.Number(int64(p.rows)) + "."
}
