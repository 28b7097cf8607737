package api

import (
	"github.com/gin-gonic/gin"

	papers "answerable/internal/document"
	"answerable/models"
	"answerable/service"
)

// mountBriefings adds papers that are composed from the records: without keeping
// anything, and those that are kept.
func (a *api) mountBriefings() {
	date := schema{"type": "string", "pattern": datePattern}
	a.mountPaper(paper{
		id: "Briefing", path: "/briefing", tag: models.PaperKind.Many,
		summary: "Compose a briefing",
		about:   "From the records that you may see: numbered paragraphs in which each sentence of fact cites its record. Nothing is kept. Say what it is about, or give a period.",
		params: []param{
			{"type", "query", "The type of paper; a briefing, if not said", choiceSchema(models.PaperType("").Options(), false)},
			{"about", "query", "The reference of a priority, district, body, report or meeting", schema{"type": "string", "pattern": refPattern}},
			{"since", "query", "The first day of the period", date},
			{"until", "query", "The last day of the period", date},
			{"as_at", "query", "The day for which it says how things stand; today, if not said", schema{"type": "string", "pattern": dayPattern}},
			{"sections", "query", "The sections in their order; those usual for the type, if not said", listOf(choiceSchema(models.PaperSection("").Options(), false))},
		},
		compose: func(c *gin.Context, reader *models.Actor) (*papers.Document, string, error) {
			brief := service.ParseBrief(c.Request.URL.Query())
			d, err := a.service.Briefing(c.Request.Context(), reader, brief)
			return d, brief.FileName(), err
		},
	})
	a.mountPaper(paper{
		id: "Paper", path: "/" + models.PaperKind.Plural + "/{ref}/document", tag: models.PaperKind.Many,
		summary: "Compose a kept paper",
		about:   "As the records are now, or as at its day, with its authors’ own paragraphs.",
		params:  []param{{"ref", "path", "The reference of the paper", schema{"type": "string", "pattern": refPattern}}},
		compose: func(c *gin.Context, reader *models.Actor) (*papers.Document, string, error) {
			d, brief, err := a.service.PaperDocument(c.Request.Context(), reader, refOf(c))
			return d, brief.FileName(), err
		},
	})
}
