package models

// Award is a crime and disorder reduction grant (Police Reform and Social
// Responsibility Act 2011, section 9), from application to closure. Of each,
// the recipient, the purpose, any conditions and the reasons why it will help
// to reduce crime and disorder must be published, monthly (Elected Local
// Policing Bodies (Specified Information) Order 2011, SI 2011/3050, Schedule,
// paragraph 3(f)).
type Award struct {
	Record
	AwardInput
	BoardRecommendation string `json:"board_recommendation" label:"Recommendation of the advisory board" widget:"textarea" validate:"max=4000"`
	DecidedOn           Date   `json:"decided_on" label:"Decided on" list:"column,sort"`
	OverrideReason      string `json:"override_reason" label:"Why the limits of the round were set aside" widget:"textarea" unknown:"They were not"`
	OverrideUpTo        *Pence `json:"override_up_to" label:"Limits set aside up to" unknown:"They were not"`
	Agreement           string `json:"agreement" label:"Grant agreement" hint:"What was signed, and where it is kept" widget:"textarea" validate:"max=4000"`
	AgreedOn            Date   `json:"agreed_on" label:"Agreed on"`
}

// AwardInput is what people enter of an award.
type AwardInput struct {
	Title        string `json:"title" label:"Project" validate:"required,max=200"`
	Round        Ref    `json:"round" label:"Round" ref:"round" inverse:"Awards" list:"column,filter"`
	Fund         Ref    `json:"fund" label:"Fund" hint:"That of the round, if left empty" ref:"fund" inverse:"Awards" list:"filter"`
	Organisation Ref    `json:"organisation" label:"Organisation" hint:"Who receives the money" ref:"body" inverse:"Awards" validate:"required" list:"column,filter"`
	Asked        *Pence `json:"asked" label:"Amount asked for"`
	Amount       *Pence `json:"amount" label:"Amount" hint:"What is proposed, and then what is awarded" list:"column"`
	Purpose      string `json:"purpose" label:"Purpose" widget:"textarea" validate:"max=4000"`
	Conditions   Lines  `json:"conditions" label:"Conditions" hint:"One a line" unknown:"None recorded"`
	Reasons      string `json:"reasons" label:"Why it will reduce crime and disorder" hint:"Must be published with every grant" widget:"textarea" validate:"max=4000"`
	Started      Date   `json:"started" label:"Project starts" list:"column,sort"`
	Ended        Date   `json:"ended" label:"Project ends"`
	Common
}

// Heading is the title of the project.
func (a *Award) Heading() string { return a.Title }

// The states of an award.
const (
	AwardApplied     State = "applied"
	AwardRecommended State = "recommended"
	AwardAwarded     State = "awarded"
	AwardAgreed      State = "agreed"
	AwardActive      State = "active"
	AwardComplete    State = "complete"
	AwardClosed      State = "closed"
	AwardDeclined    State = "declined"
	AwardEndedEarly  State = "ended early"
	// AwardRecorded is an award known from a paper that does not tell how far
	// it has come.
	AwardRecorded State = "recorded"
)

// MoveDecline is the move that declines an application. Its reason stands in
// the trail, and in the letter that says so.
const MoveDecline = "decline"

var (
	awardUndecided = []State{AwardApplied, AwardRecommended}
	// AwardGiven are the states in which the money was given out of the pot,
	// and in which the award is known outside the OPCC.
	AwardGiven = []State{AwardAwarded, AwardAgreed, AwardActive, AwardComplete, AwardClosed, AwardEndedEarly, AwardRecorded}
)

// funder are those who look after an award once it is made.
var funder = to(RoleGrants, RoleCommissioner)

