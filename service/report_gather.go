package service

import (
	"cmp"
	"slices"

	"answerable/models"
)

// timed gives a report on a period that is over the day on which it ended, so
// that it says how things stood then, and not how they stand by now.
func (s *Service) timed(brief Brief) Brief {
	if brief.Type != models.Briefing && brief.AsAt == "" && brief.Until.IsDay() && brief.Until < s.Today() {
		brief.AsAt = brief.Until
	}
	return brief
}

// reportSteps read what a report on a period rests on: whatever falls into the
// period, what is late or has lapsed whenever it began, and the plan in force.
func (b *briefing) reportSteps() ([]func([]models.Ref) error, error) {
	if b.subject != nil {
		if models.KindOf(b.subject) != models.PlanKind {
			return nil, models.Problems{{Field: "about", Text: "About: such a report is about a plan, or else about a period alone"}}.Or()
		}
		b.subject = nil
	}
	return []func([]models.Ref) error{b.readRoots, b.readLate, b.readAnswered, b.readPanelMeetings, b.readRelated, b.readParts, b.readInForce, b.readOwn}, nil
}

// readLate reads everything of which a day has passed, whenever that was.
func (b *briefing) readLate([]models.Ref) error {
	for _, late := range []struct {
		k           *models.Kind
		fact, value string
	}{
		{models.QuestionKind, "overdue", "yes"}, {models.CommitmentKind, "overdue", "yes"}, {models.RecommendationKind, "overdue", "yes"}, {models.ReportKind, "overdue", "yes"},
		{models.OccurrenceKind, "overdue", "yes"}, {models.PaymentKind, "overdue", "yes"}, {models.AssuranceKind, "standing", "lapsed"},
	} {
		derived := late.k.DerivedNamed(late.fact)
		if err := b.read(late.k, condition{"(" + derived.On(b.day) + ") = ?", []any{late.value}}); err != nil {
			return err
		}
	}
	return nil
}

// readAnswered reads the questions that were answered, and the awards and
// commissions that were paid, in the period.
func (b *briefing) readAnswered([]models.Ref) error {
	answers, payments := b.within(models.AnswerKind), b.within(models.PaymentKind)
	for _, part := range []struct {
		k  *models.Kind
		of condition
	}{
		{models.QuestionKind, condition{"questions.ref IN (SELECT question FROM answers WHERE " + answers.sql + ")", answers.args}},
		{models.AwardKind, condition{"awards.ref IN (SELECT award FROM payments WHERE " + payments.sql + ")", payments.args}},
		{models.CommissionKind, condition{"commissions.ref IN (SELECT award FROM payments WHERE " + payments.sql + ")", payments.args}},
	} {
		if err := b.read(part.k, part.of); err != nil {
			return err
		}
	}
	return nil
}

// readPanelMeetings reads the meetings of the period, what they took up, and
// what was undertaken at them.
func (b *briefing) readPanelMeetings([]models.Ref) error {
	meetings, items := models.MeetingKind, models.AgendaItemKind
	if err := b.read(meetings, b.within(meetings)); err != nil {
		return err
	}
	if err := b.read(items, b.among(items, "meeting", b.refs(meetings))); err != nil {
		return err
	}
	return b.read(models.CommitmentKind, b.among(models.CommitmentKind, "arises_from", b.refs(meetings, items)))
}

