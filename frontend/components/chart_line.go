package components

import (
	"cmp"
	"context"
	"io"
	"slices"
	"strings"
)

// ChartLine draws numbers over time, one line for each series with its name at
// its end. Put the same numbers in a table beside it.
type ChartLine chart

// The measures of the drawing; below its width it scrolls.
const (
	lineWidth      = 760.0
	lineHeight     = 340.0
	lineLeft       = 64.0
	lineRight      = 600.0 // where the lines end and the names begin
	lineTop        = 16.0
	lineBottom     = 296.0
	lineNameGap    = 17.0 // between the names of two lines
	lineMostLabels = 9
)

// lineDashes part the lines for who does not see their colours.
var lineDashes = [maxSeries]string{"", "9 4", "2 4", "12 4 2 4"}

// Render writes the chart.
func (l ChartLine) Render(ctx context.Context, w io.Writer) error {
	if err := chart(l).check(); err != nil {
		return err
	}
	return l.view(l.lines(), chart(l).scale()).Render(ctx, w)
}

// line is one series as it is drawn.
type line struct {
	name   string
	colour string
	dash   string
	path   string
	marks  []mark
	breaks []spot
	nameY  float64
	endY   float64
}

// spot is a place in the drawing.
type spot struct{ x, y float64 }

// mark is a point that was reported.
type mark struct {
	spot
	words string
}

// lines places all series.
func (l ChartLine) lines() []line {
	axis := chart(l).scale()
	var lines []line
	for position, series := range l.Series {
		drawn := line{name: series.Name, colour: seriesColours[position], dash: lineDashes[position]}
		l.trace(&drawn, series, axis)
		lines = append(lines, drawn)
	}
	spreadNames(lines)
	return lines
}

// trace draws the path of a series, which stops at what is missing and at
// what counts something else.
func (l ChartLine) trace(drawn *line, series Series, axis scale) {
	var path strings.Builder
	joined := false
	for position, point := range series.Points[:min(len(series.Points), len(l.Labels))] {
		if point.Missing {
			joined = false
			continue
		}
		at := spot{l.x(position), lineY(axis, point.Value)}
		if point.Break && len(drawn.marks) > 0 {
			drawn.breaks = append(drawn.breaks, between(drawn.marks[len(drawn.marks)-1].spot, at))
			joined = false
		}
		path.WriteString(when(joined, "L") + when(!joined, "M") + coordinate(at.x) + " " + coordinate(at.y))
		drawn.marks = append(drawn.marks, mark{at, series.Name + ", " + l.Labels[position] + ": " + chart(l).text(point)})
		drawn.endY = at.y
		joined = true
	}
	drawn.path = path.String()
}

// spreadNames moves the names at the ends of the lines apart.
func spreadNames(lines []line) {
	order := make([]*line, len(lines))
	for i := range lines {
		order[i] = &lines[i]
	}
	slices.SortStableFunc(order, func(a, b *line) int { return cmp.Compare(a.endY, b.endY) })
	last := lineTop - lineNameGap
	for _, drawn := range order {
		drawn.nameY = max(drawn.endY, last+lineNameGap)
		last = drawn.nameY
	}
}

// between is half way between two places.
func between(a, b spot) spot {
	return spot{(a.x + b.x) / 2, (a.y + b.y) / 2}
}

// x is where a label stands.
func (l ChartLine) x(position int) float64 {
	if len(l.Labels) < 2 {
		return (lineLeft + lineRight) / 2
	}
	return lineLeft + 12 + float64(position)*(lineRight-lineLeft-24)/float64(len(l.Labels)-1)
}

// lineY is where a value stands.
func lineY(axis scale, value float64) float64 {
	return lineBottom - axis.share(value)*(lineBottom-lineTop)
}

// labelled says whether there is room for the label at a position: the last
// one is always there.
func (l ChartLine) labelled(position int) bool {
	every := (len(l.Labels) + lineMostLabels - 1) / lineMostLabels
	return (len(l.Labels)-1-position)%every == 0
}

// shape draws the mark of the nth series around a place.
func shape(series int, at spot) string {
	x, y := coordinate(at.x), coordinate(at.y)
	switch series {
	case 0:
		return "M" + x + " " + y + "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z"
	case 1:
		return "M" + x + " " + y + "m-4-4h8v8h-8z"
	case 2:
		return "M" + x + " " + y + "m0-5l5 9h-10z"
	default:
		return "M" + x + " " + y + "m0-5l5 5-5 5-5-5z"
	}
}
