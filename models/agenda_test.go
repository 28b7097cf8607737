package models

import (
	"strings"
	"testing"
)

// TestItemsDoNotTellWhatSomeDoNotSee holds the titles of agenda items, which
// everybody reads, against the states in which records are hidden.
func TestItemsDoNotTellWhatSomeDoNotSee(t *testing.T) {
	question := func(state State) *Question {
		return &Question{Record: Record{Ref: "Q-1", State: state}, QuestionInput: QuestionInput{Title: "Secret", Common: Common{Priorities: Refs{"PRI-1"}}}}
	}
	answer := &Answer{Record: Record{Ref: "Q-1-A1", State: AnswerSubmitted}, AnswerInput: AnswerInput{Question: "Q-1"}}
	for _, test := range []struct {
		about Model
		title string
	}{
		{question(QuestionDraft), "Question"},
		{question(QuestionApproved), "Question"},
		{question(QuestionDropped), "Question"},
		{question(QuestionPut), "Secret"},
		{question(QuestionReturned), "Secret"},
		{answer, "Answer"}, // it is only seen with its question
		{&Assurance{Record: Record{Ref: "ASR-1", State: AssuranceLive}, AssuranceInput: AssuranceInput{Title: strings.Repeat("é", 200)}}, strings.Repeat("é", 200)},
		{&Limb{Record: Record{Ref: "L-1"}, LimbInput: LimbInput{Text: "Which?"}}, "Limb"},
		{&Recommendation{Record: Record{Ref: "R-1"}, RecommendationInput: RecommendationInput{Title: "Train"}}, "Train"},
	} {
		item := ItemAbout("COM-1", test.about)
		if item.Title != test.title || !item.Concerns.Has(test.about.Base().Ref) || item.Meeting != "COM-1" {
			t.Errorf("about a %s that is %q: %+v", KindOf(test.about).Name, test.about.Base().State, item.AgendaItemInput)
		}
		if test.title == "Question" && len(item.Priorities) > 0 {
			t.Errorf("the priorities of a question that is %q show", test.about.Base().State)
		}
	}
	sensitive := question(QuestionPut)
	sensitive.Marking = OfficialSensitive
	if ItemAbout("COM-1", sensitive).Marking != OfficialSensitive {
		t.Error("an item about what is sensitive is not")
	}
}

func TestAgendaOrder(t *testing.T) {
	item := func(ref Ref, place int64) *AgendaItem {
		item := &AgendaItem{Record: Record{Ref: ref, State: Current}}
		if place > 0 {
			item.Position = &place
		}
		return item
	}
	gone := item("C-I7", 1)
	gone.State = Withdrawn
	var got []string
	for _, item := range InAgendaOrder([]Model{item("C-I10", 0), item("C-I9", 0), item("C-I4", 2), gone, item("C-I3", 2), item("C-I8", 1)}) {
		got = append(got, string(item.Ref))
	}
	if order := strings.Join(got, " "); order != "C-I8 C-I3 C-I4 C-I9 C-I10" {
		t.Errorf("in the order %s", order)
	}
}

// TestProposalsAreLists holds that every filter by which records are proposed
// is a field, a derived fact, or a bound of a date of their kind.
func TestProposalsAreLists(t *testing.T) {
	for _, proposal := range Proposals {
		k := KindNamed(proposal.Kind)
		if k == nil || proposal.Moved != (proposal.Filters == nil) {
			t.Fatalf("%s is no list", proposal.Name)
		}
		if proposal.Moved {
			continue
		}
		for name := range proposal.Filters(Occasion{Meeting: "COM-1", On: "2019-03-20", Last: []Ref{"COM-0"}}) {
			if name != "state" && name != "relied_until_before" && k.FilterField(name) == nil && k.DerivedNamed(name) == nil {
				t.Errorf("%s: %s is not a filter of %s", proposal.Name, name, k.Many)
			}
		}
	}
}
