package models

// Proposal is a pile of records from which the agenda of a meeting is proposed:
// a list with a filter, so that its count is always the count of that list.
type Proposal struct {
	Name  string
	Label string
	Kind  string
	// Filters are those of the list for one occasion; nil where there is
	// nothing to ask for.
	Filters func(o Occasion) map[string][]string
	// Moved stands for the measures whose latest figure moved since the last
	// meeting, which no filter can say.
	Moved bool
}

// Occasion is what the proposals for a meeting depend on.
type Occasion struct {
	Meeting Ref
	// On is the day for which they are made: that of the meeting or, where
	// that is not known or has passed, today.
	On Date
	// Last are the meeting of the same type before it, if there was one, and
	// what was on its agenda; LastOn is its day.
	Last   []Ref
	LastOn Date
}

// Proposals are the piles in the order in which they are shown.
var Proposals = []Proposal{
	{Name: "approved", Label: "Questions approved for this meeting", Kind: "question", Filters: func(o Occasion) map[string][]string {
		return filters(only("meeting", o.Meeting), only("state", QuestionApproved))
	}},
	{Name: "lapsed", Label: "Assurances that have lapsed or may be relied on no longer than the day of the meeting", Kind: "assurance", Filters: func(o Occasion) map[string][]string {
		return filters(only("state", AssuranceLive), only("relied_until_before", o.On.Add(1)))
	}},
	{Name: "overdue", Label: "Answers overdue", Kind: "question", Filters: always(only("overdue", "yes"))},
	{Name: "returned", Label: "Questions returned because the answer does not answer, not overdue yet", Kind: "question", Filters: always(filters(only("state", QuestionReturned), only("overdue", "no")))},
	{Name: "commitments", Label: "Commitments overdue", Kind: "commitment", Filters: always(only("overdue", "yes"))},
	{Name: "actions", Label: "Actions of the last meeting that are open, not overdue yet", Kind: "commitment", Filters: func(o Occasion) map[string][]string {
		if len(o.Last) == 0 {
			return nil
		}
		return filters(only("arises_from", o.Last...), only("state", CommitmentOpen), only("overdue", "no"))
	}},
	{Name: "recommendations", Label: "Recommendations past their target", Kind: "recommendation", Filters: always(only("overdue", "yes"))},
	{Name: "measures", Label: "Measures that moved since the last meeting", Kind: "measure", Moved: true},
}

func always(of map[string][]string) func(Occasion) map[string][]string {
	return func(Occasion) map[string][]string { return of }
}

func filters(all ...map[string][]string) map[string][]string {
	joint := map[string][]string{}
	for _, some := range all {
		for name, wanted := range some {
			joint[name] = wanted
		}
	}
	return joint
}
