package components

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestScaleIsRoundAndHoldsZero(t *testing.T) {
	cases := []struct {
		low, high float64
		ticks     []float64
	}{
		{0, 0, []float64{0, 0.2, 0.4, 0.6, 0.8, 1}},
		{0, 5142, []float64{0, 2000, 4000, 6000}},
		{0, 93, []float64{0, 20, 40, 60, 80, 100}},
		{-30, 40, []float64{-40, -20, 0, 20, 40}},
	}
	for _, c := range cases {
		ticks := newScale(c.low, c.high).ticks()
		for i, tick := range ticks {
			ticks[i] = float64(int(tick*1000+0.5*sign(tick))) / 1000
		}
		if !slices.Equal(ticks, c.ticks) {
			t.Errorf("%v to %v: ticks %v, want %v", c.low, c.high, ticks, c.ticks)
		}
	}
}

// sign is 1 or -1, to round away from zero.
func sign(number float64) float64 {
	if number < 0 {
		return -1
	}
	return 1
}

func TestChartLineStopsAtGapsAndBreaks(t *testing.T) {
	points := []Point{{Value: 1}, {Value: 2}, {Missing: true}, {Value: 3}, {Value: 4, Break: true}, {Value: 5}}
	chart := ChartLine{
		ID: "c", Title: "Reports", Labels: []string{"1", "2", "3", "4", "5", "6"},
		Series: []Series{{Name: "All", Points: points}},
	}
	drawn := chart.lines()[0]
	if moves := strings.Count(drawn.path, "M"); moves != 3 {
		t.Errorf("the line has %d parts, want 3: %s", moves, drawn.path)
	}
	if len(drawn.marks) != 5 || len(drawn.breaks) != 1 {
		t.Errorf("%d marks and %d breaks, want 5 and 1", len(drawn.marks), len(drawn.breaks))
	}
}

func TestChartLineNamesDoNotOverlap(t *testing.T) {
	chart := ChartLine{Labels: []string{"2018"}}
	for _, name := range []string{"a", "b", "c", "d"} {
		chart.Series = append(chart.Series, Series{Name: name, Points: []Point{{Value: 10}}})
	}
	lines := chart.lines()
	for i := 1; i < len(lines); i++ {
		if gap := lines[i].nameY - lines[i-1].nameY; gap < lineNameGap {
			t.Errorf("names %d and %d are %v apart", i-1, i, gap)
		}
	}
}

func TestChartBarSaysWhatIsNotReported(t *testing.T) {
	chart := ChartBar{
		ID: "c", Title: "Reports", Description: "By district", Labels: []string{"Leeds", "Kirklees"},
		Series: []Series{{Name: "All", Points: []Point{{Value: 7}, {Missing: true}}}},
	}
	out := printed(t, chart)
	for _, want := range []string{`role="img"`, "<title", "<desc", ">7<", ">not reported<"} {
		if !strings.Contains(out, want) {
			t.Errorf("the chart has no %s", want)
		}
	}
	if bars := strings.Count(out, "<rect"); bars != 1 {
		t.Errorf("%d bars, want 1", bars)
	}
}

func TestChartsTakeFourSeriesAtMost(t *testing.T) {
	five := make([]Series, 5)
	var out strings.Builder
	if err := (ChartLine{Series: five}).Render(t.Context(), &out); !errors.Is(err, errTooManySeries) {
		t.Errorf("line: %v", err)
	}
	if err := (ChartBar{Series: five}).Render(t.Context(), &out); !errors.Is(err, errTooManySeries) {
		t.Errorf("bar: %v", err)
	}
}
