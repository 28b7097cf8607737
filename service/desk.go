package service

import (
	"context"
	"fmt"
	"maps"
	"strings"

	"gorm.io/gorm"

	"answerable/models"
)

// Pile is a desk with what lies on it for one person.
type Pile struct {
	models.Desk
	// Query is the list that Count counts and that Items begin.
	Query Query
	Count int64
	Items []Task
}

// Task is one record on a pile, with the day by which it waits to be done;
// empty where none is recorded.
type Task struct {
	Name
	Due models.Date
}

// pileSize is how many records of a pile the page shows.
const pileSize = 5

// Desks gives everything that waits for the person, by what it asks of them,
// the nearest due first. Piles with nothing on them are there too: zero is an
// answer. However much there is, it is one statement.
func (s *Service) Desks(ctx context.Context, who *models.Actor) ([]Pile, error) {
	return s.desks(ctx, who, nil)
}

// OwnDesks gives of the same piles what the person owns.
func (s *Service) OwnDesks(ctx context.Context, who *models.Actor) ([]Pile, error) {
	return s.desks(ctx, who, map[string][]string{"owner": {string(who.Person)}})
}

func (s *Service) desks(ctx context.Context, who *models.Actor, also map[string][]string) ([]Pile, error) {
	var piles []Pile
	var parts []string
	var lists []any
	for _, desk := range models.Desks {
		if !who.Is(desk.Roles...) {
			continue
		}
		pile := Pile{Desk: desk, Query: queryOf(desk, who, also)}
		list, err := s.listed(ctx, who, models.KindNamed(desk.Kind), pile.Query)
		if err != nil {
			return nil, err
		}
		parts = append(parts, fmt.Sprintf("SELECT * FROM (SELECT %d AS place, '%s' AS kind, p.*, (SELECT title FROM records WHERE records.ref = p.named) AS title FROM (?) AS p) AS p%[1]d", len(piles), desk.Kind))
		lists = append(lists, onPile(list, desk))
		piles = append(piles, pile)
	}
	if len(piles) == 0 {
		return nil, nil
	}
	var rows []struct {
		Task  `gorm:"embedded"`
		Place int
		Total int64
	}
	all := s.db.WithContext(ctx).Raw(strings.Join(parts, " UNION ALL ")+" ORDER BY place, later, due, ref", lists...)
	if err := all.Scan(&rows).Error; err != nil {
		return nil, unavailable(err)
	}
	for _, row := range rows {
		piles[row.Place].Count = row.Total
		piles[row.Place].Items = append(piles[row.Place].Items, row.Task)
	}
	return piles, nil
}

// queryOf is the list of a desk for one person.
func queryOf(desk models.Desk, who *models.Actor, also map[string][]string) Query {
	q := Query{Filters: maps.Clone(desk.Filters)}
	maps.Copy(q.Filters, also)
	if desk.OwnBody {
		body := models.KindNamed(desk.Kind).Body
		for _, ref := range who.Bodies {
			q.Filters[body] = append(q.Filters[body], string(ref))
		}
	}
	if desk.Mine != "" {
		q.Filters[desk.Mine] = []string{string(who.Person)}
	}
	if !strings.Contains(desk.Due, ".") {
		q.Sort = desk.Due
	}
	return q
}

// onPile narrows a list to what a page shows of it: the first records and how
// many there are in all. Those without a day come last.
func onPile(list *gorm.DB, desk models.Desk) *gorm.DB {
	table := models.KindNamed(desk.Kind).Table()
	due := dueOf(desk, table)
	named := desk.Titled
	if named == "" {
		named = "ref"
	}
	return list.Select(table + ".ref, " + table + "." + named + " AS named, " + table + ".state, " + due + " AS due, CASE WHEN " + due + " = '' THEN 1 ELSE 0 END AS later, COUNT(*) OVER () AS total").
		Order("later, due, ref").Limit(pileSize)
}

// dueOf is the expression for the day by which a record of a desk waits.
func dueOf(desk models.Desk, table string) string {
	field, of, above := strings.Cut(desk.Due, ".")
	switch {
	case desk.Due == "":
		return "''"
	case above:
		parent := models.KindNamed(models.KindNamed(desk.Kind).Field(field).Kinds[0])
		return "(SELECT above." + of + " FROM " + parent.Table() + " AS above WHERE above.ref = " + table + "." + field + ")"
	default:
		return table + "." + desk.Due
	}
}
