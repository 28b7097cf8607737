package frontend

import (
	"slices"
	"strconv"
	"strings"

	"answerable/frontend/components"
	"answerable/models"
)

// mostSeries is how many lines or bars beside each other can be told apart.
const mostSeries = 4

// drawing is what of a measure's figures can be compared, as a chart.
type drawing struct {
	title       string
	caption     string // what the numbers are, which a percentage cannot be read without
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
	d := &drawing{title: measure.Title, caption: unitWords(measure.Unit)}
	for _, reading := range alike {
		if reading.Denominator != nil {
			d.percent, d.caption = true, "Percentage of "+reading.BaseCounts
		}
	}
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
	d.shorten()
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
	if len(periods) == 1 && !strings.Contains(d.caption, periods[0]) {
		d.caption = strings.TrimPrefix(d.caption+", "+periods[0], ", ")
	}
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
	if r == nil {
		return components.Point{Missing: true, Text: "nothing recorded"}
	}
	if r.number() == "" {
		return components.Point{Missing: true, Text: "not reported"}
	}
	text, digits := r.number(), string(r.Value)
	switch {
	case r.Denominator != nil:
		text, digits = r.Share(), r.Percent(4)
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
			d.description += d.labels[i] + " " + point.Text
		}
		d.description += ". "
	}
	if !d.bars && figures.broken() {
		d.description += "The line is broken where the definition changes."
	}
}

// How many letters of a name fit beside a bar and behind a line.
const (
	barLetters  = 24
	lineLetters = 17
)

// shorten makes the names of parts fit into the drawing, once its description
// has them in full. The table does too.
func (d *drawing) shorten() {
	for i := range d.series {
		d.series[i].Name = cut(d.series[i].Name, lineLetters)
	}
	if d.bars {
		for i := range d.labels {
			d.labels[i] = cut(d.labels[i], barLetters)
		}
	}
}

// cut leaves whole words of a name, as far as there is room.
func cut(name string, room int) string {
	letters := []rune(name)
	if len(letters) <= room {
		return name
	}
	kept := string(letters[:room])
	if space := strings.LastIndex(kept, " "); space > 0 {
		kept = kept[:space]
	}
	return strings.TrimRight(kept, " ,;") + "…"
}

// unitWords name what is counted, where that is recorded.
func unitWords(unit string) string {
	if unit == "" {
		return ""
	}
	return "Unit: " + unit
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
			return "Where there is a gap, no figure was reported or recorded."
		}
	}
	return ""
}
