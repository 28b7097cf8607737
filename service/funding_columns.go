package service

import (
	"slices"
	"strconv"
	"strings"

	"answerable/models"
)

// FundingColumn is one thing that tables of funding say, whether on a page, in
// a file or to a program.
type FundingColumn struct {
	Name  string
	Label string
	// Count or Money says it: how many, or how much.
	Count func(Funding) int64
	Money func(Funding) Money
	// List is the list of what is counted or added up, for the query of the
	// row; nil where it is several lists.
	List func(FundingQuery) (*models.Kind, Query)
}

// Text is the number of a column, an amount in pounds; false where there are
// amounts and none of them is recorded.
func (c FundingColumn) Text(f Funding) (string, bool) {
	if c.Count != nil {
		return strconv.FormatInt(c.Count(f), 10), true
	}
	money := c.Money(f)
	return money.Sum.Plain(), money.Known()
}

// Known tells whether the sum says anything: where there are amounts and none
// of them is recorded, it is not nothing but unknown.
func (m Money) Known() bool { return m.Recorded > 0 || m.NotRecorded == 0 }

// FundingStage is how far applications have come.
type FundingStage struct {
	Name   string
	Label  string
	States []models.State
	// Asked says that it is counted at what was asked for, rather than at the
	// amount that was proposed or awarded.
	Asked bool
}

// fundingStages are the stages before money is given. What was recommended and
// then awarded is still told as recommended, at its amount.
var fundingStages = []FundingStage{
	{"applied", "Applied for", statesBut(models.AwardKind, models.Withdrawn), true},
	{"recommended", "Recommended, or awarded since", append([]models.State{models.AwardRecommended}, models.AwardGiven...), false},
	{"declined", "Declined", []models.State{models.AwardDeclined}, true},
}

func statesBut(k *models.Kind, left models.State) []models.State {
	var states []models.State
	for _, state := range k.States {
		if models.State(state.Value) != left {
			states = append(states, models.State(state.Value))
		}
	}
	return states
}

// FundingStages are the stages that a person may know of: to others, what was
// not awarded does not exist.
func FundingStages(who *models.Actor) []FundingStage {
	return slices.DeleteFunc(slices.Clone(fundingStages), func(stage FundingStage) bool {
		return slices.ContainsFunc(stage.States, func(state models.State) bool { return !models.AwardKind.SeenIn(who, state) })
	})
}

// FundingColumns are the columns for a person: those of applications only
// where the tables count applications too.
func FundingColumns(who *models.Actor, applications bool) []FundingColumn {
	var columns []FundingColumn
	if applications {
		for _, stage := range FundingStages(who) {
			columns = append(columns, stage.columns()...)
		}
	}
	columns = append(columns, givenColumns(models.AwardKind, "grants", "Grants", Funding.Grants)...)
	columns = append(columns, givenColumns(models.CommissionKind, "commissions", "Commissions", Funding.Commissions)...)
	columns = append(columns,
		FundingColumn{Name: "awarded", Label: "Awarded", Money: Funding.Awarded},
		paymentColumn("paid", "Paid", models.PaymentPaid),
		paymentColumn("returned", "Returned", models.PaymentReturned),
		FundingColumn{Name: "outcomes", Label: "Outcomes promised", Count: Funding.Promised, List: func(q FundingQuery) (*models.Kind, Query) {
			return models.AwardOutcomeKind, q.Parts(models.AwardOutcomeKind, "")
		}},
	)
	for _, delivery := range models.Deliveries {
		columns = append(columns, FundingColumn{
			Name: "outcomes_" + strings.ReplaceAll(delivery.Value, " ", "_"), Label: delivery.Label, Count: func(f Funding) int64 { return f.Outcomes[delivery.Value] },
			List: func(q FundingQuery) (*models.Kind, Query) {
				return models.AwardOutcomeKind, q.Parts(models.AwardOutcomeKind, "delivery", delivery.Value)
			},
		})
	}
	return columns
}

// columns are how many there are at the stage, for how much, and of how many
// that is not recorded.
func (stage FundingStage) columns() []FundingColumn {
	return []FundingColumn{
		{Name: stage.Name, Label: stage.Label + ": number", Count: func(f Funding) int64 { return stage.Held(f).Count }, List: stage.List},
		{Name: stage.Name + "_amount", Label: stage.Label, Money: stage.Money},
		{Name: stage.Name + "_not_recorded", Label: stage.Label + ": amount not recorded", Count: func(f Funding) int64 { return stage.Money(f).NotRecorded }},
	}
}

// Held is what has come to the stage, and Money for how much.
func (stage FundingStage) Held(f Funding) Held { return f.In(models.AwardKind, stage.States...) }

// Money is the sum of what has come to the stage.
func (stage FundingStage) Money(f Funding) Money {
	if stage.Asked {
		return stage.Held(f).Asked
	}
	return stage.Held(f).Amount
}

// List is the list of the applications at the stage.
func (stage FundingStage) List(q FundingQuery) (*models.Kind, Query) {
	states := make([]string, len(stage.States))
	for i, state := range stage.States {
		states[i] = string(state)
	}
	return models.AwardKind, q.Parts(models.AwardKind, "state", states...)
}

// givenColumns are how many grants or commissions were given, and of how many
// the amount is not recorded.
func givenColumns(k *models.Kind, name, label string, held func(Funding) Held) []FundingColumn {
	given := func(q FundingQuery) FundingQuery { return q.With("given", givenAs[k]) }
	return []FundingColumn{
		{Name: name, Label: label, Count: func(f Funding) int64 { return held(f).Count }, List: func(q FundingQuery) (*models.Kind, Query) {
			return k, given(q).Parts(k, "")
		}},
		{Name: name + "_not_recorded", Label: label + ": amount not recorded", Count: func(f Funding) int64 { return held(f).Amount.NotRecorded }, List: func(q FundingQuery) (*models.Kind, Query) {
			return k, given(q).Parts(k, "amount_known", "no")
		}},
	}
}

func paymentColumn(name, label string, state models.State) FundingColumn {
	return FundingColumn{
		Name: name, Label: label, Money: func(f Funding) Money { return f.Payments[state] },
		List: func(q FundingQuery) (*models.Kind, Query) {
			return models.PaymentKind, q.Parts(models.PaymentKind, "state", string(state))
		},
	}
}
