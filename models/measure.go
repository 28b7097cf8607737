package models

import (
	"math/big"
	"regexp"
	"slices"
	"strings"
)

// Breakdown is by what the figures of a measure are told apart.
type Breakdown string

// Options lists the breakdowns.
func (Breakdown) Options() []Option {
	return []Option{
		{"none", "Not broken down", ""},
		{"district", "By district", ""},
		{"risk area", "By risk area", ""},
		{"category", "By category", ""},
	}
}

// Better is the direction in which a measure improves. A rise in reports can
// mean more crime or more trust, so for some neither is better.
type Better string

// Options lists the directions.
func (Better) Options() []Option {
	return []Option{
		{"higher", "Higher is better", ""},
		{"lower", "Lower is better", ""},
		{"neither", "Neither is better in itself", ""},
	}
}

// Measure is something that is counted or estimated over and over.
type Measure struct {
	Record
	MeasureInput
}

// MeasureInput is what people enter of a measure.
type MeasureInput struct {
	Title      string    `json:"title" label:"Title" validate:"required,max=200"`
	Unit       string    `json:"unit" label:"Unit" hint:"For example referrals, or per 1,000 people" validate:"max=100" list:"column"`
	Counts     string    `json:"counts" label:"What it counts" widget:"textarea" validate:"max=2000"`
	Definition Ref       `json:"definition" label:"Definition" hint:"The one under which it is counted now" ref:"definition" inverse:"Measures" list:"filter"`
	Source     string    `json:"source" label:"Source" hint:"Where the figures come from" validate:"max=500"`
	Publisher  Ref       `json:"publisher" label:"Published by" ref:"body" inverse:"Measures published" list:"column,filter"`
	HowOften   Every     `json:"how_often" label:"How often" list:"column,filter"`
	Breakdown  Breakdown `json:"breakdown" label:"Broken down"`
	Better     Better    `json:"better" label:"Which direction is better"`
	Target     Decimal   `json:"target" label:"Target" unknown:"No target recorded"`
	Common
}

// Heading is the title.
func (m *Measure) Heading() string { return m.Title }

// MeasureKind describes measures.
var MeasureKind = define[Measure](Kind{
	Name: "measure", Plural: "measures", One: "Measure", Many: "Measures", Family: FamilyMeasures,
	Key:   []string{"title"},
	About: "Something that is counted or estimated over and over, under a definition.",
	Order: "ref", States: currentStates,
	Start:  []Move{add("Add a measure", keepers...)},
	Moves:  []Move{withdraw(to(keepers...), Current)},
	See:    to(everyone...),
	Edit:   []Grant{{Roles: keepers, States: []State{Current}}},
	Number: numbered("MEA"),
})

// Figure is what a measure came to in one period, as reported on one day. A
// revision is another figure: what was known before stays.
type Figure struct {
	Record
	FigureInput
}

// FigureInput is what people enter of a figure: a value, or a part of a whole.
// The whole has a base in words, since a percentage means nothing without it.
type FigureInput struct {
	Measure       Ref     `json:"measure" label:"Measure" ref:"measure" inverse:"Figures" validate:"required" list:"column,filter"`
	Period        string  `json:"period" label:"Period" hint:"For example 2017, or April 2018 to March 2019" validate:"required,max=60" list:"column"`
	PeriodStart   Date    `json:"period_start" label:"Period begins" list:"sort"`
	PeriodEnd     Date    `json:"period_end" label:"Period ends"`
	Category      string  `json:"category" label:"Category or risk area" hint:"Leave empty for the whole" validate:"max=200" list:"column" unknown:"All"`
	Value         Decimal `json:"value" label:"Value" hint:"Where the figure is one number" list:"column" unknown:"No single value"`
	Numerator     *int64  `json:"numerator" label:"Number counted" hint:"Where the figure is a part of a whole" validate:"omitempty,min=0,max=1000000000000" list:"column" unknown:"Not a part of a whole"`
	Denominator   *int64  `json:"denominator" label:"Out of" validate:"omitempty,min=0,max=1000000000000" list:"column" unknown:"Not a part of a whole"`
	BaseCounts    string  `json:"base_counts" label:"Out of what" hint:"For example children under 18 who were referred" validate:"max=300"`
	StatedPercent Decimal `json:"stated_percent" label:"Percentage as stated" hint:"With as many decimal places as the source gives, two at most" unknown:"No percentage stated"`
	ReportedOn    Date    `json:"reported_on" label:"Reported on" list:"column,sort"`
	Revises       Ref     `json:"revises" label:"Revises" hint:"The earlier figure for the same measure, period, districts and category" ref:"figure" inverse:"Revised by" unknown:"No earlier figure"`
	Definition    Ref     `json:"definition" label:"Definition" hint:"The one under which it was counted" ref:"definition" inverse:"Figures" list:"filter"`
	Common
}

