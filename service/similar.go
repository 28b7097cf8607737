package service

import (
	"context"
	"database/sql"
	"slices"

	"gorm.io/gorm"

	"answerable/models"
)

// maxSimilar is how many questions like a text are shown.
const maxSimilar = 8

// SimilarQuestion is a question that was asked before and is like a text: what
// was answered to it, and how far the assurances taken from it stand.
type SimilarQuestion struct {
	Ref   models.Ref   `json:"ref"`
	Title string       `json:"title"`
	State models.State `json:"state"`
	PutOn models.Date  `json:"put_on" description:"Empty if it was not put yet, or the day is not recorded"`
	Score int          `json:"score" description:"How like the text it is, the more the larger"`
	// Asked counts the questions of its chain that were put, itself among
	// them; Since is when the first of these was, as far as that is recorded.
	Asked      int              `json:"asked" description:"How often this was put: the question, what it follows up and what follows it up"`
	Since      models.Date      `json:"since" description:"When it was put first, as far as that is recorded"`
	Answers    []GivenAnswer    `json:"answers" description:"What was submitted in answer, the latest first"`
	Assurances []TakenAssurance `json:"assurances" description:"What is relied on of the question and its answers, the latest first"`
}

// GivenAnswer is the beginning of an answer that was submitted.
type GivenAnswer struct {
	Ref     models.Ref  `json:"ref"`
	Extract string      `json:"extract" description:"How it begins"`
	GivenOn models.Date `json:"given_on"`
}

// TakenAssurance is an assurance with its standing today.
type TakenAssurance struct {
	Ref      models.Ref `json:"ref"`
	Title    string     `json:"title"`
	Standing string     `json:"standing"`
}

// Similar finds the questions that the person may see and that are like a
// text, the most alike first; except is one to leave out, such as the one being
// changed. Nothing that the person may not see has a part in what is found, not
// even in how rare a word is. However much there is, it is as many statements.
func (s *Service) Similar(ctx context.Context, who *models.Actor, text string, except models.Ref) ([]SimilarQuestion, error) {
	found := []SimilarQuestion{}
	tx := s.db.WithContext(ctx)
	ranked, err := likest(tx, who, text, except)
	if err != nil || len(ranked) == 0 {
		return found, unavailable(err)
	}
	questions, err := s.similarQuestions(ctx, who, ranked)
	if err != nil {
		return nil, err
	}
	for _, add := range []func(context.Context, *models.Actor, map[models.Ref]*SimilarQuestion) error{
		s.addAsked, s.addAnswers, s.addAssurances,
	} {
		if err := add(ctx, who, questions); err != nil {
			return nil, err
		}
	}
	for _, like := range ranked {
		if question := questions[like.ref]; question != nil {
			found = append(found, *question)
		}
	}
	return found, nil
}

func (s *Service) similarQuestions(ctx context.Context, who *models.Actor, ranked []likeness) (map[models.Ref]*SimilarQuestion, error) {
	refs := make([]models.Ref, len(ranked))
	for i, like := range ranked {
		refs[i] = like.ref
	}
	tx, err := s.listed(ctx, who, models.QuestionKind, Query{})
	if err != nil {
		return nil, err
	}
	list, err := readAll(tx.Where("ref IN ?", refs), models.QuestionKind)
	questions := map[models.Ref]*SimilarQuestion{}
	for _, m := range list {
		question := m.(*models.Question)
		questions[question.Ref] = &SimilarQuestion{
			Ref: question.Ref, Title: question.Title, State: question.State, PutOn: question.PutOn,
			Score:   ranked[slices.Index(refs, question.Ref)].score,
			Answers: []GivenAnswer{}, Assurances: []TakenAssurance{},
		}
	}
	return questions, unavailable(err)
}

// addAsked says of each question how often its chain was put.
func (s *Service) addAsked(ctx context.Context, who *models.Actor, questions map[models.Ref]*SimilarQuestion) error {
	tx := s.db.WithContext(ctx)
	with, args := families(tx, who, keysOf(questions)...)
	chains := tx.Raw(with+`SELECT origin, count(DISTINCT at), COALESCE(min(NULLIF(put_on, '')), '')
		FROM fore CROSS JOIN questions WHERE questions.ref = at AND questions.state NOT IN ? GROUP BY origin`, append(args, notPut)...)
	return unavailable(each(chains, func(rows *sql.Rows) error {
		var origin models.Ref
		var asked int
		var since models.Date
		err := rows.Scan(&origin, &asked, &since)
		if question := questions[origin]; question != nil {
			question.Asked, question.Since = asked, since
		}
		return err
	}))
}

func (s *Service) addAnswers(ctx context.Context, who *models.Actor, questions map[models.Ref]*SimilarQuestion) error {
	list, err := s.latest(ctx, who, models.AnswerKind, map[string][]string{
		"question": texts(keysOf(questions)), "state": {string(models.AnswerSubmitted)},
	})
	for _, m := range list {
		answer := m.(*models.Answer)
		question := questions[answer.Question]
		question.Answers = append(question.Answers, GivenAnswer{answer.Ref, beginning(answer.Text), answer.GivenOn})
	}
	return err
}

// addAssurances adds to each question what was taken from it and its answers.
func (s *Service) addAssurances(ctx context.Context, who *models.Actor, questions map[models.Ref]*SimilarQuestion) error {
	source := map[models.Ref]*SimilarQuestion{}
	for ref, question := range questions {
		source[ref] = question
		for _, answer := range question.Answers {
			source[answer.Ref] = question
		}
	}
	list, err := s.latest(ctx, who, models.AssuranceKind, map[string][]string{"taken_from": texts(keysOf(source))})
	for _, m := range list {
		assurance := m.(*models.Assurance)
		question := source[assurance.TakenFrom]
		question.Assurances = append(question.Assurances, TakenAssurance{assurance.Ref, assurance.Title, assurance.Standing(s.Today())})
	}
	return err
}

// latest reads what was given last of the records of a kind.
func (s *Service) latest(ctx context.Context, who *models.Actor, k *models.Kind, filters map[string][]string) ([]models.Model, error) {
	tx, err := s.listed(ctx, who, k, Query{Filters: filters})
	if err != nil {
		return nil, err
	}
	list, err := readAll(tx.Order("given_on DESC, ref DESC").Limit(MaxPageSize), k)
	return list, unavailable(err)
}

func keysOf(questions map[models.Ref]*SimilarQuestion) []models.Ref {
	refs := make([]models.Ref, 0, len(questions))
	for ref := range questions {
		refs = append(refs, ref)
	}
	slices.Sort(refs)
	return refs
}

func texts(refs []models.Ref) []string {
	list := make([]string, len(refs))
	for i, ref := range refs {
		list[i] = string(ref)
	}
	return list
}

// likeness is how like a text a question is.
type likeness struct {
	ref   models.Ref
	score int
}

// likest ranks the questions by what they have in common with a text: the
// rarer a word is among the questions that the person may see, the more it
// says.
func likest(tx *gorm.DB, who *models.Actor, text string, except models.Ref) ([]likeness, error) {
	draft := draftOf(text)
	if len(draft) == 0 {
		return nil, nil
	}
	filter, args := visibleRecords(who, registerAs("records"), models.QuestionKind)
	filter, args = filter+" AND records.ref <> ?", append(args, except)
	if err := draft.count(tx, filter, args); err != nil {
		return nil, err
	}
	telling, all := draft.telling()
	if len(telling) == 0 {
		return nil, nil
	}
	return telling.rank(tx, all, filter, args)
}
