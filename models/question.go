package models

import "slices"

// Wording says whether a text is what was said or a summary of it.
type Wording string

// Options lists the wordings.
func (Wording) Options() []Option {
	return []Option{{"verbatim", "As it was said or written", ""}, {"summary", "A summary in our own words", ""}}
}

// Question is one put to the Chief Constable. It asks one thing or several,
// each a limb that is judged on its own.
type Question struct {
	Record
	QuestionInput
	PutOn Date `json:"put_on" label:"Put on" list:"column,sort"`
	Running
	HoldingReply  string `json:"holding_reply" label:"Holding reply" hint:"It is recorded and does not answer the question" widget:"textarea" validate:"max=4000" unknown:"None"`
	TransferredTo Ref    `json:"transferred_to" label:"Transferred to" ref:"body" inverse:"Questions transferred here" unknown:"Not transferred"`
}

// QuestionInput is what people enter of a question.
type QuestionInput struct {
	Meeting   Ref     `json:"meeting" label:"Meeting" hint:"The meeting at which it is put" ref:"meeting" inverse:"Questions" validate:"required" list:"column,filter"`
	Title     string  `json:"title" label:"Short title" validate:"required,max=200"`
	Text      string  `json:"text" label:"Question" widget:"textarea" validate:"required,max=4000"`
	Wording   Wording `json:"wording" label:"Wording"`
	Why       string  `json:"why" label:"Why it is asked" widget:"textarea" validate:"max=4000"`
	AskedOf   Ref     `json:"asked_of" label:"Asked of" hint:"The body or post that must answer" ref:"body,post,person" inverse:"Was asked" list:"filter"`
	FollowsUp Ref     `json:"follows_up" label:"Follows up" hint:"The earlier question" ref:"question" inverse:"Followed up by" unknown:"No earlier question recorded"`
	Common
}

// Heading is the short title.
func (q *Question) Heading() string { return q.Title }

// The states of a question.
const (
	QuestionDraft       State = "draft"
	QuestionApproved    State = "approved"
	QuestionPut         State = "put"
	QuestionAnswered    State = "answered"
	QuestionReturned    State = "returned"
	QuestionClosed      State = "closed"
	QuestionTransferred State = "transferred"
	// QuestionDropped is a question withdrawn before it was put: the force
	// never learns of it, so it is a state apart from Withdrawn.
	QuestionDropped State = "dropped"
)

// questionShared are the states in which a question exists outside the OPCC.
var questionShared = []State{QuestionPut, QuestionAnswered, QuestionReturned, QuestionClosed, QuestionTransferred, Withdrawn}

var questionWaiting = []State{QuestionPut, QuestionReturned}

