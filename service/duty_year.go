package service

import (
	"context"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"

	"answerable/models"
)

// DutyYearQuery asks for a year of recurring duties.
type DutyYearQuery struct {
	// Year is that in which it begins.
	Year int
	// Financial years begin on 1 April.
	Financial bool
	// Filters narrow the duties: owed_by, owed_to, priority.
	Filters map[string][]string
}

// dutyYearFilters are the filters of duties by which a year is narrowed.
var dutyYearFilters = []string{"owed_by", "owed_to", "priority"}

// ParseDutyYear reads what is asked from an address: this year unless told
// otherwise.
func (s *Service) ParseDutyYear(values url.Values) (DutyYearQuery, error) {
	q := DutyYearQuery{Filters: map[string][]string{}}
	var problems models.Problems
	switch values.Get("financial") {
	case "yes", "true":
		q.Financial = true
	case "", "no", "false":
	default:
		problems = append(problems, models.Problem{Field: "financial", Code: "choice", Text: "Financial year: must be yes or no"})
	}
	q.Year = q.yearOf(s.Today())
	if typed := values.Get("year"); typed != "" {
		year, err := strconv.Atoi(typed)
		if q.Year = year; err != nil || year < 1900 || year > 2199 {
			problems = append(problems, models.Problem{Field: "year", Code: "out_of_range", Text: "Year: must be a year from 1900 to 2199, for example 2019"})
		}
	}
	for _, name := range dutyYearFilters {
		if wanted := slices.DeleteFunc(slices.Clone(values[name]), func(v string) bool { return v == "" }); len(wanted) > 0 {
			q.Filters[name] = wanted
		}
	}
	return q, problems.Or()
}

// yearOf is the year in which a day lies.
func (q DutyYearQuery) yearOf(day models.Date) int {
	year, err := strconv.Atoi(day.Year())
	if err == nil && q.Financial && day[4:] < "-04" {
		year--
	}
	return year
}

// From is the first day of the year, and To the last.
func (q DutyYearQuery) From() models.Date {
	if q.Financial {
		return models.Date(fmt.Sprintf("%04d-04-01", q.Year))
	}
	return models.Date(fmt.Sprintf("%04d-01-01", q.Year))
}

// To is the last day of the year.
func (q DutyYearQuery) To() models.Date { return q.From().AddMonths(12).Add(-1) }

// String is the year as people call it.
func (q DutyYearQuery) String() string {
	if q.Financial {
		return fmt.Sprintf("%d to %d", q.Year, q.Year+1)
	}
	return strconv.Itoa(q.Year)
}

// DutyYear is a year of recurring duties, as far as a person may see them.
type DutyYear struct {
	DutyYearQuery
	Rows  []DutyRow
	Names Names
	// More says that there are more duties than are shown.
	More bool
}

// DutyRow is one duty in a year.
type DutyRow struct {
	Duty *models.Duty
	// Scheduled says that a schedule is known to the day.
	Scheduled bool
	Months    [12][]DutyMark
	// Undated are the occurrences of which no day is recorded, in any year.
	Undated []DutyMark
	Counts  map[string]int64
}

// DutyMark is one occurrence in the month in which it is due. One that is to
// come is computed and no record yet: it has no reference.
type DutyMark struct {
	Ref      models.Ref  `json:"ref"`
	Period   string      `json:"period"`
	DueOn    models.Date `json:"due_on"`
	Standing string      `json:"standing"`
	DaysLate int         `json:"days_late"`
}

// Query is the list of the occurrences that a count of the row counts.
func (y DutyYear) Query(row DutyRow, standing string) Query {
	filters := map[string][]string{
		"duty": {string(row.Duty.Ref)}, "due_after": {string(y.From().Add(-1))}, "due_before": {string(y.To().Add(1))},
	}
	maps.Copy(filters, models.StandsAs(standing))
	return Query{Filters: filters, Sort: "due_on"}
}

