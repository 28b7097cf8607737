package frontend

import (
	"github.com/a-h/templ"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// recommendationOwn shows who says what to a recommendation, how far it has
// been carried out and by when it should be, and what was promised for it.
func recommendationOwn(v *visit, one *service.One) (own, error) {
	recommendation := one.Model.(*models.Recommendation)
	positions, err := v.partsOf(models.PositionKind, "recommendation", "-stated_on", recommendation.Ref)
	if err != nil {
		return own{}, err
	}
	clusters, others, err := v.clustersOf(recommendation.Ref)
	if err != nil {
		return own{}, err
	}
	commitments, err := v.partsOf(models.CommitmentKind, "arises_from", "due_on", append(refsOf(clusters), recommendation.Ref)...)
	if err != nil {
		return own{}, err
	}
	settings, err := v.service.Settings(v.ctx())
	if err != nil {
		return own{}, err
	}
	target := v.deadlineOf(one, "target_on", "target_revisions")
	promised := partList(commitments, v.service.Today(), "No commitment is recorded.", "body", "due_on", "arises_from")
	target.met, target.done = recommendation.ClaimedOn, "It was said to be implemented"
	page := own{
		Lead: templ.Join(ratingView{recommendation.Rated(v.service.Today(), settings.RedMeans), settings.RedMeans}.view(),
			linkRow(v.askViews(models.RecommendationKind, recommendation.Ref, "Ask the force for its view"))),
		Blocks: []block{
			{"positions", "What each body says to it", v.adding(positionList(byBody(positions), positions), models.PositionKind, "recommendation", recommendation.Ref)},
			{"implementation", "How far it has been carried out", implementation(one)},
			{"target", "Target date", recommendationTarget(recommendation, target)},
			{"commitments", "Commitments that serve it", v.adding(promised, models.CommitmentKind, "arises_from", recommendation.Ref)},
		},
		Covers: []string{"position.recommendation", "commitment.arises_from", "cluster.recommendations"},
		Fields: append([]string{"target_revisions"}, implementationFields...),
	}
	if len(clusters.Models) > 0 {
		page.Blocks = append(page.Blocks, block{"clusters", "Asked for elsewhere too", sameAsk(recommendation.Ref, clusters, others)})
	}
	return page, nil
}

var implementationFields = []string{"evidence", "claimed_on", "claimed_by", "closed_on", "closed_by"}

// stances are what one body has said to a recommendation over time: what it
// says now, if that is on record, and what it said before, latest first.
type stances struct {
	body    models.Ref
	now     *models.Position
	earlier []*models.Position
}

// byBody sorts positions by whose they are, in the order of the list.
func byBody(positions parts) []*stances {
	var all []*stances
	of := map[models.Ref]*stances{}
	for _, position := range as[*models.Position](positions) {
		said := of[position.Body]
		if said == nil {
			said = &stances{body: position.Body}
			of[position.Body] = said
			all = append(all, said)
		}
		if position.State == models.Current && said.now == nil {
			said.now = position
		} else {
			said.earlier = append(said.earlier, position)
		}
	}
	return all
}

// positionRows are the particulars of one position.
func positionRows(position models.Model, names service.Names) []components.SummaryRow {
	k := models.PositionKind
	return fieldRows(k.Named([]string{"stance", "reason", "stated_on"}), position, names)
}

// implementationRows show how far a recommendation has come and who says so.
func implementationRows(one *service.One) []components.SummaryRow {
	state := components.SummaryRow{Key: "Implementation", HTML: stateTag(one.Kind, one.Model.Base().State)}
	return append([]components.SummaryRow{state}, fieldRows(one.Kind.Named(implementationFields), one.Model, one.Names)...)
}
