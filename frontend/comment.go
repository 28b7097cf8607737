package frontend

import (
	"cmp"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// commented are the kinds on whose pages people comment for their own office.
var commented = []*models.Kind{models.QuestionKind, models.AnswerKind}

// commentStart is the way to write a note that only one's own office sees.
var commentStart = models.NoteKind.StartNamed("add").Name

// comment adds a note for one's own office from the page of the record that it
// is about, and leads back there.
func (v *visit) comment(k *models.Kind) error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	one, err := v.service.Get(v.ctx(), v.who, k, models.Ref(v.Param("ref")))
	if err != nil {
		return err
	}
	start, err := v.startOf(models.NoteKind, commentStart)
	if err != nil {
		return err
	}
	typed.Set("about", string(one.Model.Base().Ref))
	// What is said of a sensitive record is sensitive too.
	typed.Set("marking", cmp.Or(typed.Get("marking"), string(one.Model.Shared().Marking)))
	if _, err := v.service.Create(v.ctx(), v.who, models.NoteKind, start.Name, service.Form(typed)); err != nil {
		return v.refuseNew(models.NoteKind, start, typed, err)
	}
	return v.seeOther(recordURL(k, one.Model.Base().Ref) + "?done=comment#comments")
}

// commentsOn are the comments that the person's office wrote on some records,
// the oldest first.
func (v *visit) commentsOn(refs ...models.Ref) (parts, error) {
	notes, err := v.partsOf(models.NoteKind, "about", "created_at", refs...)
	if err != nil {
		return notes, err
	}
	return notes.in(models.AttachedInternal), nil
}

// commentItems are comments as a timeline shows them.
func commentItems(comments parts, here models.Ref) []components.TimelineItem {
	items := make([]components.TimelineItem, 0, len(comments.Models))
	for _, note := range as[*models.Note](comments) {
		item := components.TimelineItem{
			TitleHTML: commentTitle(note, here), By: comments.Names.Doer(note.CreatedBy), Date: moment(note.CreatedAt), HTML: paragraphs(note.Text),
		}
		items = append(items, item)
	}
	return items
}