// Heading is the period, the category and what was reported.
func (f *Figure) Heading() string {
	over := f.Period
	if f.Category != "" {
		over += ", " + f.Category
	}
	return over + ": " + f.said()
}

func (f *Figure) said() string {
	switch {
	case f.State == FigureNotReported:
		return "not reported"
	case f.Numerator == nil:
		return string(f.Value)
	case f.Denominator == nil:
		return Number(*f.Numerator)
	default:
		return Number(*f.Numerator) + " of " + Number(*f.Denominator)
	}
}

// FigureNotReported is the state of a figure that was due and never came. It
// is not zero.
const FigureNotReported State = "not reported"

// The values of the derived agreement of a figure.
const (
	PercentAgrees    = "agrees"
	PercentDiffers   = "does not agree"
	PercentNotStated = "not stated"
)

// statedPercent is how a stated percentage is written. The SQL of the derived
// agreement counts on no more than two decimal places.
var statedPercent = regexp.MustCompile(`^\d{1,4}(\.\d{1,2})?$`)

// Percent is the percentage that the parts come to, rounded to so many decimal
// places with halves upwards; empty where there are no parts.
func (f *Figure) Percent(places int) string {
	if f.Numerator == nil || f.Denominator == nil || *f.Denominator <= 0 {
		return ""
	}
	share := big.NewRat(*f.Numerator, *f.Denominator)
	return share.Mul(share, big.NewRat(100, 1)).FloatString(places)
}

// Agreement tells whether the stated percentage is the one that the parts come
// to, rounded as the statement is.
func (f *Figure) Agreement() string {
	_, decimals, _ := strings.Cut(string(f.StatedPercent), ".")
	computed, known := new(big.Rat).SetString(f.Percent(len(decimals)))
	stated, given := new(big.Rat).SetString(string(f.StatedPercent))
	switch {
	case !known || !given:
		return PercentNotStated
	case computed.Cmp(stated) == 0:
		return PercentAgrees
	default:
		return PercentDiffers
	}
}

// figureAgreement says Agreement in whole numbers, which SQLite and PostgreSQL
// divide alike: the stated digits without their point are compared with the
// share scaled by as much and rounded, half up, by adding half a divisor.
const figureAgreement = `CASE
	WHEN stated_percent = '' OR numerator IS NULL OR COALESCE(denominator, 0) <= 0 THEN 'not stated'
	WHEN CAST(REPLACE(stated_percent, '.', '') AS BIGINT) = (2 * numerator * (CASE
		WHEN stated_percent LIKE '%.__' THEN 10000
		WHEN stated_percent LIKE '%._' THEN 1000
		ELSE 100 END) + denominator) / (2 * denominator) THEN 'agrees'
	ELSE 'does not agree' END`

