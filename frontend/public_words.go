package frontend

import (
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// addLinks lead to writing an item by hand.
func (c commentView) addLinks() []components.Link {
	var links []components.Link
	for _, start := range models.CommentItemKind.Starts(c.who) {
		links = append(links, components.Link{Text: start.Label, Href: newURL(models.CommentItemKind, start, url.Values{"comment": {string(c.comment.Ref)}})})
	}
	return links
}

// publicName is what anybody knows a comment by.
func publicName(statement service.PublicStatement) string {
	if statement.Title == "" {
		return "Comment " + string(statement.Ref)
	}
	return statement.Title
}

// publicStanding says what became of a published comment.
func publicStanding(statement service.PublicStatement) string {
	text := "Published on " + statement.PublishedOn.String() + "."
	switch {
	case statement.TakenDownOn != "":
		text += " Taken down on " + statement.TakenDownOn.String() + "."
	case statement.CorrectedBy != "":
		text += " Corrected since by a newer comment."
	}
	return text
}

// numberedTitle is a recommendation as its report calls it.
func numberedTitle(recommendation *models.Recommendation) string {
	if recommendation.Number == "" {
		return recommendation.Title + " (number not known)"
	}
	return "Recommendation " + recommendation.Number + ": " + recommendation.Title
}

// publicEntered says how many recommendations are there of those that the
// report says it makes.
func publicEntered(found *service.PublicReport) string {
	text := entered(found.Report, map[string]int64{"": int64(len(found.Recommendations))})
	if text == "" {
		return "No recommendation is entered, and how many the report makes is not recorded."
	}
	return text
}

// publicRows show who says what to a recommendation and how far it has come.
func publicRows(recommendation service.PublicRecommendation, names service.Names) []components.SummaryRow {
	k := models.RecommendationKind
	addressed := fieldRows(k.Named([]string{"addressed_to"}), recommendation.Recommendation, names)[0]
	if len(recommendation.AddressedTo) == 0 && recommendation.AddressedToText != "" {
		addressed = components.SummaryRow{Key: addressed.Key, Text: recommendation.AddressedToText}
	}
	rows := []components.SummaryRow{addressed}
	for _, position := range recommendation.Positions {
		rows = append(rows, components.SummaryRow{Key: names[position.Body].Title, HTML: publicPosition(position)})
	}
	if len(recommendation.Positions) == 0 {
		rows = append(rows, components.SummaryRow{Key: "Positions", HTML: unknown("No body has stated its position, as far as is recorded")})
	}
	rows = append(rows, components.SummaryRow{Key: "Implementation", HTML: stateTag(k, recommendation.State)})
	rows = append(rows, fieldRows(k.Named([]string{"target_on", "claimed_on", "closed_on"}), recommendation.Recommendation, names)...)
	if len(recommendation.Evidence) == 0 {
		return append(rows, components.SummaryRow{Key: "Evidence", HTML: unknown("None that is shared")})
	}
	return append(rows, components.SummaryRow{Key: "Evidence", HTML: refList(names, recommendation.Evidence)})
}

// responseRows say how the last day was computed.
func responseRows(report *models.Report, clock *service.ResponseClock) []components.SummaryRow {
	if clock.Clock == nil {
		return nil
	}
	rows := []components.SummaryRow{
		{Key: "Clock", HTML: recordLink(clock.Clock, clock.Clock.Title)},
		{Key: "Laid down in", Text: orWords(clock.Clock.Authority, "Not recorded")},
		{Key: "How the date was computed", Text: orWords(upperFirst(report.ResponseHow), "Once the day of publication is known")},
	}
	if clock.Late > 0 {
		rows = append(rows, components.SummaryRow{Key: "Late by", Text: counted(int64(clock.Late), "day", "days")})
	}
	return rows
}

func orWords(text, absent string) string {
	if text == "" {
		return absent
	}
	return text
}

// stepRows are the steps of a clock with their days.
func stepRows(report *models.Report, clock *service.ResponseClock) [][]components.Cell {
	rows := make([][]components.Cell, len(clock.Steps))
	for i, step := range clock.Steps {
		_, when, _ := strings.Cut(step.Heading(), ", ")
		rows[i] = []components.Cell{
			{Text: upperFirst(when)},
			{Text: orWords(step.Day.String(), "Not known yet"), Class: components.CellLine},
			{Text: models.LabelOf(step.Tell.Options(), string(step.Tell))},
			{Text: stepStanding(report, step)},
		}
	}
	return rows
}

// stepStanding says whether the day of a step has come, and what became of it.
func stepStanding(report *models.Report, step service.ResponseStep) string {
	switch {
	case step.Answered:
		return "Not needed: the response had come"
	case step.Passed && report.ResponseOn != "":
		return "Passed before the response came on " + report.ResponseOn.String()
	case step.Passed:
		return "Passed: it stands in their reminders until a response is recorded"
	default:
		return "To come"
	}
}

// reportResponse are the blocks of a report's page about the response to it: by
// when, the public comments, and the page as the public would read it.
func (v *visit) reportResponse(report *models.Report) ([]block, error) {
	clock, err := v.service.ResponseClock(v.ctx(), v.who, report)
	if err != nil {
		return nil, err
	}
	comments, err := v.partsOf(models.PublicCommentKind, "report", "ref", report.Ref)
	if err != nil {
		return nil, err
	}
	written := v.adding(partList(comments, v.service.Today(), "No public comment is recorded.", "body", "published_on"), models.PublicCommentKind, "report", report.Ref)
	preview := []components.Link{{Text: "Read this report as the public would", Href: recordURL(models.ReportKind, report.Ref) + "/public"}}
	return []block{
		{"response", "Response", responseView(report, clock, v.service.Today())},
		{"comments", "Public comments", templ.Join(written, linkRow(preview))},
	}, nil
}
