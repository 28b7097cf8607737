package service

import (
	"context"
	"net/url"
	"slices"

	"answerable/models"
)

// DeadlineQuery asks when something would be due.
type DeadlineQuery struct {
	// Clock is the clock whose term is counted; empty for Term.
	Clock models.Ref
	Term  models.Term
	From  models.Date
	Stops []models.Stop
}

// termFields are those fields of a clock that make its term.
var termFields = models.ClockKind.Named([]string{"length", "unit", "counting", "next_working_day"})

// ParseDeadline reads what is asked from an address: a clock or a term, the day
// on which it starts (today if none is given), and the times for which it
// stands still, stop_from and stop_to in pairs.
func (s *Service) ParseDeadline(values url.Values) (DeadlineQuery, error) {
	q := DeadlineQuery{Clock: models.Ref(values.Get("clock")), From: models.Date(values.Get("from"))}
	if q.From == "" {
		q.From = s.Today()
	}
	problems := q.readTerm(values)
	if !countable(q.From) {
		problems = append(problems, models.Problem{Field: "from", Code: "day", Text: "Starts on: " + countableDay})
	}
	return q, append(problems, q.readStops(values["stop_from"], values["stop_to"])...).Or()
}

// readTerm reads a term where no clock is named. A clock has its own.
func (q *DeadlineQuery) readTerm(values url.Values) models.Problems {
	clock := &models.Clock{}
	problems := Form(values).Fill(clock, termFields)
	if q.Clock != "" {
		for _, field := range termFields {
			if field.Recorded(clock) && field.Type != models.YesNoField {
				problems = append(problems, models.Problem{Field: field.Name, Text: field.Label + ": leave it empty, since a clock is chosen"})
			}
		}
		return problems
	}
	for _, problem := range validate(clock, termFields) {
		if problems.Of(problem.Field) == "" {
			problems = append(problems, problem)
		}
	}
	if len(problems) == 0 {
		q.Term = clock.Term()
	}
	return problems
}

// readStops pairs the days on which a clock was stopped with those on which it
// ran again.
func (q *DeadlineQuery) readStops(from, to []string) models.Problems {
	for i := range max(len(from), len(to)) {
		stop := models.Stop{From: models.Date(at(from, i)), To: models.Date(at(to, i))}
		switch {
		case stop == models.Stop{}:
			continue
		case !countable(stop.From):
			return models.Problems{{Field: "stop_from", Code: "day", Text: "Stopped on: " + countableDay}}
		case !countable(stop.To):
			return models.Problems{{Field: "stop_to", Code: "day", Text: "Ran again on: " + countableDay}}
		case stop.To <= stop.From:
			return models.Problems{{Field: "stop_to", Text: "Ran again on: must lie after the day on which the clock was stopped"}}
		}
		q.Stops = append(q.Stops, stop)
	}
	return nil
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}

const countableDay = "must be a day from 1900 to 2199, for example 2019-03-27"

// countable tells whether days can be counted from a date: the calendar ends
// somewhere.
func countable(day models.Date) bool {
	return day.IsDay() && day >= "1900-01-01" && day <= "2199-12-31"
}

// Deadline computes when something would be due, and says how. It is the one
// that sets the dates of questions, too.
func (s *Service) Deadline(ctx context.Context, who *models.Actor, q DeadlineQuery) (*models.Computation, error) {
	term := q.Term
	if q.Clock != "" {
		m, err := s.find(ctx, who, models.ClockKind, q.Clock)
		if models.FaultOf(err) == models.Missing && err != nil {
			return nil, models.Problems{{Field: "clock", Code: "unknown_record", Text: "Clock: there is no clock " + string(q.Clock)}}.Or()
		}
		if err != nil {
			return nil, err
		}
		term = m.(*models.Clock).Term()
	}
	calendar, err := s.Calendar(ctx)
	if err != nil {
		return nil, err
	}
	computed := term.Deadline(q.From, calendar, q.Stops...)
	return &computed, nil
}

// ClockDate is when something is due if a clock starts on a day.
type ClockDate struct {
	Clock *models.Clock
	models.Computation
}

// ClockDates gives for every current clock for one of the uses what it comes to
// if it starts today, in the order of the uses.
func (s *Service) ClockDates(ctx context.Context, who *models.Actor, uses ...models.ClockUse) ([]ClockDate, error) {
	wanted := make([]string, len(uses))
	for i, use := range uses {
		wanted[i] = string(use)
	}
	filters := map[string][]string{"state": {string(models.Current)}, "use": wanted}
	clocks, err := s.List(ctx, who, models.ClockKind, Query{Filters: filters, Sort: "ref", Limit: MaxPageSize})
	if err != nil {
		return nil, err
	}
	calendar, err := s.Calendar(ctx)
	if err != nil {
		return nil, err
	}
	dates := make([]ClockDate, len(clocks.Models))
	for i, m := range clocks.Models {
		clock := m.(*models.Clock)
		dates[i] = ClockDate{clock, clock.Term().Deadline(s.Today(), calendar)}
	}
	slices.SortStableFunc(dates, func(a, b ClockDate) int { return slices.Index(uses, a.Clock.Use) - slices.Index(uses, b.Clock.Use) })
	return dates, nil
}
