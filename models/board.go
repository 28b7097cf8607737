package models

// BoardAdvice is what an advisory board says of an application.
type BoardAdvice string

// Options lists what it can say.
func (BoardAdvice) Options() []Option {
	return []Option{{"recommend", "Award it", "green"}, {"with changes", "Award it with changes", "yellow"}, {"not recommend", "Do not award it", "red"}}
}

// lateness finds an application that came after its round had closed, and of
// which nobody said why it was taken.
func (r *Round) lateness(award *Award) Problems {
	if r.Closed == "" || award.LateReason != "" || !earlier(r.Closed, award.ReceivedOn) {
		return nil
	}
	return Problems{{Field: "late_reason", Text: "Why it was taken although late: the round closed on " + r.Closed.String() + ", so say why"}}
}
