package api

import (
	"bytes"
	"io"
	"net/http"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

// importColumns is what the columns of a file are taken for.
type importColumns struct {
	Register string          `json:"register" description:"Where the records of the kind are, such as questions"`
	Sheets   []string        `json:"sheets"`
	Sheet    string          `json:"sheet" description:"The one of which these are the columns"`
	Columns  []importColumn  `json:"columns"`
	Fields   []importField   `json:"fields" description:"What a column can be"`
	Missing  []string        `json:"missing" description:"The names of the required fields that no column is taken for"`
	Mappings []importMapping `json:"mappings" description:"Columns that were kept under a name for the register"`
}

type importColumn struct {
	Letter  string              `json:"letter"`
	Heading string              `json:"heading"`
	Values  []string            `json:"values" description:"The first ones in it"`
	Field   string              `json:"field" description:"The name of what it is taken for; empty where it is left out"`
	Why     service.Recognition `json:"why" description:"How that is known"`
}

type importField struct {
	Name     string `json:"name"`
	Label    string `json:"label"`
	Hint     string `json:"hint"`
	Required bool   `json:"required" description:"Whether a new record needs it"`
}

type importMapping struct {
	Ref   models.Ref `json:"ref"`
	Title string     `json:"title"`
}

// importProgress is how far the background has come.
type importProgress struct {
	Phase   service.ImportPhase `json:"phase" description:"check, import or undo; empty where nothing was begun"`
	Done    int64               `json:"done"`
	Of      int64               `json:"of" description:"How many rows there are; 0 while that is not known"`
	Running bool                `json:"running"`
	Failure string              `json:"failure" description:"Why it was given up; empty where it was not"`
}

// importRow is what a row would do, or did.
type importRow struct {
	Sheet    string                  `json:"sheet"`
	Row      int64                   `json:"row" description:"Its number, as a spreadsheet shows it"`
	Outcome  string                  `json:"outcome"`
	Ref      models.Ref              `json:"ref" description:"Empty for what is new until it was imported"`
	Title    string                  `json:"title"`
	Changes  []service.ImportChange  `json:"changes" description:"What it does to each field, both sides as exports write them"`
	Problems []service.ImportProblem `json:"problems" description:"Why it is refused, cell by cell"`
}

// mountImports mounts how a spreadsheet becomes records: it is received, its
// columns are said, it is checked, and then imported as a whole.
func (a *api) mountImports() {
	for _, k := range models.Registry {
		if k.Importable() {
			a.mountReceive(kindRoutes{a, k, pascal(k.Name), k.Many})
		}
	}
	r := kindRoutes{a, models.ImportKind, pascal(models.ImportKind.Name), models.ImportKind.Many}
	a.mountImportReading(r)
	a.mountImportSteps(r)
}

func (a *api) mountReceive(r kindRoutes) {
	imports := kindRoutes{a, models.ImportKind, pascal(models.ImportKind.Name), models.ImportKind.Many}
	a.mount(route{
		id: "import" + pascal(r.kind.Plural), method: http.MethodPost, path: r.path("/imports"), tag: r.tag, roles: r.kind.Importers(),
		summary: "Send a spreadsheet of " + lower(r.kind.Many) + " to be imported",
		about:   "Excel (.xlsx) or CSV, at most 20 MB. Nothing is imported yet: read what its columns are taken for, have it checked, look at its rows, and then apply it.",
		body:    fileBody(),
		answers: []answer{imports.detail(http.StatusCreated, "The import", "Location")},
		handle: func(c *gin.Context, who *models.Actor) error {
			if !r.kind.MayImport(who) {
				return models.Fail(models.Denied, "You may not bring in %s", lower(r.kind.Many))
			}
			return withFile(c, func(name string, content io.Reader) error {
				received, err := a.service.ReceiveImport(c.Request.Context(), who, r.kind, name, content)
				if err != nil {
					return err
				}
				c.Header("Location", Prefix+imports.path("/"+string(received.Ref)))
				return imports.answerChanged(c, who, http.StatusCreated, received)
			})
		},
	})
}

// mountImportReading mounts what is read of an import beside its record.
func (a *api) mountImportReading(r kindRoutes) {
	a.mount(route{
		id: "readImportColumns", method: http.MethodGet, path: r.path("/{ref}/columns"), tag: r.tag, roles: r.seers(), refuses: true,
		summary: "Read what the columns of the file are taken for",
		params: []param{
			r.refParam(),
			{"sheet", "query", "One of its sheets; the one chosen before, or the first, unless told otherwise", textSchema()},
			{"mapping", "query", "The reference of a mapping whose columns to take", textSchema()},
		},
		answers: []answer{{http.StatusOK, "The columns", &content{jsonType, a.document.reflect(importColumns{})}, nil}},
		handle:  a.importColumns,
	})
	a.mount(route{
		id: "readImportProgress", method: http.MethodGet, path: r.path("/{ref}/progress"), tag: r.tag, roles: r.seers(),
		summary: "Read how far what is done in the background has come",
		params:  []param{r.refParam()},
		answers: []answer{{http.StatusOK, "How far", &content{jsonType, a.document.reflect(importProgress{})}, nil}},
		handle:  a.importProgress,
	})
	a.mount(route{
		id: "readImportRows", method: http.MethodGet, path: r.path("/{ref}/rows"), tag: r.tag, roles: r.seers(), refuses: true,
		summary: "Read what every row would do, or did",
		params: []param{
			r.refParam(),
			{"outcome", "query", "Only rows of which this becomes", schema{"type": "string", "enum": service.Outcomes}},
			{"after", "query", "The “next” of the page before", textSchema()},
		},
		answers: []answer{{http.StatusOK, "A page of the rows", &content{jsonType, closed(schema{
			"counts": countsSchema(), "brings": schema{"type": "array", "items": textSchema(), "description": "The bodies that all of the rows bring with them, each once"}, "items": listOf(a.document.define("ImportRow", a.document.reflect(importRow{}))),
			"next": textSchema(), "names": named("Names"),
		})}, nil}},
		handle: a.importRows,
	})
	a.mount(route{
		id: "readImportCorrected", method: http.MethodGet, path: r.path("/{ref}/corrected.xlsx"), tag: r.tag, roles: r.seers(), refuses: true,
		summary: "Download the file again, with what is wrong beside each row",
		params:  []param{r.refParam()},
		answers: []answer{{http.StatusOK, "A workbook", &content{xlsxType, binarySchema()}, []string{"Content-Disposition"}}},
		handle:  a.importCorrected,
	})
}

func countsSchema() schema {
	counts := schema{}
	for _, outcome := range service.Outcomes {
		counts[outcome] = schema{"type": "integer", "minimum": 0}
	}
	return closed(counts)
}

func (a *api) importColumns(c *gin.Context, who *models.Actor) error {
	read, err := a.service.ImportColumns(c.Request.Context(), who, refOf(c), service.ImportChoice{Sheet: c.Query("sheet"), Mapping: models.Ref(c.Query("mapping"))})
	if err != nil {
		return err
	}
	body := importColumns{
		Register: read.Kind.Plural, Sheets: append([]string{}, read.Sheets...), Sheet: read.Sheet,
		Columns: []importColumn{}, Fields: []importField{}, Missing: []string{}, Mappings: []importMapping{},
	}
	for _, column := range read.Columns {
		body.Columns = append(body.Columns, importColumn{column.Letter, column.Heading, append([]string{}, column.Values...), column.Field, column.Why})
	}
	for _, field := range read.Fields {
		body.Fields = append(body.Fields, importField{field.Name, field.Label, field.Hint, field.Required})
	}
	for _, field := range read.Missing {
		body.Missing = append(body.Missing, field.Name)
	}
	for _, mapping := range read.Mappings {
		body.Mappings = append(body.Mappings, importMapping{mapping.Ref, mapping.Title})
	}
	writeValue(c, http.StatusOK, jsonType, body)
	return nil
}

func (a *api) importProgress(c *gin.Context, who *models.Actor) error {
	progress, err := a.service.ImportProgress(c.Request.Context(), who, refOf(c))
	if err != nil {
		return err
	}
	writeValue(c, http.StatusOK, jsonType, importProgress(*progress))
	return nil
}

func (a *api) importRows(c *gin.Context, who *models.Actor) error {
	preview, err := a.service.ImportPreview(c.Request.Context(), who, refOf(c), c.Query("outcome"), c.Query("after"))
	if err != nil {
		return err
	}
	counts, rows := map[string]int64{}, []importRow{}
	for _, outcome := range service.Outcomes {
		counts[outcome] = preview.Counts[outcome]
	}
	for _, row := range preview.Rows {
		rows = append(rows, importRow{row.Sheet, row.Number, row.Outcome, row.Ref, row.Title, append([]service.ImportChange{}, row.Changes...), append([]service.ImportProblem{}, row.Problems...)})
	}
	writeJSON(c, func(dst []byte) []byte {
		dst = appendValue(append(dst, `{"counts":`...), counts)
		dst = appendValue(append(dst, `,"brings":`...), append([]string{}, preview.Brings...))
		dst = appendValue(append(dst, `,"items":`...), rows)
		dst = appendValue(append(dst, `,"next":`...), preview.Next)
		return append(appendNames(append(dst, `,"names":`...), preview.Names), '}')
	})
	return nil
}

func (a *api) importCorrected(c *gin.Context, who *models.Actor) error {
	one, err := a.service.Get(c.Request.Context(), who, models.ImportKind, refOf(c))
	if err != nil {
		return err
	}
	var file bytes.Buffer
	if err := a.service.CorrectedFile(c.Request.Context(), who, refOf(c), &file); err != nil {
		return err
	}
	attach(c, one.Model.(*models.Import).CorrectedName(), xlsxType)
	write(c, http.StatusOK, xlsxType, func(dst []byte) []byte { return append(dst, file.Bytes()...) })
	return nil
}
