package models

import "slices"

// DigestSection is a part of the digest that each person gets once a day.
type DigestSection string

// The sections, in the order in which the digest has them.
const (
	DigestOverdue DigestSection = "overdue"
	DigestDue     DigestSection = "due"
	DigestArrived DigestSection = "arrived"
	DigestJudged  DigestSection = "judged"
)

// DigestSections lists the sections.
var DigestSections = []DigestSection{DigestOverdue, DigestDue, DigestArrived, DigestJudged}

// Options gives the sections with the headings that people read.
func (DigestSection) Options() []Option {
	return []Option{
		{string(DigestOverdue), "Overdue", "red"},
		{string(DigestDue), "Due soon", "yellow"},
		{string(DigestArrived), "Newly arrived", "blue"},
		{string(DigestJudged), "Newly judged", "green"},
	}
}

// Audience is who is told of a record: the people in some roles, or those whom
// a field names. Nobody is told of what they may not see.
type Audience struct {
	Roles []Role
	// OwnBody keeps of the roles those who act for the body that is answerable
	// for the record.
	OwnBody bool
	// Fields name people, or posts, for which their holders are told.
	Fields []string
	// Up is the field that leads to the record which has the fields: a limb's
	// question.
	Up string
	// Below is a kind whose records have the fields, and By the field with
	// which they point at the record: the answers to a question. States are
	// those that count; all, where none are given.
	Below, By string
	States    []State
	// Acting are roles in which people are told where the fields name a body for
	// which they act, or a post in it.
	Acting []Role
}

// Has tells whether somebody is told for a role that they hold. Whom fields
// name is the caller's to find.
func (a Audience) Has(k *Kind, m Model, who *Actor) bool {
	return len(a.Roles) > 0 && who.Is(a.Roles...) && (!a.OwnBody || slices.Contains(who.Bodies, k.RefOf(m, k.Body)))
}

// News is a change that people are told of.
type News struct {
	Kind    string
	Action  string // the start or the move that makes it
	Section DigestSection
	// What says what happened, behind the name of the record.
	What string
	To   []Audience
}

// tellNamed tells those whom fields of the record name.
func tellNamed(fields ...string) Audience { return Audience{Fields: fields} }

// tellOwnBody tells the roles, where they act for the body answerable for it.
func tellOwnBody(roles ...Role) Audience { return Audience{Roles: roles, OwnBody: true} }

func with(audiences ...Audience) []Audience { return audiences }

var (
	tellChiefs  = Audience{Roles: []Role{RoleChief}}
	tellForce   = Audience{Roles: force}
	tellOffice  = Audience{Roles: []Role{RolePlan}}
	tellFunders = Audience{Roles: []Role{RoleGrants}}
	// tellJudges are those who judge what came.
	tellJudges = Audience{Roles: []Role{RolePlan, RoleCommissioner}}
	// tellAnswerers wrote an answer to the question; tellDrafters are to write one.
	tellAnswerers = Audience{Below: "answer", By: "question", Fields: []string{"drafters"}}
	tellDrafters  = Audience{Below: "allocation", By: "question", Fields: []string{"drafter"}, States: allocationOpen}
	// The same for a limb, of the question that it is part of.
	tellAnswerersAbove = above("question", tellAnswerers)
	tellDraftersAbove  = above("question", tellDrafters)
	tellOwnerAbove     = above("question", tellNamed("owner"))
)

// above is an audience of the record to which a field leads.
func above(field string, a Audience) Audience {
	a.Up = field
	return a
}

