package service

import (
	"strconv"

	"answerable/internal/document"
	"answerable/models"
)

// panelStatement says under which law the Panel is told, and of which period.
func (b *briefing) panelStatement() []document.Block {
	return append([]document.Block{
		paragraph(
			law("28(6)", "The Police and Crime Panel reviews and scrutinises the Commissioner’s decisions and other action"),
			law("13(1)", "The Commissioner must give the Panel the information that it may reasonably require for that"),
		),
		document.Para(document.Text("This report is for the period " + b.periodWords() + ".")),
	}, b.planInForce()...)
}

// decisions tells what meetings decided, and which money was decided on.
func (b *briefing) decisions() []document.Block {
	var items []document.Item
	for _, meeting := range b.heldInPeriod() {
		for _, decision := range meeting.Decisions {
			items = append(items, b.item(meeting, when(meeting.HeldOn)+", “"+meeting.Title+"”: "+decision))
		}
	}
	for i := range items {
		items[i].Runs[0].Text = upperFirst(items[i].Runs[0].Text)
	}
	blocks := []document.Block{unsaid("No decision of a meeting in the period is recorded.")}
	if len(items) > 0 {
		blocks = append([]document.Block{document.Para(document.Text("Meetings decided:"))}, bullets(items)...)
	}
	h := b.happened(everything)
	money := b.moneyIn(&h)
	if len(money) == 0 {
		return append(blocks, unsaid("No money that was decided on or paid in the period is recorded."))
	}
	return append(append(blocks, heading(2, "Money")), money...)
}

// questionsInPeriod tells of the questions that were put or answered in the
// period.
func (b *briefing) questionsInPeriod() []document.Block {
	h := b.happened(everything)
	of := happenings{put: h.put, answered: h.answered}
	if of.nothing() {
		return []document.Block{unsaid("No question that was put or answered in the period is recorded.")}
	}
	return b.happenedIn(&of)
}

// askedByPanel tells of the meetings of the Panel, what they took up, and what
// was undertaken at them.
func (b *briefing) askedByPanel() []document.Block {
	var blocks []document.Block
	for _, meeting := range b.heldInPeriod() {
		if meeting.Type != models.MeetingPanel {
			continue
		}
		blocks = append(blocks, heading(2, meeting.Title), b.meeting(meeting))
		from := models.Refs{meeting.Ref}
		items := where(b, models.AgendaItemKind, func(i *models.AgendaItem) bool { return i.Meeting == meeting.Ref })
		taken := itemsFor(items, func(i *models.AgendaItem) document.Item {
			from = append(from, i.Ref)
			return b.item(i, i.Title)
		})
		if len(taken) > 0 {
			blocks = append(append(blocks, document.Para(document.Text("It took up:"))), bullets(taken)...)
		}
		actions := where(b, models.CommitmentKind, func(c *models.Commitment) bool { return from.Has(c.ArisesFrom) })
		if len(actions) == 0 {
			blocks = append(blocks, unsaid("No action that was undertaken at it is recorded."))
			continue
		}
		blocks = append(append(blocks, document.Para(document.Text("These actions were undertaken at it:"))), bullets(itemsFor(actions, func(c *models.Commitment) document.Item {
			return b.item(c, "“"+c.Title+"”, undertaken by "+b.orUnknown(c.Body, "a body that is not recorded")+": "+lowerFirst(b.progress(c)))
		}))...)
	}
	if len(blocks) == 0 {
		return []document.Block{unsaid("No meeting of the Panel in the period is recorded.")}
	}
	return blocks
}

// progressInBrief is a table with a row for each priority.
func (b *briefing) progressInBrief() []document.Block {
	table := &document.Table{
		Caption: "Progress by priority",
		Columns: []document.Column{
			{Title: "Priority"}, {Title: "Activities", Numeric: true}, {Title: "Questions put", Numeric: true}, {Title: "Answered", Numeric: true}, {Title: "Answers overdue", Numeric: true},
			{Title: "Assurances given", Numeric: true}, {Title: "Commitments made", Numeric: true}, {Title: "Done", Numeric: true}, {Title: "Overdue", Numeric: true}, {Title: "Money decided on", Numeric: true}, {Title: "Record"},
		},
	}
	for _, share := range b.shares() {
		h := b.happened(func(m models.Model) bool { return b.has(share, m) })
		record := document.Cell{document.Text("—")}
		if share.placement != nil {
			record = document.Cell{b.cite(share.placement)}
		}
		row := []document.Cell{cellText(share.title)}
		for _, n := range []int{len(h.activities), len(h.put), len(h.answered), len(h.late), len(h.assurances), len(h.made), len(h.kept), len(h.overdue)} {
			row = append(row, cellText(strconv.Itoa(n)))
		}
		table.Rows = append(table.Rows, append(row, cellText(h.awarded.String()), record))
	}
	return []document.Block{document.Para(document.Text("What serves several priorities is counted in the row of each. What is overdue is reckoned for " + b.day.String() + ".")), {Table: table}}
}
