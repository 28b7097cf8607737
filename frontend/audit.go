package frontend

import (
	"net/url"

	"github.com/a-h/templ"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// earlierFindings are what the report before another found, each with what the
// later one found of it.
type earlierFindings struct {
	*visit
	audit *models.Report
	found []service.EarlierFinding
	more  bool
}

// earlierBlock shows what the audit before found, where the report comes after
// another.
func (v *visit) earlierBlock(audit *models.Report) ([]block, error) {
	if audit.Follows == "" {
		return nil, nil
	}
	found, more, err := v.service.EarlierFindings(v.ctx(), v.who, audit.Ref)
	if err != nil {
		return nil, err
	}
	view := earlierFindings{v, audit, found, more}
	return []block{{"earlier-findings", "What the one before found, looked at again", view.view()}}, nil
}

// waiting is how many were not looked at again yet.
func (e earlierFindings) waiting() int64 {
	var n int64
	for _, one := range e.found {
		if one.Retest == nil {
			n++
		}
	}
	return n
}

// summary says how many were found again and how many wait.
func (e earlierFindings) summary() string {
	var again int64
	for _, one := range e.found {
		if one.Retest != nil && (one.Retest.Result == models.RetestFound || one.Retest.Result == models.RetestPartly) {
			again++
		}
	}
	return counted(int64(len(e.found)), "finding", "findings") + " to look at again: " +
		models.Number(again) + " found again, in whole or in part, and " + models.Number(e.waiting()) + " not re-tested yet."
}

func (e earlierFindings) rows() [][]components.Cell {
	rows := make([][]components.Cell, len(e.found))
	for i, one := range e.found {
		rows[i] = []components.Cell{
			{HTML: tableLink(one.Finding), Class: components.CellText},
			{HTML: tagList(derivedTags(models.RecommendationKind, one.Finding, e.service.Today()))},
			{HTML: e.result(one)},
		}
	}
	return rows
}

// result is what the audit found of a finding, or the way to record it.
func (e earlierFindings) result(one service.EarlierFinding) templ.Component {
	if one.Retest != nil {
		return retestResult(one.Retest)
	}
	start, err := e.startOf(models.FindingRetestKind, "record")
	if err != nil {
		return retestWaits("")
	}
	return retestWaits(newURL(models.FindingRetestKind, start, url.Values{"finding": {string(one.Finding.Ref)}, "audit": {string(e.audit.Ref)}}))
}
