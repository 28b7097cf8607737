package frontend

import (
	"slices"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// awardOwn holds the money of an award against what was paid, and what it
// promised against what it delivered.
func awardOwn(v *visit, one *service.One) (own, error) {
	award := one.Model.(*models.Award)
	added, err := v.fundedOwn(one, funding{asked: award.Asked, wasAsked: true, given: service.Given(award), amount: award.Amount})
	if err != nil {
		return own{}, err
	}
	added.Lead = lettersLink(v.lettersURL(one), "Write a letter about this award")
	publication, err := v.publicationBlock(award)
	added.Blocks, added.Covers = append(added.Blocks, publication...), append(added.Covers, "withholding.award")
	return added, err
}

// commissionOwn does the same for a commission, and shows who held the posts
// for which it pays.
func commissionOwn(v *visit, one *service.One) (own, error) {
	commission := one.Model.(*models.Commission)
	added, err := v.fundedOwn(one, funding{given: service.Given(commission), amount: commission.Amount})
	if err != nil {
		return own{}, err
	}
	posts, err := v.holdersBlock(one)
	added.Blocks = append([]block{{"deliverables", "What it should deliver", deliverables(commission.Deliverables)}}, slices.Concat(added.Blocks, posts)...)
	added.Covers = append(added.Covers, "post.funded_by")
	added.Fields = append(added.Fields, "deliverables")
	return added, err
}

// funding is the money of an award or a commission. Amounts that are not
// recorded are nil.
type funding struct {
	wasAsked bool // there is an amount that was asked for
	asked    *models.Pence
	given    bool // the amount was awarded or agreed, not only proposed
	amount   *models.Pence
	paid     models.Pence
	planned  models.Pence
	returned models.Pence
	// payments is how many are recorded in all.
	payments int64
}

func (v *visit) fundedOwn(one *service.One, money funding) (own, error) {
	ref := one.Model.Base().Ref
	outcomes, err := v.partsOf(models.AwardOutcomeKind, "award", "ref", ref)
	if err != nil {
		return own{}, err
	}
	payments, err := v.partsOf(models.PaymentKind, "award", "-planned_on", ref)
	if err != nil {
		return own{}, err
	}
	if err := v.sumPayments(payments.query, &money); err != nil {
		return own{}, err
	}
	paid := partList(payments, v.service.Today(), "No payment is recorded.", "purpose", "planned_on", "paid_on")
	return own{
		Blocks: []block{
			{"money", "Money", components.SummaryList{Rows: money.rows()}},
			{"outcomes", "What it promised and what it delivered", v.adding(outcomeTable(outcomes.live()), models.AwardOutcomeKind, "award", ref)},
			{"payments", "Payments", v.adding(paid, models.PaymentKind, "award", ref)},
		},
		Covers: []string{"award-outcome.award", "payment.award"},
		Fields: []string{"asked", "amount"},
	}, nil
}

// sumPayments adds up the payments that a query lists, by where they stand.
func (v *visit) sumPayments(q service.Query, money *funding) error {
	for state, sum := range map[models.State]*models.Pence{
		models.PaymentPaid:     &money.paid,
		models.PaymentPlanned:  &money.planned,
		models.PaymentReturned: &money.returned,
	} {
		payments, err := v.service.Money(v.ctx(), v.who, models.PaymentKind, "amount", narrowed(q, "state", string(state)))
		if err != nil {
			return err
		}
		*sum = payments.Sum
		money.payments += payments.Recorded
	}
	return nil
}

// rows show the money. What is left is only worked out from an amount that is
// recorded.
func (f funding) rows() []components.SummaryRow {
	var rows []components.SummaryRow
	if f.wasAsked {
		rows = append(rows, components.SummaryRow{Key: "Asked for", HTML: amount(f.asked, "Amount not recorded")})
	}
	if !f.given {
		return append(rows, components.SummaryRow{Key: "Amount proposed", HTML: amount(f.amount, "Amount not recorded")})
	}
	rows = append(rows,
		components.SummaryRow{Key: "Amount", HTML: amount(f.amount, "Amount not recorded")},
		components.SummaryRow{Key: "Paid so far", HTML: amount(f.paidSoFar(), "No payment is recorded")},
	)
	if f.planned != 0 {
		rows = append(rows, components.SummaryRow{Key: "Payments planned", Text: f.planned.String()})
	}
	if f.returned != 0 {
		rows = append(rows, components.SummaryRow{Key: "Returned", Text: f.returned.String()})
	}
	return append(rows, components.SummaryRow{Key: "Left to pay", HTML: amount(f.left(), "Not known, because the amount is not recorded")})
}

// paidSoFar is what was paid; nil where no payment is recorded at all, which is
// not to say that none was made.
func (f funding) paidSoFar() *models.Pence {
	if f.payments == 0 {
		return nil
	}
	return &f.paid
}

// left is what may still be paid; nil where that is not known.
func (f funding) left() *models.Pence {
	if f.amount == nil {
		return nil
	}
	left := *f.amount - f.paid
	return &left
}

// outcomeRows hold for each outcome what was promised beside what was
// delivered.
func outcomeRows(outcomes parts) [][]components.Cell {
	k := models.AwardOutcomeKind
	var rows [][]components.Cell
	for _, outcome := range as[*models.AwardOutcome](outcomes) {
		rows = append(rows, []components.Cell{
			cell(tableLink(outcome)),
			cell(amountOf(outcome.Baseline, outcome.Unit, k.Field("baseline").Unknown)),
			cell(amountOf(outcome.Promised, outcome.Unit, k.Field("promised").Unknown)),
			cell(delivered(outcome)),
			cellOf(k, "as_at", outcome, outcomes.Names),
		})
	}
	return rows
}
