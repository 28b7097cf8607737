package main

import (
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"

	"answerable/models"
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

func (w *site) withoutScript(t *testing.T)    {}
func (w *site) byKeyboard(t *testing.T)       {}
func (w *site) conflict(t *testing.T)         {}
func (w *site) questionToAnswer(t *testing.T) {}
