package api

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

const reconciliationPath = "/reconciliation"

// reconciliation is how the ledger and what is recorded here stand to one
// another, as programs read it.
type reconciliation struct {
	Standings []reconciliationStanding `json:"standings"`
	Ledger    ledgerSum                `json:"ledger" description:"All lines; those of the standings add up to it"`
	Booked    ledgerSum                `json:"booked" description:"All that is recorded here as paid or, negative, returned; the standings add up to it"`
	Rows      []reconciliationRow      `json:"rows" description:"A page of what “show” asks for; empty without it"`
	Next      string                   `json:"next" description:"The “after” of the next page; empty on the last"`
}

type reconciliationStanding struct {
	Name   string     `json:"name" description:"What “show” takes to read the rows"`
	Label  string     `json:"label"`
	About  string     `json:"about"`
	Ledger *ledgerSum `json:"ledger,omitempty" description:"The lines that stand so"`
	Booked *ledgerSum `json:"booked,omitempty" description:"What is recorded here that stands so"`
}

type ledgerSum struct {
	Count int64        `json:"count"`
	Sum   models.Pence `json:"pence"`
}

// reconciliationRow is a line of the ledger beside what is recorded here.
type reconciliationRow struct {
	Line            *reconciliationLine `json:"line,omitempty" description:"Not there where the ledger has none"`
	Booked          []booking           `json:"booked"`
	DifferencePence models.Pence        `json:"difference_pence" description:"What the line says beyond what is recorded here"`
	DaysApart       int                 `json:"days_apart" description:"By how many days the farthest of what is recorded here is away from the line"`
}

type reconciliationLine struct {
	Ref       models.Ref    `json:"ref"`
	Version   int           `json:"version"`
	BookedOn  models.Date   `json:"booked_on"`
	LedgerRef string        `json:"ledger_ref"`
	Payee     string        `json:"payee"`
	Pence     *models.Pence `json:"pence"`
}

// booking is money that moved as it is recorded here.
type booking struct {
	Payment models.Ref   `json:"payment"`
	Award   models.Ref   `json:"award" description:"The award or the commission"`
	Pence   models.Pence `json:"pence" description:"Negative where it came back"`
	Day     models.Date  `json:"day"`
}

// reconciliationProposals are lines that nobody has matched, with what they
// could be tied to.
type reconciliationProposals struct {
	Items []proposedLine `json:"items"`
	Next  string         `json:"next" description:"The “after” of the next page; empty on the last"`
}

type proposedLine struct {
	Line reconciliationLine `json:"line"`
	Ties []proposedTie      `json:"ties" description:"The likeliest first"`
}

type proposedTie struct {
	Move            string       `json:"move" description:"The move of the line that ties it"`
	Why             string       `json:"why"`
	Exact           bool         `json:"exact" description:"The ledger quotes the payment itself, and all agrees"`
	Booked          []booking    `json:"booked"`
	DifferencePence models.Pence `json:"difference_pence"`
	DaysApart       int          `json:"days_apart"`
}

// exactMatches is what became, or would become, of exact lines.
type exactMatches struct {
	Preview bool        `json:"preview"`
	More    bool        `json:"more" description:"There are more than one act can match"`
	Lines   []exactLine `json:"lines"`
}

type exactLine struct {
	Ref     models.Ref `json:"ref"`
	Version int        `json:"version" description:"Send it back, so that a line changed in between is left alone"`
	Refused string     `json:"refused" description:"Why the line was left as it is; empty where it was matched"`
	Booked  []booking  `json:"booked"`
}

