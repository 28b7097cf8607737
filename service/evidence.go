package service

import (
	"context"
	"slices"

	"answerable/models"
)

// evidenceSize is how many records of one kind are offered as evidence.
const evidenceSize = 10

// EvidenceGroup is records of one kind that may show whether an assurance
// holds.
type EvidenceGroup struct {
	Name  string         `json:"name"`
	Label string         `json:"label"`
	Items []EvidenceItem `json:"items"`
	// More says that there are more than are offered.
	More bool `json:"more"`
}

// EvidenceItem is one record that may be looked at.
type EvidenceItem struct {
	Name
	// About says in words what it is: of which measure, from when, how it
	// stands.
	About string `json:"about"`
}

// offer is one search for evidence.
type offer struct {
	label string
	kind  *models.Kind
	query Query
	about func(m models.Model, known Names) string
}

// EvidenceFor finds what may show whether an assurance holds, as far as the
// person may see it: what is attached to it and to what it was taken from,
// figures and activities of its priorities, what was promised with it and done,
// reports. The number of statements does not depend on what is there.
func (s *Service) EvidenceFor(ctx context.Context, who *models.Actor, ref models.Ref) ([]EvidenceGroup, error) {
	one, err := s.Get(ctx, who, models.AssuranceKind, ref)
	if err != nil {
		return nil, err
	}
	assurance := one.Model.(*models.Assurance)
	asked, err := s.askedThen(ctx, who, assurance.TakenFrom, one.Names)
	if err != nil {
		return nil, err
	}
	groups := []EvidenceGroup{}
	for _, o := range offersFor(assurance, asked) {
		group, err := s.offered(ctx, who, o)
		if err != nil {
			return nil, err
		}
		if len(group.Items) > 0 {
			groups = append(groups, *group)
		}
	}
	figures, err := s.latestFigures(ctx, who, assurance.Priorities)
	if err == nil && len(figures.Items) > 0 {
		groups = append(groups, figures)
	}
	return groups, err
}

func (s *Service) offered(ctx context.Context, who *models.Actor, o offer) (*EvidenceGroup, error) {
	o.query.Limit = evidenceSize
	page, err := s.List(ctx, who, o.kind, o.query)
	if err != nil {
		return nil, err
	}
	group := &EvidenceGroup{Name: o.kind.Plural, Label: o.label, Items: []EvidenceItem{}, More: page.Next != ""}
	for _, m := range page.Models {
		base := m.Base()
		name := Name{Ref: base.Ref, Kind: o.kind.Name, Title: m.Heading(), State: base.State}
		group.Items = append(group.Items, EvidenceItem{name, o.about(m, page.Names)})
	}
	return group, nil
}

// offersFor are the searches for one assurance. What it does not say, such as
// where it was taken from, is not searched by.
func offersFor(a *models.Assurance, asked models.Ref) []offer {
	near := []string{string(a.Ref)}
	if a.TakenFrom != "" {
		near = append(near, string(a.TakenFrom))
	}
	if asked != "" && asked != a.TakenFrom {
		near = append(near, string(asked))
	}
	attached := map[string][]string{"about": near, "state": {string(models.AttachedInternal), string(models.AttachedShared)}}
	offers := []offer{
		{label: "Documents attached to it, or to what it was taken from", kind: models.DocumentKind, query: Query{Filters: attached}, about: aboutDocument},
		{label: "Notes on it, or on what it was taken from", kind: models.NoteKind, query: Query{Filters: attached}, about: aboutNote},
	}
	if a.TakenFrom != "" {
		kept := map[string][]string{"arises_from": {string(a.TakenFrom)}, "state": {string(models.CommitmentDone), string(models.CommitmentVerified)}}
		offers = append(offers, offer{label: "Commitments from the same source that were done", kind: models.CommitmentKind, query: Query{Filters: kept}, about: aboutCommitment})
	}
	if len(a.Priorities) == 0 {
		return offers
	}
	done := map[string][]string{"priority": texts(a.Priorities), "state": {string(models.ActivityUnderWay), string(models.ActivityDone)}}
	if a.GivenOn != "" {
		// The bound leaves its own day out, and that of the assurance counts.
		done["started_after"] = []string{string(a.GivenOn.Add(-1))}
	}
	reports := map[string][]string{"priority": texts(a.Priorities), "state": {string(models.ReportPublished)}}
	return append(offers,
		offer{label: "Activities of its priorities since it was given", kind: models.ActivityKind, query: Query{Filters: done}, about: aboutActivity},
		offer{label: "Reports on its priorities", kind: models.ReportKind, query: Query{Filters: reports}, about: aboutReport},
	)
}

// latestFigures are the latest figure of each measure that serves any of the
// priorities; of several for the same period, that for the whole, and of these
// the one that was reported last.
func (s *Service) latestFigures(ctx context.Context, who *models.Actor, priorities models.Refs) (EvidenceGroup, error) {
	figures, measures := models.FigureKind, models.MeasureKind
	group := EvidenceGroup{Name: figures.Plural, Label: "Latest figures of measures that serve its priorities"}
	if len(priorities) == 0 {
		return group, nil
	}
	seen, seenArgs := visibleIn(figures, who)
	serving, servingArgs := visibleIn(measures, who)
	tx := s.db.WithContext(ctx)
	list, err := readAll(tx.Table(figures.Table()).Where(`figures.ref IN (SELECT ref FROM (
		SELECT figures.ref, row_number() OVER (PARTITION BY figures.measure ORDER BY figures.period_start DESC, figures.period DESC,
			CASE WHEN figures.category = '' THEN 0 ELSE 1 END, CASE WHEN figures.districts = '[]' THEN 0 ELSE 1 END,
			figures.reported_on DESC, figures.created_at DESC, figures.ref) AS place
		FROM figures WHERE figures.state <> ? AND `+seen+` AND figures.measure IN (
			SELECT measures.ref FROM measures JOIN links ON links.from_ref = measures.ref AND links.field = 'priorities'
			WHERE links.to_ref IN ? AND measures.state <> ? AND `+serving+`)) latest WHERE place = 1)`,
		slices.Concat([]any{models.Withdrawn}, seenArgs, []any{texts(priorities), models.Withdrawn}, servingArgs)...).
		Order("figures.measure").Limit(evidenceSize+1), figures)
	if err != nil {
		return group, unavailable(err)
	}
	group.More = len(list) > evidenceSize
	list = list[:min(len(list), evidenceSize)]
	known, err := s.present(ctx, who, figures, list)
	if err != nil {
		return group, err
	}
	for _, m := range list {
		figure := m.(*models.Figure)
		name := Name{Ref: figure.Ref, Kind: figures.Name, Title: known[figure.Measure].Title, State: figure.State}
		group.Items = append(group.Items, EvidenceItem{name, aboutFigure(figure, known)})
	}
	return group, nil
}
