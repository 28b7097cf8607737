package service

import (
	"cmp"
	"strings"

	"answerable/internal/document"
	"answerable/models"
)

// progressByPriority tells priority by priority, under the outcomes of the
// edition in force, what happened in the period; and last what serves none of
// them.
func (b *briefing) progressByPriority() []document.Block {
	var blocks []document.Block
	outcome := models.Ref("-")
	for _, share := range b.shares() {
		under := models.Ref("")
		if share.placement != nil {
			under = share.placement.Outcome
		}
		if under != outcome && share.placement != nil {
			outcome = under
			blocks = append(blocks, b.outcomeHeading(under)...)
		}
		h := b.happened(func(m models.Model) bool { return b.has(share, m) })
		if share.placement == nil {
			if !h.nothing() {
				blocks = append(append(blocks, heading(2, share.title)), b.happenedIn(&h)...)
			}
			continue
		}
		blocks = append(blocks, heading(3, share.title))
		blocks = append(blocks, b.narrative(share.placement)...)
		if h.nothing() {
			blocks = append(blocks, unsaid("Nothing that happened in the period is recorded for this priority."))
		}
		blocks = append(blocks, b.happenedIn(&h)...)
	}
	return blocks
}

func (b *briefing) outcomeHeading(ref models.Ref) []document.Block {
	outcome := find[*models.Outcome](b, models.OutcomeKind, ref)
	if outcome == nil {
		return []document.Block{heading(2, "Priorities of which the outcome is not recorded")}
	}
	blocks := []document.Block{heading(2, "Outcome: "+outcome.Title)}
	if outcome.Text != "" {
		blocks = append(blocks, b.told(outcome, b.say(outcome, "The edition says of this outcome"), outcome.Text)...)
	}
	return blocks
}

// narrative is what the edition in force says of a priority.
func (b *briefing) narrative(p *models.Placement) []document.Block {
	if strings.TrimSpace(p.Narrative) == "" {
		return []document.Block{paragraph(b.say(p, "What the edition in force says of it is not recorded"))}
	}
	return b.quoted(p, p.Wording, b.say(p, "The edition in force has it as “"+p.Title+"”"), p.Narrative)
}

// happenedIn lists what happened, each thing with its record.
func (b *briefing) happenedIn(h *happenings) []document.Block {
	var blocks []document.Block
	list := func(lead string, items []document.Item) {
		if len(items) > 0 {
			blocks = append(append(blocks, document.Para(document.Text(lead+":"))), bullets(items)...)
		}
	}
	list(upperFirst(plural(len(h.activities), "activity was", "activities were"))+" carried on", itemsFor(h.activities, func(a *models.Activity) document.Item { return b.item(a, b.deed(a)) }))
	list(upperFirst(plural(len(h.put), "question was", "questions were"))+" put to the Chief Constable", itemsFor(h.put, b.questionItem))
	list(upperFirst(plural(len(h.answered), "question was", "questions were"))+" answered", itemsFor(h.answered, b.answeredItem))
	list(upperFirst(plural(len(h.late), "answer was", "answers were"))+" overdue on "+b.day.String(), itemsFor(h.late, func(q *models.Question) document.Item {
		return b.item(q, "“"+q.Title+"”, due by "+q.DueOn.String())
	}))
	list(b.standingLead(h.assurances), itemsFor(h.assurances, b.assuranceItem))
	list(upperFirst(plural(len(h.lapsed), "assurance", "assurances"))+" lapsed in the period and had not been tested again by "+b.day.String(), itemsFor(h.lapsed, func(a *models.Assurance) document.Item {
		return b.item(a, "“"+a.Title+"”, to be relied on until "+a.ReliedUntil.String())
	}))
	list(upperFirst(plural(len(h.made), "commitment was", "commitments were"))+" made", itemsFor(h.made, func(c *models.Commitment) document.Item {
		return b.item(c, "“"+c.Title+"”: "+lowerFirst(b.progress(c)))
	}))
	list(upperFirst(plural(len(h.kept), "commitment was", "commitments were"))+" said to be done, "+ofThem(len(h.keptLate))+" late", itemsFor(h.kept, b.keptItem))
	list(upperFirst(plural(len(h.overdue), "commitment was", "commitments were"))+" overdue on "+b.day.String(), itemsFor(h.overdue, func(c *models.Commitment) document.Item {
		return b.item(c, "“"+c.Title+"”, due by "+c.DueOn.String())
	}))
	list(upperFirst(plural(len(h.recommended), "recommendation was", "recommendations were"))+" made", itemsFor(h.recommended, b.recommendedItem))
	list(upperFirst(plural(len(h.closed), "recommendation was", "recommendations were"))+" closed", itemsFor(h.closed, func(r *models.Recommendation) document.Item {
		return b.item(r, "“"+r.Title+"”, "+when(r.ClosedOn))
	}))
	for _, measure := range h.measures {
		blocks = append(blocks, b.measureInPeriod(measure)...)
	}
	blocks = append(blocks, b.moneyIn(h)...)
	list("Outcomes that money was to bring about", itemsFor(h.outcomes, func(o *models.AwardOutcome) document.Item { return b.item(o, b.delivered(o)) }))
	return blocks
}

