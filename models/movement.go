package models

import (
	"math/big"
	"strings"
)

// Movement is the latest figure of a series beside the one of the period
// before it. A series is what a measure tells of the whole, or of one part.
type Movement struct {
	Latest *Figure
	Before *Figure // nil where there is none
}

// Change is how far a figure moved: By says it, or Why says why no change can
// be worked out.
type Change struct {
	By    string
	Why   string
	Moved bool
}

// Change compares the two figures. No change is worked out across a new
// definition, between figures of different sorts, or where one was not
// reported: not reported is not zero.
func (m Movement) Change() Change {
	if m.Before == nil {
		return Change{Why: "There is no earlier figure"}
	}
	if why := m.incomparable(); why != "" {
		return Change{Why: why}
	}
	now, percent := m.Latest.amount()
	then, _ := m.Before.amount()
	by := new(big.Rat).Sub(now, then)
	if by.Sign() == 0 {
		return Change{By: "no change"}
	}
	direction := map[int]string{1: "up ", -1: "down "}[by.Sign()]
	return Change{By: direction + m.written(by.Abs(by), percent), Moved: true}
}

func (m Movement) incomparable() string {
	latest, before := m.Latest, m.Before
	switch {
	case latest.State == FigureNotReported:
		return "The latest figure was not reported"
	case before.State == FigureNotReported:
		return "The figure before it was not reported"
	case latest.Definition != before.Definition:
		return "The definition changed: the figures cannot be compared"
	case latest.measuredAs() != before.measuredAs():
		return "The figures are not of one sort"
	case latest.months() != before.months() && latest.months() > 0 && before.months() > 0:
		return "The periods are not of one length"
	}
	if now, _ := latest.amount(); now == nil {
		return "The latest figure is not a number"
	}
	if then, _ := before.amount(); then == nil {
		return "The figure before it is not a number"
	}
	return ""
}

// measuredAs is what makes figures comparable: a share of one base, a number
// counted, a value.
func (f *Figure) measuredAs() string {
	switch {
	case f.Denominator != nil:
		return "share of " + f.BaseCounts
	case f.Numerator != nil:
		return "number"
	default:
		return "value"
	}
}

// amount is the figure as a number to reckon with, of a share its percentage;
// nil where it is none.
func (f *Figure) amount() (n *big.Rat, percent bool) {
	switch {
	case f.Denominator != nil && f.Numerator != nil && *f.Denominator > 0:
		share := big.NewRat(*f.Numerator, *f.Denominator)
		return share.Mul(share, big.NewRat(100, 1)), true
	case f.Numerator != nil:
		return new(big.Rat).SetInt64(*f.Numerator), false
	}
	if value, ok := new(big.Rat).SetString(string(f.Value)); ok {
		return value, false
	}
	return nil, false
}

// written is a difference as exact as the figures are.
func (m Movement) written(by *big.Rat, percent bool) string {
	if percent {
		if points := by.FloatString(1); points != "0.0" {
			return points + " percentage points"
		}
		return "by less than 0.1 percentage points"
	}
	places := max(decimals(m.Latest.Value), decimals(m.Before.Value))
	if places == 0 && by.Num().IsInt64() {
		return Number(by.Num().Int64())
	}
	return by.FloatString(places)
}

func decimals(number Decimal) int {
	_, after, _ := strings.Cut(string(number), ".")
	return len(after)
}

// months counts the months of the figure's period; none where its ends are not
// known.
func (f *Figure) months() int {
	if !f.PeriodStart.Valid() || !f.PeriodEnd.Valid() {
		return 0
	}
	return monthOf(f.PeriodEnd, "-12") - monthOf(f.PeriodStart, "-01") + 1
}

// monthOf counts the months to a date, with a month for dates that are known
// to the year only.
func monthOf(d Date, unknown Date) int {
	if len(d) == len("2017") {
		d += unknown
	}
	day := (d[:len("2017-02")] + "-01").midnight()
	return 12*day.Year() + int(day.Month())
}

// ReportedSince tells whether the figure became known after a day: when it was
// reported, or where that is not recorded, entered. Since no day at all,
// everything is new.
func (f *Figure) ReportedSince(day Date) bool {
	if f.ReportedOn != "" {
		return f.ReportedOn > day
	}
	return DateOf(f.CreatedAt) > day
}
