package models

// Desk is one pile of work that waits for people in a role: a list with a
// filter, so that its count is always the count of that list.
type Desk struct {
	Name    string
	Label   string
	Roles   []Role
	Kind    string
	Filters map[string][]string
	// Due is the field by which the nearest comes first; "question.due_on" is
	// that of the record which the field question points at.
	Due string
	// Titled is the field whose record gives the title, where a record has none
	// of its own but a reference.
	Titled string
	// Lapses says that what has passed its day has lapsed rather than being
	// overdue.
	Lapses bool
	// OwnBody narrows the pile to what the person's body answers for, and Mine
	// names the field that must hold the person.
	OwnBody bool
	Mine    string
	// Page is the page of the record on which the work is done, where it has
	// one of its own.
	Page string
}

var (
	deciders = []Role{RolePlan, RoleCommissioner}
	planners = []Role{RolePlan}
	heads    = []Role{RoleCommissioner}
	chiefs   = []Role{RoleChief}
	officers = []Role{RoleGrants}
)

// Desks are the piles of work, in the order in which they are shown.
var Desks = []Desk{
	{Name: "approve", Label: "Questions to approve", Roles: heads, Kind: "question", Filters: only("state", QuestionDraft)},
	{Name: "put", Label: "Questions to put", Roles: deciders, Kind: "question", Filters: only("state", QuestionApproved)},
	{Name: "judge", Label: "Answers to judge", Roles: deciders, Kind: "question", Filters: only("state", QuestionAnswered), Due: "due_on", Page: "judge"},
	{Name: "more-time", Label: "Requests for more time", Roles: deciders, Kind: "question", Filters: only("more_time", "asked"), Due: "due_on"},
	{Name: "whose", Label: "Limbs said to be somebody else’s", Roles: deciders, Kind: "limb", Filters: only("disputed", "yes"), Due: "question.due_on"},
	{Name: "retest", Label: "Assurances that have lapsed", Roles: deciders, Kind: "assurance", Filters: only("standing", "lapsed"), Due: "relied_until", Lapses: true},
	{Name: "lapsing", Label: "Assurances about to lapse", Roles: deciders, Kind: "assurance", Filters: only("lapsing", "yes"), Due: "relied_until", Lapses: true},
	{Name: "test", Label: "Assurances that nobody has tested", Roles: planners, Kind: "assurance", Filters: only("standing", "stated"), Due: "relied_until", Lapses: true},
	{Name: "verify", Label: "Commitments to verify", Roles: deciders, Kind: "commitment", Filters: only("state", CommitmentDone), Due: "due_on"},
	{Name: "sign-off", Label: "Recommendations to sign off", Roles: deciders, Kind: "recommendation", Filters: only("state", "implemented"), Due: "target_on"},
	{Name: "approve-comments", Label: "Public comments to approve", Roles: heads, Kind: "public-comment", Filters: only("state", CommentDraft), Due: "report.response_due"},
	{Name: "publish-comments", Label: "Public comments to publish", Roles: heads, Kind: "public-comment", Filters: only("state", CommentApproved), Due: "report.response_due"},
	{Name: "send-copies", Label: "Copies of public comments to send", Roles: deciders, Kind: "comment-copy", Filters: only("state", CopyWaiting)},
	{Name: "receive", Label: "Returns to accept", Roles: receivers, Kind: "occurrence", Filters: only("state", OccurrenceDue, OccurrenceMissing), Due: "due_on"},
	{Name: "chase", Label: "Answers overdue", Roles: planners, Kind: "question", Filters: only("overdue", "yes"), Due: "due_on"},
	{Name: "chase-commitments", Label: "Commitments overdue", Roles: planners, Kind: "commitment", Filters: only("overdue", "yes"), Due: "due_on"},
	{Name: "allocated", Label: "Questions allocated to you", Roles: force, Kind: "allocation", Titled: "question", Filters: only("state", allocationOpen...), Due: "question.due_on", Mine: "drafter"},
	{Name: "clear", Label: "Answers to clear", Roles: chiefs, Kind: "answer", Titled: "question", Filters: only("state", AnswerInClearance), Due: "question.due_on"},
	{Name: "submit", Label: "Cleared answers to submit", Roles: chiefs, Kind: "answer", Titled: "question", Filters: only("state", AnswerCleared), Due: "question.due_on"},
	{Name: "answer", Label: "Questions to answer", Roles: force, Kind: "question", Filters: only("state", questionWaiting...), Due: "due_on"},
	{Name: "handed-back", Label: "Allocations handed back", Roles: chiefs, Kind: "allocation", Titled: "question", Filters: only("state", AllocationHandedBack), Due: "question.due_on"},
	{Name: "draft", Label: "Answers being drafted", Roles: force, Kind: "answer", Titled: "question", Filters: only("state", AnswerDrafting), Due: "question.due_on"},
	{Name: "do", Label: "Commitments to carry out", Roles: []Role{RoleDrafter, RoleChief, RolePlan, RoleGrants}, Kind: "commitment", Filters: only("state", CommitmentOpen), Due: "due_on", OwnBody: true},
	{Name: "score", Label: "Applications to score", Roles: opcc, Kind: "award", Filters: only(toScore.Name, "yes")},
	{Name: "decide", Label: "Awards to decide", Roles: heads, Kind: "award", Filters: only("state", "recommended")},
	{Name: "recommend", Label: "Applications to assess", Roles: officers, Kind: "award", Filters: only("state", "applied")},
	{Name: "agree", Label: "Awards to agree", Roles: officers, Kind: "award", Filters: only("state", "awarded")},
	{Name: "reconcile", Label: "Ledger lines to match", Roles: officers, Kind: "ledger-line", Filters: only("state", LedgerUnmatched), Due: "booked_on"},
	{Name: "publish-grants", Label: "Lists of grants to publish", Roles: []Role{RoleGrants, RoleCommissioner}, Kind: "grant-list", Filters: only("state", GrantListPrepared), Page: "preview"},
	{Name: "pay", Label: "Payments planned", Roles: officers, Kind: "payment", Filters: only("state", "planned"), Due: "planned_on"},
}

