package service

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"answerable/models"
)

// MaxListed is how many recommendations can be added to a report at once.
const MaxListed = 200

// ListedOwn names the fields that each item of a list has for itself.
var ListedOwn = []string{"report", "number", "title", "text"}

// ListedField names what was entered of one item of a list, in forms and in
// problems: its "number", "title" or "text". Items count from 1.
func ListedField(item int, part string) string {
	return "items." + strconv.Itoa(item) + "." + part
}

// AddListed adds the recommendations of a report as its list has them, all or
// none. What they have in common, such as to whom they are addressed, is
// entered once for all of them.
func (s *Service) AddListed(ctx context.Context, who *models.Actor, report models.Ref, start string, items []models.ListedItem, shared Entry) ([]models.Model, error) {
	var made []models.Model
	err := s.change(ctx, who, shared.Reason(), func(w *work) (err error) {
		made, err = w.addListed(report, start, items, shared)
		return err
	})
	return made, err
}

func (w *work) addListed(report models.Ref, start string, items []models.ListedItem, shared Entry) ([]models.Model, error) {
	if _, err := w.see(models.ReportKind, report); err != nil {
		return nil, err
	}
	switch {
	case len(items) == 0:
		return nil, models.Problems{{Field: "items", Code: "required", Text: "Recommendations: give at least one"}}.Or()
	case len(items) > MaxListed:
		return nil, models.Problems{{Field: "items", Text: fmt.Sprintf("Recommendations: at most %d can be added at once", MaxListed)}}.Or()
	}
	var made []models.Model
	var problems models.Problems
	for i, item := range items {
		m, err := w.create(models.RecommendationKind, start, listed{report, item, shared}, blank)
		found, err := ofItem(i+1, err)
		if err != nil {
			return nil, err
		}
		for _, problem := range found {
			// What all items share is told once.
			if !slices.Contains(problems, problem) {
				problems = append(problems, problem)
			}
		}
		made = append(made, m)
	}
	return made, problems.Or()
}

// ofItem are the problems that an error tells, each with the item that it is
// about; any other error is handed back.
func ofItem(item int, err error) (models.Problems, error) {
	var named *models.Error
	if !errors.As(err, &named) {
		return nil, err
	}
	var problems models.Problems
	switch named.Fault {
	case models.Invalid:
		problems = slices.Clone(named.Problems)
	case models.Refused:
		problems = models.Problems{{Field: "number", Text: "Number: " + named.Public}}
	default:
		return nil, err
	}
	for i, problem := range problems {
		if slices.Contains(ListedOwn, problem.Field) && problem.Code != "unknown_field" {
			problems[i].Field = ListedField(item, problem.Field)
			problems[i].Text = fmt.Sprintf("Item %d, %s", item, lowerFirst(problem.Text))
		}
	}
	return problems, nil
}

// listed is one item of a list as somebody would have entered it.
type listed struct {
	report models.Ref
	item   models.ListedItem
	shared Entry
}

// Fill implements Entry.
func (l listed) Fill(m models.Model, allowed []*models.Field) models.Problems {
	problems := l.shared.Fill(m, slices.DeleteFunc(slices.Clone(allowed), func(f *models.Field) bool { return slices.Contains(ListedOwn, f.Name) }))
	recommendation := m.(*models.Recommendation)
	recommendation.Report = l.report
	recommendation.Number, recommendation.Title, recommendation.Text = strings.TrimSpace(l.item.Number), strings.TrimSpace(l.item.Title), strings.TrimSpace(l.item.Text)
	return problems
}

// Reason implements Entry.
func (l listed) Reason() string { return l.shared.Reason() }
