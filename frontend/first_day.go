package frontend

import (
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// firstDayPath is where an office is led from its own spreadsheets to working
// here.
const firstDayPath = "/first-day"

// firstDayView is what of an office's own lists is here, and what comes next.
type firstDayView struct {
	*service.FirstDay
	Who *models.Actor
}

// firstDayPage leads through what has to come in, in order.
func (v *visit) firstDayPage() error {
	day, err := v.service.FirstDay(v.ctx(), v.who)
	if err != nil {
		return err
	}
	return v.show(page{Title: "Your first day", Trail: []components.Link{{Text: "Home", Href: "/"}, {Text: "Your first day"}}, Body: firstDayView{day, v.who}.view()})
}

// firstDayLink leads there from the pages of those for whom it is.
func firstDayLink(who *models.Actor) []components.Link {
	if !who.Is(models.Bringers()...) {
		return nil
	}
	return []components.Link{{Text: "Your first day: bring in what you keep in spreadsheets", Href: firstDayPath}}
}

// firstDayNote shows somebody whose registers are nearly empty where to begin.
func (v *visit) firstDayNote() (templ.Component, error) {
	if !v.who.Is(models.Bringers()...) {
		return nil, nil
	}
	few, err := v.service.HardlyBegun(v.ctx(), v.who)
	if err != nil || !few {
		return nil, err
	}
	return firstDayInset(), nil
}

// groundURL is where what an empty system needs is entered.
func groundURL(laid service.GroundLaid) string {
	filled := url.Values{}
	for name, value := range laid.Where {
		if field := models.KindNamed(laid.Kind).Field(name); field != nil && field.Input {
			filled.Set(name, value)
		}
	}
	return newURL(models.KindNamed(laid.Kind), laid.Start, filled)
}

// groundList is the register that holds it.
func groundList(laid service.GroundLaid) string {
	q := service.Query{Filters: map[string][]string{}}
	for name, value := range laid.Where {
		q.Filters[name] = []string{value}
	}
	return registerURL(models.KindNamed(laid.Kind), q)
}

// counts is how many of the registers of a sheet hold something.
func filledOf(sheet service.SheetIn) (filled int) {
	for _, register := range sheet.Registers {
		if register.Count > 0 {
			filled++
		}
	}
	return filled
}

// labelsOf are columns as a sentence lists them.
func labelsOf(columns []models.Column) []string {
	labels := make([]string, len(columns))
	for i, column := range columns {
		labels[i] = lowerFirst(column.Label)
	}
	return labels
}

// whoMay names the roles that may bring records in.
func whoMay(roles []models.Role) string {
	words := make([]string, len(roles))
	for i, role := range roles {
		words[i] = lowerFirst(strings.TrimSuffix(models.LabelOf(role.Options(), string(role)), " (OPCC)"))
	}
	return strings.Join(words, ", ")
}

// afterwards are what an office does here once its lists are in, as far as the
// person may.
func afterwards(who *models.Actor) []components.Link {
	var links []components.Link
	start := func(k *models.Kind, name, text string) {
		for _, start := range k.Starts(who) {
			if start.Name == name {
				links = append(links, components.Link{Text: text, Href: newURL(k, start, nil)})
			}
		}
	}
	start(models.MeetingKind, "plan", "Plan the next Community Outcomes Meeting, and then build its agenda")
	start(models.QuestionKind, "draft", "Draft the next question: what was asked before stands beside it")
	if len(models.AssuranceKind.Starts(who)) > 0 {
		links = append(links, components.Link{Text: "Take assurances and promises out of the answers", Href: "/" + models.AnswerKind.Plural})
	}
	start(models.RoundKind, "plan", "Plan the next round of grants")
	if len(models.PersonKind.Starts(who)) > 0 {
		links = append(links, components.Link{Text: "Let people sign in: give them a first password", Href: "/" + models.PersonKind.Plural})
	}
	return append(links,
		components.Link{Text: "See how the assurances stand, which lapse next, and what was never shown", Href: ledgerPath},
		components.Link{Text: "See what waits for you", Href: "/"})
}
