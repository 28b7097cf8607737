package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"answerable/models"
	"answerable/service"
)

// openMeeting is the address of a meeting that is still written about, the one
// at which most questions are put.
func (w *site) openMeeting(t *testing.T, who *models.Actor) string {
	t.Helper()
	for _, m := range w.fullestFirst(t, who, models.MeetingKind) {
		if models.MeetingKind.MayEdit(who, m) {
			return "/meetings/" + string(m.Base().Ref)
		}
	}
	t.Fatal("no meeting is open")
	return ""
}

// printed holds that the pack of a meeting comes out of the printer as sheets
// of nothing but the pack: no navigation, each question on a sheet of its own.
func (w *site) printed(t *testing.T) {
	t.Parallel()
	who := w.actor(t, models.RolePlan)
	meeting := w.openMeeting(t, who)
	b := w.signedIn(t, models.RolePlan)
	b.open(meeting + "/pack")
	pack, err := w.service.Pack(t.Context(), who, models.Ref(filepath.Base(meeting)))
	if err != nil {
		t.Fatal(err)
	}
	sheets := b.sheets("pack")
	if least := packSheets(pack); sheets < least || sheets > 2*least {
		t.Errorf("the pack is printed on %d sheets, not on %d to %d", sheets, least, 2*least)
	}
	send(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	b.holds("the pack on paper", lines(b.call(onPaper)))
	send(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{})
	if b.call(onPaper) == "" {
		t.Error("the check for what is not printed does not notice the navigation on the screen")
	}
}

// packSheets are how many sheets a pack takes at least: the front, and one for
// each part.
func packSheets(pack *service.Pack) int {
	const front, agenda, commitments, measures, unknown = 1, 1, 1, 1, 1
	return front + agenda + len(pack.Questions) + commitments + measures + unknown
}

// onPaper lists what shows that belongs to the screen only.
const onPaper = `() => [...document.querySelectorAll('nav:not(.app-contents), header, footer, .govuk-button, .govuk-skip-link')]
	.filter((e) => e.getClientRects().length > 0 && e.offsetHeight > 0).map((e) => 'is printed: ' + e.outerHTML.slice(0, 80)).join('\n')`

var sheetOfPDF = regexp.MustCompile(`/Type\s*/Page[^s]`)

// sheets prints the page and counts the sheets. With ANSWERABLE_TEST_PICTURES
// it keeps what was printed.
func (b *tab) sheets(name string) int {
	b.t.Helper()
	ctx, done := context.WithTimeout(b.ctx, patience)
	defer done()
	result, err := chromedp.Call(ctx, page.PrintToPDF, page.PrintToPDFParams{PrintBackground: new(true), PreferCSSPageSize: new(true)})
	if err != nil {
		b.fatal(err)
	}
	pdf := bytes.Clone(result.Data)
	if folder := os.Getenv(pictures); folder != "" {
		if err := os.WriteFile(filepath.Join(folder, name+".pdf"), pdf, 0o600); err != nil {
			b.t.Fatal(err)
		}
	}
	return len(sheetOfPDF.FindAll(pdf, -1))
}
