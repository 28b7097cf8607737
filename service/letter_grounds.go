package service

import (
	"context"
	"slices"

	"answerable/models"
)

// letterGrounds is what letters rest on beside their awards, by reference.
type letterGrounds struct {
	today models.Date
	// names are those of organisations and owners.
	names  Names
	rounds map[models.Ref]models.Model
	funds  map[models.Ref]models.Model
	// declined is why applications were declined.
	declined  map[models.Ref]string
	sensitive map[models.Ref]bool
}

func (s *Service) letterGrounds(ctx context.Context, who *models.Actor, letters []Letter) (*letterGrounds, error) {
	var awards []models.Model
	var refs []models.Ref
	for _, letter := range letters {
		awards = append(awards, letter.Award)
		refs = append(refs, letter.restsOn()...)
	}
	slices.Sort(refs)
	refs = slices.Compact(refs)
	g := &letterGrounds{today: s.Today(), declined: map[models.Ref]string{}}
	var err error
	if g.names, err = s.present(ctx, who, models.AwardKind, awards); err != nil {
		return nil, err
	}
	rounds, err := s.those(ctx, who, models.RoundKind, refs)
	if err != nil {
		return nil, err
	}
	funds, err := s.those(ctx, who, models.FundKind, refs)
	if err != nil {
		return nil, err
	}
	g.rounds, g.funds = byRef(rounds), byRef(funds)
	if g.sensitive, err = s.sensitiveAmong(ctx, refs); err != nil {
		return nil, err
	}
	return g, s.declinedWhy(ctx, who, refs, g)
}

// restsOn are the records from which the letter takes what it says.
func (l *Letter) restsOn() []models.Ref {
	award := l.Award
	refs := []models.Ref{award.Ref, award.Round, award.Fund, award.Organisation, award.Owner}
	if l.Template != nil {
		refs = append(refs, l.Template.Ref)
	}
	return refs
}

// facts are what the placeholders of a letter about an award read.
func (g *letterGrounds) facts(award *models.Award) models.LetterFacts {
	facts := models.LetterFacts{
		Award: award, Today: g.today, Declined: g.declined[award.Ref],
		Organisation: g.names[award.Organisation].Title, Officer: g.names[award.Owner].Title,
	}
	facts.Round, _ = g.rounds[award.Round].(*models.Round)
	facts.Fund, _ = g.funds[award.Fund].(*models.Fund)
	return facts
}

// byRef gives records by their references.
func byRef(list []models.Model) map[models.Ref]models.Model {
	found := make(map[models.Ref]models.Model, len(list))
	for _, m := range list {
		found[m.Base().Ref] = m
	}
	return found
}

// declinedWhy reads from the trail why applications were declined. Their
// records do not hold it, and whoever writes the letters may read their
// history.
func (s *Service) declinedWhy(ctx context.Context, who *models.Actor, refs []models.Ref, g *letterGrounds) error {
	var rows []entry
	err := s.db.WithContext(ctx).Table("trail").Select("ref", "reason", "marking").
		Where("ref IN ? AND action = ?", refs, models.MoveDecline).Order("version").Find(&rows).Error
	for _, row := range rows {
		sensitive := row.Marking == models.OfficialSensitive
		if sensitive && !who.Cleared() {
			continue
		}
		g.declined[row.Ref] = row.Reason
		g.sensitive[row.Ref] = g.sensitive[row.Ref] || sensitive
	}
	return unavailable(err)
}

// sensitiveAmong finds which of some records are OFFICIAL-SENSITIVE.
func (s *Service) sensitiveAmong(ctx context.Context, refs []models.Ref) (map[models.Ref]bool, error) {
	var marked []models.Ref
	err := s.db.WithContext(ctx).Table("records").Where("ref IN ? AND marking = ?", refs, models.OfficialSensitive).Pluck("ref", &marked).Error
	sensitive := make(map[models.Ref]bool, len(marked))
	for _, ref := range marked {
		sensitive[ref] = true
	}
	return sensitive, unavailable(err)
}
