package frontend

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

const (
	tiesPath  = reconciliationPath + "/proposals"
	exactPath = reconciliationPath + "/exact"
)

// tiesView shows what unmatched lines could be tied to.
type tiesView struct {
	*service.ProposedLines
	query    service.ReconciliationQuery
	matches  bool
	done     string
	problems models.Problems
}

// tiesPage proposes to which payments unmatched lines belong.
func (v *visit) tiesPage() error {
	values := v.Request.URL.Query()
	done := values.Get("done")
	values.Del("done")
	q, err := service.ParseReconciliation(values)
	if err != nil {
		return err
	}
	return v.showTies(q, tieDone(done), nil, http.StatusOK)
}

func (v *visit) showTies(q service.ReconciliationQuery, done string, problems models.Problems, status int) error {
	q.Show = ""
	proposed, err := v.service.ProposedTies(v.ctx(), v.who, q)
	if err != nil {
		return err
	}
	view := tiesView{proposed, q, v.mayMatch(), done, problems}
	return v.show(page{Status: status, Title: tiesTitle, Errors: len(problems) > 0, Wide: true, Trail: reconciliationTrail(tiesTitle), Body: view.view()})
}

const tiesTitle = "What could belong together"

func tieDone(move string) string {
	return map[string]string{models.MoveMatch: "The line was matched.", models.MoveDiffer: "The line was recorded as differing."}[move]
}

// acceptTie ties one line to the payments that were proposed.
func (v *visit) acceptTie() error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	q, err := asked(typed)
	if err != nil {
		return err
	}
	// What is no number is a version that no line has.
	version, _ := strconv.Atoi(typed.Get("version"))
	move := typed.Get("move")
	if tieDone(move) == "" {
		return models.Fail(models.Refused, "A proposal is to match a line or to record it as differing")
	}
	ref := models.Ref(typed.Get("line"))
	_, err = v.service.Move(v.ctx(), v.who, models.LedgerLineKind, ref, version, move, service.Form{"payments": typed["payments"]})
	switch fault := models.FaultOf(err); {
	case err == nil && typed.Get("back") == "line":
		return v.seeOther(recordURL(models.LedgerLineKind, ref) + "?done=" + move)
	case err == nil:
		values := q.Values()
		values.Set("done", move)
		return v.seeOther(withQuery(tiesPath, values))
	case fault == models.Refused || fault == models.Stale:
		return v.showTies(q, "", models.Problems{{Text: string(ref) + ": " + asNamed(err).Public}}, http.StatusConflict)
	default:
		return err
	}
}

// tieForm are the hidden fields by which a proposal is accepted.
func tieForm(line *models.LedgerLine, tie models.Tie, q service.ReconciliationQuery, back string) []components.Hidden {
	fields := []components.Hidden{{Name: "line", Value: string(line.Ref)}, versionField(line.Version), {Name: "move", Value: tie.Move}, {Name: "back", Value: back}, {Name: "list", Value: q.Values().Encode()}}
	for _, payment := range tie.Payments() {
		fields = append(fields, components.Hidden{Name: "payments", Value: string(payment)})
	}
	return fields
}

func (t tiesView) next() string {
	if t.Next == "" {
		return ""
	}
	return afterURL(tiesPath, t.query, t.Next)
}

func (t tiesView) first() string {
	if t.query.After == "" {
		return ""
	}
	return withQuery(tiesPath, t.query.Values())
}

// exactView shows the lines that are matched in one act, before and after.
type exactView struct {
	*service.ExactOutcome
	query service.ReconciliationQuery
	done  bool
}

// exactPage shows what accepting all exact proposals would do.
func (v *visit) exactPage() error {
	q, err := service.ParseReconciliation(v.Request.URL.Query())
	if err != nil {
		return err
	}
	outcome, err := v.service.AcceptExact(v.ctx(), v.who, q, nil, true)
	if err != nil {
		return err
	}
	return v.showExact(exactView{outcome, q, false})
}

