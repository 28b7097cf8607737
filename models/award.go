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
	BoardRecommendation string      `json:"board_recommendation" label:"Recommendation of the advisory board" widget:"textarea" validate:"max=4000"`
	BoardAdvice         BoardAdvice `json:"board_advice" label:"What the advisory board recommends"`
	BoardAmount         *Pence      `json:"board_amount" label:"Amount that the advisory board recommends"`
	IneligibleReason    string      `json:"ineligible_reason" label:"Why it is recommended although not eligible" widget:"textarea" validate:"max=4000" unknown:"It was eligible, or not recommended"`
	Score               *int64      `json:"score" label:"Score out of 100" list:"column,sort" unknown:"Not scored"`
	DecidedOn           Date        `json:"decided_on" label:"Decided on" list:"column,sort"`
	OverrideReason      string      `json:"override_reason" label:"Why the limits of the round were set aside" widget:"textarea" unknown:"They were not"`
	OverrideUpTo        *Pence      `json:"override_up_to" label:"Limits set aside up to" unknown:"They were not"`
	Agreement           string      `json:"agreement" label:"Grant agreement" hint:"What was signed, and where it is kept" widget:"textarea" validate:"max=4000"`
	AgreedOn            Date        `json:"agreed_on" label:"Agreed on"`
}

// AwardInput is what people enter of an award.
type AwardInput struct {
	Title        string `json:"title" label:"Project" validate:"required,max=200"`
	Round        Ref    `json:"round" label:"Round" ref:"round" inverse:"Awards" list:"column,filter"`
	Fund         Ref    `json:"fund" label:"Fund" hint:"That of the round, if left empty" ref:"fund" inverse:"Awards" list:"filter"`
	Organisation Ref    `json:"organisation" label:"Organisation" hint:"Who receives the money" ref:"body" inverse:"Awards" validate:"required" list:"column,filter"`
	Asked        *Pence `json:"asked" label:"Amount asked for"`
	Amount       *Pence `json:"amount" label:"Amount" hint:"What is proposed, and then what is awarded" list:"column"`
	ReceivedOn   Date   `json:"received_on" label:"Application received on"`
	ReceivedTime string `json:"received_time" label:"Application received at" hint:"The time of day, for example 11.58am, where the round closes at one" validate:"max=40"`
	LateReason   string `json:"late_reason" label:"Why it was taken although late" hint:"For an application received after the round closed" widget:"textarea" validate:"max=2000" unknown:"It was not late, or that is not known"`
	Assessors    Refs   `json:"assessors" label:"Assessors" hint:"To whom the application is allocated to be scored" ref:"person" inverse:"Applications to score" list:"filter"`
	Purpose      string `json:"purpose" label:"Purpose" widget:"textarea" validate:"max=4000"`
	Conditions   Lines  `json:"conditions" label:"Conditions" hint:"One a line" unknown:"None recorded"`
	NoConditions Absent `json:"no_conditions" label:"No conditions" hint:"To be said where there are none: that none are recorded does not say it" unknown:"Not said"`
	Reasons      string `json:"reasons" label:"Why it will reduce crime and disorder" hint:"Must be published with every grant" widget:"textarea" validate:"max=4000"`
	Started      Date   `json:"started" label:"Project starts" list:"column,sort"`
	Ended        Date   `json:"ended" label:"Project ends"`
	ReachInput
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
	Key: []string{"round", "organisation", "title"}, Brings: "organisation", StateWords: awardWords,
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
		{Name: "recommend", Label: "Recommend", From: []State{AwardApplied}, To: AwardRecommended, Who: to(RoleGrants), Asks: []string{"board_recommendation"}, Offers: []string{"board_advice", "board_amount", "ineligible_reason"}, Needs: []Need{eligible, disinterested}},
		{Name: "advise", Label: "Record what the advisory board says", From: []State{AwardApplied}, Who: to(RoleGrants), Asks: []string{"board_recommendation"}, Offers: []string{"board_advice", "board_amount"}},
		{Name: "send-back", Label: "Send back to be looked at again", From: []State{AwardRecommended}, To: AwardApplied, Who: funder, Reason: true},
		{Name: "override", Label: "Set the limits of the round aside", From: []State{AwardRecommended}, Who: to(RoleCommissioner), Reason: true, Needs: []Need{amountKnown, disinterested},
			Do: func(m Model, f Facts) error {
				award := m.(*Award)
				limit := *award.Amount
				award.OverrideReason, award.OverrideUpTo = f.Reason(), &limit
				return nil
			}},
		{Name: "award", Label: "Award", From: []State{AwardRecommended}, To: AwardAwarded, Who: to(RoleCommissioner), Offers: []string{"amount", "conditions", "no_conditions"}, Final: true,
			Needs: []Need{amountKnown, explained, conditionsAgree, disinterested, withinMaximum, withinPot}, Do: decided},
		{Name: MoveDecline, Label: "Decline", From: awardUndecided, To: AwardDeclined, Who: to(RoleCommissioner), Reason: true, Final: true, Needs: []Need{disinterested}, Do: decided},
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
		{Name: "correct", Label: "Correct", From: without(AwardGiven, AwardRecorded), Who: to(RoleGrants), Offers: []string{"title", "purpose", "conditions", "no_conditions", "reasons", "started", "ended"}, Reason: true, Needs: []Need{startsFirst, explained, conditionsAgree}},
		withdraw(funder, AwardApplied, AwardRecommended, AwardRecorded),
	},
	BulkMoves: []BulkMove{
		{Name: "recommend", Fields: []string{"board_recommendation", "board_advice"}},
		{Name: "award", Fields: []string{"conditions", "no_conditions"}},
		{Name: MoveDecline},
	},
	See: []Grant{
		{Roles: opcc},
		{Roles: everyone, States: AwardGiven},
	},
	OwnWork: toScore,
	Derived: []Derived{amountRecorded, given(GivenAsGrant, "Given as a grant", AwardGiven), fundingYear("decided_on", "started")},
	Edit:    []Grant{{Roles: []Role{RoleGrants}, States: []State{AwardApplied, AwardRecommended, AwardRecorded}}},
	Acts:    []Act{{ActWriteLetter, "Write a letter", letterWriter}},
	Prepare: func(m Model, f Facts) error {
		award := m.(*Award)
		problems, err := award.fundOfRound(f)
		if err != nil {
			return err
		}
		problems = append(problems, timeProblems("received_time", "Application received at", award.ReceivedTime, award.ReceivedOn)...)
		problems = append(problems, award.conditionProblems()...)
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
	if received := round.(*Round).lateness(a); received != nil {
		return received, nil
	}
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
