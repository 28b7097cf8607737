package models

import (
	"strings"
	"time"
)

// GrantListCovers is which grants a published list holds.
type GrantListCovers string

// What a list covers.
const (
	CoversMonth GrantListCovers = "month"
	CoversUntil GrantListCovers = "until"
)

// Options lists what a list can cover.
func (GrantListCovers) Options() []Option {
	return []Option{
		{string(CoversMonth), "The grants decided in the month", ""},
		{string(CoversUntil), "Every grant decided until the end of the month", ""},
	}
}

// GrantList is a list of crime and disorder reduction grants as the public is
// given it: of each its recipient, its purpose, any conditions, and the reasons
// why it will help to reduce crime and disorder, monthly and as soon as
// practicable after the end of the month (Elected Local Policing Bodies
// (Specified Information) Order 2011, SI 2011/3050, Schedule, paragraph 3(f)).
// A grant belongs to the month in which it was decided. What goes out is kept
// as it went out: later changes of the awards do not reach it.
type GrantList struct {
	Record
	GrantListInput
	PublishedOn  Date   `json:"published_on" label:"Published on" list:"column,sort" unknown:"Not published"`
	Grants       *int64 `json:"grants" label:"Grants in it" unknown:"Not published"`
	LeftOut      *int64 `json:"left_out" label:"Grants left out of it" unknown:"Not published"`
	Total        *Pence `json:"total" label:"Total" list:"column" unknown:"Not published"`
	Corrects     Ref    `json:"corrects" label:"Takes the place of" ref:"grant-list" inverse:"Its place was taken by" unknown:"No earlier list"`
	TakenDownOn  Date   `json:"taken_down_on" label:"Taken down on" unknown:"Not taken down"`
	TakenDownWhy string `json:"taken_down_why" label:"Why it was taken down" widget:"textarea" unknown:"Not taken down"`
}

// GrantListInput is what people enter of a list.
type GrantListInput struct {
	Month  Date            `json:"month" label:"Month" hint:"For example 2019-03" validate:"required" list:"column,sort"`
	Covers GrantListCovers `json:"covers" label:"Covers" validate:"required" list:"column,filter"`
	Duty   Ref             `json:"duty" label:"Duty that it meets" hint:"Publishing the list meets what that duty asks for in the month. That of the list before, if left empty" ref:"duty" inverse:"Lists published" list:"filter"`
	Note   string          `json:"note" label:"Note to readers" hint:"Published with the list" widget:"textarea" validate:"max=2000" unknown:"None"`
	Common
}

// Heading says which grants it lists.
func (l *GrantList) Heading() string {
	if l.Covers == CoversUntil {
		return "Every grant decided until the end of " + l.Month.String()
	}
	return "Grants decided in " + l.Month.String()
}

// Address is the last part of the public address of the list: that of its month
// or, of every grant until then, one of its own.
func (l *GrantList) Address() string {
	if l.Covers == CoversUntil {
		return "until-" + string(l.Month)
	}
	return string(l.Month)
}

// Span is the first and the last day on which a grant of the list can have been
// decided; there is no first where it holds every grant.
func (l *GrantList) Span() (first, last Date) {
	first, last = l.Month.Span()
	if l.Covers == CoversUntil {
		first = ""
	}
	return first, last
}

// MonthOver tells whether all of the month lies before a day.
func (l *GrantList) MonthOver(today Date) bool {
	_, last := l.Span()
	return last < today
}

// The states of a list.
const (
	GrantListPrepared  State = "prepared"
	GrantListPublished State = "published"
	GrantListCorrected State = "corrected"
	GrantListTakenDown State = "taken down"
)

// The moves of a list that the system makes, once it has seen what goes out.
const (
	MovePublish = "publish"
	MoveCorrect = "supersede"
)

// GrantListPublic are the states in which the public knows of a list.
var GrantListPublic = []State{GrantListPublished, GrantListTakenDown}

