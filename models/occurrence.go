package models

import (
	"slices"
	"strings"
)

// Occurrence is one time that a duty falls due.
type Occurrence struct {
	Record
	OccurrenceInput
	MetBy Refs `json:"met_by" label:"Met by" hint:"References of the report, figures, document or other records that came" ref:"*" inverse:"Meets" unknown:"Nothing"`
	// Starts and Ends are the period where a schedule says it. With the duty they
	// are its own: no two occurrences of a duty have the same.
	Starts Date `json:"starts" label:"First day of the period" list:"sort" unknown:"No schedule says it"`
	Ends   Date `json:"ends" label:"Last day of the period" unknown:"No schedule says it"`
	MetOn  Date `json:"met_on" label:"Met on" hint:"Today if left empty" validate:"omitempty,day" list:"column,sort" unknown:"Not met"`
}

// OccurrenceInput is what people enter of an occurrence.
type OccurrenceInput struct {
	Duty   Ref    `json:"duty" label:"Duty" ref:"duty" inverse:"Occurrences" validate:"required" list:"column,filter"`
	Period string `json:"period" label:"Period" hint:"For example March 2019, or summer 2018" validate:"required,max=100"`
	DueOn  Date   `json:"due_on" label:"Due by" validate:"omitempty,day" list:"column,sort" unknown:"No date given"`
	Common
}

// Heading is the period.
func (o *Occurrence) Heading() string { return o.Period }

// The states of an occurrence. Late is derived from its days.
const (
	OccurrenceDue     State = "due"
	OccurrenceMet     State = "met"
	OccurrenceWaived  State = "waived"
	OccurrenceMissing State = "missing"
)

// occurrenceAwaited are the states in which something is still waited for.
var occurrenceAwaited = []State{OccurrenceDue, OccurrenceMissing}

// dutyBound are the roles in which people see to what their body owes, or is
// owed.
var dutyBound = []Role{RoleChief, RolePlan, RoleGrants}

// receivers say whether what was owed came.
var receivers = []Role{RolePlan, RoleGrants}

// Returns are the kinds of record that come because a duty asks for them.
var Returns = []string{"report", "figure", "document", "library", "activity", "grant-list"}

// OccurrenceKind describes occurrences.
var OccurrenceKind = define[Occurrence](Kind{
	Name: "occurrence", Plural: "occurrences", One: "Occurrence", Many: "Occurrences", Family: FamilyRecommendations,
	Key:    []string{"duty", "period"},
	About:  "One time that a duty falls due: met, waived or missing.",
	Parent: "duty", Order: "-due_on",
	States: []Option{
		{string(OccurrenceDue), "Due", "blue"},
		{string(OccurrenceMet), "Met", "green"},
		{string(OccurrenceWaived), "Waived", "grey"},
		{string(OccurrenceMissing), "Missing", "red"},
		{string(Withdrawn), "Withdrawn", "grey"},
	},
	Start: []Move{{Name: "add", Label: "Add an occurrence", To: OccurrenceDue, Who: to(receivers...)}},
	Moves: []Move{
		{Name: "meet", Label: "Record as met", From: []State{OccurrenceDue, OccurrenceMissing}, To: OccurrenceMet, Who: to(receivers...), Asks: []string{"met_by"}, Offers: []string{"met_on"},
			Needs: []Need{{"It cannot have been met in the future", func(m Model, f Facts) (bool, error) { return m.(*Occurrence).MetOn <= f.Today(), nil }}},
			Do: func(m Model, f Facts) error {
				if occurrence := m.(*Occurrence); occurrence.MetOn == "" {
					occurrence.MetOn = f.Today()
				}
				return nil
			}},
		{Name: "waive", Label: "Waive", From: []State{OccurrenceDue, OccurrenceMissing}, To: OccurrenceWaived, Who: to(receivers...), Reason: true},
		{Name: "miss", Label: "Record as missing", From: []State{OccurrenceDue}, To: OccurrenceMissing, Who: to(receivers...), Needs: []Need{
			{"It is not missing before its day has passed", func(m Model, f Facts) (bool, error) {
				due := m.(*Occurrence).DueOn
				return due == "" || Passed(due, f.Today()), nil
			}},
		}},
		{Name: "reopen", Label: "Reopen", From: []State{OccurrenceMet, OccurrenceWaived}, To: OccurrenceDue, Who: to(RolePlan), Reason: true,
			Do: func(m Model, _ Facts) error {
				occurrence := m.(*Occurrence)
				occurrence.MetBy, occurrence.MetOn = nil, ""
				return nil
			}},
		withdrawUnscheduled,
	},
	See:     []Grant{{Roles: everyone, Scopes: []Scope{WithParent}}},
	Edit:    []Grant{{Roles: receivers, States: []State{OccurrenceDue}}},
	Prepare: func(m Model, f Facts) error { return m.(*Occurrence).unique(f) },
	Number: func(m Model, _ Facts) (Numbering, error) {
		return Numbering{Prefix: string(m.(*Occurrence).Duty) + "-O"}, nil
	},
	Derived: []Derived{overdue("due_on", occurrenceAwaited...), metLate},
})

