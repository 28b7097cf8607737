package models

import "slices"

// CarriedOver is what passes to the body that succeeds another: what was open
// on that day. Nothing is rewritten; the successor's pages and lists find it
// where it is, and its people may act for it.
type CarriedOver struct {
	Kind string
	// Field holds the body that it falls to.
	Field string
	// Open are the states in which it is open, unless the date in Over says
	// that it is over. What was over only after the succession passed too.
	Open []State
	Over string
}

// Successions are the lists that pass to a successor, in the order of pages.
var Successions = []CarriedOver{
	{"duty", "owed_by", []State{Current}, "ended"},
	{"duty", "owed_to", []State{Current}, "ended"},
	{"recommendation", "owner_body", append(slices.Clone(recommendationOpen), RecommendationImplemented), "closed_on"},
	{"commitment", "body", []State{CommitmentOpen, CommitmentDone}, "done_on"},
	{"question", "asked_of", append(slices.Clone(questionWaiting), QuestionAnswered), ""},
}

// Label is what the body that it fell to calls the list.
func (c CarriedOver) Label() string { return KindNamed(c.Kind).Field(c.Field).Inverse }

// CarriedOverBy finds the list by its kind and field; nil where such records do
// not pass to a successor.
func CarriedOverBy(k *Kind, field string) *CarriedOver {
	for i := range Successions {
		if Successions[i].Kind == k.Name && Successions[i].Field == field {
			return &Successions[i]
		}
	}
	return nil
}

// Handover is that one body took over from another on a day.
type Handover struct {
	From, To Ref
	On       Date
}

// Handovers are all successions that are known.
type Handovers []Handover

// Before are the handovers by which any of some bodies took over, directly or
// through others, by a day.
func (h Handovers) Before(bodies []Ref, today Date) Handovers {
	var before Handovers
	reached := slices.Clone(bodies)
	for i := 0; i < len(reached); i++ {
		for _, one := range h {
			if one.To == reached[i] && one.On <= today && !slices.Contains(reached, one.From) {
				before, reached = append(before, one), append(reached, one.From)
			}
		}
	}
	return before
}

// Of is the handover by which a body was succeeded by a day; nil where it was
// not.
func (h Handovers) Of(body Ref, today Date) *Handover {
	for i := range h {
		if h[i].From == body && h[i].On <= today {
			return &h[i]
		}
	}
	return nil
}
