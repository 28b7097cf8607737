package models

import (
	"cmp"
	"slices"
)

// meetingOpen are the states in which a meeting is still written about: once
// its minutes are agreed, nothing of it changes.
var meetingOpen = []State{MeetingPlanned, MeetingAgenda, MeetingHeld}

// agendaOpen is the need that an item's meeting is still written about. The
// meeting is locked by asking, so that changes of one agenda take turns.
var agendaOpen = Need{"The agenda is closed: the minutes of the meeting are agreed, or it was cancelled", func(m Model, f Facts) (bool, error) {
	meeting, err := f.Get(m.(*AgendaItem).Meeting)
	if err != nil {
		return false, err
	}
	return covers(meetingOpen, meeting.Base().State), nil
}}

// prepareItem refuses changes of a closed agenda, and puts a new item last
// where nobody said at which place it is taken.
func prepareItem(m Model, f Facts) error {
	item := m.(*AgendaItem)
	open, err := agendaOpen.Met(m, f)
	if err != nil {
		return err
	}
	if !open {
		return Problems{{Field: "meeting", Text: agendaOpen.Text}}.Or()
	}
	if item.Ref != "" || item.Position != nil {
		return nil
	}
	others, err := currentItems(item.Meeting, f)
	if err != nil {
		return err
	}
	last := int64(len(others))
	for _, other := range others {
		if other.Position != nil {
			last = max(last, *other.Position)
		}
	}
	last++
	item.Position = &last
	return nil
}

// takeOff is the withdrawal of an item.
func takeOff() Move {
	move := withdraw(to(RolePlan), Current)
	move.Needs, move.Then = []Need{agendaOpen}, closeGap
	return move
}

// closeGap moves the items behind one that was taken off up by a place.
func closeGap(m Model, f Facts) ([]Effect, error) {
	gone := m.(*AgendaItem)
	if gone.Position == nil {
		return nil, nil
	}
	others, err := currentItems(gone.Meeting, f)
	if err != nil || slices.ContainsFunc(others, func(item *AgendaItem) bool { return item.at() == *gone.Position }) {
		return nil, err
	}
	var effects []Effect
	for _, item := range others {
		if item.Position != nil && *item.Position > *gone.Position {
			effects = append(effects, Effect{Kind: "agenda-item", Ref: item.Ref, Why: "An item before it was taken off: " + string(gone.Ref), Set: func(m Model) {
				place := *m.(*AgendaItem).Position - 1
				m.(*AgendaItem).Position = &place
			}})
		}
	}
	return effects, nil
}

// currentItems are the items on a meeting's agenda, in order.
func currentItems(meeting Ref, f Facts) ([]*AgendaItem, error) {
	found, err := f.Find("agenda-item", "meeting", meeting)
	if err != nil {
		return nil, err
	}
	return InAgendaOrder(found), nil
}

// InAgendaOrder are the items that were not withdrawn in the order in which
// they are taken: those without a place last, ties in the order in which they
// were added.
func InAgendaOrder(items []Model) []*AgendaItem {
	var kept []*AgendaItem
	for _, m := range items {
		if item := m.(*AgendaItem); item.State != Withdrawn {
			kept = append(kept, item)
		}
	}
	slices.SortStableFunc(kept, func(a, b *AgendaItem) int {
		return cmp.Or(cmp.Compare(a.at(), b.at()), cmp.Compare(len(a.Ref), len(b.Ref)), cmp.Compare(a.Ref, b.Ref))
	})
	return kept
}

// at is the item's place; behind all others where it has none.
func (a *AgendaItem) at() int64 {
	if a.Position == nil {
		return 1 << 40
	}
	return *a.Position
}

// ItemAbout is what an agenda item about a record says. The agenda is read by
// everybody who sees the meeting, and before long by the public: the title and
// priorities of a record that some do not see yet, such as a question that was
// not put, stay off it.
func ItemAbout(meeting Ref, m Model) *AgendaItem {
	item := &AgendaItem{AgendaItemInput: AgendaItemInput{Meeting: meeting, Title: KindOf(m).One, Concerns: Refs{m.Base().Ref}}}
	item.Marking = m.Shared().Marking
	if openToAll(m) {
		item.Title, item.Priorities = shortened(m.Heading(), agendaTitle), m.Shared().Priorities
	}
	return item
}

// agendaTitle is how long the title of an item may be.
const agendaTitle = 200

// openToAll tells whether a record in its state is there for people in every
// role, whatever body they work for; markings are asked about apart.
func openToAll(m Model) bool {
	k := KindOf(m)
	return !slices.ContainsFunc(Roles, func(role Role) bool {
		return !slices.ContainsFunc(k.See, func(g Grant) bool {
			return slices.Contains(g.Roles, role) && len(g.Scopes) == 0 && covers(g.States, m.Base().State)
		})
	})
}
