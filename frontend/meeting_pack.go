package frontend

import (
	"strings"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// packView is the pack of a meeting as one page to be printed.
type packView struct {
	*service.Pack
	Nav components.SubNavigation
	One *service.One
}

// packPage shows the pack of a meeting, as far as the person may see it.
func (v *visit) packPage() error {
	pack, err := v.service.Pack(v.ctx(), v.who, v.meetingRef())
	if err != nil {
		return err
	}
	one := &service.One{Kind: models.MeetingKind, Model: pack.Meeting, Names: pack.Names}
	view := packView{Pack: pack, Nav: v.meetingNav(one, "/pack"), One: one}
	return v.show(page{Title: "Pack for " + pack.Meeting.Title, Trail: meetingTrail(one, "Pack to print"), Body: view.view()})
}

// blocks are the parts of the pack, in order.
func (p packView) blocks() []block {
	blocks := []block{{"agenda", "Agenda", p.agenda()}}
	for _, question := range p.Questions {
		blocks = append(blocks, block{"question-" + string(question.Question.Ref), "Question " + string(question.Question.Ref) + ": " + question.Question.Title, p.question(question)})
	}
	if len(p.Questions) == 0 {
		blocks = append(blocks, block{"questions", "Questions", nothing("No question belongs to this meeting.")})
	}
	if len(p.Assurances) > 0 {
		blocks = append(blocks, block{"assurances", "Other assurances", p.otherAssurances()})
	}
	return append(blocks,
		block{"commitments", "Open commitments", p.commitments()},
		block{"measures", "Measures", p.measures()},
		block{"unknown", "What is not known", p.unknown()},
	)
}

// particulars are the rows about the meeting.
func (p packView) particulars() []components.SummaryRow {
	k := models.MeetingKind
	return fieldRows(k.Named([]string{"type", "held_on", "place", "public", "chair", "priorities"}), p.Meeting, p.Names)
}

// sensitive tells whether anything in the pack is OFFICIAL-SENSITIVE.
func (p packView) sensitive() bool { return p.Marking == models.OfficialSensitive }

// rows are the particulars of a question: what it asks, why, and when it is due.
func (p packView) rows(question *models.Question) []components.SummaryRow {
	k := models.QuestionKind
	rows := fieldRows(k.Named([]string{"text", "why", "asked_of", "put_on", "due_on"}), question, p.Names)
	for _, field := range k.Named([]string{"due_how", "due_revisions", "stops", "asked_until", "holding_reply", "transferred_to"}) {
		if field.Recorded(question) {
			rows = append(rows, fieldRows([]*models.Field{field}, question, p.Names)...)
		}
	}
	return rows
}

// earlier are the other questions of the chain.
func earlier(question service.PackQuestion) []service.Asked {
	var others []service.Asked
	for _, asked := range question.Chain {
		if asked.Question.Ref != question.Question.Ref {
			others = append(others, asked)
		}
	}
	return others
}

// asked says how often the questions of the chain were put.
func asked(question service.PackQuestion) string {
	chain := service.Chain{Page: &service.Page{}, Asked: question.Times, Since: question.Since}
	for _, one := range question.Chain {
		chain.Models = append(chain.Models, one.Question)
	}
	return timesAsked(&chain)
}

// commitmentRows are a table of commitments with their evidence.
func (p packView) commitmentRows() [][]components.Cell {
	k := models.CommitmentKind
	var rows [][]components.Cell
	for _, commitment := range p.Commitments {
		rows = append(rows, []components.Cell{
			cell(packed(commitment)), cell(tagList(recordTags(k, commitment, p.On))), cell(said(nameTitle(p.Names, commitment.Body), "Not recorded")),
			cellOf(k, "due_on", commitment, p.Names), cellOf(k, "evidence", commitment, p.Names),
		})
	}
	return rows
}

// figureRows are the latest figures of a measure, each with the one before.
func (p packView) figureRows(measure service.PackMeasure) [][]components.Cell {
	var rows [][]components.Cell
	for _, move := range measure.Figures {
		latest := &reading{Figure: move.Latest, part: partOf(move.Latest, p.Names), unit: measure.Measure.Unit}
		before := components.Cell{HTML: unknown("No earlier figure")}
		if move.Before != nil {
			earlier := &reading{Figure: move.Before, unit: measure.Measure.Unit}
			before = components.Cell{Text: join(" ", move.Before.Period+":", or(earlier.number(), "not reported"), earlier.shareWords())}
		}
		rows = append(rows, []components.Cell{
			{Text: whole(latest.part)}, {Text: move.Latest.Period},
			cell(said(join(" ", latest.number(), latest.shareWords()), "Not reported")), before, cell(changeWords(move.Change())),
		})
	}
	return rows
}

// shareWords are the whole that a figure is a part of, and the share.
func (r *reading) shareWords() string {
	if r.outOf() == "" {
		return ""
	}
	return join(" ", "of "+r.outOf(), "("+r.percent()+")")
}

// or is the first text that is not empty.
func or(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

// source says where the figures of a measure come from.
func (p packView) source(measure *models.Measure) string {
	publisher := ""
	if name, known := p.Names[measure.Publisher]; known {
		publisher = name.Title
	}
	return join(", ", measure.Source, publisher)
}

// gapNames are the records of a gap in one line.
func gapNames(gap service.PackGap) string {
	names := make([]string, len(gap.Items))
	for i, name := range gap.Items {
		names[i] = string(name.Ref) + " " + shortTitle(name.Title)
	}
	return strings.Join(names, "; ")
}
