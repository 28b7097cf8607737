package service

import (
	"strings"

	"answerable/internal/document"
	"answerable/models"
)

func (p *Pack) commitmentBlocks() []document.Block {
	if len(p.Commitments) == 0 {
		return []document.Block{unsaid("No open commitment is recorded for what this meeting takes up.")}
	}
	k := models.CommitmentKind
	table := &document.Table{Caption: "Open commitments", Columns: columns("Commitment", "State", "Body", "Due by", "Evidence")}
	for _, commitment := range p.Commitments {
		table.Rows = append(table.Rows, []document.Cell{
			{document.Text(commitment.Title), cited(commitment)}, {document.Text(standing(commitment, p.On))}, p.Names.recorded(k.Field("body"), commitment),
			p.Names.recorded(k.Field("due_on"), commitment), p.Names.recorded(k.Field("evidence"), commitment),
		})
	}
	return []document.Block{{Table: table}}
}

func columns(titles ...string) []document.Column {
	columns := make([]document.Column, len(titles))
	for i, title := range titles {
		columns[i].Title = title
	}
	return columns
}

func (p *Pack) measureBlocks() []document.Block {
	if len(p.Measures) == 0 {
		return []document.Block{unsaid("No measure is recorded for the priorities of this meeting.")}
	}
	var blocks []document.Block
	for _, packed := range p.Measures {
		blocks = append(blocks, heading(2, packed.Measure.Title), p.sourceOf(packed))
		var caveats []document.Item
		for _, caveat := range packed.Caveats {
			caveats = append(caveats, document.Item{Runs: []document.Run{document.Text("Caveat: " + caveat.Text), cited(caveat)}})
		}
		if len(caveats) > 0 {
			blocks = append(blocks, document.Bullets(caveats...))
		}
		if len(packed.Figures) == 0 {
			blocks = append(blocks, unsaid("No figure is recorded."))
		} else {
			blocks = append(blocks, p.figureTable(packed))
		}
	}
	return blocks
}

// sourceOf says where the figures of a measure come from and what they count.
func (p *Pack) sourceOf(packed PackMeasure) document.Block {
	measure, source, definition := packed.Measure, notKnown("not recorded"), notKnown("not recorded")
	var from []string
	if measure.Source != "" {
		from = append(from, measure.Source)
	}
	if publisher, known := p.Names[measure.Publisher]; known {
		from = append(from, publisher.Title)
	}
	if len(from) > 0 {
		source = document.Text(strings.Join(from, ", "))
	}
	runs := []document.Run{document.Text("Source: "), source, cited(measure), document.Text(". Definition: ")}
	if packed.Definition == nil {
		return document.Para(append(runs, definition, document.Text("."))...)
	}
	return document.Para(append(runs, document.Text(packed.Definition.Heading()), cited(packed.Definition), document.Text("."))...)
}

// figureTable are the latest figures of a measure, each with the one before.
func (p *Pack) figureTable(packed PackMeasure) document.Block {
	table := &document.Table{Caption: packed.Measure.Title, Columns: columns("Part", "Period", "Latest figure", "Before", "Change")}
	for _, move := range packed.Figures {
		before := notKnown("No earlier figure")
		if move.Before != nil {
			before = document.Text(move.Before.Period + ": " + inFull(move.Before, packed.Measure.Unit))
		}
		latest := notKnown("Not reported")
		if text := inFull(move.Latest, packed.Measure.Unit); text != unreported {
			latest = document.Text(text)
		}
		change := move.Change()
		moved := notKnown(change.Why)
		if change.By != "" {
			moved = document.Text(strings.ToUpper(change.By[:1]) + change.By[1:])
		}
		table.Rows = append(table.Rows, []document.Cell{
			{document.Text(p.partOf(move.Latest))}, {document.Text(move.Latest.Period)}, {latest, cited(move.Latest)}, {before}, {moved},
		})
	}
	return document.Block{Table: table}
}

// unreported stands where a figure was not reported.
const unreported = "not reported"

// inFull is a figure with the whole that it is a part of, and the share.
func inFull(figure *models.Figure, unit string) string {
	text := figure.Reported(unit)
	if text == "" {
		return unreported
	}
	if whole := figure.Whole(); whole != "" {
		text += " of " + whole + " (" + figure.Share() + ")"
	}
	return text
}

// partOf names what a figure tells apart from the whole.
func (p *Pack) partOf(figure *models.Figure) string {
	var of []string
	if figure.Category != "" {
		of = append(of, figure.Category)
	}
	for _, district := range figure.Districts {
		if name, known := p.Names[district]; known {
			of = append(of, name.Title)
		}
	}
	if len(of) == 0 {
		return "All"
	}
	return strings.Join(of, ", ")
}

func (p *Pack) unknownBlocks() []document.Block {
	var blocks []document.Block
	if len(p.Unknown) == 0 {
		blocks = append(blocks, document.Para(document.Text("Of what is in this pack, everything is recorded.")))
	}
	for _, gap := range p.Unknown {
		var items []document.Item
		for _, name := range gap.Items {
			items = append(items, document.Item{Runs: []document.Run{
				document.Text(name.Title), document.Cite(string(name.Ref), pathOf(models.KindNamed(name.Kind), name.Ref)),
			}})
		}
		blocks = append(blocks, heading(2, gap.Label+" ("+models.Number(int64(len(items)))+")"), document.Bullets(items...))
	}
	for _, left := range p.Left {
		blocks = append(blocks, document.Para(document.Text(left+".")))
	}
	return blocks
}
