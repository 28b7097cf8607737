package service

import (
	"cmp"
	"slices"
	"strings"

	"answerable/internal/document"
	"answerable/models"
)

// money tells of funds and their rounds, what was given and paid, and what came
// of it.
func (b *briefing) money() []document.Block {
	var blocks []document.Block
	for _, fund := range all[*models.Fund](b, models.FundKind) {
		blocks = append(blocks, b.fund(fund)...)
	}
	blocks = append(blocks, b.spending()...)
	return append(blocks, b.outcomes()...)
}

func (b *briefing) fund(f *models.Fund) []document.Block {
	said := upperFirst(the(f.Title)) + " is a fund"
	if holder := b.name(f.Body); holder != "" {
		said += " that " + holder + " holds"
	}
	sentences := [][]document.Run{b.say(f, said)}
	if f.MoneyFrom != "" {
		sentences = append(sentences, b.say(f, "Its money: "+lowerIfWord(f.MoneyFrom)))
	}
	if f.Purpose != "" {
		sentences = append(sentences, b.say(f, "What it is for: "+lowerIfWord(f.Purpose)))
	}
	blocks := []document.Block{paragraph(sentences...)}
	rounds := where(b, models.RoundKind, func(r *models.Round) bool { return r.Fund == f.Ref })
	slices.SortStableFunc(rounds, func(x, y *models.Round) int { return cmp.Compare(lastIfNone(x.Opened), lastIfNone(y.Opened)) })
	if len(rounds) == 0 {
		return blocks
	}
	table := &document.Table{
		Caption: "Rounds of " + the(f.Title),
		Columns: []document.Column{{Title: "Round"}, {Title: "Opened"}, {Title: "Closed"}, {Title: "Pot", Numeric: true}, {Title: "Most for one grant", Numeric: true}, {Title: "Record"}},
	}
	for _, round := range rounds {
		table.Rows = append(table.Rows, b.row(round,
			cellText(cmp.Or(round.Number, round.Theme)), cellText(round.Opened.String()), cellText(round.Closed.String()),
			cellMoney(round.Pot), cellMoney(round.Maximum)))
	}
	return append(blocks, document.Block{Table: table})
}

// cellText is a cell, or that nothing is recorded.
func cellText(text string) document.Cell {
	if text == "" {
		return document.Cell{{Text: "Not recorded", Unknown: true}}
	}
	return document.Cell{document.Text(text)}
}

func cellMoney(amount *models.Pence) document.Cell {
	if amount == nil {
		return cellText("")
	}
	return cellText(amount.String())
}

// row is a row of a table that ends with the record it comes from; the footnote
// of the record hangs on the first cell.
func (b *briefing) row(m models.Model, cells ...document.Cell) []document.Cell {
	first := cells[0]
	first[len(first)-1].Note = b.note(m)
	return append(cells, document.Cell{b.cite(m)})
}

// spending is a table of what was given, with a sentence on its sum.
func (b *briefing) spending() []document.Block {
	table := &document.Table{
		Caption: "Grants and other spending",
		Columns: []document.Column{{Title: "For"}, {Title: "To"}, {Title: "Amount", Numeric: true}, {Title: "Paid", Numeric: true}, {Title: "Record"}},
	}
	sum, unknown := models.Pence(0), 0
	add := func(m models.Model, title string, to models.Ref, amount *models.Pence) {
		if amount == nil {
			unknown++
		} else {
			sum += *amount
		}
		k := models.KindOf(m)
		table.Rows = append(table.Rows, b.row(m,
			cellText(title+". "+k.Standing(m, b.day).Label), cellText(upperFirst(b.name(to))), cellMoney(amount), b.cellPaid(m.Base().Ref)))
	}
	for _, award := range all[*models.Award](b, models.AwardKind) {
		add(award, award.Title, award.Organisation, award.Amount)
	}
	for _, commission := range all[*models.Commission](b, models.CommissionKind) {
		add(commission, commission.Title, commission.Provider, commission.Amount)
	}
	if len(table.Rows) == 0 {
		return nil
	}
	said := "The grants and other spending in the table come to " + sum.String()
	switch {
	case unknown == len(table.Rows):
		said = "Of none of the grants and other spending in the table the amount is recorded"
	case unknown > 0:
		said += " as far as amounts are recorded; of " + plural(unknown, "entry", "entries") + " the amount is not"
	}
	return []document.Block{document.Para(document.Text(said + ".")), {Table: table}}
}

func (b *briefing) cellPaid(ref models.Ref) document.Cell {
	paid := b.paid(ref)
	if paid == 0 {
		return document.Cell{{Text: "Nothing recorded", Unknown: true}}
	}
	return cellText(paid.String())
}

// paid is the sum of what was paid under an award or commission and not
// returned.
func (b *briefing) paid(ref models.Ref) models.Pence {
	sum := models.Pence(0)
	for _, payment := range all[*models.Payment](b, models.PaymentKind) {
		if payment.Award == ref && payment.State == models.PaymentPaid && payment.Amount != nil {
			sum += *payment.Amount
		}
	}
	return sum
}

// outcomes tells what money was to bring about, and what it did.
func (b *briefing) outcomes() []document.Block {
	var blocks []document.Block
	for _, m := range slices.Concat(b.lists[models.AwardKind.Name], b.lists[models.CommissionKind.Name]) {
		var items []document.Item
		for _, outcome := range where(b, models.AwardOutcomeKind, func(o *models.AwardOutcome) bool { return o.Award == m.Base().Ref }) {
			items = append(items, b.item(outcome, b.delivered(outcome)))
		}
		if len(items) > 0 {
			blocks = append(blocks, paragraph(b.opening(m, "What the money for “"+m.Heading()+"” was to bring about, and what it did")))
			blocks = append(blocks, bullets(items)...)
		}
	}
	return blocks
}

func (b *briefing) delivered(o *models.AwardOutcome) string {
	said := o.Title
	if o.Promised != "" {
		said += ": " + numberWords(o.Promised) + " " + o.Unit + " promised"
	}
	came := ""
	if o.Delivered != "" {
		came = numberWords(o.Delivered) + " " + o.Unit + " delivered. "
	}
	came = strings.TrimSpace(came + o.DeliveredText)
	switch {
	case came == "":
		return said + "; what came of it is not reported"
	case o.AsAt != "":
		return said + ". As at " + o.AsAt.String() + ": " + lowerIfWord(came)
	default:
		return said + ". " + came
	}
}