// Section is a part of the whole picture of a priority: the records of a kind
// that serve it.
type Section struct {
	Kind  string
	Label string
}

// PictureSections are the parts of a priority's page, in order.
var PictureSections = []Section{
	{"question", "Questions to the Chief Constable"},
	{"assurance", "Assurances and how they stand"},
	{"commitment", "Commitments"},
	{"recommendation", "Recommendations"},
	{"award", "Grants"},
	{"commission", "Commissioned posts and services"},
	{"measure", "Measures"},
	{"activity", "Activity"},
	{"duty", "Recurring duties"},
	{"report", "Reports"},
	{"definition", "Definitions"},
	{"library", "Library"},
}

// Gap is something that is not known or is late, as a list with a filter.
type Gap struct {
	Label   string
	Kind    string
	Filters map[string][]string
}

// Overdue are the lists of what is late.
var Overdue = []Gap{
	{"Questions", "question", only("overdue", "yes")},
	{"Commitments", "commitment", only("overdue", "yes")},
	{"Recommendations", "recommendation", only("overdue", "yes")},
	{"What recurring duties bring", "occurrence", only("overdue", "yes")},
}

// Unknowns are the lists of what nobody has recorded.
var Unknowns = []Gap{
	{"Limbs whose answer is not recorded", "limb", only("state", LimbNotRecorded)},
	{"Assurances that nobody has tested", "assurance", only("standing", "stated")},
	{"Recommendations whose implementation is not recorded", "recommendation", only("state", "not recorded")},
	{"Grants whose amount is not recorded", "award", only("amount_known", "no")},
	{"Figures that were not reported", "figure", only("state", "not reported")},
}

func only[T ~string](name string, values ...T) map[string][]string {
	texts := make([]string, len(values))
	for i, value := range values {
		texts[i] = string(value)
	}
	return map[string][]string{name: texts}
}
