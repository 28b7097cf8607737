package frontend

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"answerable/frontend/components"
	"answerable/internal/document"
	"answerable/models"
	"answerable/service"
)

// The addresses of composing.
const (
	briefingPath    = "/briefing"
	newBriefingPath = briefingPath + "/new"
)

// mountBriefings adds the pages on which papers are composed, kept and read.
func (s *site) mountBriefings(r gin.IRouter) {
	r.GET(newBriefingPath, s.closed((*visit).briefingFormPage))
	r.POST(newBriefingPath, s.closed((*visit).chooseBriefing))
	s.mountPaper(r, briefingPath, (*visit).briefing)
	s.mountPaper(r, "/papers/:ref/document", (*visit).keptPaper)
	r.GET("/papers/:ref/places", s.closed((*visit).placesPage))
}

// paperURL is the address at which a kept paper is read.
func paperURL(ref models.Ref) string { return recordURL(models.PaperKind, ref) + "/document" }

// briefing composes the paper that the address asks for.
func (v *visit) briefing(reader *models.Actor) (*paper, error) {
	brief := service.ParseBrief(v.Request.URL.Query())
	composed, err := v.service.Briefing(v.ctx(), reader, brief)
	if err != nil {
		return nil, err
	}
	trail := append(trailTo(models.PaperKind), components.Link{Text: composed.Title})
	return &paper{Document: composed, Name: brief.FileName(), Trail: trail, Lead: linkRow(v.briefingLinks(brief, composed))}, nil
}

// briefingLinks lead on from a paper that is not kept.
func (v *visit) briefingLinks(brief service.Brief, composed *document.Document) []components.Link {
	links := []components.Link{{Text: "Change what it has", Href: withQuery(newBriefingPath, brief.Values())}}
	if starts := models.PaperKind.Starts(v.who); len(starts) > 0 {
		kept := keeping(brief)
		kept.Set("title", composed.Title)
		links = append(links, components.Link{Text: "Keep it as a paper, to write in it", Href: newURL(models.PaperKind, starts[0], kept)})
	}
	if starts := models.PaperTemplateKind.Starts(v.who); len(starts) > 0 {
		kept := keeping(brief)
		links = append(links, components.Link{Text: "Keep its sections as a template", Href: newURL(models.PaperTemplateKind, starts[0], url.Values{"type": kept["type"], "sections": kept["sections"]})})
	}
	return links
}

// keeping is what a kept paper is filled with, so that it stays as it was
// composed whatever becomes usual.
func keeping(brief service.Brief) url.Values {
	brief.Type = cmp.Or(brief.Type, models.Briefing)
	if len(brief.Sections) == 0 {
		brief.Sections = models.UsualSections(brief.Type)
	}
	return brief.Values()
}

// keptPaper composes a kept paper.
func (v *visit) keptPaper(reader *models.Actor) (*paper, error) {
	ref := models.Ref(v.Param("ref"))
	composed, brief, err := v.service.PaperDocument(v.ctx(), reader, ref)
	if err != nil {
		return nil, err
	}
	links := []components.Link{{Text: "About this paper: what it has, its own paragraphs and its history", Href: recordURL(models.PaperKind, ref)}}
	if len(models.ParagraphKind.Starts(v.who)) > 0 {
		links = append(links, components.Link{Text: "Write a paragraph of your own", Href: recordURL(models.PaperKind, ref) + "/places"})
	}
	trail := append(trailTo(models.PaperKind), components.Link{Text: string(ref), Href: recordURL(models.PaperKind, ref)}, components.Link{Text: "Read"})
	return &paper{Document: composed, Name: brief.FileName(), Trail: trail, Lead: linkRow(links)}, nil
}

// paperOwn leads to the paper as it is read.
func paperOwn(_ *visit, one *service.One) (own, error) {
	ref := one.Model.Base().Ref
	return own{Lead: linkRow([]components.Link{
		{Text: "Read the paper", Href: paperURL(ref)},
		{Text: "Write a paragraph of your own", Href: recordURL(one.Kind, ref) + "/places"},
	})}, nil
}

// paperTemplateOwn leads to composing by a template.
func paperTemplateOwn(_ *visit, one *service.One) (own, error) {
	template := one.Model.(*models.PaperTemplate)
	brief := service.Brief{Type: template.Type, Sections: template.Sections}
	return own{Lead: linkRow([]components.Link{{Text: "Compose a paper of these sections", Href: withQuery(newBriefingPath, brief.Values())}})}, nil
}

// briefingForm asks what a paper is to have.
type briefingForm struct {
	brief     service.Brief
	problems  models.Problems
	about     *service.Name // the record that it is about, where that is known
	templates []*models.PaperTemplate
	cleared   bool
	sensitive bool
}

func (v *visit) briefingFormPage() error {
	asked := v.Request.URL.Query()
	form := briefingForm{brief: service.ParseBrief(asked), sensitive: asked.Get(sensitiveParam) == "yes"}
	return v.showBriefingForm(form)
}

// chooseBriefing goes on to the paper that was asked for, or says what is wrong.
func (v *visit) chooseBriefing() error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	form := briefingForm{brief: service.ParseBrief(typed), sensitive: typed.Get(sensitiveParam) == "yes"}
	form.brief.Sections = inOrder(form.brief.Sections, typed)
	if len(form.brief.Sections) == 0 {
		form.problems = models.Problems{{Field: "sections", Text: "Sections: choose at least one"}}
		return v.showBriefingForm(form)
	}
	reader := v.who.Outside()
	if form.sensitive {
		reader = v.who
	}
	if _, err := v.service.Briefing(v.ctx(), reader, form.brief); err != nil {
		if form.problems = problemsOf(err); len(form.problems) > 0 {
			return v.showBriefingForm(form)
		}
		return err
	}
	query := form.brief.Values()
	if form.sensitive {
		query.Set(sensitiveParam, "yes")
	}
	return v.seeOther(withQuery(briefingPath, query))
}