// ofThem says how many of several.
func ofThem(n int) string {
	if n == 0 {
		return "none of them"
	}
	return plural(n, "of them", "of them")
}

func itemsFor[T models.Model](list []T, item func(T) document.Item) []document.Item {
	items := make([]document.Item, len(list))
	for i, m := range list {
		items[i] = item(m)
	}
	return items
}

// questionItem tells when a question was put, and what became of its limbs.
func (b *briefing) questionItem(q *models.Question) document.Item {
	item := b.item(q, "“"+q.Title+"”, put "+when(q.PutOn)+"; "+b.waits(q))
	for _, limb := range where(b, models.LimbKind, func(l *models.Limb) bool { return l.Question == q.Ref }) {
		item.Items = append(item.Items, b.item(limb, strings.TrimRight(limb.Text, ". ")+": "+b.outcomeOf(limb, q)))
	}
	return item
}

// waits is how a question stands.
func (b *briefing) waits(q *models.Question) string {
	if q.State == models.QuestionPut {
		return "no answer was given yet"
	}
	return lowerFirst(models.LabelOf(models.QuestionKind.States, string(q.State)))
}

// answeredItem tells when a question was answered.
func (b *briefing) answeredItem(q *models.Question) document.Item {
	var sentences [][]document.Run
	for _, answer := range b.answersTo(q.Ref) {
		if on := cmp.Or(answer.GivenOn, answer.SubmittedOn); b.inPeriod(on) {
			sentences = append(sentences, b.say(answer, "“"+q.Title+"” was answered "+when(on)))
		}
	}
	return document.Item{Runs: inOne(sentences...)}
}

// standingLead says how the assurances that were given stand.
func (b *briefing) standingLead(assurances []*models.Assurance) string {
	said := upperFirst(plural(len(assurances), "assurance was", "assurances were")) + " given; on " + b.day.String() + " "
	var parts []string
	for _, standing := range b.standings(assurances) {
		parts = append(parts, plural(standing.n, "was", "were")+" "+lowerFirst(standing.label))
	}
	return said + inRow(parts)
}

func (b *briefing) assuranceItem(a *models.Assurance) document.Item {
	return document.Item{Runs: inOne(b.say(a, "“"+a.Title+"”, given "+when(a.GivenOn)), b.standing(a))}
}

func (b *briefing) keptItem(c *models.Commitment) document.Item {
	said := "“" + c.Title + "”, said to be done " + when(c.DoneOn)
	switch {
	case c.DueOn == "":
		said += "; by when it was due is not recorded"
	case c.DoneOn > c.DueOn:
		said += ", late: it was due by " + c.DueOn.String()
	default:
		said += ", in time"
	}
	if c.State != models.CommitmentVerified {
		said += "; nobody has verified that"
	}
	return b.item(c, said)
}

