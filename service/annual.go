package service

import (
	"strconv"

	"answerable/internal/document"
	"answerable/models"
)

// act is the address of the sections of the Police Reform and Social
// Responsibility Act 2011.
const act = "https://www.legislation.gov.uk/ukpga/2011/13/section/"

// law is a sentence that rests on a section of that Act.
func law(section, words string) []document.Run {
	return []document.Run{document.Text(words + " ("), {Text: "Police Reform and Social Responsibility Act 2011, section " + section, Link: act + firstNumber(section)}, document.Text(").")}
}

// firstNumber is the section without its subsection.
func firstNumber(section string) string {
	for i, r := range section {
		if r < '0' || r > '9' {
			return section[:i]
		}
	}
	return section
}

// annualStatement says what an annual report is, for which year and plan, and
// what the Panel does with it.
func (b *briefing) annualStatement() []document.Block {
	blocks := []document.Block{
		paragraph(law("12(1)", "Every year the Commissioner must report on the exercise of the functions in the financial year, and on the progress made in it in meeting the police and crime objectives of the plan")),
		document.Para(document.Text("This report is for the financial year " + b.periodWords() + ".")),
	}
	blocks = append(blocks, b.planInForce()...)
	return append(blocks, paragraph(
		law("12(2) to (4)", "The report is sent to the Police and Crime Panel, presented to it at a public meeting and answered for there, and the Panel’s report or recommendations on it are responded to"),
		law("28(4)", "The Panel must hold that meeting, ask the questions on the report that it thinks appropriate, review the report, and make a report or recommendations on it"),
		law("12(6)", "The Commissioner must publish the report"),
	))
}

// planInForce tells which plan and which edition of it the report goes by.
func (b *briefing) planInForce() []document.Block {
	if b.edition == nil {
		return []document.Block{unsaid("Which edition of the Police and Crime Plan was in force at the end of the period is not recorded.")}
	}
	said := "The edition in force at its end was “" + b.edition.Title + "”"
	if b.edition.PublishedOn == "" {
		said += "; when it was published is not recorded"
	} else {
		said += ", published " + when(b.edition.PublishedOn)
	}
	sentences := [][]document.Run{b.say(b.edition, said)}
	if plan := find[*models.Plan](b, models.PlanKind, b.edition.Plan); plan != nil {
		sentences = append(sentences, b.say(plan, "It belongs to the plan “"+plan.Title+"”"))
	}
	return []document.Block{paragraph(sentences...)}
}

// functions counts what was done in the year, and lists the meetings.
func (b *briefing) functions() []document.Block {
	h := b.happened(everything)
	table := &document.Table{
		Caption: "The period in figures",
		Columns: []document.Column{{Title: "What was done"}, {Title: "Number", Numeric: true}},
	}
	row := func(what, number string) {
		table.Rows = append(table.Rows, []document.Cell{cellText(what), cellText(number)})
	}
	meetings := b.heldInPeriod()
	row("Meetings held", strconv.Itoa(len(meetings)))
	row("Activities", strconv.Itoa(len(h.activities)))
	row("Questions put to the Chief Constable", strconv.Itoa(len(h.put)))
	row("Questions answered, whenever they were put", strconv.Itoa(len(h.answered)))
	row("Answers overdue on "+b.day.String(), strconv.Itoa(len(h.late)))
	row("Assurances given", strconv.Itoa(len(h.assurances)))
	for _, standing := range b.standings(h.assurances) {
		row("Of these on "+b.day.String()+": "+lowerFirst(standing.label), strconv.Itoa(standing.n))
	}
	row("Assurances that lapsed and were not tested again", strconv.Itoa(len(h.lapsed)))
	row("Commitments made", strconv.Itoa(len(h.made)))
	row("Commitments said to be done, whenever they were made", strconv.Itoa(len(h.kept)))
	row("Of these after the day on which they were due", strconv.Itoa(len(h.keptLate)))
	row("Commitments overdue on "+b.day.String(), strconv.Itoa(len(h.overdue)))
	row("Recommendations made by reports", strconv.Itoa(len(h.recommended)))
	row("Recommendations closed", strconv.Itoa(len(h.closed)))
	row("Grants and commissions decided on", strconv.Itoa(len(h.awards)+len(h.commissions)))
	row("What they come to, as far as amounts are recorded", h.awarded.String())
	row("Payments made, as far as amounts are recorded", h.paid.String())
	blocks := []document.Block{document.Para(document.Text("The table counts each record once, whichever priority it serves. The records that it counts are cited under the priorities in the next section.")), {Table: table}}
	if len(meetings) == 0 {
		return append(blocks, unsaid("No meeting is recorded in the period."))
	}
	blocks = append(blocks, heading(2, "Meetings"))
	for _, meeting := range meetings {
		blocks = append(blocks, b.meeting(meeting))
	}
	return blocks
}

func everything(models.Model) bool { return true }

// heldInPeriod are the meetings that were held in the period.
func (b *briefing) heldInPeriod() []*models.Meeting {
	var held []*models.Meeting
	for _, meeting := range b.meetings() {
		if b.inPeriod(meeting.HeldOn) && (meeting.State == models.MeetingHeld || meeting.State == models.MeetingAgreed) {
			held = append(held, meeting)
		}
	}
	return held
}

// standingCount is how many assurances stand in one way.
type standingCount struct {
	label string
	n     int
}

// standings counts assurances by how they stand on the day of the paper, in the
// order in which pages show that.
func (b *briefing) standings(assurances []*models.Assurance) []standingCount {
	var counts []standingCount
	for _, option := range models.AssuranceKind.DerivedNamed("standing").Options {
		n := 0
		for _, assurance := range assurances {
			if assurance.Standing(b.day) == option.Value {
				n++
			}
		}
		if n > 0 {
			counts = append(counts, standingCount{option.Label, n})
		}
	}
	return counts
}
