package api

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"answerable/models"
)

// program is somebody's program: it knows its token and nothing of the inside.
type program struct {
	*office
	role models.Role
}

// renew makes a token that outlasts the test.
func (p program) renew() {
	p.t.Helper()
	p.tokens[p.role] = p.ok(http.StatusCreated, p.call(p.role, http.MethodPost, "/tokens", `{"name":"chain","days":365}`)).text("secret")
}

func (p program) ok(status int, got reply) reply {
	p.t.Helper()
	if got.status != status {
		p.t.Fatalf("%s: answered %d: %s", p.role, got.status, got.body)
	}
	return got
}

func (p program) read(path string) reply {
	p.t.Helper()
	return p.ok(http.StatusOK, p.get(p.role, path))
}

// hidden holds that an address answers as if there were nothing.
func (p program) hidden(path string) {
	p.t.Helper()
	p.ok(http.StatusNotFound, p.get(p.role, path))
}

func (p program) create(path string, of map[string]any) string {
	p.t.Helper()
	made := p.ok(http.StatusCreated, p.call(p.role, http.MethodPost, path, asJSON(p.t, of)))
	return made.text("ref")
}

// move makes a move on a record as it stands now.
func (p program) move(path, move string, of map[string]any) reply {
	p.t.Helper()
	sent := map[string]any{"move": move}
	for name, value := range of {
		sent[name] = value
	}
	return p.call(p.role, http.MethodPost, path+"/moves", asJSON(p.t, sent), "If-Match: "+p.read(path).header.Get("ETag"))
}

func (p program) must(path, move string, of map[string]any) reply {
	p.t.Helper()
	return p.ok(http.StatusOK, p.move(path, move, of))
}

