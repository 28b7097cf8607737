package service

import (
	"context"
	"database/sql"
	"maps"
	"slices"

	"gorm.io/gorm"

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

// fundedSum is the amount of an award or a commission in SQL, to be added up.
const fundedSum = "amount"

// funded are the awards and commissions that a query asks for, as far as the
// person may see them, in one table: each with the value of what the sums are
// told apart by.
func (s *Service) funded(ctx context.Context, who *models.Actor, q FundingQuery, by string) (fundedTable, error) {
	grants, err := s.fundedOf(ctx, who, q, models.AwardKind, "asked", by)
	if err != nil {
		return fundedTable{}, err
	}
	commissions, err := s.fundedOf(ctx, who, q, models.CommissionKind, "CAST(NULL AS BIGINT)", by)
	table := fundedTable{sql: "(? UNION ALL ?) funded", args: []any{grants, commissions}, value: "funded.value"}
	if field := models.AwardKind.FilterField(by); field != nil && field.Type == models.RefsField {
		seen, values := visibleRecords(who, registerAs("pointed_at"), kindsOf(field)...)
		table.value = "COALESCE(pointed.to_ref, '')"
		table.join = "LEFT JOIN links pointed ON pointed.from_ref = funded.funded_ref AND pointed.field = ?" +
			" AND EXISTS (SELECT 1 FROM records pointed_at WHERE pointed_at.ref = pointed.to_ref AND " + seen + ")"
		table.joinArgs = append([]any{field.Name}, values...)
	}
	return table, err
}

// fundedTable is that table in SQL, and what the sums are told apart by.
type fundedTable struct {
	sql, value, join string
	args, joinArgs   []any
}

func (s *Service) fundedOf(ctx context.Context, who *models.Actor, q FundingQuery, k *models.Kind, asked, by string) (*gorm.DB, error) {
	list, some := q.List(k)
	if !some {
		list = Query{Filters: map[string][]string{"given": {""}}}
	}
	tx, err := s.listed(ctx, who, k, list)
	if err != nil {
		return nil, err
	}
	value, args := s.valueOf(who, k, by)
	return tx.Select(k.Table()+".ref AS funded_ref, '"+k.Name+"' AS kind, "+k.Table()+".state AS standing, "+value+" AS value, "+
		asked+" AS asked, "+fundedSum+" AS amount", args...), nil
}

// valueOf is what the sums are told apart by, where the record itself says it:
// nothing where the person may not see what it refers to.
func (s *Service) valueOf(who *models.Actor, k *models.Kind, by string) (string, []any) {
	column, of := by, models.RoundKind
	if by == "organisation" {
		of = models.BodyKind
	}
	switch {
	case by == "year":
		return k.DerivedNamed(by).On(s.Today()), nil
	case by == "organisation" && k == models.CommissionKind:
		column = "provider"
	case by != "organisation" && (by != "round" || k == models.CommissionKind):
		return "CAST('' AS TEXT)", nil
	}
	seen, args := visibleRecords(who, registerAs("referred"), of)
	return "COALESCE((SELECT referred.ref FROM records referred WHERE referred.ref = " + k.Table() + "." + column + " AND " + seen + "), '')", args
}

// from reads the table, with what it is joined to.
func (t fundedTable) from(tx *gorm.DB, joined string) *gorm.DB {
	tx = tx.Table(t.sql+joined, t.args...)
	if t.join != "" {
		tx = tx.Joins(t.join, t.joinArgs...)
	}
	return tx
}

// sumFunding adds up what a query asks for by one thing, in three statements
// however much there is.
func (s *Service) sumFunding(ctx context.Context, who *models.Actor, q FundingQuery, by string) (fundingSums, error) {
	funded, err := s.funded(ctx, who, q, by)
	if err != nil {
		return nil, err
	}
	sums := fundingSums{}
	if err := s.sumHeld(ctx, sums, funded); err != nil {
		return nil, unavailable(err)
	}
	if err := s.sumPayments(s.parts(ctx, who, models.PaymentKind, funded), sums, funded); err != nil {
		return nil, unavailable(err)
	}
	return sums, unavailable(s.sumOutcomes(s.parts(ctx, who, models.AwardOutcomeKind, funded), sums, funded))
}

// parts are what is part of the awards and commissions, as far as the person
// may see it.
func (s *Service) parts(ctx context.Context, who *models.Actor, k *models.Kind, funded fundedTable) *gorm.DB {
	filter, args := visibleIn(k, who)
	return funded.from(s.db.WithContext(ctx), " JOIN "+k.Table()+" ON "+k.Table()+"."+k.Parent+" = funded.funded_ref").Where(filter, args...)
}

// fundingSums are sums by the value of what they are told apart by.
type fundingSums map[string]Funding

func (f fundingSums) at(value string) Funding {
	if _, begun := f[value]; !begun {
		f[value] = newFunding()
	}
	return f[value]
}

func (s *Service) sumHeld(ctx context.Context, sums fundingSums, funded fundedTable) error {
	tx := funded.from(s.db.WithContext(ctx), "").
		Select(funded.value + " AS value, funded.kind, funded.standing, COUNT(*), " + summed("funded.asked") + ", " + summed("funded.amount")).Group("1, 2, 3")
	return each(tx, func(rows *sql.Rows) error {
		var value, kind string
		var state models.State
		var held Held
		err := rows.Scan(&value, &kind, &state, &held.Count, &held.Asked.Sum, &held.Asked.Recorded, &held.Asked.NotRecorded, &held.Amount.Sum, &held.Amount.Recorded, &held.Amount.NotRecorded)
		sum := sums.at(value)
		if sum.Held[kind] == nil {
			sum.Held[kind] = map[models.State]Held{}
		}
		sum.Held[kind][state] = held
		return err
	})
}

func (s *Service) sumPayments(payments *gorm.DB, sums fundingSums, funded fundedTable) error {
	return each(payments.Select(funded.value+" AS value, payments.state, "+summed("payments.amount")).Group("1, 2"), func(rows *sql.Rows) error {
		var value string
		var state models.State
		var money Money
		err := rows.Scan(&value, &state, &money.Sum, &money.Recorded, &money.NotRecorded)
		sums.at(value).Payments[state] = money
		return err
	})
}

func (s *Service) sumOutcomes(outcomes *gorm.DB, sums fundingSums, funded fundedTable) error {
	delivery := models.AwardOutcomeKind.DerivedNamed("delivery").On(s.Today())
	tx := outcomes.Where("award_outcomes.state = ?", models.Current).Select(funded.value + " AS value, " + delivery + " AS delivery, COUNT(*)").Group("1, 2")
	return each(tx, func(rows *sql.Rows) error {
		var value, delivery string
		var n int64
		err := rows.Scan(&value, &delivery, &n)
		sums.at(value).Outcomes[delivery] = n
		return err
	})
}

// currentOnly leaves out what was withdrawn.
var currentOnly = map[string][]string{"state": {string(models.Current)}}

// summed are the sum of an amount, of how many it is known and of how many not.
func summed(amount string) string {
	return "CAST(COALESCE(SUM(" + amount + "), 0) AS BIGINT), COUNT(" + amount + "), COUNT(*) - COUNT(" + amount + ")"
}

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
	total, err := s.sumFunding(ctx, who, q, "")
	if err != nil {
		return nil, err
	}
	report := &FundingReport{Query: q, Total: newFunding()}
	if sum, some := total[""]; some {
		report.Total = sum
	}
	for _, by := range tables {
		sums, err := s.sumFunding(ctx, who, q, by)
		if err != nil {
			return nil, err
		}
		table := fundingTables[by]
		if table.Rows, err = s.fundingRows(ctx, who, q, table, sums); err != nil {
			return nil, err
		}
		report.Tables = append(report.Tables, table)
	}
	return report, nil
}

// fundingRows are the rows that were asked for: years by the latest first,
// organisations by what they were given, others by name, and last what is not
// known.
func (s *Service) fundingRows(ctx context.Context, who *models.Actor, q FundingQuery, table FundingTable, sums fundingSums) ([]FundingRow, error) {
	if wanted := q.Filters[table.By]; len(wanted) > 0 {
		maps.DeleteFunc(sums, func(value string, _ Funding) bool {
			return !slices.Contains(unknownAsEmpty(wanted), value) && !slices.Contains(wanted, value)
		})
	}
	var known Names
	if table.Kind != nil {
		var refs []models.Ref
		for value := range sums {
			refs = append(refs, models.Ref(value))
		}
		var err error
		if known, err = names(s.db.WithContext(ctx), who, refs, table.Kind); err != nil {
			return nil, unavailable(err)
		}
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
	return rows, nil
}
