package frontend

import (
	"github.com/a-h/templ"

	"answerable/models"
	"answerable/service"
)

// reportOwn holds the recommendations that are entered against those that the
// report says it makes, and shows whether it was responded to in time.
func reportOwn(v *visit, one *service.One) (own, error) {
	report := one.Model.(*models.Report)
	recommendations, err := v.partsOf(models.RecommendationKind, "report", "ref", report.Ref)
	if err != nil {
		return own{}, err
	}
	states, err := v.service.Tally(v.ctx(), v.who, models.RecommendationKind, "state", recommendations.query)
	if err != nil {
		return own{}, err
	}
	list := reportRecommendations(report, recommendations, states, v.service.Today())
	counts, err := v.ratingCounts(recommendations.query)
	if err != nil {
		return own{}, err
	}
	blocks := []block{{"recommendations", "Recommendations", templ.Join(v.adding(list, models.RecommendationKind, "report", report.Ref), linkRow(append(v.listLink(report.Ref), v.askViews(models.ReportKind, report.Ref, "Ask the force for its views on these recommendations")...)))}}
	if len(recommendations.Models) > 0 {
		blocks = append(blocks, block{"rating", "How they stand", counts})
	}
	again, err := v.earlierBlock(report)
	if err != nil {
		return own{}, err
	}
	blocks = append(blocks, again...)
	response, err := v.reportResponse(report)
	if err != nil {
		return own{}, err
	}
	return own{Blocks: append(blocks, response...), Covers: []string{"recommendation.report", "public-comment.report", "finding-retest.audit", "recommendation.found_again"}, Fields: []string{"response_how"}}, nil
}

// entered says how many of a report's recommendations are in the system, of
// those that it says it makes. What was withdrawn here does not count.
func entered(report *models.Report, states map[string]int64) string {
	var n int64
	for state, count := range states {
		if state != string(models.Withdrawn) {
			n += count
		}
	}
	switch stated := report.StatedRecommendations; {
	case stated == nil && n == 0:
		return ""
	case stated == nil:
		return counted(n, "recommendation is", "recommendations are") + " entered. How many the report makes is not recorded."
	case *stated > n:
		return models.Number(n) + " of " + models.Number(*stated) + " entered. The rest are not recorded here."
	case *stated < n:
		return models.Number(n) + " entered, although the report says that it makes " + models.Number(*stated) + "."
	default:
		return "All " + models.Number(n) + " entered."
	}
}

// responseStanding says whether a report was responded to in time, and how its
// days are counted.
func responseStanding(report *models.Report, today models.Date) string {
	due, on := report.ResponseDue, report.ResponseOn
	switch {
	case due == "":
		return "A response was given" + onDay(on) + ". No day was set for it."
	case on == "" && models.Passed(due, today):
		return responseDue(report) + " No response is recorded. It is " + days(due, today) + " late."
	case on == "":
		return responseDue(report) + " No response is recorded yet."
	case !on.IsDay():
		return responseDue(report) + " It was given" + onDay(on) + "."
	case models.Passed(due, on):
		return responseDue(report) + " It was given" + onDay(on) + ", " + days(due, on) + " late."
	default:
		return responseDue(report) + " It was given in time" + onDay(on) + "."
	}
}

// responseDue says by when, and which day of the time that is.
func responseDue(report *models.Report) string {
	text := "A response was due by " + report.ResponseDue.String()
	if report.ResponseHow != "" {
		return text + " (" + report.ResponseHow + ")."
	}
	if months := monthsBetween(report.PublishedOn, report.ResponseDue); months > 0 {
		text += ": " + counted(months, "month", "months") + " after publication on " + report.PublishedOn.String()
	} else if report.PublishedOn.IsDay() {
		nth := int64(report.PublishedOn.DaysUntil(report.ResponseDue))
		text += ": " + counted(nth, "day", "days") + " after publication on " + report.PublishedOn.String() +
			", or " + counted(nth+1, "day", "days") + " beginning with that day"
	}
	return text + "."
}

// monthsBetween counts the months from one day to the corresponding day of a
// later month; none where the later day corresponds to it in no month.
func monthsBetween(from, to models.Date) int64 {
	for months := 1; from.IsDay() && from.AddMonths(months) <= to; months++ {
		if from.AddMonths(months) == to {
			return int64(months)
		}
	}
	return 0
}
