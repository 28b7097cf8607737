package frontend

import (
	"net/url"

	"github.com/gin-gonic/gin"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// mountComments adds the pages of public comments: those on which they are
// written, and those that anybody may read.
func (s *site) mountComments(r gin.IRouter) {
	s.mountPaper(r, "/public-comments/:ref/document", (*visit).commentPaper)
	r.POST("/public-comments/:ref/propose", s.closed((*visit).proposeItems))
	r.GET("/reports/:ref/public", s.closed((*visit).publicReportPage))
	r.GET(publicPath, s.open((*visit).publicPage))
	r.GET(publicPath+"/comments/:ref", s.open((*visit).publicCommentPage))
}

// publicPath is where anybody reads what was published.
const publicPath = "/public"

func publicCommentURL(ref models.Ref) string { return publicPath + "/comments/" + string(ref) }

// commentOwn shows a public comment recommendation by recommendation, whom it
// went to, and what of it is out.
func commentOwn(v *visit, one *service.One) (own, error) {
	comment := one.Model.(*models.PublicComment)
	items, err := v.partsOf(models.CommentItemKind, "comment", "ref", comment.Ref)
	if err != nil {
		return own{}, err
	}
	copies, err := v.partsOf(models.CommentCopyKind, "comment", "ref", comment.Ref)
	if err != nil {
		return own{}, err
	}
	report, err := v.service.Get(v.ctx(), v.who, models.ReportKind, comment.Report)
	if err != nil {
		return own{}, err
	}
	view := commentView{visit: v, one: one, comment: comment, report: report.Model.(*models.Report), items: items.live(), copies: copies.live()}
	return own{
		Blocks: []block{
			{"out", "What the public reads", view.outView()},
			{"due", "By when", paragraph(responseStanding(view.report, v.service.Today()))},
			{"items", "Recommendation by recommendation", view.itemsView()},
			{"copies", "Copies", view.copiesView()},
		},
		Covers: []string{"comment-item.comment", "comment-copy.comment"},
		Fields: []string{"published_text"},
		Next:   []string{"approve", "publish"},
	}, nil
}

// commentView is a public comment on its page.
type commentView struct {
	*visit
	one     *service.One
	comment *models.PublicComment
	report  *models.Report
	items   parts
	copies  parts
}

// MayWrite tells whether the person can still write at it.
func (c commentView) mayWrite() bool { return c.one.Kind.MayEdit(c.who, c.comment) }

// waiting are the copies that were not sent yet.
func (c commentView) waiting() int { return len(c.copies.in(models.CopyWaiting).Models) }

// links lead to what goes out, and to drafting what takes its place.
func (c commentView) links() []components.Link {
	links := []components.Link{{Text: "Read exactly what goes out", Href: recordURL(c.one.Kind, c.comment.Ref) + "/document"}}
	if c.comment.State == models.CommentPublished {
		links[0].Text = "Read exactly what went out"
		links = append(links, components.Link{Text: "The page that anybody can read", Href: publicCommentURL(c.comment.Ref)})
		for _, start := range c.one.Kind.Starts(c.who) {
			links = append(links, components.Link{Text: "Draft a comment that corrects it", Href: newURL(c.one.Kind, start, url.Values{
				"report": {string(c.comment.Report)}, "body": {string(c.comment.Body)}, "title": {c.comment.Title},
				"opening": {c.comment.Opening}, "closing": {c.comment.Closing}, "corrects": {string(c.comment.Ref)},
			})})
		}
	}
	return links
}

// proposeURL is where drafts of what is missing are asked for.
func (c commentView) proposeURL() string { return recordURL(c.one.Kind, c.comment.Ref) + "/propose" }

// commentPaper is a public comment as a paper: what goes out, or went out.
func (v *visit) commentPaper(reader *models.Actor) (*paper, error) {
	ref := models.Ref(v.Param("ref"))
	text, err := v.service.CommentText(v.ctx(), reader, ref)
	if err != nil {
		return nil, err
	}
	k := models.PublicCommentKind
	trail := append(trailTo(k), components.Link{Text: string(ref), Href: recordURL(k, ref)}, components.Link{Text: "What the public reads"})
	return &paper{Document: text.Document(), Name: "comment-" + string(ref), Trail: trail, Lead: paragraph(text.Standing())}, nil
}

// proposeItems drafts what is missing.
func (v *visit) proposeItems() error {
	ref := models.Ref(v.Param("ref"))
	if _, err := v.service.ProposeItems(v.ctx(), v.who, ref); err != nil {
		return err
	}
	return v.seeOther(recordURL(models.PublicCommentKind, ref) + "#items")
}

// publicPage lists what was published, for anybody.
func (v *visit) publicPage() error {
	found, err := v.service.PublicStatements(v.ctx())
	if err != nil {
		return err
	}
	return v.show(page{Title: "Published comments", Body: publicList(found)})
}

// publicCommentPage shows one published comment to anybody.
func (v *visit) publicCommentPage() error {
	found, err := v.service.PublicStatement(v.ctx(), models.Ref(v.Param("ref")))
	if err != nil {
		return err
	}
	title := found.Title
	if title == "" {
		title = "A comment that was taken down"
	}
	return v.show(page{Title: title, Back: publicPath, Body: publicComment(found, title)})
}

// publicReportPage previews a report as the public would read it.
func (v *visit) publicReportPage() error {
	ref := models.Ref(v.Param("ref"))
	found, err := v.service.PublicReport(v.ctx(), v.who, ref)
	if err != nil {
		return err
	}
	trail := append(trailTo(models.ReportKind), components.Link{Text: string(ref), Href: recordURL(models.ReportKind, ref)}, components.Link{Text: "As the public would read it"})
	title := "As the public would read it"
	if found.Report != nil {
		title = found.Report.Title
	}
	return v.show(page{Title: title, Trail: trail, Body: publicReport(found, title, v.service.Today())})
}
