package service

import (
	"answerable/internal/document"
	"answerable/models"
	"context"
)

// Letter is a letter about one award, as it would be written now.
type Letter struct {
	Award *models.Award
	// Template is nil where there is none of the use that the award asks for.
	Template *models.LetterTemplate
	// Missing says what the template asks for and nobody has recorded. A letter
	// of which anything is missing has no paper.
	Missing []string
	Marking models.Marking
	Paper   *document.Document
}

// LetterChoice is which letter is to be written.
type LetterChoice struct {
	Template models.Ref
	// Sensitive says that what is OFFICIAL-SENSITIVE may stand in it.
	Sensitive bool
}

// AwardLetters are the letters that an award can have as it stands, one a
// template; none where it is not decided.
func (s *Service) AwardLetters(ctx context.Context, who *models.Actor, ref models.Ref, sensitive bool) ([]Letter, error) {
	award, err := s.addressed(ctx, who, ref, sensitive)
	if err != nil {
		return nil, err
	}
	reader := sensitively(who, sensitive)
	page, err := s.List(ctx, reader, models.LetterTemplateKind, Query{Limit: MaxPageSize, Filters: map[string][]string{
		"state": {string(models.Current)}, "use": {string(models.LetterUseOf(award))},
	}})
	if err != nil {
		return nil, err
	}
	var letters []Letter
	for _, template := range page.Models {
		letters = append(letters, Letter{Award: award, Template: template.(*models.LetterTemplate)})
	}
	return letters, s.composeLetters(ctx, reader, letters)
}

// AwardLetter is one letter about an award as it would be written now. It is
// refused while something that the template asks for is not recorded.
func (s *Service) AwardLetter(ctx context.Context, who *models.Actor, ref models.Ref, choice LetterChoice) (*Letter, error) {
	award, err := s.addressed(ctx, who, ref, choice.Sensitive)
	if err != nil {
		return nil, err
	}
	reader := sensitively(who, choice.Sensitive)
	template, err := s.letterTemplate(ctx, reader, choice.Template)
	if err != nil {
		return nil, err
	}
	letters := []Letter{{Award: award, Template: template}}
	if err := s.composeLetters(ctx, reader, letters); err != nil {
		return nil, err
	}
	return &letters[0], letters[0].problem()
}

// addressed reads an award about which the person may write letters.
func (s *Service) addressed(ctx context.Context, who *models.Actor, ref models.Ref, sensitive bool) (*models.Award, error) {
	one, err := s.Get(ctx, who, models.AwardKind, ref)
	if err != nil {
		return nil, err
	}
	award := one.Model.(*models.Award)
	if !models.AwardKind.MayDo(who, models.ActWriteLetter, award) {
		return nil, models.Fail(models.Denied, "You may not write a letter about this award while it is %s", stateLabel(models.AwardKind, award))
	}
	if award.Marking == models.OfficialSensitive && !sensitive {
		return nil, models.Problems{{Field: "sensitive", Text: "Sensitive: the award is OFFICIAL-SENSITIVE, so say that a letter about it is to hold what is"}}.Or()
	}
	return award, nil
}

// sensitively is the person reading what may stand in something that leaves
// the system.
func sensitively(who *models.Actor, sensitive bool) *models.Actor {
	if sensitive {
		return who
	}
	return who.Outside()
}

func (s *Service) letterTemplate(ctx context.Context, who *models.Actor, ref models.Ref) (*models.LetterTemplate, error) {
	m, err := s.find(ctx, who, models.LetterTemplateKind, ref)
	if err != nil {
		return nil, err
	}
	template := m.(*models.LetterTemplate)
	if template.State != models.Current {
		return nil, models.Fail(models.Refused, "The letter template %s was withdrawn: choose another", ref)
	}
	return template, nil
}