// AwardKind describes awards.
var AwardKind = define[Award](Kind{
	Name: "award", Plural: "awards", One: "Award", Many: "Awards", Family: FamilyFunding,
	Key:   []string{"round", "organisation", "title"},
	About: "A grant to an organisation for a project: applied for, awarded, agreed, paid, and held to what it promised.",
	Order: "-decided_on",
	States: []Option{
		{string(AwardApplied), "Applied", "grey"},
		{string(AwardRecommended), "Recommended", "light-blue"},
		{string(AwardAwarded), "Awarded", "yellow"},
		{string(AwardAgreed), "Agreed", "blue"},
		{string(AwardActive), "Active", "turquoise"},
		{string(AwardComplete), "Complete", "green"},
		{string(AwardClosed), "Closed", "green"},
		{string(AwardRecorded), "Recorded, status not known", "purple"},
		{string(AwardDeclined), "Declined", "red"},
		{string(AwardEndedEarly), "Ended early", "orange"},
		{string(Withdrawn), "Withdrawn", "grey"},
	},
	Start: []Move{
		{Name: "apply", Label: "Enter an application", To: AwardApplied, Who: to(RoleGrants)},
		{Name: "record", Label: "Record a past award", To: AwardRecorded, Who: to(RoleGrants), Offers: []string{"board_recommendation", "decided_on", "agreement", "agreed_on"}},
	},
	Moves: []Move{
		{Name: "recommend", Label: "Recommend", From: []State{AwardApplied}, To: AwardRecommended, Who: to(RoleGrants), Asks: []string{"board_recommendation"}},
		{Name: "send-back", Label: "Send back to be looked at again", From: []State{AwardRecommended}, To: AwardApplied, Who: funder, Reason: true},
		{Name: "override", Label: "Set the limits of the round aside", From: []State{AwardRecommended}, Who: to(RoleCommissioner), Reason: true, Needs: []Need{amountKnown},
			Do: func(m Model, f Facts) error {
				award := m.(*Award)
				limit := *award.Amount
				award.OverrideReason, award.OverrideUpTo = f.Reason(), &limit
				return nil
			}},
		{Name: "award", Label: "Award", From: []State{AwardRecommended}, To: AwardAwarded, Who: to(RoleCommissioner), Offers: []string{"amount", "conditions"}, Final: true,
			Needs: []Need{amountKnown, explained, withinMaximum, withinPot}, Do: decided},
		{Name: MoveDecline, Label: "Decline", From: awardUndecided, To: AwardDeclined, Who: to(RoleCommissioner), Reason: true, Final: true, Do: decided},
		{Name: "agree", Label: "Record the agreement", From: []State{AwardAwarded, AwardRecorded}, To: AwardAgreed, Who: to(RoleGrants), Asks: []string{"agreed_on", "agreement"}, Needs: []Need{amountKnown, agreedByNow,
			{"An award cannot be agreed before it was decided", func(m Model, _ Facts) (bool, error) {
				award := m.(*Award)
				return !earlier(award.AgreedOn, award.DecidedOn), nil
			}}}},
		{Name: "start", Label: "Record that the project has started", From: []State{AwardAgreed}, To: AwardActive, Who: to(RoleGrants), Asks: []string{"started"}, Needs: []Need{startedByNow, startsFirst}},
		{Name: "complete", Label: "Record as complete", From: []State{AwardActive, AwardRecorded}, To: AwardComplete, Who: to(RoleGrants), Asks: []string{"ended"}, Needs: []Need{endedByNow, startsFirst}},
		reassign(funder, []Need{notByOwner}, AwardAwarded, AwardAgreed, AwardActive, AwardComplete),
		replan(funder, without(AwardGiven, AwardRecorded)...),
		{Name: "close", Label: "Close", From: []State{AwardComplete}, To: AwardClosed, Who: funder, Needs: []Need{noPaymentPlanned,
			notBy("Whoever looks after an award may not close it: somebody else must", func(m Model) []Ref { return []Ref{m.Shared().Owner} })}},
		{Name: "end-early", Label: "End early", From: []State{AwardAwarded, AwardAgreed, AwardActive, AwardRecorded}, To: AwardEndedEarly, Who: funder, Offers: []string{"ended"}, Reason: true, Final: true, Needs: []Need{endedByNow, startsFirst}},
		{Name: "correct", Label: "Correct", From: without(AwardGiven, AwardRecorded), Who: to(RoleGrants), Offers: []string{"title", "purpose", "conditions", "reasons", "started", "ended"}, Reason: true, Needs: []Need{startsFirst, explained}},
		withdraw(funder, AwardApplied, AwardRecommended, AwardRecorded),
	},
	See: []Grant{
		{Roles: opcc},
		{Roles: everyone, States: AwardGiven},
	},
	Derived: []Derived{{
		Name: "amount_known", Label: "Amount recorded",
		Options: []Option{{"yes", "Amount recorded", ""}, {"no", "Amount not recorded", "purple"}},
		Of: func(m Model, _ Date) string {
			if m.(*Award).Amount == nil {
				return "no"
			}
			return "yes"
		},
		SQL: "CASE WHEN amount IS NULL THEN 'no' ELSE 'yes' END",
	}},
	Edit: []Grant{{Roles: []Role{RoleGrants}, States: []State{AwardApplied, AwardRecommended, AwardRecorded}}},
	Acts: []Act{{ActWriteLetter, "Write a letter", letterWriter}},
	Prepare: func(m Model, f Facts) error {
		award := m.(*Award)
		problems, err := award.fundOfRound(f)
		if err != nil {
			return err
		}
		problems = append(problems, positive("asked", "Amount asked for", award.Asked)...)
		problems = append(problems, positive("amount", "Amount", award.Amount)...)
		return append(problems, endProblems("ended", "Project ends", award.Started, award.Ended)...).Or()
	},
	Number: func(m Model, _ Facts) (Numbering, error) {
		award := m.(*Award)
		if award.Round != "" {
			return Numbering{Prefix: string(award.Round) + "-", Width: 3}, nil
		}
		return Numbering{Prefix: string(award.Fund) + "-A-"}, nil
	},
})

