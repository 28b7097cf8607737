package frontend

import (
	"slices"
	"strconv"

	"answerable/frontend/components"
	"answerable/models"
)

// mostSeries is how many lines or bars beside each other can be told apart.
const mostSeries = 4

// drawing is what of a measure's figures can be compared, as a chart.
type drawing struct {
	title       string
	description string
	labels      []string
	series      []components.Series
	percent     bool
	bars        bool // parts side by side, instead of lines through the periods
}

// newDrawing chooses the chart for figures by period; nil where there are not
// two values to compare.
func newDrawing(measure *models.Measure, figures readings) *drawing {
	alike := figures.alike()
	periods, parts := alike.periods(), alike.parts()
	d := &drawing{title: measure.Title, percent: len(alike) > 0 && alike[len(alike)-1].measuredAs().percent}
	switch {
	case len(periods) > 1 && len(parts) <= mostSeries:
		d.lines(alike, periods, parts)
	case len(parts) > 1:
		d.barsOf(alike.sameTerms())
	}
	if d.values() < 2 {
		return nil
	}
	d.describe(alike)
	return d
}

// numberSort is what makes figures comparable: a percentage of one base, a number
// counted, a value.
type numberSort struct {
	percent bool
	base    string
}

func (r *reading) measuredAs() numberSort {
	if r.Denominator != nil {
		return numberSort{true, r.BaseCounts}
	}
	if r.Value != "" {
		return numberSort{false, "value"}
	}
	return numberSort{false, "number"}
}

// alike keeps the figures of the sort that most of them have, and those that
// were not reported.
func (r readings) alike() readings {
	counts := map[numberSort]int{}
	var most numberSort
	for _, reading := range r {
		if reading.number() != "" {
			kind := reading.measuredAs()
			if counts[kind]++; counts[kind] >= counts[most] {
				most = kind
			}
		}
	}
	return r.only(func(reading *reading) bool { return reading.number() == "" || reading.measuredAs() == most })
}

// sameTerms keeps the figures under the definition of the latest one.
func (r readings) sameTerms() readings {
	if len(r) == 0 {
		return nil
	}
	definition := r[len(r)-1].Definition
	return r.only(func(reading *reading) bool { return reading.Definition == definition })
}

func (r readings) only(keep func(*reading) bool) readings {
	return slices.DeleteFunc(slices.Clone(r), func(reading *reading) bool { return !keep(reading) })
}

func (r readings) periods() []string {
	return distinct(r, func(reading *reading) string { return reading.Period })
}

func (r readings) parts() []string {
	return distinct(r, func(reading *reading) string { return reading.part })
}

func distinct(r readings, of func(*reading) string) []string {
	var found []string
	for _, reading := range r {
		if text := of(reading); !slices.Contains(found, text) {
			found = append(found, text)
		}
	}
	return found
}

// at finds the latest report on a part in a period; nil where there is none.
func (r readings) at(period, part string) *reading {
	var latest *reading
	for _, reading := range r {
		if reading.Period == period && reading.part == part && (latest == nil || reading.ReportedOn >= latest.ReportedOn) {
			latest = reading
		}
	}
	return latest
}

// lines draws a line for each part through the periods.
func (d *drawing) lines(figures readings, periods, parts []string) {
	d.labels = periods
	for _, part := range parts {
		series := components.Series{Name: whole(part)}
		for _, period := range periods {
			series.Points = append(series.Points, figures.at(period, part).point())
		}
		d.series = append(d.series, series)
	}
}

// barsOf sets the parts side by side, for the latest periods. The whole is
// left out: beside its parts it would dwarf them.
func (d *drawing) barsOf(figures readings) {
	figures = figures.only(func(reading *reading) bool { return reading.part != "" })
	d.bars, d.labels = true, figures.parts()
	periods := figures.periods()
	for _, period := range periods[max(0, len(periods)-mostSeries):] {
		series := components.Series{Name: period}
		for _, part := range d.labels {
			series.Points = append(series.Points, figures.at(period, part).point())
		}
		d.series = append(d.series, series)
	}
}

// point is the figure as a chart draws it. The text is exact; the number is as
// exact as a drawing can be.
func (r *reading) point() components.Point {
	if r == nil || r.number() == "" {
		return components.Point{Missing: true}
	}
	text, digits := r.number(), string(r.Value)
	switch {
	case r.Denominator != nil:
		text, digits = r.percent(), r.Percent(4)
	case r.Numerator != nil:
		digits = strconv.FormatInt(*r.Numerator, 10)
	}
	value, err := strconv.ParseFloat(digits, 64)
	return components.Point{Value: value, Text: text, Missing: err != nil, Break: r.newTerms}
}

// values counts what there is to compare.
func (d *drawing) values() int {
	n := 0
	for _, series := range d.series {
		for _, point := range series.Points {
			if !point.Missing {
				n++
			}
		}
	}
	return n
}

// describe says in words what the chart shows.
func (d *drawing) describe(figures readings) {
	for _, series := range d.series {
		d.description += series.Name + ": "
		for i, point := range series.Points {
			if i > 0 {
				d.description += "; "
			}
			d.description += d.labels[i] + " " + pointWords(point)
		}
		d.description += ". "
	}
	if !d.bars && figures.broken() {
		d.description += "The line is broken where the definition changes."
	}
}

func pointWords(point components.Point) string {
	if point.Missing {
		return "not reported"
	}
	return point.Text
}

// format writes a number of the axis.
func (d *drawing) format(value float64) string {
	text := strconv.FormatFloat(value, 'f', -1, 64)
	if value == float64(int64(value)) {
		text = models.Number(int64(value))
	}
	if d.percent {
		text += "%"
	}
	return text
}

// whole names a part, or the whole.
func whole(part string) string {
	if part == "" {
		return "All"
	}
	return part
}

// gaps says how the drawing shows what is not there, if anything is.
func (d *drawing) gaps() string {
	for _, series := range d.series {
		if slices.ContainsFunc(series.Points, func(point components.Point) bool { return point.Missing }) {
			return "A gap is a figure that was not reported."
		}
	}
	return ""
}
