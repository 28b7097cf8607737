package service

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"answerable/models"
)

// handovers are the successions between bodies that a person may see.
func handovers(tx *gorm.DB, who *models.Actor) (models.Handovers, error) {
	filter, args := visibleIn(models.BodyKind, who)
	var found models.Handovers
	err := tx.Table("bodies").Where("succeeded_by <> '' AND state = ?", models.Current).Where(filter, args...).
		Select("ref AS \"from\", succeeded_by AS \"to\", succeeded_on AS \"on\"").Order("succeeded_on, ref").Scan(&found).Error
	return found, err
}

// passedIn is the condition under which records of a list passed on in some
// handovers.
func passedIn(list *models.CarriedOver, in models.Handovers) (string, []any) {
	k := models.KindNamed(list.Kind)
	column := func(name string) string { return k.Table() + "." + name }
	var parts []string
	var args []any
	for _, one := range in {
		open := column("state") + " IN ?"
		values := []any{one.From, list.Open}
		if list.Over != "" {
			over := column(list.Over)
			open = "(" + over + " = '' AND " + open + " OR " + over + " >= ? AND " + column("state") + " <> ?)"
			values = append(values, one.On, models.Withdrawn)
		}
		parts = append(parts, "("+column(list.Field)+" = ? AND "+open+")")
		args = append(args, values...)
	}
	return either(parts), args
}

// orCarried narrows a statement to records of which a field is one of the
// wanted bodies, or fell to one that it succeeded and passed on to it.
func orCarried(tx *gorm.DB, list *models.CarriedOver, who *models.Actor, wanted []string, today models.Date) (*gorm.DB, error) {
	known, err := handovers(tx.Session(&gorm.Session{NewDB: true}), who)
	if err != nil {
		return nil, err
	}
	bodies := make([]models.Ref, len(wanted))
	for i, ref := range wanted {
		bodies[i] = models.Ref(ref)
	}
	own := list.Field + " IN ?"
	before := known.Before(bodies, today)
	if len(before) == 0 {
		return tx.Where(own, unknownAsEmpty(wanted)), nil
	}
	passed, args := passedIn(list, before)
	return tx.Where("("+own+" OR "+passed+")", append([]any{unknownAsEmpty(wanted)}, args...)...), nil
}

// Succession is what passed from one body to another, or so far as the person
// may see it.
type Succession struct {
	models.Handover
	Names Names
	Lists []PassedOn
}

// PassedOn is a list of what passed on: how many, and the first of them.
type PassedOn struct {
	models.CarriedOver
	Count int64
	Items []Name
}

// passedSize is how many records of a list a page shows.
const passedSize = 10

// Successions are the handovers in which a body took over, and that in which it
// was taken over, each with what passed on. It takes as many statements
// whatever passed.
func (s *Service) Successions(ctx context.Context, who *models.Actor, body models.Ref) (over []Succession, on *Succession, err error) {
	if err := s.Sees(ctx, who, models.BodyKind, body); err != nil {
		return nil, nil, err
	}
	tx := s.db.WithContext(ctx)
	known, err := handovers(tx, who)
	if err != nil {
		return nil, nil, unavailable(err)
	}
	concerned := known.Before([]models.Ref{body}, s.Today())
	own := known.Of(body, s.Today())
	if own != nil {
		concerned = append(slices.Clone(concerned), *own)
	}
	for _, one := range concerned {
		passed, err := s.passed(ctx, who, one)
		if err != nil {
			return nil, nil, err
		}
		if own != nil && one == *own {
			on = passed
		} else {
			over = append(over, *passed)
		}
	}
	return over, on, nil
}

// passed reads what passed on in one handover.
func (s *Service) passed(ctx context.Context, who *models.Actor, in models.Handover) (*Succession, error) {
	found := &Succession{Handover: in}
	var err error
	if found.Names, err = s.Named(ctx, who, in.From, in.To); err != nil {
		return nil, err
	}
	for i := range models.Successions {
		list := &models.Successions[i]
		k := models.KindNamed(list.Kind)
		seen, args := visibleIn(k, who)
		condition, values := passedIn(list, models.Handovers{in})
		var rows []struct {
			Name  `gorm:"embedded"`
			Total int64
		}
		err := s.db.WithContext(ctx).Table(k.Table()).Joins("JOIN records ON records.ref = "+k.Table()+".ref").
			Where(seen, args...).Where(condition, values...).
			Select("records.ref, records.kind, records.title, records.state, COUNT(*) OVER () AS total").
			Order("records.title, records.ref").Limit(passedSize).Scan(&rows).Error
		if err != nil {
			return nil, unavailable(err)
		}
		passed := PassedOn{CarriedOver: *list, Items: []Name{}}
		for _, row := range rows {
			passed.Count = row.Total
			passed.Items = append(passed.Items, row.Name)
		}
		found.Lists = append(found.Lists, passed)
	}
	return found, nil
}