// fundOfRound takes the fund from the round, and finds where they disagree.
func (a *Award) fundOfRound(f Facts) (Problems, error) {
	if a.Round == "" {
		if a.Fund == "" {
			return Problems{{Field: "fund", Text: "Fund: enter the fund when the round is not known"}}, nil
		}
		return nil, nil
	}
	round, err := f.Get(a.Round)
	if err != nil {
		return nil, err
	}
	fund := round.(*Round).Fund
	if a.Fund != "" && a.Fund != fund {
		return Problems{{Field: "fund", Text: "Fund: the round is one of " + string(fund)}}, nil
	}
	a.Fund = fund
	return nil, nil
}

func decided(m Model, f Facts) error {
	m.(*Award).DecidedOn = f.Today()
	return nil
}

var amountKnown = Need{"The amount must be recorded, and be more than £0", func(m Model, _ Facts) (bool, error) {
	amount := m.(funded).granted()
	return amount != nil && *amount > 0, nil
}}

var explained = Need{"Record the purpose, and why it will reduce crime and disorder: the law wants both published", func(m Model, _ Facts) (bool, error) {
	award := m.(*Award)
	return award.Purpose != "" && award.Reasons != "", nil
}}

var withinMaximum = roundLimit("The amount is over the maximum grant of the round, and no override is recorded", func(award *Award, round *Round, _ Facts) (bool, error) {
	return round.Maximum == nil || *award.Amount <= *round.Maximum, nil
})

var withinPot = roundLimit("The awards of the round would go beyond its pot, and no override is recorded", func(award *Award, round *Round, f Facts) (bool, error) {
	awards, err := f.Find("award", "round", round.Ref)
	total := *award.Amount
	for _, m := range awards {
		other := m.(*Award)
		if other.Ref != award.Ref && other.Amount != nil && covers(AwardGiven, other.State) {
			total += *other.Amount
		}
	}
	return round.Pot == nil || total <= *round.Pot, err
})

// roundLimit is a need that the round of an award sets, unless the
// Commissioner has set its limits aside. An override holds up to the amount
// for which it was given, so that nobody can raise the amount afterwards.
func roundLimit(text string, holds func(*Award, *Round, Facts) (bool, error)) Need {
	return Need{text, func(m Model, f Facts) (bool, error) {
		award := m.(*Award)
		overridden := award.Amount != nil && award.OverrideUpTo != nil && *award.Amount <= *award.OverrideUpTo
		if award.Round == "" || award.Amount == nil || overridden {
			return true, nil
		}
		round, err := f.Get(award.Round)
		if err != nil {
			return false, err
		}
		return holds(award, round.(*Round), f)
	}}
}

var (
	agreedByNow  = notAhead("agreed_on", "The day of the agreement must not be in the future")
	startedByNow = notAhead("started", "The start must not be in the future")
	endedByNow   = notAhead("ended", "The end must not be in the future")
)

