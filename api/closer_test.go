package api

import (
	"fmt"
	"net/http"
	"testing"

	"answerable/models"
)

// TestACloserIsNotTheOwner tries over the API to close a recommendation that
// one owns, to give it away first, and to give it away in bulk.
func TestACloserIsNotTheOwner(t *testing.T) {
	eachOffice(t, func(o *office) {
		report := o.make(models.RolePlan, "/reports?start=record", `{"title":"State of policing","type":"inspection","code":"HMICFRS"}`)
		ref := o.make(models.RolePlan, "/recommendations?start=add", fmt.Sprintf(`{"report":%q,"title":"Act","owner":%q}`, report, o.people[models.RolePlan].Person))
		at := "/recommendations/" + string(ref)
		o.move(models.RolePlan, at, "claim", fmt.Sprintf(`{"evidence":[%q]}`, report))
		tag := "If-Match: " + o.get(models.RolePlan, at).header.Get("ETag")
		away := string(o.people[models.RoleGrants].Person)
		for _, s := range []scenario{
			{name: "the owner closes", role: models.RolePlan, path: at + "/moves", body: moving("close", `{"reason":"Seen"}`), headers: []string{tag}, status: 409, says: []string{"may not close it: somebody else must"}},
			{name: "the owner gives it away", role: models.RolePlan, path: at + "/moves", body: moving("reassign", fmt.Sprintf(`{"owner":%q,"reason":"Away"}`, away)), headers: []string{tag}, status: 409, says: []string{"could then close it themselves"}},
			{name: "the owner gives it away in bulk", role: models.RolePlan, path: "/recommendations/bulk", body: fmt.Sprintf(`{"refs":[{"ref":%q,"version":2}],"set":{"owner":%q},"reason":"Away"}`, ref, away), status: 200, says: []string{"could then close it themselves"}},
			{name: "the force closes", role: models.RoleChief, path: at + "/moves", body: moving("close", `{"reason":"Seen"}`), headers: []string{tag}, status: 403},
		} {
			s.method = http.MethodPost
			s.run(o)
		}
		if state := o.get(models.RolePlan, at).text("state"); state != string(models.RecommendationImplemented) {
			t.Errorf("it is %s", state)
		}
	})
}

// TestRatingsOverTheAPI reads why a recommendation is red, and counts by what
// the office says that red means.
func TestRatingsOverTheAPI(t *testing.T) {
	eachOffice(t, func(o *office) {
		c := o.contract()
		report := o.make(models.RolePlan, "/reports?start=record", `{"title":"State of policing","type":"inspection","code":"HMICFRS"}`)
		ref := o.make(models.RolePlan, "/recommendations?start=add", fmt.Sprintf(`{"report":%q,"title":"Act"}`, report))
		reads := func(described, at string, says ...string) {
			t.Helper()
			scenario{name: at, role: models.RolePanel, method: http.MethodGet, path: at, status: 200, says: says}.run(o)
			c.holds(http.MethodGet, described, o.get(models.RolePanel, at))
		}
		at := "/recommendations/" + string(ref) + "/rating"
		reads("/recommendations/{ref}/rating", at, `"rating":"amber"`, `"red_means":"overdue"`, "it has no target date", "nobody is recorded")
		reads("/recommendations/ratings", "/recommendations/ratings", `{"rating":"amber","count":1,"query":"rating_overdue=amber"}`)
		o.make(models.RoleAdmin, "/settings", `{"red_means":"failing"}`)
		reads("/recommendations/{ref}/rating", at, `"rating":"red"`, `"red_means":"failing"`)
		reads("/recommendations/ratings", "/recommendations/ratings?report="+string(report), `{"rating":"red","count":1,"query":"rating_failing=red&report=`+string(report)+`"}`)
		reads("/recommendations/ratings", "/recommendations/ratings?state=closed", `{"rating":"red","count":0`)
		if got := o.call(models.RolePlan, http.MethodPost, "/settings", `{"red_means":"overdue"}`); got.status == http.StatusCreated {
			t.Error("a plan manager entered settings")
		}
	})
}
