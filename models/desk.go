package models

// Desk is one pile of work that waits for people in a role: a list with a
// filter, so that its count is always the count of that list.
type Desk struct {
	Name    string
	Label   string
	Roles   []Role
	Kind    string
	Filters map[string][]string
	// OwnBody narrows the pile to what the person's body answers for.
	OwnBody bool
}

// Desks are the piles of work, in the order in which they are shown.
var Desks = []Desk{
	{Name: "approve", Label: "Questions to approve", Roles: []Role{RoleCommissioner}, Kind: "question", Filters: only("state", QuestionDraft)},
	{Name: "put", Label: "Questions to put", Roles: []Role{RolePlan, RoleCommissioner}, Kind: "question", Filters: only("state", QuestionApproved)},
	{Name: "judge", Label: "Answers to judge", Roles: []Role{RolePlan, RoleCommissioner}, Kind: "question", Filters: only("state", QuestionAnswered)},
	{Name: "retest", Label: "Assurances that have lapsed", Roles: []Role{RolePlan, RoleCommissioner}, Kind: "assurance", Filters: only("standing", "lapsed")},
	{Name: "test", Label: "Assurances that nobody has tested", Roles: []Role{RolePlan}, Kind: "assurance", Filters: only("standing", "stated")},
	{Name: "verify", Label: "Commitments to verify", Roles: []Role{RolePlan, RoleCommissioner}, Kind: "commitment", Filters: only("state", CommitmentDone)},
	{Name: "sign-off", Label: "Recommendations to close", Roles: []Role{RolePlan, RoleCommissioner}, Kind: "recommendation", Filters: only("state", "implemented")},
	{Name: "chase", Label: "Answers overdue", Roles: []Role{RolePlan}, Kind: "question", Filters: only("overdue", "yes")},
	{Name: "chase-commitments", Label: "Commitments overdue", Roles: []Role{RolePlan}, Kind: "commitment", Filters: only("overdue", "yes")},
	{Name: "clear", Label: "Answers to clear", Roles: []Role{RoleChief}, Kind: "answer", Filters: only("state", AnswerInClearance)},
	{Name: "submit", Label: "Cleared answers to submit", Roles: []Role{RoleChief}, Kind: "answer", Filters: only("state", AnswerCleared)},
	{Name: "answer", Label: "Questions to answer", Roles: force, Kind: "question", Filters: only("state", questionWaiting...)},
	{Name: "draft", Label: "Answers being drafted", Roles: []Role{RoleDrafter, RoleChief}, Kind: "answer", Filters: only("state", AnswerDrafting)},
	{Name: "do", Label: "Commitments to carry out", Roles: []Role{RoleDrafter, RoleChief, RolePlan, RoleGrants}, Kind: "commitment", Filters: only("state", CommitmentOpen), OwnBody: true},
	{Name: "decide", Label: "Awards to decide", Roles: []Role{RoleCommissioner}, Kind: "award", Filters: only("state", "recommended")},
	{Name: "recommend", Label: "Applications to assess", Roles: []Role{RoleGrants}, Kind: "award", Filters: only("state", "applied")},
	{Name: "agree", Label: "Awards to agree", Roles: []Role{RoleGrants}, Kind: "award", Filters: only("state", "awarded")},
	{Name: "pay", Label: "Payments planned", Roles: []Role{RoleGrants}, Kind: "payment", Filters: only("state", "planned")},
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