// mountReconciliation mounts how the ledger is held against the payments
// recorded here.
func (a *api) mountReconciliation() {
	k := models.LedgerLineKind
	r := kindRoutes{a, k, pascal(k.Name), k.Many}
	page := r.pages()
	names := make([]models.Option, len(service.ReconciliationStandings))
	for i, standing := range service.ReconciliationStandings {
		names[i] = models.Option{Value: standing.Name, Label: standing.Label}
	}
	a.mount(route{
		id: "readReconciliation", method: http.MethodGet, path: reconciliationPath, tag: r.tag, roles: r.seers(), denies: true,
		summary: "Hold the ledger against the payments recorded here",
		about:   "Each side adds up to its total, to the penny. A line is one of a fund by what it says itself or by its payments, and one of a round by its payments alone.",
		params:  append(append(reconciliationParams(), param{"show", "query", "Which rows to read", choiceSchema(names, false)}), page...),
		answers: []answer{{http.StatusOK, "The sums, and the rows that were asked for", &content{jsonType, a.document.reflect(reconciliation{})}, nil}},
		handle:  a.readReconciliation,
	})
	a.mount(route{
		id: "proposeTies", method: http.MethodGet, path: reconciliationPath + "/proposals", tag: r.tag, roles: r.seers(), denies: true,
		summary: "Propose to which payments unmatched lines of the ledger belong",
		about:   "Nothing is tied by it: make the move of the line that the proposal names.",
		params:  append(reconciliationParams(), page...),
		answers: []answer{{http.StatusOK, "The unmatched lines, the latest first", &content{jsonType, a.document.reflect(reconciliationProposals{})}, nil}},
		handle:  a.proposeTies,
	})
	a.mount(route{
		id: "matchExact", method: http.MethodPost, path: reconciliationPath + "/exact", tag: r.tag, roles: rolesIn(k.Move(models.MoveMatch).Who), denies: true,
		summary: "Match all lines of which the ledger quotes the payment itself",
		about: "A preview changes nothing and answers what would be; send back the lines at the versions that it gives. A line that cannot be matched any more is left, with the reason why. At most " +
			strconv.Itoa(service.MaxBulk) + " at once.",
		params: reconciliationParams(),
		body: &content{jsonType, schema{"type": "object", "additionalProperties": false, "properties": schema{
			"lines":   chosenSchema("The lines. A preview may leave them out, and then takes all that are exact"),
			"preview": schema{"type": "boolean", "default": false, "description": "Only say what would be"},
		}}},
		answers: []answer{{http.StatusOK, "What became, or would become, of each line", &content{jsonType, a.document.reflect(exactMatches{})}, nil}},
		handle:  a.matchExact,
	})
	for _, format := range []service.ExportFormat{service.ExportCSV, service.ExportXLSX} {
		a.mount(route{
			id: "exportReconciliation" + pascal(string(format)), method: http.MethodGet, path: reconciliationPath + "." + string(format), tag: r.tag, roles: r.seers(), denies: true,
			summary: "Export how the ledger stands to the payments recorded here as " + formatNames[format],
			about:   "One row for each line of the ledger, and for each payment that is not in it. The name of the file carries the highest marking of what is in it.",
			params:  append(reconciliationParams(), sensitive),
			answers: []answer{{http.StatusOK, "The rows", sheetBodies[format], []string{"Content-Disposition"}}},
			handle:  func(c *gin.Context, who *models.Actor) error { return a.sendReconciliation(c, who, format) },
		})
	}
}

func reconciliationParams() []param {
	about := map[string]string{"fund": "Only lines and payments of this fund", "round": "Only those of this round", "from": "Only those of this day or later", "to": "Only those of this day or earlier"}
	values := map[string]schema{"fund": listOf(textSchema()), "round": listOf(textSchema()), "from": {"type": "string", "pattern": datePattern}, "to": {"type": "string", "pattern": datePattern}}
	var params []param
	for _, name := range service.ReconciliationFilters {
		params = append(params, param{name, "query", about[name], values[name]})
	}
	return params
}