func asJSON(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// passageOf is where a text stands in another, as an assurance keeps it.
func passageOf(t *testing.T, text, in string) string {
	t.Helper()
	at := strings.Index(in, text)
	if at < 0 {
		t.Fatalf("%q does not stand in %q", text, in)
	}
	first := len([]rune(in[:at])) + 1
	return models.Passage{First: first, Last: first + len([]rune(text)) - 1}.String()
}

// TestTheWholeChainThroughTheAPI walks the chain as four programs: question,
// allocation, answer, judgement, assurance and commitment from the text, second
// answer, verdict, lapse and the question that tests again.
func TestTheWholeChainThroughTheAPI(t *testing.T) {
	eachOffice(t, func(o *office) {
		plan, pcc, drafter, chief := program{o, models.RolePlan}, program{o, models.RoleCommissioner}, program{o, models.RoleDrafter}, program{o, models.RoleChief}
		panel := program{o, models.RolePanel}
		for _, p := range []program{plan, pcc, drafter, chief, panel} {
			p.renew()
		}
		admin := program{o, models.RoleAdmin}
		clock := admin.create("/clocks", map[string]any{"title": "Answers", "use": "answer", "length": 20, "unit": "working days", "counting": "after"})
		admin.create("/escalations", map[string]any{"clock": clock, "days": 1, "tell": "chief"})

		meeting := plan.create("/meetings", map[string]any{"title": "COM", "type": "com", "held_on": "2019-03-20"})
		question := "/questions/" + plan.create("/questions", map[string]any{"meeting": meeting, "title": "Legacy", "text": "How are legacy cases reviewed, and at what cost?", "asked_of": chief.people[chief.role].Body})
		ref := strings.TrimPrefix(question, "/questions/")
		review := plan.create("/limbs", map[string]any{"question": ref, "text": "How are they reviewed?"})
		cost := plan.create("/limbs", map[string]any{"question": ref, "text": "At what cost?"})
		chief.hidden(question)
		if got := plan.move(question, "approve", nil); got.status != http.StatusForbidden {
			t.Errorf("a plan manager approves: %d", got.status)
		}
		pcc.must(question, "approve", nil)
		// Put on Monday 4 March 2019; twenty working days end on 1 April.
		put := pcc.must(question, "put", nil)
		if put.text("due_on") != "2019-04-01" || !strings.Contains(put.text("due_how"), "20 working days after 4 March 2019") {
			t.Errorf("it is due %s: %s", put.text("due_on"), put.text("due_how"))
		}

		allocation := "/allocations/" + chief.create("/allocations", map[string]any{"question": ref, "drafter": o.people[models.RoleDrafter].Person, "brief": "Secretbrief"})
		drafter.must(allocation, "accept", nil)
		first := "Each month, by a board – “every case”. The cost will be reported by 1 July 2019."
		answer := "/answers/" + drafter.create("/answers", map[string]any{"question": ref, "text": "A first go."})
		comment := "/notes/" + drafter.create("/notes?start=add", map[string]any{"about": strings.TrimPrefix(answer, "/answers/"), "text": "Secretcomment"})
		drafter.must(answer, "send-for-clearance", nil)
		if got := drafter.move(answer, "clear", nil); got.status != http.StatusForbidden {
			t.Errorf("a drafter clears: %d", got.status)
		}
		chief.must(answer, "send-back", map[string]any{"reason": "Say what it costs"})
		drafter.ok(http.StatusOK, drafter.call(drafter.role, http.MethodPatch, answer, asJSON(t, map[string]any{"text": first}), "If-Match: "+drafter.read(answer).header.Get("ETag")))
		drafter.must(answer, "send-for-clearance", nil)
		for _, outside := range []program{plan, pcc, panel} {
			for _, path := range []string{answer, answer + "/history", allocation, comment} {
				outside.hidden(path)
			}
			for _, path := range []string{question + "/thread", "/search?q=secretbrief", "/search?q=secretcomment", "/answers", "/allocations", "/notes", question + "/history", "/work"} {
				if body := string(outside.read(path).body); strings.Contains(body, ref+"-A") || strings.Contains(body, "Secret") || strings.Contains(body, ref+"-D") {
					t.Errorf("%s reads in %s of what is the force's own: %s", outside.role, path, body)
				}
			}
		}
		chief.must(answer, "clear", nil)
		chief.must(answer, "submit", nil)
		if state := chief.read(allocation).text("state"); state != string(models.AllocationDone) {
			t.Errorf("after submission the allocation is %q", state)
		}
		plan.hidden(allocation)
		plan.hidden(comment)

		// What is relied on and what is promised are taken from the text.
		taken := func(text string) (string, string) { return text, passageOf(t, text, first) }
		statement, at := taken("Each month, by a board – “every case”.")
		assurance := plan.create("/assurances", map[string]any{"title": "Monthly review", "statement": statement, "passage": at, "wording": "verbatim", "taken_from": strings.TrimPrefix(answer, "/answers/"), "relied_until": "2019-09-01"})
		promise, at := taken("The cost will be reported by 1 July 2019.")
		commitment := plan.create("/commitments", map[string]any{"title": "Cost", "text": promise, "passage": at, "wording": "verbatim", "arises_from": strings.TrimPrefix(answer, "/answers/"), "body": chief.people[chief.role].Body, "due_on": "2019-07-01"})
		wrong := plan.call(plan.role, http.MethodPost, "/assurances", asJSON(t, map[string]any{"title": "Wrong", "statement": statement, "passage": "1-4", "taken_from": strings.TrimPrefix(answer, "/answers/")}))
		if wrong.status != http.StatusUnprocessableEntity || !strings.Contains(string(wrong.body), "word for word") {
			t.Errorf("a passage that does not stand there: %d %s", wrong.status, wrong.body)
		}
		if body := string(plan.read(answer + "/passages").body); !strings.Contains(body, assurance) || !strings.Contains(body, commitment) {
			t.Errorf("the answer does not say what was taken from it: %s", body)
		}

		judged := plan.ok(http.StatusOK, plan.call(plan.role, http.MethodPost, question+"/judgement", asJSON(t, map[string]any{
			"limbs": map[string]any{
				review: map[string]any{"outcome": "answered", "version": 1},
				cost:   map[string]any{"outcome": "not answered", "reason": "No cost is given", "version": 1},
			},
			"then": "return", "reason": "The cost is missing",
		}), "If-Match: "+plan.read(question).header.Get("ETag")))
		if judged.text("state") != "returned" || judged.text("due_on") != "2019-04-01" {
			t.Errorf("after the judgement it is %s, due %s", judged.text("state"), judged.text("due_on"))
		}

		second := "/answers/" + drafter.create("/answers", map[string]any{"question": ref, "text": "It costs £2,500 a month."})
		drafter.must(second, "send-for-clearance", nil)
		chief.must(second, "clear", nil)
		chief.must(second, "submit", nil)
		plan.ok(http.StatusOK, plan.call(plan.role, http.MethodPost, question+"/judgement", asJSON(t, map[string]any{
			"limbs": map[string]any{cost: map[string]any{"outcome": "answered", "version": int(plan.read("/limbs/" + cost).member("version").(float64))}}, "then": "close",
		}), "If-Match: "+plan.read(question).header.Get("ETag")))
		if state := panel.read(question).text("state"); state != "closed" {
			t.Errorf("the question is %s", state)
		}

		record := "/assurances/" + assurance
		unproven := map[string]any{"assurance": assurance, "verdict": "assured", "rationale": "We believe it"}
		plan.ok(http.StatusUnprocessableEntity, plan.call(plan.role, http.MethodPost, "/reviews", asJSON(t, unproven)))
		evidence := plan.create("/activities", map[string]any{"title": "Visit to the board", "type": "other", "started": "2019-03"})
		pcc.create("/reviews", map[string]any{"assurance": assurance, "verdict": "partly assured", "rationale": "Two of three months", "evidence": []string{evidence}, "relied_until": "2019-06-03"})
		if standing := panel.read(record).text("standing"); standing != "partly assured" {
			t.Errorf("the assurance stands %q", standing)
		}
		plan.ok(http.StatusConflict, plan.get(plan.role, record+"/retest"))

		o.clock.Set(time.Date(2019, 6, 4, 9, 0, 0, 0, time.UTC))
		if standing := panel.read(record).text("standing"); standing != "lapsed" {
			t.Errorf("after its day the assurance stands %q", standing)
		}
		next := plan.create("/meetings", map[string]any{"title": "Next COM", "type": "com", "held_on": "2019-06-20"})
		for _, path := range []string{"/work", "/meetings/" + next + "/proposals", "/assurances/ledger"} {
			if body := string(plan.read(path).body); !strings.Contains(body, assurance) {
				t.Errorf("%s does not name the lapsed assurance: %s", path, body)
			}
		}
		proposed := plan.read(record + "/retest")
		if body := string(proposed.body); !strings.Contains(body, next) || !strings.Contains(body, "Each month, by a board") || !strings.Contains(body, ref) {
			t.Errorf("the proposal for a re-test is %s", body)
		}
		again := plan.create(record+"/retest", map[string]any{})
		if got := plan.read("/questions/" + again); got.text("follows_up") != ref || got.text("meeting") != next || got.text("state") != "draft" {
			t.Errorf("the re-test question is %s", got.body)
		}
		if total := plan.read("/limbs?question=" + again).member("total"); total == float64(0) {
			t.Error("the re-test question asks nothing")
		}
	})
}
