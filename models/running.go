package models

import "slices"

// Running is the deadline of a record and the clock that set it.
type Running struct {
	Clock     Ref  `json:"clock" label:"Clock" hint:"The standard clock starts if none is chosen and no date is given" ref:"clock" inverse:"Deadlines" unknown:"None: the date was set by hand"`
	StartedOn Date `json:"started_on" label:"Clock started on" unknown:"Not started"`
	DueOn     Date `json:"due_on" label:"Answer due by" hint:"Leave empty to let the clock compute it" validate:"omitempty,day" list:"column,sort"`
	// DueHow is kept as it was computed, so that it still explains the date when
	// the calendar or the clock has changed since.
	DueHow       string    `json:"due_how" label:"How the date was computed" unknown:"Set by hand"`
	DueRevisions Revisions `json:"due_revisions" label:"Changes of the due date" unknown:"None"`
	StoppedOn    Date      `json:"stopped_on" label:"Clock stopped on" unknown:"Not stopped"`
	// Stops are the times for which the clock stood still: from, to and why.
	Stops      Revisions `json:"stops" label:"Times the clock stood still" unknown:"None"`
	AskedUntil Date      `json:"asked_until" label:"More time asked for, until" validate:"omitempty,day" unknown:"No more time asked for"`
	AskedWhy   string    `json:"asked_why" label:"Why more time is asked for" unknown:"No more time asked for"`
}

// FirstDue is the date that was set first, whatever it was moved to since.
func (r *Running) FirstDue() Date {
	if len(r.DueRevisions) > 0 {
		return r.DueRevisions[0].From
	}
	return r.DueOn
}

// start starts a clock on a day: the one that was chosen or the standard one
// for its use, unless a date was given by hand.
func (r *Running) start(f Facts, on Date, uses ...ClockUse) error {
	r.StartedOn, r.StoppedOn, r.Stops, r.DueHow = on, "", nil, ""
	r.answerRequest()
	clock, err := r.clock(f, uses)
	if err != nil {
		return err
	}
	if r.DueOn != "" {
		return nil
	}
	if clock == nil {
		return Problems{{Field: "due_on", Code: "required", Text: "Answer due by: must be given, since no clock is set up that would compute it"}}.Or()
	}
	calendar, err := f.Calendar()
	if err != nil {
		return err
	}
	r.Clock = clock.Ref
	r.set(clock.Term().Deadline(on, calendar))
	return nil
}

// clock is the clock that was chosen, or the first current one for the uses in
// their order; nil where there is none.
func (r *Running) clock(f Facts, uses []ClockUse) (*Clock, error) {
	if r.Clock != "" {
		m, err := f.Get(r.Clock)
		if err != nil {
			return nil, err
		}
		if m.Base().State != Current {
			return nil, Problems{{Field: "clock", Text: "Clock: " + string(r.Clock) + " is withdrawn: choose another"}}.Or()
		}
		return m.(*Clock), nil
	}
	for _, use := range uses {
		clocks, err := f.Find("clock", "use", use)
		if err != nil {
			return nil, err
		}
		for _, m := range clocks {
			if m.Base().State == Current {
				return m.(*Clock), nil
			}
		}
	}
	return nil, nil
}

func (r *Running) set(c Computation) { r.DueOn, r.DueHow = c.Due, c.String() }

// stop lets the clock stand still from a day on.
func (r *Running) stop(on Date) { r.StoppedOn = on }

// restart lets it run again: a deadline that was computed is computed anew, one
// that was set by hand moves by the days for which the clock stood still.
func (r *Running) restart(f Facts) error {
	stopped := r.StoppedOn
	r.Stops = append(slices.Clone(r.Stops), Revision{From: stopped, To: f.Today(), On: f.Today(), By: f.Actor().Person, Reason: f.Reason()})
	r.StoppedOn = ""
	if r.DueHow == "" {
		if !Passed(r.DueOn, stopped) {
			r.DueOn = r.DueOn.Add(stopped.DaysUntil(f.Today()))
		}
		return nil
	}
	calendar, err := f.Calendar()
	if err != nil {
		return err
	}
	computed, err := r.compute(f, calendar)
	if err == nil {
		r.set(computed)
	}
	return err
}

// compute is the deadline as clock, calendar and stops have it now.
func (r *Running) compute(f Facts, calendar Calendar) (Computation, error) {
	m, err := f.Get(r.Clock)
	if err != nil {
		return Computation{}, err
	}
	stops := make([]Stop, len(r.Stops))
	for i, stop := range r.Stops {
		stops[i] = Stop{stop.From, stop.To}
	}
	return m.(*Clock).Term().Deadline(r.StartedOn, calendar, stops...), nil
}

// answerRequest takes a request for more time off the table.
func (r *Running) answerRequest() { r.AskedUntil, r.AskedWhy = "", "" }

// recomputed gives what moves the deadline to where the calendar has it now;
// nil where it stays, as one that was set by hand does.
func (q *Question) recomputed(f Facts, calendar Calendar) (func(Model), error) {
	if q.DueHow == "" {
		return nil, nil
	}
	computed, err := q.compute(f, calendar)
	if err != nil || computed.Due == q.DueOn {
		return nil, err
	}
	return func(m Model) { m.(*Question).set(computed) }, nil
}

// standsStill wraps a derived fact about a deadline: while the clock is
// stopped, nothing is late.
func standsStill(d Derived) Derived {
	of := d.Of
	d.SQL = "CASE WHEN stopped_on <> '' THEN 'no' ELSE " + d.SQL + " END"
	d.Holds = map[string]string{"yes": d.Holds["yes"] + " AND stopped_on = ''"}
	d.Of = func(m Model, today Date) string {
		if dateIn(m, "stopped_on") != "" {
			return "no"
		}
		return of(m, today)
	}
	return d
}