// Newsworthy are the changes that are news to somebody. What is not in it is
// told to nobody, and costs nothing.
var Newsworthy = []News{
	{"question", "approve", DigestArrived, "Approved: it can be put", with(tellOffice, tellNamed("owner"))},
	{"question", "rework", DigestArrived, "Sent back to draft", with(tellNamed("owner", "created_by"))},
	{"question", "put", DigestArrived, "Put to the Chief Constable", with(tellForce, tellNamed("asked_of"))},
	{"question", "hold", DigestArrived, "A holding reply was given", with(tellOffice, tellNamed("owner"))},
	{"question", "ask-time", DigestArrived, "More time was asked for", with(tellJudges, tellNamed("owner"))},
	{"question", "extend", DigestJudged, "The due date was changed", with(tellChiefs, tellDrafters, tellAnswerers, tellNamed("owner"))},
	{"question", "refuse-time", DigestJudged, "More time was refused", with(tellChiefs, tellDrafters, tellAnswerers)},
	{"question", "stop", DigestArrived, "The clock was stopped", with(tellChiefs, tellDrafters, tellAnswerers, tellNamed("owner"))},
	{"question", "restart", DigestArrived, "The clock runs again", with(tellChiefs, tellDrafters, tellAnswerers, tellNamed("owner"))},
	{"question", "correct", DigestArrived, "The wording was corrected", with(tellChiefs, tellDrafters, tellAnswerers)},
	{"question", "transfer", DigestArrived, "Transferred to another body", with(tellChiefs, tellDrafters, tellAnswerers, tellNamed("owner"))},
	{"question", "withdraw", DigestArrived, "Withdrawn", with(tellChiefs, tellDrafters, tellAnswerers, tellNamed("owner"))},
	{"question", "return", DigestJudged, "Returned: it was not answered", with(tellChiefs, tellDrafters, tellAnswerers, tellNamed("owner"))},
	{"question", "close", DigestJudged, "Closed", with(tellChiefs, tellAnswerers, tellNamed("owner"))},
	{"question", "reopen", DigestJudged, "Reopened", with(tellChiefs, tellAnswerers, tellNamed("owner"))},

	{"limb", "judge-answered", DigestJudged, "Judged as answered", with(tellChiefs, tellAnswerersAbove)},
	{"limb", "judge-partly", DigestJudged, "Judged as partly answered", with(tellChiefs, tellAnswerersAbove)},
	{"limb", "judge-not", DigestJudged, "Judged as not answered", with(tellChiefs, tellAnswerersAbove)},
	{"limb", "disclaim", DigestArrived, "Said to belong to somebody else", with(tellJudges, tellOwnerAbove)},
	{"limb", "pass-on", DigestJudged, "Passed on to somebody else", with(tellChiefs, tellDraftersAbove, tellAnswerersAbove)},
	{"limb", "insist", DigestJudged, "An answer is insisted on", with(tellChiefs, tellDraftersAbove, tellAnswerersAbove)},

	{"allocation", "allocate", DigestArrived, "Allocated to you", with(tellNamed("drafter"))},
	{"allocation", "accept", DigestArrived, "Accepted", with(tellNamed("created_by"))},
	{"allocation", "hand-back", DigestArrived, "Handed back", with(tellChiefs, tellNamed("created_by"))},
	{"allocation", "take-back", DigestArrived, "Taken back", with(tellNamed("drafter"))},

	{"answer", "send-for-clearance", DigestArrived, "Sent for clearance", with(tellChiefs)},
	{"answer", "send-back", DigestJudged, "Sent back to the drafter", with(tellNamed("drafters"))},
	{"answer", "clear", DigestJudged, "Cleared", with(tellNamed("drafters"))},
	{"answer", "discard", DigestJudged, "Discarded", with(tellNamed("drafters"))},
	{"answer", "submit", DigestArrived, "Submitted: to be judged", with(tellJudges, tellOwnerAbove)},

	{"commitment", "undertake", DigestArrived, "Undertaken", with(tellNamed("owner", "holder"), tellOwnBody(RoleChief))},
	{"commitment", "revise", DigestArrived, "The due date was revised", with(tellOffice, tellNamed("owner", "holder"))},
	{"commitment", "done", DigestArrived, "Said to be done: to be verified", with(tellJudges, tellNamed("owner"))},
	{"commitment", "verify", DigestJudged, "Verified", with(tellNamed("owner", "holder", "done_by"))},
	{"commitment", "reopen", DigestJudged, "Reopened", with(tellNamed("owner", "holder"), tellOwnBody(RoleChief))},
	{"commitment", "not-done", DigestJudged, "Recorded as not done", with(tellNamed("owner", "holder"), tellOwnBody(RoleChief))},
	{"commitment", "drop", DigestJudged, "Dropped", with(tellNamed("owner", "holder"), tellOwnBody(RoleChief))},

	{"review", "add", DigestJudged, "An assurance was tested", with(tellChiefs, Audience{Up: "assurance", Fields: []string{"owner", "given_by"}})},

	{"recommendation", "add", DigestArrived, "Added", with(tellNamed("owner"), tellOwnBody(RoleChief))},
	{"recommendation", "claim", DigestArrived, "Said to be implemented: to be closed", with(tellJudges, tellNamed("owner"))},
	{"recommendation", "close", DigestJudged, "Verified and closed", with(tellNamed("owner", "claimed_by"), tellOwnBody(RoleChief))},
	{"recommendation", "reopen", DigestJudged, "Reopened", with(tellNamed("owner"), tellOwnBody(RoleChief))},

	{"meeting", "publish-agenda", DigestArrived, "The agenda was published", with(tellForce, tellNamed("chair", "attendance"))},
	{"meeting", "cancel", DigestArrived, "Cancelled", with(tellForce, tellNamed("chair", "attendance"))},

	{"award", "recommend", DigestArrived, "Recommended: to be decided", with(Audience{Roles: []Role{RoleCommissioner}})},
	{"award", "award", DigestJudged, "Awarded", with(tellFunders, tellNamed("owner"))},
	{"award", "decline", DigestJudged, "Declined", with(tellFunders, tellNamed("owner"))},
}

type change struct{ kind, action string }

var newsByChange = func() map[change]*News {
	found := make(map[change]*News, len(Newsworthy))
	for i := range Newsworthy {
		news := &Newsworthy[i]
		found[change{news.Kind, news.Action}] = news
	}
	return found
}()

// NewsOf is what people are told of a change; nil where nobody is.
func NewsOf(kind, action string) *News { return newsByChange[change{kind, action}] }
