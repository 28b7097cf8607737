package frontend

import (
	"net/http"
	"net/url"
	"slices"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// agendaView is the page on which the agenda of a meeting is built.
type agendaView struct {
	*service.AgendaDue
	Nav      components.SubNavigation
	Today    models.Date
	Papers   parts
	Publish  []*models.Move
	Typed    url.Values
	Problems models.Problems
	Done     string
}

// agendaDone says what was just done to the agenda.
var agendaDone = map[string]string{
	"added": "The item was added to the agenda.",
	"taken": "What you ticked is on the agenda.",
	"moved": "The agenda is in its new order.",
	"gone":  "The item was taken off the agenda.",
}

// agendaPage shows the agenda with what is due, to those who keep it.
func (v *visit) agendaPage() error { return v.showAgenda(http.StatusOK, nil, nil) }

func (v *visit) showAgenda(status int, typed url.Values, problems models.Problems) error {
	due, err := v.service.Proposals(v.ctx(), v.who, v.meetingRef())
	if err != nil {
		return err
	}
	view := agendaView{AgendaDue: due, Nav: v.meetingNav(due.One, "/agenda"), Today: v.service.Today(), Typed: typed, Problems: problems, Done: agendaDone[v.Query("done")]}
	if view.Papers, err = v.partsOf(models.DocumentKind, "about", "ref", refsOf(parts{Page: due.Items})...); err != nil {
		return err
	}
	view.Papers = view.Papers.live()
	view.Publish = v.stepsOf(due.One, "publish-agenda")
	return v.show(page{Status: status, Title: "Agenda of " + due.Model.Heading(), Errors: len(problems) > 0, Trail: meetingTrail(due.One, "Build the agenda"), Body: view.view()})
}

func (v *visit) meetingRef() models.Ref { return models.Ref(v.Param("ref")) }

// stepsOf are those of the named steps that are open to the person.
func (v *visit) stepsOf(one *service.One, names ...string) []*models.Move {
	return slices.DeleteFunc(one.Kind.Open(v.who, one.Model), func(move *models.Move) bool { return !slices.Contains(names, move.Name) })
}

// onAgenda does what was sent to the agenda and shows it again: as it is now,
// or with why it was refused and what was typed.
func (v *visit) onAgenda(done string, act func(typed url.Values) error) error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	if err := act(typed); err != nil {
		return v.again(err, func(status int, problems models.Problems) error { return v.showAgenda(status, typed, problems) })
	}
	return v.seeOther(recordURL(models.MeetingKind, v.meetingRef()) + "/agenda?done=" + done + "#agenda")
}

// again shows a page once more with why what was sent to it was refused. An
// error that says nothing about the input is handed back.
func (v *visit) again(err error, show func(status int, problems models.Problems) error) error {
	named := asNamed(err)
	if named == nil {
		return err
	}
	switch named.Fault {
	case models.Invalid:
		return show(http.StatusUnprocessableEntity, named.Problems)
	case models.Refused, models.Stale:
		return show(http.StatusConflict, models.Problems{{Text: named.Public}})
	}
	return err
}

// addItem adds an item that is about no record yet.
func (v *visit) addItem() error {
	return v.onAgenda("added", func(typed url.Values) error {
		if err := v.service.Sees(v.ctx(), v.who, models.MeetingKind, v.meetingRef()); err != nil {
			return err
		}
		_, err := v.service.Create(v.ctx(), v.who, models.AgendaItemKind, "", service.Form{
			"meeting": {v.Param("ref")}, "title": typed["title"], "paper": typed["paper"],
		})
		return err
	})
}

// takeUp puts the ticked records on the agenda, and those typed in.
func (v *visit) takeUp() error {
	return v.onAgenda("taken", func(typed url.Values) error {
		_, err := v.service.AddToAgenda(v.ctx(), v.who, v.meetingRef(), typedRefs(slices.Concat(typed["refs"], typed["others"])))
		return err
	})
}

// moveItem moves an item one place up or down.
func (v *visit) moveItem() error {
	return v.onAgenda("moved", func(typed url.Values) error {
		version, err := versionOrNone(v, typed)
		if err != nil {
			return err
		}
		return v.service.MoveAgendaItem(v.ctx(), v.who, v.meetingRef(), models.Ref(typed.Get("item")), version, typed.Get("to") == "up")
	})
}

