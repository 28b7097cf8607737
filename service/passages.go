package service

import (
	"cmp"
	"context"
	"slices"

	"answerable/models"
)

// Taken is a record that was taken from the text of an answer, and where that
// stands.
type Taken struct {
	Name
	// Standing is how far it can be relied on, or where it is in its lifecycle.
	Standing models.Option
	At       models.Passage
}

// Reading is an answer taken apart into sentences, with what was taken from it.
type Reading struct {
	*One
	Answer    *models.Answer
	Sentences []models.Sentence
	Taken     []Taken
}

// ReadAnswer reads an answer sentence by sentence.
func (s *Service) ReadAnswer(ctx context.Context, who *models.Actor, ref models.Ref) (*Reading, error) {
	one, err := s.Get(ctx, who, models.AnswerKind, ref)
	if err != nil {
		return nil, err
	}
	taken, err := s.TakenFrom(ctx, who, ref)
	if err != nil {
		return nil, err
	}
	answer := one.Model.(*models.Answer)
	return &Reading{one, answer, models.Sentences(answer.Text), taken[ref]}, nil
}

// TakenFrom finds what was taken from passages of answers and that the person
// may see, in the order in which it stands there. What was withdrawn is left
// out.
func (s *Service) TakenFrom(ctx context.Context, who *models.Actor, answers ...models.Ref) (map[models.Ref][]Taken, error) {
	found := map[models.Ref][]Taken{}
	if len(answers) == 0 {
		return found, nil
	}
	for _, taking := range models.Takings {
		k := taking.Kind
		filter, args := visibleIn(k, who)
		list, err := readAll(s.db.WithContext(ctx).Table(k.Table()).Where(filter, args...).
			Where(taking.From+" IN ? AND passage <> '' AND state <> ?", answers, models.Withdrawn), k)
		if err != nil {
			return nil, unavailable(err)
		}
		for _, m := range list {
			if at, readable := models.ParsePassage(k.Field("passage").Plain(m)); readable {
				from, base := k.RefOf(m, taking.From), m.Base()
				found[from] = append(found[from], Taken{Name{base.Ref, k.Name, m.Heading(), base.State}, k.Standing(m, s.Today()), at})
			}
		}
	}
	for _, taken := range found {
		slices.SortFunc(taken, func(a, b Taken) int {
			return cmp.Or(cmp.Compare(a.At.First, b.At.First), cmp.Compare(a.At.Last, b.At.Last), cmp.Compare(a.Ref, b.Ref))
		})
	}
	return found, nil
}

// Quote begins a record that is taken from a passage of a submitted answer, as
// far as the answer says what belongs into it. It is not kept.
func (s *Service) Quote(ctx context.Context, who *models.Actor, k *models.Kind, ref models.Ref, at models.Passage) (models.Model, error) {
	m, err := s.find(ctx, who, models.AnswerKind, ref)
	if err != nil {
		return nil, err
	}
	answer := m.(*models.Answer)
	names, err := s.present(ctx, who, models.AnswerKind, []models.Model{answer})
	if err != nil {
		return nil, err
	}
	at, some := at.Trimmed(answer.Text)
	if !some || answer.State != models.AnswerSubmitted {
		return nil, models.Fail(models.Refused, "Nothing stands at %s in %s", at, ref)
	}
	quote := models.Quote{Answer: answer, At: at}
	if giver, known := names[answer.GivenBy]; known {
		if quote.Body, err = s.bodyBehind(ctx, who, giver); err != nil {
			return nil, err
		}
	}
	return quote.Begin(k)
}

// bodyBehind is the body for which somebody speaks: the one that is named, or
// that of the person or post.
func (s *Service) bodyBehind(ctx context.Context, who *models.Actor, giver Name) (models.Ref, error) {
	k := models.KindNamed(giver.Kind)
	if k == models.BodyKind {
		return giver.Ref, nil
	}
	one, err := s.Get(ctx, who, k, giver.Ref)
	if err != nil {
		return "", err
	}
	return k.RefOf(one.Model, "body"), nil
}
