package service

import (
	"cmp"
	"slices"

	"answerable/internal/document"
	"answerable/models"
)

// measures tells what each measure counts and under which definition, its
// figures and their breaks; then the caveats on the definitions.
func (b *briefing) measures() []document.Block {
	var blocks []document.Block
	for _, measure := range all[*models.Measure](b, models.MeasureKind) {
		blocks = append(blocks, heading(2, measure.Title), b.measure(measure))
		if figures := b.figuresOf(measure); len(figures) > 0 {
			blocks = append(blocks, document.Block{Table: b.figureTable(measure, figures)})
			blocks = append(blocks, b.moved(figures)...)
		}
	}
	for _, definition := range all[*models.Definition](b, models.DefinitionKind) {
		blocks = append(blocks, b.caveats(definition)...)
	}
	return blocks
}

// measure tells what a measure counts, from where and how often.
func (b *briefing) measure(m *models.Measure) document.Block {
	sentences := [][]document.Run{b.say(m, "What it counts is not recorded")}
	if m.Counts != "" {
		sentences = [][]document.Run{b.say(m, "It counts: "+lowerIfWord(m.Counts))}
	}
	if definition := find[*models.Definition](b, models.DefinitionKind, m.Definition); definition != nil {
		sentences = append(sentences, b.say(definition, "It is counted under the definition of “"+definition.Heading()+"”"))
	} else {
		sentences = append(sentences, b.say(m, "Under which definition it is counted is not recorded"))
	}
	if publisher := b.name(m.Publisher); publisher != "" {
		sentences = append(sentences, b.say(m, "It is published by "+publisher))
	}
	if m.Target != "" {
		sentences = append(sentences, b.say(m, "Its target is "+numberWords(m.Target)))
	}
	if better := models.LabelOf(m.Better.Options(), string(m.Better)); better != "" {
		sentences = append(sentences, b.say(m, better))
	}
	if len(b.figuresOf(m)) == 0 {
		sentences = append(sentences, b.say(m, "No figure of it is recorded"))
	}
	return paragraph(sentences...)
}

func (b *briefing) figureTable(measure *models.Measure, figures []*models.Figure) *document.Table {
	table := &document.Table{
		Caption: "Figures: " + measure.Title,
		Columns: []document.Column{{Title: "Period"}, {Title: "Part"}, {Title: "Figure", Numeric: true}, {Title: "Out of"}, {Title: "Stated", Numeric: true}, {Title: "Worked out again"}, {Title: "Record"}},
	}
	for _, figure := range figures {
		value, outOf, stated, again := cellText(""), document.Cell{document.Text("—")}, document.Cell{document.Text("—")}, document.Cell{document.Text("—")}
		switch {
		case figure.State == models.FigureNotReported:
			value = document.Cell{{Text: "Not reported", Unknown: true}}
		case figure.Numerator != nil:
			value = cellText(models.Number(*figure.Numerator))
		case figure.Value != "":
			value = cellText(numberWords(figure.Value))
		}
		if figure.Denominator != nil {
			outOf = cellText(models.Number(*figure.Denominator) + ": " + figure.BaseCounts)
			again = cellText(figure.Percent(1) + "%")
		}
		if figure.StatedPercent != "" {
			stated = cellText(string(figure.StatedPercent) + "%")
			agreement := map[string]string{models.PercentAgrees: ", agrees", models.PercentDiffers: ", does not agree"}[figure.Agreement()]
			again = cellText(figure.Percent(1) + "%" + agreement)
		}
		part := cmp.Or(upperFirst(b.partOf(figure)), "All")
		table.Rows = append(table.Rows, b.row(figure, cellText(figure.Period), cellText(part), value, outOf, stated, again))
	}
	return table
}

// moved tells, series by series, where the definition changed, and how far the
// latest figure moved from the one before it or why nobody can tell.
func (b *briefing) moved(figures []*models.Figure) []document.Block {
	series := map[string][]*models.Figure{}
	var parts []string
	for _, figure := range figures {
		part := b.partOf(figure)
		if series[part] == nil {
			parts = append(parts, part)
		}
		series[part] = append(series[part], figure)
	}
	var sentences [][]document.Run
	for _, part := range parts {
		list := series[part]
		slices.SortStableFunc(list, func(x, y *models.Figure) int { return cmp.Compare(x.PeriodStart, y.PeriodStart) })
		if len(list) < 2 {
			continue
		}
		for i, figure := range list[1:] {
			if figure.Definition != list[i].Definition {
				sentences = append(sentences, b.say(figure, "Between "+list[i].Period+" and "+figure.Period+" the definition changed: the figures on either side cannot be compared"))
			}
		}
		latest, before := list[len(list)-1], list[len(list)-2]
		change := models.Movement{Latest: latest, Before: before}.Change()
		said := upperFirst(cmp.Or(part, "the whole")) + ": "
		if change.Why != "" {
			said += "from " + before.Period + " to " + latest.Period + " no change can be worked out. " + change.Why
		} else {
			said += change.By + " from " + before.Period + " to " + latest.Period
		}
		sentences = append(sentences, b.say(latest, said))
	}
	if len(sentences) == 0 {
		return nil
	}
	return []document.Block{paragraph(sentences...)}
}

// caveats are the limits that were put on a definition, and by whom.
func (b *briefing) caveats(d *models.Definition) []document.Block {
	caveats := where(b, models.CaveatKind, func(c *models.Caveat) bool { return c.Definition == d.Ref })
	slices.SortStableFunc(caveats, func(x, y *models.Caveat) int { return cmp.Compare(placeOf(x.Position), placeOf(y.Position)) })
	if len(caveats) == 0 {
		return nil
	}
	var items []document.Item
	for _, caveat := range caveats {
		sentences := [][]document.Run{b.say(caveat, caveat.Text)}
		if by := b.name(caveat.AppliedBy); by != "" {
			sentences = append(sentences, b.say(caveat, "It is applied by "+by))
		}
		items = append(items, document.Item{Runs: inOne(sentences...)})
	}
	opening := b.opening(d, upperFirst(plural(len(items), "caveat is", "caveats are"))+" applied to the definition of “"+d.Heading()+"”")
	return append([]document.Block{heading(2, "Caveats on “"+d.Heading()+"”"), paragraph(opening)}, bullets(items)...)
}
