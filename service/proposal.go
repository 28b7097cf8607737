package service

import (
	"context"
	"slices"

	"answerable/models"
)

// Proposed is one pile of records that are proposed for an agenda.
type Proposed struct {
	models.Proposal
	// Query is the list that Count counts and that Items begin; it is empty
	// where no filter says the pile.
	Query Query
	Count int64
	Items *Page
	// Moves says how the measures among them moved.
	Moves map[models.Ref][]models.Movement
}

// AgendaDue is what is due for the agenda of a meeting, and what is on it.
type AgendaDue struct {
	*One
	// Last is the meeting of the same type before it; nil where none is known.
	Last  *models.Meeting
	Items *Page
	Piles []Proposed
}

// On tells which item of the agenda takes a record up already; empty for none.
func (a *AgendaDue) On(ref models.Ref) models.Ref {
	for _, m := range a.Items.Models {
		if m.(*models.AgendaItem).Concerns.Has(ref) {
			return m.Base().Ref
		}
	}
	return ""
}

// Proposals gives, to those who keep the agenda of a meeting, what is due for
// it, with what is on it. Piles with nothing in them are there too.
func (s *Service) Proposals(ctx context.Context, who *models.Actor, ref models.Ref) (*AgendaDue, error) {
	one, err := s.Get(ctx, who, models.MeetingKind, ref)
	if err != nil {
		return nil, err
	}
	if err := keeps(who, one.Model); err != nil {
		return nil, err
	}
	agenda := &AgendaDue{One: one}
	if agenda.Items, err = s.itemsOf(ctx, who, ref); err != nil {
		return nil, err
	}
	occasion, err := s.occasion(ctx, who, agenda)
	if err != nil {
		return nil, err
	}
	for _, proposal := range models.Proposals {
		pile, err := s.proposed(ctx, who, proposal, occasion)
		if err != nil {
			return nil, err
		}
		agenda.Piles = append(agenda.Piles, *pile)
	}
	return agenda, nil
}

// Agenda reads the items of a meeting in order, as far as the person may see
// it. What was withdrawn is left out.
func (s *Service) Agenda(ctx context.Context, who *models.Actor, meeting models.Ref) (*Page, error) {
	if err := s.Sees(ctx, who, models.MeetingKind, meeting); err != nil {
		return nil, err
	}
	return s.itemsOf(ctx, who, meeting)
}

// itemsOf reads the agenda of a meeting in order, without what was withdrawn.
func (s *Service) itemsOf(ctx context.Context, who *models.Actor, meeting models.Ref) (*Page, error) {
	page, err := s.List(ctx, who, models.AgendaItemKind, Query{Filters: map[string][]string{"meeting": {string(meeting)}, "state": {string(models.Current)}}, Limit: MaxPageSize})
	if err != nil {
		return nil, err
	}
	for i, item := range models.InAgendaOrder(page.Models) {
		page.Models[i] = item
	}
	return page, nil
}

// occasion finds what the proposals for a meeting depend on: its day and the
// meeting of the same type before it.
func (s *Service) occasion(ctx context.Context, who *models.Actor, agenda *AgendaDue) (models.Occasion, error) {
	meeting := agenda.Model.(*models.Meeting)
	o := models.Occasion{Meeting: meeting.Ref, On: s.Today()}
	if meeting.HeldOn.IsDay() && meeting.HeldOn > o.On {
		o.On = meeting.HeldOn
	}
	before := map[string][]string{"type": {string(meeting.Type)}, "state": {string(models.MeetingHeld), string(models.MeetingAgreed)}}
	if meeting.HeldOn != "" {
		before["held_before"] = []string{string(meeting.HeldOn)}
	}
	held, err := s.List(ctx, who, models.MeetingKind, Query{Filters: before, Sort: "-held_on", Limit: 2})
	if err != nil {
		return o, err
	}
	at := slices.IndexFunc(held.Models, func(m models.Model) bool { return m.Base().Ref != meeting.Ref })
	if at < 0 {
		return o, nil
	}
	agenda.Last = held.Models[at].(*models.Meeting)
	items, err := s.itemsOf(ctx, who, agenda.Last.Ref)
	if err != nil {
		return o, err
	}
	o.LastOn, o.Last = agenda.Last.HeldOn, append(refsAmong(items.Models), agenda.Last.Ref)
	return o, nil
}

func (s *Service) proposed(ctx context.Context, who *models.Actor, proposal models.Proposal, o models.Occasion) (*Proposed, error) {
	k := models.KindNamed(proposal.Kind)
	pile := &Proposed{Proposal: proposal, Items: &Page{Kind: k}}
	var err error
	if proposal.Moved {
		pile.Items.Models, pile.Moves, err = s.moved(ctx, who, o.LastOn)
		pile.Count = int64(len(pile.Items.Models))
		pile.Items.Models = pile.Items.Models[:min(len(pile.Items.Models), PageSize)]
		if err == nil {
			pile.Items.Names, err = s.present(ctx, who, k, pile.Items.Models)
		}
		return pile, err
	}
	filters := proposal.Filters(o)
	if filters == nil {
		return pile, nil
	}
	pile.Query = Query{Filters: filters}
	if pile.Count, err = s.Count(ctx, who, k, pile.Query); err != nil {
		return nil, err
	}
	pile.Items, err = s.List(ctx, who, k, pile.Query)
	return pile, err
}