func (b *briefing) recommendedItem(r *models.Recommendation) document.Item {
	return b.item(r, "“"+r.Title+"”, of “"+b.name(r.Report)+"”: "+lowerFirst(models.LabelOf(models.RecommendationKind.States, string(r.State))))
}

// measureInPeriod tells, series by series, the first and the last figure of the
// period and how far it moved, or why nobody can tell; then the caveats.
func (b *briefing) measureInPeriod(m *models.Measure) []document.Block {
	var parts []string
	series := map[string][]*models.Figure{}
	for _, figure := range b.figuresInPeriod(m) {
		part := b.partOf(figure)
		if series[part] == nil {
			parts = append(parts, part)
		}
		series[part] = append(series[part], figure)
	}
	sentences := [][]document.Run{b.say(m, "The measure “"+m.Title+"”"+counts(m))}
	for _, part := range parts {
		list := series[part]
		first, last := list[0], list[len(list)-1]
		sentences = append(sentences, b.figureSentence(m, first))
		if first == last {
			continue
		}
		sentences = append(sentences, b.figureSentence(m, last), b.say(last, b.movedWords(first, last)))
	}
	blocks := []document.Block{paragraph(sentences...)}
	if definition := find[*models.Definition](b, models.DefinitionKind, m.Definition); definition != nil {
		blocks = append(blocks, b.caveatsInPeriod(definition)...)
	}
	return blocks
}

func (b *briefing) movedWords(first, last *models.Figure) string {
	change := models.Movement{Latest: last, Before: first}.Change()
	if change.Why != "" {
		return "From " + first.Period + " to " + last.Period + " no change can be worked out. " + change.Why
	}
	return "From " + first.Period + " to " + last.Period + ": " + change.By
}

// caveatsInPeriod are the limits on a definition under which figures are told.
func (b *briefing) caveatsInPeriod(d *models.Definition) []document.Block {
	var items []document.Item
	for _, caveat := range where(b, models.CaveatKind, func(c *models.Caveat) bool { return c.Definition == d.Ref }) {
		items = append(items, b.item(caveat, caveat.Text))
	}
	if len(items) == 0 {
		return nil
	}
	return append([]document.Block{document.Para(document.Text("These caveats apply to the figures:"))}, bullets(items)...)
}

// moneyIn tells what was decided on and what was paid.
func (b *briefing) moneyIn(h *happenings) []document.Block {
	items := itemsFor(h.awards, func(a *models.Award) document.Item {
		return b.item(a, "“"+a.Title+"”, "+amountWords(a.Amount)+" to "+b.orUnknown(a.Organisation, "an organisation that is not recorded")+", decided "+when(a.DecidedOn))
	})
	items = append(items, itemsFor(h.commissions, func(c *models.Commission) document.Item {
		return b.item(c, "“"+c.Title+"”, "+amountWords(c.Amount)+" to "+b.orUnknown(c.Provider, "a provider that is not recorded")+", agreed "+when(c.AgreedOn))
	})...)
	var blocks []document.Block
	if len(items) > 0 {
		blocks = append(append(blocks, document.Para(document.Text("Money that was decided on comes to "+h.awarded.String()+b.unknownMoney(h)+":"))), bullets(items)...)
	}
	if len(h.payments) > 0 {
		blocks = append(append(blocks, document.Para(document.Text("Payments come to "+h.paid.String()+":"))), bullets(itemsFor(h.payments, func(p *models.Payment) document.Item {
			return b.item(p, amountWords(p.Amount)+" paid "+when(p.PaidOn)+" for “"+b.name(p.Award)+"”")
		}))...)
	}
	return blocks
}

func (b *briefing) unknownMoney(h *happenings) string {
	if h.unknownMoney == 0 {
		return ""
	}
	return " as far as amounts are recorded; " + plural(h.unknownMoney, "amount is", "amounts are") + " not"
}

func amountWords(amount *models.Pence) string {
	if amount == nil {
		return "an amount that is not recorded"
	}
	return amount.String()
}
