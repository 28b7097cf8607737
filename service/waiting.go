package service

import (
	"database/sql"
	"maps"
	"slices"
	"strings"

	"gorm.io/gorm"

	"answerable/models"
)

// steps are the escalation steps of clocks: their own, and which clock is the
// standard one for a use.
type steps struct {
	of       map[models.Ref][]models.Step
	started  map[models.Ref][]models.StartStep
	standard map[models.ClockUse]models.Ref
}

// escalationSteps reads the steps of all clocks in one statement. A clock that
// is withdrawn keeps its own for the deadlines that it set.
func escalationSteps(tx *gorm.DB) (steps, error) {
	found := steps{map[models.Ref][]models.Step{}, map[models.Ref][]models.StartStep{}, map[models.ClockUse]models.Ref{}}
	rows := tx.Table("clocks").Joins("LEFT JOIN escalations ON escalations.clock = clocks.ref AND escalations.state = ?", models.Current).
		Select("clocks.ref, clocks.use, clocks.state, escalations.days, escalations.after, escalations.unit, escalations.tell").Order("clocks.ref, escalations.ref")
	return found, each(rows, func(rows *sql.Rows) error {
		var clock models.Ref
		var use models.ClockUse
		var state models.State
		var days, after sql.NullInt64
		var unit, tell sql.NullString
		if err := rows.Scan(&clock, &use, &state, &days, &after, &unit, &tell); err != nil {
			return err
		}
		if _, known := found.standard[use]; !known && state == models.Current {
			found.standard[use] = clock
		}
		if after.Valid && tell.Valid {
			step := models.Escalation{EscalationInput: models.EscalationInput{After: &after.Int64, Unit: models.Unit(unit.String), Tell: models.Told(tell.String)}}
			counted, _ := step.StartStep()
			found.started[clock] = append(found.started[clock], counted)
		} else if days.Valid && tell.Valid {
			found.of[clock] = append(found.of[clock], models.Step{Days: int(days.Int64), Tell: models.Told(tell.String)})
		}
		return nil
	})
}

// usual are the steps for what has no clock with steps of its own.
func (s steps) usual(wait models.Wait) []models.Step {
	if own := s.of[s.standard[wait.Use]]; len(own) > 0 {
		return own
	}
	return wait.Steps
}

// waitQuery finds what one person is told of one sort of date.
type waitQuery struct {
	models.Wait
	kind *models.Kind
	who  *models.Actor
	// me is the person, and the posts that they hold.
	me    []models.Ref
	today models.Date
}

func (q waitQuery) column(name string) string { return q.kind.Table() + "." + name }

// condition is which records of the kind the person is told of, by the steps
// of each record's clock.
func (q waitQuery) condition(all steps) (string, []any) {
	usual, args := q.reached(all.usual(q.Wait))
	own := all.clocks()
	if q.Clock == "" || len(own) == 0 {
		return usual, args
	}
	var parts []string
	var values []any
	if usual != "1=0" {
		parts = append(parts, "("+q.column(q.Clock)+" NOT IN ? AND "+usual+")")
		values = append(append(values, own), args...)
	}
	for _, clock := range own {
		if reached, args := q.reached(all.of[clock]); reached != "1=0" {
			parts = append(parts, "("+q.column(q.Clock)+" = ? AND "+reached+")")
			values = append(append(values, clock), args...)
		}
		if reached, args := q.reachedSince(all.started[clock]); reached != "1=0" {
			parts = append(parts, "("+q.column(q.Clock)+" = ? AND "+reached+")")
			values = append(append(values, clock), args...)
		}
	}
	return either(parts), values
}

// clocks are those that have steps of their own.
func (s steps) clocks() []models.Ref {
	own := slices.AppendSeq(slices.Collect(maps.Keys(s.of)), maps.Keys(s.started))
	slices.Sort(own)
	return slices.Compact(own)
}

// reachedSince asks the same of steps that are counted from the start of the
// clock.
func (q waitQuery) reachedSince(steps []models.StartStep) (string, []any) {
	if q.Start == "" {
		return "1=0", nil
	}
	var parts []string
	var args []any
	for _, step := range steps {
		for _, audience := range q.Audience(step.Tell) {
			if mine, values := q.isFor(audience); mine != "1=0" {
				// Only a whole date is a day on which something starts.
				parts = append(parts, "(length("+q.column(q.Start)+") = 10 AND "+q.column(q.Start)+" <= ? AND "+mine+")")
				args = append(append(args, step.LastStart(q.today)), values...)
			}
		}
	}
	return either(parts), args
}

// reached asks whether any of the steps that are for the person was reached.
func (q waitQuery) reached(steps []models.Step) (string, []any) {
	var parts []string
	var args []any
	always := q.always(steps)
	if always != nil {
		parts, args = []string{q.column(q.Field) + " <= ?"}, []any{q.today.Add(-*always)}
	}
	for _, step := range steps {
		if always != nil && step.Days >= *always {
			continue
		}
		for _, audience := range q.Audience(step.Tell) {
			if mine, values := q.isFor(audience); mine != "1=0" {
				parts = append(parts, "("+q.column(q.Field)+" <= ? AND "+mine+")")
				args = append(append(args, q.today.Add(-step.Days)), values...)
			}
		}
	}
	return either(parts), args
}

