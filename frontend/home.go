package frontend

import (
	"github.com/a-h/templ"

	"answerable/models"
	"answerable/service"
)

// workView is what waits for a person.
type workView struct {
	Who    *models.Actor
	Piles  []service.Pile // those with something on them
	Empty  []string       // the labels of the others
	OnlyMy bool           // no more than what the person owns
	Today  models.Date
	Digest templ.Component
	Views  templ.Component // the saved views
	// Begin leads those whose registers are nearly empty to where they begin.
	Begin templ.Component
}

// home shows what waits for the person: everything, or what they own.
func (v *visit) home() error {
	view := workView{Who: v.who, OnlyMy: v.Query("owner") == "me", Today: v.service.Today()}
	desks := v.service.Desks
	if view.OnlyMy {
		desks = v.service.OwnDesks
	}
	piles, err := desks(v.ctx(), v.who)
	if err != nil {
		return err
	}
	for _, pile := range piles {
		if pile.Count > 0 {
			view.Piles = append(view.Piles, pile)
		} else {
			view.Empty = append(view.Empty, lowerFirst(pile.Label))
		}
	}
	if view.Digest, err = v.digestBlock(); err != nil {
		return err
	}
	if view.Views, err = v.savedViews(); err != nil {
		return err
	}
	if view.Begin, err = v.firstDayNote(); err != nil {
		return err
	}
	return v.show(page{Title: "My work", Body: view.view()})
}

// total is how many things wait in all.
func (w workView) total() int64 {
	var n int64
	for _, pile := range w.Piles {
		n += pile.Count
	}
	return n
}

// pileURL is the very list that the pile counts.
func pileURL(pile service.Pile) string {
	return registerURL(models.KindNamed(pile.Kind), pile.Query)
}

// dueWords says by when a task waits, and whether that day has passed.
func dueWords(pile service.Pile, task service.Task, today models.Date) (words string, late bool) {
	late = models.Passed(task.Due, today)
	switch {
	case pile.Due == "":
		return "", false
	case task.Due == "":
		return "No date set", false
	case pile.Lapses:
		return when(late, "Lapsed after ", "May be relied on until ") + task.Due.String(), late
	case late:
		return "Was due by " + task.Due.String() + ", " + days(task.Due, today) + " late", true
	case task.Due == today:
		return "Due today", false
	default:
		return "Due by " + task.Due.String(), false
	}
}
