package models

import "testing"

func TestDatesAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]Date{
		"": "", "2019-01-21": "2019-01-21", " 2019 ": "2019", "2019-01": "2019-01", "2019-01-21T00:00": "2019-01-21", "2019-01-21 14:30:00": "2019-01-21",
		"21/01/2019": "2019-01-21", "1/2/2019": "2019-02-01", "21.1.19": "2019-01-21", "21-01-1999": "1999-01-21", "01/02/69": "1969-02-01", "21/01/2019 00:00": "2019-01-21",
		"21 January 2019": "2019-01-21", "21st Jan 2019": "2019-01-21", "21-Jan-19": "2019-01-21", "Monday 21 January 2019": "2019-01-21", "Mon, 21 Jan 2019": "2019-01-21",
		"3 Sept 2018": "2018-09-03", "January 2019": "2019-01", "Jan-19": "2019-01", "01/2019": "2019-01",
	} {
		if got, err := ParseDate(text); err != nil || got != want {
			t.Errorf("%q is read as %q (%v), want %q", text, got, err, want)
		}
	}
	for _, text := range []string{"early 2015", "01/21/2019", "31/02/2019", "21 January", "tbc", "Q1 2019", "2019/2020", "1/19", "21 Januar 2019", "00/01/2019", "43486", "January", "21 01", "spring"} {
		if got, err := ParseDate(text); err == nil {
			t.Errorf("%q is read as %q", text, got)
		}
	}
}
