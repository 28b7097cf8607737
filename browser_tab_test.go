package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// The sizes of the window: a desk, and the narrowest that WCAG asks for.
const (
	wide   = 1280
	narrow = 320
)

// patience is how long one step in the browser may take.
const patience = time.Minute

// tab is a tab of the browser with cookies and a cache of its own.
type tab struct {
	t    *testing.T
	ctx  context.Context
	base string

	mu       sync.Mutex
	troubles []string // what the browser complained of since the last look
	received float64  // bytes that came over the network since the last look
}

func (w *site) tab(t *testing.T) *tab {
	t.Helper()
	return newTab(w.browser, t, w.url, chromedp.WithNewBrowserContext())
}

// another opens a tab beside b, with the same cookies.
func (b *tab) another() *tab {
	b.t.Helper()
	return newTab(b.ctx, b.t, b.base)
}

func newTab(parent context.Context, t *testing.T, base string, options ...chromedp.ContextOption) *tab {
	t.Helper()
	ctx, done := chromedp.NewContext(parent, options...)
	t.Cleanup(done)
	b := &tab{t: t, ctx: ctx, base: base}
	if err := chromedp.Listen(ctx, b.listen); err != nil {
		t.Fatal(err)
	}
	send(b, network.Enable, network.EnableParams{})
	send(b, log.Enable, cdp.Empty{})
	// A tab behind another one has the focus of its own too.
	send(b, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	b.resize(wide)
	return b
}

// send gives the browser a command.
func send[P, R any](b *tab, command cdp.Command[P, R], params P) R {
	b.t.Helper()
	ctx, done := context.WithTimeout(b.ctx, patience)
	defer done()
	result, err := chromedp.Call(ctx, command, params)
	if err != nil {
		b.fatal(fmt.Errorf("%T: %w", params, err))
	}
	return result
}

// listen notes everything that the browser complains of.
func (b *tab) listen(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning || e.Type == runtime.ConsoleAPICalledTypeAssert {
			b.troubles = append(b.troubles, fmt.Sprintf("console %s: %s", e.Type, consoleText(e.Args)))
		}
	case *runtime.EventExceptionThrown:
		b.troubles = append(b.troubles, "script error: "+exceptionText(e.ExceptionDetails))
	case *log.EventEntryAdded:
		// Failed requests are noted below, with what they were for.
		if e.Entry.Source != log.EntrySourceNetwork && (e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning) {
			b.troubles = append(b.troubles, fmt.Sprintf("browser %s: %s", e.Entry.Source, e.Entry.Text))
		}
	case *network.EventResponseReceived:
		if e.Type != network.ResourceTypeDocument && e.Response.Status >= 400 {
			b.troubles = append(b.troubles, fmt.Sprintf("request failed: %d %s", e.Response.Status, e.Response.URL))
		}
	case *network.EventLoadingFailed:
		if !e.Canceled && e.Type != network.ResourceTypeDocument {
			b.troubles = append(b.troubles, fmt.Sprintf("request failed: %s %s %s", e.Type, e.ErrorText, e.BlockedReason))
		}
	case *network.EventLoadingFinished:
		b.received += e.EncodedDataLength
	}
}

func consoleText(args []*runtime.RemoteObject) string {
	var texts []string
	for _, arg := range args {
		texts = append(texts, string(arg.Value)+arg.Description)
	}
	return strings.Join(texts, " ")
}

func exceptionText(details *runtime.ExceptionDetails) string {
	if details.Exception != nil {
		return details.Exception.Description
	}
	return details.Text
}

// complaints are what the browser complained of since it was last asked.
func (b *tab) complaints() []string {
	b.call("() => ''") // everything that came before it has been heard
	b.mu.Lock()
	defer b.mu.Unlock()
	found := b.troubles
	b.troubles = nil
	return found
}

// weight is how many bytes came over the network since it was last asked.
func (b *tab) weight() float64 {
	b.call("() => ''")
	b.mu.Lock()
	defer b.mu.Unlock()
	bytes := b.received
	b.received = 0
	return bytes
}

// do does something within the time that a step may take.
func (b *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, done := context.WithTimeout(b.ctx, patience)
	defer done()
	if err := chromedp.Do(ctx, actions...); err != nil {
		b.fatal(err)
	}
}

// load does something that leads to another page, waits until it is there, and
// returns the status of the answer.
func (b *tab) load(actions ...chromedp.Action[chromedp.Void]) int64 {
	b.t.Helper()
	ctx, done := context.WithTimeout(b.ctx, patience)
	defer done()
	response, err := chromedp.RunResponse(ctx, actions...)
	if err != nil {
		b.fatal(err)
	}
	if response == nil {
		return 0
	}
	return response.Status
}

// fatal ends the test with what the page shows.
func (b *tab) fatal(problem any) {
	b.t.Helper()
	ctx, done := context.WithTimeout(b.ctx, 5*time.Second)
	defer done()
	address, _ := chromedp.Run(ctx, chromedp.Location())
	text, _ := chromedp.Run(ctx, chromedp.Evaluate[string]("document.body.innerText"))
	b.t.Fatalf("%v\nat %s:\n%.1500s", problem, address, text)
}

