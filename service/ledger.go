package service

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"
	"strings"

	"answerable/models"
)

// Ledger is what assurances come to: how they stand by priority, by the body
// that gave them and by year, which lapse next, and what was asked again and
// again and never shown.
type Ledger struct {
	Tables []LedgerTable
	// Total counts each assurance once, whatever row it stands in.
	Total LedgerRow
	// Lapsed and Lapsing are the assurances whose day has passed and those
	// whose day comes, the earliest first.
	Lapsed  Part
	Lapsing Part
	// Retests are the open questions that test those assurances again.
	Retests    map[models.Ref]Name
	NeverShown []Unshown
	// MoreNeverShown says that there are more than those.
	MoreNeverShown bool
}

// LedgerTable counts assurances by one thing and by how they stand. A row is
// what a filter of their list asks for.
type LedgerTable struct {
	// Filter is that of the list of assurances by which the rows are told
	// apart.
	Filter string
	Label  string
	// Kind is of which kind the rows are; nil where they are no records.
	Kind *models.Kind
	// Unknown is what the row is called of which nothing is known.
	Unknown string
	Rows    []LedgerRow
}

// LedgerRow counts the assurances of one value of the filter, by standing.
type LedgerRow struct {
	Value string
	// Label is the value as people read it; empty where nothing is known.
	Label  string
	Counts map[string]int64
}

// Sum counts the assurances of the row, however they stand.
func (r LedgerRow) Sum() int64 {
	var n int64
	for _, count := range r.Counts {
		n += count
	}
	return n
}

// Query lists what a cell of the table counts: one row or, where none is
// given, all of them; one standing or all.
func (t LedgerTable) Query(row *LedgerRow, standing string) Query {
	q := Query{Filters: map[string][]string{}}
	if row != nil {
		q.Filters[t.Filter] = []string{row.Value}
	}
	if standing != "" {
		q.Filters["standing"] = []string{standing}
	}
	return q
}

// lapseSize is how many assurances the ledger lists as lapsed and as lapsing.
const lapseSize = 15

// Ledger draws up the ledger of the assurances that the person may see.
func (s *Service) Ledger(ctx context.Context, who *models.Actor) (*Ledger, error) {
	total, err := s.Tally(ctx, who, models.AssuranceKind, "standing", Query{})
	if err != nil {
		return nil, err
	}
	ledger := &Ledger{Total: LedgerRow{Counts: total}}
	for _, table := range ledgerTables(who) {
		if err := s.fillLedger(ctx, who, &table); err != nil {
			return nil, err
		}
		ledger.Tables = append(ledger.Tables, table.LedgerTable)
	}
	if err := s.lapses(ctx, who, ledger); err != nil {
		return nil, err
	}
	ledger.NeverShown, ledger.MoreNeverShown, err = s.neverShown(ctx, who)
	return ledger, err
}

// told is a table of the ledger with how its rows are told apart in SQL.
type told struct {
	LedgerTable
	join, by         string
	joinArgs, byArgs []any
}

func ledgerTables(who *models.Actor) []told {
	serving, servingArgs := pointedAt(models.AssuranceKind.Field("priorities"), who)
	body := models.AssuranceKind.Behind[0]
	giver, giverArgs := bodyBehind(models.AssuranceKind, body.Field, who)
	year := models.AssuranceKind.DerivedNamed("year_given")
	return []told{
		{
			LedgerTable: LedgerTable{Filter: "priority", Label: "By priority", Kind: models.PriorityKind, Unknown: "No priority recorded"},
			join:        "LEFT JOIN (" + serving + ") serving ON serving.from_ref = assurances.ref", joinArgs: servingArgs,
			by: "COALESCE(serving.to_ref, '')",
		},
		{LedgerTable: LedgerTable{Filter: body.Name, Label: "By the body that gave them", Kind: models.BodyKind, Unknown: body.Unknown}, by: giver, byArgs: giverArgs},
		{LedgerTable: LedgerTable{Filter: year.Name, Label: "By the year in which they were given", Unknown: "Year not recorded"}, by: year.SQL},
	}
}