// metLate is the derived fact that what was owed came after its day.
var metLate = Derived{
	Name: "late", Label: "Late",
	Options: []Option{{"yes", "Late", "orange"}, {"no", "Not late", ""}},
	SQL:     "CASE WHEN state = 'met' AND due_on <> '' AND due_on < met_on THEN 'yes' ELSE 'no' END",
	Of: func(m Model, _ Date) string {
		occurrence := m.(*Occurrence)
		if occurrence.State == OccurrenceMet && Passed(occurrence.DueOn, occurrence.MetOn) {
			return "yes"
		}
		return "no"
	},
}

// DaysLate is by how many days it came after its day, or has not come yet on a
// day; none where it is in time, was waived or has no day.
func (o *Occurrence) DaysLate(today Date) int {
	came := today
	switch o.State {
	case OccurrenceMet:
		came = o.MetOn
	case OccurrenceDue, OccurrenceMissing:
	default:
		return 0
	}
	return max(0, o.DueOn.DaysUntil(came))
}

// withdrawUnscheduled takes back what was entered by mistake. What a schedule
// asks for would come again: it is waived, which leaves the reason on record.
var withdrawUnscheduled = func() Move {
	move := withdraw(to(receivers...), OccurrenceDue)
	unscheduled := func(m Model, _ *Actor) bool { return m.(*Occurrence).Starts == "" }
	move.Fits = unscheduled
	move.Needs = []Need{where("The schedule of the duty asks for it: waive it, or withdraw the schedule", unscheduled)}
	return move
}()

// unique refuses a second occurrence for a period that has one, and another
// name for a period that the schedule named.
func (o *Occurrence) unique(f Facts) error {
	if o.Ref != "" {
		kept, err := f.Get(o.Ref)
		if err != nil || strings.EqualFold(kept.(*Occurrence).Period, o.Period) {
			return err
		}
		if o.Starts != "" {
			return Problems{{Field: "period", Code: "fixed", Text: "Period: the schedule of the duty names it, so that it cannot be changed"}}.Or()
		}
	}
	found, err := f.Find("occurrence", "duty", o.Duty)
	if err != nil {
		return err
	}
	for _, other := range as[*Occurrence](found) {
		if other.Ref != o.Ref && other.State != Withdrawn && strings.EqualFold(other.Period, o.Period) {
			return Problems{{Field: "period", Code: "taken", Text: "Period: the duty has an occurrence for " + other.Period + " already, " + string(other.Ref)}}.Or()
		}
	}
	return nil
}

