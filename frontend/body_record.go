package frontend

import (
	"github.com/gin-gonic/gin"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// bodyRecord is what became of the recommendations that concern a body.
type bodyRecord struct {
	*service.BodyRecord
	title string
}

// mountBodyRecord adds the page of a body's record over the years, and its
// file.
func (s *site) mountBodyRecord(r gin.IRouter) {
	one := "/" + models.BodyKind.Plural + "/:ref/record"
	r.GET(one, s.closed((*visit).bodyRecordPage))
	r.GET(one+"."+string(service.ExportCSV), s.closed((*visit).sendBodyRecord))
}

func bodyRecordURL(body models.Ref) string { return recordURL(models.BodyKind, body) + "/record" }

func (v *visit) bodyRecordPage() error {
	one, err := v.service.Get(v.ctx(), v.who, models.BodyKind, models.Ref(v.Param("ref")))
	if err != nil {
		return err
	}
	body := one.Model
	record, err := v.service.BodyRecord(v.ctx(), v.who, body.Base().Ref)
	if err != nil {
		return err
	}
	trail := append(trailTo(models.BodyKind), components.Link{Text: shortTitle(body.Heading()), Href: recordURL(models.BodyKind, body.Base().Ref)}, components.Link{Text: "Record over the years"})
	return v.show(page{Title: "Record over the years: " + body.Heading(), Wide: true, Trail: trail, Body: bodyRecord{record, body.Heading()}.view()})
}

func (v *visit) sendBodyRecord() error {
	file, write, err := v.service.BodyRecordFile(v.ctx(), v.who, models.Ref(v.Param("ref")), v.Query(sensitiveParam) == "yes")
	if err != nil {
		return err
	}
	return v.send(file, write)
}

// columnsOf are the counts of a group, after that of all.
func columnsOf(group string) []service.BodyRecordColumn {
	var columns []service.BodyRecordColumn
	for _, column := range service.BodyRecordColumns() {
		if column.Group == "" || column.Group == group {
			columns = append(columns, column)
		}
	}
	return columns
}

func (b bodyRecord) head(group string) []components.HeadCell {
	head := []components.HeadCell{{Text: "Year of the report"}}
	for _, column := range columnsOf(group) {
		head = append(head, components.HeadCell{Text: column.Label, Numeric: true})
	}
	return head
}

// rows are the years and, where there are several, all of them.
func (b bodyRecord) rows(part service.BodyRecordPart, group string) [][]components.Cell {
	all := part.Years
	if len(all) > 1 {
		all = append(all[:len(all):len(all)], part.Total)
	}
	rows := make([][]components.Cell, len(all))
	for i, row := range all {
		rows[i] = []components.Cell{{Text: row.Label(), Class: components.CellLine}}
		for _, column := range columnsOf(group) {
			rows[i] = append(rows[i], components.Cell{Numeric: true, HTML: recordCount(column.Of(row), registerURL(models.RecommendationKind, column.List(row, b.Bodies)), column.Label+", "+part.Label+", "+row.Label())})
		}
	}
	return rows
}

// drawnDeliveries are the ways of delivery that the chart tells apart: those
// that can be judged by now.
var drawnDeliveries = []models.Option{
	{Value: models.DeliveredOnTime, Label: "On time"}, {Value: models.DeliveredLate, Label: "Late"}, {Value: models.DeliveredNotAll, Label: "Not at all"},
}

// chart draws what was delivered on time, late and not at all, of as many
// years as can be read; nil where there is nothing to draw.
func (b bodyRecord) chart(part service.BodyRecordPart) *components.ChartBar {
	drawn := components.ChartBar{ID: part.Field + "-chart", Title: "Delivery by the first target date: " + lowerFirst(part.Label)}
	years := part.Years[:min(len(part.Years), mostBars)]
	for _, row := range years {
		drawn.Labels = append(drawn.Labels, row.Label())
	}
	var some int64
	for _, delivery := range drawnDeliveries {
		series := components.Series{Name: delivery.Label}
		words := delivery.Label + ": "
		for i, row := range years {
			n := row.Delivered[delivery.Value]
			some += n
			series.Points = append(series.Points, components.Point{Value: float64(n), Text: models.Number(n)})
			words += when(i > 0, "; ", "") + row.Label() + " " + models.Number(n)
		}
		drawn.Series = append(drawn.Series, series)
		drawn.Description += words + ". "
	}
	if some == 0 {
		return nil
	}
	return &drawn
}
