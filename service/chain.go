package service

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"answerable/internal/db"
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
	tx := s.db.WithContext(ctx)
	with, args := families(tx, who, ref)
	family := tx.Raw(with+"SELECT at FROM fore GROUP BY at ORDER BY min(depth), at LIMIT ?", append(args, chainSize)...)
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

// families is the beginning of a statement on the chains of some questions:
// its table fore holds, for each of them as the origin, every question at which
// the chain arrives, and how far that is from the first.
func families(tx *gorm.DB, who *models.Actor, of ...models.Ref) (string, []any) {
	filter, args := visibleRecords(who, registerAs("records"), models.QuestionKind)
	// SQLite keeps the order of a CROSS JOIN.
	return `WITH RECURSIVE back (origin, at, depth) AS (
		SELECT ref, ref, 0 FROM ` + db.Among(tx, "records", "ref") + ` AND ` + filter + `
		UNION SELECT origin, to_ref, depth + 1 FROM back CROSS JOIN links CROSS JOIN records
			WHERE from_ref = at AND field = 'follows_up' AND ref = to_ref AND depth < ? AND ` + filter + `
	), fore (origin, at, depth) AS (
		SELECT origin, at, 0 FROM back WHERE depth = (SELECT max(depth) FROM back AS all_back WHERE all_back.origin = back.origin)
		UNION SELECT origin, from_ref, depth + 1 FROM fore CROSS JOIN links CROSS JOIN records
			WHERE to_ref = at AND field = 'follows_up' AND ref = from_ref AND depth < ? AND ` + filter + `
	) `, slices.Concat([]any{models.Refs(of)}, args, []any{chainDepth}, args, []any{chainDepth}, args)
}

// notPut are the states of a question that was not put, or not yet.
var notPut = []models.State{models.QuestionDraft, models.QuestionApproved, models.QuestionDropped}

func (c *Chain) count() {
	for _, m := range c.Models {
		question := m.(*models.Question)
		if slices.Contains(notPut, question.State) {
			continue
		}
		c.Asked++
		if question.PutOn != "" && (c.Since == "" || question.PutOn < c.Since) {
			c.Since = question.PutOn
		}
	}
}

// Often says how often the question was put.
func (c *Chain) Often() string {
	since := ""
	if c.Since != "" {
		since = " since " + c.Since.Year()
	}
	switch {
	case c.Asked == 0:
		return "It has not been put yet."
	case c.Asked == 1 && len(c.Models) == 1:
		return "It was asked once. No earlier or later question about it is recorded."
	default:
		return "It was asked " + models.Times(c.Asked) + since + "."
	}
}
