package api

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"answerable/models"
)

// answeredQuestion is a question that was put, with its first limb and the
// answer that was submitted to it.
func (o *office) answeredQuestion(text string) (question, limb, answer models.Ref) {
	o.t.Helper()
	question = o.putQuestion()
	answer = o.make(models.RoleDrafter, "/answers", fmt.Sprintf(`{"question":%q,"text":%q}`, question, text))
	at := "/answers/" + string(answer)
	o.move(models.RoleDrafter, at, "send-for-clearance", `{}`)
	o.move(models.RoleChief, at, "clear", `{}`)
	o.move(models.RoleChief, at, "submit", `{}`)
	return question, question + "-L1", answer
}

func TestJudgement(t *testing.T) {
	eachOffice(t, func(o *office) {
		c := o.contract()
		question, limb, _ := o.answeredQuestion("Each month.")
		at, described := "/questions/"+string(question)+"/judgement", "/questions/{ref}/judgement"
		tag := "If-Match: " + o.get(models.RolePlan, "/questions/"+string(question)).header.Get("ETag")
		body := func(limbs, rest string) string {
			return strings.NewReplacer("LIMB", string(limb)).Replace(`{"limbs":{` + limbs + `}` + rest + `}`)
		}
		const partly = `"LIMB":{"outcome":"partly answered","reason":"Half","version":1}`
		scenarios := []scenario{
			{name: "no version of the question", role: models.RolePlan, body: body(partly, ""), status: 428},
			{name: "an old version of the question", role: models.RolePlan, body: body(partly, ""), headers: []string{`If-Match: "1"`}, status: 412, says: []string{`"current":{`}},
			{name: "an old version of the limb", role: models.RolePlan, body: body(`"LIMB":{"outcome":"answered","version":9}`, ""), headers: []string{tag}, status: 412},
			{name: "the force", role: models.RoleChief, body: body(partly, ""), headers: []string{tag}, status: 403},
			{name: "a limb without outcome", role: models.RolePlan, body: body(`"LIMB":{}`, ""), headers: []string{tag}, status: 422,
				says: []string{`"field":"limbs.` + string(limb) + `.outcome"`, `"field":"limbs.` + string(limb) + `.version"`}},
			{name: "limbs that are none", role: models.RolePlan, body: `{"limbs":[],"then":""}`, headers: []string{tag}, status: 422, says: []string{`"field":"limbs"`, "must be an object"}},
			{name: "a limb that is no object", role: models.RolePlan, body: body(`"LIMB":"answered"`, ""), headers: []string{tag}, status: 422, says: []string{`"field":"limbs.` + string(limb) + `"`}},
			{name: "a limb twice said", role: models.RolePlan, body: body(`"LIMB":{"outcome":"answered","outcome":"answered","version":1}`, ""), headers: []string{tag}, status: 400},
			{name: "wrong types", role: models.RolePlan, body: body(`"LIMB":{"outcome":1,"version":"x"}`, `,"then":1,"colour":"red"`), headers: []string{tag}, status: 422,
				says: []string{`"field":"limbs.` + string(limb) + `.outcome"`, `"field":"then"`, `"field":"colour"`}},
			{name: "no reason", role: models.RolePlan, body: body(`"LIMB":{"outcome":"not answered","version":1}`, `,"then":"return"`), headers: []string{tag}, status: 422,
				says: []string{`"field":"limbs.` + string(limb) + `.reason"`, `"field":"reason"`}},
			{name: "closed before it is judged", role: models.RolePlan, body: `{"then":"close"}`, headers: []string{tag}, status: 409, says: []string{`"field":"limbs.` + string(limb) + `.outcome"`}},
			{name: "judged and returned", role: models.RoleCommissioner, body: body(partly, `,"then":"return","reason":"The rest","due_on":"2019-03-25"`), headers: []string{tag}, status: 200,
				says: []string{`"state":"returned"`, `"due_on":"2019-03-25"`}},
		}
		for _, s := range scenarios {
			s.method, s.path = http.MethodPost, at
			s.run(o)
			c.holds(http.MethodPost, described, o.call(s.role, s.method, at, s.body, s.headers...))
		}
		if got := o.get(models.RoleChief, "/limbs/"+string(limb)); got.text("state") != string(models.LimbPartly) {
			t.Errorf("the limb is %s", got.body)
		}
	})
}

func TestPassagesOfAnAnswer(t *testing.T) {
	eachOffice(t, func(o *office) {
		c := o.contract()
		_, _, answer := o.answeredQuestion("🚓 first. “Then” e.g. this.")
		path, described := "/answers/"+string(answer)+"/passages", "/answers/{ref}/passages"
		o.make(models.RolePlan, "/assurances", fmt.Sprintf(`{"title":"Then","statement":"“Then” e.g. this.","taken_from":%q,"passage":"10-26"}`, answer))
		for _, role := range models.Roles {
			got := o.get(role, path)
			c.holds(http.MethodGet, described, got)
			for _, want := range []string{
				`{"first":1,"last":8,"text":"🚓 first.","opens_paragraph":true}`, `{"first":10,"last":26,"text":"“Then” e.g. this.","opens_paragraph":false}`, `"standing":"stated","first":10,"last":26`,
			} {
				if !strings.Contains(string(got.body), want) {
					t.Errorf("as %s: %d, no %s: %s", role, got.status, want, got.body)
				}
			}
		}
		refused := o.call(models.RolePlan, http.MethodPost, "/assurances", fmt.Sprintf(`{"title":"Then","statement":"“Then” i.e. this.","taken_from":%q,"passage":"10-26"}`, answer))
		if refused.status != http.StatusUnprocessableEntity || !strings.Contains(string(refused.body), `"field":"passage"`) {
			t.Errorf("%d %s", refused.status, refused.body)
		}
		c.holds(http.MethodGet, described, o.get(models.RolePlan, "/answers/NONE/passages"))
	})
}