// readInForce reads the edition of the plan that was in force at the end of the
// period, with its outcomes and priorities. One that was made up for a
// demonstration gives way to a real one.
func (b *briefing) readInForce([]models.Ref) error {
	editions := models.EditionKind
	var of []condition
	if b.About != "" {
		of = append(of, condition{"editions.plan = ?", []any{b.About}})
	}
	if err := b.read(editions, of...); err != nil {
		return err
	}
	b.lists[editions.Name] = slices.DeleteFunc(b.lists[editions.Name], func(m models.Model) bool {
		return after(m.(*models.Edition).PublishedOn, b.Until)
	})
	if list := every[*models.Edition](b.lists[editions.Name]); len(list) > 0 {
		slices.SortStableFunc(list, func(x, y *models.Edition) int {
			return cmp.Or(madeUpLast(x, y), cmp.Compare(y.PublishedOn, x.PublishedOn))
		})
		b.edition = list[0]
		b.lists[editions.Name] = []models.Model{b.edition}
	}
	parts := []struct {
		k     *models.Kind
		field string
		of    func() []models.Ref
	}{
		{models.PlanKind, "ref", func() []models.Ref { return b.referred(editions, "plan") }},
		{models.OutcomeKind, "edition", func() []models.Ref { return b.refs(editions) }},
		{models.PlacementKind, "edition", func() []models.Ref { return b.refs(editions) }},
		{models.PriorityKind, "ref", func() []models.Ref { return b.referred(models.PlacementKind, "priority") }},
	}
	for _, part := range parts {
		if err := b.read(part.k, b.among(part.k, part.field, part.of())); err != nil {
			return err
		}
	}
	return nil
}

func madeUpLast(x, y models.Model) int {
	madeUp := func(m models.Model) int {
		if m.Base().Sample == models.SampleIllustrative {
			return 1
		}
		return 0
	}
	return madeUp(x) - madeUp(y)
}

// inPeriod tells whether a date lies in the period for certain: of one that is
// known to the month or the year only, all of it.
func (b *briefing) inPeriod(d models.Date) bool {
	first, last := d.Span()
	return first != "" && first >= b.Since && last <= b.Until
}

// perhapsInPeriod tells whether a date may lie in the period, or may not.
func (b *briefing) perhapsInPeriod(d models.Date) bool {
	first, last := d.Span()
	return first != "" && first <= b.Until && last >= b.Since && !b.inPeriod(d)
}

// duringPeriod tells whether something that went on overlapped the period for
// certain. What has no end is taken to have been on the day on which it began.
func (b *briefing) duringPeriod(started, ended models.Date) bool {
	if b.inPeriod(started) || b.inPeriod(ended) {
		return true
	}
	_, begun := started.Span()
	last, _ := ended.Span()
	return begun != "" && last != "" && begun <= b.Until && last >= b.Since
}

// share is the part of a report that is about one priority; without one, it is
// about what serves none of the edition in force.
type share struct {
	title     string
	placement *models.Placement
}

// shares are the priorities of the edition in force in its order, and last what
// serves none of them.
func (b *briefing) shares() []share {
	placements := all[*models.Placement](b, models.PlacementKind)
	slices.SortStableFunc(placements, func(x, y *models.Placement) int {
		return cmp.Or(cmp.Compare(b.outcomePlace(x), b.outcomePlace(y)), cmp.Compare(placeOf(x.Position), placeOf(y.Position)))
	})
	shares := make([]share, len(placements), len(placements)+1)
	for i, placement := range placements {
		shares[i] = share{placement.Title, placement}
	}
	return append(shares, share{title: "Under no priority of the edition in force"})
}

// outcomePlace is the place of the outcome of a priority in the edition; those
// without one come last.
func (b *briefing) outcomePlace(p *models.Placement) int {
	outcomes := all[*models.Outcome](b, models.OutcomeKind)
	slices.SortStableFunc(outcomes, func(x, y *models.Outcome) int { return cmp.Compare(placeOf(x.Position), placeOf(y.Position)) })
	at := slices.IndexFunc(outcomes, func(o *models.Outcome) bool { return o.Ref == p.Outcome })
	if at < 0 {
		return len(outcomes)
	}
	return at
}

// has tells whether a record belongs to the share.
func (b *briefing) has(of share, m models.Model) bool {
	serves := m.Shared().Priorities
	if of.placement != nil {
		return serves.Has(of.placement.Priority)
	}
	return !slices.ContainsFunc(all[*models.Placement](b, models.PlacementKind), func(p *models.Placement) bool { return serves.Has(p.Priority) })
}