var noPaymentPlanned = Need{"A payment is still planned: pay or cancel it first", func(m Model, f Facts) (bool, error) {
	payments, err := f.Find("payment", "award", m.Base().Ref)
	for _, payment := range payments {
		if payment.Base().State == PaymentPlanned {
			return false, err
		}
	}
	return true, err
}}

// AwardOutcomeType tells what is done from what comes of it.
type AwardOutcomeType string

// Options lists the sorts.
func (AwardOutcomeType) Options() []Option {
	return []Option{{"output", "Output: what is done or made", ""}, {"outcome", "Outcome: what comes of it", ""}}
}

// AwardOutcome is one thing that money was to bring about: what was promised
// and what was delivered.
type AwardOutcome struct {
	Record
	AwardOutcomeInput
}

// AwardOutcomeInput is what people enter of an outcome.
type AwardOutcomeInput struct {
	Award         Ref              `json:"award" label:"Award or commission" ref:"award,commission" inverse:"Outcomes" validate:"required" list:"column,filter"`
	Title         string           `json:"title" label:"What it should bring about" validate:"required,max=200"`
	Type          AwardOutcomeType `json:"type" label:"Type" validate:"required" list:"column,filter"`
	Unit          string           `json:"unit" label:"Unit" hint:"For example schools visited" validate:"max=100"`
	Baseline      Decimal          `json:"baseline" label:"Before"`
	Promised      Decimal          `json:"promised" label:"Promised" list:"column" unknown:"No number promised"`
	Delivered     Decimal          `json:"delivered" label:"Delivered" list:"column" unknown:"Not reported"`
	DeliveredText string           `json:"delivered_text" label:"What was delivered, in words" widget:"textarea" validate:"max=4000" unknown:"Not reported"`
	AsAt          Date             `json:"as_at" label:"Delivered as at" list:"column,sort"`
	Common
}

// Heading is what it should bring about.
func (o *AwardOutcome) Heading() string { return o.Title }

// AwardOutcomeKind describes the outcomes of awards and commissions.
var AwardOutcomeKind = define[AwardOutcome](Kind{
	Name: "award-outcome", Plural: "award-outcomes", One: "Outcome of funding", Many: "Outcomes of funding", Family: FamilyFunding,
	Key:    []string{"award", "title"},
	About:  "What an award or a commission promised to bring about, and what it delivered.",
	Parent: "award", Order: "ref", States: currentStates,
	Start: []Move{add("Add an outcome", RoleGrants)},
	Moves: []Move{withdraw(to(RoleGrants), Current)},
	See:   []Grant{{Roles: everyone, Scopes: []Scope{WithParent}}},
	Edit:  []Grant{{Roles: []Role{RoleGrants}, States: []State{Current}}},
	Number: func(m Model, _ Facts) (Numbering, error) {
		return Numbering{Prefix: string(m.(*AwardOutcome).Award) + "-O"}, nil
	},
})

// Payment is money that goes out under an award or a commission.
type Payment struct {
	Record
	PaymentInput
	PaidOn     Date `json:"paid_on" label:"Paid on" list:"column,sort" unknown:"Not paid"`
	ReturnedOn Date `json:"returned_on" label:"Returned on" unknown:"Not returned"`
}

// PaymentInput is what people enter of a payment.
type PaymentInput struct {
	Award     Ref    `json:"award" label:"Award or commission" ref:"award,commission" inverse:"Payments" validate:"required" list:"column,filter"`
	Amount    *Pence `json:"amount" label:"Amount" validate:"required" list:"column"`
	PlannedOn Date   `json:"planned_on" label:"Planned for" validate:"omitempty,day" list:"column,sort"`
	Purpose   string `json:"purpose" label:"What it is for" validate:"max=300"`
	Common
}

// Heading is the amount.
func (p *Payment) Heading() string {
	if p.Amount == nil {
		return "Payment under " + string(p.Award)
	}
	return "Payment of " + p.Amount.String()
}

// The states of a payment.
const (
	PaymentPlanned   State = "planned"
	PaymentPaid      State = "paid"
	PaymentReturned  State = "returned"
	PaymentCancelled State = "cancelled"
)

