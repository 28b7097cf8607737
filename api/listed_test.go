package api

import (
	"net/http"
	"strings"
	"testing"

	"answerable/models"
)

func TestAListOfRecommendations(t *testing.T) {
	eachOffice(t, func(o *office) {
		c := o.contract()
		report := o.make(models.RolePlan, "/reports?start=record", `{"title":"Inspection","type":"inspection","code":"PEEL","published_on":"2019-01-15"}`)
		at := "/reports/" + string(report) + "/recommendations"
		const items = `"items":[{"number":"1","title":"Plans","text":"That plans be reviewed."},{"number":"2","title":"Data","text":"That data be shared."}]`
		for _, s := range []scenario{
			{name: "split", role: models.RolePlan, path: at + "/split", body: `{"text":"We say:\n1. Do this. Now.\n2. Do that."}`, status: 200, says: []string{`"lead":"We say:"`, `"number":"2"`, `"title":"Do this"`, `"text":"Do this. Now."`}},
			{name: "nothing to split", role: models.RolePanel, path: at + "/split", body: `{"text":""}`, status: 200, says: []string{`"items":[]`}},
			{name: "no text", role: models.RolePlan, path: at + "/split", body: `{}`, status: 422, says: []string{`"field":"text"`}},
			{name: "no report to split for", role: models.RolePlan, path: "/reports/PEEL-1999/recommendations/split", body: `{"text":""}`, status: 404},
			{name: "not by the force", role: models.RoleChief, path: at, body: `{` + items + `}`, status: 403},
			{name: "no report", role: models.RolePlan, path: "/reports/PEEL-1999/recommendations", body: `{` + items + `}`, status: 404},
			{name: "no items", role: models.RolePlan, path: at, body: `{"scope":"force"}`, status: 422, says: []string{`"field":"items"`}},
			{name: "wrong types", role: models.RolePlan, path: at, body: `{"items":"x"}`, status: 422, says: []string{`"field":"items"`}},
			{name: "wrong in an item", role: models.RolePlan, path: at, body: `{"items":[{"number":"1","title":"","text":""},{"number":2,"colour":"red"}]}`, status: 422, says: []string{`"field":"items.2.number"`, `"field":"items.2.colour"`}},
			{name: "an item without title", role: models.RolePlan, path: at, body: `{"items":[{"number":"1","title":"A","text":""},{"number":"2"}]}`, status: 422, says: []string{`"field":"items.2.title"`}},
			{name: "what is each item’s own", role: models.RolePlan, path: at, body: `{"report":"X","title":"All",` + items + `}`, status: 422, says: []string{`"field":"report"`, `"field":"title"`}},
			{name: "added", role: models.RolePlan, path: at + "?start=record", body: `{"scope":"force","wording":"verbatim","target_on":"2019-09-30",` + items + `}`, status: 201,
				says: []string{`"ref":"` + string(report) + `-R1"`, `"text":"That data be shared."`, `"state":"not recorded"`, `"target_on":"2019-09-30"`}},
			{name: "again", role: models.RolePlan, path: at, body: `{` + items + `}`, status: 422, says: []string{`"field":"items.1.number"`, `"field":"items.2.number"`}},
		} {
			s.method = http.MethodPost
			s.run(o)
			if described := "/reports/{ref}" + strings.TrimSuffix(strings.TrimPrefix(s.path, "/reports/"+string(report)), "?start=record"); s.status != http.StatusNotFound {
				c.holds(http.MethodPost, described, o.call(s.role, s.method, s.path, s.body))
			}
		}
	})
}
