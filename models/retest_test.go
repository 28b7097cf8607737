package models

import (
	"strings"
	"testing"
)

func TestRetestSpeaksInPlainWords(t *testing.T) {
	long := &Assurance{AssuranceInput: AssuranceInput{Title: strings.Repeat("t", 200), Statement: strings.Repeat("s", 4000), Wording: "summary", GivenOn: "2018-06", ReliedUntil: "2019-04-01"}}
	q := Retest{Assurance: long, Today: "2019-03-04"}.Question()
	if letters := len([]rune(q.Text)); letters != textLength || !strings.Contains(q.Text, "s…” Nobody has tested it since. It may be relied on until 1 April 2019.") {
		t.Errorf("the text has %d characters: %s", letters, q.Text)
	}
	if !strings.HasPrefix(q.Text, "In June 2018 somebody whose name is not recorded gave this assurance, here in our summary: “sss") {
		t.Errorf("it begins %.120s", q.Text)
	}
	if letters := len([]rune(q.Title)); letters != 200 || !strings.HasSuffix(q.Title, "t…") {
		t.Errorf("the title has %d characters: %s", letters, q.Title)
	}
	undated := Retest{Assurance: &Assurance{}, Giver: "the Chief Constable", Today: "2019-03-04"}.Question()
	if !strings.HasPrefix(undated.Text, "On a day that is not recorded, the Chief Constable gave this assurance: “") {
		t.Errorf("it begins %.120s", undated.Text)
	}
}

func TestNextOutcomesMeeting(t *testing.T) {
	meeting := func(ref Ref, kind MeetingType, state State, on Date) *Meeting {
		return &Meeting{Record: Record{Ref: ref, State: state}, MeetingInput: MeetingInput{Type: kind, HeldOn: on}}
	}
	cases := []struct {
		meetings []*Meeting
		want     Ref
	}{
		{nil, ""},
		{[]*Meeting{meeting("A", "com", MeetingPlanned, "2019-03-03"), meeting("B", "com", MeetingPlanned, "2019-02"), meeting("C", "com", MeetingPlanned, "2018")}, ""},
		{[]*Meeting{meeting("A", "com", MeetingPlanned, ""), meeting("B", "com", MeetingPlanned, "2019-06-01")}, "B"},
		{[]*Meeting{meeting("A", "com", MeetingPlanned, "2019-06-01"), meeting("B", "com", MeetingPlanned, "")}, "A"},
		{[]*Meeting{meeting("A", "com", MeetingPlanned, "")}, "A"},
		{[]*Meeting{meeting("A", "com", MeetingPlanned, "2019-04-02"), meeting("B", "com", MeetingPlanned, "2019-03")}, "B"},
		{[]*Meeting{meeting("A", "com", MeetingPlanned, "2019-03-04")}, "A"},
		{[]*Meeting{meeting("A", "panel", MeetingPlanned, "2019-03-05"), meeting("B", "com", MeetingAgenda, "2019-03-05"), meeting("C", "com", MeetingCancelled, "2019-03-05")}, ""},
	}
	for i, c := range cases {
		got := Ref("")
		if next := NextOutcomesMeeting(c.meetings, "2019-03-04"); next != nil {
			got = next.Ref
		}
		if got != c.want {
			t.Errorf("case %d: the next meeting is %q, want %q", i, got, c.want)
		}
	}
}
