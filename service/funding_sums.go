package service

import (
	"context"
	"database/sql"
	"strconv"
	"strings"

	"gorm.io/gorm"

	"answerable/models"
)

// mostFundingTables is by how many things sums are told apart at once.
const mostFundingTables = 4

// fundingKey is what some awards and commissions have in common: a value for
// each thing that the sums are told apart by, as the record holds it. Where a
// record can have several, it is their list as text.
type fundingKey [mostFundingTables]string

// fundingSums are the sums of the records that have the same in common, so that
// every record is counted once. What they have in common may be more than the
// person may see.
type fundingSums map[fundingKey]Funding

func (f fundingSums) at(key fundingKey) Funding {
	if _, begun := f[key]; !begun {
		f[key] = newFunding()
	}
	return f[key]
}

// total counts everything once.
func (f fundingSums) total() Funding {
	total := newFunding()
	for _, sum := range f {
		total.add(sum)
	}
	return total
}

// by tells the sums apart by what stands at one place of their keys, as far as
// its name is known to the person; what has several values counts for each.
func (f fundingSums) by(at int, table FundingTable, known Names) (map[string]Funding, error) {
	sums := map[string]Funding{}
	for key, sum := range f {
		values := []string{key[at]}
		if table.Kind != nil {
			refs, err := table.refs(key[at])
			if err != nil {
				return nil, err
			}
			values = values[:0]
			for _, ref := range refs {
				if _, seen := known[ref]; seen {
					values = append(values, string(ref))
				}
			}
		}
		if len(values) == 0 {
			values = []string{""}
		}
		for _, value := range values {
			if _, begun := sums[value]; !begun {
				sums[value] = newFunding()
			}
			sums[value].add(sum)
		}
	}
	return sums, nil
}

// refs are the records that a value of the filter refers to.
func (t FundingTable) refs(value string) (models.Refs, error) {
	if field := models.AwardKind.FilterField(t.By); field == nil || field.Type != models.RefsField {
		return models.Refs{models.Ref(value)}, nil
	}
	var refs models.Refs
	err := refs.Scan(value)
	return refs.Distinct(), err
}

// fundedTable is the awards and commissions that a query asks for in SQL, as
// far as the person may see them: each with what the sums are told apart by, in
// the columns called keys.
type fundedTable struct {
	sql  string
	args []any
	keys []string
}

// key are the columns in a list for SQL.
func (t fundedTable) key() string { return strings.Join(t.keys, ", ") }

// groups names the columns by which the sums are told apart, and so many more.
func (t fundedTable) groups(more int) string {
	var places []string
	for place := range len(t.keys) + more {
		places = append(places, strconv.Itoa(place+1))
	}
	return strings.Join(places, ", ")
}

// into is where a row is read to that begins with the key.
func (t fundedTable) into(key *fundingKey, rest ...any) []any {
	var places []any
	for at := range t.keys {
		places = append(places, &key[at])
	}
	return append(places, rest...)
}

func (s *Service) funded(ctx context.Context, who *models.Actor, q FundingQuery, by []string) (fundedTable, error) {
	table := fundedTable{sql: "(? UNION ALL ?) funded"}
	for _, name := range by {
		table.keys = append(table.keys, "funded.by_"+name)
	}
	grants, err := s.fundedOf(ctx, who, q, models.AwardKind, "asked", by)
	if err != nil {
		return table, err
	}
	commissions, err := s.fundedOf(ctx, who, q, models.CommissionKind, "CAST(NULL AS BIGINT)", by)
	table.args = []any{grants, commissions}
	return table, err
}

func (s *Service) fundedOf(ctx context.Context, who *models.Actor, q FundingQuery, k *models.Kind, asked string, by []string) (*gorm.DB, error) {
	list, some := q.List(k)
	if !some {
		list = Query{Filters: map[string][]string{"given": {""}}}
	}
	tx, err := s.listed(ctx, who, k, list)
	if err != nil {
		return nil, err
	}
	columns := []string{k.Table() + ".ref AS funded_ref", "'" + k.Name + "' AS kind", k.Table() + ".state AS standing", asked + " AS asked", "amount"}
	for _, name := range by {
		columns = append(columns, s.valueOf(k, name)+" AS by_"+name)
	}
	return tx.Select(strings.Join(columns, ", ")), nil
}

// valueOf is what the sums are told apart by, as the record itself says it.
func (s *Service) valueOf(k *models.Kind, by string) string {
	if by == "organisation" && k == models.CommissionKind {
		by = "provider"
	}
	if by == "year" {
		return k.DerivedNamed(by).On(s.Today())
	}
	if field := k.FilterField(by); field != nil {
		return k.Table() + "." + field.Name
	}
	return "CAST('' AS TEXT)"
}

// sumFunding adds up what a query asks for by some things at once, in three
// statements however much there is.
func (s *Service) sumFunding(ctx context.Context, who *models.Actor, q FundingQuery, by []string) (fundingSums, error) {
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
	joined := funded.sql + " JOIN " + k.Table() + " ON " + k.Table() + "." + k.Parent + " = funded.funded_ref"
	return s.db.WithContext(ctx).Table(joined, funded.args...).Where(filter, args...)
}

func (s *Service) sumHeld(ctx context.Context, sums fundingSums, funded fundedTable) error {
	tx := s.db.WithContext(ctx).Table(funded.sql, funded.args...).
		Select(funded.key() + ", funded.kind, funded.standing, COUNT(*), " + summed("funded.asked") + ", " + summed("funded.amount")).Group(funded.groups(2))
	return each(tx, func(rows *sql.Rows) error {
		var key fundingKey
		var kind string
		var state models.State
		var held Held
		err := rows.Scan(funded.into(&key, &kind, &state, &held.Count, &held.Asked.Sum, &held.Asked.Recorded, &held.Asked.NotRecorded, &held.Amount.Sum, &held.Amount.Recorded, &held.Amount.NotRecorded)...)
		sums.at(key).hold(kind, state, held)
		return err
	})
}

func (s *Service) sumPayments(payments *gorm.DB, sums fundingSums, funded fundedTable) error {
	tx := payments.Select(funded.key() + ", payments.state, " + summed("payments.amount")).Group(funded.groups(1))
	return each(tx, func(rows *sql.Rows) error {
		var key fundingKey
		var state models.State
		var money Money
		err := rows.Scan(funded.into(&key, &state, &money.Sum, &money.Recorded, &money.NotRecorded)...)
		sums.at(key).Payments[state] = money
		return err
	})
}

func (s *Service) sumOutcomes(outcomes *gorm.DB, sums fundingSums, funded fundedTable) error {
	delivery := models.AwardOutcomeKind.DerivedNamed("delivery").On(s.Today())
	tx := outcomes.Where("award_outcomes.state = ?", models.Current).Select(funded.key() + ", " + delivery + " AS delivery, COUNT(*)").Group(funded.groups(1))
	return each(tx, func(rows *sql.Rows) error {
		var key fundingKey
		var delivery string
		var n int64
		err := rows.Scan(funded.into(&key, &delivery, &n)...)
		sums.at(key).Outcomes[delivery] = n
		return err
	})
}

// summed are the sum of an amount, of how many it is known and of how many not.
func summed(amount string) string {
	return "CAST(COALESCE(SUM(" + amount + "), 0) AS BIGINT), COUNT(" + amount + "), COUNT(*) - COUNT(" + amount + ")"
}