// DutyYear shows every current duty with its occurrences over twelve months. It
// takes as many statements whatever there is.
func (s *Service) DutyYear(ctx context.Context, who *models.Actor, q DutyYearQuery) (*DutyYear, error) {
	wanted := Query{Filters: maps.Clone(q.Filters), Limit: MaxPageSize}
	wanted.Filters["state"] = []string{string(models.Current)}
	page, err := s.List(ctx, who, models.DutyKind, wanted)
	if err != nil {
		return nil, err
	}
	year := &DutyYear{DutyYearQuery: q, Names: page.Names, More: page.Next != ""}
	refs := make([]models.Ref, len(page.Models))
	for i, m := range page.Models {
		refs[i] = m.Base().Ref
	}
	terms, err := s.terms(ctx, who, refs)
	if err != nil {
		return nil, err
	}
	marks, err := s.dutyMarks(ctx, who, refs, q)
	if err != nil {
		return nil, err
	}
	calendar, err := s.Calendar(ctx)
	if err != nil {
		return nil, err
	}
	for _, m := range page.Models {
		duty := m.(*models.Duty)
		row := DutyRow{Duty: duty, Scheduled: len(terms[duty.Ref]) > 0, Counts: map[string]int64{}}
		row.take(marks[duty.Ref], q)
		row.take(s.toCome(duty, terms[duty.Ref], q, calendar), q)
		if over := duty.Ended != "" && duty.Ended < q.From()[:len(duty.Ended)]; !over || len(marks[duty.Ref]) > 0 {
			year.Rows = append(year.Rows, row)
		}
	}
	return year, nil
}

// take puts marks in their months and counts them.
func (r *DutyRow) take(marks []DutyMark, q DutyYearQuery) {
	for _, mark := range marks {
		if mark.DueOn == "" {
			r.Undated = append(r.Undated, mark)
			continue
		}
		month := 0
		for q.From().AddMonths(month+1) <= mark.DueOn {
			month++
		}
		r.Months[month] = append(r.Months[month], mark)
		r.Counts[mark.Standing]++
	}
}

// terms are the schedules of duties, by duty.
func (s *Service) terms(ctx context.Context, who *models.Actor, duties []models.Ref) (map[models.Ref]models.Terms, error) {
	k := models.ScheduleKind
	filter, args := visibleIn(k, who)
	found, err := readAll(s.db.WithContext(ctx).Table(k.Table()).Where("duty IN ?", duties).Where(filter, args...).Order("since, ref"), k)
	if err != nil {
		return nil, unavailable(err)
	}
	of := map[models.Ref][]*models.Schedule{}
	for _, m := range found {
		schedule := m.(*models.Schedule)
		of[schedule.Duty] = append(of[schedule.Duty], schedule)
	}
	terms := map[models.Ref]models.Terms{}
	for duty, schedules := range of {
		terms[duty] = models.TermsOf(schedules)
	}
	return terms, nil
}

// dutyMarks are the occurrences of duties in a year and those without a day, by
// duty.
func (s *Service) dutyMarks(ctx context.Context, who *models.Actor, duties []models.Ref, q DutyYearQuery) (map[models.Ref][]DutyMark, error) {
	k := models.OccurrenceKind
	filter, args := visibleIn(k, who)
	found, err := readAll(s.db.WithContext(ctx).Table(k.Table()).Where("duty IN ? AND state <> ?", duties, models.Withdrawn).
		Where("due_on = '' OR due_on BETWEEN ? AND ?", q.From(), q.To()).Where(filter, args...).Order("due_on, ref"), k)
	if err != nil {
		return nil, unavailable(err)
	}
	marks := map[models.Ref][]DutyMark{}
	for _, m := range found {
		o := m.(*models.Occurrence)
		marks[o.Duty] = append(marks[o.Duty], DutyMark{o.Ref, o.Period, o.DueOn, o.Stands(), o.DaysLate(s.Today())})
	}
	return marks, nil
}

// toCome are the times at which a duty falls due later than occurrences are
// made.
func (s *Service) toCome(duty *models.Duty, terms models.Terms, q DutyYearQuery, calendar models.Calendar) []DutyMark {
	made := s.Today().Add(models.OccurrencesAhead)
	if q.To() <= made {
		return nil
	}
	var marks []DutyMark
	for _, owed := range terms.Until(q.To(), duty.Ended, calendar) {
		if due := owed.Due.Due; due > made && due >= q.From() {
			marks = append(marks, DutyMark{Period: owed.String(), DueOn: due, Standing: models.StandsToCome})
		}
	}
	return marks
}
