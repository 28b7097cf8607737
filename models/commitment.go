package models

// Commitment is something that somebody undertook to do by a day.
type Commitment struct {
	Record
	CommitmentInput
	DueOn        Date      `json:"due_on" label:"Due by" validate:"omitempty,day" list:"column,sort" unknown:"No date given"`
	DueRevisions Revisions `json:"due_revisions" label:"Changes of the due date" unknown:"None"`
	Evidence     Refs      `json:"evidence" label:"Evidence that it was done" hint:"References of documents or other records, one a line" ref:"*" inverse:"Evidence for" unknown:"No evidence"`
	DoneOn       Date      `json:"done_on" label:"Said to be done on" unknown:"Not done"`
	DoneBy       Ref       `json:"done_by" label:"Said to be done by" ref:"person" inverse:"Said to be done" unknown:"Nobody"`
	VerifiedBy   Ref       `json:"verified_by" label:"Verified by" ref:"person" inverse:"Verified" unknown:"Nobody"`
}

// CommitmentInput is what people enter of a commitment.
type CommitmentInput struct {
	Title      string  `json:"title" label:"Short title" validate:"required,max=200"`
	Text       string  `json:"text" label:"What was undertaken" widget:"textarea" validate:"required,max=4000"`
	Wording    Wording `json:"wording" label:"Wording"`
	Body       Ref     `json:"body" label:"Body that undertook it" ref:"body" inverse:"Commitments" validate:"required" list:"column,filter"`
	Holder     Ref     `json:"holder" label:"Person or post" ref:"person,post" inverse:"Commitments held"`
	GivenOn    Date    `json:"given_on" label:"Undertaken on"`
	ArisesFrom Ref     `json:"arises_from" label:"Arises from" hint:"The answer, meeting, recommendation, finding or plan it comes from" ref:"*" inverse:"Commitments" list:"filter"`
	Passage    string  `json:"passage" label:"Where it stands" hint:"First and last character in the answer, for example 120-245" validate:"max=24" unknown:"Not noted"`
	Common
}

// Heading is the short title.
func (c *Commitment) Heading() string { return c.Title }

// The states of a commitment.
const (
	CommitmentOpen     State = "open"
	CommitmentDone     State = "done"
	CommitmentVerified State = "verified"
	CommitmentNotDone  State = "not done"
	CommitmentDropped  State = "dropped"
)

// doers are those who act for the body that undertook it.
var doers = []Grant{
	{Roles: force, Scopes: []Scope{OwnBody}},
	{Roles: opcc, Scopes: []Scope{OwnBody}},
}

// CommitmentKind describes commitments.
var CommitmentKind = define[Commitment](Kind{
	Name: "commitment", Plural: "commitments", One: "Commitment", Many: "Commitments", Family: FamilyHolding,
	Key:    []string{"body", "title"},
	Undone: CommitmentDropped,
	About:  "Something that somebody undertook to do by a day: done with evidence, and verified by somebody else.",
	Body:   "body", Order: "due_on",
	States: []Option{
		{string(CommitmentOpen), "Open", "blue"},
		{string(CommitmentDone), "Done, not verified", "yellow"},
		{string(CommitmentVerified), "Verified", "green"},
		{string(CommitmentNotDone), "Not done", "red"},
		{string(CommitmentDropped), "Dropped", "grey"},
	},
	Start: []Move{{Name: "undertake", Label: "Record a commitment", To: CommitmentOpen, Who: to(RolePlan, RoleCommissioner, RoleChief), Offers: []string{"due_on"}}},
	Moves: []Move{
		{Name: "revise", Label: "Revise the due date", From: []State{CommitmentOpen}, Who: append(to(RolePlan, RoleCommissioner), doers...), Asks: []string{"due_on"}, Reason: true},
		{Name: "done", Label: "Say that it is done", From: []State{CommitmentOpen}, To: CommitmentDone, Who: doers, Asks: []string{"evidence"},
			Do: func(m Model, f Facts) error {
				commitment := m.(*Commitment)
				commitment.DoneOn, commitment.DoneBy = f.Today(), f.Actor().Person
				return nil
			}},
		{Name: "verify", Label: "Verify", From: []State{CommitmentDone}, To: CommitmentVerified, Who: to(RolePlan, RoleCommissioner), Reason: true, Needs: []Need{
			notBy("Whoever owns a commitment or said that it is done may not verify it: somebody else must", func(m Model) []Ref {
				c := m.(*Commitment)
				return []Ref{c.DoneBy, c.Owner, c.Holder}
			})},
			Do: func(m Model, f Facts) error { m.(*Commitment).VerifiedBy = f.Actor().Person; return nil }},
		{Name: "reopen", Label: "Reopen", From: []State{CommitmentDone, CommitmentVerified, CommitmentNotDone}, To: CommitmentOpen, Who: to(RolePlan, RoleCommissioner), Reason: true,
			Do: func(m Model, _ Facts) error {
				c := m.(*Commitment)
				c.DoneOn, c.DoneBy, c.VerifiedBy = "", "", ""
				return nil
			}},
		reassign(to(RolePlan, RoleCommissioner), []Need{notByOwner}, CommitmentDone),
		replan(to(RolePlan, RoleCommissioner), CommitmentDone, CommitmentVerified, CommitmentNotDone),
		{Name: "not-done", Label: "Record as not done", From: []State{CommitmentOpen}, To: CommitmentNotDone, Who: to(RolePlan, RoleCommissioner), Reason: true},
		{Name: "drop", Label: "Drop", From: []State{CommitmentOpen}, To: CommitmentDropped, Who: to(RolePlan, RoleCommissioner), Reason: true, Final: true},
	},
	See:  to(everyone...),
	Edit: []Grant{{Roles: []Role{RolePlan, RoleCommissioner}, States: []State{CommitmentOpen}}},
	Prepare: func(m Model, f Facts) error {
		c := m.(*Commitment)
		problems, err := passageProblems(f, c.Text, "What was undertaken", c.ArisesFrom, c.Passage)
		if err != nil {
			return err
		}
		return problems.Or()
	},
	Number:  yearly("CMT", "given_on"),
	Derived: []Derived{overdue("due_on", CommitmentOpen)},
})
