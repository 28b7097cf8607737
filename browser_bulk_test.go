package main

import (
	"testing"

	"github.com/chromedp/chromedp"

	"answerable/models"
)

// changesSeveral ticks a whole page of a register with one click, gives its
// records another owner, and looks at each page on the way.
func (w *site) changesSeveral(t *testing.T) {
	t.Parallel()
	b := w.tab(t)
	b.signIn(signIns[models.RolePlan])
	b.open("/districts?sort=name")
	b.do(chromedp.Click(`//main//button[normalize-space(.)="Tick all on this page"]`))
	if ticked := b.call(`() => String([...document.querySelectorAll('main input[name=ref]')].every((box) => box.checked))`); ticked != "true" {
		t.Error("the button does not tick all")
	}
	b.sees("Untick all on this page")
	b.press("Change several")
	b.heading("What do you want to change?")
	b.judge("what to change", true)
	b.press("Continue")
	b.sees("Choose what to change")
	b.do(chromedp.Click(`//main//label[normalize-space(.)="Owner"]`))
	b.press("Continue")
	b.choose("Owner", "Plan manager")
	b.fill("Reason", "She knows the districts")
	b.press("Continue")
	b.heading("Check before you change")
	b.sees("Will be changed", "She knows the districts", "Bradford")
	b.judge("the check before several are changed", true)
	b.picture("several")
	b.load(chromedp.Click(`//main//button[starts-with(normalize-space(.), "Change ")]`))
	b.sees("districts changed", "Bradford")
	b.judge("several were changed", true)
	b.follow("Bradford")
	b.sees("She knows the districts")
	b.quiet()
}
