package models

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// reportClock is a clock for responding to reports.
func reportClock(length int64, unit Unit, counting Counting) *Clock {
	return &Clock{Record: Record{Ref: "CLOCK-1", State: Current}, ClockInput: ClockInput{Title: "Comments", Use: ClockReport, Length: &length, Unit: unit, Counting: counting}}
}

func published(on Date) *Report {
	return &Report{ReportInput: ReportInput{Code: "HMI", PublishedOn: on, Clock: "CLOCK-1"}}
}

// firstField is the field of the first problem that an error names.
func firstField(err error) string {
	var wrong *Error
	if errors.As(err, &wrong) {
		return wrong.Problems[0].Field
	}
	return ""
}

func TestWhatAReportsClockComputes(t *testing.T) {
	inspection, inquiry := reportClock(56, CalendarDays, BeginningWith), reportClock(6, Months, After)
	auditor := reportClock(5, WorkingDays, After)
	for _, c := range []struct {
		clock          *Clock
		published, due Date
	}{
		{inspection, "2019-03-01", "2019-04-25"},
		// 55 days over Christmas: 15 in November, 31 in December, 9 in January.
		{inspection, "2018-11-15", "2019-01-09"},
		// Over 29 February of a leap year: 28 in January and February of one
		// that is none end a day later.
		{inspection, "2020-02-01", "2020-03-27"},
		{inspection, "2019-02-01", "2019-03-28"},
		{inspection, "2020-02-29", "2020-04-24"},
		// 55 days after publication cross the change of the clocks in March.
		{inspection, "2019-02-28", "2019-04-24"},
		{inquiry, "2018-04-25", "2018-10-25"},
		{inquiry, "2018-08-31", "2019-02-28"},
		{inquiry, "2019-08-31", "2020-02-29"},
		{inquiry, "2019-08-29", "2020-02-29"},
		// Over Easter 2019 with its two bank holidays.
		{auditor, "2019-04-15", "2019-04-24"},
	} {
		report := published(c.published)
		if err := report.keepClock(&world{records: []Model{c.clock}}); err != nil || report.ResponseDue != c.due {
			t.Errorf("%s from %s: %s, not %s (%v)", c.clock.Term(), c.published, report.ResponseDue, c.due, err)
		}
		if !strings.HasPrefix(report.ResponseHow, c.clock.Term().String()+" "+c.published.String()) {
			t.Errorf("the computation reads %q", report.ResponseHow)
		}
	}
}

func TestAReportsClockRulesItsDate(t *testing.T) {
	clock := reportClock(56, CalendarDays, BeginningWith)
	for _, c := range []struct {
		name   string
		report func() *Report
		clock  func(*Clock)
		field  string
	}{
		{"a date that contradicts the clock", func() *Report { r := published("2019-03-01"); r.ResponseDue = "2019-05-01"; return r }, nil, "response_due"},
		{"a date although publication is not known", func() *Report { r := published(""); r.ResponseDue = "2019-05-01"; return r }, nil, "response_due"},
		{"the date that the clock computes", func() *Report { r := published("2019-03-01"); r.ResponseDue = "2019-04-25"; return r }, nil, ""},
		{"a clock for answers", func() *Report { return published("2019-03-01") }, func(c *Clock) { c.Use = ClockAnswer }, "clock"},
		{"a withdrawn clock", func() *Report { return published("2019-03-01") }, func(c *Clock) { c.State = Withdrawn }, "clock"},
	} {
		used := *clock
		if c.clock != nil {
			c.clock(&used)
		}
		err := c.report().keepClock(&world{records: []Model{&used}})
		if got := firstField(err); got != c.field {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestAClockThatAReportStartedDoesNotChange(t *testing.T) {
	kept, changed := reportClock(56, CalendarDays, BeginningWith), reportClock(60, CalendarDays, BeginningWith)
	if err := ClockKind.Prepare(changed, &world{records: []Model{kept}}); err != nil {
		t.Errorf("one that was never started does not change: %v", err)
	}
	if err := ClockKind.Prepare(changed, &world{records: []Model{kept, published("2019-03-01")}}); FaultOf(err) != Invalid || err == nil {
		t.Errorf("it changes: %v", err)
	}
}

// TestStepsAfterTheStart holds IICSA's steps, and that the day by which a clock
// must have started is the last one from which the step is reached.
func TestStepsAfterTheStart(t *testing.T) {
	for months, day := range map[int]Date{3: "2018-07-25", 6: "2018-10-25", 7: "2018-11-25", 9: "2019-01-25", 12: "2019-04-25"} {
		step := StartStep{Term: Term{Length: months, Unit: Months, Counting: After}}
		if got := step.Day("2018-04-25"); got != day {
			t.Errorf("%d months after publication is %s, not %s", months, got, day)
		}
	}
	for _, term := range []Term{{1, Months, After, false}, {3, Months, After, false}, {12, Months, After, false}, {30, CalendarDays, After, false}} {
		step := StartStep{Term: term}
		for day := Date("2015-12-25"); day < "2020-03-05"; day = day.Add(1) {
			last := step.LastStart(day)
			if step.Day(last) > day || step.Day(last.Add(1)) <= day {
				t.Fatalf("%s: by %s the last start is %s, which leads to %s", term, day, last, step.Day(last))
			}
		}
	}
}

func TestAStepIsCountedInOneWay(t *testing.T) {
	n, clock := int64(3), reportClock(6, Months, After)
	answer := *clock
	answer.Use = ClockAnswer
	for _, c := range []struct {
		step  EscalationInput
		clock *Clock
		field string
	}{
		{EscalationInput{Days: &n}, clock, ""},
		{EscalationInput{After: &n, Unit: Months}, clock, ""},
		{EscalationInput{}, clock, "days"},
		{EscalationInput{Days: &n, After: &n, Unit: Months}, clock, "days"},
		{EscalationInput{After: &n}, clock, "unit"},
		{EscalationInput{After: &n, Unit: WorkingDays}, clock, "unit"},
		{EscalationInput{Days: &n, Unit: Months}, clock, "unit"},
		{EscalationInput{After: &n, Unit: Months}, &answer, "after"},
	} {
		c.step.Clock = "CLOCK-1"
		err := prepareEscalation(&Escalation{EscalationInput: c.step}, &world{records: []Model{c.clock}})
		if got := firstField(err); got != c.field {
			t.Errorf("%+v: %v", c.step, err)
		}
	}
}

// TestPublishedTextsAreReadAsTheyWereWritten tries what authors might type.
func TestPublishedTextsAreReadAsTheyWereWritten(t *testing.T) {
	var written Published
	written.add(PublishedTitle, "Comments")
	written.add(PublishedHeading, "Recommendation 2: # of cases")
	written.add(PublishedQuote, "> quoted\r\nin lines\r\n\r\nTwice")
	written.add(PublishedPara, "# not a heading\n\n> nor a quotation\n\n\\ nor this\n\n\n  plain  \n\n## x")
	read := ReadPublished(written.String())
	if !slices.Equal(read, written) {
		t.Errorf("read %q, not %q", read, written)
	}
	if read.Title() != "Comments" || (Published{}).Title() != "" {
		t.Errorf("the title is %q", read.Title())
	}
}
