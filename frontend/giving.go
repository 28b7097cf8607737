package frontend

import (
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

const givingPath = "/awards/360giving"

var givingLink = components.Link{Text: "360Giving: the grants in the open standard, and what keeps them back", Href: givingPath}

// mountGiving adds the page about grants in the 360Giving Data Standard, and
// its files.
func (s *site) mountGiving(r gin.IRouter) {
	r.GET(givingPath, s.closed((*visit).givingPage))
	for ending, file := range givingFiles {
		r.GET(givingPath+"."+ending, s.closed(func(v *visit) error { return v.sendGiving(ending, file) }))
	}
}

// givingFile is a form in which grants are written in the standard.
type givingFile struct {
	media string
	write func(*service.Giving) ([]byte, error)
}

var givingFiles = map[string]givingFile{
	"json": {"application/json", (*service.Giving).JSON},
	"csv":  {"text/csv; charset=utf-8", (*service.Giving).CSV},
}

// sendGiving sends the grants as a file, unless anything is wrong with them.
func (v *visit) sendGiving(ending string, file givingFile) error {
	q, err := service.ParseGiving(v.Request.URL.Query())
	if err != nil {
		return err
	}
	giving, err := v.service.Giving(v.ctx(), v.who, q)
	if err != nil {
		return err
	}
	content, err := file.write(giving)
	if err != nil {
		return err
	}
	return v.sendFile(&service.File{Name: "360giving-" + string(v.service.Today()) + "." + ending, Type: file.media, Bytes: content})
}

// givingView is the page about grants in the standard.
type givingView struct {
	*service.Giving
	query    service.GivingQuery
	filters  filterForm
	problems models.Problems
	// settings is where what is not set can be set, for whoever may; else empty.
	settings  string
	withholds bool
	paging    paging
}

// givingPage shows what would go out in the standard, and what keeps it back.
func (v *visit) givingPage() error {
	q, err := service.ParseGiving(v.Request.URL.Query())
	view := givingView{query: q, problems: problemsOf(err), withholds: v.withholds()}
	if err != nil && view.problems == nil {
		return err
	}
	if !v.preparesGrants() {
		return models.Fail(models.Denied, "Only the OPCC makes 360Giving files: what is published is open to everybody")
	}
	status := http.StatusOK
	if len(view.problems) > 0 {
		status = http.StatusUnprocessableEntity
	} else if err := v.fillGiving(&view); err != nil {
		return err
	}
	if view.filters, err = v.filterOf(models.AwardKind, service.Query{Filters: view.chosen()}); err != nil {
		return err
	}
	trail := append(trailTo(models.GrantListKind), components.Link{Text: "360Giving"})
	return v.show(page{Status: status, Title: "360Giving", Errors: len(view.problems) > 0, Wide: true, Trail: trail, Body: view.view()})
}

func (v *visit) fillGiving(view *givingView) error {
	var err error
	if view.Giving, err = v.service.Giving(v.ctx(), v.who, view.query); err != nil {
		return err
	}
	if view.paging, err = v.paged(len(view.Grants), "grants"); err != nil {
		return err
	}
	view.settings, err = v.settingsURL()
	return err
}

// settingsURL is where the person sets what the office publishes under; empty
// where they may not.
func (v *visit) settingsURL() (string, error) {
	k := models.SettingsKind
	found, err := v.service.List(v.ctx(), v.who, k, service.Query{Limit: 1})
	if err != nil {
		return "", err
	}
	if len(found.Models) == 0 {
		if starts := k.Starts(v.who); len(starts) > 0 {
			return newURL(k, starts[0], nil), nil
		}
		return "", nil
	}
	if settings := found.Models[0]; k.MayEdit(v.who, settings) {
		return recordURL(k, settings.Base().Ref) + "/edit", nil
	}
	return "", nil
}

// chosen are the fund and the round that narrow the page.
func (g givingView) chosen() map[string][]string {
	chosen := map[string][]string{}
	for name, ref := range map[string]models.Ref{"fund": g.query.Fund, "round": g.query.Round} {
		if ref != "" {
			chosen[name] = []string{string(ref)}
		}
	}
	return chosen
}

// narrowing are the filters for fund and round.
func (g givingView) narrowing() []filter {
	var narrowing []filter
	for _, is := range g.filters.filters() {
		if is.name == "fund" || is.name == "round" {
			is.options = slices.DeleteFunc(slices.Clone(is.options), func(o models.Option) bool { return o.Value == service.NotRecorded })
			narrowing = append(narrowing, is)
		}
	}
	return narrowing
}

// givingDays are the bounds of the day of the decision, by name.
var givingDays = []struct{ name, label string }{{"since", "Decided since"}, {"until", "Decided until"}}

// selected are the chosen filters, each with the way to the page without it.
func (g givingView) selected() []components.FilterCategory {
	var chosen []components.FilterCategory
	add := func(name, label, value string) {
		rest := g.query.Values()
		rest.Del(name)
		chosen = append(chosen, components.FilterCategory{Heading: label, Tags: []components.FilterTag{{Text: value, Href: withQuery(givingPath, rest)}}})
	}
	for _, is := range g.narrowing() {
		if ref := models.Ref(g.query.Values().Get(is.name)); ref != "" {
			add(is.name, is.label, shortTitle(g.filters.names.Title(ref)))
		}
	}
	for _, bound := range givingDays {
		if day := g.query.Values().Get(bound.name); day != "" {
			add(bound.name, bound.label, models.Date(day).String())
		}
	}
	return chosen
}

// givingLinks lead those who work with grants from a fund or a round to its
// grants in the standard.
func (v *visit) givingLinks(q service.GivingQuery) []components.Link {
	if !v.preparesGrants() {
		return nil
	}
	return []components.Link{{Text: givingLink.Text, Href: withQuery(givingPath, q.Values())}}
}

// givingOfMonth is the page about the grants of a list.
func givingOfMonth(list *models.GrantList) string {
	first, last := list.Span()
	return withQuery(givingPath, service.GivingQuery{Since: first, Until: last}.Values())
}

// givenSums say how many grants go out in the standard, and what they come to
// as far as that is known.
func givenSums(giving *service.Giving) string {
	unknown := int64(0)
	for _, grant := range giving.Grants {
		if grant.Award().Amount == nil {
			unknown++
		}
	}
	return grantSums(int64(len(giving.Grants)), int64(len(giving.LeftOut)), giving.Total) + unknownAmounts(unknown)
}

// givingReasons say shortly why there is no file in the standard.
func givingReasons(giving *service.Giving) []string {
	reasons := slices.Clone(giving.Unset)
	for i, reason := range reasons {
		reasons[i] = strings.TrimSuffix(reason, ".") + "."
	}
	if n := int64(len(faultsByGrant(giving.Faults))); n > 0 {
		reasons = append(reasons, counted(n, "grant does", "grants do")+" not pass its checks.")
	}
	if len(giving.Grants) == 0 {
		reasons = append(reasons, "There is no grant to write: the standard has no empty file.")
	}
	return reasons
}

// rows are the grants of the part that is shown, as they would go out.
func (g givingView) rows() [][]components.Cell {
	var rows [][]components.Cell
	for _, grant := range g.Grants[g.paging.from():g.paging.until()] {
		recipient := grant.RecipientOrganization[0]
		rows = append(rows, []components.Cell{
			{HTML: awardLink(grant.Award().Ref, grant.ID)}, {HTML: said(grant.Title, "Empty"), Class: components.CellText}, {HTML: givingOrganisation(recipient), Class: components.CellText},
			{HTML: givenAmount(grant.Award().Amount), Numeric: true, Class: components.CellLine}, {HTML: said(models.Date(grant.AwardDate).String(), "Empty"), Class: components.CellLine},
		})
	}
	return rows
}

// gaps are the grants that are left out, with the ground.
func (g givingView) gaps() [][]components.Cell {
	var rows [][]components.Cell
	for _, gap := range g.LeftOut {
		rows = append(rows, []components.Cell{{HTML: awardLink(gap.Award.Ref, gap.Award.Title), Class: components.CellText}, {Text: gap.Ground, Class: components.CellText}})
	}
	return rows
}

// file is where the grants are to be had in the standard.
func (g givingView) file(ending string) string {
	return withQuery(givingPath+"."+ending, g.query.Values())
}
