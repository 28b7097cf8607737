package main

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"

	"answerable/internal/clock"
	"answerable/models"
	"answerable/service"
)

// TestBrowserSimilarQuestions writes a question that was asked before, with
// JavaScript and without.
func TestBrowserSimilarQuestions(t *testing.T) {
	w := startSite(startBrowser(t), t, filepath.Join(t.TempDir(), "sample.db"), clock.From(browserDay))
	earlier := w.askedBefore(t)
	t.Run("while it is written", func(t *testing.T) {
		b := w.signedIn(t, models.RolePlan)
		b.open("/questions/new?start=draft")
		if b.shown("[data-similar-look]") {
			t.Error("the button is there although the list comes by itself")
		}
		b.fill("Short title", "Quokkas again")
		b.fill("Question", "Are quokkas still fed at the roadside?")
		b.waitFor("the earlier question", "main.querySelector('[data-similar-list]').innerText.includes('Quokkas at the roadside')")
		b.sees("Asked before", earlier, "Answered on 1 February 2026: By nobody.", "Nobody feeds them", "Stated, not tested")
		if got := b.call("() => document.querySelector('[data-similar-status]').textContent"); got != "One question is like it." {
			t.Errorf("it is said aloud: %q", got)
		}
		for _, width := range []int64{wide, narrow} {
			b.resize(width)
			b.holds("the list beside the form", append(b.axe(), lines(b.call(fitting))...))
			b.picture(fmt.Sprint("similar-", width))
		}
		b.resize(wide)
		b.click(`//main//button[starts-with(normalize-space(.), "Follow this up")]`)
		b.focused("the field", `e.id === 'follows_up'`)
		if got := b.value("Follows up"); got != earlier {
			t.Errorf("it follows up %q", got)
		}
		b.waitFor("the list to say so", "main.innerText.includes('Your question follows it up.')")
		if got := b.value("Short title"); got != "Quokkas again" || b.path() != "/questions/new" {
			t.Errorf("the title is %q", got)
		}
		b.fill("Short title", "")
		b.fill("Question", "Zzz")
		b.waitFor("the list to be empty", "main.innerText.includes('No question that you can see is like it.')")
		b.quiet()
	})
	t.Run("without JavaScript", func(t *testing.T) {
		b := w.tab(t)
		send(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		b.signIn(signIns[models.RolePlan])
		b.open("/questions/new?start=draft")
		b.fill("Short title", "Quokkas at the roadside again")
		b.press("Show what was asked before")
		b.sees("Quokkas at the roadside", "Follow this up")
		b.press("Follow this up: Quokkas at the roadside")
		b.sees("Your question follows it up.")
		if got := b.value("Follows up"); got != earlier || b.value("Short title") != "Quokkas at the roadside again" {
			t.Errorf("it follows up %q", got)
		}
		b.quiet()
	})
}

// askedBefore records a question with an answer and an assurance.
func (w *site) askedBefore(t *testing.T) string {
	t.Helper()
	var ref models.Ref
	err := w.service.Load(context.Background(), w.actor(t, models.RolePlan), "", func(l *service.Loader) error {
		added := func(k *models.Kind, start string, fields map[string]any) models.Ref {
			m, err := l.Add(k, start, fields)
			if err != nil {
				t.Fatal(err)
			}
			return m.Base().Ref
		}
		meeting := added(models.MeetingKind, "record", map[string]any{"title": "COM", "type": "com", "held_on": "2026-01-20"})
		ref = added(models.QuestionKind, "record", map[string]any{"meeting": meeting, "title": "Quokkas at the roadside", "text": "Who feeds the quokkas at the roadside?", "put_on": "2026-01-20"})
		answer := added(models.AnswerKind, "record", map[string]any{"question": ref, "text": "By nobody.", "given_on": "2026-02-01"})
		added(models.AssuranceKind, "state", map[string]any{"title": "Nobody feeds them", "statement": "Nobody does.", "taken_from": answer})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(ref)
}

// waitFor waits until something holds of the main part of the page.
func (b *tab) waitFor(what, is string) {
	b.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if b.call("() => { const main = document.querySelector('main'); return ("+is+") ? 'yes' : '' }") != "" {
			return
		}
	}
	b.fatal("in vain was waited for " + what)
}

// shown tells whether an element can be seen.
func (b *tab) shown(selector string) bool {
	b.t.Helper()
	return b.call("(s) => document.querySelector(s).checkVisibility() ? 'yes' : ''", selector) != ""
}
