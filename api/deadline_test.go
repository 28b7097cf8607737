package api

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"answerable/models"
)

// TestADeadlineIsComputedOnRequest asks by a clock and by a term.
func TestADeadlineIsComputedOnRequest(t *testing.T) {
	eachOffice(t, func(o *office) {
		contract := o.contract()
		clock := o.make(models.RolePlan, "/clocks", `{"title":"An answer","use":"answer","length":20,"unit":"working days","counting":"after"}`)
		for query, due := range map[string]string{
			"clock=" + string(clock): "2019-04-01",
			"length=2&unit=days&counting=beginning+with&from=2019-03-09&next_working_day=yes":                                 "2019-03-11",
			"length=3&unit=working+days&counting=after&from=2019-03-04&stop_from=2019-03-05&stop_to=2019-03-06":               "2019-03-08",
			"length=1&unit=months&counting=after&from=2019-01-31&stop_from=2019-02-01&stop_to=2019-02-03&stop_from=&stop_to=": "2019-03-02",
		} {
			read := o.get(models.RolePanel, "/deadline?"+query)
			contract.holds(http.MethodGet, "/deadline", read)
			if read.status != http.StatusOK || read.text("due") != due || read.text("how") == "" {
				t.Errorf("%s: %d %s", query, read.status, read.body)
			}
		}
		for query, field := range map[string]string{
			"": "length", "clock=CLOCK-99": "clock", "clock=" + string(clock) + "&length=3": "length", "length=x&unit=days&counting=after": "length",
			"length=1&unit=days&counting=after&from=yesterday": "from", "length=1&unit=days&counting=after&stop_from=2019-03-05": "stop_to",
		} {
			wrong := o.get(models.RolePlan, "/deadline?"+query)
			contract.holds(http.MethodGet, "/deadline", wrong)
			if wrong.status != http.StatusUnprocessableEntity || !strings.Contains(string(wrong.body), fmt.Sprintf(`"field":%q`, field)) {
				t.Errorf("%s: %d %s", query, wrong.status, wrong.body)
			}
		}
	})
}

// TestStepsAboutTimeThroughTheAPI asks for time, gets it, stops and restarts,
// disputes a limb, and proclaims a holiday.
func TestStepsAboutTimeThroughTheAPI(t *testing.T) {
	eachOffice(t, func(o *office) {
		o.make(models.RolePlan, "/clocks", `{"title":"An answer","use":"answer","length":20,"unit":"working days","counting":"after"}`)
		question := "/questions/" + string(o.draftQuestion())
		o.move(models.RoleCommissioner, question, "approve", `{}`)
		o.move(models.RolePlan, question, "put", `{}`)
		due := func(want string) {
			t.Helper()
			if read := o.get(models.RoleChief, question); read.text("due_on") != want {
				t.Errorf("due on %s, want %s: %s", read.text("due_on"), want, read.text("due_how"))
			}
		}
		due("2019-04-01")
		o.make(models.RoleAdmin, "/bank-holidays", `{"title":"Royal wedding","day":"2019-03-20","change":"added"}`)
		due("2019-04-02")
		o.move(models.RolePlan, question, "stop", `{"reason":"Which years?"}`)
		o.move(models.RolePlan, question, "restart", `{"reason":"These"}`)
		o.move(models.RoleChief, question, "hold", `{"holding_reply":"In April","asked_until":"2019-04-10"}`)
		o.move(models.RolePlan, question, "refuse-time", `{"reason":"There was time"}`)
		o.move(models.RoleChief, question, "ask-time", `{"asked_until":"2019-04-09","reason":"Figures late"}`)
		o.move(models.RolePlan, question, "extend", `{"due_on":"2019-04-09","reason":"Agreed"}`)
		due("2019-04-09")

		items := o.get(models.RoleChief, "/limbs?question="+url.QueryEscape(strings.TrimPrefix(question, "/questions/"))).member("items").([]any)
		limb := "/limbs/" + items[0].(map[string]any)["ref"].(string)
		o.move(models.RoleChief, limb, "disclaim", fmt.Sprintf(`{"belongs_to":%q,"reason":"They count them"}`, o.people[models.RolePlan].Body))
		o.move(models.RoleCommissioner, limb, "insist", `{"reason":"So does the force"}`)
		if read := o.get(models.RolePlan, limb); read.text("belongs_to") != "" {
			t.Errorf("the limb still belongs to somebody else: %s", read.body)
		}
	})
}
