package api

import (
	"net/http"

	"github.com/gin-gonic/gin"

	papers "answerable/internal/document"
	"answerable/models"
	"answerable/service"
)

// publicReport is a report as a stranger would read it.
type publicReport struct {
	Ref                   models.Ref             `json:"ref"`
	Title                 string                 `json:"title"`
	Withheld              bool                   `json:"withheld" description:"Whether the report is OFFICIAL-SENSITIVE, so that nothing of it would be read"`
	Publisher             models.Ref             `json:"publisher"`
	Address               string                 `json:"address"`
	PublishedOn           models.Date            `json:"published_on"`
	Response              *responseClock         `json:"response,omitempty"`
	StatedRecommendations *int64                 `json:"stated_recommendations"`
	Recommendations       []publicRecommendation `json:"recommendations"`
	NotEntered            []string               `json:"not_entered" description:"A line for each recommendation that the report says it makes and that is not in the system"`
	Names                 service.Names          `json:"names" description:"The names of what is referred to, by reference"`
}

type publicRecommendation struct {
	Ref         models.Ref       `json:"ref"`
	Number      string           `json:"number"`
	Title       string           `json:"title"`
	Text        string           `json:"text"`
	Wording     string           `json:"wording" description:"verbatim or summary; empty where it is not known"`
	AddressedTo []models.Ref     `json:"addressed_to"`
	Positions   []publicPosition `json:"positions"`
	State       models.State     `json:"state"`
	TargetOn    models.Date      `json:"target_on"`
	ClaimedOn   models.Date      `json:"claimed_on"`
	ClosedOn    models.Date      `json:"closed_on"`
	Evidence    []models.Ref     `json:"evidence" description:"What of it is shared"`
}

type publicPosition struct {
	Body     models.Ref  `json:"body"`
	Stance   string      `json:"stance"`
	Reason   string      `json:"reason"`
	Wording  string      `json:"wording"`
	StatedOn models.Date `json:"stated_on"`
}

// responseClock is by when a report had to be responded to, and how it was.
type responseClock struct {
	Clock    models.Ref     `json:"clock" description:"Empty where the date was set by hand"`
	From     models.Date    `json:"from" description:"The day of publication"`
	Due      models.Date    `json:"due"`
	How      string         `json:"how" description:"How the date was computed, in words; empty where it was set by hand"`
	On       models.Date    `json:"on" description:"When the response came; empty while there is none"`
	Standing string         `json:"standing" description:"none (no day was set), waiting, missing, in time, late or not known"`
	DaysLate int            `json:"days_late"`
	Steps    []responseStep `json:"steps"`
}

type responseStep struct {
	Ref      models.Ref  `json:"ref"`
	Tell     string      `json:"tell"`
	Day      models.Date `json:"day" description:"From when they are told; empty where it cannot be known"`
	Passed   bool        `json:"passed"`
	Answered bool        `json:"answered" description:"Whether the response had come by then, so that nobody was told"`
}

// mountPublic mounts public comments, and reports as the public would read
// them. What was published needs no sign-in.
func (a *api) mountPublic() {
	r := kindRoutes{a, models.PublicCommentKind, pascal(models.PublicCommentKind.Name), models.PublicCommentKind.Many}
	reports := kindRoutes{a, models.ReportKind, pascal(models.ReportKind.Name), models.ReportKind.Many}
	statement := a.document.reflect(service.PublicStatement{})
	a.mount(route{
		id: "listPublishedComments", method: http.MethodGet, path: "/public/comments", tag: r.tag, public: true,
		summary: "List what was published, for anybody",
		answers: []answer{{http.StatusOK, "The comments that went out, the newest first", &content{jsonType, closed(schema{"comments": listOf(statement)})}, nil}},
		handle:  a.publishedComments,
	})
	a.mount(route{
		id: "readPublishedComment", method: http.MethodGet, path: "/public/comments/{ref}", tag: r.tag, public: true,
		summary: "Read a published comment, for anybody",
		about:   "It gives the words that went out, frozen as they were. Of one that was corrected or taken down it says so, without its words.",
		params:  []param{r.refParam()},
		answers: []answer{{http.StatusOK, "The comment", &content{jsonType, statement}, nil}},
		handle:  a.publishedComment,
	})
	a.mount(route{
		id: "proposeCommentItems", method: http.MethodPost, path: r.path("/{ref}/propose"), tag: r.tag, roles: rolesIn(models.PublicCommentKind.Edit),
		summary: "Draft what a public comment says to each recommendation to which it says nothing yet",
		about:   "What the comment that it corrects said is taken over, else the positions and actions on record. Nothing is guessed.",
		params:  []param{r.refParam()},
		answers: []answer{{http.StatusCreated, "What was drafted", &content{jsonType, closed(schema{"items": listOf(exactly(pascal(models.CommentItemKind.Name)))})}, nil}},
		handle:  a.proposeItems,
	})
	a.mountPaper(paper{
		id: "PublicCommentText", path: r.path("/{ref}/document"), tag: r.tag, roles: r.seers(),
		summary: "Compose a public comment as the public reads it",
		about:   "Before it is published, exactly what would go out today; afterwards, what went out.",
		params:  []param{r.refParam()},
		compose: func(c *gin.Context, reader *models.Actor) (*papers.Document, string, error) {
			text, err := a.service.CommentText(c.Request.Context(), reader, refOf(c))
			if err != nil {
				return nil, "", err
			}
			return text.Document(), "comment-" + string(text.Comment.Ref), nil
		},
	})
	a.mount(route{
		id: "readReportAsPublic", method: http.MethodGet, path: reports.path("/{ref}/public"), tag: reports.tag, roles: reports.seers(),
		summary: "Preview a report as the public would read it",
		about:   "It leaves out what is OFFICIAL-SENSITIVE and what the Panel may not see.",
		params:  []param{reports.refParam()},
		answers: []answer{{http.StatusOK, "The report", &content{jsonType, a.document.reflect(publicReport{})}, nil}},
		handle:  a.publicReport,
	})
}

