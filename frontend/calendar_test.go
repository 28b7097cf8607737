package frontend_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"answerable/models"
)

// cells are the days of each row of the month's table; empty for a day of
// another month.
func cells(t *testing.T, page answer) [][]string {
	t.Helper()
	var rows [][]string
	every(parsed(t, page), func(n *html.Node) {
		switch {
		case n.Data == "tr" && n.Parent.Data == "tbody":
			rows = append(rows, nil)
		case n.Data == "td":
			day := ""
			every(n, func(n *html.Node) {
				if n.Data == "time" {
					day = attr(n, "datetime")
				}
			})
			rows[len(rows)-1] = append(rows[len(rows)-1], day)
		}
	})
	return rows
}

// TestAMonthHasItsWeeks holds that each month shows each of its days once and
// in whole weeks. The expected weeks are counted on a printed calendar.
func TestAMonthHasItsWeeks(t *testing.T) {
	eachScene(t, func(s *scene) {
		s.actor(models.RolePlan)
		for _, c := range []struct {
			month              string
			weeks, days, empty int // empty days before the first
		}{
			{"2019-03", 5, 31, 4}, // begins on a Friday; the clocks change on the 31st
			{"2019-09", 6, 30, 6}, // begins on a Sunday
			{"2019-10", 5, 31, 1}, // begins on a Tuesday; the clocks change on the 27th
			{"2020-02", 5, 29, 5}, // a leap year, begins on a Saturday
			{"2021-02", 4, 28, 0}, // begins on a Monday
			{"2020-03", 6, 31, 6}, // begins on a Sunday; the clocks change on the 29th
		} {
			rows := cells(s.T, s.wants(s.get(models.RolePlan, "/calendar?month="+c.month), http.StatusOK))
			var days []string
			for _, row := range rows {
				if len(row) != 7 {
					s.Errorf("%s: a week of %d days", c.month, len(row))
				}
				days = append(days, row...)
			}
			if len(rows) != c.weeks || slices.Index(days, c.month+"-01") != c.empty {
				s.Errorf("%s: %d weeks, begins in place %d", c.month, len(rows), slices.Index(days, c.month+"-01"))
			}
			days = slices.DeleteFunc(days, func(day string) bool { return day == "" })
			for i, day := range days {
				if want := fmt.Sprintf("%s-%02d", c.month, i+1); day != want {
					s.Errorf("%s: %s stands where %s should", c.month, day, want)
				}
			}
			if len(days) != c.days {
				s.Errorf("%s: %d days", c.month, len(days))
			}
		}
	})
}

func TestTheMonthShowsWhatHappens(t *testing.T) {
	eachScene(t, func(s *scene) {
		s.actor(models.RolePlan)
		meeting := s.add("meeting", "plan", fields{"title": "Community Outcomes Meeting", "type": "com", "held_on": "2019-04-24"})
		s.add("commitment", "", fields{"title": "Report the cost", "text": "Do", "body": s.force, "due_on": "2019-03-01", "given_on": "2019-01-01"})
		s.add("library", "", fields{"title": "Child Sexual Exploitation Awareness Day", "type": "awareness day", "day_of_year": "18 March"})
		s.add("activity", "plan", fields{"title": "Roadshow in Leeds", "type": "roadshow", "started": "2019-03"})
		s.add("activity", "plan", fields{"title": "Roadshow of that year", "type": "roadshow", "started": "2019"})
		page := s.wants(s.get(models.RolePlan, "/calendar"), http.StatusOK)
		s.has(page.text(), "Calendar: March 2019", "4 March 2019 Today", "Commitment due Report the cost Overdue", "Awareness day Child Sexual",
			"Some time in March 2019 Activity Roadshow in Leeds", "Some time in 2019 Activity Roadshow of that year", "February 2019", "April 2019")
		s.hasNot(page.text(), "Community Outcomes", "This month")
		april := s.get(models.RolePlan, "/calendar?month=2019-04")
		s.has(april.text(), "Wednesday 24 April 2019 Meeting Community Outcomes Meeting", "Good Friday, bank holiday", "Easter Monday, bank holiday", "This month")
		s.has(april.body, `href="/meetings/`+string(meeting)+`"`, `href="/calendar?month=2019-05"`)
		s.has(s.get(models.RolePlan, "/calendar?month=2020-03").text(), "Wednesday 18 March 2020 Awareness day")
		s.has(s.get(models.RolePlan, "/calendar?month=2018-11").text(), "Nothing that you can see stands in the calendar of November 2018.")
		s.hasNot(s.wants(s.get(models.RolePlan, "/calendar?month=9999-11"), http.StatusOK).body, "9999-12-01", "10000")
		narrowed := s.get(models.RolePlan, "/calendar?month=2019-03&category=awareness+days&mine=yes")
		s.has(narrowed.body, `href="/calendar?category=awareness+days&amp;month=2019-03"`, `href="/calendar?mine=yes&amp;month=2019-03"`, "category=awareness+days&amp;mine=yes&amp;month=2019-04")
		s.has(narrowed.text(), "Nothing that you can see stands in the calendar of March 2019 with these filters.")
	})
}