// OccurrencesAhead is how many days ahead of its day an occurrence is made: a
// quarter, so that whoever owes it can plan for the next one or, if it is
// monthly, the next three. What lies further ahead is shown as computed.
const OccurrencesAhead = 92

// Occurrences says what must be done so that the occurrences of a duty are
// those that its schedules ask for, until a quarter ahead. Those that stand
// already, made by hand or by another instance, are recognised; those that no
// schedule asks for any more are withdrawn while nobody has waited in vain for
// them; the rest stay as they are. It asks for nothing when done once more.
func Occurrences(ref Ref, f Facts) ([]Effect, error) {
	found, err := f.Get(ref)
	if err != nil {
		return nil, err
	}
	duty := found.(*Duty)
	schedules, err := f.Find("schedule", "duty", ref)
	if err != nil || duty.State != Current {
		return nil, err
	}
	had, err := f.Find("occurrence", "duty", ref)
	if err != nil {
		return nil, err
	}
	calendar, err := f.Calendar()
	if err != nil {
		return nil, err
	}
	terms := TermsOf(as[*Schedule](schedules))
	horizon := f.Today().Add(OccurrencesAhead)
	effects := occur(duty, as[*Occurrence](had), terms.Until(horizon, duty.Ended, calendar))
	if in := terms.In(f.Today()); in != nil && in.Every != duty.Every {
		effects = append(effects, Effect{Kind: "duty", Ref: ref, Set: func(m Model) { m.(*Duty).Every = in.Every }, Why: "Its schedule says so: " + string(in.Ref)})
	}
	return effects, nil
}

// occur holds what is owed against the occurrences that a duty has.
func occur(duty *Duty, had []*Occurrence, owed []Owed) []Effect {
	var effects []Effect
	left := slices.DeleteFunc(slices.Clone(had), func(o *Occurrence) bool { return o.State == Withdrawn })
	for _, one := range owed {
		at := slices.IndexFunc(left, one.is)
		switch {
		case at < 0:
			effects = append(effects, Effect{Kind: "occurrence", Make: one.occurrence(duty), Why: "The schedule " + string(one.Schedule.Ref) + " asks for it"})
			continue
		case left[at].Starts == "":
			effects = append(effects, Effect{Kind: "occurrence", Ref: left[at].Ref, Set: one.recognise, Why: "The schedule " + string(one.Schedule.Ref) + " asks for it: it is this one, entered before"})
		}
		left = slices.Delete(left, at, at+1)
	}
	for _, unasked := range left {
		if unasked.Starts != "" && unasked.State == OccurrenceDue {
			effects = append(effects, Effect{Kind: "occurrence", Ref: unasked.Ref, Move: "withdraw", Why: "No schedule of the duty asks for it any more"})
		}
	}
	return effects
}

// is tells whether an occurrence is this time that the duty falls due. One that
// was made before its period was cut short still is. One entered by hand is,
// where it names the period or has its day.
func (o Owed) is(had *Occurrence) bool {
	if had.Starts != "" {
		return had.Starts == o.From && (had.Ends == o.To || had.Ends > o.To && o.cut())
	}
	return strings.EqualFold(strings.TrimSpace(had.Period), o.String()) || had.DueOn != "" && had.DueOn == o.Due.Due
}

// cut tells whether the period was cut short.
func (o Owed) cut() bool {
	months := o.Schedule.Every.months()
	return months > 0 && o.To < o.From.AddMonths(months).Add(-1)
}

func (o Owed) recognise(m Model) { m.(*Occurrence).Starts, m.(*Occurrence).Ends = o.From, o.To }

// occurrence is the record of it.
func (o Owed) occurrence(duty *Duty) *Occurrence {
	return &Occurrence{
		OccurrenceInput: OccurrenceInput{Duty: duty.Ref, Period: o.String(), DueOn: o.Due.Due, Common: Common{Marking: Official, Owner: duty.Owner}},
		Starts:          o.From, Ends: o.To,
	}
}
