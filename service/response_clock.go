package service

import (
	"context"

	"answerable/models"
)

// ResponseClock is the clock that a report started, with how its last day came
// about and the steps in between.
type ResponseClock struct {
	Clock    *models.Clock // nil where the date was set by hand
	Computed *models.Computation
	// Late counts the days by which the response came, or is, after the last
	// day; 0 for none.
	Late  int
	Steps []ResponseStep
}

// ResponseStep is a step of a clock that a report started.
type ResponseStep struct {
	*models.Escalation
	// Day is from when somebody is told; empty where it cannot be known.
	Day models.Date
	// Passed says that the day has come, and Answered that the response had come
	// by then, so that nobody was told.
	Passed, Answered bool
}

// ResponseClock finds what is to be said about by when a report must be
// responded to.
func (s *Service) ResponseClock(ctx context.Context, who *models.Actor, report *models.Report) (*ResponseClock, error) {
	found := &ResponseClock{Late: lateBy(report, s.Today())}
	if report.Clock == "" {
		return found, nil
	}
	m, err := s.find(ctx, who, models.ClockKind, report.Clock)
	if err != nil {
		return nil, err
	}
	found.Clock = m.(*models.Clock)
	if report.PublishedOn.IsDay() {
		if found.Computed, err = s.Deadline(ctx, who, DeadlineQuery{Clock: report.Clock, From: report.PublishedOn}); err != nil {
			return nil, err
		}
	}
	steps, err := s.List(ctx, who, models.EscalationKind, Query{Filters: map[string][]string{"clock": {string(report.Clock)}, "state": {string(models.Current)}}, Sort: "ref", Limit: MaxPageSize})
	if err != nil {
		return nil, err
	}
	for _, m := range steps.Models {
		found.Steps = append(found.Steps, s.responseStep(m.(*models.Escalation), report))
	}
	return found, nil
}

func (s *Service) responseStep(step *models.Escalation, report *models.Report) ResponseStep {
	day := step.Reached(report.PublishedOn, report.ResponseDue)
	return ResponseStep{
		Escalation: step, Day: day,
		Passed:   day != "" && day <= s.Today(),
		Answered: day != "" && report.ResponseOn != "" && report.ResponseOn <= day,
	}
}

// lateBy counts the days after the last day on which a response came, or on
// which none has come yet.
func lateBy(report *models.Report, today models.Date) int {
	switch report.Responded(today) {
	case models.ResponseLate:
		return report.ResponseDue.DaysUntil(report.ResponseOn)
	case models.ResponseMissing:
		return report.ResponseDue.DaysUntil(today)
	default:
		return 0
	}
}
