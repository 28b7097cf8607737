package models

import (
	"fmt"
	"strconv"
	"strings"
)

// DueRule is by which rule a period of a duty sets the day on which it is due.
type DueRule string

// The rules.
const (
	DueAfterEnd   DueRule = "after the end"
	DueAfterStart DueRule = "after the start"
	DueOnDay      DueRule = "day of the month"
	DueLastDay    DueRule = "last day"
)

// Options lists the rules.
func (DueRule) Options() []Option {
	return []Option{
		{string(DueAfterEnd), "So long after the period has ended", ""},
		{string(DueAfterStart), "So long from the first day of the period, which counts", ""},
		{string(DueOnDay), "On a day of the month, the first after the period has ended", ""},
		{string(DueLastDay), "On the last day of the period", ""},
	}
}

// Schedule says from a day on how often a duty is owed and when it is due. It
// is never changed: a newer one of the same duty takes over on its first day,
// and what fell due before stays.
type Schedule struct {
	Record
	ScheduleInput
}

// ScheduleInput is what people enter of a schedule.
type ScheduleInput struct {
	Duty           Ref     `json:"duty" label:"Duty" ref:"duty" inverse:"Schedules" validate:"required" list:"column,filter"`
	Every          Every   `json:"every" label:"How often" validate:"required" list:"column,filter"`
	Since          Date    `json:"since" label:"First day of the first period" hint:"To the day. Each period begins on the corresponding day: for calendar months the 1st, for financial years 1 April" validate:"required,day" list:"column,sort"`
	DueRule        DueRule `json:"due_rule" label:"When it is due" validate:"required"`
	Length         *int64  `json:"length" label:"So long" hint:"For example 10, where it is due 10 working days after the period" validate:"omitempty,min=1,max=1095" unknown:"Not needed"`
	Unit           Unit    `json:"unit" label:"Counted in" unknown:"Not needed"`
	DayOfMonth     *int64  `json:"day_of_month" label:"Day of the month" hint:"From 1 to 31; a shorter month has it on its last day" validate:"omitempty,min=1,max=31" unknown:"Not needed"`
	NextWorkingDay bool    `json:"next_working_day" label:"A day that is not worked moves to the next working day"`
	ExpectedFrom   Date    `json:"expected_from" label:"Expected from" hint:"Periods that ended before this day are history that nobody expects here. Leave empty to expect all" validate:"omitempty,day" unknown:"The first period"`
	Reason         string  `json:"reason" label:"Why it changes" hint:"Needed where the duty has a schedule already" widget:"textarea" validate:"max=2000" unknown:"The first schedule"`
	Authority      string  `json:"authority" label:"Where it is laid down" validate:"max=300"`
	Common
}

// Heading says how often and from when.
func (s *Schedule) Heading() string {
	if s.Every.months() == 0 {
		return "Once, for " + s.Since.String()
	}
	return s.frequency() + " from " + s.Since.String()
}

func (s *Schedule) frequency() string { return LabelOf(s.Every.Options(), string(s.Every)) }

// Words is the whole schedule as people read it.
func (s *Schedule) Words() string { return s.Heading() + ", due " + s.dueWords() }

func (s *Schedule) dueWords() string {
	var words string
	switch s.DueRule {
	case DueAfterEnd:
		words = strings.TrimSuffix(s.term().String(), " "+string(After)) + " after the end of the period"
	case DueAfterStart:
		words = "within " + strings.TrimSuffix(s.term().String(), " "+string(BeginningWith)) + " beginning with the first day of the period"
	case DueOnDay:
		words = "on the " + ordinal(int(*s.DayOfMonth)) + " of the month, after the end of the period"
		if *s.DayOfMonth > 28 {
			words += ", or on the last day of a shorter month"
		}
	default:
		words = "on the last day of the period"
	}
	if s.NextWorkingDay {
		words += "; a day that is not worked moves to the next working day"
	}
	return words
}

func ordinal(n int) string {
	suffix := "th"
	if n/10 != 1 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return strconv.Itoa(n) + suffix
}

// term is the time that is counted; none where the period itself gives the day.
func (s *Schedule) term() Term {
	term := Term{Counting: After, Unit: CalendarDays, NextWorkingDay: s.NextWorkingDay}
	switch s.DueRule {
	case DueAfterStart:
		term.Counting = BeginningWith
		fallthrough
	case DueAfterEnd:
		term.Length, term.Unit = int(*s.Length), s.Unit
	}
	return term
}

// due computes when a period is due.
func (s *Schedule) due(p Period, calendar Calendar) Computation {
	start := p.To
	switch s.DueRule {
	case DueAfterStart:
		start = p.From
	case DueOnDay:
		start = p.To.nextOn(int(*s.DayOfMonth))
	}
	return s.term().Deadline(start, calendar)
}

