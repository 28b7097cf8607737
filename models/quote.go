package models

// Quote is a passage of an answer from which something is taken.
type Quote struct {
	Answer *Answer
	At     Passage
	// Body is that for which the answer was given; empty where it is not known.
	Body Ref
}

// Begin makes a record of a kind out of the passage: what was said and where it
// stands, word for word, who gave it and when, and what it serves. What to call
// it is left to people.
func (q Quote) Begin(k *Kind) (Model, error) {
	m := k.New()
	said, verbatim := q.At.Of(q.Answer.Text), Wording("verbatim")
	switch begun := m.(type) {
	case *Assurance:
		begun.Statement, begun.Wording, begun.TakenFrom, begun.Passage = said, verbatim, q.Answer.Ref, q.At.String()
		begun.GivenBy, begun.GivenOn = q.Answer.GivenBy, q.Answer.GivenOn
	case *Commitment:
		begun.Text, begun.Wording, begun.ArisesFrom, begun.Passage = said, verbatim, q.Answer.Ref, q.At.String()
		begun.Body, begun.GivenOn = q.Body, q.Answer.GivenOn
		if q.Answer.GivenBy != q.Body {
			begun.Holder = q.Answer.GivenBy
		}
	default:
		return nil, Fail(Refused, "%s are not taken from answers", k.Many)
	}
	shared, from := m.Shared(), q.Answer.Shared()
	shared.Priorities, shared.Districts, shared.Marking = from.Priorities, from.Districts, from.Marking
	return m, nil
}