// FigureKind describes figures.
var FigureKind = define[Figure](Kind{
	Name: "figure", Plural: "figures", One: "Figure", Many: "Figures", Family: FamilyMeasures,
	Key:    []string{"measure", "period", "category", "districts", "reported_on"},
	About:  "What a measure came to in one period, as reported on one day. It is never changed: a correction is another figure that revises it.",
	Parent: "measure", Order: "-period_start",
	States: []Option{
		{string(Current), "Reported", "green"},
		{string(FigureNotReported), "Not reported", "purple"},
		{string(Withdrawn), "Withdrawn", "grey"},
	},
	Start: []Move{
		add("Add a figure", RolePlan, RoleGrants, RoleDrafter),
		{Name: "missing", Label: "Record that it was not reported", To: FigureNotReported, Who: to(RolePlan, RoleGrants, RoleDrafter)},
	},
	Moves: []Move{withdraw(to(RolePlan), Current, FigureNotReported)},
	See:   []Grant{{Roles: everyone, Scopes: []Scope{WithParent}}},
	Prepare: func(m Model, f Facts) error {
		figure := m.(*Figure)
		problems := append(figure.partProblems(), figure.dateProblems(f.Today())...)
		revision, err := figure.revisionProblems(f)
		if err != nil {
			return err
		}
		return append(problems, revision...).Or()
	},
	Number: func(m Model, _ Facts) (Numbering, error) {
		return Numbering{Prefix: string(m.(*Figure).Measure) + "-F"}, nil
	},
	Derived: []Derived{
		{Name: "percent", Label: "Percentage from the parts", Of: func(m Model, _ Date) string { return m.(*Figure).Percent(1) }},
		{Name: "agreement", Label: "Stated percentage", SQL: figureAgreement,
			Options: []Option{
				{PercentAgrees, "Agrees with its parts", "green"},
				{PercentDiffers, "Does not agree with its parts", "red"},
				{PercentNotStated, "None stated", ""},
			},
			Of: func(m Model, _ Date) string { return m.(*Figure).Agreement() }},
	},
})

// partProblems finds where a figure says too much, too little, or what cannot
// be so.
func (f *Figure) partProblems() Problems {
	return slices.Concat(f.valueProblems(), f.baseProblems(), f.percentProblems())
}

func (f *Figure) valueProblems() Problems {
	given := f.Value != "" || f.Numerator != nil
	missing := f.State == FigureNotReported
	switch {
	case missing && (given || f.Denominator != nil || f.StatedPercent != ""):
		return Problems{{Field: "value", Text: "Value: a figure that was not reported has no numbers"}}
	case !missing && !given:
		return Problems{{Field: "value", Text: "Value: enter a value or a number counted; if there is none, record that it was not reported"}}
	case f.Value != "" && f.Numerator != nil:
		return Problems{{Field: "value", Text: "Value: enter a value or a number counted, not both"}}
	}
	return nil
}

func (f *Figure) baseProblems() (problems Problems) {
	if f.Denominator == nil {
		return nil
	}
	switch {
	case *f.Denominator <= 0:
		problems = append(problems, Problem{Field: "denominator", Text: "Out of: must be more than 0"})
	case f.Numerator != nil && *f.Numerator > *f.Denominator:
		problems = append(problems, Problem{Field: "numerator", Text: "Number counted: cannot be more than the number that it is out of"})
	}
	if f.BaseCounts == "" {
		problems = append(problems, Problem{Field: "base_counts", Text: "Out of what: say what the number is that it is out of"})
	}
	return problems
}

func (f *Figure) percentProblems() Problems {
	switch {
	case f.StatedPercent == "":
		return nil
	case !statedPercent.MatchString(string(f.StatedPercent)):
		return Problems{{Field: "stated_percent", Text: "Percentage as stated: must be a number with at most two decimal places, for example 26 or 26.4"}}
	case f.Numerator == nil || f.Denominator == nil:
		return Problems{{Field: "stated_percent", Text: "Percentage as stated: needs the number counted and what it is out of; a percentage alone is a value"}}
	}
	return nil
}

func (f *Figure) dateProblems(today Date) Problems {
	problems := endProblems("period_end", "Period ends", f.PeriodStart, f.PeriodEnd)
	if earlier(today, f.ReportedOn) {
		problems = append(problems, Problem{Field: "reported_on", Text: "Reported on: must not be in the future"})
	}
	return problems
}

func (f *Figure) revisionProblems(facts Facts) (Problems, error) {
	if f.Revises == "" {
		return nil, nil
	}
	found, err := facts.Get(f.Revises)
	if err != nil {
		return nil, err
	}
	revised := found.(*Figure)
	same := f.Measure == revised.Measure && f.Period == revised.Period && f.Category == revised.Category && slices.Equal(f.Districts, revised.Districts)
	if !same {
		return Problems{{Field: "revises", Text: "Revises: must be a figure of the same measure, period, districts and category"}}, nil
	}
	if earlier(f.ReportedOn, revised.ReportedOn) {
		return Problems{{Field: "reported_on", Text: "Reported on: a revision cannot be reported before the figure that it revises"}}, nil
	}
	return nil, nil
}
