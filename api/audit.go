package api

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"answerable/models"
)

// earlierFinding is a finding to look at again, and what was found of it.
type earlierFinding struct {
	Finding models.Ref          `json:"finding"`
	Title   string              `json:"title"`
	State   models.State        `json:"state"`
	Again   models.Refs         `json:"found_again" description:"The reports that found it again"`
	Retest  models.Ref          `json:"retest" description:"The record of the re-test by this report; empty while there is none"`
	Result  models.RetestResult `json:"result" description:"What this report found of it; empty while it is not re-tested"`
}

// mountEarlierFindings mounts what an audit has to look at again.
func (a *api) mountEarlierFindings() {
	r := kindRoutes{a, models.ReportKind, pascal(models.ReportKind.Name), models.ReportKind.Many}
	a.mount(route{
		id: "listEarlierFindings", method: http.MethodGet, path: r.path("/{ref}/earlier-findings"), tag: r.tag, roles: r.seers(),
		summary: "List the findings of the report before, with what this one found of each",
		about:   "Empty where it comes after no other report. Record a re-test as a finding-retest.",
		params:  []param{r.refParam()},
		answers: []answer{{http.StatusOK, "The findings", &content{jsonType, closed(schema{
			"findings": listOf(a.document.reflect(earlierFinding{})), "more": schema{"type": "boolean", "description": "Whether there are more than are given"},
		})}, nil}},
		handle: r.earlierFindings,
	})
}

func (r kindRoutes) earlierFindings(c *gin.Context, who *models.Actor) error {
	found, more, err := r.service.EarlierFindings(c.Request.Context(), who, refOf(c))
	if err != nil {
		return err
	}
	findings := []earlierFinding{}
	for _, one := range found {
		finding := earlierFinding{Finding: one.Finding.Ref, Title: one.Finding.Title, State: one.Finding.State, Again: one.Finding.FoundAgain}
		if one.Retest != nil {
			finding.Retest, finding.Result = one.Retest.Ref, one.Retest.Result
		}
		findings = append(findings, finding)
	}
	writeValue(c, http.StatusOK, jsonType, map[string]any{"findings": findings, "more": more})
	return nil
}
