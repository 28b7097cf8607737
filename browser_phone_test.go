package main

import (
	"encoding/json"
	"fmt"
	"testing"

	"answerable/models"
	"answerable/service"
)

// The window of a small phone, held upright.
const (
	phoneWidth  = 375
	phoneHeight = 740
)

// onAPhone lets a chief officer read, clear and submit an answer on a phone.
func (w *site) onAPhone(t *testing.T) {
	t.Parallel()
	const title, text = "Calls at night", "Nine in ten within fifteen seconds.\n\nThe rest within a minute, and none was lost."
	answer := w.inClearance(t, title, text)

	b := w.tab(t)
	b.window(phoneWidth, phoneHeight)
	b.signIn(signIns[models.RoleChief])
	b.onPhone("home")
	b.sees("Answers to clear")
	b.follow(title)
	if b.path() != answer {
		t.Fatalf("the link of what is to be cleared leads to %s, not to %s", b.path(), answer)
	}
	b.sees("How fast are they answered?", "Illustrative: how fast", "Nine in ten within fifteen seconds.", "none was lost")
	b.within("Clear")
	b.onPhone("answer")
	b.press("Clear")
	b.onPhone("clear")
	b.press("Clear")
	b.sees("Done: clear.", "Cleared")
	b.within("Submit to the Commissioner")
	b.onPhone("cleared")
	b.press("Submit to the Commissioner")
	b.sees("Exactly this leaves the force", "none was lost", "It cannot be taken back")
	b.onPhone("submit")
	b.press("Submit to the Commissioner")
	b.sees("Done: submit to the Commissioner.", "Submitted")
	b.onPhone("submitted")
	b.follow(title)
	b.sees("Answered", "Nine in ten")
	b.onPhone("question")
	b.quiet()
}

// inClearance puts a question that is due soon, with an answer that waits to be
// cleared, and returns the path of that.
func (w *site) inClearance(t *testing.T, title, text string) string {
	t.Helper()
	plan, pcc, drafter := w.actor(t, models.RolePlan), w.actor(t, models.RoleCommissioner), w.actor(t, models.RoleDrafter)
	meeting := w.fullestFirst(t, plan, models.MeetingKind)[0].Base().Ref
	question := w.made(t, plan, models.QuestionKind, map[string]any{"meeting": meeting, "title": title, "text": "How fast are they answered?"})
	w.made(t, plan, models.LimbKind, map[string]any{"question": question, "text": "Illustrative: how fast"})
	w.moved(t, pcc, models.QuestionKind, question, "approve", nil)
	w.moved(t, pcc, models.QuestionKind, question, "put", map[string]any{"due_on": "2026-03-04"})
	answer := w.made(t, drafter, models.AnswerKind, map[string]any{"question": question, "text": text})
	w.moved(t, drafter, models.AnswerKind, answer, "send-for-clearance", nil)
	return "/answers/" + string(answer)
}

func (w *site) made(t *testing.T, who *models.Actor, k *models.Kind, of map[string]any) models.Ref {
	t.Helper()
	m, err := w.service.Create(t.Context(), who, k, "", entered(t, of))
	if err != nil {
		t.Fatal(err)
	}
	return m.Base().Ref
}

func (w *site) moved(t *testing.T, who *models.Actor, k *models.Kind, ref models.Ref, move string, of map[string]any) {
	t.Helper()
	one, err := w.service.Get(t.Context(), who, k, ref)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.service.Move(t.Context(), who, k, ref, one.Model.Base().Version, move, entered(t, of)); err != nil {
		t.Fatal(err)
	}
}

func entered(t *testing.T, of map[string]any) service.JSON {
	t.Helper()
	in := service.JSON{}
	for name, value := range of {
		text, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		in[name] = text
	}
	return in
}

// onPhone holds that the page is no wider than the phone and that its buttons
// are large enough for a thumb.
func (b *tab) onPhone(name string) {
	b.t.Helper()
	b.holds(name+" on a phone", append(lines(b.call(fitting)), lines(b.call(thumbs))...))
	b.picture("phone-" + name)
}

// thumbs lists the buttons that are smaller than 44 px either way.
const thumbs = `() => [...document.querySelectorAll('main .govuk-button')]
	.map((e) => [e.textContent.trim(), e.getBoundingClientRect()])
	.filter(([, box]) => box.height > 0 && (box.height < 44 || box.width < 44))
	.map(([text, box]) => 'the button ' + text + ' is ' + box.width + ' by ' + box.height + ' px')
	.join('\n')`

// within holds that a button is seen without scrolling.
func (b *tab) within(button string) {
	b.t.Helper()
	bottom := b.call(`(text) => String(Math.round([...document.querySelectorAll('main .govuk-button')].find((e) => e.textContent.trim() === text)?.getBoundingClientRect().bottom + scrollY))`, button)
	var at int
	if _, err := fmt.Sscan(bottom, &at); err != nil || at > phoneHeight {
		b.t.Errorf("the button %s ends at %s px, below the first %d", button, bottom, phoneHeight)
	}
}
