package service

import (
	"cmp"
	"slices"
	"strings"

	"answerable/models"
)

// FieldChange is what became of one field, in words. What is empty was not
// recorded, for which Unknown has the field's words.
type FieldChange struct {
	Label, From, To, Unknown string
}

// unmoved are the actions that are no moves, as people read them.
var unmoved = map[string]string{
	"edit": "Changed", "follows": "Changed as a consequence", "file added": "File added",
	"password set": "Password set", "token issued": "API token issued", "token revoked": "API token revoked",
	"calendar feed issued": "Calendar feed made", "calendar feed revoked": "Calendar feed revoked",
	dossierMade: "Dossier made",
}

// ActionLabel is what people call what was done to a record.
func ActionLabel(k *models.Kind, e Event) string {
	move := k.Move(e.Action)
	if start := k.StartNamed(e.Action); start != nil && e.Version == 1 {
		move = start
	}
	if move != nil {
		return move.Label
	}
	return cmp.Or(unmoved[e.Action], upperFirst(e.Action))
}

// ChangesInWords puts the changes of an entry into words, in the order of the
// kind's fields.
func ChangesInWords(k *models.Kind, changed map[string]Change, known Names) []FieldChange {
	var inWords []FieldChange
	for _, field := range k.Fields {
		if found, changed := changed[field.Name]; changed {
			inWords = append(inWords, FieldChange{field.Label, Spoken(k, field, found.From, known), Spoken(k, field, found.To, known), field.Unknown})
		}
	}
	return inWords
}

// Spoken is a value of the trail as people read it.
func Spoken(k *models.Kind, field *models.Field, plain string, known Names) string {
	switch {
	case plain == "":
		return ""
	case field.Name == "state":
		return models.LabelOf(k.States, plain)
	case len(field.Kinds) > 0:
		return strings.Join(known.titlesOf(splitRefs(plain)), ", ")
	case slices.Contains([]models.FieldType{models.RevisionsField, models.InstantField, models.TextField, models.LongField}, field.Type):
		return plain
	}
	scratch := k.New()
	if field.Parse(scratch, []string{plain}) != nil {
		return plain
	}
	return cmp.Or(field.Spoken(scratch), plain)
}

// Title is the title of a record as plain text, or its reference.
func (n Names) Title(ref models.Ref) string {
	if name, known := n[ref]; known {
		return name.Title
	}
	return string(ref)
}

func (n Names) titlesOf(refs []models.Ref) []string {
	titles := make([]string, len(refs))
	for i, ref := range refs {
		titles[i] = n.Title(ref) + " (" + string(ref) + ")"
	}
	return titles
}

// Doer is who did something: the system itself has no person.
func (n Names) Doer(person models.Ref) string {
	if person == "" {
		return models.System().Name
	}
	return n.Title(person)
}

// Revision says in words how a date was moved.
func (n Names) Revision(r models.Revision) string {
	text := "From " + r.From.String() + " to " + r.To.String() + ", changed on " + r.On.String()
	if name, known := n[r.By]; known {
		text += " by " + name.Title
	}
	if r.Reason != "" {
		text += ": " + r.Reason
	}
	return text
}
