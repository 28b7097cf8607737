package models

import "strconv"

// LedgerStandings are the columns of the ledger of assurances: from what was
// shown to hold to what is no longer relied on.
var LedgerStandings = optionsNamed(standings, "assured", "partly assured", "not assured", "lapsed", "stated", "superseded", "withdrawn")

func optionsNamed(options []Option, values ...string) []Option {
	named := make([]Option, len(values))
	for i, value := range values {
		named[i] = optionOf(options, value)
	}
	return named
}

// YearUnknown is the year of what was given on a day that nobody recorded.
const YearUnknown = "unknown"

// yearGiven is the derived year in which an assurance was given.
var yearGiven = Derived{
	Name: "year_given", Label: "Year given", Hint: "For example 2019, or “" + YearUnknown + "” for those whose day is not recorded",
	SQL: "CASE WHEN given_on = '' THEN '" + YearUnknown + "' ELSE substr(given_on, 1, 4) END",
	Of: func(m Model, _ Date) string {
		if year := m.(*Assurance).GivenOn.Year(); year != "" {
			return year
		}
		return YearUnknown
	},
}

// AskedOften is how many times something must have been put before the ledger
// says that it was asked again and again.
const AskedOften = 3

// AskedStates are the states of a question that was put, whatever became of it
// since.
func AskedStates() []State { return questionShared }

// NeverShown says how often something was asked of which no assurance was ever
// found assured.
func NeverShown(times int, since Date) string {
	when := " since " + since.Year()
	if since == "" {
		when = ", on days not recorded"
	}
	return "Asked " + strconv.Itoa(times) + " times" + when + ", never shown"
}
