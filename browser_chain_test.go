package main

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"answerable/internal/clock"
	"answerable/models"
)

const (
	chainFirst  = "Ninety were held – every one “in person”. Their cost will be reported by 1 July 2026."
	chainRelied = "Ninety were held – every one “in person”."
	chainVowed  = "Their cost will be reported by 1 July 2026."
)

// TestBrowserChain walks the entire chain as four people, each in a browser of
// their own: from the draft of a question to the question that tests again what
// was relied on.
func TestBrowserChain(t *testing.T) {
	now := clock.Fixed(browserDay)
	w := startSite(startBrowser(t), t, filepath.Join(t.TempDir(), "chain.db"), now)
	plan, pcc, drafter, chief := w.signedIn(t, models.RolePlan), w.signedIn(t, models.RoleCommissioner), w.signedIn(t, models.RoleDrafter), w.signedIn(t, models.RoleChief)

	plan.open("/questions/new?start=draft")
	plan.choose("Meeting", "next Community Outcomes Meeting")
	plan.fill("Short title", "Return interviews")
	plan.fill("Question", "How many return interviews were held, and what did they cost?")
	plan.press("Draft a question")
	question := plan.path()
	for _, limb := range []string{"How many were held", "What they cost"} {
		plan.open(question)
		plan.fill("Something more that it asks", limb)
		plan.press("Add it")
	}
	drafter.hidden(question)
	pcc.open(question)
	pcc.step("Approve", nil)
	drafter.hidden(question)
	pcc.step("Put to the Chief Constable", nil)
	// Twenty working days after Wednesday 4 March 2026 end on Wednesday 1 April.
	pcc.sees("1 April 2026", "20 working days after 4 March 2026")

	chief.open(question)
	chief.follow("Allocate to a drafter")
	chief.choose("Drafter", "Safeguarding analyst")
	chief.fill("What is wanted", "The unit has the figures")
	chief.press("Allocate to a drafter")
	allocation := chief.path()
	plan.hidden(allocation)
	drafter.open("/")
	drafter.sees("Questions allocated to you", "Return interviews")
	drafter.open(allocation)
	drafter.step("Accept", nil)
	drafter.open(question)
	drafter.follow("Draft an answer")
	drafter.fill("Answer", "Ninety were held.")
	drafter.press("Draft an answer")
	answer := drafter.path()
	drafter.step("Send for clearance", nil)
	if drafter.offers("Clear") {
		t.Error("who drafted the answer may clear it")
	}
	chief.open(answer)
	chief.step("Send back to the drafter", func() { chief.fill("Reason", "Say what they cost") })
	drafter.open(answer)
	drafter.sees("Say what they cost")
	drafter.press("Change")
	drafter.fill("Answer", chainFirst)
	drafter.press("Save changes")
	drafter.step("Send for clearance", nil)
	plan.hidden(answer)
	plan.open(question)
	plan.sees("No answer is recorded.")
	chief.open(answer)
	chief.step("Clear", nil)
	plan.hidden(answer)
	chief.step("Submit to the Commissioner", nil)
	plan.hidden(allocation)

	plan.open("/")
	plan.sees("Answers to judge")
	assurance := plan.take(answer, chainRelied, "assurance", func() {
		plan.fill("Short title", "Interviews in person")
		plan.press("Record an assurance")
	})
	plan.sees(chainRelied, "Stated, not tested")
	plan.take(answer, chainVowed, "commitment", func() {
		plan.fill("Short title", "Report the cost")
		plan.choose("Body that undertook it", "West Yorkshire Police")
		plan.fillDate("due_on", "1", "7", "2026")
		plan.press("Record a commitment")
	})
	plan.sees(chainVowed, "1 July 2026")

	plan.judgeLimbs(question, "answered", "not answered")
	plan.fill("Reason for limb 2", "No cost is given")
	plan.tick("then", "return")
	plan.fill("Reason for returning it", "The cost is missing")
	plan.press("Save the judgement")
	plan.sees("Returned", "Not answered")

	drafter.open(question)
	drafter.sees("The cost is missing")
	drafter.follow("Draft an answer")
	drafter.fill("Answer", "They cost £2,500 a month.")
	drafter.press("Draft an answer")
	second := drafter.path()
	drafter.step("Send for clearance", nil)
	chief.open(second)
	chief.step("Clear", nil)
	chief.step("Submit to the Commissioner", nil)
	plan.judgeLimbs(question, "answered", "answered")
	plan.tick("then", "close")
	plan.press("Save the judgement")
	plan.sees("Closed")

	pcc.open(assurance)
	pcc.press("Test the assurance")
	pcc.tick("verdict", "assured")
	pcc.fill("Why", "Seen for two of three months")
	pcc.press("Record the test")
	pcc.sees("There is a problem", "without evidence there is no “assured”")
	pcc.tick("verdict", "partly assured")
	pcc.fill("References of", question[len("/questions/"):])
	pcc.fillDate("relied_until", "3", "6", "2026")
	pcc.press("Record the test")
	pcc.sees("Partly assured", "Seen for two of three months")

	// The sessions end with the months that pass.
	now.Set(time.Date(2026, 6, 4, 9, 0, 0, 0, time.UTC))
	plan.signIn(signIns[models.RolePlan])
	plan.open("/meetings/new?start=plan")
	plan.fill("Title", "Community Outcomes Meeting in June")
	plan.tick("type", "com")
	plan.fillDate("held_on", "18", "6", "2026")
	plan.press("Plan a meeting")
	meeting := plan.path()
	plan.open(meeting + "/agenda")
	plan.sees("Interviews in person")
	plan.open(assurance)
	plan.sees("Lapsed")
	plan.press("Draft a re-test question")
	if asked := plan.value("Question"); !strings.Contains(asked, chainRelied) {
		t.Errorf("the proposed question does not quote what was relied on: %q", asked)
	}
	plan.press("Draft the question")
	plan.sees("Community Outcomes Meeting in June")
	plan.sees("Draft", "Follows up", "Return interviews")
	chief.signIn(signIns[models.RoleChief])
	chief.hidden(plan.path())
	for _, b := range []*tab{plan, pcc, drafter, chief} {
		b.quiet()
	}
}

