package models

import "strings"

// The values of the fact that says whether money was given, and how.
const (
	GivenAsGrant      = "grant"
	GivenByCommission = "commission"
	NotGiven          = "no"
)

// GivenValues are the ways in which money is given.
var GivenValues = []string{GivenAsGrant, GivenByCommission}

// given is the derived fact that the money of an award or a commission was
// given, rather than asked for or planned.
func given(as, label string, states []State) Derived {
	quoted := make([]string, len(states))
	for i, state := range states {
		quoted[i] = "'" + string(state) + "'"
	}
	in := "state IN (" + strings.Join(quoted, ", ") + ")"
	return Derived{
		Name: "given", Label: "Money given",
		Options: []Option{{as, label, ""}, {NotGiven, "Not given, or not yet", ""}},
		SQL:     "CASE WHEN " + in + " THEN '" + as + "' ELSE '" + NotGiven + "' END",
		Holds:   map[string]string{as: in},
		Of: func(m Model, _ Date) string {
			if covers(states, m.Base().State) {
				return as
			}
			return NotGiven
		},
	}
}

// fundingYear is the derived year to which money belongs: that of the day in
// the first of some fields in which a day is recorded.
func fundingYear(fields ...string) Derived {
	sql := "CASE"
	for _, field := range fields {
		sql += " WHEN " + field + " <> '' THEN substr(" + field + ", 1, 4)"
	}
	return Derived{
		Name: "year", Label: "Year", Hint: "For example 2019, or “" + YearUnknown + "” for those whose day is not recorded",
		SQL: sql + " ELSE '" + YearUnknown + "' END",
		Of: func(m Model, _ Date) string {
			for _, field := range fields {
				if day := dateIn(m, field); day != "" {
					return day.Year()
				}
			}
			return YearUnknown
		},
	}
}

// amountRecorded is the derived fact that an amount is known.
var amountRecorded = Derived{
	Name: "amount_known", Label: "Amount recorded",
	Options: []Option{{"yes", "Amount recorded", ""}, {"no", "Amount not recorded", "purple"}},
	Of: func(m Model, _ Date) string {
		if m.(funded).granted() == nil {
			return "no"
		}
		return "yes"
	},
	SQL: "CASE WHEN amount IS NULL THEN 'no' ELSE 'yes' END",
}