func (a *api) readReconciliation(c *gin.Context, who *models.Actor) error {
	q, err := service.ParseReconciliation(c.Request.URL.Query())
	if err != nil {
		return err
	}
	found, err := a.service.Reconcile(c.Request.Context(), who, q)
	if err != nil {
		return err
	}
	answer := reconciliation{Ledger: ledgerSum(found.LedgerTotal()), Booked: ledgerSum(found.BookedTotal()), Rows: []reconciliationRow{}}
	for _, standing := range service.ReconciliationStandings {
		answer.Standings = append(answer.Standings, reconciliationStanding{
			standing.Name, standing.Label, standing.About, sumNamed(found.Ledger, standing.Name), sumNamed(found.Booked, standing.Name),
		})
	}
	if q.Show != "" {
		page, err := a.service.ReconciliationRows(c.Request.Context(), who, q)
		if err != nil {
			return err
		}
		answer.Next = page.Next
		for _, row := range page.Rows {
			answer.Rows = append(answer.Rows, reconciliationRow{lineOf(row.Line), bookingsOf(row.Booked), row.Difference, row.Apart})
		}
	}
	writeValue(c, http.StatusOK, jsonType, answer)
	return nil
}

func sumNamed(sums map[string]service.LedgerSum, name string) *ledgerSum {
	sum, there := sums[name]
	if !there {
		return nil
	}
	return (*ledgerSum)(&sum)
}

func lineOf(line *models.LedgerLine) *reconciliationLine {
	if line == nil {
		return nil
	}
	return &reconciliationLine{line.Ref, line.Version, line.BookedOn, line.LedgerRef, line.Payee, line.Amount}
}

func bookingsOf(booked []models.Booking) []booking {
	list := make([]booking, len(booked))
	for i, one := range booked {
		list[i] = booking{one.Payment, one.Award, one.Amount, one.Day}
	}
	return list
}

func (a *api) proposeTies(c *gin.Context, who *models.Actor) error {
	q, err := service.ParseReconciliation(c.Request.URL.Query())
	if err != nil {
		return err
	}
	page, err := a.service.ProposedTies(c.Request.Context(), who, q)
	if err != nil {
		return err
	}
	answer := reconciliationProposals{Items: make([]proposedLine, len(page.Lines)), Next: page.Next}
	for i, line := range page.Lines {
		ties := make([]proposedTie, len(line.Ties))
		for i, tie := range line.Ties {
			ties[i] = proposedTie{tie.Move, tie.Why, tie.Exact, bookingsOf(tie.Bookings), tie.Difference, tie.Apart}
		}
		answer.Items[i] = proposedLine{*lineOf(line.Line), ties}
	}
	writeValue(c, http.StatusOK, jsonType, answer)
	return nil
}

func (a *api) matchExact(c *gin.Context, who *models.Actor) error {
	q, err := service.ParseReconciliation(c.Request.URL.Query())
	if err != nil {
		return err
	}
	sent, err := object(c)
	if err != nil {
		return err
	}
	var lines []service.JSON
	var preview bool
	if err := into(sent, map[string]any{"lines": &lines, "preview": &preview}); err != nil {
		return err
	}
	chosen, err := chosenIn(lines)
	if err != nil {
		return err
	}
	outcome, err := a.service.AcceptExact(c.Request.Context(), who, q, chosen, preview)
	if err != nil {
		return err
	}
	answer := exactMatches{preview, outcome.More, make([]exactLine, len(outcome.Lines))}
	for i, line := range outcome.Lines {
		answer.Lines[i] = exactLine{line.Ref, line.Version, line.Refused, bookingsOf(line.Tie.Bookings)}
	}
	writeValue(c, http.StatusOK, jsonType, answer)
	return nil
}

func (a *api) sendReconciliation(c *gin.Context, who *models.Actor, format service.ExportFormat) error {
	asked, values, err := sensitiveIn(c.Request.URL.Query())
	if err != nil {
		return err
	}
	q, err := service.ParseReconciliation(values)
	if err != nil {
		return err
	}
	file, send, err := a.service.ReconciliationFile(c.Request.Context(), who, q, format, asked)
	if err != nil {
		return err
	}
	return sendWritten(c, file, send)
}

// sensitiveIn takes the wish for what is OFFICIAL-SENSITIVE out of an address.
func sensitiveIn(values url.Values) (bool, url.Values, error) {
	asked, err := wantsSensitive(values)
	values.Del(sensitive.name)
	return asked, values, err
}
