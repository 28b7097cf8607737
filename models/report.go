package models

import (
	"regexp"
	"strings"
)

// ReportType is what sort of report it is.
type ReportType string

// Options lists the sorts of report.
func (ReportType) Options() []Option {
	return []Option{
		{"inquiry", "Inquiry report", ""},
		{"inspection", "Inspection report", ""},
		{"internal audit", "Internal audit", ""},
		{"case review", "Case review", ""},
		{"force audit", "Audit by the force itself", ""},
		{"government response", "Government response", ""},
		{"performance report", "Performance report", ""},
		{"other", "Other report", ""},
	}
}

// Report is a source from which recommendations and findings come, or one that
// responds to such a source.
type Report struct {
	Record
	ReportInput
	// ResponseHow is kept as it was computed, so that it still explains the date
	// when the calendar has changed since.
	ResponseHow string `json:"response_how" label:"How the date was computed" unknown:"Set by hand"`
}

// ReportInput is what people enter of a report.
type ReportInput struct {
	Title                 string     `json:"title" label:"Title" validate:"required,max=300"`
	Type                  ReportType `json:"type" label:"Type of report" validate:"required" list:"column,filter"`
	Code                  string     `json:"code" label:"Short code" hint:"Capital letters and digits, for example IICSA: the reference is made of it and the year" validate:"required,max=20"`
	Publisher             Ref        `json:"publisher" label:"Publisher" ref:"body" inverse:"Reports published" list:"column,filter"`
	PublishedOn           Date       `json:"published_on" label:"Published on" list:"column,sort"`
	Period                string     `json:"period" label:"Period it covers" validate:"max=200"`
	Address               string     `json:"address" label:"Web address" validate:"omitempty,http_url,max=2000"`
	Summary               string     `json:"summary" label:"Summary" widget:"textarea" validate:"max=8000"`
	StatedRecommendations *int64     `json:"stated_recommendations" label:"Recommendations it says it makes" hint:"To compare with those that are entered" validate:"omitempty,min=0,max=9999"`
	TrainingNeeds         string     `json:"training_needs" label:"Training needs it found" widget:"textarea" validate:"max=8000"`
	RespondsTo            Ref        `json:"responds_to" label:"Responds to" ref:"report" inverse:"Responses" list:"filter" unknown:"No other report"`
	Follows               Ref        `json:"follows" label:"Comes after" hint:"The audit or inspection of the same series before it, whose findings are looked at again" ref:"report" inverse:"Followed by" list:"filter" unknown:"No other report"`
	// Clock starts with the day of publication, which counts where the clock
	// begins with it: the 56 days of section 55 of the Police Act 1996 do.
	Clock       Ref  `json:"clock" label:"Clock that it starts" hint:"For example the 56 days for comments on an HMICFRS report. It starts on the day of publication and computes by when a response is due" ref:"clock" inverse:"Started by reports" list:"filter" unknown:"None: the date was set by hand"`
	ResponseDue Date `json:"response_due" label:"Response due by" hint:"Leave empty where a clock is chosen. For an HMICFRS report 55 days after the day of publication: the 56 days of section 55 of the Police Act 1996 begin with that day" validate:"omitempty,day" list:"column,sort" unknown:"No date set"`
	ResponseOn  Date `json:"response_on" label:"Responded on" list:"sort" unknown:"No response recorded"`
	Common
}

// Heading is the title.
func (r *Report) Heading() string { return r.Title }

// The states of a report.
const (
	ReportExpected  State = "expected"
	ReportPublished State = "published"
)

// ReportKind describes reports.
var ReportKind = define[Report](Kind{
	Name: "report", Plural: "reports", One: "Report", Many: "Reports", Family: FamilyRecommendations,
	Key:   []string{"title"},
	Known: []string{"code"},
	About: "An inquiry, inspection, audit or review from which recommendations and findings come.",
	Order: "-published_on",
	States: []Option{
		{string(ReportExpected), "Expected", "blue"},
		{string(ReportPublished), "Published", "green"},
		{string(Withdrawn), "Withdrawn", "grey"},
	},
	Start: []Move{
		{Name: "expect", Label: "Add a report that is expected", To: ReportExpected, Who: to(keepers...)},
		{Name: "record", Label: "Add a report that is out", To: ReportPublished, Who: to(keepers...), Needs: []Need{reportOut}},
	},
	Moves: []Move{
		{Name: "publish", Label: "Record its publication", From: []State{ReportExpected}, To: ReportPublished, Who: to(keepers...), Asks: []string{"published_on"}, Offers: []string{"address", "stated_recommendations", "clock", "response_due"}, Needs: []Need{reportOut},
			Do: func(m Model, f Facts) error { return m.(*Report).keepClock(f) }},
		{Name: "respond", Label: "Responded to", From: []State{ReportPublished}},
		withdraw(to(keepers...), ReportExpected, ReportPublished),
	},
	See:  to(everyone...),
	Edit: []Grant{{Roles: keepers, States: []State{ReportExpected, ReportPublished}}},
	Prepare: func(m Model, f Facts) error {
		report := m.(*Report)
		if err := report.keepClock(f); err != nil {
			return err
		}
		problems := endProblems("response_on", "Responded on", report.PublishedOn, report.ResponseOn)
		problems = append(problems, endProblems("response_due", "Response due by", report.PublishedOn, report.ResponseDue)...)
		if !reportCode.MatchString(report.Code) {
			problems = append(problems, Problem{Field: "code", Text: "Short code: must be capital letters and digits only, for example IICSA"})
		}
		if report.Follows != "" && report.Follows == report.Ref {
			problems = append(problems, Problem{Field: "follows", Text: "Comes after: must be another report"})
		}
		if report.RespondsTo != "" && report.RespondsTo == report.Ref {
			problems = append(problems, Problem{Field: "responds_to", Text: "Responds to: must be another report"})
		}
		return problems.Or()
	},
	Number: func(m Model, f Facts) (Numbering, error) {
		report := m.(*Report)
		year := report.PublishedOn.Year()
		if year == "" {
			year = f.Today().Year()
		}
		return Numbering{Prefix: report.Code + "-" + year, Bare: true}, nil
	},
	Derived: []Derived{responseOverdue, responseTiming, reportAge, reportYear},
})

// responseOverdue is the derived fact that the day for responding to a report
// has passed without a response.
var responseOverdue = Derived{
	Name: "overdue", Label: "Response overdue",
	Options: []Option{{"yes", "Response overdue", "red"}, {"no", "Response not overdue", ""}},
	SQL:     "CASE WHEN " + responseLate + " THEN 'yes' ELSE 'no' END",
	Holds:   map[string]string{"yes": responseLate},
	Of: func(m Model, today Date) string {
		report := m.(*Report)
		if report.State != Withdrawn && report.ResponseOn == "" && Passed(report.ResponseDue, today) {
			return "yes"
		}
		return "no"
	},
}

const responseLate = "state <> 'withdrawn' AND response_on = '' AND response_due <> '' AND response_due < @today"

var reportOut = Need{"A report cannot have been published in the future", func(m Model, f Facts) (bool, error) {
	return !earlier(f.Today(), m.(*Report).PublishedOn), nil
}}

var (
	reportCode   = regexp.MustCompile(`^[A-Z0-9]+$`)
	outsideOfRef = regexp.MustCompile(`[^A-Z0-9]+`)
)

// refWord writes a text as references may hold it: capital letters and digits,
// with a hyphen for anything else between them.
func refWord(text string) string {
	return strings.Trim(outsideOfRef.ReplaceAllString(strings.ToUpper(text), "-"), "-")
}
