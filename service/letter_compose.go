package service

import (
	"context"
	"slices"
	"strings"

	"answerable/internal/document"
	"answerable/models"
)

// composeLetters writes letters as they would go out. However many there are,
// it is as many statements.
func (s *Service) composeLetters(ctx context.Context, who *models.Actor, letters []Letter) error {
	if len(letters) == 0 {
		return nil
	}
	grounds, err := s.letterGrounds(ctx, who, letters)
	if err != nil {
		return err
	}
	for i := range letters {
		if letters[i].fits() {
			letters[i].compose(grounds)
		}
	}
	return nil
}

// fits tells whether there is a template, and one for an award that stands as
// this one does; else that is what is missing.
func (l *Letter) fits() bool {
	switch {
	case l.Template == nil:
		l.lacks("No letter template for it was chosen")
	case !l.Template.Use.Fits(l.Award):
		l.lacks("“" + l.Template.Title + "” is not for an award that is " + stateLabel(models.AwardKind, l.Award))
	}
	return len(l.Missing) == 0
}

// compose puts what is recorded in the place of the placeholders.
func (l *Letter) compose(g *letterGrounds) {
	facts := g.facts(l.Award)
	l.Marking = models.Official
	if slices.ContainsFunc(l.restsOn(), func(ref models.Ref) bool { return g.sensitive[ref] }) {
		l.Marking = models.OfficialSensitive
	}
	subject := l.filled(l.Template.Subject, facts)
	var blocks []document.Block
	for _, paragraph := range l.Template.Paragraphs() {
		blocks = append(blocks, l.block(paragraph, facts))
	}
	if len(l.Missing) > 0 {
		return
	}
	l.Paper = &document.Document{
		Title: subject, Marking: string(l.Marking), Letter: true,
		About:    []string{facts.Organisation, g.today.String(), "Our reference: " + string(l.Award.Ref)},
		Sections: []document.Section{{ID: "letter", Blocks: blocks}},
	}
}

// block is one paragraph of the letter; one that is nothing but a placeholder
// for several things becomes a list of them.
func (l *Letter) block(paragraph string, facts models.LetterFacts) document.Block {
	parts, _ := models.LetterParts(paragraph)
	if len(parts) != 1 || !parts[0].Several() {
		return document.Plain(document.Text(l.filled(paragraph, facts)))
	}
	var items []document.Item
	for _, value := range l.values(parts[0].Text, facts) {
		items = append(items, document.Item{Runs: []document.Run{document.Text(value)}})
	}
	return document.Bullets(items...)
}

func (l *Letter) filled(text string, facts models.LetterFacts) string {
	parts, _ := models.LetterParts(text)
	var filled strings.Builder
	for _, part := range parts {
		if part.Placeholder {
			part.Text = strings.Join(l.values(part.Text, facts), "; ")
		}
		filled.WriteString(part.Text)
	}
	return filled.String()
}

// values are what stands in the place of a placeholder; where there is nothing,
// that is noted as missing.
func (l *Letter) values(name string, facts models.LetterFacts) []string {
	placeholder := models.PlaceholderNamed(name)
	if placeholder == nil {
		l.lacks("There is no placeholder {" + name + "}")
		return nil
	}
	values := placeholder.Of(facts)
	if len(values) == 0 {
		l.lacks(placeholder.Means + " is not recorded: {" + name + "}")
	}
	return values
}

func (l *Letter) lacks(what string) {
	if !slices.Contains(l.Missing, what) {
		l.Missing = append(l.Missing, what)
	}
}

// problem refuses a letter that cannot be written, with what it lacks.
func (l *Letter) problem() error {
	if len(l.Missing) == 0 {
		return nil
	}
	return models.Fail(models.Refused, "The letter about %s cannot be written. %s", l.Award.Ref, strings.Join(l.Missing, ". "))
}
