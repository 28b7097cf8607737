package frontend

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

const dutyYearPath = "/duties/year"

// dutyYearView is a year of recurring duties as its page shows it.
type dutyYearView struct {
	*service.DutyYear
	today    models.Date
	typed    url.Values
	filters  filterForm
	problems models.Problems
}

// dutyYearPage shows every duty with its occurrences over twelve months.
func (v *visit) dutyYearPage() error {
	view := dutyYearView{today: v.service.Today(), typed: v.Request.URL.Query()}
	q, err := v.service.ParseDutyYear(view.typed)
	if view.problems = problemsOf(err); err != nil && view.problems == nil {
		return err
	}
	status := http.StatusOK
	if len(view.problems) > 0 {
		view.DutyYear, status = &service.DutyYear{DutyYearQuery: q}, http.StatusUnprocessableEntity
	} else if view.DutyYear, err = v.service.DutyYear(v.ctx(), v.who, q); err != nil {
		return err
	}
	if view.filters, err = v.filterOf(models.DutyKind, service.Query{Filters: q.Filters}); err != nil {
		return err
	}
	trail := append(trailTo(models.DutyKind), components.Link{Text: "Year"})
	return v.show(page{Status: status, Title: view.heading(), Errors: len(view.problems) > 0, Wide: true, Trail: trail, Body: view.view()})
}

func (y dutyYearView) heading() string {
	if len(y.problems) > 0 {
		return "Recurring duties by year"
	}
	return "Recurring duties in " + y.String()
}

// narrowing are the filters of the page, as those of the register of duties.
func (y dutyYearView) narrowing() []filter {
	return slices.DeleteFunc(y.filters.filters(), func(is filter) bool {
		return !slices.Contains([]string{"owed_by", "owed_to", "priority"}, is.name)
	})
}

// at is the address of a year with the same filters.
func (y dutyYearView) at(year int, financial bool) string {
	return dutyYearAt(year, financial, y.Filters)
}

func dutyYearAt(year int, financial bool, filters map[string][]string) string {
	values := url.Values{"year": {strconv.Itoa(year)}}
	if financial {
		values.Set("financial", "yes")
	}
	maps.Copy(values, filters)
	return withQuery(dutyYearPath, values)
}

// selected are the chosen filters, each with the way to the year without it.
func (y dutyYearView) selected() []components.FilterCategory {
	var chosen []components.FilterCategory
	for _, is := range y.narrowing() {
		wanted := y.Filters[is.name]
		if len(wanted) == 0 {
			continue
		}
		category := components.FilterCategory{Heading: is.label}
		for i, value := range wanted {
			label := models.LabelOf(is.options, value)
			if name, known := y.filters.names[models.Ref(value)]; known {
				label = shortTitle(name.Title)
			}
			rest := maps.Clone(y.Filters)
			rest[is.name] = leaveOut(wanted, i)
			category.Tags = append(category.Tags, components.FilterTag{Text: label, Href: dutyYearAt(y.Year, y.Financial, rest)})
		}
		chosen = append(chosen, category)
	}
	return chosen
}

// months are the months of the year, the first first.
func (y dutyYearView) months() []models.Date {
	months := make([]models.Date, 12)
	for i := range months {
		months[i] = y.From().AddMonths(i)[:7]
	}
	return months
}

// undated tells whether any duty has occurrences without a day.
func (y dutyYearView) undated() bool {
	return slices.ContainsFunc(y.Rows, func(row service.DutyRow) bool { return len(row.Undated) > 0 })
}

// dutySymbols stand beside the words of how an occurrence stands, so that the
// eye finds it again without its colour.
var dutySymbols = map[string]string{
	models.StandsMet: "✓", models.StandsLate: "✓!", models.StandsMissing: "✗", models.StandsWaived: "–", models.StandsDue: "○", models.StandsToCome: "·",
}

// markText says the rest of a mark: when it is due, and by how many days it is
// late.
func markText(mark service.DutyMark) string {
	text := ", due " + mark.DueOn.String()
	if mark.DueOn == "" {
		text = ", no day recorded"
	}
	if mark.DaysLate > 0 {
		text += ", " + counted(int64(mark.DaysLate), "day", "days") + " late"
	}
	return text
}

// counts are the standings that a row has, in the order of pages.
func countsOf(row service.DutyRow) []models.Option {
	return slices.DeleteFunc(slices.Clone(models.DutyStandings), func(standing models.Option) bool { return row.Counts[standing.Value] == 0 })
}
