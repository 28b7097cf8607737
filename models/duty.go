package models

// Every is how often something is owed.
type Every string

// Options lists how often.
func (Every) Options() []Option {
	return []Option{
		{"month", "Every month", ""},
		{"quarter", "Every quarter", ""},
		{"six months", "Every six months", ""},
		{"year", "Every year", ""},
		{"once", "Once", ""},
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
	Every      Every  `json:"every" label:"How often" list:"column,filter"`
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
	Prepare: func(m Model, _ Facts) error {
		duty := m.(*Duty)
		return endProblems("ended", "Owed until", duty.Since, duty.Ended).Or()
	},
	Number: numbered("DUTY"),
})

// Occurrence is one time that a duty falls due.
type Occurrence struct {
	Record
	OccurrenceInput
	MetBy Refs `json:"met_by" label:"Met by" hint:"References of the report, figures, document or other records that came" ref:"*" inverse:"Meets" unknown:"Nothing"`
	MetOn Date `json:"met_on" label:"Met on" hint:"Today if left empty" validate:"omitempty,day" list:"column,sort" unknown:"Not met"`
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

// receivers say whether what was owed came.
var receivers = []Role{RolePlan, RoleGrants}

// OccurrenceKind describes occurrences.
var OccurrenceKind = define[Occurrence](Kind{
	Name: "occurrence", Plural: "occurrences", One: "Occurrence", Many: "Occurrences", Family: FamilyRecommendations,
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
		withdraw(to(receivers...), OccurrenceDue),
	},
	See:  []Grant{{Roles: everyone, Scopes: []Scope{WithParent}}},
	Edit: []Grant{{Roles: receivers, States: []State{OccurrenceDue}}},
	Number: func(m Model, _ Facts) (Numbering, error) {
		return Numbering{Prefix: string(m.(*Occurrence).Duty) + "-O"}, nil
	},
	Derived: []Derived{overdue("due_on", OccurrenceDue), metLate},
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
