package api

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

// ledger is how assurances stand, as programs read it.
type ledger struct {
	Tables     []ledgerTable `json:"tables"`
	Total      []ledgerCell  `json:"total" description:"Each assurance once, though one that serves two priorities stands in two rows"`
	Lapsed     lapses        `json:"lapsed"`
	Lapsing    lapses        `json:"lapsing"`
	NeverShown []neverShown  `json:"never_shown" description:"What was asked again and again and of which nothing was ever found assured, that asked most first"`
	More       bool          `json:"more_never_shown" description:"Whether there are more of these"`
}

// ledgerTable counts assurances by one thing and by how they stand.
type ledgerTable struct {
	By    string      `json:"by" description:"The filter of the list of assurances by which the rows are told apart"`
	Label string      `json:"label"`
	Rows  []ledgerRow `json:"rows"`
}

type ledgerRow struct {
	Value string       `json:"value" description:"The value of the filter; “unknown” for those of which it is not known"`
	Label string       `json:"label" description:"Empty where it is not known"`
	Cells []ledgerCell `json:"cells"`
}

// ledgerCell is a count, and under which query the list gives what it counts.
type ledgerCell struct {
	Standing string `json:"standing" description:"How they stand; empty for all together"`
	Count    int64  `json:"count"`
	Query    string `json:"query"`
}

// lapses are the first assurances of a list by the day on which they lapse.
type lapses struct {
	Label string  `json:"label"`
	Query string  `json:"query"`
	Count int64   `json:"count"`
	Items []lapse `json:"items"`
}

type lapse struct {
	service.Name
	Standing    string        `json:"standing"`
	ReliedUntil models.Date   `json:"relied_until"`
	RetestDue   bool          `json:"retest_due" description:"Whether it has lapsed or is about to, so that a question is proposed"`
	Retest      *service.Name `json:"retest,omitempty" description:"The open question that tests it again"`
}

type neverShown struct {
	Says      string                `json:"says"`
	Asked     int                   `json:"asked"`
	Since     models.Date           `json:"since"`
	Questions []service.PutQuestion `json:"questions"`
}

func (a *api) mountLedger(r kindRoutes) {
	a.mount(route{
		id: "readAssuranceLedger", method: http.MethodGet, path: r.path("/ledger"), tag: r.tag, roles: r.seers(),
		summary: "Read the ledger of assurances: how they stand by priority, body and year, which lapse next, what was never shown",
		answers: []answer{{http.StatusOK, "The ledger of the assurances that you may see", &content{jsonType, a.document.reflect(ledger{})}, nil}},
		handle:  a.ledger,
	})
}

func (a *api) ledger(c *gin.Context, who *models.Actor) error {
	found, err := a.service.Ledger(c.Request.Context(), who)
	if err != nil {
		return err
	}
	answer := ledger{
		Tables: make([]ledgerTable, len(found.Tables)), NeverShown: make([]neverShown, len(found.NeverShown)), More: found.MoreNeverShown,
		Lapsed: a.lapsesOf(found.Lapsed, found.Retests), Lapsing: a.lapsesOf(found.Lapsing, found.Retests),
		Total: cellsOf(service.LedgerTable{}, nil, found.Total),
	}
	for i, table := range found.Tables {
		answer.Tables[i] = ledgerTable{By: table.Filter, Label: table.Label, Rows: make([]ledgerRow, len(table.Rows))}
		for j, row := range table.Rows {
			answer.Tables[i].Rows[j] = ledgerRow{row.Value, row.Label, cellsOf(table, &row, row)}
		}
	}
	for i, chain := range found.NeverShown {
		answer.NeverShown[i] = neverShown{models.NeverShown(chain.Asked, chain.Since), chain.Asked, chain.Since, chain.Questions}
	}
	writeValue(c, http.StatusOK, jsonType, answer)
	return nil
}

// cellsOf are the counts of a row by standing, and last their sum.
func cellsOf(table service.LedgerTable, of *service.LedgerRow, row service.LedgerRow) []ledgerCell {
	cells := []ledgerCell{}
	for _, standing := range models.LedgerStandings {
		cells = append(cells, ledgerCell{standing.Value, row.Counts[standing.Value], table.Query(of, standing.Value).Values().Encode()})
	}
	return append(cells, ledgerCell{"", row.Sum(), table.Query(of, "").Values().Encode()})
}

func (a *api) lapsesOf(part service.Part, retests map[models.Ref]service.Name) lapses {
	list := lapses{part.Label, part.Query.Values().Encode(), part.Count, []lapse{}}
	today := a.service.Today()
	for i, name := range namesOf(part.Page) {
		assurance := part.Page.Models[i].(*models.Assurance)
		item := lapse{Name: name, Standing: assurance.Standing(today), ReliedUntil: assurance.ReliedUntil, RetestDue: assurance.RetestDue(today)}
		if question, open := retests[name.Ref]; open {
			item.Retest = &question
		}
		list.Items = append(list.Items, item)
	}
	return list
}
