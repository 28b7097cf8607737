package frontend

import (
	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// event is one entry of a history, in words.
type event struct {
	service.Event
	Title   string
	By      string
	Changes []service.FieldChange
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
		events[i] = event{Event: entry, Title: service.ActionLabel(k, entry), By: names.Doer(entry.Person), Changes: service.ChangesInWords(k, entry.Changes, names)}
	}
	return events, nil
}
