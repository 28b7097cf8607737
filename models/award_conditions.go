package models

// Absent says that there is nothing to be listed. That nothing is recorded does
// not say it.
type Absent string

// ThereAreNone is what is recorded where there is nothing.
const ThereAreNone Absent = "none"

// Options lists the one thing that can be said.
func (Absent) Options() []Option { return []Option{{string(ThereAreNone), "There are none", ""}} }

// conditionProblems finds conditions beside the word that there are none.
func (a *Award) conditionProblems() Problems {
	if a.NoConditions == "" || len(a.Conditions) == 0 {
		return nil
	}
	return Problems{{Field: "no_conditions", Text: "No conditions: say either which conditions there are, or that there are none"}}
}

var conditionsAgree = Need{"Conditions are listed, and it is said that there are none: it can only be one of them", func(m Model, _ Facts) (bool, error) {
	return len(m.(*Award).conditionProblems()) == 0, nil
}}