// QuestionKind describes questions.
var QuestionKind = define[Question](Kind{
	Name: "question", Plural: "questions", One: "Question", Many: "Questions", Family: FamilyHolding,
	Key:   []string{"meeting", "title"},
	About: "A question that the Commissioner puts to the Chief Constable.",
	Order: "-put_on",
	States: []Option{
		{string(QuestionDraft), "Draft", "grey"},
		{string(QuestionApproved), "Approved", "blue"},
		{string(QuestionPut), "Put", "yellow"},
		{string(QuestionAnswered), "Answered", "light-blue"},
		{string(QuestionReturned), "Returned", "orange"},
		{string(QuestionClosed), "Closed", "green"},
		{string(QuestionTransferred), "Transferred", "grey"},
		{string(Withdrawn), "Withdrawn", "grey"},
		{string(QuestionDropped), "Withdrawn before it was put", "grey"},
	},
	Start: []Move{
		{Name: "draft", Label: "Draft a question", To: QuestionDraft, Who: to(RolePlan, RoleCommissioner)},
		{Name: "record", Label: "Record a question already put", To: QuestionPut, Who: to(RolePlan), Offers: []string{"put_on", "due_on"},
			Do: func(m Model, _ Facts) error { m.(*Question).StartedOn = m.(*Question).PutOn; return nil }},
	},
	Moves: []Move{
		{Name: "approve", Label: "Approve", From: []State{QuestionDraft}, To: QuestionApproved, Who: to(RoleCommissioner), Needs: []Need{hasLimb}},
		{Name: "rework", Label: "Send back to draft", From: []State{QuestionApproved}, To: QuestionDraft, Who: to(RolePlan, RoleCommissioner), Reason: true},
		{Name: "put", Label: "Put to the Chief Constable", From: []State{QuestionApproved}, To: QuestionPut, Who: to(RolePlan, RoleCommissioner), Offers: []string{"clock", "due_on"}, Final: true,
			Needs: []Need{dueAhead},
			Do: func(m Model, f Facts) error {
				q := m.(*Question)
				q.PutOn = f.Today()
				return q.start(f, f.Today(), ClockAnswer)
			}},
		{Name: "hold", Label: "Give a holding reply", From: questionWaiting, Who: to(RoleChief), Asks: []string{"holding_reply"}, Offers: []string{"asked_until"}, Clears: []string{"holding_reply"}, Needs: []Need{askedAhead},
			Do: func(m Model, _ Facts) error {
				if q := m.(*Question); q.AskedUntil != "" {
					q.AskedWhy = q.HoldingReply
				}
				return nil
			}},
		{Name: "ask-time", Label: "Ask for more time", From: questionWaiting, Who: to(RoleChief), Asks: []string{"asked_until"}, Clears: []string{"asked_until"}, Reason: true, Needs: []Need{askedAhead},
			Do: func(m Model, f Facts) error { m.(*Question).AskedWhy = f.Reason(); return nil }},
		{Name: "extend", Label: "Change the due date", From: questionWaiting, Who: to(RolePlan, RoleCommissioner), Asks: []string{"due_on"}, Reason: true, Needs: []Need{dueAhead},
			Do: func(m Model, _ Facts) error {
				q := m.(*Question)
				q.DueHow = ""
				q.answerRequest()
				return nil
			}},
		{Name: "refuse-time", Label: "Refuse more time", From: questionWaiting, Who: to(RolePlan, RoleCommissioner), Reason: true,
			Fits: askedForTime, Needs: []Need{where("No more time was asked for", askedForTime)},
			Do: func(m Model, _ Facts) error { m.(*Question).answerRequest(); return nil }},
		{Name: "stop", Label: "Stop the clock", From: questionWaiting, Who: to(RolePlan, RoleCommissioner), Reason: true,
			Fits: runs, Needs: []Need{where("The clock stands still already", runs)},
			Do: func(m Model, f Facts) error { m.(*Question).stop(f.Today()); return nil }},
		{Name: "restart", Label: "Let the clock run again", From: questionWaiting, Who: to(RolePlan, RoleCommissioner), Reason: true,
			Fits: standsNow, Needs: []Need{where("The clock is running", standsNow)},
			Do: func(m Model, f Facts) error { return m.(*Question).restart(f) }},
		{Name: "answer", Label: "Answered", From: questionWaiting, To: QuestionAnswered,
			Do: func(m Model, _ Facts) error { m.(*Question).answerRequest(); return nil }},
		{Name: "return", Label: "Return: it does not answer", From: []State{QuestionAnswered}, To: QuestionReturned, Who: to(RolePlan, RoleCommissioner), Offers: []string{"clock", "due_on"}, Clears: []string{"clock", "due_on"}, Reason: true, Needs: []Need{dueAhead},
			Do: func(m Model, f Facts) error { return m.(*Question).start(f, f.Today(), ClockReturn, ClockAnswer) }},
		{Name: "close", Label: "Close", From: []State{QuestionAnswered}, To: QuestionClosed, Who: to(RolePlan, RoleCommissioner), Needs: []Need{limbsJudged}},
		{Name: "reopen", Label: "Reopen", From: []State{QuestionClosed}, To: QuestionAnswered, Who: to(RolePlan, RoleCommissioner), Reason: true},
		{Name: "correct", Label: "Correct the wording", From: []State{QuestionPut, QuestionAnswered, QuestionReturned, QuestionClosed}, Who: to(RolePlan), Asks: []string{"title", "text"}, Reason: true},
		reassign(to(RolePlan, RoleCommissioner), nil, QuestionApproved, QuestionPut, QuestionAnswered, QuestionReturned),
		replan(to(RolePlan, RoleCommissioner), QuestionApproved, QuestionPut, QuestionAnswered, QuestionReturned, QuestionClosed),
		{Name: "transfer", Label: "Transfer to another body", From: questionWaiting, To: QuestionTransferred, Who: to(RolePlan, RoleCommissioner), Asks: []string{"transferred_to"}, Reason: true, Final: true},
		withdraw(to(RolePlan, RoleCommissioner), QuestionPut, QuestionAnswered, QuestionReturned),
		{Name: "drop", Label: "Withdraw before it is put", From: []State{QuestionDraft, QuestionApproved}, To: QuestionDropped, Who: to(RolePlan, RoleCommissioner), Reason: true, Final: true},
	},
	See: []Grant{
		{Roles: opcc},
		{Roles: everyone, States: questionShared},
	},
	Edit: []Grant{{Roles: []Role{RolePlan, RoleCommissioner}, States: []State{QuestionDraft}}},
	Acts: []Act{{ActJudge, "Judge the answer, limb by limb", []Grant{{Roles: []Role{RolePlan, RoleCommissioner}, States: []State{QuestionAnswered}}}}},
	Prepare: func(m Model, f Facts) error {
		circle, err := followsItself(m.(*Question), f)
		if err == nil && circle {
			err = Problems{{Field: "follows_up", Text: "Follows up: a question cannot follow up itself, nor one that follows it up"}}.Or()
		}
		return err
	},
	Number: func(m Model, _ Facts) (Numbering, error) {
		return Numbering{Prefix: string(m.(*Question).Meeting) + "-Q"}, nil
	},
	Derived: []Derived{standsStill(overdue("due_on", questionWaiting...)), moreTime},
})

