package api

import (
	"bytes"
	"io"
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

// binarySchema is that of a file of bytes.
func binarySchema() schema {
	return schema{"type": "string", "contentMediaType": "application/octet-stream"}
}

const (
	csvType  = "text/csv"
	xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	zipType  = "application/zip"
)

// sensitive is the parameter that takes along what is OFFICIAL-SENSITIVE.
var sensitive = param{"sensitive", "query", "“yes” takes along what is OFFICIAL-SENSITIVE, if you may see it; it is left out otherwise", schema{"type": "string", "enum": []string{"yes"}}}

// mountExport adds a register as a file, in each format, and its template.
func (r kindRoutes) mountExport() {
	bodies := map[service.ExportFormat]*content{
		service.ExportCSV:  {csvType, textSchema()},
		service.ExportXLSX: {xlsxType, binarySchema()},
		service.ExportJSON: {jsonType, listOf(exactly(r.name))},
	}
	for _, format := range service.ExportFormats {
		id := "export" + r.name
		if format != service.ExportCSV {
			id += pascal(string(format))
		}
		r.mount(route{
			id: id, method: http.MethodGet, path: r.path("." + string(format)), tag: r.tag, roles: r.seers(),
			summary: "Export the whole of a filtered list as " + formatNames[format],
			about:   "The name of the file carries the highest marking of what is in it.",
			params:  append(r.filters(), sensitive),
			answers: []answer{{http.StatusOK, "The list, a record a line", bodies[format], []string{"Content-Disposition"}}},
			handle:  func(c *gin.Context, who *models.Actor) error { return r.export(c, who, format) },
		})
	}
	r.mount(route{
		id: "template" + r.name, method: http.MethodGet, path: r.path("/template.xlsx"), tag: r.tag, roles: r.seers(),
		summary: "Get a workbook to fill in with " + lower(r.kind.Many),
		about:   "It has the headings that an import reads, and a second sheet that says how to fill it in.",
		answers: []answer{{http.StatusOK, "The workbook", &content{xlsxType, binarySchema()}, []string{"Content-Disposition"}}},
		handle:  r.template,
	})
}

var formatNames = map[service.ExportFormat]string{service.ExportCSV: "CSV", service.ExportXLSX: "an Excel workbook", service.ExportJSON: "JSON"}

func (r kindRoutes) export(c *gin.Context, who *models.Actor, format service.ExportFormat) error {
	values := c.Request.URL.Query()
	asked, err := wantsSensitive(values)
	if err != nil {
		return err
	}
	values.Del(sensitive.name)
	query, err := service.ParseQuery(r.kind, values)
	if err != nil {
		return err
	}
	return r.send(c, who, service.Export{Kind: r.kind, Query: query, Format: format, Sensitive: asked})
}

func (r kindRoutes) template(c *gin.Context, _ *models.Actor) error {
	file := service.TemplateFile(r.kind)
	out := &attachment{c: c, name: file.Name, media: file.Media}
	if err := r.service.Template(r.kind, out); err != nil {
		return out.cutOff(r.api, err)
	}
	return nil
}

// mountEverything adds every register in one file.
func (a *api) mountEverything() {
	arrays := schema{
		"type": "object", "required": []string{"marking", "as_at"}, "additionalProperties": false,
		"properties": schema{"marking": choiceSchema(models.Official.Options(), false), "as_at": schema{"type": "string", "description": "The day on which it was exported"}},
	}
	for _, k := range models.Registry {
		arrays["properties"].(schema)[k.Plural] = listOf(exactly(pascal(k.Name)))
	}
	for _, e := range []struct {
		ending string
		format service.ExportFormat
		about  string
		body   content
	}{
		{"xlsx", service.ExportXLSX, "one Excel workbook with a sheet a register", content{xlsxType, binarySchema()}},
		{"zip", service.ExportCSV, "CSV files, one a register, packed together", content{zipType, binarySchema()}},
		{"json", service.ExportJSON, "one JSON object with an array a register", content{jsonType, arrays}},
	} {
		a.mount(route{
			id: "exportEverything" + pascal(e.ending), method: http.MethodGet, path: "/export." + e.ending, tag: "Exports",
			summary: "Export everything that you see as " + e.about,
			about:   "The name of the file carries the highest marking of what is in it.",
			params:  []param{sensitive},
			answers: []answer{{http.StatusOK, "Every register that you see, whole", &e.body, []string{"Content-Disposition"}}},
			handle: func(c *gin.Context, who *models.Actor) error {
				asked, err := wantsSensitive(c.Request.URL.Query())
				if err != nil {
					return err
				}
				return a.send(c, who, service.Export{Format: e.format, Sensitive: asked})
			},
		})
	}
}

func wantsSensitive(values url.Values) (bool, error) {
	switch values.Get(sensitive.name) {
	case "yes":
		return true, nil
	case "":
		return false, nil
	}
	return false, models.Problems{{Field: sensitive.name, Code: "choice", Text: "sensitive: must be “yes” or left out"}}.Or()
}

// send sends an export as it is written.
func (a *api) send(c *gin.Context, who *models.Actor, e service.Export) error {
	file, err := a.service.ExportFile(c.Request.Context(), who, e)
	if err != nil {
		return err
	}
	e.JSON = a.appendRecord
	out := &attachment{c: c, name: file.Name, media: file.Media}
	if err := a.service.Export(c.Request.Context(), who, e, out); err != nil {
		return out.cutOff(a, err)
	}
	return nil
}

// sheetBodies are the bodies of what is sent as a sheet.
var sheetBodies = map[service.ExportFormat]*content{service.ExportCSV: {csvType, textSchema()}, service.ExportXLSX: {xlsxType, binarySchema()}}

// sendWritten sends a file once all of it is written.
func sendWritten(c *gin.Context, file service.ExportFile, fill func(io.Writer) error) error {
	var written bytes.Buffer
	if err := fill(&written); err != nil {
		return err
	}
	attach(c, file.Name, file.Media)
	write(c, http.StatusOK, file.Media, func(dst []byte) []byte { return append(dst, written.Bytes()...) })
	return nil
}

// appendRecord appends a record of any kind as lists have it.
func (a *api) appendRecord(dst []byte, m models.Model, today models.Date) []byte {
	return append(a.writers[models.KindOf(m)].appendOpen(dst, m, today), '}')
}

// JSON gives what appends a record of any kind to a text as the API writes it,
// for exports that are no answer of the API.
func JSON() func(dst []byte, m models.Model, today models.Date) []byte {
	return (&api{writers: newWriters()}).appendRecord
}