func (a *api) publishedComments(c *gin.Context, _ *models.Actor) error {
	found, err := a.service.PublicStatements(c.Request.Context())
	if err != nil {
		return err
	}
	writeValue(c, http.StatusOK, jsonType, map[string]any{"comments": found})
	return nil
}

func (a *api) publishedComment(c *gin.Context, _ *models.Actor) error {
	found, err := a.service.PublicStatement(c.Request.Context(), refOf(c))
	if err != nil {
		return err
	}
	writeValue(c, http.StatusOK, jsonType, found)
	return nil
}

func (a *api) proposeItems(c *gin.Context, who *models.Actor) error {
	made, err := a.service.ProposeItems(c.Request.Context(), who, refOf(c))
	if err != nil {
		return err
	}
	write(c, http.StatusCreated, jsonType, func(dst []byte) []byte {
		dst = a.writers[models.CommentItemKind].appendList(append(dst, `{"items":`...), made, a.service.Today())
		return append(dst, '}')
	})
	return nil
}

func (a *api) publicReport(c *gin.Context, who *models.Actor) error {
	found, err := a.service.PublicReport(c.Request.Context(), who, refOf(c))
	if err != nil {
		return err
	}
	answer := publicReport{Ref: refOf(c), Withheld: found.Withheld, Recommendations: []publicRecommendation{}, NotEntered: append([]string{}, found.NotEntered...), Names: found.Names}
	if report := found.Report; report != nil {
		answer.Title, answer.Publisher, answer.Address, answer.PublishedOn = report.Title, report.Publisher, report.Address, report.PublishedOn
		answer.StatedRecommendations = report.StatedRecommendations
		answer.Response = responseOf(report, found.Response, a.service.Today())
	}
	for _, recommendation := range found.Recommendations {
		answer.Recommendations = append(answer.Recommendations, recommendationOf(recommendation))
	}
	writeValue(c, http.StatusOK, jsonType, answer)
	return nil
}

func responseOf(report *models.Report, clock *service.ResponseClock, today models.Date) *responseClock {
	answer := &responseClock{
		Clock: report.Clock, From: report.PublishedOn, Due: report.ResponseDue, How: report.ResponseHow, On: report.ResponseOn,
		Standing: report.Responded(today), DaysLate: clock.Late, Steps: make([]responseStep, len(clock.Steps)),
	}
	for i, step := range clock.Steps {
		answer.Steps[i] = responseStep{step.Ref, string(step.Tell), step.Day, step.Passed, step.Answered}
	}
	return answer
}

func recommendationOf(found service.PublicRecommendation) publicRecommendation {
	answer := publicRecommendation{
		Ref: found.Ref, Number: found.Number, Title: found.Title, Text: found.Text, Wording: string(found.Wording),
		AddressedTo: append([]models.Ref{}, found.AddressedTo...), Positions: make([]publicPosition, len(found.Positions)), State: found.State,
		TargetOn: found.TargetOn, ClaimedOn: found.ClaimedOn, ClosedOn: found.ClosedOn, Evidence: append([]models.Ref{}, found.Evidence...),
	}
	for i, position := range found.Positions {
		answer.Positions[i] = publicPosition{position.Body, string(position.Stance), position.Reason, string(position.Wording), position.StatedOn}
	}
	return answer
}
