package models

import "strings"

// AskedViews is the question with which the force is asked for its views on
// recommendations, one limb each.
type AskedViews struct {
	// Report is where they stand, and About the recommendations.
	Report *Report
	About  []*Recommendation
	// Next is the meeting at which to ask; nil where none is planned.
	Next *Meeting
}

// Question is the question as it would be drafted. Its sources are what it
// asks about, so that it is found from there.
func (a AskedViews) Question() *Question {
	q := &Question{QuestionInput: QuestionInput{
		Title: shortened("The force’s views: "+a.Report.Title, 200),
		Text:  "What is the force’s view on each of these recommendations, does it accept them, and what has it done or will it do about them?",
		Why:   "The recommendations of " + a.Report.Title + " concern the force, and its views are not on record for each of them.",
	}}
	if len(a.About) == 1 {
		one := a.About[0]
		q.Title = shortened("The force’s view: "+one.Title, 200)
		q.Text = "What is the force’s view on " + one.called() + " of " + a.Report.Title + ", “" + one.Title + "”, does it accept it, and what has it done or will it do about it?"
		q.Why = "The recommendation concerns the force, and its view is not on record."
	}
	q.Marking = Official
	for _, one := range a.About {
		q.Sources = append(q.Sources, one.Ref)
		for _, priority := range one.Priorities {
			if !q.Priorities.Has(priority) {
				q.Priorities = append(q.Priorities, priority)
			}
		}
		if one.Marking == OfficialSensitive {
			q.Marking = OfficialSensitive
		}
	}
	if a.Next != nil {
		q.Meeting = a.Next.Ref
	}
	return q
}

// called is a recommendation by its number, as far as that is known.
func (r *Recommendation) called() string {
	if r.Number == "" {
		return "the recommendation " + string(r.Ref)
	}
	return "recommendation " + r.Number
}

// Limbs are what it asks: one thing of each recommendation, with its reference
// in front, by which the limb is known to be about it.
func (a AskedViews) Limbs() []string {
	limbs := make([]string, len(a.About))
	for i, one := range a.About {
		limbs[i] = shortened(string(one.Ref)+": what is the force’s view on “"+one.Title+"”?", 2000)
	}
	return limbs
}

// LimbAbout is which of some records a limb says, in front, that it is about;
// none where it says none.
func LimbAbout(text string, about Refs) Refs {
	ref, _, found := strings.Cut(text, ":")
	if found && about.Has(Ref(strings.TrimSpace(ref))) {
		return Refs{Ref(strings.TrimSpace(ref))}
	}
	return nil
}