// How says in words how the day came about on which it is due.
func (o Owed) How() string {
	if o.Schedule.term().Length > 0 {
		return o.Due.String()
	}
	text := "the last day of the period"
	if o.Schedule.DueRule == DueOnDay {
		text = "the " + ordinal(int(*o.Schedule.DayOfMonth)) + " of the month after the end of the period on " + o.To.String()
	}
	if o.Due.Moved != "" {
		text += fmt.Sprintf("; %s is not a working day, so it is due on the next", o.Due.Moved)
	}
	return text
}

// maxDueYears is the longest time that a schedule gives after a period.
const maxDueYears = 3

// maxAtOnce is how many occurrences a schedule may bring when it is added: ten
// years of months, and as many again. More is history that nobody follows up.
const maxAtOnce = 240

// ScheduleKind describes schedules.
var ScheduleKind = define[Schedule](Kind{
	Name: "schedule", Plural: "schedules", One: "Schedule", Many: "Schedules", Family: FamilyRecommendations,
	About:  "How often a duty is owed, from which day, and when it is due. It is never changed: a newer one takes over on its first day.",
	Parent: "duty", Order: "-since", States: currentStates,
	Start: []Move{add("Add a schedule", keepers...)},
	Moves: []Move{{Name: "withdraw", Label: "Withdraw", From: []State{Current}, To: Withdrawn, Who: to(keepers...), Reason: true, Final: true,
		Then: func(m Model, f Facts) ([]Effect, error) { return Occurrences(m.(*Schedule).Duty, f) }}},
	See: []Grant{{Roles: everyone, Scopes: []Scope{WithParent}}},
	Prepare: func(m Model, f Facts) error {
		schedule := m.(*Schedule)
		problems := schedule.termProblems()
		if len(problems) > 0 {
			return problems.Or()
		}
		more, err := schedule.placeProblems(f)
		if err != nil {
			return err
		}
		return more.Or()
	},
	Then: func(m Model, f Facts) ([]Effect, error) { return Occurrences(m.(*Schedule).Duty, f) },
	Number: func(m Model, _ Facts) (Numbering, error) {
		return Numbering{Prefix: string(m.(*Schedule).Duty) + "-S"}, nil
	},
})

// termProblems say what the rule needs and does not have, or has and does not
// need.
func (s *Schedule) termProblems() Problems {
	var problems Problems
	ask := func(field, label string, needed, has bool) {
		switch {
		case needed && !has:
			problems = append(problems, Problem{Field: field, Code: "required", Text: label + ": must be given for this rule"})
		case has && !needed:
			problems = append(problems, Problem{Field: field, Text: label + ": leave it empty, since the rule does not use it"})
		}
	}
	counted := s.DueRule == DueAfterEnd || s.DueRule == DueAfterStart
	ask("length", "So long", counted, s.Length != nil)
	ask("unit", "Counted in", counted, s.Unit != "")
	ask("day_of_month", "Day of the month", s.DueRule == DueOnDay, s.DayOfMonth != nil)
	if s.Unit == Months && s.Length != nil && *s.Length > 12*maxDueYears {
		problems = append(problems, Problem{Field: "length", Text: fmt.Sprintf("So long: must be at most %d months", 12*maxDueYears)})
	}
	if !s.Since.IsDay() || s.Since < "1900" || s.Since > "2200" {
		problems = append(problems, Problem{Field: "since", Code: "day", Text: "First day of the first period: must be a day from 1900 to 2199"})
	}
	return problems
}

// placeProblems hold a new schedule against those that the duty has.
func (s *Schedule) placeProblems(f Facts) (Problems, error) {
	duty, err := f.Get(s.Duty)
	if err != nil {
		return nil, err
	}
	found, err := f.Find("schedule", "duty", s.Duty)
	if err != nil {
		return nil, err
	}
	terms := TermsOf(as[*Schedule](found))
	var problems Problems
	if len(terms) > 0 && s.Reason == "" {
		problems = append(problems, Problem{Field: "reason", Code: "required", Text: "Why it changes: must be given, since the duty has a schedule"})
	}
	for _, other := range terms {
		if other.Since >= s.Since {
			problems = append(problems, Problem{Field: "since", Text: "First day of the first period: must be after " + other.Since.String() + ", when the present schedule begins; withdraw that one if it is wrong"})
			break
		}
	}
	if ended := duty.(*Duty).Ended; earlier(ended, s.Since) {
		problems = append(problems, endedBefore(ended))
	}
	calendar, err := f.Calendar()
	if err != nil {
		return nil, err
	}
	if n := len((Terms{s}).Until(f.Today().Add(OccurrencesAhead), duty.(*Duty).Ended, calendar)); n > maxAtOnce {
		problems = append(problems, Problem{Field: "expected_from", Text: fmt.Sprintf("Expected from: this would bring %d occurrences at once, and %d is the most: say from when they are expected", n, maxAtOnce)})
	}
	return problems, nil
}

func endedBefore(ended Date) Problem {
	return Problem{Field: "since", Text: "First day of the first period: must not be after " + ended.String() + ", when the duty ended"}
}

func as[T Model](models []Model) []T {
	typed := make([]T, len(models))
	for i, m := range models {
		typed[i] = m.(T)
	}
	return typed
}
