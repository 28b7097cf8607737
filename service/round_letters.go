package service

import (
	"context"
	"slices"
	"strings"

	"answerable/models"
)

// RoundLetters are the letters of a whole round at once.
type RoundLetters struct {
	Round *models.Round
	// Templates are the current ones, of all uses.
	Templates []*models.LetterTemplate
	// Letters are those about every award that was decided, as they would be
	// written now; those that lack something cannot be.
	Letters []Letter
	Names   Names
}

// RoundChoice is which letters of a round are to be written. A template that is
// not chosen is the first of its use, by name.
type RoundChoice struct {
	Award   models.Ref
	Decline models.Ref
	// Sensitive says that what is OFFICIAL-SENSITIVE may stand in them: awards
	// that are have no letter otherwise.
	Sensitive bool
}

// RoundLetters composes the letter about each award of a round that was
// decided. However many there are, it is as many statements.
func (s *Service) RoundLetters(ctx context.Context, who *models.Actor, ref models.Ref, choice RoundChoice) (*RoundLetters, error) {
	one, err := s.Get(ctx, who, models.RoundKind, ref)
	if err != nil {
		return nil, err
	}
	if !models.RoundKind.MayDo(who, models.ActWriteLetter, one.Model) {
		return nil, models.Fail(models.Denied, "You may not write the letters of a round")
	}
	letters := &RoundLetters{Round: one.Model.(*models.Round), Names: one.Names}
	reader := sensitively(who, choice.Sensitive)
	if letters.Templates, err = s.currentLetterTemplates(ctx, reader); err != nil {
		return nil, err
	}
	templates, err := letters.chosen(choice)
	if err != nil {
		return nil, err
	}
	for page, err := range s.All(ctx, reader, models.AwardKind, Query{Filters: map[string][]string{"round": {string(ref)}}, Sort: "ref"}) {
		if err != nil {
			return nil, err
		}
		for _, m := range page.Models {
			if award := m.(*models.Award); models.AwardKind.MayDo(who, models.ActWriteLetter, award) {
				letters.Letters = append(letters.Letters, Letter{Award: award, Template: templates[models.LetterUseOf(award)]})
			}
		}
	}
	return letters, s.composeLetters(ctx, reader, letters.Letters)
}

func (s *Service) currentLetterTemplates(ctx context.Context, who *models.Actor) ([]*models.LetterTemplate, error) {
	page, err := s.List(ctx, who, models.LetterTemplateKind, Query{Limit: MaxPageSize, Filters: map[string][]string{"state": {string(models.Current)}}})
	if err != nil {
		return nil, err
	}
	templates := make([]*models.LetterTemplate, len(page.Models))
	for i, m := range page.Models {
		templates[i] = m.(*models.LetterTemplate)
	}
	return templates, nil
}

// chosen are the templates to use, by what they are for.
func (r *RoundLetters) chosen(choice RoundChoice) (map[models.LetterUse]*models.LetterTemplate, error) {
	templates := map[models.LetterUse]*models.LetterTemplate{}
	var problems models.Problems
	for use, wanted := range map[models.LetterUse]models.Ref{models.LetterAward: choice.Award, models.LetterDecline: choice.Decline} {
		at := slices.IndexFunc(r.Templates, func(t *models.LetterTemplate) bool { return t.Use == use && (wanted == "" || t.Ref == wanted) })
		switch {
		case at >= 0:
			templates[use] = r.Templates[at]
		case wanted != "":
			problems = append(problems, models.Problem{Field: string(use), Code: "unknown_record", Text: models.LabelOf(use.Options(), string(use)) + ": there is no current letter template " + string(wanted) + " for it"})
		}
	}
	slices.SortFunc(problems, func(a, b models.Problem) int { return strings.Compare(a.Field, b.Field) })
	return templates, problems.Or()
}