// PaymentKind describes payments.
var PaymentKind = define[Payment](Kind{
	Name: "payment", Plural: "payments", One: "Payment", Many: "Payments", Family: FamilyFunding,
	Key:    []string{"award", "planned_on", "amount", "purpose"},
	Undone: PaymentCancelled,
	About:  "Money that goes out under an award or a commission: never before it is agreed, never more than was awarded.",
	Parent: "award", Order: "-planned_on",
	States: []Option{
		{string(PaymentPlanned), "Planned", "blue"},
		{string(PaymentPaid), "Paid", "green"},
		{string(PaymentReturned), "Returned", "orange"},
		{string(PaymentCancelled), "Cancelled", "grey"},
	},
	Start: []Move{{Name: "plan", Label: "Plan a payment", To: PaymentPlanned, Who: to(RoleGrants)}},
	Moves: []Move{
		{Name: "pay", Label: "Record as paid", From: []State{PaymentPlanned}, To: PaymentPaid, Who: to(RoleGrants), Offers: []string{"paid_on"}, Final: true,
			Needs: []Need{agreedFirst, withinAward, notAhead("paid_on", "The day of the payment must not be in the future")},
			Do: func(m Model, f Facts) error {
				if payment := m.(*Payment); payment.PaidOn == "" {
					payment.PaidOn = f.Today()
				}
				return nil
			}},
		{Name: "return", Label: "Record as returned", From: []State{PaymentPaid}, To: PaymentReturned, Who: to(RoleGrants), Offers: []string{"returned_on"}, Reason: true, Final: true,
			Needs: []Need{
				notAhead("returned_on", "The day of the return must not be in the future"),
				{"A payment cannot be returned before it was paid", func(m Model, _ Facts) (bool, error) {
					payment := m.(*Payment)
					return !earlier(payment.ReturnedOn, payment.PaidOn), nil
				}},
			},
			Do: func(m Model, f Facts) error {
				if payment := m.(*Payment); payment.ReturnedOn == "" {
					payment.ReturnedOn = f.Today()
				}
				return nil
			}},
		{Name: "cancel", Label: "Cancel", From: []State{PaymentPlanned}, To: PaymentCancelled, Who: to(RoleGrants), Reason: true, Final: true},
	},
	See:  []Grant{{Roles: everyone, Scopes: []Scope{WithParent}}},
	Edit: []Grant{{Roles: []Role{RoleGrants}, States: []State{PaymentPlanned}}},
	Prepare: func(m Model, _ Facts) error {
		return positive("amount", "Amount", m.(*Payment).Amount).Or()
	},
	Number: func(m Model, _ Facts) (Numbering, error) {
		return Numbering{Prefix: string(m.(*Payment).Award) + "-P"}, nil
	},
	Derived: []Derived{overdue("planned_on", PaymentPlanned)},
})

// funded is what payments are made under: an award or a commission.
type funded interface {
	Model
	// granted is the most that may be paid; nil where it is not recorded.
	granted() *Pence
	// payable tells whether it is agreed and money may go out.
	payable() bool
}

func (a *Award) granted() *Pence { return a.Amount }

func (a *Award) payable() bool {
	return a.AgreedOn != "" && covers([]State{AwardAgreed, AwardActive, AwardComplete}, a.State)
}

var agreedFirst = Need{"Nothing is paid before the agreement, or after it has ended", paidUnder(func(_ *Payment, under funded, _ Facts) (bool, error) {
	return under.payable(), nil
})}

var withinAward = Need{"More would be paid than was awarded", paidUnder(func(payment *Payment, under funded, f Facts) (bool, error) {
	if under.granted() == nil {
		return false, nil
	}
	payments, err := f.Find("payment", "award", payment.Award)
	total := *payment.Amount
	for _, m := range payments {
		if other := m.(*Payment); other.Ref != payment.Ref && other.State == PaymentPaid {
			total += *other.Amount
		}
	}
	return total <= *under.granted(), err
})}

func paidUnder(holds func(*Payment, funded, Facts) (bool, error)) func(Model, Facts) (bool, error) {
	return func(m Model, f Facts) (bool, error) {
		payment := m.(*Payment)
		under, err := f.Get(payment.Award)
		if err != nil {
			return false, err
		}
		return holds(payment, under.(funded), f)
	}
}
