package frontend

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/a-h/templ"
	"github.com/gin-gonic/gin"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// The addresses at which reports on a period are begun.
const (
	annualReportPath = "/annual-report"
	panelReportPath  = "/panel-report"
)

// reportLinks lead to both.
var reportLinks = []components.Link{
	{Text: "Annual report on a financial year", Href: annualReportPath},
	{Text: "Report to the Panel on a period", Href: panelReportPath},
}

// mountReports adds the pages that ask for which period a report is. The report
// itself is a paper like any other.
func (s *site) mountReports(r gin.IRouter) {
	r.GET(annualReportPath, s.closed((*visit).annualReportPage))
	r.POST(annualReportPath, s.closed((*visit).chooseAnnualReport))
	r.GET(panelReportPath, s.closed((*visit).panelReportPage))
	r.POST(panelReportPath, s.closed((*visit).choosePanelReport))
}

// annualReportURL is where an annual report on a plan is begun.
func annualReportURL(plan models.Ref) string {
	return withQuery(annualReportPath, url.Values{"plan": {string(plan)}})
}

// planOwn leads from a plan to its annual report.
func planOwn(_ *visit, one *service.One) (own, error) {
	return own{Lead: linkRow([]components.Link{{Text: "Annual report on this plan", Href: annualReportURL(one.Model.Base().Ref)}})}, nil
}

// yearsOffered is for how many financial years an annual report is offered.
const yearsOffered = 10

// annualReportForm asks for the year and the plan of an annual report.
type annualReportForm struct {
	plans     []models.Model
	plan      string
	year      int
	thisYear  int
	cleared   bool
	sensitive bool
	problems  models.Problems
}

// annualReportPage offers the last financial year that is over.
func (v *visit) annualReportPage() error {
	return v.showAnnualReport(v.Query("plan"), models.FinancialYearOf(v.service.Today())-1, false, nil)
}

func (v *visit) showAnnualReport(plan string, year int, sensitive bool, problems models.Problems) error {
	plans, err := v.all(models.PlanKind, service.Query{})
	if err != nil {
		return err
	}
	form := annualReportForm{plans.Models, plan, year, models.FinancialYearOf(v.service.Today()), v.who.Cleared(), sensitive, problems}
	return v.showReportForm("Annual report", problems, form.view())
}

// chooseAnnualReport goes on to the report of the year that was chosen.
func (v *visit) chooseAnnualReport() error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	sensitive := typed.Get(sensitiveParam) == "yes"
	year, err := strconv.Atoi(typed.Get("year"))
	if err != nil {
		return v.showAnnualReport(typed.Get("about"), 0, sensitive, models.Problems{{Field: "year", Text: "Financial year: choose one"}})
	}
	brief := service.Brief{Type: models.AnnualReport, About: models.Ref(typed.Get("about"))}
	brief.Since, brief.Until = models.FinancialYear(year)
	return v.goToReport(brief, sensitive, func(problems models.Problems) error {
		return v.showAnnualReport(typed.Get("about"), year, sensitive, problems)
	})
}

// goToReport goes on to a report that can be composed, or says what is wrong.
func (v *visit) goToReport(brief service.Brief, sensitive bool, refuse func(models.Problems) error) error {
	reader, query := v.who.Outside(), brief.Values()
	if sensitive {
		reader = v.who
		query.Set(sensitiveParam, "yes")
	}
	_, err := v.service.Briefing(v.ctx(), reader, brief)
	if problems := problemsOf(err); problems != nil {
		return refuse(problems)
	}
	if err != nil {
		return err
	}
	return v.seeOther(withQuery(briefingPath, query))
}

func (v *visit) showReportForm(title string, problems models.Problems, body templ.Component) error {
	shown := page{Title: title, Errors: len(problems) > 0, Trail: append(trailTo(models.PaperKind), components.Link{Text: title}), Body: body}
	if shown.Errors {
		shown.Status = http.StatusUnprocessableEntity
	}
	return v.show(shown)
}

// years are the financial years to choose from, the latest first.
func (f annualReportForm) years() []components.Option {
	var options []components.Option
	for year := f.thisYear; year > f.thisYear-yearsOffered; year-- {
		since, until := models.FinancialYear(year)
		options = append(options, components.Option{Value: strconv.Itoa(year), Text: since.String() + " to " + until.String()})
	}
	return options
}

// choices are the plans to choose from.
func (f annualReportForm) choices() []components.Option {
	options := []components.Option{{Value: "", Text: "The plan with the latest edition"}}
	for _, plan := range f.plans {
		options = append(options, components.Option{Value: string(plan.Base().Ref), Text: plan.Heading()})
	}
	return options
}

// panelReportForm asks for the period of a report to the Panel.
type panelReportForm struct {
	typed     url.Values
	cleared   bool
	sensitive bool
	problems  models.Problems
}

// panelReportPage proposes the time since the Panel met last.
func (v *visit) panelReportPage() error {
	asked := v.Request.URL.Query()
	until := models.Date(asked.Get("until"))
	if !until.IsDay() {
		until = v.service.Today()
	}
	since, err := v.sincePanel(until)
	if err != nil {
		return err
	}
	return v.showPanelReport(url.Values{"since": {string(since)}, "until": {string(until)}}, nil)
}

// sincePanel is the day after the Panel met last before a day, or else three
// months before it.
func (v *visit) sincePanel(until models.Date) (models.Date, error) {
	meetings, err := v.service.List(v.ctx(), v.who, models.MeetingKind, service.Query{
		Filters: map[string][]string{"type": {string(models.MeetingPanel)}, "held_before": {string(until)}}, Sort: "-held_on", Limit: 1,
	})
	if err != nil {
		return "", err
	}
	for _, m := range meetings.Models {
		if held := m.(*models.Meeting).HeldOn; held.IsDay() {
			return held.Add(1), nil
		}
	}
	return until.AddMonths(-3), nil
}

func (v *visit) showPanelReport(typed url.Values, problems models.Problems) error {
	form := panelReportForm{typed, v.who.Cleared(), typed.Get(sensitiveParam) == "yes", problems}
	return v.showReportForm("Report to the Panel", problems, form.view())
}

// choosePanelReport goes on to the report of the period that was chosen.
func (v *visit) choosePanelReport() error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	brief := service.ParseBrief(url.Values{"since": typed["since"], "until": typed["until"]})
	brief.Type = models.PanelReport
	return v.goToReport(brief, typed.Get(sensitiveParam) == "yes", func(problems models.Problems) error {
		return v.showPanelReport(typed, problems)
	})
}

// panelReportURL is where a report to a meeting of the Panel is begun; empty for
// other meetings.
func panelReportURL(meeting *models.Meeting) string {
	if meeting.Type != models.MeetingPanel {
		return ""
	}
	return withQuery(panelReportPath, url.Values{"until": {string(meeting.HeldOn)}})
}
