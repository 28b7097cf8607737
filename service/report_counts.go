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
		activities:  those(b, models.ActivityKind, in, func(a *models.Activity) bool { return b.duringPeriod(a.Started, a.Ended) }),
		put:         those(b, models.QuestionKind, in, func(q *models.Question) bool { return b.inPeriod(q.PutOn) }),
		answered:    those(b, models.QuestionKind, in, b.answeredInPeriod),
		late:        those(b, models.QuestionKind, in, func(q *models.Question) bool { return b.isOverdue(q) }),
		assurances:  those(b, models.AssuranceKind, in, func(a *models.Assurance) bool { return b.inPeriod(a.GivenOn) }),
		lapsed:      those(b, models.AssuranceKind, in, b.lapsedInPeriod),
		made:        those(b, models.CommitmentKind, in, func(c *models.Commitment) bool { return b.inPeriod(c.GivenOn) }),
		kept:        those(b, models.CommitmentKind, in, func(c *models.Commitment) bool { return b.inPeriod(c.DoneOn) }),
		overdue:     those(b, models.CommitmentKind, in, func(c *models.Commitment) bool { return b.isOverdue(c) }),
		recommended: those(b, models.RecommendationKind, in, b.recommendedInPeriod),
		closed:      those(b, models.RecommendationKind, in, func(r *models.Recommendation) bool { return b.inPeriod(r.ClosedOn) }),
		measures:    those(b, models.MeasureKind, in, func(m *models.Measure) bool { return len(b.figuresInPeriod(m)) > 0 }),
	}
	h.keptLate = slices.DeleteFunc(slices.Clone(h.kept), func(c *models.Commitment) bool { return c.DueOn == "" || c.DoneOn <= c.DueOn })
	b.spentIn(&h, in)
	b.usedIn(&h)
	return h
}

// those are the gathered records of a kind that a test takes in and of which
// something holds.
func those[T models.Model](b *briefing, k *models.Kind, in func(models.Model) bool, holds func(T) bool) []T {
	return where(b, k, func(m T) bool { return in(m) && holds(m) })
}

// spentIn gathers the money of the period: decisions and payments, and what
// came of what was decided on.
func (b *briefing) spentIn(h *happenings, in func(models.Model) bool) {
	h.awards = those(b, models.AwardKind, in, func(a *models.Award) bool { return a.State != models.AwardDeclined && b.inPeriod(a.DecidedOn) })
	h.commissions = those(b, models.CommissionKind, in, func(c *models.Commission) bool { return b.inPeriod(c.AgreedOn) })
	h.payments = where(b, models.PaymentKind, func(p *models.Payment) bool {
		return p.State == models.PaymentPaid && b.inPeriod(p.PaidOn) && b.isUnder(p.Award, in)
	})
	var decided models.Refs
	for _, award := range h.awards {
		decided = append(decided, award.Ref)
	}
	for _, commission := range h.commissions {
		decided = append(decided, commission.Ref)
	}
	h.outcomes = where(b, models.AwardOutcomeKind, func(o *models.AwardOutcome) bool {
		return decided.Has(o.Award) || b.inPeriod(o.AsAt) && b.isUnder(o.Award, in)
	})
	h.sum()
}

// lapsedInPeriod tells whether an assurance lapsed in the period and was not
// tested again.
func (b *briefing) lapsedInPeriod(a *models.Assurance) bool {
	return b.inPeriod(a.ReliedUntil) && a.Standing(b.day) == "lapsed"
}

// recommendedInPeriod tells whether a recommendation was made by a report that
// was published in the period.
func (b *briefing) recommendedInPeriod(r *models.Recommendation) bool {
	report := find[*models.Report](b, models.ReportKind, r.Report)
	return report != nil && b.inPeriod(report.PublishedOn)
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

// isUnder tells whether a test takes in the award or commission of a reference.
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
