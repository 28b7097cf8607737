package frontend

import (
	"bytes"
	"encoding/base64"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/gin-gonic/gin"

	"answerable/frontend/components"
	"answerable/internal/document"
	"answerable/models"
)

// paper is a composed document on its way to a reader: as a page, or as a file
// of one of the formats.
type paper struct {
	*document.Document
	// Name is what its files are called, without marking and ending:
	// pack-COM-2019-03.
	Name  string
	Trail []components.Link
	// Lead stands above the paper, on the screen only.
	Lead templ.Component
}

// mountPaper adds the page of a paper and, at the same address with the ending
// of a format, its files. It is composed for its reader: the person where they
// ask for what is OFFICIAL-SENSITIVE, else the person as somebody outside.
func (s *site) mountPaper(r gin.IRouter, path string, compose func(v *visit, reader *models.Actor) (*paper, error)) {
	r.GET(path, s.closed(func(v *visit) error {
		paper, err := v.composed(compose)
		if err != nil {
			return err
		}
		return v.showPaper(paper)
	}))
	for _, format := range document.Formats {
		r.GET(path+"."+format.Ending, s.closed(func(v *visit) error {
			paper, err := v.composed(compose)
			if err != nil {
				return err
			}
			return v.sendPaper(paper, format)
		}))
	}
}

// sensitiveParam asks for what is OFFICIAL-SENSITIVE to be included.
const sensitiveParam = "sensitive"

// composed is the paper for its reader. It is not hidden from those who may see
// it that it is OFFICIAL-SENSITIVE as a whole.
func (v *visit) composed(compose func(*visit, *models.Actor) (*paper, error)) (*paper, error) {
	if v.Query(sensitiveParam) == "yes" {
		return compose(v, v.who)
	}
	p, err := compose(v, v.who.Outside())
	if models.FaultOf(err) == models.Missing && v.who.Cleared() {
		if whole, seen := compose(v, v.who); seen == nil {
			return &paper{Name: whole.Name, Trail: whole.Trail}, nil
		}
	}
	return p, err
}

// allSensitive says of a paper that nothing is left without what is
// OFFICIAL-SENSITIVE.
const allSensitive = "It is OFFICIAL-SENSITIVE as a whole"

// showPaper shows a paper as a page.
func (v *visit) showPaper(p *paper) error {
	view := paperPage{paper: p, Path: v.Request.URL.Path, Query: v.Request.URL.Query(), Cleared: v.who.Cleared()}
	if p.Document == nil {
		return v.show(page{Title: allSensitive, Trail: p.Trail, Body: view.wholeView()})
	}
	if p.hasPictures() {
		v.Header("Content-Security-Policy", strings.Replace(policy, "img-src 'self'", "img-src 'self' data:", 1))
	}
	return v.show(page{Title: p.Title, Trail: p.Trail, Body: view.view()})
}

// sendPaper sends a paper as a file to be saved.
func (v *visit) sendPaper(p *paper, format document.Format) error {
	if p.Document == nil {
		return models.Fail(models.Refused, allSensitive+". Tick the box that includes it, then download")
	}
	var file bytes.Buffer
	if err := format.Write(p.Document, &file, document.Setting{Origin: v.options.Origin, At: v.service.Now()}); err != nil {
		return err
	}
	v.Header("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": p.FileName(p.Name, format)}))
	v.Data(http.StatusOK, format.Type, file.Bytes())
	return nil
}

func (p *paper) hasPictures() bool {
	return slices.ContainsFunc(p.Sections, func(s document.Section) bool {
		return slices.ContainsFunc(s.Blocks, func(b document.Block) bool { return b.Picture != nil })
	})
}

// paperPage is a paper in the page of the site, with ways to take it along.
type paperPage struct {
	*paper
	Path    string
	Query   map[string][]string
	Cleared bool
}

// address is where a file of the paper is, composed as the page is.
func (p paperPage) address(format document.Format) templ.SafeURL {
	return templ.SafeURL(withQuery(p.Path+"."+format.Ending, p.Query))
}

// asks tells whether what is OFFICIAL-SENSITIVE was asked for.
func (p paperPage) asks() []string { return p.Query[sensitiveParam] }

// others are what else the address asks for, to be asked for again.
func (p paperPage) others() []components.Hidden {
	var hidden []components.Hidden
	for name, values := range p.Query {
		for _, value := range values {
			if name != sensitiveParam {
				hidden = append(hidden, components.Hidden{Name: name, Value: value})
			}
		}
	}
	slices.SortStableFunc(hidden, func(a, b components.Hidden) int { return strings.Compare(a.Name, b.Name) })
	return hidden
}

// paperView is a document as HTML, with its footnotes as they come up.
type paperView struct {
	*document.Document
	notes *[][]document.Run
}

// documentView shows a document: with contents, numbers that are text, and its
// footnotes at the end.
func documentView(d *document.Document) templ.Component {
	return paperView{d, &[][]document.Run{}}.view()
}

// note keeps a footnote for the end and gives its number.
func (p paperView) note(runs []document.Run) string {
	*p.notes = append(*p.notes, runs)
	return strconv.Itoa(len(*p.notes))
}

// heading is the heading of a section with its number.
func (p paperView) heading(at int) string {
	if p.Letter {
		return p.Sections[at].Title
	}
	return strconv.Itoa(at+1) + ". " + p.Sections[at].Title
}

// paragraphID is what a link to a numbered paragraph leads to.
func paragraphID(number string) string { return "paragraph-" + strings.ReplaceAll(number, ".", "-") }

// dataURL is a picture as an address that holds it.
func dataURL(picture *document.Picture) string {
	return "data:" + picture.Type + ";base64," + base64.StdEncoding.EncodeToString(picture.Content)
}

func tableHead(table *document.Table) []components.HeadCell {
	head := make([]components.HeadCell, len(table.Columns))
	for i, column := range table.Columns {
		head[i] = components.HeadCell{Text: column.Title, Numeric: column.Numeric}
	}
	return head
}

func (p paperView) tableRows(table *document.Table) [][]components.Cell {
	rows := make([][]components.Cell, len(table.Rows))
	for i, row := range table.Rows {
		for at, runs := range row {
			rows[i] = append(rows[i], components.Cell{HTML: p.runs(runs), Numeric: table.Columns[at].Numeric})
		}
	}
	return rows
}
