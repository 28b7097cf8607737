package api

import (
	"context"
	"net/http"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

// funding is what money came to, as programs read it.
type funding struct {
	Filters map[string][]string `json:"filters" description:"What it was asked for, as filters"`
	Columns []fundingColumn     `json:"columns" description:"What the cells of each row say, in their order"`
	Total   []fundingCell       `json:"total" description:"Each award and commission once, though one that serves two priorities stands in two rows"`
	Tables  []fundingTable      `json:"tables"`
}

type fundingColumn struct {
	Name  string `json:"name"`
	Label string `json:"label"`
	Unit  string `json:"unit" description:"“pounds” or “number”"`
}

type fundingTable struct {
	By      string       `json:"by" description:"The filter by which the rows are told apart"`
	Label   string       `json:"label"`
	Repeats bool         `json:"repeats" description:"Whether anything stands in more than one row, so that the rows add up to more than the total"`
	Rows    []fundingRow `json:"rows"`
}

type fundingRow struct {
	Value string        `json:"value" description:"The value of the filter; “unknown” for those of which it is not known"`
	Label string        `json:"label" description:"Empty where it is not known"`
	Cells []fundingCell `json:"cells"`
}

// fundingCell is one number, and the list of what it counts or adds up.
type fundingCell struct {
	Name        string `json:"name" description:"The name of the column"`
	Value       string `json:"value" description:"A whole number, or pounds and pence; empty where there are amounts and none of them is recorded"`
	NotRecorded int64  `json:"not_recorded" description:"Of how many the amount is not recorded; they are no part of the sum"`
	List        string `json:"list" description:"The register that lists what is counted; empty where it is several"`
	Query       string `json:"query" description:"The filters under which it does"`
}

// fundingRoute is something of which the funding is added up.
type fundingRoute struct {
	id, path, tag  string
	summary, about string
	what, title    string
	params         []param
	roles          []models.Role
	applications   bool
	compose        func(c *gin.Context) func(context.Context, *models.Actor) (*service.FundingReport, error)
}

func (a *api) mountFunding() {
	a.mountFundingOf(fundingRoute{
		id: "Bought", path: "/bought", tag: models.AwardKind.Many, roles: models.Roles,
		summary: "what was given, by grants and commissions, and what it bought: by priority, district, year and organisation",
		about:   "Several values of one filter widen it, several filters narrow it. The value “" + service.NotRecorded + "” asks for what is not recorded.",
		what:    "what-it-bought", title: "What it bought", params: fundingParams(),
		compose: func(c *gin.Context) func(context.Context, *models.Actor) (*service.FundingReport, error) {
			values := c.Request.URL.Query()
			values.Del(sensitive.name)
			return func(ctx context.Context, reader *models.Actor) (*service.FundingReport, error) {
				q, err := service.ParseFunding(values)
				if err != nil {
					return nil, err
				}
				return a.service.Bought(ctx, reader, q)
			}
		},
	})
	for _, one := range []struct {
		kind    *models.Kind
		summary string
		of      func(context.Context, *models.Actor, models.Ref) (*service.FundingReport, error)
	}{
		{models.FundKind, "what was given out of a fund, by round, priority and district", a.service.FundFunding},
		{models.RoundKind, "what became of the applications of a round, by priority and district", a.service.RoundFunding},
		{models.BodyKind, "what an organisation, and those that it succeeded, applied for and received over the years", a.service.BodyFunding},
	} {
		r := kindRoutes{a, one.kind, pascal(one.kind.Name), one.kind.Many}
		a.mountFundingOf(fundingRoute{
			id: r.name + "Funding", path: r.path("/{ref}/funding"), tag: r.tag, roles: r.seers(), params: []param{r.refParam()},
			summary: one.summary, about: "Applications are counted for whoever may know of them.",
			what: "funding-" + one.kind.Name, title: "Funding", applications: true,
			compose: func(c *gin.Context) func(context.Context, *models.Actor) (*service.FundingReport, error) {
				return func(ctx context.Context, reader *models.Actor) (*service.FundingReport, error) {
					return one.of(ctx, reader, refOf(c))
				}
			},
		})
	}
}

// fundingParams are the filters of what the money bought.
func fundingParams() []param {
	labels := map[string]string{
		"fund": "The fund", "round": "The round", "priority": "A priority that it serves", "district": "A district",
		"organisation": "Who received it", "year": "The year in which it was decided or agreed, or else began", "given": "How it was given",
	}
	var params []param
	for _, name := range service.FundingFilters {
		value := textSchema()
		if name == "given" {
			value = choiceSchema(service.GivenOptions, false)
		}
		params = append(params, param{name, "query", labels[name], listOf(value)})
	}
	return params
}

// mountFundingOf mounts sums as JSON, as CSV and as a workbook.
func (a *api) mountFundingOf(r fundingRoute) {
	a.mount(route{
		id: "read" + r.id, method: http.MethodGet, path: r.path, tag: r.tag, roles: r.roles, params: r.params,
		summary: "Read " + r.summary, about: r.about,
		answers: []answer{{http.StatusOK, "The sums of what you may see", &content{jsonType, a.document.reflect(funding{})}, nil}},
		handle: func(c *gin.Context, who *models.Actor) error {
			report, err := r.compose(c)(c.Request.Context(), who)
			if err == nil {
				writeValue(c, http.StatusOK, jsonType, fundingOf(report, service.FundingColumns(who, r.applications)))
			}
			return err
		},
	})
	for _, format := range []service.ExportFormat{service.ExportCSV, service.ExportXLSX} {
		a.mount(route{
			id: "export" + r.id + pascal(string(format)), method: http.MethodGet, path: r.path + "." + string(format), tag: r.tag, roles: r.roles,
			summary: "Export " + r.summary + " as " + formatNames[format],
			about:   "One row for everything, each counted once, and one for each row of each table. The name of the file carries the highest marking of what is in it.",
			params:  append(append([]param{}, r.params...), sensitive),
			answers: []answer{{http.StatusOK, "The sums, a row a line", sheetBodies[format], []string{"Content-Disposition"}}},
			handle:  func(c *gin.Context, who *models.Actor) error { return a.sendFunding(c, who, r, format) },
		})
	}
}

func (a *api) sendFunding(c *gin.Context, who *models.Actor, r fundingRoute, format service.ExportFormat) error {
	asked, err := wantsSensitive(c.Request.URL.Query())
	if err != nil {
		return err
	}
	file, send, err := a.service.FundingFile(c.Request.Context(), who, service.FundingFile{
		Title: r.title, What: r.what, Format: format, Applications: r.applications, Sensitive: asked, Compose: r.compose(c),
	})
	if err != nil {
		return err
	}
	return sendWritten(c, file, send)
}

func fundingOf(report *service.FundingReport, columns []service.FundingColumn) funding {
	answer := funding{Filters: report.Query.Filters, Total: fundingCells(report.Query, columns, report.Total), Tables: []fundingTable{}}
	for _, column := range columns {
		unit := "number"
		if column.Money != nil {
			unit = "pounds"
		}
		answer.Columns = append(answer.Columns, fundingColumn{column.Name, column.Label, unit})
	}
	for _, table := range report.Tables {
		rows := make([]fundingRow, len(table.Rows))
		for i, row := range table.Rows {
			rows[i] = fundingRow{row.Value, row.Label, fundingCells(report.Query.With(table.By, row.Value), columns, row.Funding)}
		}
		answer.Tables = append(answer.Tables, fundingTable{table.By, table.Label, table.Repeats(report.Total), rows})
	}
	return answer
}

func fundingCells(q service.FundingQuery, columns []service.FundingColumn, f service.Funding) []fundingCell {
	cells := make([]fundingCell, len(columns))
	for i, column := range columns {
		text, known := column.Text(f)
		if !known {
			text = ""
		}
		cells[i] = fundingCell{Name: column.Name, Value: text}
		if column.Money != nil {
			cells[i].NotRecorded = column.Money(f).NotRecorded
		}
		if column.List != nil {
			k, list := column.List(q)
			cells[i].List, cells[i].Query = k.Plural, list.Values().Encode()
		}
	}
	return cells
}
