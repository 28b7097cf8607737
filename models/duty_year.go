package models

// The ways in which an occurrence stands in a year's view: its state, with what
// came late told from what came in time, and what is computed only so far.
const (
	StandsMet     = "met"
	StandsLate    = "late"
	StandsMissing = "missing"
	StandsWaived  = "waived"
	StandsDue     = "due"
	StandsToCome  = "to come"
)

// DutyStandings lists them in the order of pages.
var DutyStandings = []Option{
	{StandsMet, "Met in time", "green"},
	{StandsLate, "Met late", "orange"},
	{StandsMissing, "Missing", "red"},
	{StandsWaived, "Waived", "grey"},
	{StandsDue, "Due", "blue"},
	{StandsToCome, "To come", ""},
}

// Stands is how an occurrence stands.
func (o *Occurrence) Stands() string {
	if metLate.Of(o, "") == "yes" {
		return StandsLate
	}
	return string(o.State)
}

// StandsAs are the filters of the list of the occurrences that stand in a way.
func StandsAs(standing string) map[string][]string {
	switch standing {
	case StandsMet:
		return map[string][]string{"state": {StandsMet}, "late": {"no"}}
	case StandsLate:
		return map[string][]string{"state": {StandsMet}, "late": {"yes"}}
	default:
		return map[string][]string{"state": {standing}}
	}
}

// FellDue are the states of what fell due and was not waived, of which a share
// came in time.
var FellDue = []State{OccurrenceMet, OccurrenceMissing}
