package frontend

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// importPreviewView is one page of what would become, or became, of the rows.
type importPreviewView struct {
	*service.ImportPreview
	// Outcome is the one to which the rows are narrowed, After where the page
	// begins.
	Outcome, After string
}

// rowTags say what becomes of a row, and in which colour.
var rowTags = map[string]components.Tag{
	service.RowNew:     {Text: "New", Colour: components.Green},
	service.RowChanged: {Text: "Changed", Colour: components.Blue},
	service.RowSame:    {Text: "Same", Colour: components.Grey},
	service.RowRefused: {Text: "Refused", Colour: components.Red},
}

// importPreviewPage shows what would become of every row before anything is
// done, and afterwards what did.
func (v *visit) importPreviewPage() error {
	view := importPreviewView{Outcome: v.Query("outcome"), After: v.Query("after")}
	if _, known := rowTags[view.Outcome]; view.Outcome != "" && !known {
		return noPage
	}
	preview, err := v.service.ImportPreview(v.ctx(), v.who, models.Ref(v.Param("ref")), view.Outcome, view.After)
	if err != nil {
		return err
	}
	if preview.Import.State == models.ImportReceived {
		return v.seeOther(stepURL(preview.Import.Ref, "columns"))
	}
	view.ImportPreview = preview
	return v.show(page{Title: view.title(), Wide: true, Trail: importTrail(preview.Import, "Rows"), Body: view.view()})
}

func (p importPreviewView) title() string {
	if p.open() {
		return "Check what would become of the rows"
	}
	return "What became of the rows"
}

// open tells whether the rows wait to be imported.
func (p importPreviewView) open() bool { return p.Import.State == models.ImportChecked }

func (p importPreviewView) refused() int64 { return p.Counts[service.RowRefused] }

// doing is how many records would be added or changed.
func (p importPreviewView) doing() int64 {
	return p.Counts[service.RowNew] + p.Counts[service.RowChanged]
}

// bringingWords count the bodies that the rows bring with them.
func (p importPreviewView) bringingWords() string {
	one, n := "new "+lowerFirst(p.Kind.Field(p.Kind.Brings).Label), int64(len(p.Brings))
	if p.open() {
		return counted(n, one+" comes", one+"s come") + " with the rows"
	}
	return counted(n, one, one+"s") + " came with the rows"
}

// url is the address of the rows with an outcome, from some row on.
func (p importPreviewView) url(outcome, after string) string {
	values := url.Values{}
	if outcome != "" {
		values.Set("outcome", outcome)
	}
	if after != "" {
		values.Set("after", after)
	}
	return withQuery(stepURL(p.Import.Ref, "preview"), values)
}

// counts lead to the rows with each outcome.
func (p importPreviewView) counts() components.Standings {
	return outcomeCounts(p.Import.Ref, p.Counts)
}

func outcomeCounts(ref models.Ref, counts map[string]int64) components.Standings {
	standings := components.Standings{Label: "Rows by what becomes of them"}
	for _, outcome := range service.Outcomes {
		at := withQuery(stepURL(ref, "preview"), url.Values{"outcome": {outcome}})
		standings.Items = append(standings.Items, components.Standing{Tag: rowTags[outcome], Count: models.Number(counts[outcome]), Href: at})
	}
	return standings
}

// next and first are the addresses of other pages, empty where there are none.
func (p importPreviewView) next() string {
	if p.Next == "" {
		return ""
	}
	return p.url(p.Outcome, p.Next)
}

func (p importPreviewView) first() string {
	if p.After == "" {
		return ""
	}
	return p.url(p.Outcome, "")
}

// rowsWords say which rows the page shows.
func (p importPreviewView) rowsWords() string {
	if p.Outcome == "" {
		return "All rows"
	}
	return "Rows that are " + strings.ToLower(rowTags[p.Outcome].Text)
}

// change is what a row does to one field, as people read it.
func (p importPreviewView) change(change service.ImportChange) (label, from, to string) {
	column := p.Kind.ColumnNamed(change.Field)
	if column == nil {
		return change.Field, change.From, change.To
	}
	if column.Field == nil {
		return column.Label, change.From, change.To
	}
	if change.Brings != "" {
		return column.Label, service.Spoken(p.Kind, column.Field, change.From, p.Names), "new " + lowerFirst(column.Label) + ": " + change.Brings
	}
	return column.Label, service.Spoken(p.Kind, column.Field, change.From, p.Names), service.Spoken(p.Kind, column.Field, change.To, p.Names)
}

// place is where something is wrong: cell and heading.
func place(problem service.ImportProblem) string {
	if problem.Cell == "" {
		return ""
	}
	return problem.Cell + when(problem.Heading != "", " ("+shortTitle(problem.Heading)+")", "") + ": "
}

// correctedFile sends the file again with what is wrong beside each row.
func (v *visit) correctedFile() error {
	imported, _, err := v.importOf()
	if err != nil {
		return err
	}
	var file bytes.Buffer
	if err := v.service.CorrectedFile(v.ctx(), v.who, imported.Ref, &file); err != nil {
		return err
	}
	v.Header("Content-Disposition", attachment(imported.CorrectedName()))
	v.Header("Cache-Control", "private, no-store")
	v.Data(http.StatusOK, workbookType, file.Bytes())
	return nil
}
