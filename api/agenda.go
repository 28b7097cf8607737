package api

import (
	"encoding/json"
	"net/http"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

// proposedPile is a pile of records that are proposed for an agenda.
type proposedPile struct {
	Name  string         `json:"name"`
	Label string         `json:"label"`
	Kind  string         `json:"kind"`
	Query string         `json:"query" description:"The filters under which the kind's list gives them all; empty where none says it"`
	Count int64          `json:"count"`
	Items []proposedItem `json:"items" description:"The first of them"`
}

type proposedItem struct {
	service.Name
	AgendaItem models.Ref `json:"agenda_item" description:"The item that takes it up already; empty for none"`
	Movements  []movement `json:"movements" description:"How the measure moved"`
}

// movement is a figure beside the one of the period before.
type movement struct {
	Latest models.Ref `json:"latest"`
	Before models.Ref `json:"before" description:"Empty where there is none"`
	Change string     `json:"change" description:"Empty where none can be worked out"`
	Why    string     `json:"why" description:"Why no change can be worked out"`
}

// mountAgenda mounts what a meeting has beside other kinds: its agenda as it is
// built, its decisions as they are made, and its pack.
func (a *api) mountAgenda() {
	r := kindRoutes{a, models.MeetingKind, pascal(models.MeetingKind.Name), models.MeetingKind.Many}
	keepers := rolesIn(models.MeetingKind.Edit)
	agenda := closed(schema{"items": listOf(exactly(pascal(models.AgendaItemKind.Name))), "names": named("Names")})
	refs := listOf(schema{"type": "string", "pattern": refPattern})
	a.mount(route{
		id: "readMeetingProposals", method: http.MethodGet, path: r.path("/{ref}/proposals"), tag: r.tag, roles: keepers, denies: true,
		summary: "Read what is due for the agenda of a meeting",
		params:  []param{r.refParam()},
		answers: []answer{{http.StatusOK, "The piles, empty ones too", &content{jsonType, closed(schema{"proposals": listOf(a.document.reflect(proposedPile{}))})}, nil}},
		handle:  a.proposals,
	})
	a.mount(route{
		id: "addToAgenda", method: http.MethodPost, path: r.path("/{ref}/agenda"), tag: r.tag, roles: keepers,
		summary: "Put records on the agenda, behind what is on it",
		about:   "The item about a record that some do not see yet, such as a question that was not put, does not tell its title.",
		params:  []param{r.refParam()},
		body:    &content{jsonType, closed(schema{"refs": refs})},
		answers: []answer{{http.StatusOK, "The agenda as it is now", &content{jsonType, agenda}, nil}},
		handle:  a.addToAgenda,
	})
	a.mount(route{
		id: "orderAgenda", method: http.MethodPost, path: r.path("/{ref}/agenda/order"), tag: r.tag, roles: keepers,
		summary: "Put the agenda in order",
		params:  []param{r.refParam()},
		body:    &content{jsonType, closed(schema{"items": refs})},
		answers: []answer{{http.StatusOK, "The agenda in its new order", &content{jsonType, agenda}, nil}},
		handle:  a.orderAgenda,
	})
	a.mount(route{
		id: "addDecision", method: http.MethodPost, path: r.path("/{ref}/decisions"), tag: r.tag, roles: keepers,
		summary: "Add a decision to those that the meeting made",
		about:   "It needs no version: whoever else records the meeting, nothing of theirs is overwritten.",
		params:  []param{r.refParam()},
		body:    &content{jsonType, closed(schema{"decision": textSchema()})},
		answers: []answer{r.detail(http.StatusOK, "The meeting as it is now")},
		handle:  r.addDecision,
	})
	a.mountPack(r)
}

func (a *api) proposals(c *gin.Context, who *models.Actor) error {
	agenda, err := a.service.Proposals(c.Request.Context(), who, refOf(c))
	if err != nil {
		return err
	}
	piles := make([]proposedPile, len(agenda.Piles))
	for i, pile := range agenda.Piles {
		piles[i] = proposedPile{pile.Name, pile.Label, pile.Kind, pile.Query.Values().Encode(), pile.Count, []proposedItem{}}
		for _, name := range namesOf(pile.Items) {
			piles[i].Items = append(piles[i].Items, proposedItem{name, agenda.On(name.Ref), movementsOf(pile.Moves[name.Ref])})
		}
	}
	writeValue(c, http.StatusOK, jsonType, map[string]any{"proposals": piles})
	return nil
}

func movementsOf(moves []models.Movement) []movement {
	list := make([]movement, len(moves))
	for i, move := range moves {
		change := move.Change()
		list[i] = movement{Latest: move.Latest.Ref, Change: change.By, Why: change.Why}
		if move.Before != nil {
			list[i].Before = move.Before.Ref
		}
	}
	return list
}

func (a *api) addToAgenda(c *gin.Context, who *models.Actor) error {
	refs, err := a.refsSent(c, who, "refs")
	if err != nil {
		return err
	}
	if _, err := a.service.AddToAgenda(c.Request.Context(), who, refOf(c), refs); err != nil {
		return err
	}
	return a.writeAgenda(c, who)
}

func (a *api) orderAgenda(c *gin.Context, who *models.Actor) error {
	order, err := a.refsSent(c, who, "items")
	if err != nil {
		return err
	}
	if err := a.service.OrderAgenda(c.Request.Context(), who, refOf(c), order); err != nil {
		return err
	}
	return a.writeAgenda(c, who)
}

func (a *api) writeAgenda(c *gin.Context, who *models.Actor) error {
	agenda, err := a.service.Agenda(c.Request.Context(), who, refOf(c))
	if err != nil {
		return err
	}
	writeJSON(c, func(dst []byte) []byte {
		dst = a.writers[models.AgendaItemKind].appendList(append(dst, `{"items":`...), agenda.Models, a.service.Today())
		dst = appendNames(append(dst, `,"names":`...), agenda.Names)
		return append(dst, '}')
	})
	return nil
}

// refsSent reads the one member of the body, a list of references. Whether the
// meeting is there comes first: what is wrong with the body does not tell.
func (a *api) refsSent(c *gin.Context, who *models.Actor, name string) ([]models.Ref, error) {
	if err := a.service.Sees(c.Request.Context(), who, models.MeetingKind, refOf(c)); err != nil {
		return nil, err
	}
	body, err := object(c)
	if err != nil {
		return nil, err
	}
	var refs []models.Ref
	if raw, given := body[name]; !given || json.Unmarshal(raw, &refs) != nil || len(body) > 1 {
		return nil, models.Problems{{Field: name, Code: "wrong_type", Text: name + ": must be given, as a list of references, and nothing else"}}.Or()
	}
	return refs, nil
}

func (r kindRoutes) addDecision(c *gin.Context, who *models.Actor) error {
	if err := r.service.Sees(c.Request.Context(), who, r.kind, refOf(c)); err != nil {
		return err
	}
	body, err := object(c)
	if err != nil {
		return err
	}
	var decision string
	if err := into(body, map[string]any{"decision": &decision}); err != nil {
		return err
	}
	changed, err := r.service.AddDecision(c.Request.Context(), who, refOf(c), decision)
	if err != nil {
		return err
	}
	return r.answerChanged(c, who, http.StatusOK, changed)
}