func TestTheListOfDays(t *testing.T) {
	eachScene(t, func(s *scene) {
		s.actor(models.RolePlan)
		priority := s.add("priority", "", fields{"title": "CSA/E"})
		for _, day := range []string{"2019-03-31", "2019-03-04", "2019-05-06"} {
			s.add("meeting", "plan", fields{"title": "Meeting of " + day, "type": "com", "held_on": day, "priorities": []models.Ref{priority}})
		}
		page := s.wants(s.get(models.RolePlan, "/calendar?view=list&from=2019-03-01&to=2019-05-31&priority="+string(priority)), http.StatusOK)
		s.has(page.text(), "1 March 2019 to 31 May 2019", "Monday 4 March 2019 Today Meeting", "Sunday 31 March 2019 Meeting", "Monday 6 May 2019 Early May, bank holiday Meeting", "Remove this filter CSA/E")
		if text := page.text(); strings.Index(text, "Meeting of 2019-03-31") < strings.Index(text, "Meeting of 2019-03-04") {
			s.Error("the days are out of order")
		}
		s.has(s.get(models.RolePlan, "/calendar?view=list").text(), "4 March 2019 to 3 April 2019")
		s.has(s.get(models.RolePlan, "/calendar?view=list&from=2018-01-01&to=2018-01-31").text(), "Nothing that you can see stands in the calendar from 1 January 2018 to 31 January 2018.")
	})
}

func TestWhatTheCalendarCannotShow(t *testing.T) {
	eachScene(t, func(s *scene) {
		s.actor(models.RolePlan)
		for query, says := range map[string]string{
			"month=March":   "Month: must be a year and a month, for example 2019-03",
			"month=9999-12": "Month: must be a year and a month, for example 2019-03",
			"month=2019-13": "Month: must be a year and a month, for example 2019-03",
			"view=list&from=2019-01-01&to=2020-02-05":         "To: the calendar shows at most 400 days at a time",
			"view=list&from=2019-03-02&to=2019-03-01":         "To: must not be before the first day",
			"view=list&from=yesterday":                        "From: must be a day",
			"category=holidays":                               "Category: “holidays” is no category of days",
			"view=list&mine=perhaps&from=2019-01-01&to=x&x=y": "Mine: must be yes or no",
		} {
			page := s.wants(s.get(models.RolePlan, "/calendar?"+query), http.StatusUnprocessableEntity)
			s.has(page.text(), "There is a problem", says)
			values, err := url.ParseQuery(query)
			if err != nil {
				s.Fatal(err)
			}
			for _, name := range []string{"month", "from", "to"} {
				if typed := values.Get(name); typed != "" {
					s.has(page.body, `value="`+typed+`"`)
				}
			}
		}
		s.goesTo(s.get("", "/calendar"), "/sign-in?then=%2Fcalendar")
	})
}