// fillLedger counts the rows of a table in one statement, and names them in
// another.
func (s *Service) fillLedger(ctx context.Context, who *models.Actor, table *told) error {
	tx, err := s.listed(ctx, who, models.AssuranceKind, Query{})
	if err != nil {
		return err
	}
	if table.join != "" {
		tx = tx.Joins(table.join, table.joinArgs...)
	}
	standing := models.AssuranceKind.DerivedNamed("standing").On(s.Today())
	counts := map[string]map[string]int64{}
	err = each(tx.Select(table.by+" AS value, "+standing+" AS standing, COUNT(*) AS n", table.byArgs...).Group("1, 2"), func(rows *sql.Rows) error {
		var value, standing string
		var n int64
		if err := rows.Scan(&value, &standing, &n); err != nil {
			return err
		}
		if counts[value] == nil {
			counts[value] = map[string]int64{}
		}
		counts[value][standing] = n
		return nil
	})
	if err != nil {
		return unavailable(err)
	}
	if table.Kind == nil {
		table.Rows = yearRows(counts)
		return nil
	}
	table.Rows, err = s.namedRows(ctx, who, counts, table.Kind)
	return err
}

// yearRows are the rows of years, the latest first, and last those of which
// the year is not known.
func yearRows(counts map[string]map[string]int64) []LedgerRow {
	var rows []LedgerRow
	for _, year := range slices.Backward(slices.Sorted(maps.Keys(counts))) {
		row := LedgerRow{Value: year, Label: year, Counts: counts[year]}
		if year == models.YearUnknown {
			row.Label = ""
		}
		rows = append(rows, row)
	}
	slices.SortStableFunc(rows, knownFirst)
	return rows
}

// namedRows are the rows of records by their titles, and last what points at
// none.
func (s *Service) namedRows(ctx context.Context, who *models.Actor, counts map[string]map[string]int64, k *models.Kind) ([]LedgerRow, error) {
	var refs []models.Ref
	for value := range counts {
		refs = append(refs, models.Ref(value))
	}
	known, err := names(s.db.WithContext(ctx), who, refs, k)
	if err != nil {
		return nil, unavailable(err)
	}
	var rows []LedgerRow
	for value, of := range counts {
		row := LedgerRow{Value: cmp.Or(value, NotRecorded), Label: known[models.Ref(value)].Title, Counts: of}
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b LedgerRow) int {
		return cmp.Or(knownFirst(a, b), strings.Compare(strings.ToLower(a.Label), strings.ToLower(b.Label)), strings.Compare(a.Value, b.Value))
	})
	return rows, nil
}

func knownFirst(a, b LedgerRow) int {
	switch {
	case (a.Label == "") == (b.Label == ""):
		return 0
	case a.Label == "":
		return 1
	default:
		return -1
	}
}

// lapses lists which assurances have lapsed and which lapse next.
func (s *Service) lapses(ctx context.Context, who *models.Actor, ledger *Ledger) error {
	yesterday := s.Today().Add(-1)
	lapsed, err := s.counted(ctx, who, models.AssuranceKind, Query{Filters: map[string][]string{"standing": {"lapsed"}}, Sort: "relied_until", Limit: lapseSize})
	if err != nil {
		return err
	}
	coming := map[string][]string{"state": {string(models.AssuranceLive)}, "relied_until_after": {string(yesterday)}}
	lapsing, err := s.counted(ctx, who, models.AssuranceKind, Query{Filters: coming, Sort: "relied_until", Limit: lapseSize})
	if err != nil {
		return err
	}
	ledger.Lapsed, ledger.Lapsing = *lapsed, *lapsing
	ledger.Lapsed.Label, ledger.Lapsing.Label = "Lapsed", "Lapsing next"
	var refs []models.Ref
	for _, m := range slices.Concat(lapsed.Page.Models, lapsing.Page.Models) {
		refs = append(refs, m.Base().Ref)
	}
	ledger.Retests, err = s.Retests(ctx, who, refs...)
	return err
}
