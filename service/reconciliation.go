package service

import (
	"context"
	"database/sql"
	"maps"
	"net/url"
	"slices"
	"strings"

	"gorm.io/gorm"

	"answerable/models"
)

// ReconciliationStanding is how the ledger and what is booked here stand to
// one another.
type ReconciliationStanding struct {
	Name  string
	Label string
	About string
	// State is that of the lines that stand so; empty where there is none.
	State models.State
	// Booked says that something is booked here that stands so.
	Booked bool
}

// Missing is the standing of what is booked here and is not in the ledger.
const Missing = "missing"

// ReconciliationStandings are all of them, in the order of the page.
var ReconciliationStandings = []ReconciliationStanding{
	{"matched", "Matched", "The ledger and the payments here tell the same", models.LedgerMatched, true},
	{"differing", "Differing", "The line belongs to these payments, but amount or day differ", models.LedgerDiffering, true},
	{"unmatched", "In the ledger, not here", "Lines to be matched or set aside", models.LedgerUnmatched, false},
	{Missing, "Here, not in the ledger", "What was recorded as paid or returned, without a line in the ledger", "", true},
	{"aside", "Set aside", "Lines that are not about payments recorded here", models.LedgerSetAside, false},
}

// StandingNamed finds a standing; false where there is none of that name.
func StandingNamed(name string) (ReconciliationStanding, bool) {
	at := slices.IndexFunc(ReconciliationStandings, func(s ReconciliationStanding) bool { return s.Name == name })
	if at < 0 {
		return ReconciliationStanding{}, false
	}
	return ReconciliationStandings[at], true
}

// ReconciliationQuery asks for lines of the ledger and for what is booked here:
// those of funds, of rounds and of a period. A line is one of a fund by what it
// says itself or by its payments, and one of a round by its payments alone.
type ReconciliationQuery struct {
	Funds, Rounds []string
	From, To      models.Date
	// Show is the standing of which the rows are asked for; empty for none.
	Show  string
	After string
	// Limit is how many rows; 0 means PageSize.
	Limit int
}

// ReconciliationFilters are the filters, in the order of forms.
var ReconciliationFilters = []string{"fund", "round", "from", "to"}

// ParseReconciliation reads what is asked from an address.
func ParseReconciliation(values url.Values) (ReconciliationQuery, error) {
	q := ReconciliationQuery{
		Funds: filled(values["fund"]), Rounds: filled(values["round"]), From: models.Date(values.Get("from")), To: models.Date(values.Get("to")),
		Show: values.Get("show"), After: values.Get("after"),
	}
	var problems models.Problems
	for _, name := range slices.Sorted(maps.Keys(values)) {
		switch {
		case name == "limit":
			var list Query
			problems = append(problems, list.readLimit(values[name])...)
			q.Limit = list.Limit
		case !slices.Contains(append([]string{"show", "after"}, ReconciliationFilters...), name):
			problems = append(problems, models.Problem{Field: name, Code: "unknown_filter", Text: name + ": is not a filter of the reconciliation"})
		}
	}
	return q, append(problems, q.problems()...).Or()
}

func filled(values []string) []string {
	return slices.DeleteFunc(slices.Clone(values), func(v string) bool { return v == "" })
}

// problems are what is wrong with the period and with what is to be shown.
func (q ReconciliationQuery) problems() models.Problems {
	var problems models.Problems
	for _, bound := range []struct {
		name, label string
		day         models.Date
	}{{"from", "From", q.From}, {"to", "To", q.To}} {
		if bound.day != "" && !bound.day.IsDay() {
			problems = append(problems, models.Problem{Field: bound.name, Code: "date", Text: bound.label + ": must be a day, for example 2019-01-21"})
		}
	}
	if q.From.IsDay() && q.To.IsDay() && q.To < q.From {
		problems = append(problems, models.Problem{Field: "to", Code: "order", Text: "To: must not be before From"})
	}
	if _, known := StandingNamed(q.Show); q.Show != "" && !known {
		problems = append(problems, models.Problem{Field: "show", Code: "choice", Text: "show: must be one of " + strings.Join(standingNames(), ", ")})
	}
	return problems
}

func standingNames() []string {
	names := make([]string, len(ReconciliationStandings))
	for i, standing := range ReconciliationStandings {
		names[i] = standing.Name
	}
	return names
}

// Values writes the query as it stands in an address, without the page.
func (q ReconciliationQuery) Values() url.Values {
	values := url.Values{}
	for name, wanted := range map[string][]string{"fund": q.Funds, "round": q.Rounds, "from": {string(q.From)}, "to": {string(q.To)}, "show": {q.Show}} {
		if len(wanted) > 0 && wanted[0] != "" {
			values[name] = slices.Clone(wanted)
		}
	}
	return values
}

// LedgerSum is how many there are and what they come to.
type LedgerSum struct {
	Count int64
	Sum   models.Pence
}

func (l LedgerSum) plus(other LedgerSum) LedgerSum {
	return LedgerSum{l.Count + other.Count, l.Sum + other.Sum}
}

// Reconciliation is what the ledger and what is booked here come to, by how
// they stand to one another. Each side adds up to its total.
type Reconciliation struct {
	Query          ReconciliationQuery
	Ledger, Booked map[string]LedgerSum
}

// LedgerTotal is what the lines come to.
func (r *Reconciliation) LedgerTotal() LedgerSum { return total(r.Ledger) }

// BookedTotal is what is booked here comes to.
func (r *Reconciliation) BookedTotal() LedgerSum { return total(r.Booked) }

func total(sums map[string]LedgerSum) LedgerSum {
	var all LedgerSum
	for _, sum := range sums {
		all = all.plus(sum)
	}
	return all
}

