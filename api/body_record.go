package api

import (
	"bytes"
	"net/http"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

// bodyRecord is a body's record over the years, as programs read it.
type bodyRecord struct {
	Body   models.Ref       `json:"body"`
	Bodies []models.Ref     `json:"bodies" description:"The body and those that it succeeded, as far as you may see them"`
	Rule   []string         `json:"rule" description:"How delivery is worked out, in words"`
	Parts  []bodyRecordPart `json:"parts"`
}

type bodyRecordPart struct {
	Field string          `json:"field" description:"owner_body for those to deliver, addressed_to for those addressed to it"`
	Label string          `json:"label"`
	Total bodyRecordRow   `json:"total"`
	Years []bodyRecordRow `json:"years" description:"By the year of the report, the latest first; “unknown” where that is not known"`
}

type bodyRecordRow struct {
	Year        string            `json:"year" description:"Empty for all years"`
	CarriedOver int64             `json:"carried_over" description:"How many concern only a body that was succeeded"`
	Counts      []bodyRecordCount `json:"counts"`
}

type bodyRecordCount struct {
	Filter string `json:"filter" description:"position, delivered or target_moved; empty for all"`
	Value  string `json:"value"`
	Label  string `json:"label"`
	Count  int64  `json:"count"`
	Query  string `json:"query" description:"The filters under which the list of recommendations lists what is counted"`
}

// mountBodyRecord mounts what became of the recommendations that concern a
// body, as JSON and as CSV.
func (a *api) mountBodyRecord() {
	r := kindRoutes{a, models.BodyKind, pascal(models.BodyKind.Name), models.BodyKind.Many}
	const about = "Of what it must deliver and of what is addressed to it, by the year of the report: the positions of the body, and delivery by the first target date. What it took over from bodies that it succeeded is counted with it, once. Withdrawn recommendations are left out."
	a.mount(route{
		id: "readBodyRecord", method: http.MethodGet, path: r.path("/{ref}/record"), tag: r.tag, roles: r.seers(),
		summary: "Read what became of the recommendations that concern a body, over the years", about: about,
		params:  []param{r.refParam()},
		answers: []answer{{http.StatusOK, "The counts of what you may see", &content{jsonType, a.document.reflect(bodyRecord{})}, nil}},
		handle:  a.bodyRecord,
	})
	a.mount(route{
		id: "exportBodyRecordCsv", method: http.MethodGet, path: r.path("/{ref}/record.csv"), tag: r.tag, roles: r.seers(),
		summary: "Export what became of the recommendations that concern a body, over the years, as CSV", about: about,
		params:  []param{r.refParam(), sensitive},
		answers: []answer{{http.StatusOK, "The counts, a year a line", &content{csvType, textSchema()}, []string{"Content-Disposition"}}},
		handle:  a.exportBodyRecord,
	})
}

func (a *api) bodyRecord(c *gin.Context, who *models.Actor) error {
	record, err := a.service.BodyRecord(c.Request.Context(), who, refOf(c))
	if err != nil {
		return err
	}
	answer := bodyRecord{Body: record.Body, Bodies: record.Bodies, Rule: models.DeliveredRule}
	for _, part := range record.Parts {
		shown := bodyRecordPart{part.Field, part.Label, bodyRecordRowOf(part.Total, record.Bodies), []bodyRecordRow{}}
		for _, row := range part.Years {
			shown.Years = append(shown.Years, bodyRecordRowOf(row, record.Bodies))
		}
		answer.Parts = append(answer.Parts, shown)
	}
	writeValue(c, http.StatusOK, jsonType, answer)
	return nil
}

func bodyRecordRowOf(row service.BodyRecordRow, bodies []models.Ref) bodyRecordRow {
	shown := bodyRecordRow{Year: row.Year, CarriedOver: row.CarriedOver}
	for _, column := range service.BodyRecordColumns() {
		shown.Counts = append(shown.Counts, bodyRecordCount{column.Filter, column.Value, column.Label, column.Of(row), column.List(row, bodies).Values().Encode()})
	}
	return shown
}

func (a *api) exportBodyRecord(c *gin.Context, who *models.Actor) error {
	asked, err := wantsSensitive(c.Request.URL.Query())
	if err != nil {
		return err
	}
	file, send, err := a.service.BodyRecordFile(c.Request.Context(), who, refOf(c), asked)
	if err != nil {
		return err
	}
	var written bytes.Buffer
	if err := send(&written); err != nil {
		return err
	}
	attach(c, file.Name, file.Media)
	write(c, http.StatusOK, file.Media, func(dst []byte) []byte { return append(dst, written.Bytes()...) })
	return nil
}
