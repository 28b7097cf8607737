package service

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

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
	found, known, err := histories(s.db.WithContext(ctx), who, k, []models.Model{m})
	return append([]Event{}, found[ref]...), known, unavailable(err)
}

// histories are what happened to records of a kind, each newest first. The
// records are as they are kept: what a person may read of an entry depends on
// all of the record.
func histories(tx *gorm.DB, who *models.Actor, k *models.Kind, list []models.Model) (map[models.Ref][]Event, Names, error) {
	of := make(map[models.Ref]models.Model, len(list))
	for _, m := range list {
		of[m.Base().Ref] = m
	}
	var rows []entry
	err := tx.Table("trail").Where("ref IN ?", refsAmong(list)).Order("version DESC, at DESC, seq DESC").Find(&rows).Error
	if err != nil {
		return nil, nil, err
	}
	events := make(map[models.Ref][]Event, len(list))
	var refs []models.Ref
	for _, row := range rows {
		m := of[row.Ref]
		if !readable(k, who, m, row) {
			continue
		}
		event := Event{At: row.At.UTC(), Person: row.Person, Action: row.Action, Version: row.Version, State: row.State, Reason: row.Reason, Changes: map[string]Change{}}
		if err := json.Unmarshal([]byte(row.Changes), &event.Changes); err != nil {
			return nil, nil, err
		}
		for _, name := range k.Concealed(who, m) {
			delete(event.Changes, name)
		}
		events[row.Ref] = append(events[row.Ref], event)
		refs = append(append(refs, row.Person), refsIn(k, event.Changes)...)
	}
	known, err := names(tx, who, refs)
	for _, list := range events {
		for i := range list {
			hideRefs(k, list[i].Changes, known)
		}
	}
	return events, known, err
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
