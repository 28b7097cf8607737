package frontend

import (
	"maps"
	"net/http"
	"slices"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// conflicted is one field of which there are two versions.
type conflicted struct {
	Field *models.Field
	Now   models.Model // what somebody else saved meanwhile
	Mine  models.Model // what this person typed
}

// conflict shows the form again after somebody else saved a newer version:
// field by field what is there now and what was typed. What the person left as
// they found it takes the newer value; what they typed stays.
func (v *visit) conflict(form recordForm, one *service.One, seen int) error {
	events, _, err := v.service.History(v.ctx(), v.who, form.kind, one.Model.Base().Ref)
	if err != nil {
		return err
	}
	form.adopt(one.Model, openedWith(events, seen))
	mine := form.kind.Copy(one.Model)
	// What cannot be read is left as it is now; the form keeps it as typed.
	_ = service.Form(form.typed).Fill(mine, form.fields)
	names, err := v.service.Named(v.ctx(), v.who, linkedIn(form.fields, mine)...)
	if err != nil {
		return err
	}
	maps.Copy(names, one.Names)
	form.problems = models.Problems{{Text: "Somebody changed this " + lowerFirst(form.kind.One) + " since you opened it. Nothing that you entered is lost"}}
	form.intro = conflictView(form.differing(one.Model, mine), names, names.Doer(one.Model.Base().UpdatedBy), one.Model.Base().UpdatedAt)
	form.hidden = []components.Hidden{versionField(one.Model.Base().Version)}
	form.button.Text = "Save mine over the newer version"
	return v.showForm(form, http.StatusConflict)
}

// openedWith is what the fields that changed since held in the version that
// the person had before them.
func openedWith(events []service.Event, seen int) map[string]string {
	opened := map[string]string{}
	// Events come newest first, so that the oldest change has the last word.
	for _, event := range events {
		if event.Version > seen {
			for name, change := range event.Changes {
				opened[name] = change.From
			}
		}
	}
	return opened
}

// adopt takes the newer value for every field that changed meanwhile and that
// the person had left as it was.
func (f *recordForm) adopt(now models.Model, opened map[string]string) {
	for _, field := range f.fields {
		before, changed := opened[field.Name]
		mine := f.kind.New()
		if !changed || service.Form(f.typed).Fill(mine, []*models.Field{field}) != nil {
			continue
		}
		if field.Plain(mine) == before {
			fill(f.typed, field, field.Plain(now))
		}
	}
}

func (f recordForm) differing(now, mine models.Model) []conflicted {
	var differing []conflicted
	for _, field := range f.fields {
		if field.Plain(now) != field.Plain(mine) {
			differing = append(differing, conflicted{field, now, mine})
		}
	}
	return differing
}

func linkedIn(fields []*models.Field, m models.Model) []models.Ref {
	var refs []models.Ref
	for _, field := range fields {
		if len(field.Kinds) > 0 {
			refs = slices.Concat(refs, field.Refs(m))
		}
	}
	return refs
}
