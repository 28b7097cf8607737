package models

// CommissionType is what sort of thing is paid for.
type CommissionType string

// Options lists the sorts of commission.
func (CommissionType) Options() []Option {
	return []Option{
		{"post", "Post", ""},
		{"service", "Service", ""},
		{"material", "Publicity or training material", ""},
		{"victims", "Victims’ services", ""},
		{"other", "Other", ""},
	}
}

// Commission is something other than a grant that the Commissioner pays for: a
// post, a service, material. It answers for its money as an award does.
type Commission struct {
	Record
	CommissionInput
	AgreedOn Date `json:"agreed_on" label:"Agreed on" list:"column,sort"`
}

// CommissionInput is what people enter of a commission.
type CommissionInput struct {
	Title        string         `json:"title" label:"Title" validate:"required,max=200"`
	Type         CommissionType `json:"type" label:"Type" validate:"required" list:"column,filter"`
	Provider     Ref            `json:"provider" label:"Provider" hint:"Who delivers it" ref:"body" inverse:"Commissioned to provide" list:"column,filter"`
	Fund         Ref            `json:"fund" label:"Fund" ref:"fund" inverse:"Commissions" list:"filter"`
	Amount       *Pence         `json:"amount" label:"Amount" list:"column"`
	Purpose      string         `json:"purpose" label:"Purpose" widget:"textarea" validate:"max=4000"`
	Deliverables Lines          `json:"deliverables" label:"What it should deliver" hint:"One a line"`
	Started      Date           `json:"started" label:"Starts" list:"column,sort"`
	Ended        Date           `json:"ended" label:"Ends"`
	ReachInput
	Common
}

// Heading is the title.
func (c *Commission) Heading() string { return c.Title }

// The states of a commission.
const (
	CommissionPlanned    State = "planned"
	CommissionAgreed     State = "agreed"
	CommissionActive     State = "active"
	CommissionComplete   State = "complete"
	CommissionEndedEarly State = "ended early"
	// CommissionRecorded is a commission known from a paper that does not tell
	// how far it has come.
	CommissionRecorded State = "recorded"
)

// CommissionGiven are the states in which the money was given, rather than
// planned.
var CommissionGiven = []State{CommissionAgreed, CommissionActive, CommissionComplete, CommissionEndedEarly, CommissionRecorded}

// CommissionKind describes commissions.
var CommissionKind = define[Commission](Kind{
	Name: "commission", Plural: "commissions", One: "Commission", Many: "Commissions", Family: FamilyFunding,
	Key:   []string{"title", "provider"},
	About: "A post, a service or material that the Commissioner pays for otherwise than by a grant.",
	Order: "-started",
	States: []Option{
		{string(CommissionPlanned), "Planned", "grey"},
		{string(CommissionAgreed), "Agreed", "blue"},
		{string(CommissionActive), "Active", "turquoise"},
		{string(CommissionComplete), "Complete", "green"},
		{string(CommissionRecorded), "Recorded, status not known", "purple"},
		{string(CommissionEndedEarly), "Ended early", "orange"},
		{string(Withdrawn), "Withdrawn", "grey"},
	},
	Start: []Move{
		{Name: "plan", Label: "Plan a commission", To: CommissionPlanned, Who: to(RoleGrants)},
		{Name: "record", Label: "Record a past commission", To: CommissionRecorded, Who: to(RoleGrants), Offers: []string{"agreed_on"}},
	},
	Moves: []Move{
		{Name: "agree", Label: "Record the agreement", From: []State{CommissionPlanned, CommissionRecorded}, To: CommissionAgreed, Who: funder, Asks: []string{"agreed_on"}, Needs: []Need{amountKnown, agreedByNow}},
		{Name: "start", Label: "Record that it has started", From: []State{CommissionAgreed}, To: CommissionActive, Who: to(RoleGrants), Asks: []string{"started"}, Needs: []Need{startedByNow, startsFirst}},
		{Name: "complete", Label: "Record as complete", From: []State{CommissionActive, CommissionRecorded}, To: CommissionComplete, Who: to(RoleGrants), Asks: []string{"ended"}, Needs: []Need{endedByNow, startsFirst}},
		{Name: "end-early", Label: "End early", From: []State{CommissionAgreed, CommissionActive, CommissionRecorded}, To: CommissionEndedEarly, Who: funder, Offers: []string{"ended"}, Reason: true, Final: true, Needs: []Need{endedByNow, startsFirst}},
		reassign(to(RoleGrants), nil, CommissionAgreed, CommissionActive),
		{Name: "correct", Label: "Correct", From: []State{CommissionAgreed, CommissionActive, CommissionComplete, CommissionEndedEarly}, Who: to(RoleGrants),
			Offers: []string{"title", "purpose", "deliverables", "started", "ended"}, Reason: true, Needs: []Need{startsFirst}},
		withdraw(funder, CommissionPlanned, CommissionRecorded),
	},
	See:  to(everyone...),
	Edit: []Grant{{Roles: []Role{RoleGrants}, States: []State{CommissionPlanned, CommissionRecorded}}},
	Prepare: func(m Model, _ Facts) error {
		commission := m.(*Commission)
		problems := positive("amount", "Amount", commission.Amount)
		return append(problems, endProblems("ended", "Ends", commission.Started, commission.Ended)...).Or()
	},
	Number:  yearly("CMSN", "started"),
	Derived: []Derived{amountRecorded, given(GivenByCommission, "Given by a commission", CommissionGiven), fundingYear("agreed_on", "started")},
})

func (c *Commission) granted() *Pence { return c.Amount }

func (c *Commission) payable() bool {
	return c.AgreedOn != "" && covers([]State{CommissionAgreed, CommissionActive, CommissionComplete}, c.State)
}
