package main

import (
	"maps"
	"testing"

	"github.com/chromedp/chromedp"

	"answerable/models"
	"answerable/service"
)

// publishes prepares the list of a month, leaves out what keeps it back,
// publishes what it saw, and reads it as somebody who is not signed in, on a
// narrow screen too.
func (w *site) publishes(t *testing.T) {
	t.Parallel()
	w.decidedLongAgo(t)
	b := w.signedIn(t, models.RoleGrants)
	b.open("/grant-lists/new?covers=month&month=2016-05")
	b.press("Prepare a list")
	b.sees("1 thing keeps it back")
	b.judge("a list that is prepared", true)
	b.press("Preview and publish")
	b.sees("A lantern walk", "Conditions: none are recorded. Record them or, if there are none, say so.", "It cannot go out before what keeps it back is mended.")
	preview := b.path()
	b.judgeNarrow("what keeps a list back")
	b.load(chromedp.Click(`//main//a[starts-with(normalize-space(.), "Leave it out")]`))
	b.choose("Ground", "It would tell who a private person is")
	b.fill("Why it applies", "The walk was led by one person")
	b.press("Leave an award out of publication")
	b.open(preview)
	b.sees("2. A grant that is left out", "It would tell who a private person is", "1 grant, £1,200.50 in all; 1 grant is left out.")
	b.judgeNarrow("a list that can go out")
	b.press("Publish exactly this")
	b.sees("Published on 4 March 2026. Anybody can read it.")
	b.judge("a list that is out", true)
	b.follow("Read it as it went out")
	b.judge("a list as it went out", true)
	b.open("/awards/360giving")
	b.judgeNarrow("360Giving")
	b.quiet()

	nobody := w.tab(t)
	nobody.open("/public/grants")
	nobody.judgeNarrow("the published lists")
	nobody.follow("Grants decided in May 2016")
	nobody.sees("1. A mural", "£1,200.50", "2. A grant that is left out")
	nobody.judgeNarrow("a list that anybody reads")
	nobody.quiet()
}

// decidedLongAgo adds two grants of a month of which the sample has none, one
// of them without what must be published of it.
func (w *site) decidedLongAgo(t *testing.T) {
	t.Helper()
	err := w.service.Load(t.Context(), models.System(), "", func(l *service.Loader) error {
		body, err := l.Add(models.BodyKind, "", map[string]any{"name": "An association", "type": "community group"})
		if err != nil {
			return err
		}
		for _, grant := range []map[string]any{
			{"title": "A mural", "decided_on": "2016-05-10", "conditions": []string{"A report"}},
			{"title": "A lantern walk", "decided_on": "2016-05-11"},
		} {
			maps.Copy(grant, map[string]any{"fund": "SCF", "organisation": body.Base().Ref, "amount": 1_200_50, "purpose": "To bring people together", "reasons": "Streets are looked after"})
			if _, err := l.Add(models.AwardKind, "record", grant); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// judgeNarrow judges a page as it is wide, and as it is on a narrow screen.
func (b *tab) judgeNarrow(name string) {
	b.t.Helper()
	b.judge(name, true)
	b.resize(narrow)
	b.holds(name+" when narrow", append(b.axe(), lines(b.call(fitting))...))
	b.picture(name)
	b.resize(wide)
}
