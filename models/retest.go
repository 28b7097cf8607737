package models

import (
	"cmp"
	"slices"
	"strings"
)

// RetestDue tells whether an assurance has lapsed, or is about to, so that it
// is time to ask again.
func (a *Assurance) RetestDue(today Date) bool {
	return a.Standing(today) == "lapsed" || lapsing.Of(a, today) == "yes"
}

// RetestStates are the states in which a question that tests an assurance
// again is under way, so that none other is proposed.
func RetestStates() []State {
	return []State{QuestionDraft, QuestionApproved, QuestionPut, QuestionReturned, QuestionAnswered}
}

// Retest is what a question that tests an assurance again is made of.
type Retest struct {
	Assurance *Assurance
	// Giver is the name of who gave it, empty where that is not known.
	Giver string
	// Then is the question on which it was given; nil where none is known.
	Then *Question
	// Next is the meeting at which to ask; nil where none is planned.
	Next  *Meeting
	Today Date
}

// Question is the question that the assurance proposes, in plain words, to be
// changed by who drafts it.
func (r Retest) Question() *Question {
	a := r.Assurance
	q := &Question{QuestionInput: QuestionInput{
		Title: shortened("Does it still hold: "+a.Title, 200),
		Text:  r.text(),
		Why:   "The assurance " + string(a.Ref) + " " + r.lapse() + ".",
		Common: Common{
			Priorities: slices.Clone(a.Priorities), Districts: slices.Clone(a.Districts), Sources: Refs{a.Ref}, Marking: a.Marking,
		},
	}}
	if r.Next != nil {
		q.Meeting = r.Next.Ref
	}
	if r.Then != nil {
		q.FollowsUp, q.AskedOf = r.Then.Ref, r.Then.AskedOf
	}
	// Where it is not known who was asked, whoever gave it answers for it.
	q.AskedOf = cmp.Or(q.AskedOf, a.GivenBy)
	return q
}

// Limbs are what the question asks, one thing after the other.
func (r Retest) Limbs() []string {
	return []string{
		shortened("Does the assurance “"+r.Assurance.Title+"” still hold today?", 2000),
		"What evidence shows today that it holds?",
	}
}

// textLength is the most that the text of a question takes.
const textLength = 4000

func (r Retest) text() string {
	before := r.given() + ": “"
	after := "” " + r.tested() + " It " + r.lapse() + ". Does it still hold, and what evidence shows today that it does?"
	room := textLength - len([]rune(before)) - len([]rune(after))
	return before + shortened(r.Assurance.Statement, room) + after
}

// given says who gave the assurance and when, as far as that is known.
func (r Retest) given() string {
	who := cmp.Or(r.Giver, "somebody whose name is not recorded")
	how := " gave this assurance"
	if r.Assurance.Wording == "summary" {
		how += ", here in our summary"
	}
	switch day := r.Assurance.GivenOn; {
	case day == "":
		return "On a day that is not recorded, " + who + how
	case day.IsDay():
		return "On " + day.String() + " " + who + how
	default:
		return "In " + day.String() + " " + who + how
	}
}

// tested says what became of the assurance when it was last tested.
func (r Retest) tested() string {
	if r.Assurance.Verdict == "" {
		return "Nobody has tested it since."
	}
	return "It was last tested on " + r.Assurance.ReviewedOn.String() + " and found " + string(r.Assurance.Verdict) + "."
}

// lapse says until when the assurance may, or could, be relied on.
func (r Retest) lapse() string {
	if Passed(r.Assurance.ReliedUntil, r.Today) {
		return "could be relied on until " + r.Assurance.ReliedUntil.String() + ", which has passed"
	}
	return "may be relied on until " + r.Assurance.ReliedUntil.String()
}

// shortened cuts a text to so many characters, with a sign that it was cut.
func shortened(text string, most int) string {
	letters := []rune(text)
	if len(letters) <= most {
		return text
	}
	return strings.TrimSpace(string(letters[:most-1])) + "…"
}

// NextOutcomesMeeting is, of some meetings, the first planned Community
// Outcomes Meeting that has not passed; nil where there is none. One without a
// date comes last.
func NextOutcomesMeeting(meetings []*Meeting, today Date) *Meeting {
	var next *Meeting
	for _, m := range meetings {
		if m.Type != "com" || m.State != MeetingPlanned || over(m.HeldOn, today) {
			continue
		}
		if next == nil || next.HeldOn == "" || m.HeldOn != "" && m.HeldOn < next.HeldOn {
			next = m
		}
	}
	return next
}

// over tells whether a date has passed, as far as it is known: a month has when
// the next one has begun.
func over(date, today Date) bool {
	return date != "" && len(date) <= len(today) && date < today[:len(date)]
}