// acceptExact matches the lines that the page showed, at the versions that it
// showed.
func (v *visit) acceptExact() error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	q, err := asked(typed)
	if err != nil {
		return err
	}
	var chosen []service.Chosen
	for _, text := range typed["line"] {
		ref, version, _ := strings.Cut(text, "@")
		// What is no number is 0, which the service refuses.
		seen, _ := strconv.Atoi(version)
		chosen = append(chosen, service.Chosen{Ref: models.Ref(ref), Version: seen})
	}
	outcome, err := v.service.AcceptExact(v.ctx(), v.who, q, chosen, false)
	if err != nil {
		return err
	}
	return v.showExact(exactView{outcome, q, true})
}

func (v *visit) showExact(view exactView) error {
	return v.show(page{Title: view.title(), Wide: true, Trail: reconciliationTrail("Exact proposals"), Body: view.view()})
}

func (e exactView) title() string {
	n := len(e.Matched())
	lines := counted(int64(n), "ledger line", "ledger lines")
	switch {
	case e.done:
		return upperFirst(lines) + " matched"
	case n == 0:
		return "No line can be matched exactly"
	default:
		return "Check before you match " + lines
	}
}

func (e exactView) hidden() []components.Hidden {
	fields := []components.Hidden{{Name: "list", Value: e.query.Values().Encode()}}
	for _, line := range e.Matched() {
		fields = append(fields, components.Hidden{Name: "line", Value: fmt.Sprintf("%s@%d", line.Ref, line.Version)})
	}
	return fields
}

func (e exactView) back() string {
	return withQuery(tiesPath, e.query.Values())
}

func exactRows(lines []service.ExactLine) [][]components.Cell {
	var rows [][]components.Cell
	for _, line := range lines {
		rows = append(rows, append(lineCells(line.Line), components.Cell{HTML: bookedList(line.Tie.Bookings)}, components.Cell{Text: line.Tie.Why + ".", Class: components.CellText}))
	}
	return rows
}

func leftRows(lines []service.ExactLine) [][]components.Cell {
	var rows [][]components.Cell
	for _, line := range lines {
		name := components.Cell{Text: string(line.Ref)}
		if line.Line != nil {
			name = components.Cell{HTML: lineLink(line.Line)}
		}
		rows = append(rows, []components.Cell{name, {Text: line.Refused, Class: components.CellText}})
	}
	return rows
}

// ledgerLineOwn holds a line beside what is recorded here of its payments or,
// where nobody has matched it, what it could be tied to.
func ledgerLineOwn(v *visit, one *service.One) (own, error) {
	line := one.Model.(*models.LedgerLine)
	switch {
	case slices.Contains([]models.State{models.LedgerMatched, models.LedgerDiffering}, line.State):
		booked, err := v.service.BookedFor(v.ctx(), v.who, line)
		return own{Blocks: []block{{"beside", "The ledger beside what is recorded here", ledgerBeside{line, booked, line.Compare(booked)}.view()}}, Fields: []string{"payments"}}, err
	case line.State == models.LedgerUnmatched && v.mayMatch():
		ties, err := v.service.TiesFor(v.ctx(), v.who, line)
		proposed := service.ProposedLine{Line: line, Ties: ties}
		return own{Blocks: []block{{"proposals", tiesTitle, tieList(proposed, true, service.ReconciliationQuery{}, "line")}}, Next: []string{models.MoveMatch}}, err
	}
	return own{}, nil
}

// ledgerBeside holds a line beside what is booked of its payments.
type ledgerBeside struct {
	line   *models.LedgerLine
	booked []models.Booking
	models.Comparison
}

func (b ledgerBeside) rows() [][]components.Cell {
	rows := [][]components.Cell{{{Text: "In the ledger"}, {HTML: lineLink(b.line)}, {Text: b.line.BookedOn.String(), Class: components.CellLine}, lineAmount(b.line)}}
	for _, booking := range b.booked {
		rows = append(rows, []components.Cell{
			{Text: "Recorded here"}, {HTML: paymentLink(booking.Payment)},
			{HTML: said(booking.Day.String(), "Not recorded"), Class: components.CellLine}, {Numeric: true, Text: toThePenny(booking.Amount), Class: components.CellLine},
		})
	}
	return append(rows, []components.Cell{{Text: "Difference"}, {Text: upperFirst(b.Words()) + "."}, {Text: ""}, {Numeric: true, Text: toThePenny(b.Difference), Class: components.CellLine}})
}
