package main

import (
	"context"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"answerable/internal/clock"
	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
	"answerable/service/sample"
)

// signIns are the sample's sign-ins, one for each role.
var signIns = map[models.Role]string{
	models.RolePlan:         "plan@opcc.example",
	models.RoleCommissioner: "pcc@opcc.example",
	models.RoleGrants:       "grants@opcc.example",
	models.RoleAdmin:        "admin@opcc.example",
	models.RoleDrafter:      "drafter@force.example",
	models.RoleChief:        "chief@force.example",
	models.RolePanel:        "panel@panel.example",
}

// TestBrowser runs the product with its sample and uses it as people do, in a
// real browser. With ANSWERABLE_LONG it also follows every link there is, and
// does the rest again on PostgreSQL.
func TestBrowser(t *testing.T) {
	browser := startBrowser(t)
	if os.Getenv("ANSWERABLE_LONG") == "" {
		inBrowser(browser, t, filepath.Join(t.TempDir(), "sample.db"))
		return
	}
	testdb.Setup{}.EachURL(t, func(t *testing.T, url string) { inBrowser(browser, t, url) })
}

func inBrowser(browser context.Context, t *testing.T, databaseURL string) {
	w := startSite(browser, t, databaseURL, clock.From(browserDay))
	w.crawls = os.Getenv("ANSWERABLE_LONG") != "" && !strings.HasPrefix(databaseURL, "postgres")
	t.Run("the checks notice", w.noticing)
	// The first group only reads; the second works on the records.
	t.Run("reads", func(t *testing.T) {
		w.walks(t)
		t.Run("narrow", w.narrowly)
		t.Run("weight", w.weight)
		t.Run("printed", w.printed)
	})
	t.Run("works", func(t *testing.T) {
		t.Run("without JavaScript", w.withoutScript)
		t.Run("by keyboard", w.byKeyboard)
		t.Run("conflict", w.conflict)
		t.Run("changes several", w.changesSeveral)
		t.Run("judging", w.judging)
		t.Run("brings a spreadsheet in", w.bringsIn)
		t.Run("composes", w.composes)
		t.Run("letters", w.letters)
		t.Run("publishes", w.publishes)
		t.Run("on a phone", w.onAPhone)
	})
}

// startBrowser starts the one browser of all these tests.
func startBrowser(t *testing.T) context.Context {
	t.Helper()
	path := os.Getenv("ANSWERABLE_TEST_CHROMIUM")
	if path == "" {
		t.Fatal("ANSWERABLE_TEST_CHROMIUM is not set: run `make test`, which finds or installs Chromium, or set it to the path of one")
	}
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]),
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.UserDataDir(t.TempDir()), chromedp.WSURLReadTimeout(time.Minute),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-sync", true),
	)
	// Not the test's own context, which ends before the browser can be closed.
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	browser, closeBrowser := chromedp.NewContext(allocator)
	t.Cleanup(func() {
		_ = chromedp.Cancel(browser)
		closeBrowser()
		stop()
	})
	if err := chromedp.Do(browser); err != nil {
		t.Fatalf("%s does not start: %v", path, err)
	}
	return browser
}

// site is the product, running with its sample.
type site struct {
	browser context.Context
	url     string
	service *service.Service
	// crawls says to follow every link.
	crawls bool
	// referring is how many records refer to a record.
	referring map[models.Ref]int
}

// browserDay is when the browser tests begin: a Wednesday.
var browserDay = time.Date(2026, 3, 4, 9, 0, 0, 0, time.UTC)

func startSite(browser context.Context, t *testing.T, databaseURL string, c clock.Clock) *site {
	t.Helper()
	s, done, err := database{databaseURL}.open(t.Context(), c, true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(done)
	if _, err := sample.Load(t.Context(), s, sample.Options{Password: password}); err != nil {
		t.Fatal(err)
	}
	handler, err := web{}.handler(s, nil)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	w := &site{browser: browser, url: server.URL, service: s}
	w.keepsImport(t)
	if err := w.countReferring(t.Context()); err != nil {
		t.Fatal(err)
	}
	return w
}

// actor is the person of a role, to ask the service what they may see and do.
func (w *site) actor(t *testing.T, role models.Role) *models.Actor {
	t.Helper()
	who, err := w.service.PersonByEmail(t.Context(), signIns[role])
	if err != nil {
		t.Fatal(err)
	}
	return who
}
