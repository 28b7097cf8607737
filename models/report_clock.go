package models

// keepClock lets the clock of a report compute by when a response is due. A
// date that was computed stays as it was until the clock or the day of
// publication is another; one that contradicts the clock is refused.
func (r *Report) keepClock(f Facts) error {
	if r.Clock == "" {
		r.ResponseHow = ""
		return nil
	}
	before := &Report{}
	if r.Ref != "" {
		kept, err := f.Get(r.Ref)
		if err != nil {
			return err
		}
		before = kept.(*Report)
	}
	clock, err := r.clockToStart(f, before)
	if err != nil {
		return err
	}
	typed := r.ResponseDue
	if typed == before.ResponseDue {
		typed = ""
	}
	if err := r.computeResponse(f, clock, before); err != nil {
		return err
	}
	if typed != "" && typed != r.ResponseDue {
		return Problems{{Field: "response_due", Text: "Response due by: leave it empty, since the clock computes it (" + r.computedDue() + "), or choose no clock"}}.Or()
	}
	return nil
}

func (r *Report) computedDue() string {
	if r.ResponseDue == "" {
		return "once the day of publication is known"
	}
	return r.ResponseDue.String()
}

func (r *Report) clockToStart(f Facts, before *Report) (*Clock, error) {
	m, err := f.Get(r.Clock)
	if err != nil {
		return nil, err
	}
	clock := m.(*Clock)
	switch {
	case clock.Use != ClockReport:
		return nil, Problems{{Field: "clock", Text: "Clock that it starts: " + string(r.Clock) + " is not for responding to a report: choose another"}}.Or()
	case clock.State != Current && before.Clock != r.Clock:
		return nil, Problems{{Field: "clock", Text: "Clock that it starts: " + string(r.Clock) + " is withdrawn: choose another"}}.Or()
	}
	return clock, nil
}

func (r *Report) computeResponse(f Facts, clock *Clock, before *Report) error {
	if before.ResponseHow != "" && before.Clock == r.Clock && before.PublishedOn == r.PublishedOn {
		r.ResponseDue = before.ResponseDue
		return nil
	}
	r.ResponseDue, r.ResponseHow = "", ""
	if !r.PublishedOn.IsDay() {
		return nil
	}
	calendar, err := f.Calendar()
	if err != nil {
		return err
	}
	r.setResponse(clock.Term().Deadline(r.PublishedOn, calendar))
	return nil
}

func (r *Report) setResponse(c Computation) { r.ResponseDue, r.ResponseHow = c.Due, c.String() }

// moveResponses computes anew by when responses are due that were computed and
// did not come yet.
func moveResponses(f Facts, calendar Calendar, why string) ([]Effect, error) {
	published, err := f.Find("report", "state", ReportPublished)
	if err != nil {
		return nil, err
	}
	var effects []Effect
	for _, m := range published {
		report := m.(*Report)
		if report.ResponseHow == "" || report.ResponseOn != "" {
			continue
		}
		clock, err := f.Get(report.Clock)
		if err != nil {
			return nil, err
		}
		computed := clock.(*Clock).Term().Deadline(report.PublishedOn, calendar)
		if computed.Due != report.ResponseDue {
			effects = append(effects, Effect{Kind: "report", Ref: report.Ref, Why: why, Set: func(m Model) { m.(*Report).setResponse(computed) }})
		}
	}
	return effects, nil
}

// The ways in which a response can stand.
const (
	ResponseNone    = "none"
	ResponseWaiting = "waiting"
	ResponseMissing = "missing"
	ResponseInTime  = "in time"
	ResponseLate    = "late"
	ResponseUndated = "not known"
)

// responseTiming is the derived fact whether a response came in time.
var responseTiming = Derived{
	Name: "response", Label: "Response",
	Options: []Option{
		{ResponseNone, "No day was set", ""},
		{ResponseWaiting, "Not due yet", ""},
		{ResponseMissing, "None yet, and overdue", ""},
		{ResponseInTime, "In time", ""},
		{ResponseLate, "Late", ""},
		{ResponseUndated, "Given, to the day it is not known when", ""},
	},
	SQL: "CASE WHEN response_due = '' THEN 'none' WHEN response_on = '' AND response_due < @today THEN 'missing' WHEN response_on = '' THEN 'waiting'" +
		" WHEN length(response_on) <> 10 THEN 'not known' WHEN response_due < response_on THEN 'late' ELSE 'in time' END",
	Of: func(m Model, today Date) string { return m.(*Report).Responded(today) },
}

// Responded tells how the response to a report stands on a day.
func (r *Report) Responded(today Date) string {
	switch due, on := r.ResponseDue, r.ResponseOn; {
	case due == "":
		return ResponseNone
	case on == "" && Passed(due, today):
		return ResponseMissing
	case on == "":
		return ResponseWaiting
	case !on.IsDay():
		return ResponseUndated
	case Passed(due, on):
		return ResponseLate
	default:
		return ResponseInTime
	}
}
