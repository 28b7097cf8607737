package models

import (
	"fmt"
	"strings"
)

// ClockUse is what a clock is started for.
type ClockUse string

// The uses of clocks.
const (
	ClockAnswer  ClockUse = "answer"
	ClockReturn  ClockUse = "second answer"
	ClockPromise ClockUse = "commitment"
	ClockReport  ClockUse = "report"
	ClockDuty    ClockUse = "duty"
	ClockOther   ClockUse = "other"
)

// Options lists the uses.
func (ClockUse) Options() []Option {
	return []Option{
		{string(ClockAnswer), "Answering a question", ""},
		{string(ClockReturn), "Answering again after an answer was returned", ""},
		{string(ClockPromise), "Keeping a commitment", ""},
		{string(ClockReport), "Responding to a report", ""},
		{string(ClockDuty), "Keeping a recurring duty: its steps say who is told", ""},
		{string(ClockOther), "Something else", ""},
	}
}

// Clock is a term that starts with an event, kept as data: the working days for
// an answer, the 56 days for comments on an inspection report.
type Clock struct {
	Record
	ClockInput
}

// ClockInput is what people enter of a clock.
type ClockInput struct {
	Title          string   `json:"title" label:"Title" validate:"required,max=200"`
	Use            ClockUse `json:"use" label:"What it is for" hint:"The first current clock for a use is the one that starts unless another is chosen" validate:"required" list:"column,filter"`
	Length         *int64   `json:"length" label:"How long" validate:"required,min=1,max=3650" list:"column"`
	Unit           Unit     `json:"unit" label:"Counted in" validate:"required" list:"column"`
	Counting       Counting `json:"counting" label:"The first day" validate:"required" list:"column"`
	NextWorkingDay bool     `json:"next_working_day" label:"A last day that is not worked moves to the next working day"`
	Authority      string   `json:"authority" label:"Where it is laid down" hint:"The law, protocol or decision that sets it" validate:"max=300"`
	Common
}

// Heading is the title.
func (c *Clock) Heading() string { return c.Title }

// Term is the length of time that the clock measures.
func (c *Clock) Term() Term {
	return Term{Length: int(*c.Length), Unit: c.Unit, Counting: c.Counting, NextWorkingDay: c.NextWorkingDay}
}

// ClockKind describes clocks.
var ClockKind = define[Clock](Kind{
	Name: "clock", Plural: "clocks", One: "Clock", Many: "Clocks", Family: FamilyHolding,
	Key:   []string{"title"},
	About: "How long somebody has for something, and how the days are counted.",
	Order: "title", States: currentStates,
	Start: []Move{add("Add a clock", keepers...)},
	Moves: []Move{withdraw(to(keepers...), Current)},
	See:   to(everyone...),
	Edit:  []Grant{{Roles: keepers, States: []State{Current}}},
	Prepare: func(m Model, f Facts) error {
		if m.Base().Ref == "" {
			return nil
		}
		before, err := f.Get(m.Base().Ref)
		if err != nil || before.(*Clock).Term() == m.(*Clock).Term() {
			return err
		}
		for _, kind := range []string{"question", "report"} {
			started, err := f.Find(kind, "clock", m.Base().Ref)
			if err != nil {
				return err
			}
			if len(started) > 0 {
				return Problems{{Field: "length", Text: "How long: a clock that was started does not change. Withdraw it and add another"}}.Or()
			}
		}
		return nil
	},
	Number: numbered("CLOCK"),
})

// Told is who is told about a deadline at a step.
type Told string

// The people who can be told.
const (
	ToldOwner      Told = "owner"
	ToldAnswerable Told = "answerable"
	ToldOwed       Told = "owed"
	ToldChief      Told = "chief"
	ToldPlan       Told = "plan"
	ToldHead       Told = "commissioner"
)

// Options lists who can be told.
func (Told) Options() []Option {
	return []Option{
		{string(ToldOwner), "The owner of the record", ""},
		{string(ToldAnswerable), "Whoever must act: drafters and holders", ""},
		{string(ToldOwed), "Whoever a recurring duty is owed to", ""},
		{string(ToldChief), "The Chief Officer Team", ""},
		{string(ToldPlan), "The plan managers of the OPCC", ""},
		{string(ToldHead), "The Commissioner", ""},
	}
}

// Escalation is a step of a clock: who is told from which day on, for as long
// as what is due has not come.
type Escalation struct {
	Record
	EscalationInput
}

// EscalationInput is what people enter of an escalation.
type EscalationInput struct {
	Clock Ref    `json:"clock" label:"Clock" ref:"clock" inverse:"Escalation steps" validate:"required" list:"column,filter"`
	Days  *int64 `json:"days" label:"From which day" hint:"Days after the due date; with a minus, before it; 0 for the day itself. Leave it empty where the step is counted from the start" validate:"omitempty,min=-365,max=365" list:"column,sort" unknown:"Counted from the start"`
	// After and Unit are for steps that are not counted from the due date: IICSA
	// asked three, six, seven, nine and twelve months after it had recommended.
	After *int64 `json:"after" label:"Or how long after the clock started" hint:"Only for clocks that reports start: they start on the day of publication" validate:"omitempty,min=1,max=3650" list:"column" unknown:"Counted from the due date"`
	Unit  Unit   `json:"unit" label:"Counted in" hint:"Days or months" unknown:"Counted from the due date"`
	Tell  Told   `json:"tell" label:"Who is told" validate:"required" list:"column,filter"`
	Common
}

// Heading says when and whom.
func (e *Escalation) Heading() string {
	return LabelOf(e.Tell.Options(), string(e.Tell)) + ", " + e.when()
}

func (e *Escalation) when() string {
	switch {
	case e.After != nil:
		return plural(int(*e.After), strings.TrimSuffix(string(e.Unit), "s")) + " after the clock started"
	case e.Days == nil:
		return "day not recorded"
	case *e.Days < 0:
		return fmt.Sprintf("%s before it is due", plural(int(-*e.Days), "day"))
	case *e.Days == 0:
		return "on the day it is due"
	default:
		return fmt.Sprintf("%s after it was due", plural(int(*e.Days), "day"))
	}
}

// EscalationKind describes escalations.
var EscalationKind = define[Escalation](Kind{
	Name: "escalation", Plural: "escalations", One: "Escalation step", Many: "Escalation steps", Family: FamilyHolding,
	Key:    []string{"clock", "days", "after", "unit", "tell"},
	About:  "Who is told about a deadline, from which day before or after it, or after the clock started.",
	Parent: "clock", Order: "days", States: currentStates,
	Start:   []Move{add("Add an escalation step", keepers...)},
	Moves:   []Move{withdraw(to(keepers...), Current)},
	See:     to(everyone...),
	Edit:    []Grant{{Roles: keepers, States: []State{Current}}},
	Prepare: prepareEscalation,
	Number: func(m Model, _ Facts) (Numbering, error) {
		return Numbering{Prefix: string(m.(*Escalation).Clock) + "-E"}, nil
	},
})
