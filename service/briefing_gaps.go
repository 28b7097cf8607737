package service

import (
	"slices"

	"answerable/internal/document"
	"answerable/models"
)

// overdue lists everything whose day has passed.
func (b *briefing) overdue() []document.Block {
	var blocks []document.Block
	for _, pile := range []struct {
		k     *models.Kind
		fact  string
		value string
		date  string
		lead  string
	}{
		{models.QuestionKind, "overdue", "yes", "due_on", "Answers are overdue to these questions"},
		{models.CommitmentKind, "overdue", "yes", "due_on", "These commitments are overdue"},
		{models.RecommendationKind, "overdue", "yes", "target_on", "These recommendations are past their target"},
		{models.ReportKind, "overdue", "yes", "response_due", "Responses to these reports are overdue"},
		{models.OccurrenceKind, "overdue", "yes", "due_on", "These returns are overdue"},
		{models.PaymentKind, "overdue", "yes", "planned_on", "These payments are overdue"},
		{models.AssuranceKind, "standing", "lapsed", "relied_until", "These assurances have lapsed"},
	} {
		var items []document.Item
		for _, m := range b.lists[pile.k.Name] {
			if pile.k.DerivedNamed(pile.fact).Of(m, b.day) == pile.value {
				deadline := pile.k.Field(pile.date).Value(m).(models.Date)
				items = append(items, b.item(m, b.called(m)+", "+deadline.String()))
			}
		}
		if len(items) > 0 {
			blocks = append(blocks, document.Para(document.Text(pile.lead+", with the day that has passed:")))
			blocks = append(blocks, bullets(items)...)
		}
	}
	if len(blocks) == 0 {
		return []document.Block{unsaid("Of what is recorded, nothing was overdue on " + b.day.String() + ".")}
	}
	return blocks
}

// called is what a record is called in a list, with what it is part of where its
// own name says too little.
func (b *briefing) called(m models.Model) string {
	k := models.KindOf(m)
	switch m.(type) {
	case *models.Occurrence, *models.Payment, *models.FocusArea, *models.Placement, *models.Figure, *models.AwardOutcome:
		if above := b.name(k.RefOf(m, k.Parent)); above != "" {
			return above + ", " + lowerIfWord(m.Heading())
		}
	}
	return m.Heading()
}

// gap is something that nobody recorded of some of the records of a kind.
type gap struct {
	k       *models.Kind
	lead    string
	missing func(m models.Model) bool
}

// unknowns is what nobody has recorded, of all that was gathered.
func (b *briefing) unknown() []document.Block {
	empty := func(field string) func(models.Model) bool {
		return func(m models.Model) bool { return !models.KindOf(m).Field(field).Recorded(m) }
	}
	in := func(states ...models.State) func(models.Model) bool {
		return func(m models.Model) bool { return slices.Contains(states, m.Base().State) }
	}
	var blocks []document.Block
	for _, gap := range []gap{
		{models.LimbKind, "No answer is recorded to these limbs of questions", in(models.LimbNotRecorded)},
		{models.QuestionKind, "No answer is recorded to these questions", func(m models.Model) bool {
			q := m.(*models.Question)
			return len(b.answersTo(q.Ref)) == 0 && !b.notOnRecord(q)
		}},
		{models.QuestionKind, "It is not recorded when these questions were put", empty("put_on")},
		{models.AssuranceKind, "Nobody has tested these assurances", func(m models.Model) bool { return m.(*models.Assurance).Standing(b.day) == "stated" }},
		{models.CommitmentKind, "These commitments have no due date", empty("due_on")},
		{models.RecommendationKind, "Of these recommendations it is not recorded whether they were carried out", in(models.RecommendationNotRecorded)},
		{models.AwardKind, "Of these grants the amount is not recorded", empty("amount")},
		{models.CommissionKind, "Of this spending the amount is not recorded", empty("amount")},
		{models.AwardOutcomeKind, "It is not reported what came of these", func(m models.Model) bool {
			o := m.(*models.AwardOutcome)
			return o.Delivered == "" && o.DeliveredText == ""
		}},
		{models.FigureKind, "These figures were due and not reported", in(models.FigureNotReported)},
		{models.MeasureKind, "Of these measures no figure is recorded", func(m models.Model) bool { return len(b.figuresOf(m.(*models.Measure))) == 0 }},
		{models.FocusAreaKind, "Of these things that a report looked at, the findings are not recorded", empty("findings")},
		{models.ActivityKind, "It is not recorded when these activities were", empty("started")},
		{models.ActivityKind, "It is not recorded who led these activities", empty("lead_body")},
		{models.PlacementKind, "It is not recorded what these editions of the plan say of the priority", empty("narrative")},
		{models.LibraryKind, "It is not recorded when these were published", func(m models.Model) bool {
			entry := m.(*models.LibraryEntry)
			return entry.Published == "" && entry.DayOfYear == ""
		}},
	} {
		var items []document.Item
		for _, m := range b.lists[gap.k.Name] {
			if gap.missing(m) {
				items = append(items, b.item(m, b.called(m)))
			}
		}
		if len(items) > 0 {
			blocks = append(blocks, document.Para(document.Text(gap.lead+":")))
			blocks = append(blocks, bullets(items)...)
		}
	}
	if len(blocks) == 0 {
		return []document.Block{unsaid("Nothing that a paper asks after is missing from these records.")}
	}
	return blocks
}
