package api

import (
	"fmt"
	"net/http"
	"testing"

	"answerable/models"
)

// TestSimilarQuestions asks for what was asked before, as every role: drafts
// are there for the OPCC alone.
func TestSimilarQuestions(t *testing.T) {
	eachOffice(t, func(o *office) {
		c := o.contract()
		const path = "/questions/similar"
		question, draft := o.putQuestion(), o.draftQuestion()
		answer := o.make(models.RolePlan, "/answers?start=record", fmt.Sprintf(`{"question":%q,"text":"By a panel, each month","given_on":"2019-03-02"}`, question))
		o.make(models.RolePlan, "/assurances", fmt.Sprintf(`{"title":"A panel reviews them","statement":"Each month","taken_from":%q,"given_on":"2019-03-02"}`, answer))
		for _, role := range models.Roles {
			s := scenario{name: string(role), role: role, method: http.MethodGet, path: path + "?text=legacy+reviewed&except=NONE", status: http.StatusOK,
				says: []string{`"ref":"` + string(question) + `"`, `"asked":1`, `"state":"answered"`, `"extract":"By a panel, each month"`, `"standing":"stated"`}}
			if models.SideOf(role) == models.SideOPCC {
				s.says = append(s.says, `"ref":"`+string(draft)+`"`)
			} else {
				s.silent = append(s.silent, string(draft))
			}
			s.run(o)
			c.holds(http.MethodGet, path, o.get(role, s.path))
		}
		for _, s := range []scenario{
			{name: "all but one", role: models.RolePanel, path: path + "?text=legacy+reviewed&except=" + string(question), status: http.StatusOK, says: []string{`{"items":[]}`}},
			{name: "no text", role: models.RolePlan, path: path, status: http.StatusOK, says: []string{`{"items":[]}`}},
			{name: "another parameter", role: models.RolePlan, path: path + "?q=legacy", status: http.StatusUnprocessableEntity, says: []string{"q: is not a parameter here"}},
			{name: "nobody", path: path + "?text=legacy", status: http.StatusUnauthorized},
		} {
			s.method = http.MethodGet
			s.run(o)
			c.holds(http.MethodGet, path, o.get(s.role, s.path))
		}
	})
}
