package components

import (
	"errors"
	"math"
	"strconv"
)

// Series is a row of numbers under one name, such as one category of a
// measure.
type Series struct {
	Name   string
	Points []Point // one for each of the chart's labels
}

// Point is one number of a Series.
type Point struct {
	Value float64
	Text  string // the number as people read it; the chart's Format, unless told otherwise
	// Missing is for a number that nobody reported. It is drawn as a gap,
	// never as zero.
	Missing bool
	// Break says that the number counts something else than the one before
	// it, so that the two are not joined.
	Break bool
}

// chart is what both kinds of chart are made of. Their fields are the same, so
// that one converts into the other.
type chart struct {
	ID          string // unlike that of any other chart on the page
	Title       string
	Description string // what the chart shows, in words
	Labels      []string
	Series      []Series
	Format      func(float64) string
}

// maxSeries is how many series can be told apart in one chart.
const maxSeries = 4

// seriesColours are the colours of the series, which also differ by pattern,
// mark or label.
var seriesColours = [maxSeries]string{"#12436D", "#28A197", "#801650", "#F46A25"}

// errTooManySeries tells that a chart could not be read.
var errTooManySeries = errors.New("components: a chart shows at most 4 series")

// check tells what stops the chart from being drawn.
func (c chart) check() error {
	if len(c.Series) > maxSeries {
		return errTooManySeries
	}
	return nil
}

// format gives a number as people read it.
func (c chart) format(value float64) string {
	if c.Format == nil {
		return strconv.FormatFloat(value, 'f', -1, 64)
	}
	return c.Format(value)
}

// text gives the number of a point as people read it.
func (c chart) text(point Point) string {
	return or(when(point.Missing, "not reported"), point.Text, c.format(point.Value))
}

// scale gives the round numbers of the axis of all values, zero among them.
func (c chart) scale() scale {
	low, high := 0.0, 0.0
	for _, series := range c.Series {
		for _, point := range series.Points {
			if !point.Missing {
				low, high = min(low, point.Value), max(high, point.Value)
			}
		}
	}
	return newScale(low, high)
}

// scale is an axis from low to high with a tick every step.
type scale struct{ low, high, step float64 }

// newScale chooses round numbers around low and high.
func newScale(low, high float64) scale {
	const ticks = 5
	if low == high {
		high = low + 1
	}
	step := roundStep((high - low) / ticks)
	return scale{low: math.Floor(low/step) * step, high: math.Ceil(high/step) * step, step: step}
}

// roundStep gives 1, 2, 5 or 10 times a power of ten, not less than rough.
func roundStep(rough float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(rough)))
	for _, factor := range []float64{1, 2, 5} {
		if rough <= factor*power {
			return factor * power
		}
	}
	return 10 * power
}

// ticks gives the numbers at which the axis is marked.
func (s scale) ticks() []float64 {
	count := int(math.Round((s.high - s.low) / s.step))
	ticks := make([]float64, 0, count+1)
	for i := range count + 1 {
		tick := s.low + float64(i)*s.step
		ticks = append(ticks, math.Round(tick/s.step)*s.step)
	}
	return ticks
}

// share says how far up the axis a value stands, from 0 to 1.
func (s scale) share(value float64) float64 {
	return (value - s.low) / (s.high - s.low)
}

// coordinate prints a length in the drawing.
func coordinate(length float64) string {
	return strconv.FormatFloat(math.Round(length*10)/10, 'f', -1, 64)
}
