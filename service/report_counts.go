package service

import (
	"cmp"
	"slices"

	"answerable/models"
)

// happenings are what happened in the period of a report, of one priority or of
// everything.
type happenings struct {
	activities   []*models.Activity
	put          []*models.Question
	answered     []*models.Question
	late         []*models.Question
	assurances   []*models.Assurance
	lapsed       []*models.Assurance
	made         []*models.Commitment
	kept         []*models.Commitment
	keptLate     []*models.Commitment
	overdue      []*models.Commitment
	recommended  []*models.Recommendation
	closed       []*models.Recommendation
	awards       []*models.Award
	commissions  []*models.Commission
	payments     []*models.Payment
	outcomes     []*models.AwardOutcome
	measures     []*models.Measure
	unknownMoney int
	awarded      models.Pence
	paid         models.Pence
}

// happened gathers what happened in the period of what a test takes in.
func (b *briefing) happened(in func(models.Model) bool) happenings {
	h := happenings{
		activities: where(b, models.ActivityKind, func(a *models.Activity) bool { return in(a) && b.duringPeriod(a.Started, a.Ended) }),
		put:        where(b, models.QuestionKind, func(q *models.Question) bool { return in(q) && b.inPeriod(q.PutOn) }),
		answered:   where(b, models.QuestionKind, func(q *models.Question) bool { return in(q) && b.answeredInPeriod(q) }),
		late:       where(b, models.QuestionKind, func(q *models.Question) bool { return in(q) && b.isOverdue(q) }),
		assurances: where(b, models.AssuranceKind, func(a *models.Assurance) bool { return in(a) && b.inPeriod(a.GivenOn) }),
		lapsed: where(b, models.AssuranceKind, func(a *models.Assurance) bool {
			return in(a) && b.inPeriod(a.ReliedUntil) && a.Standing(b.day) == "lapsed"
		}),
		made:    where(b, models.CommitmentKind, func(c *models.Commitment) bool { return in(c) && b.inPeriod(c.GivenOn) }),
		kept:    where(b, models.CommitmentKind, func(c *models.Commitment) bool { return in(c) && b.inPeriod(c.DoneOn) }),
		overdue: where(b, models.CommitmentKind, func(c *models.Commitment) bool { return in(c) && b.isOverdue(c) }),
		recommended: where(b, models.RecommendationKind, func(r *models.Recommendation) bool {
			report := find[*models.Report](b, models.ReportKind, r.Report)
			return in(r) && report != nil && b.inPeriod(report.PublishedOn)
		}),
		closed:      where(b, models.RecommendationKind, func(r *models.Recommendation) bool { return in(r) && b.inPeriod(r.ClosedOn) }),
		awards:      where(b, models.AwardKind, func(a *models.Award) bool { return in(a) && a.State != models.AwardDeclined && b.inPeriod(a.DecidedOn) }),
		commissions: where(b, models.CommissionKind, func(c *models.Commission) bool { return in(c) && b.inPeriod(c.AgreedOn) }),
		payments: where(b, models.PaymentKind, func(p *models.Payment) bool {
			return p.State == models.PaymentPaid && b.inPeriod(p.PaidOn) && b.paidUnder(p, in)
		}),
		measures: where(b, models.MeasureKind, func(m *models.Measure) bool { return in(m) && len(b.figuresInPeriod(m)) > 0 }),
	}
	h.keptLate = slices.DeleteFunc(slices.Clone(h.kept), func(c *models.Commitment) bool { return c.DueOn == "" || c.DoneOn <= c.DueOn })
	h.outcomes = where(b, models.AwardOutcomeKind, func(o *models.AwardOutcome) bool {
		under := func(m models.Model) bool { return m.Base().Ref == o.Award }
		return slices.ContainsFunc(h.awards, func(a *models.Award) bool { return under(a) }) || slices.ContainsFunc(h.commissions, func(c *models.Commission) bool { return under(c) }) ||
			b.inPeriod(o.AsAt) && b.isUnder(o.Award, in)
	})
	h.sum()
	b.usedIn(&h)
	return h
}

// usedIn notes that the paper rests on what it counts, so that its marking is
// theirs too where it only gives their number.
func (b *briefing) usedIn(h *happenings) {
	use(b, h.activities)
	use(b, h.put)
	use(b, h.answered)
	use(b, h.late)
	use(b, h.assurances)
	use(b, h.lapsed)
	use(b, h.made)
	use(b, h.kept)
	use(b, h.overdue)
	use(b, h.recommended)
	use(b, h.closed)
	use(b, h.awards)
	use(b, h.commissions)
	use(b, h.payments)
	use(b, h.outcomes)
	use(b, h.measures)
}

func use[T models.Model](b *briefing, list []T) {
	for _, m := range list {
		b.used[m.Base().Ref] = true
	}
}

// sum adds up what was awarded and what was paid.
func (h *happenings) sum() {
	add := func(amount *models.Pence, to *models.Pence) {
		if amount == nil {
			h.unknownMoney++
			return
		}
		*to += *amount
	}
	for _, award := range h.awards {
		add(award.Amount, &h.awarded)
	}
	for _, commission := range h.commissions {
		add(commission.Amount, &h.awarded)
	}
	for _, payment := range h.payments {
		add(payment.Amount, &h.paid)
	}
}

// nothing tells whether nothing happened at all.
func (h *happenings) nothing() bool {
	return len(h.activities)+len(h.put)+len(h.answered)+len(h.late)+len(h.assurances)+len(h.lapsed)+len(h.made)+len(h.kept)+len(h.overdue)+
		len(h.recommended)+len(h.closed)+len(h.awards)+len(h.commissions)+len(h.payments)+len(h.outcomes)+len(h.measures) == 0
}

func (b *briefing) isOverdue(m models.Model) bool {
	return models.KindOf(m).DerivedNamed("overdue").Of(m, b.day) == "yes"
}

// answeredInPeriod tells whether an answer was given to a question in the
// period.
func (b *briefing) answeredInPeriod(q *models.Question) bool {
	return slices.ContainsFunc(b.answersTo(q.Ref), func(a *models.Answer) bool { return b.inPeriod(cmp.Or(a.GivenOn, a.SubmittedOn)) })
}

// paidUnder tells whether a payment was made under something that a test takes
// in.
func (b *briefing) paidUnder(p *models.Payment, in func(models.Model) bool) bool {
	return b.isUnder(p.Award, in)
}

func (b *briefing) isUnder(ref models.Ref, in func(models.Model) bool) bool {
	if award := find[*models.Award](b, models.AwardKind, ref); award != nil {
		return in(award)
	}
	commission := find[*models.Commission](b, models.CommissionKind, ref)
	return commission != nil && in(commission)
}

// figuresInPeriod are the figures of a measure for periods that overlap that of
// the report, in the order of their periods.
func (b *briefing) figuresInPeriod(m *models.Measure) []*models.Figure {
	figures := slices.DeleteFunc(b.figuresOf(m), func(f *models.Figure) bool { return !b.duringPeriod(f.PeriodStart, f.PeriodEnd) })
	slices.SortStableFunc(figures, func(x, y *models.Figure) int { return cmp.Compare(x.PeriodStart, y.PeriodStart) })
	return figures
}
