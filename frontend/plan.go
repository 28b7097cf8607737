package frontend

import (
	"cmp"
	"slices"

	"answerable/models"
	"answerable/service"
)

// planView is the plan in force with what is in it, and the other editions.
type planView struct {
	Plans      []models.Model
	InForce    *models.Edition // nil where none is published
	Plan       string          // its plan's title
	Outcomes   []planOutcome
	Editions   []models.Model // the others, latest first
	Priorities []models.Model // all, for when no edition is published
	Today      models.Date
	Names      service.Names
	AddPlan    []*models.Move
}

// planOutcome is an outcome of the edition with the priorities under it; the
// last, without an outcome, has those that stand under none.
type planOutcome struct {
	Outcome    *models.Outcome
	Placements []*models.Placement
}

// planPage shows the plan in force: its outcomes and priorities.
func (v *visit) planPage() error {
	view := planView{Today: v.service.Today(), AddPlan: models.PlanKind.Starts(v.who)}
	plans, err := v.all(models.PlanKind, service.Query{})
	if err != nil {
		return err
	}
	editions, err := v.all(models.EditionKind, service.Query{Sort: "-published_on"})
	if err != nil {
		return err
	}
	view.Plans, view.Names = plans.Models, editions.Names
	view.choose(editions.Models)
	if view.InForce == nil {
		if err := v.planPriorities(&view); err != nil {
			return err
		}
	} else if err := v.planOutcomes(&view); err != nil {
		return err
	}
	return v.show(page{Title: "Police and Crime Plan", Body: view.view()})
}

// all is the first page of a list, as long as it may be.
func (v *visit) all(k *models.Kind, q service.Query) (*service.Page, error) {
	q.Limit = service.MaxPageSize
	return v.service.List(v.ctx(), v.who, k, q)
}

// choose takes the latest published edition as the one in force. One that was
// made up for a demonstration gives way to a real one.
func (p *planView) choose(editions []models.Model) {
	slices.SortStableFunc(editions, func(a, b models.Model) int { return cmp.Compare(madeUp(a), madeUp(b)) })
	for _, m := range editions {
		if edition := m.(*models.Edition); p.InForce == nil && edition.State == models.EditionPublished {
			p.InForce, p.Plan = edition, nameTitle(p.Names, edition.Plan)
			continue
		}
		p.Editions = append(p.Editions, m)
	}
}

func madeUp(m models.Model) int {
	if m.Base().Sample == models.SampleIllustrative {
		return 1
	}
	return 0
}

func (v *visit) planPriorities(view *planView) error {
	priorities, err := v.all(models.PriorityKind, service.Query{})
	if err == nil {
		view.Priorities = priorities.Models
	}
	return err
}

func (v *visit) planOutcomes(view *planView) error {
	in := service.Query{Filters: map[string][]string{"edition": {string(view.InForce.Ref)}, "state": {string(models.Current)}}}
	outcomes, err := v.all(models.OutcomeKind, in)
	if err != nil {
		return err
	}
	placements, err := v.all(models.PlacementKind, in)
	if err != nil {
		return err
	}
	for _, m := range outcomes.Models {
		view.Outcomes = append(view.Outcomes, planOutcome{Outcome: m.(*models.Outcome)})
	}
	view.Outcomes = append(view.Outcomes, planOutcome{})
	for _, m := range placements.Models {
		view.place(m.(*models.Placement))
	}
	return nil
}

// place puts a priority under its outcome.
func (p *planView) place(placement *models.Placement) {
	last := len(p.Outcomes) - 1
	at := slices.IndexFunc(p.Outcomes[:last], func(o planOutcome) bool { return o.Outcome.Ref == placement.Outcome })
	if at < 0 {
		at = last
	}
	p.Outcomes[at].Placements = append(p.Outcomes[at].Placements, placement)
}

// published says when an edition came out.
func published(edition *models.Edition) string {
	return cmp.Or(edition.PublishedOn.String(), "date not recorded")
}
