package models

// StartStep is from when somebody is told of what is waited for: so long after
// its clock started.
type StartStep struct {
	Term Term
	Tell Told
}

// StartStep is the step that is counted from the start; false where it is
// counted from the due date.
func (e *Escalation) StartStep() (StartStep, bool) {
	if e.After == nil {
		return StartStep{}, false
	}
	return StartStep{Term{Length: int(*e.After), Unit: e.Unit, Counting: After}, e.Tell}, true
}

// Reached is the day from which somebody is told, for a clock that started and
// makes something due on two days; empty where it cannot be known.
func (e *Escalation) Reached(started, due Date) Date {
	if step, counted := e.StartStep(); counted {
		return step.Day(started)
	}
	if !due.IsDay() || e.Days == nil {
		return ""
	}
	return due.Add(int(*e.Days))
}

// Day is the day on which the step is reached, for a clock that started on a
// day.
func (s StartStep) Day(started Date) Date {
	if !started.IsDay() {
		return ""
	}
	return s.Term.Deadline(started, nil).Due
}

// LastStart is the last day on which a clock can have started for the step to
// be reached by another.
func (s StartStep) LastStart(by Date) Date {
	day := by
	if s.Term.Unit == Months {
		// The corresponding day of a shorter month is its last: a few days more
		// can lead to the same.
		day = by.AddMonths(-s.Term.Length).Add(4)
	} else {
		day = by.Add(-s.Term.Length)
	}
	for s.Day(day) > by {
		day = day.Add(-1)
	}
	return day
}

func prepareEscalation(m Model, f Facts) error {
	step := m.(*Escalation)
	switch {
	case (step.Days == nil) == (step.After == nil):
		return Problems{{Field: "days", Text: "From which day: give either the days from the due date, or how long after the clock started"}}.Or()
	case step.After == nil && step.Unit != "":
		return Problems{{Field: "unit", Text: "Counted in: leave it empty, since the step is counted from the due date"}}.Or()
	case step.After == nil:
		return nil
	case step.Unit != CalendarDays && step.Unit != Months:
		return Problems{{Field: "unit", Text: "Counted in: must be days or months"}}.Or()
	}
	clock, err := f.Get(step.Clock)
	if err == nil && clock.(*Clock).Use != ClockReport {
		err = Problems{{Field: "after", Text: "Or how long after the clock started: only the clocks of reports have such steps. Give the days from the due date"}}.Or()
	}
	return err
}