func askedForTime(m Model, _ *Actor) bool { return m.(*Question).AskedUntil != "" }

func runs(m Model, _ *Actor) bool { return m.(*Question).StoppedOn == "" }

func standsNow(m Model, a *Actor) bool { return !runs(m, a) }

var hasLimb = Need{"Say what is asked: the question needs at least one limb", func(m Model, f Facts) (bool, error) {
	limbs, err := f.Find("limb", "question", m.Base().Ref)
	return len(limbs) > 0, err
}}

var limbsJudged = Need{"Every limb must be judged first", func(m Model, f Facts) (bool, error) {
	limbs, err := f.Find("limb", "question", m.Base().Ref)
	return !slices.ContainsFunc(limbs, func(limb Model) bool { return limb.Base().State == LimbAsked }), err
}}

var dueAhead = Need{"The due date must be a day that has not passed", func(m Model, f Facts) (bool, error) {
	due := m.(*Question).DueOn
	return due == "" || due.IsDay() && !Passed(due, f.Today()), nil
}}

var askedAhead = Need{"The date asked for must lie after the present due date", func(m Model, _ Facts) (bool, error) {
	q := m.(*Question)
	return q.AskedUntil == "" || q.AskedUntil > q.DueOn, nil
}}

var asksForTime = "state IN ('" + joined(questionWaiting, "','") + "') AND asked_until <> ''"

// moreTime is the derived fact that the force asked for more time and was not
// answered yet.
var moreTime = Derived{
	Name: "more_time", Label: "More time",
	Options: []Option{{"asked", "More time asked for", "purple"}, {"no", "No more time asked for", ""}},
	SQL:     "CASE WHEN " + asksForTime + " THEN 'asked' ELSE 'no' END",
	Holds:   map[string]string{"asked": asksForTime},
	Of: func(m Model, _ Date) string {
		if q := m.(*Question); slices.Contains(questionWaiting, q.State) && q.AskedUntil != "" {
			return "asked"
		}
		return "no"
	},
}

// followsItself tells whether the questions that one follows up lead back to it.
func followsItself(q *Question, f Facts) (bool, error) {
	for at := q.FollowsUp; at != ""; {
		if at == q.Ref {
			return true, nil
		}
		earlier, err := f.Get(at)
		if err != nil {
			return false, err
		}
		at = earlier.(*Question).FollowsUp
	}
	return false, nil
}

// overdue is the derived fact that a deadline has passed in a state that still
// waits for it.
func overdue(field string, waiting ...State) Derived {
	late := "state IN ('" + joined(waiting, "','") + "') AND " + field + " <> '' AND " + field + " < @today"
	return Derived{
		Name: "overdue", Label: "Overdue",
		Options: []Option{{"yes", "Overdue", "red"}, {"no", "Not overdue", ""}},
		SQL:     "CASE WHEN " + late + " THEN 'yes' ELSE 'no' END",
		Holds:   map[string]string{"yes": late},
		Of: func(m Model, today Date) string {
			if slices.Contains(waiting, m.Base().State) && Passed(dateIn(m, field), today) {
				return "yes"
			}
			return "no"
		},
	}
}
