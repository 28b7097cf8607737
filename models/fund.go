package models

import "strings"

// Fund is a source of money for grants and commissioned work, such as the
// Safer Communities Fund: money recovered under the Proceeds of Crime Act 2002.
type Fund struct {
	Record
	FundInput
}

// FundInput is what people enter of a fund.
type FundInput struct {
	Title     string `json:"title" label:"Title" validate:"required,max=200"`
	Code      string `json:"code" label:"Code" hint:"Capital letters and digits, for example SCF: it becomes the reference" validate:"required,max=20" list:"column"`
	MoneyFrom string `json:"money_from" label:"Where the money comes from" hint:"For example money recovered under the Proceeds of Crime Act" validate:"max=500" list:"column"`
	Body      Ref    `json:"body" label:"Body that holds it" ref:"body" inverse:"Funds" list:"filter"`
	Purpose   string `json:"purpose" label:"What it is for" widget:"textarea" validate:"max=4000"`
	Common
}

// Heading is the title.
func (f *Fund) Heading() string { return f.Title }

// FundKind describes funds.
var FundKind = define[Fund](Kind{
	Name: "fund", Plural: "funds", One: "Fund", Many: "Funds", Family: FamilyFunding,
	Key:   []string{"code"},
	Known: []string{"code"},
	About: "A source of money out of which grants are made and work is commissioned.",
	Order: "ref", States: currentStates,
	Start: []Move{add("Add a fund", RoleGrants, RoleAdmin)},
	Moves: []Move{withdraw(to(RoleGrants, RoleAdmin), Current)},
	See:   to(everyone...),
	Edit:  []Grant{{Roles: []Role{RoleGrants, RoleAdmin}, States: []State{Current}}},
	Prepare: func(m Model, _ Facts) error {
		fund := m.(*Fund)
		fund.Code = strings.ToUpper(fund.Code)
		var problems Problems
		switch {
		case fund.Code != refWord(fund.Code):
			problems = append(problems, Problem{Field: "code", Text: "Code: must be letters and digits, for example SCF"})
		case fund.Ref != "" && fund.Code != string(fund.Ref):
			problems = append(problems, Problem{Field: "code", Text: "Code: cannot be changed, for it is the reference " + string(fund.Ref)})
		}
		return problems.Or()
	},
	Number: func(m Model, _ Facts) (Numbering, error) {
		return Numbering{Exact: strings.ToUpper(m.(*Fund).Code)}, nil
	},
})

// Round is one occasion on which applications to a fund are invited: from when
// to when, how much there is to give, and how much at most to each.
type Round struct {
	Record
	RoundInput
}

// RoundInput is what people enter of a round.
type RoundInput struct {
	Fund                 Ref    `json:"fund" label:"Fund" ref:"fund" inverse:"Rounds" validate:"required" list:"column,filter"`
	Number               string `json:"number" label:"Number" hint:"As it was announced, for example 15 or Mayor 7" validate:"max=40" list:"column"`
	Theme                string `json:"theme" label:"Theme" validate:"max=300" list:"column"`
	Opened               Date   `json:"opened" label:"Opens" list:"column,sort"`
	OpenedTime           string `json:"opened_time" label:"Opens at" hint:"The time of day, for example 9am" validate:"max=40"`
	Closed               Date   `json:"closed" label:"Closes" hint:"The last day for applications" list:"column,sort"`
	ClosedTime           string `json:"closed_time" label:"Closes at" hint:"The time of day, for example 12 noon: what comes a minute later is late" validate:"max=40"`
	Pot                  *Pence `json:"pot" label:"Pot" hint:"All that there is to give in the round" list:"column"`
	Maximum              *Pence `json:"maximum" label:"Maximum grant" hint:"The most that one award may be"`
	CriteriaFrom         Ref    `json:"criteria_from" label:"Take over the criteria of" hint:"An earlier round: its criteria are copied as this one is entered" ref:"round" inverse:"Criteria taken over by" unknown:"None"`
	Board                string `json:"board" label:"Advisory board" hint:"Who advises on the applications" widget:"textarea" validate:"max=2000"`
	ApplicationsReceived *int64 `json:"applications_received" label:"Applications received" validate:"omitempty,min=0,max=100000"`
	Selected             *int64 `json:"selected" label:"Applications selected" validate:"omitempty,min=0,max=100000"`
	Address              string `json:"address" label:"Web address of the announcement" validate:"omitempty,http_url,max=2000"`
	Note                 string `json:"note" label:"Note" widget:"textarea" validate:"max=4000" unknown:"None"`
	Common
}

// Heading names the round by its fund and number, or by the day it opened.
func (r *Round) Heading() string {
	switch {
	case r.Number != "":
		return string(r.Fund) + " round " + r.Number
	case r.Opened != "":
		return string(r.Fund) + " round opened " + r.Opened.String()
	default:
		return string(r.Fund) + " round, number and date not recorded"
	}
}

// The states of a round.
const (
	RoundPlanned  State = "planned"
	RoundOpen     State = "open"
	RoundDeciding State = "deciding"
	RoundAwarded  State = "awarded"
	RoundClosed   State = "closed"
)

