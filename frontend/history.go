package frontend

import (
	"cmp"
	"slices"
	"strings"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// event is one entry of a history, in words.
type event struct {
	service.Event
	Title   string
	By      string
	Changes []change
}

// change is what became of one field, in words.
type change struct {
	Label    string
	From, To string // empty for nothing recorded
	Unknown  string // the field's words for that
}

// untitled are the actions that are no moves, as people read them.
var untitled = map[string]string{
	"edit": "Changed", "follows": "Changed as a consequence", "file added": "File added",
	"password set": "Password set", "token issued": "API token issued", "token revoked": "API token revoked",
	"calendar feed issued": "Calendar feed made", "calendar feed revoked": "Calendar feed revoked",
}

// historyPage shows everything that happened to a record.
func (v *visit) historyPage(k *models.Kind) error {
	ref := models.Ref(v.Param("ref"))
	one, err := v.service.Get(v.ctx(), v.who, k, ref)
	if err != nil {
		return err
	}
	events, err := v.events(k, ref)
	if err != nil {
		return err
	}
	trail := recordTrail(one)
	trail[len(trail)-1].Href = recordURL(k, ref)
	return v.show(page{Title: "History of " + string(ref), Trail: append(trail, components.Link{Text: "History"}), Body: historyView(one, events)})
}

// recent fills in the latest events of the record's page.
func (v *visit) recent(view *recordView) error {
	events, err := v.events(view.Kind, view.Model.Base().Ref)
	if err != nil {
		return err
	}
	shown := min(len(events), recentEvents)
	view.Events, view.Earlier = events[:shown], len(events)-shown
	return nil
}

func (v *visit) events(k *models.Kind, ref models.Ref) ([]event, error) {
	found, names, err := v.service.History(v.ctx(), v.who, k, ref)
	if err != nil {
		return nil, err
	}
	events := make([]event, len(found))
	for i, entry := range found {
		events[i] = event{Event: entry, Title: actionTitle(k, entry), By: doer(names, entry.Person), Changes: changesIn(k, entry.Changes, names)}
	}
	return events, nil
}

func actionTitle(k *models.Kind, entry service.Event) string {
	move := k.Move(entry.Action)
	if start := k.StartNamed(entry.Action); start != nil && entry.Version == 1 {
		move = start
	}
	if move != nil {
		return move.Label
	}
	return cmp.Or(untitled[entry.Action], upperFirst(entry.Action))
}

// doer is who did something: the system itself has no person.
func doer(names service.Names, person models.Ref) string {
	if person == "" {
		return components.ProductName
	}
	return nameTitle(names, person)
}

// changesIn puts the changes of an entry into words, in the order of the
// kind's fields.
func changesIn(k *models.Kind, changed map[string]service.Change, names service.Names) []change {
	var changes []change
	for _, field := range k.Fields {
		if found, changed := changed[field.Name]; changed {
			changes = append(changes, change{field.Label, spoken(k, field, found.From, names), spoken(k, field, found.To, names), field.Unknown})
		}
	}
	return changes
}

// spoken is a value of the trail as people read it.
func spoken(k *models.Kind, field *models.Field, plain string, names service.Names) string {
	switch {
	case plain == "":
		return ""
	case field.Name == "state":
		return models.LabelOf(k.States, plain)
	case len(field.Kinds) > 0:
		return strings.Join(titlesOf(plain, names), ", ")
	case slices.Contains([]models.FieldType{models.RevisionsField, models.InstantField, models.TextField, models.LongField}, field.Type):
		return plain
	}
	scratch := k.New()
	if field.Parse(scratch, []string{plain}) != nil {
		return plain
	}
	return cmp.Or(field.Spoken(scratch), plain)
}

func titlesOf(refs string, names service.Names) []string {
	var titles []string
	for _, ref := range strings.Fields(refs) {
		titles = append(titles, nameTitle(names, models.Ref(ref))+" ("+ref+")")
	}
	return titles
}
