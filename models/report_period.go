package models

import (
	"fmt"
	"strconv"
)

// FinancialYear is the year for which an annual report is made: from 1 April
// until 31 March of the year after (Interpretation Act 1978, Schedule 1).
func FinancialYear(starts int) (since, until Date) {
	return Date(fmt.Sprintf("%04d-04-01", starts)), Date(fmt.Sprintf("%04d-03-31", starts+1))
}

// FinancialYearOf is the calendar year in which the financial year of a day
// began; 0 where the day is not known.
func FinancialYearOf(day Date) int {
	year, err := strconv.Atoi(day.Year())
	if err != nil || !day.IsDay() {
		return 0
	}
	if since, _ := FinancialYear(year); day < since {
		year--
	}
	return year
}

// ReportPeriodProblems finds what is wrong with the period of a report: an
// annual report is for a financial year (Police Reform and Social
// Responsibility Act 2011, section 12(1)), and one to the Panel for days.
func ReportPeriodProblems(of PaperType, since, until Date) Problems {
	switch of {
	case AnnualReport:
		if from, to := FinancialYear(FinancialYearOf(since)); since == "" || since != from || until != to {
			return Problems{{Field: "since", Text: "Period from: an annual report is for a financial year, from 1 April until 31 March, for example from 2018-04-01 until 2019-03-31"}}
		}
	case PanelReport:
		var problems Problems
		for _, end := range []struct {
			field, label string
			date         Date
		}{{"since", "Period from", since}, {"until", "Period until", until}} {
			if !end.date.IsDay() {
				problems = append(problems, Problem{Field: end.field, Text: end.label + ": a report to the Panel needs a day, for example 2019-01-21"})
			}
		}
		return problems
	}
	return nil
}

// Span is the first and the last day of a date that may be known to the month
// or the year only; both are empty where nothing is known.
func (d Date) Span() (first, last Date) {
	switch {
	case !d.Valid():
		return "", ""
	case len(d) == 4:
		return d + "-01-01", d + "-12-31"
	case len(d) == 7:
		first = d + "-01"
		return first, first.AddMonths(1).Add(-1)
	}
	return d, d
}
