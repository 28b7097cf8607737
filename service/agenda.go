package service

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"answerable/models"
)

// maxTaken is how many records can be put on an agenda at once.
const maxTaken = 100

// AddToAgenda puts records that the person may see on the agenda of a meeting,
// behind what is on it, in the order given.
func (s *Service) AddToAgenda(ctx context.Context, who *models.Actor, meeting models.Ref, refs []models.Ref) ([]models.Model, error) {
	var added []models.Model
	err := s.change(ctx, who, "", func(w *work) error {
		items, err := w.agenda(meeting)
		if err != nil {
			return err
		}
		if err := w.takable(items, refs); err != nil {
			return err
		}
		for _, ref := range refs {
			item, err := w.take(meeting, ref)
			if err != nil {
				return err
			}
			added = append(added, item)
		}
		return nil
	})
	return added, err
}

// agenda reads the items of a meeting that the person keeps, in order. The
// meeting is locked, so that two people who change its agenda take turns.
func (w *work) agenda(meeting models.Ref) ([]*models.AgendaItem, error) {
	if _, err := w.kept(meeting); err != nil {
		return nil, err
	}
	found, err := w.Find(models.AgendaItemKind.Name, "meeting", meeting)
	return models.InAgendaOrder(found), err
}

// kept locks a meeting that the person keeps.
func (w *work) kept(meeting models.Ref) (*models.Meeting, error) {
	k := models.MeetingKind
	if _, err := w.see(k, meeting); err != nil {
		return nil, err
	}
	m, err := w.load(k, meeting)
	if err != nil {
		return nil, err
	}
	return m.(*models.Meeting), keeps(w.who, m)
}

// keeps tells, by an error, that the person does not keep the agenda and the
// minutes of the meeting now.
func keeps(who *models.Actor, meeting models.Model) error {
	k := models.MeetingKind
	if !k.MayEdit(who, meeting) {
		return models.Fail(models.Denied, "You may not change what this meeting takes up or records while it is %s", stateLabel(k, meeting))
	}
	return nil
}

// takable finds what is wrong with putting the records on an agenda.
func (w *work) takable(items []*models.AgendaItem, refs []models.Ref) error {
	problem := func(format string, args ...any) error {
		return models.Problems{{Field: "refs", Text: fmt.Sprintf("Records to take up: "+format, args...)}}.Or()
	}
	if len(refs) == 0 || len(refs) > maxTaken {
		return problem("choose from 1 to %d", maxTaken)
	}
	known, err := names(w.tx, w.who, slices.Clone(refs))
	if err != nil {
		return err
	}
	for i, ref := range refs {
		if _, seen := known[ref]; !seen {
			return problem("there is no record %s", ref)
		}
		on := slices.IndexFunc(items, func(item *models.AgendaItem) bool { return item.Concerns.Has(ref) })
		switch {
		case slices.Contains(refs[:i], ref):
			return problem("%s is there twice", ref)
		case on >= 0:
			return problem("%s is on the agenda already, as %s", ref, items[on].Ref)
		}
	}
	return nil
}

// take makes the item about a record.
func (w *work) take(meeting, ref models.Ref) (models.Model, error) {
	about, err := w.Get(ref)
	if err != nil {
		return nil, err
	}
	item := models.ItemAbout(meeting, about)
	in, err := entryOf(map[string]any{
		"meeting": item.Meeting, "title": item.Title, "concerns": item.Concerns, "priorities": item.Priorities, "marking": item.Marking,
	})
	if err != nil {
		return nil, err
	}
	return w.create(models.AgendaItemKind, "", in, blank)
}

// OrderAgenda puts the items of a meeting's agenda in an order, which names
// each of them once.
func (s *Service) OrderAgenda(ctx context.Context, who *models.Actor, meeting models.Ref, order []models.Ref) error {
	return s.change(ctx, who, "", func(w *work) error {
		items, err := w.agenda(meeting)
		if err != nil {
			return err
		}
		var ordered []*models.AgendaItem
		for _, ref := range order {
			at := slices.IndexFunc(items, func(item *models.AgendaItem) bool { return item.Ref == ref })
			if at >= 0 && !slices.Contains(ordered, items[at]) {
				ordered = append(ordered, items[at])
			}
		}
		if len(ordered) != len(items) || len(order) != len(items) {
			return models.Problems{{Field: "items", Text: "Items: must name each item on the agenda once: " + refsOfItems(items)}}.Or()
		}
		return w.arrange(ordered)
	})
}

func refsOfItems(items []*models.AgendaItem) string {
	refs := make([]string, len(items))
	for i, item := range items {
		refs[i] = string(item.Ref)
	}
	return strings.Join(refs, ", ")
}

// MoveAgendaItem moves an item of a meeting's agenda one place up or down. The
// version must be the one that the person saw.
func (s *Service) MoveAgendaItem(ctx context.Context, who *models.Actor, meeting, ref models.Ref, version int, up bool) error {
	k := models.AgendaItemKind
	return s.change(ctx, who, "", func(w *work) error {
		items, err := w.agenda(meeting)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(items, func(item *models.AgendaItem) bool { return item.Ref == ref })
		if at < 0 {
			return missing(k, ref)
		}
		if items[at].Version != version {
			return models.Fail(models.Stale, "Somebody changed this %s since you opened the agenda", lowerFirst(k.One))
		}
		to := at + 1
		if up {
			to = at - 1
		}
		if to >= 0 && to < len(items) {
			items[at], items[to] = items[to], items[at]
		}
		return w.arrange(items)
	})
}

// arrange numbers the items from 1 as they stand. Only those whose place
// changes are saved, each with its entry in the trail.
func (w *work) arrange(items []*models.AgendaItem) error {
	k := models.AgendaItemKind
	for i, item := range items {
		place := int64(i + 1)
		if item.Position != nil && *item.Position == place {
			continue
		}
		if !k.MayEdit(w.who, item) {
			return models.Fail(models.Denied, "You may not change the place of item %s", item.Ref)
		}
		before := k.Copy(item)
		item.Position = &place
		if err := w.save(k, before, item, "edit", "Moved to place "+strconv.Itoa(i+1)); err != nil {
			return err
		}
	}
	return nil
}
