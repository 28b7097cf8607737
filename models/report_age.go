package models

// Unknown is the value of a fact that nobody recorded, or that what is recorded
// does not tell.
const Unknown = "unknown"

// reportAges are how long ago a report was published.
var reportAges = []Option{
	{"under 6 months", "Under 6 months", ""},
	{"6 to 12 months", "6 to 12 months", ""},
	{"1 to 2 years", "1 to 2 years", ""},
	{"over 2 years", "2 years or more", ""},
	{Unknown, "Not known", ""},
}

// reportAge is the derived age of a report. Of a report that is known to be of
// a month or a year only, the age is told where any day of it gives the same.
var reportAge = Derived{
	Name: "age", Label: "Age", Options: reportAges,
	SQL: "CASE WHEN published_on = '' OR published_on > @today OR LENGTH(published_on) < 10 AND" +
		" (@months06 LIKE published_on || '%' OR @months12 LIKE published_on || '%' OR @months24 LIKE published_on || '%') THEN 'unknown'" +
		" WHEN published_on > @months06 THEN 'under 6 months' WHEN published_on > @months12 THEN '6 to 12 months'" +
		" WHEN published_on > @months24 THEN '1 to 2 years' ELSE 'over 2 years' END",
	Of: func(m Model, today Date) string {
		published := m.(*Report).PublishedOn
		if published == "" || published > today {
			return Unknown
		}
		age := "over 2 years"
		for _, bracket := range []struct {
			months int
			age    string
		}{{24, "1 to 2 years"}, {12, "6 to 12 months"}, {6, "under 6 months"}} {
			bound := today.AddMonths(-bracket.months)
			switch {
			case within(bound, published):
				return Unknown
			case published > bound:
				age = bracket.age
			}
		}
		return age
	},
}

// within tells whether a day is one of a month or year that is not known
// nearer.
func within(day, known Date) bool {
	return len(known) < len(day) && day[:len(known)] == known
}

// reportYear is the derived year in which a report was published.
var reportYear = Derived{
	Name: "year", Label: "Year", Hint: "For example 2019, or “" + Unknown + "” for those whose day is not recorded",
	SQL: "CASE WHEN published_on = '' THEN '" + Unknown + "' ELSE substr(published_on, 1, 4) END",
	Of: func(m Model, _ Date) string {
		if year := m.(*Report).PublishedOn.Year(); year != "" {
			return year
		}
		return Unknown
	},
}