// RoundKind describes rounds.
var RoundKind = define[Round](Kind{
	Name: "round", Plural: "rounds", One: "Round", Many: "Rounds", Family: FamilyFunding,
	Key:   []string{"fund", "number", "opened"},
	Known: []string{"number"},
	About: "One occasion on which a fund takes applications, with its pot and the most that one award may be.",
	Order: "-opened",
	States: []Option{
		{string(RoundPlanned), "Planned", "grey"},
		{string(RoundOpen), "Open for applications", "green"},
		{string(RoundDeciding), "Deciding", "yellow"},
		{string(RoundAwarded), "Awarded", "blue"},
		{string(RoundClosed), "Closed", "grey"},
		{string(Withdrawn), "Withdrawn", "grey"},
	},
	Start: []Move{
		{Name: "plan", Label: "Plan a round", To: RoundPlanned, Who: to(RoleGrants)},
		{Name: "record", Label: "Record a past round", To: RoundClosed, Who: to(RoleGrants)},
	},
	Moves: []Move{
		{Name: "open", Label: "Open for applications", From: []State{RoundPlanned}, To: RoundOpen, Who: to(RoleGrants),
			Needs: []Need{{"Record the pot first: awards are held against it", func(m Model, _ Facts) (bool, error) {
				return m.(*Round).Pot != nil, nil
			}}},
			Do: func(m Model, f Facts) error {
				if round := m.(*Round); round.Opened == "" {
					round.Opened = f.Today()
				}
				return nil
			}},
		{Name: "decide", Label: "Stop applications and decide", From: []State{RoundOpen}, To: RoundDeciding, Who: to(RoleGrants), Offers: []string{"applications_received"}, Needs: []Need{roundHolds}},
		{Name: "reopen", Label: "Take applications again", From: []State{RoundDeciding}, To: RoundOpen, Who: to(RoleGrants), Asks: []string{"closed"}, Reason: true, Needs: []Need{roundHolds}},
		{Name: "announce", Label: "Record as awarded", From: []State{RoundDeciding}, To: RoundAwarded, Who: to(RoleGrants), Offers: []string{"selected"}, Needs: []Need{roundHolds, applicationsDecided}},
		reassign(to(RoleGrants), nil, RoundAwarded),
		{Name: "close", Label: "Close", From: []State{RoundAwarded}, To: RoundClosed, Who: to(RoleGrants)},
		{Name: "correct", Label: "Correct", From: []State{RoundAwarded, RoundClosed}, Who: to(RoleGrants), Reason: true,
			Offers: []string{"theme", "opened", "opened_time", "closed", "closed_time", "pot", "maximum", "applications_received", "selected", "address", "note"}, Needs: []Need{roundHolds, limitsStand}},
		withdraw(to(RoleGrants), RoundPlanned, RoundClosed),
	},
	See:  to(everyone...),
	Edit: []Grant{{Roles: []Role{RoleGrants}, States: []State{RoundPlanned, RoundOpen, RoundDeciding}}},
	Acts: []Act{{ActWriteLetter, "Write the letters of the round", funder}},
	Then: copiedCriteria,
	Prepare: func(m Model, f Facts) error {
		undercut, err := m.(*Round).undercut(f)
		if err != nil {
			return err
		}
		return append(m.(*Round).problems(), undercut...).Or()
	},
	Number: func(m Model, f Facts) (Numbering, error) {
		round := m.(*Round)
		if round.Number != "" {
			return Numbering{Exact: string(round.Fund) + "-" + refWord(round.Number)}, nil
		}
		year := round.Opened.Year()
		if year == "" {
			year = f.Today().Year()
		}
		return Numbering{Prefix: string(round.Fund) + "-" + year + "-ROUND-"}, nil
	},
})

// problems finds what a round cannot be.
func (r *Round) problems() Problems {
	problems := endProblems("closed", "Closes", r.Opened, r.Closed)
	if r.Number != "" && refWord(r.Number) == "" {
		problems = append(problems, Problem{Field: "number", Text: "Number: must be letters and digits, for example 15 or Mayor 7"})
	}
	problems = append(problems, timeProblems("opened_time", "Opens at", r.OpenedTime, r.Opened)...)
	problems = append(problems, timeProblems("closed_time", "Closes at", r.ClosedTime, r.Closed)...)
	problems = append(problems, positive("pot", "Pot", r.Pot)...)
	problems = append(problems, positive("maximum", "Maximum grant", r.Maximum)...)
	if r.ApplicationsReceived != nil && r.Selected != nil && *r.Selected > *r.ApplicationsReceived {
		problems = append(problems, Problem{Field: "selected", Text: "Applications selected: cannot be more than were received"})
	}
	return problems
}

// roundHolds asks the same of the moves that set some of these fields.
var roundHolds = Need{"The dates, times, amounts and numbers of the round do not go together, or a time cannot be read", func(m Model, _ Facts) (bool, error) {
	return len(m.(*Round).problems()) == 0, nil
}}

var applicationsDecided = Need{"Every application of the round must be decided first", func(m Model, f Facts) (bool, error) {
	awards, err := f.Find("award", "round", m.Base().Ref)
	for _, award := range awards {
		if covers(awardUndecided, award.Base().State) {
			return false, err
		}
	}
	return true, err
}}

// positive finds an amount that is recorded and not more than nothing.
func positive(field, label string, amount *Pence) Problems {
	if amount == nil || *amount > 0 {
		return nil
	}
	return Problems{{Field: field, Text: label + ": must be more than £0"}}
}

// notAhead is the need that what a move records has already happened.
func notAhead(field, text string) Need {
	return Need{text, func(m Model, f Facts) (bool, error) { return !earlier(f.Today(), dateIn(m, field)), nil }}
}

// startsFirst is the need that a move does not turn a period round.
var startsFirst = Need{"The end must not be before the start", func(m Model, _ Facts) (bool, error) {
	return !earlier(dateIn(m, "ended"), dateIn(m, "started")), nil
}}
