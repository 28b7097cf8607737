package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"answerable/models"
	"answerable/service"
)

// ownLog is a question log with headings of an office's own; its last row asks
// a body that is not known.
func (w *site) ownLog(t *testing.T, title, asked string) string {
	t.Helper()
	meeting := strings.TrimPrefix(w.openMeeting(t, w.actor(t, models.RolePlan)), "/meetings/")
	return "Session,Headline,Words put,To whom,Colour\n" +
		meeting + "," + title + " in the north,How many are there?,,red\n" +
		meeting + "," + title + " in the south,And how many there?," + asked + ",amber\n"
}

// bringsIn is a plan manager who brings in a question log: maps it by hand,
// mends what is refused, imports it and undoes it, with JavaScript and without.
func (w *site) bringsIn(t *testing.T) {
	t.Parallel()
	b := w.tab(t)
	b.signIn(signIns[models.RolePlan])
	b.open("/questions")
	b.follow("Import questions from a spreadsheet")
	b.press("Continue")
	b.sees("There is a problem", "choose an Excel or CSV file")
	b.send("own log.csv", w.ownLog(t, "Wombats", "The Wombat Office"))
	b.heading("What are the columns?")
	b.sees("Wombats in the north", "Not recognised.", "No column is taken for “Meeting”")
	b.judge("the columns of a file", true)
	b.picture("import-columns")
	b.columns()
	b.fill("Keep these columns under a name", "Our wombat log")
	b.press("Check the rows")
	b.heading("The rows are being checked")
	b.judge("an import under way", true)
	b.picture("import-progress")

	// Now the background begins, and the page leads on by itself.
	ctx, stop := context.WithCancel(t.Context())
	t.Cleanup(stop)
	go w.service.RunImports(ctx)
	b.arrives("/preview")
	b.sees("1 row is refused", "D3 (To whom)", "Wombats in the south")
	b.judge("what would become of the rows", true)
	b.picture("import-preview")
	if file := b.download(`//main//a[normalize-space(.)="Download the file to correct"]`, ".xlsx"); !strings.HasPrefix(file, "PK") {
		t.Errorf("the file to correct begins %.20q", file)
	}
	b.press("Bring in the mended file")
	b.importing(t, w.ownLog(t, "Wombats", ""))
	imported := b.path()
	b.judge("an import that was made", true)
	b.picture("import-done")
	b.press("See the rows and their records")
	b.follow("Wombats in the south")
	b.heading("Wombats in the south")
	b.sees("Brought over from our own log")
	b.open(imported)
	b.undoing(t)
	b.open("/questions?q=wombats")
	b.sees("Withdrawn")
	b.quiet()

	plain := w.tab(t)
	send(plain, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	plain.signIn(signIns[models.RolePlan])
	plain.open("/questions/import")
	plain.importing(t, w.ownLog(t, "Numbats", ""))
	plain.undoing(t)
	plain.quiet()
}

// send chooses a file and goes on.
func (b *tab) send(name, content string) {
	b.t.Helper()
	path := filepath.Join(b.t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		b.t.Fatal(err)
	}
	b.do(chromedp.SetUploadFiles("#file", []string{path}))
	b.press("Continue")
}

// columns says by hand what the columns of the log are.
func (b *tab) columns() {
	b.t.Helper()
	b.choose("What it is: Session", "Meeting")
	b.choose("What it is: Headline", "Short title")
	b.choose("What it is: Words put", "Question (required)")
	b.choose("What it is: To whom", "Asked of")
	b.choose("What it is: Colour", "Leave this column out")
}

// importing brings in a log in which nothing is wrong, from its file on.
func (b *tab) importing(t *testing.T, content string) {
	t.Helper()
	b.send("mended log.csv", content)
	b.columns()
	b.press("Check the rows")
	b.arrives("/preview")
	b.sees("Nothing is imported yet", "2 New")
	b.press("Continue")
	b.heading("Import 2 questions")
	b.press("Import 2 questions")
	b.sees("There is a problem", "Reason")
	b.fill("Reason", "Brought over from our own log")
	b.press("Import 2 questions")
	b.arrives("")
	b.sees("2 questions added")
}

// undoing undoes the import whose page is open.
func (b *tab) undoing(t *testing.T) {
	t.Helper()
	b.press("Undo this import")
	b.fill("Reason", "It was another year’s")
	b.press("Undo this import")
	b.arrives("")
	b.sees("It was undone")
}

// arrives waits until what is done for an import in the background is done, and
// the page has led on: to a step of it or, where none is named, to the import.
func (b *tab) arrives(step string) {
	b.t.Helper()
	at := ""
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		at = b.address()
		rest, is := strings.CutPrefix(at, "/imports/")
		_, found, _ := strings.Cut(rest, "/")
		if is && "/"+found == "/"+strings.TrimPrefix(step, "/") {
			b.do(chromedp.WaitReady("main h1"))
			return
		}
	}
	b.fatal("the page stays at " + at)
}

// address is where the tab is, which may be on its way elsewhere.
func (b *tab) address() string {
	b.t.Helper()
	ctx, done := context.WithTimeout(b.ctx, patience)
	defer done()
	address, err := chromedp.Run(ctx, chromedp.Location())
	if err != nil {
		b.fatal(err)
	}
	path, _, _ := strings.Cut(strings.TrimPrefix(address, b.base), "?")
	return path
}

// keepsImport leaves an import of the plan manager's that was checked, so that
// there are pages of it to look at.
func (w *site) keepsImport(t *testing.T) {
	t.Helper()
	who := w.actor(t, models.RolePlan)
	received, err := w.service.ReceiveImport(t.Context(), who, models.BodyKind, "partners.csv", strings.NewReader("Name,Type,Shade\nNightingale Trust,Charity,red\nPlover House,Partner,blue\n"))
	if err == nil {
		received, err = w.service.CheckImport(t.Context(), who, received.Ref, received.Version, service.ImportChoice{})
	}
	if err == nil {
		err = w.service.RunImportsOnce(t.Context())
	}
	if err != nil {
		t.Fatalf("%v: %v", received, err)
	}
}
