package main

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"answerable/models"
	"answerable/service"
)

// What the pages may weigh, in bytes as they come over the network.
const (
	firstVisit = 120_000
	nextVisit  = 20_000
)

// weight measures what pages weigh for those who have nothing of them yet, and
// for those who have the stylesheet and the script.
func (w *site) weight(t *testing.T) {
	t.Parallel()
	b := w.tab(t)
	b.signIn(signIns[models.RolePlan])
	priority := w.fullestFirst(t, w.actor(t, models.RolePlan), models.PriorityKind)[0].Base().Ref
	for _, path := range []string{"/", "/questions", "/priorities/" + string(priority)} {
		send(b, network.ClearBrowserCache, cdp.Empty{})
		b.weight()
		b.open(path)
		first := b.weight()
		b.open(path)
		next := b.weight()
		t.Logf("%s: %.1f kB at the first visit, %.1f kB after", path, first/1000, next/1000)
		if first < 1000 || first >= firstVisit {
			t.Errorf("%s weighs %.0f bytes at the first visit", path, first)
		}
		if next < 500 || next >= nextVisit {
			t.Errorf("%s weighs %.0f bytes after the first visit", path, next)
		}
	}
}

// withoutScript is a plan manager's day in a browser without JavaScript.
func (w *site) withoutScript(t *testing.T) {
	t.Parallel()
	b := w.tab(t)
	send(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.signIn(signIns[models.RolePlan])
	if b.call("() => document.body.className") != "govuk-template__body" {
		t.Fatal("JavaScript is not off")
	}

	b.open("/questions")
	b.click(`//main//label[normalize-space(.)="Draft"]`)
	b.press("Apply filters")
	b.sees("Draft", "Download")
	b.follow("Illustrative: a question in draft")
	b.heading("Illustrative: a question in draft")

	b.open("/questions")
	b.press("Draft a question")
	b.fill("Short title", "Quokkas on the roads")
	b.press("Draft a question")
	b.sees("There is a problem")
	if got := b.value("Short title"); got != "Quokkas on the roads" {
		t.Errorf("after an error the title is %q", got)
	}
	b.fill("Question", "How many quokkas are there, and who feeds them?")
	b.choose("Meeting", "Illustrative")
	b.press("Draft a question")
	b.heading("Quokkas on the roads")
	question := b.path()
	b.follow("Add a limb")
	b.fill("What is asked", "How many there are")
	b.press("Add a limb")
	b.open(question)
	b.sees("How many there are")

	b.press("Withdraw before it is put")
	b.press("Withdraw before it is put")
	b.sees("There is a problem", "Reason")
	b.fill("Reason", "It was a joke")
	b.press("Withdraw before it is put")
	b.sees("Withdrawn before it was put", "It was a joke")

	b.open("/search")
	b.fill("Words, a name or a reference", "quokka")
	b.press("Search")
	b.follow("Quokkas on the roads")
	if b.path() != question {
		t.Errorf("the search leads to %s, not %s", b.path(), question)
	}

	b.open("/questions?q=quokka")
	if file := b.download(`//main//a[contains(., "as CSV")]`, ".csv"); !strings.Contains(file, "Quokkas on the roads") || strings.Count(file, "\n") != 2 {
		t.Errorf("the file holds:\n%s", file)
	}
	b.load(chromedp.Click(`//header//button[contains(., "Sign out")]`))
	b.heading("Sign in")
	b.open(question)
	b.heading("Sign in")
	b.quiet()
}

// byKeyboard does the main work with the keyboard alone.
func (w *site) byKeyboard(t *testing.T) {
	t.Parallel()
	b := w.tab(t)
	b.open("/sign-in")
	b.tabTo("the email address", `e.id === 'email'`)
	b.keys(signIns[models.RolePlan])
	b.tabTo("the password", `e.id === 'password'`)
	b.keys(password)
	b.load(pressEnter)
	b.heading("My work")

	b.tabTo("the skip link", `e.classList.contains('govuk-skip-link')`)
	b.do(pressEnter)
	b.focused("the main part", `e.id === 'main-content'`)
	b.enterLink("Holding to account")
	b.enterLink("Questions (")
	b.enterLink("Draft a question")

	b.tabTo("the button", `e.matches('main form button')`)
	b.load(pressEnter)
	b.focused("the error summary", `e.classList.contains('govuk-error-summary')`)
	if title := b.call("() => document.title"); !strings.HasPrefix(title, "Error: ") {
		t.Errorf("the title does not say that there is an error: %q", title)
	}
	b.tabTo("the error of the title", `e.hash === '#title'`)
	b.do(pressEnter)
	b.focused("the title", `e.id === 'title'`)
	b.keys("Asked by keyboard")
	b.tabTo("the question", `e.id === 'text'`)
	b.keys("Can it be done?")
	// Around the form once more, to what stands before the title.
	b.tabTo("the meeting", `e.id === 'meeting'`)
	b.keys(kb.ArrowDown)
	b.tabTo("the button", `e.matches('main form button')`)
	b.load(pressEnter)
	b.heading("Asked by keyboard")
	b.focused("what was done", `e.classList.contains('govuk-notification-banner')`)

	b.enterLink("Add a limb")
	b.tabTo("what is asked", `e.id === 'text'`)
	b.keys("Whether it can")
	b.tabTo("the button", `e.matches('main form button')`)
	b.load(pressEnter)
	b.sees("Whether it can")
	b.quiet()
}

// conflict lets one person change a record in two tabs at once.
func (w *site) conflict(t *testing.T) {
	t.Parallel()
	plan := w.actor(t, models.RolePlan)
	meeting := w.fullestFirst(t, plan, models.MeetingKind)[0].Base().Ref
	made, err := w.service.Create(t.Context(), plan, models.QuestionKind, "draft", service.Form(url.Values{
		"meeting": {string(meeting)}, "title": {"As it was"}, "text": {"What was asked"}, "why": {"Why it was"}, "marking": {string(models.Official)},
	}))
	if err != nil {
		t.Fatal(err)
	}
	record := "/questions/" + string(made.Base().Ref)
	first := w.tab(t)
	first.signIn(signIns[models.RolePlan])
	second := first.another()
	first.open(record + "/edit")
	second.open(record + "/edit")

	first.fill("Short title", "As the first wants it")
	first.fill("Why it is asked", "Because the first says so")
	first.press("Save changes")
	first.heading("As the first wants it")

	second.fill("Short title", "As the second wants it")
	second.fill("Question", "What the second asks")
	second.press("Save changes")
	second.sees("Somebody changed this question since you opened it", "As the first wants it", "As the second wants it")
	second.judge("the page of both versions", true)
	second.picture("conflict")
	for label, want := range map[string]string{
		"Short title":     "As the second wants it",
		"Question":        "What the second asks",
		"Why it is asked": "Because the first says so",
	} {
		if got := second.value(label); got != want {
			t.Errorf("%s holds %q, want %q", label, got, want)
		}
	}
	second.press("Save mine over the newer version")
	second.heading("As the second wants it")
	second.sees("What the second asks", "Because the first says so")
	second.quiet()
}

func (w *site) signedIn(t *testing.T, role models.Role) *tab {
	t.Helper()
	b := w.tab(t)
	b.signIn(signIns[role])
	return b
}

// step makes a move: by its button on the record, and then by that of the page
// that asks for what it needs.
func (b *tab) step(label string, fill func()) {
	b.t.Helper()
	record := b.path()
	b.press(label)
	b.heading(label)
	if fill != nil {
		fill()
	}
	b.press(label)
	if b.path() != record {
		b.fatal(label + " did not lead back to the record")
	}
}

// hidden holds that there is nothing at this path, as far as the person knows.
func (b *tab) hidden(path string) {
	b.t.Helper()
	if status := b.open(path); status != 404 {
		b.t.Errorf("%s may be seen: status %d", path, status)
	}
}

// offers tells whether the page has a button with this text.
func (b *tab) offers(text string) bool {
	b.t.Helper()
	return b.call("(text) => [...document.querySelectorAll('main [role=button], main button')].some((e) => e.textContent.trim() === text) ? 'yes' : ''", text) != ""
}

// quiet holds that the browser had nothing to complain of.
func (b *tab) quiet() {
	b.t.Helper()
	b.holds("the browser complains", nil)
}

// click clicks what the path leads to, without waiting for another page.
func (b *tab) click(path string) {
	b.t.Helper()
	b.do(chromedp.Click(path))
}

// keys presses keys, one for each letter.
func (b *tab) keys(keys string) {
	b.t.Helper()
	b.do(chromedp.KeyEvent(keys))
}

// pressEnter presses the key as a person does: where pressing it down already
// did something, no letter follows.
func pressEnter(ctx context.Context, tab *chromedp.Target) (chromedp.Void, error) {
	enter := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: "Enter", Code: "Enter", WindowsVirtualKeyCode: 13, Text: "\r"}
	if _, err := cdp.Call(ctx, tab, input.DispatchKeyEvent, enter); err != nil {
		return chromedp.Void{}, err
	}
	enter.Type, enter.Text = input.DispatchKeyEventTypeKeyUp, ""
	_, err := cdp.Call(ctx, tab, input.DispatchKeyEvent, enter)
	return chromedp.Void{}, err
}