// call calls a function of texts that answers with a text, in the page.
func (b *tab) call(function string, args ...string) string {
	b.t.Helper()
	quoted, err := json.Marshal(append([]string{}, args...))
	if err != nil {
		b.t.Fatal(err)
	}
	ctx, done := context.WithTimeout(b.ctx, patience)
	defer done()
	result, err := chromedp.Run(ctx, chromedp.Evaluate[string]("("+function+")(..."+string(quoted)+")", chromedp.EvalAwaitPromise))
	if err != nil {
		b.fatal(fmt.Errorf("%.80s: %w", function, err))
	}
	return result
}

func (b *tab) resize(width int64) {
	b.t.Helper()
	b.window(width, 900)
}

func (b *tab) window(width, height int64) {
	b.t.Helper()
	send(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height, DeviceScaleFactor: 1})
	// A click that comes before the page is drawn anew lands where something else
	// was.
	b.call("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(''))))")
}

// open goes to a path of the product and returns the status of the answer.
func (b *tab) open(path string) int64 {
	b.t.Helper()
	return b.load(chromedp.Navigate(b.base + path))
}

func (b *tab) signIn(email string) {
	b.t.Helper()
	b.open("/sign-in")
	b.fill("Email address", email)
	b.fill("Password", password)
	b.press("Sign in")
	b.heading("My work")
}

// path is where the tab is, without the query.
func (b *tab) path() string {
	b.t.Helper()
	return b.call("() => location.pathname")
}

// heading holds the heading of the page against what it should be.
func (b *tab) heading(want string) {
	b.t.Helper()
	if got := b.call("() => document.querySelector('h1')?.innerText ?? ''"); !strings.Contains(got, want) {
		b.fatal(fmt.Sprintf("the heading is %q, want %q", got, want))
	}
}

// sees holds the words of the page against what should be among them.
func (b *tab) sees(texts ...string) {
	b.t.Helper()
	page := b.call("() => document.querySelector('main').innerText.replace(/\\s+/g, ' ')")
	for _, text := range texts {
		if !strings.Contains(page, text) {
			b.fatal(fmt.Sprintf("the page does not say %q", text))
		}
	}
}

// follow clicks the first link with this text.
func (b *tab) follow(text string) int64 {
	b.t.Helper()
	return b.load(chromedp.Click(fmt.Sprintf(`//main//a[normalize-space(.)=%q]`, text)))
}

// press clicks the first button with this text, be it a link or not.
func (b *tab) press(text string) int64 {
	b.t.Helper()
	return b.load(chromedp.Click(fmt.Sprintf(`(//main//button[normalize-space(.)=%q] | //main//a[@role="button"][normalize-space(.)=%q])[1]`, text, text)))
}

// control is the id of the control whose label begins so; empty for none.
const control = `(label) => {
	const found = [...document.querySelectorAll('main label')].find((l) => l.textContent.trim().startsWith(label))
	return found?.control?.id ?? ''
}`

// fill puts a text into the control with this label, in place of what is there.
func (b *tab) fill(label, text string) {
	b.t.Helper()
	id := b.call(control, label)
	if id == "" {
		b.fatal("no control is labelled " + label)
	}
	b.enter(id, text)
}

func (b *tab) enter(id, text string) {
	b.t.Helper()
	b.call(`(id) => { const c = document.getElementById(id); c.focus(); c.select(); return '' }`, id)
	send(b, input.InsertText, input.InsertTextParams{Text: text})
}

// fillDate puts a day into the date input of a field.
func (b *tab) fillDate(field, day, month, year string) {
	b.t.Helper()
	b.enter(field+"-day", day)
	b.enter(field+"-month", month)
	b.enter(field+"-year", year)
}

// choose picks, in the select or among the radios with this label, the option
// that contains the text.
func (b *tab) choose(label, option string) {
	b.t.Helper()
	id := b.call(control, label)
	chosen := b.call(`(id, option) => {
		const select = document.getElementById(id)
		const found = [...(select?.options ?? [])].find((o) => o.text.includes(option))
		if (found) select.value = found.value
		return found?.text ?? ''
	}`, id, option)
	if chosen == "" {
		b.fatal(fmt.Sprintf("%s offers no option %q", label, option))
	}
}

// value is what stands in the control with this label.
func (b *tab) value(label string) string {
	b.t.Helper()
	return b.call("(id) => document.getElementById(id)?.value ?? ''", b.call(control, label))
}

// tabTo presses the tabulator until the wanted element has the focus.
func (b *tab) tabTo(what string, is string) {
	b.t.Helper()
	for range 200 {
		b.do(chromedp.KeyEvent(kb.Tab))
		if b.call("() => { const e = document.activeElement ?? document.body; return ("+is+") ? 'yes' : '' }") != "" {
			return
		}
	}
	b.fatal("the tabulator never reaches " + what)
}

// pictures names the environment variable with the folder in which pictures of
// pages are kept, for people to look at.
const pictures = "ANSWERABLE_TEST_PICTURES"

// picture keeps a picture of the whole page, if pictures are wanted.
func (b *tab) picture(name string) {
	folder := os.Getenv(pictures)
	if folder == "" {
		return
	}
	image, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		b.fatal(err)
	}
	if err := os.WriteFile(folder+"/"+name+".png", image, 0o600); err != nil {
		b.t.Fatal(err)
	}
}
