package models

// Cluster brings together recommendations of several reports that ask for the
// same thing. What is undertaken for the cluster serves all of them; each is
// still answered, carried out and closed on its own.
type Cluster struct {
	Record
	ClusterInput
}

// ClusterInput is what people enter of a cluster.
type ClusterInput struct {
	Title           string `json:"title" label:"Title" hint:"What they ask for, in a few words" validate:"required,max=200"`
	Text            string `json:"text" label:"What they have in common" widget:"textarea" validate:"max=4000"`
	Recommendations Refs   `json:"recommendations" label:"Recommendations" hint:"References of those that ask for the same thing, one a line" ref:"recommendation" inverse:"Clusters" validate:"required" list:"filter"`
	Common
}

// Heading is the title.
func (c *Cluster) Heading() string { return c.Title }

// ClusterKind describes clusters.
var ClusterKind = define[Cluster](Kind{
	Name: "cluster", Plural: "clusters", One: "Cluster", Many: "Clusters", Family: FamilyRecommendations,
	About: "Recommendations of several reports that ask for the same thing: an action can serve all of them, and each is closed on its own.",
	Order: "title", States: currentStates,
	Start: []Move{add("Cluster recommendations", RolePlan, RoleCommissioner)},
	Moves: []Move{withdraw(to(RolePlan, RoleCommissioner), Current)},
	See:   to(everyone...),
	Edit:  []Grant{{Roles: []Role{RolePlan, RoleCommissioner}, States: []State{Current}}},
	Prepare: func(m Model, _ Facts) error {
		cluster := m.(*Cluster)
		cluster.Recommendations = cluster.Recommendations.Distinct()
		if len(cluster.Recommendations) < 2 {
			return Problems{{Field: "recommendations", Text: "Recommendations: at least two make a cluster"}}.Or()
		}
		return nil
	},
	Number: func(Model, Facts) (Numbering, error) { return Numbering{Prefix: "CLUSTER-"}, nil },
})