// take takes a sentence from an answer and records it, and returns the path of
// what was recorded.
func (b *tab) take(answer, sentence, as string, record func()) string {
	b.t.Helper()
	b.open(answer + "/passages")
	if b.call(`(text) => { const box = [...document.querySelectorAll('main label')].find((l) => l.textContent.trim() === text)?.control; box?.click(); return box ? 'yes' : '' }`, sentence) == "" {
		b.fatal("the answer has no sentence " + sentence)
	}
	b.press("Record as " + as)
	record()
	return b.path()
}

// judgeLimbs opens the page for judging a question and ticks an outcome for
// each limb in turn.
func (b *tab) judgeLimbs(question string, outcomes ...string) {
	b.t.Helper()
	b.open(question + "/judge")
	for i, outcome := range outcomes {
		if b.call(`(n, value) => {
			const names = [...new Set([...document.querySelectorAll('main input[name$=".outcome"]')].map((e) => e.name))]
			const radio = document.querySelector('main input[name="' + names[n] + '"][value="' + value + '"]')
			radio?.click()
			return radio ? 'yes' : ''
		}`, string(rune('0'+i)), outcome) == "" {
			b.fatal("the limb cannot be judged as " + outcome)
		}
	}
}

// tick picks a radio button by its name and value.
func (b *tab) tick(name, value string) {
	b.t.Helper()
	if b.call(`(name, value) => { const r = document.querySelector('main input[name="' + name + '"][value="' + value + '"]'); r?.click(); return r ? 'yes' : '' }`, name, value) == "" {
		b.fatal(name + " offers no " + value)
	}
}
