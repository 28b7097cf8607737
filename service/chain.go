package service

import (
	"context"
	"slices"

	"answerable/models"
)

// How far and how wide the chain of a question is followed.
const (
	chainDepth = 40
	chainSize  = 100
)

// Chain is a question among those that ask after the same thing: the first of
// them, and everything that follows it up.
type Chain struct {
	// Page holds the questions, what is followed up before what follows it up.
	*Page
	// Asked counts those that were put, and Since is when the first of these
	// was, as far as that is recorded.
	Asked int
	Since models.Date
}

// Chain follows a question back to the first that it follows up, and from
// there to all that follow up. A question that the person may not see ends the
// chain: what is behind it could only be known through it.
func (s *Service) Chain(ctx context.Context, who *models.Actor, ref models.Ref) (*Chain, error) {
	k := models.QuestionKind
	filter, args := visibleRecords(who, registerAs("records"), k)
	tx := s.db.WithContext(ctx)
	family := tx.Raw(`WITH RECURSIVE back (at, depth) AS (
		SELECT ref, 0 FROM records WHERE ref = ? AND `+filter+`
		UNION SELECT to_ref, depth + 1 FROM back JOIN links ON from_ref = at AND field = 'follows_up'
			JOIN records ON ref = to_ref WHERE depth < ? AND `+filter+`
	), fore (at, depth) AS (
		SELECT at, 0 FROM back WHERE depth = (SELECT max(depth) FROM back)
		UNION SELECT from_ref, depth + 1 FROM fore JOIN links ON to_ref = at AND field = 'follows_up'
			JOIN records ON ref = from_ref WHERE depth < ? AND `+filter+`
	) SELECT at FROM fore GROUP BY at ORDER BY min(depth), at LIMIT ?`,
		slices.Concat([]any{ref}, args, []any{chainDepth}, args, []any{chainDepth}, args, []any{chainSize})...)
	var refs []models.Ref
	if err := family.Scan(&refs).Error; err != nil {
		return nil, unavailable(err)
	}
	if len(refs) == 0 {
		return nil, missing(k, ref)
	}
	list, err := readAll(tx.Table(k.Table()).Where("ref IN ?", refs), k)
	if err != nil {
		return nil, unavailable(err)
	}
	chain := &Chain{Page: &Page{Kind: k, Models: list}}
	slices.SortFunc(chain.Models, func(a, b models.Model) int {
		return slices.Index(refs, a.Base().Ref) - slices.Index(refs, b.Base().Ref)
	})
	chain.count()
	chain.Names, err = s.present(ctx, who, k, chain.Models)
	return chain, err
}

func (c *Chain) count() {
	for _, m := range c.Models {
		question := m.(*models.Question)
		switch question.State {
		case models.QuestionDraft, models.QuestionApproved, models.QuestionDropped:
			continue
		}
		c.Asked++
		if question.PutOn != "" && (c.Since == "" || question.PutOn < c.Since) {
			c.Since = question.PutOn
		}
	}
}