// inOrder puts sections into the order of the numbers that were typed beside
// them; those without a number stay behind those that they stood behind.
func inOrder(sections models.Lines, typed url.Values) models.Lines {
	place := func(section string) int {
		n, err := strconv.Atoi(typed.Get(placeName(section)))
		if err != nil {
			return len(models.PaperParts) + 1
		}
		return n
	}
	slices.SortStableFunc(sections, func(a, b string) int { return cmp.Compare(place(a), place(b)) })
	return sections
}

func placeName(section string) string { return "place-" + section }

func (v *visit) showBriefingForm(form briefingForm) error {
	if form.brief.About != "" {
		names, err := v.service.Named(v.ctx(), v.who, form.brief.About)
		if err != nil {
			return err
		}
		if name, known := names[form.brief.About]; known && slices.Contains(models.PaperSubjects, models.KindNamed(name.Kind)) {
			form.about = &name
		}
	}
	templates, err := v.service.List(v.ctx(), v.who, models.PaperTemplateKind, service.Query{Filters: map[string][]string{"state": {string(models.Current)}}})
	if err != nil {
		return err
	}
	for _, m := range templates.Models {
		form.templates = append(form.templates, m.(*models.PaperTemplate))
	}
	form.cleared = v.who.Cleared()
	shown := page{Title: "Compose a paper", Errors: len(form.problems) > 0, Trail: append(trailTo(models.PaperKind), components.Link{Text: "Compose a paper"}), Body: form.view()}
	if shown.Errors {
		shown.Status = http.StatusUnprocessableEntity
	}
	return v.show(shown)
}

// templateLinks fill the form with the sections of a template.
func (f briefingForm) templateLinks() []components.Link {
	var links []components.Link
	for _, template := range f.templates {
		brief := f.brief
		brief.Type, brief.Sections = template.Type, template.Sections
		links = append(links, components.Link{Text: "Use the sections of “" + template.Title + "”", Href: withQuery(newBriefingPath, brief.Values())})
	}
	return links
}

// parts are the sections to choose from: those chosen in their order, then the
// others.
func (f briefingForm) parts() []models.PaperPart {
	var parts []models.PaperPart
	for _, name := range f.chosen() {
		if part := models.PaperPartNamed(models.PaperSection(name)); part != nil {
			parts = append(parts, *part)
		}
	}
	for _, part := range models.PaperParts {
		if part.Fits(f.paperType()) && !slices.Contains(f.chosen(), string(part.Name)) {
			parts = append(parts, part)
		}
	}
	return parts
}

// chosen are the sections that are ticked.
func (f briefingForm) chosen() models.Lines {
	if len(f.brief.Sections) > 0 || len(f.problems) > 0 {
		return f.brief.Sections
	}
	return models.UsualSections(f.paperType())
}

// paperType is the type of paper that is composed.
func (f briefingForm) paperType() models.PaperType { return cmp.Or(f.brief.Type, models.Briefing) }

// briefingSubject tells whether papers can be about records of the kind.
func briefingSubject(k *models.Kind) bool { return slices.Contains(models.PaperSubjects, k) }

// places are the places of a paper at which an own paragraph can stand.
type places struct {
	*document.Document
	ref   models.Ref
	start *models.Move
}

// placesPage lets the author choose where a paragraph of their own stands.
func (v *visit) placesPage() error {
	ref := models.Ref(v.Param("ref"))
	composed, _, err := v.service.PaperDocument(v.ctx(), v.who, ref)
	if err != nil {
		return err
	}
	starts := models.ParagraphKind.Starts(v.who)
	if len(starts) == 0 {
		return models.Fail(models.Denied, "You may not write in papers")
	}
	trail := append(trailTo(models.PaperKind), components.Link{Text: string(ref), Href: recordURL(models.PaperKind, ref)}, components.Link{Text: "Write a paragraph"})
	return v.show(page{Title: "Where does your paragraph stand?", Trail: trail, Body: places{composed, ref, starts[0]}.view()})
}

// at is the form for a paragraph at a place of a section.
func (p places) at(section document.Section, place models.ParagraphPlace, after models.Ref) string {
	filled := url.Values{"paper": {string(p.ref)}, "section": {section.ID}, "place": {string(place)}}
	if after != "" {
		filled.Set("after", string(after))
	}
	return newURL(models.ParagraphKind, p.start, filled)
}

// paragraphs are the numbered paragraphs of a section that cite a record, behind
// which another can stand.
func (p places) paragraphs(section document.Section) []*document.Paragraph {
	var found []*document.Paragraph
	for _, block := range section.Blocks {
		if block.Paragraph != nil && lastCited(block.Paragraph) != "" {
			found = append(found, block.Paragraph)
		}
	}
	return found
}

// lastCited is the last record that a paragraph cites.
func lastCited(paragraph *document.Paragraph) models.Ref {
	for _, run := range slices.Backward(paragraph.Runs) {
		if run.Cites {
			return models.Ref(run.Text)
		}
	}
	return ""
}
