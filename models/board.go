package models

// BoardAdvice is what an advisory board says of an application.
type BoardAdvice string

// Options lists what it can say.
func (BoardAdvice) Options() []Option {
	return []Option{{"recommend", "Award it", "green"}, {"with changes", "Award it with changes", "yellow"}, {"not recommend", "Do not award it", "red"}}
}

// lateness finds an application that came after its round had closed, by a day
// or by a minute, and of which nobody said why it was taken.
func (r *Round) lateness(award *Award) Problems {
	if award.LateReason != "" || !r.closedBefore(award.ReceivedOn, award.ReceivedTime) {
		return nil
	}
	closed := r.Closed.String()
	if r.ClosedTime != "" {
		closed += " at " + r.ClosedTime
	}
	return Problems{{Field: "late_reason", Text: "Why it was taken although late: the round closed on " + closed + ", so say why"}}
}

// closedBefore tells whether the round is known to have closed before a day and
// time. On the last day it is only where both times are known.
func (r *Round) closedBefore(day Date, at string) bool {
	if r.Closed == "" || r.Closed != day || !day.IsDay() {
		return r.Closed != "" && earlier(r.Closed, day)
	}
	closed, known := minuteOfDay(r.ClosedTime)
	received, told := minuteOfDay(at)
	return known && told && received > closed
}
