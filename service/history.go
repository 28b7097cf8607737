package service

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"answerable/models"
)

// Event is one entry of a record's history as a person may read it.
type Event struct {
	At      time.Time         `json:"at"`
	Person  models.Ref        `json:"person"`
	Action  string            `json:"action"`
	Version int               `json:"version"`
	State   models.State      `json:"state"`
	Reason  string            `json:"reason,omitempty"`
	Changes map[string]Change `json:"changes"`
}

// History is what happened to a record, newest first. Events from when the
// record was not there for this person yet, such as the drafting of an answer
// on the other side, are not in it.
func (s *Service) History(ctx context.Context, who *models.Actor, k *models.Kind, ref models.Ref) ([]Event, Names, error) {
	m, err := s.find(ctx, who, k, ref)
	if err != nil {
		return nil, nil, err
	}
	var rows []entry
	err = s.db.WithContext(ctx).Table("trail").Where("ref = ?", ref).Order("version DESC, at DESC, seq DESC").Find(&rows).Error
	if err != nil {
		return nil, nil, unavailable(err)
	}
	events := []Event{}
	var refs []models.Ref
	for _, row := range rows {
		if !readable(k, who, m, row) {
			continue
		}
		event := Event{At: row.At.UTC(), Person: row.Person, Action: row.Action, Version: row.Version, State: row.State, Reason: row.Reason, Changes: map[string]Change{}}
		if err := json.Unmarshal([]byte(row.Changes), &event.Changes); err != nil {
			return nil, nil, unavailable(err)
		}
		for _, name := range k.Concealed(who, m) {
			delete(event.Changes, name)
		}
		events = append(events, event)
		refs = append(append(refs, row.Person), refsIn(k, event.Changes)...)
	}
	known, err := names(s.db.WithContext(ctx), who, refs)
	for i := range events {
		hideRefs(k, events[i].Changes, known)
	}
	return events, known, unavailable(err)
}

// readable tells whether the record was there for the person when the entry
// was made.
func readable(k *models.Kind, who *models.Actor, m models.Model, e entry) bool {
	if e.Marking == models.OfficialSensitive && !who.Cleared() {
		return false
	}
	then := k.Copy(m)
	then.Base().State = e.State
	if !slices.ContainsFunc(k.See, func(g models.Grant) bool { return k.Allows([]models.Grant{g}, who, then) }) {
		return false
	}
	for _, step := range strings.Split(strings.TrimSuffix(e.SeenState, "/"), "/") {
		kind, state, found := strings.Cut(step, "=")
		if found && !models.KindNamed(kind).SeenIn(who, models.State(state)) {
			return false
		}
	}
	return true
}

func refsIn(k *models.Kind, changes map[string]Change) []models.Ref {
	var refs []models.Ref
	for name, change := range changes {
		if field := k.Field(name); field != nil && len(field.Kinds) > 0 {
			refs = append(append(refs, splitRefs(change.From)...), splitRefs(change.To)...)
		}
	}
	return refs
}

// splitRefs reads references as the trail writes them, one a line.
func splitRefs(plain string) []models.Ref {
	var refs []models.Ref
	for _, ref := range strings.Fields(plain) {
		refs = append(refs, models.Ref(ref))
	}
	return refs
}

func hideRefs(k *models.Kind, changes map[string]Change, known Names) {
	for name, change := range changes {
		if field := k.Field(name); field != nil && len(field.Kinds) > 0 {
			changes[name] = Change{visibleOf(change.From, known), visibleOf(change.To, known)}
			if changes[name].From == changes[name].To {
				delete(changes, name)
			}
		}
	}
}

func visibleOf(refs string, known Names) string {
	kept := slices.DeleteFunc(strings.Fields(refs), func(ref string) bool { _, seen := known[models.Ref(ref)]; return !seen })
	return strings.Join(kept, "\n")
}
