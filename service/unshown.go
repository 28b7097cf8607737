package service

import (
	"context"
	"database/sql"
	"slices"

	"answerable/models"
)

// Unshown is something that was asked again and again, and of which no
// assurance was ever found assured.
type Unshown struct {
	// Asked counts how often it was put, and Since is when it first was, as
	// far as that is recorded.
	Asked int
	Since models.Date
	// Questions are those that were put, the earliest first; those whose day
	// is not recorded come last.
	Questions []PutQuestion
}

// PutQuestion is a question and the day on which it was put; empty where that
// is not recorded.
type PutQuestion struct {
	Name
	PutOn models.Date `json:"put_on"`
}

// unshownSize is how many chains of questions the ledger shows.
const unshownSize = 50

// neverShown finds the chains of questions that were put often and of which
// nothing was ever found assured, in one statement: those asked most first. A
// question that the person may not see is in no chain, and neither is what
// could only be known through it.
func (s *Service) neverShown(ctx context.Context, who *models.Actor) (chains []Unshown, more bool, err error) {
	question, questionArgs := visibleIn(models.QuestionKind, who)
	earlier, earlierArgs := visibleRecords(who, registerAs("before"), models.QuestionKind)
	answer, answerArgs := visibleIn(models.AnswerKind, who)
	review, reviewArgs := visibleIn(models.ReviewKind, who)
	found := s.db.WithContext(ctx).Raw(`WITH RECURSIVE again (later, earlier) AS (
		SELECT questions.ref, questions.follows_up FROM questions JOIN records before ON before.ref = questions.follows_up
		WHERE questions.follows_up <> '' AND `+question+` AND `+earlier+`
	), family (root, at) AS (
		SELECT earlier, earlier FROM again WHERE earlier NOT IN (SELECT later FROM again)
		UNION SELECT family.root, again.later FROM family JOIN again ON again.earlier = family.at
	), asked AS (
		SELECT family.root, questions.ref, questions.title, questions.state, questions.put_on,
			count(*) OVER (PARTITION BY family.root) AS times
		FROM family JOIN questions ON questions.ref = family.at WHERE questions.state IN ?
	), said (root, at) AS (
		SELECT root, at FROM family
		UNION SELECT family.root, answers.ref FROM family JOIN answers ON answers.question = family.at WHERE `+answer+`
	), shown AS (
		SELECT said.root FROM said JOIN assurances ON assurances.taken_from = said.at
		JOIN reviews ON reviews.assurance = assurances.ref WHERE reviews.verdict = ? AND `+review+`
	) SELECT root, ref, title, state, put_on, times FROM (
		SELECT asked.*, dense_rank() OVER (ORDER BY times DESC, root) AS place
		FROM asked WHERE times >= ? AND root NOT IN (SELECT root FROM shown)
	) unshown WHERE place <= ? ORDER BY times DESC, root, CASE WHEN put_on = '' THEN 1 ELSE 0 END, put_on, ref`,
		slices.Concat(questionArgs, earlierArgs, []any{models.AskedStates()}, answerArgs, []any{models.Assured}, reviewArgs, []any{models.AskedOften, unshownSize + 1})...)
	root := models.Ref("")
	err = each(found, func(rows *sql.Rows) error {
		one := PutQuestion{Name: Name{Kind: models.QuestionKind.Name}}
		of, times := models.Ref(""), 0
		if err := rows.Scan(&of, &one.Ref, &one.Title, &one.State, &one.PutOn, &times); err != nil {
			return err
		}
		if of != root {
			root = of
			chains = append(chains, Unshown{Asked: times, Since: one.PutOn})
		}
		chain := &chains[len(chains)-1]
		chain.Questions = append(chain.Questions, one)
		return nil
	})
	if len(chains) > unshownSize {
		chains, more = chains[:unshownSize], true
	}
	return chains, more, unavailable(err)
}