// Reconcile adds up both sides, in two statements however much there is.
func (s *Service) Reconcile(ctx context.Context, who *models.Actor, q ReconciliationQuery) (*Reconciliation, error) {
	if err := reconciles(who); err != nil {
		return nil, err
	}
	r := &Reconciliation{q, map[string]LedgerSum{}, map[string]LedgerSum{}}
	for _, standing := range ReconciliationStandings {
		if standing.State != "" {
			r.Ledger[standing.Name] = LedgerSum{}
		}
		if standing.Booked {
			r.Booked[standing.Name] = LedgerSum{}
		}
	}
	lines, err := s.ledgerLines(ctx, who, q, models.LedgerCounted...)
	if err != nil {
		return nil, err
	}
	if err := sumLedger(lines.Select("ledger_lines.state, COUNT(*), CAST(COALESCE(SUM(ledger_lines.amount), 0) AS BIGINT)").Group("ledger_lines.state"), r.Ledger); err != nil {
		return nil, unavailable(err)
	}
	booked, err := s.bookings(ctx, who, q)
	if err != nil {
		return nil, err
	}
	return r, unavailable(sumLedger(booked.Select("COALESCE(tied.standing, '"+Missing+"'), COUNT(*), CAST(COALESCE(SUM(booked.amount), 0) AS BIGINT)").Group("tied.standing"), r.Booked))
}

func sumLedger(tx *gorm.DB, into map[string]LedgerSum) error {
	return each(tx, func(rows *sql.Rows) error {
		var state string
		var sum LedgerSum
		err := rows.Scan(&state, &sum.Count, &sum.Sum)
		into[standingOf(state)] = sum
		return err
	})
}

// standingOf is the name of the standing of lines in a state.
func standingOf(state string) string {
	for _, standing := range ReconciliationStandings {
		if string(standing.State) == state {
			return standing.Name
		}
	}
	return state
}

// reconciles refuses those for whom there is no ledger.
func reconciles(who *models.Actor) error {
	if len(models.LedgerLineKind.Reading(who)) == 0 {
		return models.Fail(models.Denied, "Only the office of the Commissioner may see its ledger")
	}
	return nil
}

// ledgerLines are the lines that a query asks for, in some states.
func (s *Service) ledgerLines(ctx context.Context, who *models.Actor, q ReconciliationQuery, states ...models.State) (*gorm.DB, error) {
	tx, err := s.listed(ctx, who, models.LedgerLineKind, Query{}.in(states))
	if err != nil {
		return nil, err
	}
	if q.From != "" {
		tx = tx.Where("ledger_lines.booked_on >= ?", q.From)
	}
	if q.To != "" {
		tx = tx.Where("ledger_lines.booked_on <= ?", q.To)
	}
	if len(q.Funds)+len(q.Rounds) == 0 {
		return tx, nil
	}
	payments, err := s.listed(ctx, who, models.PaymentKind, Query{Filters: q.under()})
	if err != nil {
		return nil, err
	}
	own := q.Funds
	if len(q.Rounds) > 0 {
		own = nil
	}
	return tx.Where("(ledger_lines.fund IN ? OR ledger_lines.ref IN (SELECT links.from_ref FROM links WHERE links.field = 'payments' AND links.to_ref IN (?)))",
		append([]string{"-"}, own...), payments.Select("payments.ref")), nil
}

// under are the filters of payments that the query asks for.
func (q ReconciliationQuery) under() map[string][]string {
	filters := map[string][]string{}
	if len(q.Funds) > 0 {
		filters["under_fund"] = q.Funds
	}
	if len(q.Rounds) > 0 {
		filters["under_round"] = q.Rounds
	}
	return filters
}

// bookings are what is booked here as a query asks for it, as the table booked:
// each payment as it went out and, with a negative amount, as it came back. The
// table tied says against which line each stands.
func (s *Service) bookings(ctx context.Context, who *models.Actor, q ReconciliationQuery) (*gorm.DB, error) {
	out, err := s.listed(ctx, who, models.PaymentKind, Query{Filters: q.under()}.in([]models.State{models.PaymentPaid, models.PaymentReturned}))
	if err != nil {
		return nil, err
	}
	back, err := s.listed(ctx, who, models.PaymentKind, Query{Filters: q.under()}.in([]models.State{models.PaymentReturned}))
	if err != nil {
		return nil, err
	}
	out = out.Where("payments.amount IS NOT NULL").Select("payments.ref AS ref, payments.award AS award, payments.amount AS amount, payments.paid_on AS day, 'out' AS way")
	back = back.Where("payments.amount IS NOT NULL").Select("payments.ref AS ref, payments.award AS award, -payments.amount AS amount, payments.returned_on AS day, 'back' AS way")
	filter, args := visibleIn(models.LedgerLineKind, who)
	tied := s.db.WithContext(ctx).Table("ledger_lines").Joins("JOIN links ON links.from_ref = ledger_lines.ref AND links.field = 'payments'").
		Where("ledger_lines.state IN ?", []models.State{models.LedgerMatched, models.LedgerDiffering}).Where(filter, args...).
		Select("links.to_ref AS payment, ledger_lines.state AS standing, CASE WHEN ledger_lines.amount < 0 THEN 'back' ELSE 'out' END AS way")
	tx := s.db.WithContext(ctx).Table("(? UNION ALL ?) booked", out, back).Joins("LEFT JOIN (?) tied ON tied.payment = booked.ref AND tied.way = booked.way", tied)
	// A day that is known to the month alone lies in the month.
	if q.From != "" {
		tx = tx.Where("booked.day || '-99' >= ?", q.From)
	}
	if q.To != "" {
		tx = tx.Where("booked.day <= ?", q.To)
	}
	return tx, nil
}
