package service

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"answerable/models"
)

// maxFigures is how many figures are read at once, two a series.
const maxFigures = 4000

// movements reads of every series of the measures that a condition finds the
// latest figure, and the one of the period before it, in one statement. What
// was revised since is left out.
func (s *Service) movements(ctx context.Context, who *models.Actor, measures string, args ...any) ([]models.Movement, error) {
	k := models.FigureKind
	filter, values := visibleIn(k, who)
	unrevised, more := filterBy(k, who, source{"later", "", k.Parent})
	ranked := `figures.ref IN (SELECT ref FROM (SELECT figures.ref, row_number() OVER (
			PARTITION BY figures.measure, figures.category, figures.districts
			ORDER BY figures.period_start DESC, figures.period_end DESC, figures.period DESC, figures.ref DESC) AS place
		FROM figures WHERE figures.state <> ? AND figures.measure IN (SELECT ref FROM measures WHERE ` + measures + `) AND ` + filter + `
			AND NOT EXISTS (SELECT 1 FROM figures later WHERE later.revises <> '' AND later.revises = figures.ref AND later.state <> ? AND ` + unrevised + `)) AS ranked WHERE place <= 2)`
	found, err := readAll(s.db.WithContext(ctx).Table(k.Table()).
		Where(ranked, slices.Concat([]any{models.Withdrawn}, args, values, []any{models.Withdrawn}, more)...).
		Order(latestFirst).Limit(maxFigures), k)
	if err != nil {
		return nil, unavailable(err)
	}
	return paired(found), nil
}

const latestFirst = "measure, category, districts, period_start DESC, period_end DESC, period DESC, ref DESC"

// paired puts the figures of a series together, which follow each other.
func paired(figures []models.Model) []models.Movement {
	var moves []models.Movement
	for _, m := range figures {
		figure := m.(*models.Figure)
		if last := len(moves) - 1; last >= 0 && moves[last].Before == nil && sameSeries(moves[last].Latest, figure) {
			moves[last].Before = figure
			continue
		}
		moves = append(moves, models.Movement{Latest: figure})
	}
	return moves
}

func sameSeries(a, b *models.Figure) bool {
	return a.Measure == b.Measure && a.Category == b.Category && slices.Equal(a.Districts, b.Districts)
}

// moved gives the current measures of which something moved and became known
// after a day, with how.
func (s *Service) moved(ctx context.Context, who *models.Actor, since models.Date) ([]models.Model, map[models.Ref][]models.Movement, error) {
	found, err := s.movements(ctx, who, "measures.state = ? AND EXISTS (SELECT 1 FROM figures fresh WHERE fresh.measure = measures.ref AND (fresh.reported_on > ? OR fresh.reported_on = ''))", models.Current, since)
	if err != nil {
		return nil, nil, err
	}
	how := map[models.Ref][]models.Movement{}
	var refs []models.Ref
	for _, move := range found {
		measure := move.Latest.Measure
		if !move.Latest.ReportedSince(since) || !move.Change().Moved {
			continue
		}
		if how[measure] == nil {
			refs = append(refs, measure)
		}
		how[measure] = append(how[measure], move)
	}
	measures, err := s.those(ctx, who, models.MeasureKind, refs)
	return measures, how, err
}

// those reads the records of a kind with some references, as far as the person
// may see them, by reference.
func (s *Service) those(ctx context.Context, who *models.Actor, k *models.Kind, refs []models.Ref) ([]models.Model, error) {
	filter, args := visibleIn(k, who)
	list, err := readAll(s.among(ctx, k, refs).Where(filter, args...).Order("ref"), k)
	return list, unavailable(err)
}

func (s *Service) among(ctx context.Context, k *models.Kind, refs []models.Ref) *gorm.DB {
	return s.db.WithContext(ctx).Table(k.Table()).Where(k.Table()+".ref IN ?", append([]models.Ref{""}, refs...))
}

// refsAmong are the references of records.
func refsAmong(list []models.Model) []models.Ref {
	refs := make([]models.Ref, len(list))
	for i, m := range list {
		refs[i] = m.Base().Ref
	}
	return refs
}
