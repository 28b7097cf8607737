package models

// Every is how often something is owed.
type Every string

// The frequencies.
const (
	EveryMonth     Every = "month"
	EveryQuarter   Every = "quarter"
	EverySixMonths Every = "six months"
	EveryYear      Every = "year"
	Once           Every = "once"
)

// Options lists how often.
func (Every) Options() []Option {
	return []Option{
		{string(EveryMonth), "Every month", ""},
		{string(EveryQuarter), "Every quarter", ""},
		{string(EverySixMonths), "Every six months", ""},
		{string(EveryYear), "Every year", ""},
		{string(Once), "Once", ""},
	}
}

// Duty is something that one body owes another every so often: monthly
// figures, six-monthly audits, quarterly reports, the publication of grants.
type Duty struct {
	Record
	DutyInput
}

// DutyInput is what people enter of a duty.
type DutyInput struct {
	Title      string `json:"title" label:"Short title" validate:"required,max=200"`
	What       string `json:"what" label:"What is owed" widget:"textarea" validate:"max=4000"`
	OwedBy     Ref    `json:"owed_by" label:"Owed by" ref:"body,post" inverse:"Duties owed" list:"column,filter"`
	OwedTo     Ref    `json:"owed_to" label:"Owed to" ref:"body" inverse:"Duties owed to it" list:"column,filter"`
	Every      Every  `json:"every" label:"How often" hint:"A schedule says it to the day, and then sets it here" list:"column,filter"`
	Since      Date   `json:"since" label:"Owed since" list:"sort"`
	Ended      Date   `json:"ended" label:"Owed until" list:"sort" unknown:"No end recorded"`
	ArisesFrom Ref    `json:"arises_from" label:"Arises from" hint:"The record of the agreement, award or recommendation behind it" ref:"*" inverse:"Duties" list:"filter"`
	Common
}

// Heading is the short title.
func (d *Duty) Heading() string { return d.Title }

// DutyKind describes duties.
var DutyKind = define[Duty](Kind{
	Name: "duty", Plural: "duties", One: "Duty", Many: "Duties", Family: FamilyRecommendations,
	About: "Something owed every so often, so that what did not come shows itself.",
	Order: "title", States: currentStates,
	Start: []Move{add("Add a duty", keepers...)},
	Moves: []Move{withdraw(to(keepers...), Current)},
	See:   to(everyone...),
	Edit:  []Grant{{Roles: keepers, States: []State{Current}}},
	Prepare: func(m Model, f Facts) error {
		duty := m.(*Duty)
		problems := endProblems("ended", "Owed until", duty.Since, duty.Ended)
		scheduled, err := duty.scheduleProblems(f)
		if err != nil {
			return err
		}
		return append(problems, scheduled...).Or()
	},
	Number: numbered("DUTY"),
})

// scheduleProblems hold a duty against its schedules, which say how often it is
// owed once there are any.
func (d *Duty) scheduleProblems(f Facts) (Problems, error) {
	if d.Ref == "" {
		return nil, nil
	}
	found, err := f.Find("schedule", "duty", d.Ref)
	if err != nil {
		return nil, err
	}
	terms := TermsOf(as[*Schedule](found))
	if len(terms) == 0 {
		return nil, nil
	}
	kept, err := f.Get(d.Ref)
	if err != nil {
		return nil, err
	}
	var problems Problems
	if d.Every != kept.(*Duty).Every {
		problems = append(problems, Problem{Field: "every", Text: "How often: its schedule says it; add another schedule to change it"})
	}
	if last := terms[len(terms)-1]; earlier(d.Ended, last.Since) {
		problems = append(problems, Problem{Field: "ended", Text: "Owed until: must not be before " + last.Since.String() + ", when its schedule begins; withdraw the schedule first"})
	}
	return problems, nil
}
