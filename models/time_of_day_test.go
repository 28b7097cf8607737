package models

import "testing"

func TestTimesOfDayAreReadAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]int{
		"12 noon": 720, "noon": 720, "Midday": 720, "midnight": 1440, "5pm": 1020, "5.30 pm": 1050, "05:30 PM": 1050, "17:30": 1050, "17.00": 1020, "9am": 540,
		"12am": 0, "12.01pm": 721, "0:00": 0, "12:01:00": 721, "23:59": 1439,
	} {
		if got, is := minuteOfDay(text); !is || got != want {
			t.Errorf("“%s” is minute %d (%t), want %d", text, got, is, want)
		}
	}
	for _, text := range []string{"", "24:00", "13pm", "0am", "5", "soon", "17:60", "5:3pm"} {
		if got, is := minuteOfDay(text); is {
			t.Errorf("“%s” is minute %d", text, got)
		}
	}
}

// TestLateByAMinute holds when an application is late: from the minute after
// the round closed, and on the last day only where both times are known.
func TestLateByAMinute(t *testing.T) {
	for _, c := range []struct {
		closes, on, at string
		late           bool
	}{
		{"12 noon", "2018-12-06", "11pm", false}, {"12 noon", "2018-12-07", "12 noon", false}, {"12 noon", "2018-12-07", "12:01", true},
		{"12 noon", "2018-12-07", "", false}, {"", "2018-12-07", "23:59", false}, {"", "2018-12-08", "", true}, {"12 noon", "2018-12-08", "9am", true},
		{"midnight", "2018-12-07", "23:59", false}, {"12 noon", "2018-12", "", false}, {"12 noon", "", "", false},
	} {
		round := &Round{RoundInput: RoundInput{Closed: "2018-12-07", ClosedTime: c.closes}}
		award := &Award{AwardInput: AwardInput{ReceivedOn: Date(c.on), ReceivedTime: c.at}}
		if late := len(round.lateness(award)) > 0; late != c.late {
			t.Errorf("closing at %q, received on %s at %q: late is %t", c.closes, c.on, c.at, late)
		}
		award.LateReason = "The lift was stuck"
		if problems := round.lateness(award); len(problems) > 0 {
			t.Errorf("with the reason why: %v", problems)
		}
	}
	problems := (&Round{RoundInput: RoundInput{Closed: "2018-12", ClosedTime: "12 noon", OpenedTime: "soon"}}).problems()
	if len(problems) != 2 || problems[0].Field != "opened_time" || problems[1].Text != "Closes at: enter the whole date too" {
		t.Errorf("wrong times: %v", problems)
	}
}
