package service

import (
	"strings"

	"answerable/internal/document"
	"answerable/models"
)

// figuresOf are the figures of a measure that were not revised, as known on the
// day of the paper.
func (b *briefing) figuresOf(measure *models.Measure) []*models.Figure {
	revised := models.Refs{}
	for _, figure := range all[*models.Figure](b, models.FigureKind) {
		revised = append(revised, figure.Revises)
	}
	return where(b, models.FigureKind, func(f *models.Figure) bool { return f.Measure == measure.Ref && !revised.Has(f.Ref) })
}

func counts(measure *models.Measure) string {
	if measure.Counts == "" {
		return " is kept; what it counts is not recorded"
	}
	return " counts: " + lowerIfWord(measure.Counts)
}

// figureSentence says what a figure came to, and whether the percentage that was
// stated agrees with its parts.
func (b *briefing) figureSentence(measure *models.Measure, figure *models.Figure) []document.Run {
	said := "In " + figure.Period
	if part := b.partOf(figure); part != "" {
		said += ", for " + part
	}
	switch {
	case figure.State == models.FigureNotReported:
		return b.say(figure, said+", no figure was reported")
	case figure.Numerator == nil:
		said += ", it came to " + numberWords(figure.Value)
		if measure.Unit != "" {
			said += " " + measure.Unit
		}
	case figure.Denominator == nil:
		said += ", it came to " + models.Number(*figure.Numerator)
	default:
		said += ", it came to " + models.Number(*figure.Numerator) + " out of " + models.Number(*figure.Denominator) + " (" + figure.BaseCounts + ")" + b.percentWords(figure)
	}
	if figure.ReportedOn != "" {
		said += "; reported " + when(figure.ReportedOn)
	}
	if revised := b.name(figure.Revises); revised != "" {
		said += "; this revises an earlier figure (" + revised + ")"
	}
	return b.say(figure, said)
}

// partOf says of which part of the whole a figure is.
func (b *briefing) partOf(figure *models.Figure) string {
	parts := []string{}
	if figure.Category != "" {
		parts = append(parts, lowerIfWord(figure.Category))
	}
	if districts := b.several(figure.Districts); districts != "" {
		parts = append(parts, districts)
	}
	return strings.Join(parts, ", ")
}

// percentWords are the percentage that was stated and the one that its parts
// come to.
func (b *briefing) percentWords(figure *models.Figure) string {
	computed := figure.Percent(1) + "%"
	switch figure.Agreement() {
	case models.PercentAgrees:
		return ", stated as " + string(figure.StatedPercent) + "%; worked out again it is " + computed + ", which agrees when rounded"
	case models.PercentDiffers:
		return ", stated as " + string(figure.StatedPercent) + "%; worked out again it is " + computed + ", which does not agree"
	default:
		return ", which is " + computed
	}
}

// numberWords writes a whole number with commas.
func numberWords(value models.Decimal) string {
	whole, fraction, found := strings.Cut(string(value), ".")
	sign := strings.HasPrefix(whole, "-")
	whole = strings.TrimPrefix(whole, "-")
	for at := len(whole) - 3; at > 0; at -= 3 {
		whole = whole[:at] + "," + whole[at:]
	}
	if found {
		whole += "." + fraction
	}
	if sign {
		return "−" + whole
	}
	return whole
}