// always is the first step that is for the person whatever the record; nil
// where there is none. Later steps then add nothing.
func (q waitQuery) always(steps []models.Step) *int {
	var first *int
	for _, step := range steps {
		for _, audience := range q.Audience(step.Tell) {
			if mine, _ := q.isFor(audience); mine == "1=1" && (first == nil || step.Days < *first) {
				first = &step.Days
			}
		}
	}
	return first
}

// isFor asks whether the person is of an audience, as far as the person alone
// does not tell.
func (q waitQuery) isFor(a models.Audience) (string, []any) {
	switch {
	case len(a.Roles) > 0 && !q.who.Is(a.Roles...):
		return "1=0", nil
	case a.OwnBody:
		return q.column(q.kind.Body) + " IN ?", []any{q.who.Bodies}
	case len(a.Roles) > 0:
		return "1=1", nil
	}
	return q.names(a)
}

// names asks whether fields name the person. It begins with the person, of
// whom there is less than of what waits.
func (q waitQuery) names(a models.Audience) (string, []any) {
	switch {
	case a.Below != "":
		below := "SELECT up.to_ref FROM links named JOIN records below ON below.ref = named.from_ref JOIN links up ON up.from_ref = below.ref" +
			" WHERE named.to_ref IN ? AND named.field IN ? AND below.kind = ? AND up.field = ?"
		args := []any{q.me, a.Fields, a.Below, a.By}
		if len(a.States) > 0 {
			below, args = below+" AND below.state IN ?", append(args, a.States)
		}
		return q.column("ref") + " IN (" + below + ")", args
	case a.Up != "" && len(a.Acting) > 0 && q.who.Is(a.Acting...):
		return q.column(a.Up) + " IN (SELECT from_ref FROM links WHERE field IN ? AND (to_ref IN ? OR to_ref IN (SELECT ref FROM posts WHERE body IN ?)))",
			[]any{a.Fields, slices.Concat(q.me, q.who.Bodies), q.who.Bodies}
	case a.Up != "":
		return q.column(a.Up) + " IN (SELECT from_ref FROM links WHERE to_ref IN ? AND field IN ?)", []any{q.me, a.Fields}
	}
	var parts []string
	var args []any
	for _, field := range a.Fields {
		parts, args = append(parts, q.column(field)+" IN ?"), append(args, q.me)
	}
	return either(parts), args
}

// add reads the first of what is overdue and of what is due, and how many
// there are of each.
func (q waitQuery) add(tx *gorm.DB, condition string, args []any, found map[models.DigestSection]*DigestPart) error {
	states := make([]string, len(q.States))
	for i, state := range q.States {
		states[i] = string(state)
	}
	filter, values := visibleIn(q.kind, q.who, states...)
	date := q.column(q.Field)
	// Only the few that are shown are looked up in the register.
	waiting := tx.Table(q.kind.Table()).
		Where(q.column("state")+" IN ? AND "+date+" <> ''", q.States).Where(filter, values...).Where(condition, args...).
		Select(strings.NewReplacer("@date", date, "@ref", q.column("ref")).Replace(`@ref AS ref, @date AS due, CASE WHEN @date < ? THEN 1 ELSE 0 END AS late,
			count(*) OVER (PARTITION BY CASE WHEN @date < ? THEN 1 ELSE 0 END) AS total,
			row_number() OVER (PARTITION BY CASE WHEN @date < ? THEN 1 ELSE 0 END ORDER BY @date, @ref) AS place`), q.today, q.today, q.today)
	if q.Stopped != "" {
		waiting = waiting.Where(q.column(q.Stopped) + " = ''")
	}
	if q.Met != "" {
		waiting = waiting.Where(q.column(q.Met) + " = ''")
	}
	label := q.kind.Field(q.Field).Label
	shown := tx.Table("(?) AS waiting", waiting).Joins("JOIN records ON records.ref = waiting.ref").Joins(wholeOf).
		Where("place <= ?", digestSize).Order("late DESC, due, waiting.ref").
		Select("waiting.ref, records.title, records.state, " + sensitive + ", due, late, total, place")
	return each(shown, func(rows *sql.Rows) error {
		item := DigestItem{Name: Name{Kind: q.kind.Name}}
		var late bool
		var total, place int64
		if err := rows.Scan(&item.Ref, &item.Title, &item.State, &item.Sensitive, &item.Due, &late, &total, &place); err != nil {
			return err
		}
		section := models.DigestDue
		if late {
			section = models.DigestOverdue
		}
		part := found[section]
		if part == nil {
			return nil
		}
		item.What = label + " " + item.Due.String()
		if place == 1 {
			part.Total += total
		}
		part.Items = append(part.Items, item)
		return nil
	})
}
