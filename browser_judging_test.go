package main

import (
	"encoding/json"
	"net/url"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"

	"answerable/models"
	"answerable/service"
)

const (
	whatWasSaid = "“Zoë” 🚓🚓 said: “naïve — not so”.\n\nEach month “a board” 👮 reviews every case. It costs £2.5m.\n- and more"
	whatWeTake  = "“a board” 👮 reviews every case"
)

// judging judges an answer limb by limb beside its question, and takes from its
// text what was selected there with the mouse, to the letter.
func (w *site) judging(t *testing.T) {
	t.Parallel()
	question, answer := w.answeredQuestion(t)
	b := w.signedIn(t, models.RolePlan)
	b.open("/questions/" + string(question))
	b.press("Judge this answer")
	b.heading("Judge the answer")
	b.judge("the page for judging", true)

	b.open("/questions/" + string(question))
	b.follow("Take assurances and commitments from its text: " + string(answer))
	b.judge("the page for taking from the text", true)
	b.drag(whatWeTake)
	b.told("Selected: “" + whatWeTake + "”")
	if ticked := b.call("() => String(document.querySelectorAll('main input:checked').length)"); ticked != "0" {
		t.Errorf("selecting words ticked %s sentences", ticked)
	}
	b.judge("the page with words selected", true)
	b.press("Record as assurance")
	if got := b.value("What was said"); got != whatWeTake {
		t.Errorf("the form says %q", got)
	}
	b.fill("Short title", "A board reviews")
	b.press("Record an assurance")
	b.heading("A board reviews")
	b.sees("Where it stands", whatWeTake)
	b.judge("the assurance in its surroundings", true)
	w.stands(t, b.path(), answer)

	b.open("/questions/" + string(question) + "/judge")
	b.sees("Assurance: A board reviews", "Stated, not tested")
	b.call(`() => { [...document.querySelectorAll('main input[type=radio][value="partly answered"]')].forEach((r) => r.click()); return '' }`)
	b.press("Save the judgement")
	b.sees("There is a problem", "Reason for “How often?”: must be given")
	b.judge("the page for judging with a problem", true)
	b.fill("Reason for limb 1", "“Each month” of which year?")
	b.press("Save the judgement")
	b.sees("The judgement was saved.", "Partly answered")
	b.quiet()
}

// answeredQuestion records a question of one limb with an answer to it.
func (w *site) answeredQuestion(t *testing.T) (question, answer models.Ref) {
	t.Helper()
	plan := w.actor(t, models.RolePlan)
	meeting := w.fullestFirst(t, plan, models.MeetingKind)[0].Base().Ref
	add := func(k *models.Kind, start string, form url.Values) models.Ref {
		t.Helper()
		form.Set("marking", string(models.Official))
		made, err := w.service.Create(t.Context(), plan, k, start, service.Form(form))
		if err != nil {
			t.Fatal(err)
		}
		return made.Base().Ref
	}
	question = add(models.QuestionKind, "record", url.Values{"meeting": {string(meeting)}, "title": {"Reviews of old cases"}, "text": {"How often?"}})
	add(models.LimbKind, "add", url.Values{"question": {string(question)}, "text": {"How often?"}})
	answer = add(models.AnswerKind, "record", url.Values{"question": {string(question)}, "text": {whatWasSaid}})
	return question, answer
}

// stands holds that the assurance at a path is kept with the very words, and
// with where they stand.
func (w *site) stands(t *testing.T, path string, answer models.Ref) {
	t.Helper()
	one, err := w.service.Get(t.Context(), w.actor(t, models.RolePlan), models.AssuranceKind, models.Ref(path[len("/assurances/"):]))
	if err != nil {
		t.Fatal(err)
	}
	kept := one.Model.(*models.Assurance)
	at, _ := models.ParsePassage(kept.Passage)
	if kept.Statement != whatWeTake || at.Of(whatWasSaid) != whatWeTake || kept.TakenFrom != answer || kept.Wording != "verbatim" {
		t.Errorf("kept is %q at %s of %s", kept.Statement, kept.Passage, kept.TakenFrom)
	}
}

// endsOf gives where on the screen a text of one line begins and ends.
const endsOf = `(text) => {
	const piece = [...document.querySelectorAll('[data-first]')].find((p) => p.textContent.includes(text))
	piece.scrollIntoView({ block: 'center' })
	const range = document.createRange(), at = piece.textContent.indexOf(text)
	range.setStart(piece.firstChild, at)
	range.setEnd(piece.firstChild, at + text.length)
	const { left, right, top, bottom } = range.getBoundingClientRect()
	return JSON.stringify([left, right, (top + bottom) / 2])
}`

// drag selects a text of one line with the mouse.
func (b *tab) drag(text string) {
	b.t.Helper()
	var ends [3]float64
	if err := json.Unmarshal([]byte(b.call(endsOf, text)), &ends); err != nil {
		b.t.Fatal(err)
	}
	mouse := input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMousePressed, X: ends[0] + 0.5, Y: ends[2], Button: input.MouseButtonLeft, Buttons: 1, ClickCount: 1}
	send(b, input.DispatchMouseEvent, mouse)
	for _, x := range []float64{(ends[0] + ends[1]) / 2, ends[1] - 0.5, ends[1]} {
		mouse.Type, mouse.X = input.DispatchMouseEventTypeMouseMoved, x
		send(b, input.DispatchMouseEvent, mouse)
	}
	mouse.Type, mouse.Buttons = input.DispatchMouseEventTypeMouseReleased, 0
	send(b, input.DispatchMouseEvent, mouse)
}

// told waits until the page says something by itself, to everybody.
func (b *tab) told(text string) {
	b.t.Helper()
	said := ""
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if said = b.call("() => document.querySelector('main [role=status]').textContent"); said == text {
			return
		}
	}
	b.fatal("the page tells " + said + ", not " + text)
}