// GrantListKind describes lists of grants.
var GrantListKind = define[GrantList](Kind{
	Name: "grant-list", Plural: "grant-lists", One: "Published list of grants", Many: "Published lists of grants", Family: FamilyFunding,
	Key:   []string{"month", "covers"},
	About: "The grants of a month as the public is given them, and kept as they went out.",
	Order: "-month",
	States: []Option{
		{string(GrantListPrepared), "Prepared", "grey"},
		{string(GrantListPublished), "Published", "green"},
		{string(GrantListCorrected), "Corrected by a newer list", "blue"},
		{string(GrantListTakenDown), "Taken down", "red"},
		{string(Withdrawn), "Withdrawn", "grey"},
	},
	Start: []Move{{Name: "prepare", Label: "Prepare a list", To: GrantListPrepared, Who: funder}},
	Moves: []Move{
		{Name: MovePublish, Label: "Publish", From: []State{GrantListPrepared}, To: GrantListPublished, Final: true,
			Needs: []Need{monthOver, notSensitive},
			Do: func(m Model, f Facts) error {
				m.(*GrantList).PublishedOn = f.Today()
				return nil
			},
			Then: grantListOut},
		{Name: MoveCorrect, Label: "Give way to a newer list", From: []State{GrantListPublished}, To: GrantListCorrected, Final: true},
		{Name: "take-down", Label: "Take down", From: []State{GrantListPublished}, To: GrantListTakenDown, Who: funder, Reason: true, Final: true,
			Do: func(m Model, f Facts) error {
				list := m.(*GrantList)
				list.TakenDownOn, list.TakenDownWhy = f.Today(), f.Reason()
				return nil
			}},
		withdraw(funder, GrantListPrepared),
	},
	See: []Grant{
		{Roles: opcc},
		{Roles: everyone, States: []State{GrantListPublished, GrantListCorrected, GrantListTakenDown}},
	},
	Edit: []Grant{{Roles: []Role{RoleGrants, RoleCommissioner}, States: []State{GrantListPrepared}}},
	Acts: []Act{{ActPublish, "Publish the list", []Grant{{Roles: []Role{RoleGrants, RoleCommissioner}, States: []State{GrantListPrepared}}}}},
	Prepare: func(m Model, f Facts) error {
		list := m.(*GrantList)
		if problems := list.problems(); len(problems) > 0 {
			return problems.Or()
		}
		return list.besideOthers(f)
	},
	Number: func(m Model, _ Facts) (Numbering, error) {
		list := m.(*GrantList)
		if list.Covers == CoversUntil {
			return Numbering{Prefix: "GRANTS-UNTIL-" + string(list.Month), Bare: true}, nil
		}
		return Numbering{Prefix: "GRANTS-" + string(list.Month), Bare: true}, nil
	},
})

func (l *GrantList) problems() Problems {
	if len(l.Month) != len("2019-03") || !l.Month.Valid() {
		return Problems{{Field: "month", Text: "Month: must be a month and its year, for example March 2019"}}
	}
	return nil
}

// besideOthers holds a list against the others: no two are prepared for the
// same month, and the duty is the one that was met before.
func (l *GrantList) besideOthers(f Facts) error {
	found, err := f.Find("grant-list", "covers", l.Covers)
	if err != nil {
		return err
	}
	for _, other := range as[*GrantList](found) {
		if other.Ref != l.Ref && other.Month == l.Month && other.State == GrantListPrepared {
			return Problems{{Field: "month", Code: "taken", Text: "Month: a list of it is prepared already, " + string(other.Ref)}}.Or()
		}
		if l.Duty == "" && l.Ref == "" && other.Month <= l.Month && other.State != Withdrawn {
			l.Duty = other.Duty
		}
	}
	return nil
}

var (
	monthOver = Need{"The month is not over yet", func(m Model, f Facts) (bool, error) {
		return m.(*GrantList).MonthOver(f.Today()), nil
	}}
	notSensitive = Need{"It is marked OFFICIAL-SENSITIVE, and nothing that is goes out", func(m Model, _ Facts) (bool, error) {
		return m.Shared().Marking == Official, nil
	}}
)

// grantListOut says what follows once a list is out: the one whose place it
// takes gives way, and what the duty asks for in the month is met.
func grantListOut(m Model, f Facts) ([]Effect, error) {
	list := m.(*GrantList)
	var effects []Effect
	if list.Corrects != "" {
		effects = append(effects, Effect{Kind: "grant-list", Ref: list.Corrects, Move: MoveCorrect, Why: string(list.Ref) + " takes its place"})
	}
	if list.Duty == "" {
		return effects, nil
	}
	found, err := f.Find("occurrence", "duty", list.Duty)
	if err != nil {
		return nil, err
	}
	for _, occurrence := range as[*Occurrence](found) {
		if occurrence.Month() == list.Month && occurrence.State != Withdrawn && occurrence.State != OccurrenceWaived {
			effects = append(effects, Effect{Kind: "occurrence", Ref: occurrence.Ref, Move: metMove(occurrence), Why: "The list " + string(list.Ref) + " was published",
				Set: func(m Model) {
					met := m.(*Occurrence)
					met.MetBy = append(Refs{}, append(met.MetBy, list.Ref)...)
				}})
		}
	}
	return effects, nil
}

// metMove is the move by which an occurrence is met; none where it is already,
// so that the list only stands beside what met it before.
func metMove(o *Occurrence) string {
	if o.State == OccurrenceMet {
		return ""
	}
	return "meet"
}

// Month is the month that an occurrence is about, as its schedule says or its
// period names it; empty where it is about no month.
func (o *Occurrence) Month() Date {
	if o.Starts != "" {
		month := o.Starts[:len("2019-03")]
		if first, last := month.Span(); o.Starts == first && o.Ends == last {
			return month
		}
		return ""
	}
	period := strings.TrimSpace(o.Period)
	for _, layout := range []string{"2006-01", "January 2006"} {
		if month, err := time.Parse(layout, period); err == nil {
			return Date(month.Format("2006-01"))
		}
	}
	return ""
}
