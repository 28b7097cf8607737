package components

import (
	"context"
	"io"
)

// ChartBar draws numbers side by side, one bar for each series under each
// label, with the number at its end. Put the same numbers in a table beside it.
type ChartBar chart

// The measures of the drawing; below its width it scrolls.
const (
	barWidth   = 760.0
	barLeft    = 190.0 // where the labels end and the bars begin
	barRight   = 670.0
	barTop     = 34.0
	barHeight  = 18.0
	barGap     = 3.0
	barSpace   = 14.0 // between two labels
	barBetween = 178.0
)

// Render writes the chart.
func (b ChartBar) Render(ctx context.Context, w io.Writer) error {
	if err := chart(b).check(); err != nil {
		return err
	}
	return b.view(b.bars()).Render(ctx, w)
}

// bar is one number as it is drawn.
type bar struct {
	x, y, width float64
	words       string
	series      int
	missing     bool
}

// bars places all numbers.
func (b ChartBar) bars() []bar {
	axis := chart(b).scale()
	var bars []bar
	for group := range b.Labels {
		for position, series := range b.Series {
			if group < len(series.Points) {
				bars = append(bars, b.bar(axis, group, position, series.Points[group]))
			}
		}
	}
	return bars
}

// bar places one number.
func (b ChartBar) bar(axis scale, group, series int, point Point) bar {
	placed := bar{
		x:       barX(axis, min(0, point.Value)),
		y:       b.top(group) + float64(series)*(barHeight+barGap),
		width:   barX(axis, max(0, point.Value)) - barX(axis, min(0, point.Value)),
		words:   chart(b).text(point),
		series:  series,
		missing: point.Missing,
	}
	if point.Missing {
		placed.x, placed.width = barX(axis, 0), 0
	}
	return placed
}

// barX is where a value stands.
func barX(axis scale, value float64) float64 {
	return barLeft + axis.share(value)*(barRight-barLeft)
}

// groupHeight is the height of the bars under one label.
func (b ChartBar) groupHeight() float64 {
	return float64(len(b.Series)) * (barHeight + barGap)
}

// top is where the bars of a label begin.
func (b ChartBar) top(group int) float64 {
	return b.firstTop() + float64(group)*(b.groupHeight()+barSpace)
}

// firstTop is where the first bars begin: below the key, if there is one.
func (b ChartBar) firstTop() float64 {
	if len(b.Series) > 1 {
		return barTop
	}
	return 6
}

// height is the height of the drawing.
func (b ChartBar) height() float64 {
	return b.top(len(b.Labels))
}

// middle is where the text of a label stands.
func (b ChartBar) middle(group int) float64 {
	return b.top(group) + b.groupHeight()/2 + 3
}

// fill names the pattern of a series.
func (b ChartBar) fill(series int) string {
	return "url(#" + b.patternID(series) + ")"
}

// patternID is the id of the pattern of a series.
func (b ChartBar) patternID(series int) string {
	return b.ID + "-pattern-" + coordinate(float64(series))
}

// hatching draws the pattern of a series over its colour; the first has none.
func hatching(series int) string {
	return [maxSeries]string{"", "M0 0L8 8", "M0 4H8", "M4 0V8"}[series]
}
