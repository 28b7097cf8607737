package frontend

import (
	"answerable/models"
	"answerable/service"
)

// clusterOwn shows how each recommendation of a cluster stands, and what is
// done for all of them.
func clusterOwn(v *visit, one *service.One) (own, error) {
	cluster := one.Model.(*models.Cluster)
	commitments, err := v.partsOf(models.CommitmentKind, "arises_from", "due_on", cluster.Ref)
	if err != nil {
		return own{}, err
	}
	serving := partList(commitments, v.service.Today(), "No commitment serves all of them yet.", "body", "due_on")
	return own{
		Blocks: []block{
			{"recommendations", "How each of them stands", asks(cluster.Recommendations, one.Names)},
			{"commitments", "Commitments that serve all of them", v.adding(serving, models.CommitmentKind, "arises_from", cluster.Ref)},
		},
		Covers: []string{"commitment.arises_from"},
		Fields: []string{"recommendations"},
	}, nil
}

// clustersOf are the clusters in which a recommendation stands, with the names
// of the recommendations in them.
func (v *visit) clustersOf(recommendation models.Ref) (parts, service.Names, error) {
	clusters, err := v.partsOf(models.ClusterKind, "recommendations", "title", recommendation)
	if err != nil {
		return clusters, nil, err
	}
	clusters = clusters.live()
	var refs []models.Ref
	for _, cluster := range as[*models.Cluster](clusters) {
		refs = append(refs, cluster.Recommendations...)
	}
	names, err := v.service.Named(v.ctx(), v.who, refs...)
	return clusters, names, err
}

// besides are the references of a list but for one.
func besides(refs models.Refs, one models.Ref) models.Refs {
	var others models.Refs
	for _, ref := range refs {
		if ref != one {
			others = append(others, ref)
		}
	}
	return others
}
