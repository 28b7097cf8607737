package models

import "testing"

func told(period Date, value Decimal, definition Ref) *Figure {
	return &Figure{Record: Record{State: Current}, FigureInput: FigureInput{Period: string(period), PeriodStart: period, PeriodEnd: period, Value: value, Definition: definition}}
}

func TestChangeIsOnlyWorkedOutWhereFiguresCanBeCompared(t *testing.T) {
	notReported := told("2018", "", "DEF-1")
	notReported.State = FigureNotReported
	monthly := told("2018-02", "12", "DEF-1")
	quarter := told("2018", "30", "DEF-1")
	quarter.PeriodStart, quarter.PeriodEnd = "2018-01", "2018-03"
	otherBase := share(10, 20, "")
	otherBase.BaseCounts = "children"
	for name, test := range map[string]struct {
		latest, before *Figure
		want           Change
	}{
		"first":              {told("2018", "7", "DEF-1"), nil, Change{Why: "There is no earlier figure"}},
		"up":                 {told("2018", "1200", "DEF-1"), told("2017", "200", "DEF-1"), Change{By: "up 1,000", Moved: true}},
		"down, as exact":     {told("2018", "2.5", "DEF-1"), told("2017", "4", "DEF-1"), Change{By: "down 1.5", Moved: true}},
		"same":               {told("2018", "7.0", "DEF-1"), told("2017", "7", "DEF-1"), Change{By: "no change"}},
		"new definition":     {told("2018", "7", "DEF-2"), told("2017", "9", "DEF-1"), Change{Why: "The definition changed: the figures cannot be compared"}},
		"not reported":       {notReported, told("2017", "9", "DEF-1"), Change{Why: "The latest figure was not reported"}},
		"after none":         {told("2019", "9", "DEF-1"), notReported, Change{Why: "The figure before it was not reported"}},
		"a month and a year": {monthly, told("2017", "120", "DEF-1"), Change{Why: "The periods are not of one length"}},
		"a quarter and year": {quarter, told("2017", "120", "DEF-1"), Change{Why: "The periods are not of one length"}},
		"value and share":    {share(1, 2, ""), told("2017", "50", ""), Change{Why: "The figures are not of one sort"}},
		"other base":         {otherBase, share(10, 20, ""), Change{Why: "The figures are not of one sort"}},
		"shares":             {share(559, 2118, ""), share(414, 2118, ""), Change{By: "up 6.8 percentage points", Moved: true}},
		"hardly":             {share(500_001, 1_000_000, ""), share(500_000, 1_000_000, ""), Change{By: "up by less than 0.1 percentage points", Moved: true}},
		"words":              {told("2018", "many", "DEF-1"), told("2017", "9", "DEF-1"), Change{Why: "The latest figure is not a number"}},
	} {
		if got := (Movement{Latest: test.latest, Before: test.before}).Change(); got != test.want {
			t.Errorf("%s: got %+v, want %+v", name, got, test.want)
		}
	}
}