// removeItem takes an item off the agenda.
func (v *visit) removeItem() error {
	return v.onAgenda("gone", func(typed url.Values) error {
		version, err := versionOrNone(v, typed)
		if err != nil {
			return err
		}
		_, err = v.service.Move(v.ctx(), v.who, models.AgendaItemKind, models.Ref(typed.Get("item")), version, "withdraw", service.Form(typed))
		return err
	})
}

// versionOrNone reads the version of a form about a meeting that the person may
// see.
func versionOrNone(v *visit, typed url.Values) (int, error) {
	if err := v.service.Sees(v.ctx(), v.who, models.MeetingKind, v.meetingRef()); err != nil {
		return 0, err
	}
	return versionOf(typed)
}

// papersOf are the documents that are attached to an item.
func (a agendaView) papersOf(item models.Ref) []*models.Document {
	var papers []*models.Document
	for _, paper := range as[*models.Document](a.Papers) {
		if paper.About == item {
			papers = append(papers, paper)
		}
	}
	return papers
}

// anchor is where on the page the control of a field is.
func (a agendaView) anchor(field string) string {
	switch field {
	case "title", "paper":
		return "#" + field
	case "refs":
		return "#proposals"
	case "reason":
		return "#agenda"
	}
	return ""
}

// choices are the records of a pile, to be ticked.
func (a agendaView) choices(pile service.Proposed) []components.Choice {
	choices := make([]components.Choice, len(pile.Items.Models))
	for i, m := range pile.Items.Models {
		ref := m.Base().Ref
		choices[i] = components.Choice{Value: string(ref), Text: shortTitle(m.Heading()) + " (" + string(ref) + ")", Hint: a.dueHint(pile, m)}
		if item := a.On(ref); item != "" {
			choices[i].Disabled, choices[i].Hint = true, "On the agenda already, as "+string(item)
		}
	}
	return choices
}

// dueHint says why a record is proposed.
func (a agendaView) dueHint(pile service.Proposed, m models.Model) string {
	switch record := m.(type) {
	case *models.Question:
		return join(". ", labelledDay("Due by", record.DueOn))
	case *models.Assurance:
		standing := models.LabelOf(models.AssuranceKind.DerivedNamed("standing").Options, record.Standing(a.Today))
		return join(". ", standing, labelledDay("May be relied on until", record.ReliedUntil))
	case *models.Commitment:
		return join(". ", nameTitle(pile.Items.Names, record.Body), labelledDay("Due by", record.DueOn))
	case *models.Recommendation:
		return join(". ", models.LabelOf(models.RecommendationKind.States, string(record.State)), labelledDay("Target", record.TargetOn))
	case *models.Measure:
		return movedHint(pile.Moves[record.Ref])
	}
	return ""
}

// labelledDay is a day with what it is; empty for none.
func labelledDay(label string, day models.Date) string {
	if day == "" {
		return ""
	}
	return label + " " + day.String()
}

// fewMoves is how many series of a measure a hint speaks of.
const fewMoves = 2

func movedHint(moves []models.Movement) string {
	var texts []string
	for _, move := range moves[:min(len(moves), fewMoves)] {
		texts = append(texts, move.Latest.Heading()+" ("+move.Change().By+")")
	}
	if more := len(moves) - fewMoves; more > 0 {
		texts = append(texts, "and "+counted(int64(more), "other part", "other parts"))
	}
	return join("; ", texts...)
}

// lapsed are the assurances of a pile that have lapsed: a question can test
// them again.
func (a agendaView) lapsed(pile service.Proposed) []components.Link {
	var links []components.Link
	for _, m := range pile.Items.Models {
		if assurance, is := m.(*models.Assurance); is && assurance.Standing(a.Today) == "lapsed" {
			links = append(links, components.Link{Text: "Draft a re-test question: " + shortTitle(assurance.Title), Href: recordURL(models.AssuranceKind, assurance.Ref) + "/retest"})
		}
	}
	return links
}
