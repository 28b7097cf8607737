package models

import "testing"

// share is a figure that says so many of so many.
func share(numerator, denominator int64, stated Decimal) *Figure {
	return &Figure{Record: Record{Ref: "MEA-1-F1", State: Current}, FigureInput: FigureInput{
		Measure: "MEA-1", Period: "2017", Numerator: &numerator, Denominator: &denominator, BaseCounts: "referrals", StatedPercent: stated,
	}}
}

func TestStatedPercentageIsHeldAgainstItsParts(t *testing.T) {
	for _, test := range []struct {
		numerator, denominator int64
		stated                 Decimal
		percent, agreement     string
	}{
		{2118, 5145, "41", "41.2", PercentAgrees},
		{559, 2118, "26", "26.4", PercentAgrees},
		{414, 2118, "20", "19.5", PercentAgrees},
		{559, 5145, "26", "10.9", PercentDiffers}, // of all referrals, not of the children
		{559, 2118, "26.4", "26.4", PercentAgrees},
		{559, 2118, "26.0", "26.4", PercentDiffers},
		{559, 2118, "26.39", "26.4", PercentAgrees},
		{559, 2118, "", "26.4", PercentNotStated},
		{1, 8, "13", "12.5", PercentAgrees}, // halves go up
		{1, 8, "12", "12.5", PercentDiffers},
		{0, 7, "0", "0.0", PercentAgrees},
		{7, 7, "100", "100.0", PercentAgrees},
		{1, 0, "41", "", PercentNotStated},
		{999_999_999_999, 1_000_000_000_000, "100.00", "100.0", PercentAgrees},
	} {
		figure := share(test.numerator, test.denominator, test.stated)
		percent, agreement := FigureKind.DerivedNamed("percent"), FigureKind.DerivedNamed("agreement")
		if got := percent.Of(figure, ""); got != test.percent {
			t.Errorf("%d of %d: got %s per cent, want %s", test.numerator, test.denominator, got, test.percent)
		}
		if got := agreement.Of(figure, ""); got != test.agreement {
			t.Errorf("%q for %d of %d: got %q, want %q", test.stated, test.numerator, test.denominator, got, test.agreement)
		}
	}
}

func TestWhatAFigureMustSay(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*Figure)
		wrong  []string
	}{
		"a share":                    {func(*Figure) {}, nil},
		"a count":                    {func(f *Figure) { f.Denominator, f.BaseCounts = nil, "" }, nil},
		"nothing":                    {func(f *Figure) { f.Numerator, f.Denominator = nil, nil }, []string{"value"}},
		"a value beside a share":     {func(f *Figure) { f.Value = "41" }, []string{"value"}},
		"more than the whole":        {func(f *Figure) { f.Numerator = whole(5146) }, []string{"numerator"}},
		"of nothing":                 {func(f *Figure) { f.Denominator = whole(0) }, []string{"denominator"}},
		"of what?":                   {func(f *Figure) { f.BaseCounts = "" }, []string{"base_counts"}},
		"an odd percentage":          {func(f *Figure) { f.StatedPercent = "4e1" }, []string{"stated_percent"}},
		"a percentage alone":         {func(f *Figure) { f.Denominator, f.StatedPercent = nil, "41" }, []string{"stated_percent"}},
		"a period turned round":      {func(f *Figure) { f.PeriodStart, f.PeriodEnd = "2018", "2017-12" }, []string{"period_end"}},
		"reported tomorrow":          {func(f *Figure) { f.ReportedOn = "2019-01-22" }, []string{"reported_on"}},
		"not reported, but a number": {func(f *Figure) { f.State = FigureNotReported }, []string{"value"}},
		"not reported": {func(f *Figure) {
			f.State, f.Numerator, f.Denominator = FigureNotReported, nil, nil
		}, nil},
	} {
		figure := share(2118, 5145, "")
		test.change(figure)
		t.Run(name, func(t *testing.T) { wantProblems(t, figure, worldOf(), test.wrong...) })
	}
}

func TestRevisionIsOfTheSameThing(t *testing.T) {
	first := &Figure{Record: Record{Ref: "MEA-1-F1"}, FigureInput: FigureInput{Measure: "MEA-1", Period: "2017", Value: "5145", ReportedOn: "2018-03-26"}}
	f := worldOf(first)
	revised := &Figure{FigureInput: FigureInput{Measure: "MEA-1", Period: "2017", Value: "5142", ReportedOn: "2019-01", Revises: first.Ref}}
	wantProblems(t, revised, f)
	revised.Districts = Refs{"D-BRADFORD"}
	wantProblems(t, revised, f, "revises")
	revised.Districts = nil
	revised.ReportedOn = "2017-12"
	wantProblems(t, revised, f, "reported_on")
	revised.Period = "2018"
	wantProblems(t, revised, f, "revises")
}

func TestFigureSpeaksInItsHeading(t *testing.T) {
	for want, figure := range map[string]*Figure{
		"2017: 2,118 of 5,145":       share(2118, 5145, ""),
		"2017: 5142":                 {FigureInput: FigureInput{Period: "2017", Value: "5142"}},
		"2017, labour: not reported": {Record: Record{State: FigureNotReported}, FigureInput: FigureInput{Period: "2017", Category: "labour"}},
		"2018, online: 1,204":        {FigureInput: FigureInput{Period: "2018", Category: "online", Numerator: whole(1204)}},
	} {
		if got := figure.Heading(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestFigureIsNeverChanged(t *testing.T) {
	for _, role := range Roles {
		if FigureKind.MayEdit(&Actor{Roles: []Role{role}, Side: SideOf(role)}, share(1, 2, "")) {
			t.Errorf("%s may edit a figure", role)
		}
	}
}

func TestDefinitionReplacesAnEarlierOne(t *testing.T) {
	old := &Definition{Record: Record{Ref: "DEF-1"}, DefinitionInput: DefinitionInput{Term: "CSE", InForceFrom: "2009"}}
	f := worldOf(old)
	for name, test := range map[string]struct {
		definition Definition
		wrong      []string
	}{
		"later":          {Definition{DefinitionInput: DefinitionInput{InForceFrom: "2017-02", Replaces: "DEF-1"}}, nil},
		"not known when": {Definition{DefinitionInput: DefinitionInput{Replaces: "DEF-1"}}, nil},
		"earlier":        {Definition{DefinitionInput: DefinitionInput{InForceFrom: "2008-12", Replaces: "DEF-1"}}, []string{"in_force_from"}},
		"itself":         {Definition{Record: Record{Ref: "DEF-1"}, DefinitionInput: DefinitionInput{Replaces: "DEF-1"}}, []string{"replaces"}},
	} {
		t.Run(name, func(t *testing.T) { wantProblems(t, &test.definition, f, test.wrong...) })
	}
}
