package service

import (
	"context"
	"maps"
	"slices"

	"answerable/models"
)

// Funding is what some awards and commissions come to: how many there are and
// for how much, by how they stand, what was paid under them, and what they
// were to bring about.
type Funding struct {
	// Held counts them by kind and state.
	Held map[string]map[models.State]Held
	// Payments are those under them, by state.
	Payments map[models.State]Money
	// Outcomes counts what they were to bring about by models.Deliveries.
	Outcomes map[string]int64
}

// Held is how many records stand in one way, what was asked for with them and
// what their amount is.
type Held struct {
	Count         int64
	Asked, Amount Money
}

// plus adds two.
func (h Held) plus(other Held) Held {
	return Held{h.Count + other.Count, h.Asked.Plus(other.Asked), h.Amount.Plus(other.Amount)}
}

func newFunding() Funding {
	return Funding{map[string]map[models.State]Held{}, map[models.State]Money{}, map[string]int64{}}
}

// In is what the records of a kind come to that stand in some states.
func (f Funding) In(k *models.Kind, states ...models.State) Held {
	var sum Held
	for _, state := range states {
		sum = sum.plus(f.Held[k.Name][state])
	}
	return sum
}

// Grants and Commissions are what was given, by the one and by the other.
func (f Funding) Grants() Held { return f.In(models.AwardKind, models.AwardGiven...) }

// Commissions is what was given by commissions.
func (f Funding) Commissions() Held { return f.In(models.CommissionKind, models.CommissionGiven...) }

// Projects is how many grants and commissions were given.
func (f Funding) Projects() int64 { return f.Grants().Count + f.Commissions().Count }

// Awarded is the money that was given, by both.
func (f Funding) Awarded() Money { return f.Grants().Amount.Plus(f.Commissions().Amount) }

// Paid is the money that was paid and did not come back, and Returned what
// came back.
func (f Funding) Paid() Money { return f.Payments[models.PaymentPaid] }

// Returned is the money that was paid and came back.
func (f Funding) Returned() Money { return f.Payments[models.PaymentReturned] }

// Promised is how many outcomes were promised, whatever came of them.
func (f Funding) Promised() int64 {
	var n int64
	for _, count := range f.Outcomes {
		n += count
	}
	return n
}

// hold adds records of a kind that stand in one way.
func (f Funding) hold(kind string, state models.State, held Held) {
	if f.Held[kind] == nil {
		f.Held[kind] = map[models.State]Held{}
	}
	f.Held[kind][state] = f.Held[kind][state].plus(held)
}

// add adds what others come to.
func (f Funding) add(other Funding) {
	for kind, states := range other.Held {
		for state, held := range states {
			f.hold(kind, state, held)
		}
	}
	for state, money := range other.Payments {
		f.Payments[state] = f.Payments[state].Plus(money)
	}
	for delivery, n := range other.Outcomes {
		f.Outcomes[delivery] += n
	}
}

// currentOnly leaves out what was withdrawn.
var currentOnly = map[string][]string{"state": {string(models.Current)}}

// FundingTable tells sums apart by one thing. A row is what a filter asks for.
type FundingTable struct {
	// By is the filter by which the rows are told apart.
	By    string
	Label string
	// Kind is of which kind the rows are; nil where they are no records.
	Kind *models.Kind
	// Unknown is what the row is called of which nothing is known.
	Unknown string
	Rows    []FundingRow
}

// FundingRow is the sums of one value of the filter.
type FundingRow struct {
	Value string
	// Label is the value as people read it; empty where nothing is known.
	Label string
	Funding
}

// fundingTables are the tables that can be made, by their filters.
var fundingTables = map[string]FundingTable{
	"priority":     {By: "priority", Label: "By priority", Kind: models.PriorityKind, Unknown: "No priority recorded"},
	"district":     {By: "district", Label: "By district", Kind: models.DistrictKind, Unknown: "No district recorded"},
	"year":         {By: "year", Label: "By year", Unknown: "Year not recorded"},
	"round":        {By: "round", Label: "By round", Kind: models.RoundKind, Unknown: "Round not recorded"},
	"organisation": {By: "organisation", Label: "By organisation", Kind: models.BodyKind, Unknown: "Organisation not recorded"},
}

// Repeats tells whether the rows count anything more than once.
func (t FundingTable) Repeats(total Funding) bool {
	var rows int64
	for _, row := range t.Rows {
		rows += row.count()
	}
	return rows > total.count()
}

// None tells that there is nothing at all.
func (f Funding) None() bool { return f.count() == 0 }

// count is how many records there are in all.
func (f Funding) count() int64 {
	var n int64
	for _, states := range f.Held {
		for _, held := range states {
			n += held.Count
		}
	}
	return n
}

// FundingReport is the sums of what a query asks for, in tables.
type FundingReport struct {
	Query FundingQuery
	// Total counts everything once, whatever rows it stands in.
	Total  Funding
	Tables []FundingTable
}

// fundingReport adds up what a query asks for. It takes as many statements
// whatever there is.
func (s *Service) fundingReport(ctx context.Context, who *models.Actor, q FundingQuery, tables ...string) (*FundingReport, error) {
	sums, err := s.sumFunding(ctx, who, q, tables)
	if err != nil {
		return nil, err
	}
	known, err := s.fundingNames(ctx, who, sums, tables)
	if err != nil {
		return nil, err
	}
	report := &FundingReport{Query: q, Total: sums.total()}
	for at, by := range tables {
		table := fundingTables[by]
		apart, err := sums.by(at, table, known)
		if err != nil {
			return nil, unavailable(err)
		}
		table.Rows = fundingRows(q, table, apart, known)
		report.Tables = append(report.Tables, table)
	}
	return report, nil
}

// fundingNames are the names of the records that the rows are about, as far as
// the person may see them.
func (s *Service) fundingNames(ctx context.Context, who *models.Actor, sums fundingSums, tables []string) (Names, error) {
	var kinds []*models.Kind
	var refs models.Refs
	for at, by := range tables {
		table := fundingTables[by]
		if table.Kind == nil {
			continue
		}
		kinds = append(kinds, table.Kind)
		for key := range sums {
			some, err := table.refs(key[at])
			if err != nil {
				return nil, unavailable(err)
			}
			refs = append(refs, some...)
		}
	}
	known, err := names(s.db.WithContext(ctx), who, refs, kinds...)
	return known, unavailable(err)
}

// fundingRows are the rows that were asked for: years by the latest first,
// organisations by what they were given, others by name, and last what is not
// known.
func fundingRows(q FundingQuery, table FundingTable, sums map[string]Funding, known Names) []FundingRow {
	if wanted := q.Filters[table.By]; len(wanted) > 0 {
		maps.DeleteFunc(sums, func(value string, _ Funding) bool {
			return !slices.Contains(unknownAsEmpty(wanted), value) && !slices.Contains(wanted, value)
		})
	}
	var rows []FundingRow
	for value, sum := range sums {
		row := FundingRow{Value: value, Label: known[models.Ref(value)].Title, Funding: sum}
		if table.Kind == nil && value != models.YearUnknown {
			row.Label = value
		}
		if value == "" {
			row.Value = NotRecorded
		}
		rows = append(rows, row)
	}
	slices.SortFunc(rows, table.compare)
	return rows
}