// focused holds that the focus is where it should be.
func (b *tab) focused(what, is string) {
	b.t.Helper()
	if b.call("() => { const e = document.activeElement ?? document.body; return ("+is+") ? 'yes' : '' }") == "" {
		b.fatal("the focus is not on " + what + " but on " + b.call("() => document.activeElement.outerHTML.slice(0, 200)"))
	}
}

// enterLink goes to the link that begins so and follows it, by keyboard.
func (b *tab) enterLink(text string) {
	b.t.Helper()
	b.tabTo("the link "+text, "e.tagName === 'A' && e.textContent.trim().startsWith('"+text+"')")
	b.load(pressEnter)
}

// download clicks a link to a file with an ending and returns what is in it.
func (b *tab) download(path, ending string) string {
	b.t.Helper()
	folder := b.t.TempDir()
	if _, err := chromedp.CallBrowser(b.ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, BrowserContextID: chromedp.FromContext(b.ctx).BrowserContextID, DownloadPath: folder,
	}); err != nil {
		b.fatal(err)
	}
	b.click(path)
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		// A file has its name once it is there in full.
		if files, _ := filepath.Glob(folder + "/*" + ending); len(files) > 0 {
			content, err := os.ReadFile(files[0])
			if err != nil {
				b.t.Fatal(err)
			}
			return string(content)
		}
	}
	b.fatal("nothing was downloaded")
	return ""
}
