package models

// Under is a filter of records by what is said of the one above them, such as
// payments by the round of their award or recommendations by the type of their
// report.
type Under struct {
	Name  string
	Label string
	// Of is the filter, by the name of the kind above, that says it there. Of
	// kinds that are not in it, it is never recorded.
	Of map[string]string
	// Via is the field that holds the record above; empty for the one that the
	// records are part of.
	Via string
}

// Above are the field that holds the record above for such a filter, and the
// kinds that it may hold.
func (k *Kind) Above(under *Under) (string, []*Kind) {
	if under.Via == "" {
		return k.Parent, k.ParentKinds()
	}
	return under.Via, kindsNamed(k.Field(under.Via).Kinds)
}

// UnderNamed finds such a filter by its name; nil when there is none.
func (k *Kind) UnderNamed(name string) *Under {
	for i := range k.Under {
		if k.Under[i].Name == name {
			return &k.Under[i]
		}
	}
	return nil
}

// underFunding are the filters of what is part of an award or a commission.
var underFunding = []Under{
	{"under_given", "Award or commission: money given", map[string]string{"award": "given", "commission": "given"}, ""},
	{"under_fund", "Award or commission: fund", map[string]string{"award": "fund", "commission": "fund"}, ""},
	{"under_round", "Award: round", map[string]string{"award": "round"}, ""},
	{"under_year", "Award or commission: year", map[string]string{"award": "year", "commission": "year"}, ""},
	{"under_priority", "Award or commission: priority", map[string]string{"award": "priority", "commission": "priority"}, ""},
	{"under_district", "Award or commission: district", map[string]string{"award": "district", "commission": "district"}, ""},
	{"under_organisation", "Award or commission: organisation", map[string]string{"award": "organisation", "commission": "provider"}, ""},
}

// underReport are the filters of recommendations by the report that makes them.
var underReport = []Under{
	{"report_type", "Report: type", map[string]string{"report": "type"}, "report"},
	{"publisher", "Report: publisher", map[string]string{"report": "publisher"}, "report"},
	{"age", "Report: age", map[string]string{"report": "age"}, "report"},
	{"report_year", "Report: year", map[string]string{"report": "year"}, "report"},
}
