package frontend

import (
	"slices"

	"github.com/a-h/templ"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// recentEvents is how much of the history a record page shows.
const recentEvents = 3

// recordView is a record as its page shows it.
type recordView struct {
	*service.One
	Own      own
	Today    models.Date
	Moves    []*models.Move
	MayEdit  bool
	MayMeet  []service.Awaited
	Groups   []threadGroup // what refers to it, its parts first
	Attached []threadGroup // documents and notes
	Events   []event
	Earlier  int    // how many events there are beyond those
	Done     string // what was just done to it
}

// recordPage shows one record with everything around it.
func (v *visit) recordPage(k *models.Kind) error {
	one, err := v.service.Get(v.ctx(), v.who, k, models.Ref(v.Param("ref")))
	if err != nil {
		return err
	}
	view := recordView{
		One: one, Today: v.service.Today(), Moves: k.Offered(v.who, one.Model), MayEdit: k.MayEdit(v.who, one.Model),
		Done: v.doneText(k),
	}
	if build := ownPages[k.Name]; build != nil {
		if view.Own, err = build(v, one); err != nil {
			return err
		}
	}
	view.Own.Fields = append(view.Own.Fields, k.Concealed(v.who, one.Model)...)
	if view.MayMeet, err = v.service.MayMeet(v.ctx(), v.who, one); err != nil {
		return err
	}
	if err := v.thread(&view); err != nil {
		return err
	}
	if err := v.recent(&view); err != nil {
		return err
	}
	return v.show(page{Title: one.Model.Heading(), Trail: recordTrail(one), Body: view.view()})
}

// recordTrail are the breadcrumbs to a record, through the record that it is
// part of.
func recordTrail(one *service.One) []components.Link {
	trail := trailTo(one.Kind)
	if parent, known := one.Names[one.Kind.RefOf(one.Model, one.Kind.Parent)]; known {
		trail = append(trail[:1], components.Link{Text: shortTitle(parent.Title), Href: nameURL(parent)})
	}
	return append(trail, components.Link{Text: string(one.Model.Base().Ref)})
}

// doneText says what the person just did to the record, or to a part of it.
func (v *visit) doneText(k *models.Kind) string {
	if part := models.KindNamed(v.Query("part")); part != nil {
		k = part
	}
	switch done := v.Query("done"); done {
	case "":
		return ""
	case "created":
		return "The " + lowerFirst(k.One) + " was added."
	case "edited":
		return "The changes were saved."
	case "comment":
		return "The comment was added."
	case "file":
		return "The file was added."
	case "tested":
		return "The test was recorded."
	case "judged":
		return "The judgement was saved."
	case "password":
		return "The password was set."
	default:
		if move := k.Move(done); move != nil {
			return "Done: " + lowerFirst(move.Label) + "."
		}
		return ""
	}
}

// tags are the tags beside the reference.
func (r recordView) tags() []templ.Component {
	tags := recordTags(r.Kind, r.Model, r.Today)
	if r.sensitive() {
		tags = append(tags, components.Badge{Text: string(models.OfficialSensitive), Colour: components.BadgeRed})
	}
	return tags
}

// steps are the moves that the person may make, the main one first.
func (r recordView) steps() []*models.Move {
	place := func(move *models.Move) int {
		if at := slices.Index(r.Own.Next, move.Name); at >= 0 {
			return at
		}
		return len(r.Own.Next)
	}
	steps := slices.Clone(r.Moves)
	slices.SortStableFunc(steps, func(a, b *models.Move) int { return place(a) - place(b) })
	return steps
}

func (r recordView) isNext(move *models.Move) bool { return slices.Contains(r.Own.Next, move.Name) }

func (r recordView) sensitive() bool { return r.Model.Shared().Marking == models.OfficialSensitive }

// fields are the record's own fields, its text and what the system added.
func (r recordView) fields() []*models.Field {
	return r.shown(func(f *models.Field) bool { return !isBase(f) && !isCommon(f) })
}

// common are the fields that every record has beside its own.
func (r recordView) common() []*models.Field {
	return r.shown(isCommon)
}

func (r recordView) shown(wanted func(*models.Field) bool) []*models.Field {
	return slices.DeleteFunc(slices.Clone(r.Kind.Fields), func(f *models.Field) bool {
		return !wanted(f) || slices.Contains(r.Own.Fields, f.Name)
	})
}
