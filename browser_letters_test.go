package main

import (
	"strings"
	"testing"

	"answerable/models"
)

// writeLetter sends the form for the letter, as its first button does, and says
// what comes back is called: a download has no page to wait for.
const writeLetter = `() => {
	const button = [...document.querySelectorAll('button')].find((b) => b.innerText.startsWith('Write it as Word'));
	const sent = new XMLHttpRequest();
	sent.open('POST', button.form.action, false);
	sent.send(new URLSearchParams(new FormData(button.form, button)));
	return sent.getResponseHeader('Content-Disposition') || String(sent.status);
}`

// letters reads the letter about a grant, writes it, and finds in the history of
// the award that it was written; then looks over the letters of the round.
func (w *site) letters(t *testing.T) {
	t.Parallel()
	who := w.actor(t, models.RoleGrants)
	award := w.agreedAward(t, who)
	b := w.signedIn(t, models.RoleGrants)
	b.open("/awards/" + string(award.Ref))
	b.follow("Write a letter about this award")
	b.sees("award of "+award.Amount.String(), award.Purpose, "That the letter was written stands in the history of the award.")
	b.judge("the letter", true)
	b.press("Show the letter")
	b.sees("award of " + award.Amount.String())
	if name := b.call(writeLetter); !strings.Contains(name, string(award.Ref)+"-award-letter-OFFICIAL.docx") {
		t.Errorf("the form for the letter gives %q", name)
	}
	b.open("/awards/" + string(award.Ref) + "/history")
	b.sees("Letter written", "as Word")

	b.open("/rounds/" + string(award.Round))
	b.follow("Write the letters of this round")
	b.heading("Letters of the round")
	b.sees("Yes: read it", "Any condition of the award is not recorded: {conditions}")
	b.judge("the letters of the round", true)
	b.quiet()
}

// agreedAward is an award of the sample of which everything is recorded.
func (w *site) agreedAward(t *testing.T, who *models.Actor) *models.Award {
	t.Helper()
	for _, m := range w.fullestFirst(t, who, models.AwardKind) {
		if award := m.(*models.Award); award.State == models.AwardAgreed && len(award.Conditions) > 0 && award.Owner != "" {
			return award
		}
	}
	t.Fatal("the sample has no award that was agreed and has an owner and conditions")
	return nil
}
