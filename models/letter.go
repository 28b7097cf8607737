package models

import (
	"slices"
	"strings"
)

// LetterUse is what a letter is written for.
type LetterUse string

// The uses of letters.
const (
	LetterAward   LetterUse = "award"
	LetterDecline LetterUse = "decline"
)

// Options lists the uses.
func (LetterUse) Options() []Option {
	return []Option{
		{string(LetterAward), "Award letter", ""},
		{string(LetterDecline), "Decline letter", ""},
	}
}

// letterStates are the states of an award in which a letter of a use is true.
// Of an award that is only recorded from a paper the letter went out long ago.
var letterStates = map[LetterUse][]State{
	LetterAward:   without(AwardGiven, AwardRecorded),
	LetterDecline: {AwardDeclined},
}

// Fits tells whether a letter of the use can be written about an award as it
// stands.
func (u LetterUse) Fits(award *Award) bool { return slices.Contains(letterStates[u], award.State) }

// LetterUseOf is the use of the letter that an award can have as it stands;
// empty where it can have none.
func LetterUseOf(award *Award) LetterUse {
	for use := range letterStates {
		if use.Fits(award) {
			return use
		}
	}
	return ""
}

// LetterWritten is what the trail calls it that a letter about an award went
// out.
const LetterWritten = "letter written"

// letterWriter are those who write letters about awards.
var letterWriter = []Grant{{Roles: []Role{RoleGrants, RoleCommissioner}, States: append(slices.Clone(letterStates[LetterAward]), letterStates[LetterDecline]...)}}

// LetterTemplate is the text of a letter about a grant, with placeholders for
// what the record of the grant says.
type LetterTemplate struct {
	Record
	LetterTemplateInput
}

// LetterTemplateInput is what people enter of a letter template.
type LetterTemplateInput struct {
	Title   string    `json:"title" label:"Name" hint:"By which it is chosen, for example Award letter" validate:"required,max=200"`
	Use     LetterUse `json:"use" label:"What it is for" validate:"required" list:"column,filter"`
	Subject string    `json:"subject" label:"Subject" hint:"The line that says what the letter is about. It can hold placeholders, such as {project}" validate:"required,max=300" list:"column"`
	Text    string    `json:"text" label:"Text" hint:"One paragraph a line, with placeholders in curly brackets, such as {organisation}. A line that is only {conditions} becomes a list" widget:"textarea" validate:"required,max=20000"`
	Common
}

// Heading is the name.
func (l *LetterTemplate) Heading() string { return l.Title }

// LetterTemplateKind describes letter templates.
var LetterTemplateKind = define[LetterTemplate](Kind{
	Name: "letter-template", Plural: "letter-templates", One: "Letter template", Many: "Letter templates", Family: FamilyFunding,
	About: "The text of a letter to an applicant, with placeholders for what the record of the grant says.",
	Order: "title", States: currentStates,
	Start: []Move{add("Add a letter template", RoleGrants, RoleAdmin)},
	Moves: []Move{withdraw(to(RoleGrants, RoleAdmin), Current)},
	See:   to(everyone...),
	Edit:  []Grant{{Roles: []Role{RoleGrants, RoleAdmin}, States: []State{Current}}},
	Prepare: func(m Model, _ Facts) error {
		template := m.(*LetterTemplate)
		return append(template.problems("subject", "Subject", template.Subject), template.problems("text", "Text", template.Text)...).Or()
	},
	Key:    []string{"title"},
	Number: numbered("LETTER"),
})

// Paragraphs are the lines of the text that are not empty.
func (l *LetterTemplate) Paragraphs() []string {
	var paragraphs []string
	for line := range strings.Lines(strings.ReplaceAll(l.Text, "\r", "")) {
		if line = strings.TrimSpace(line); line != "" {
			paragraphs = append(paragraphs, line)
		}
	}
	return paragraphs
}

// problems are the placeholders in a text that there are not, and the brackets
// that hold none.
func (l *LetterTemplate) problems(field, label, text string) Problems {
	parts, whole := LetterParts(text)
	if !whole {
		return Problems{{Field: field, Text: label + ": a curly bracket is open that is not closed, or closed that is not open. They hold placeholders: " + l.Use.placeholderNames()}}
	}
	var unknown []string
	for _, part := range parts {
		if part.Placeholder && !slices.ContainsFunc(l.Use.Placeholders(), func(p Placeholder) bool { return p.Name == part.Text }) {
			unknown = append(unknown, "{"+part.Text+"}")
		}
	}
	if len(unknown) == 0 {
		return nil
	}
	return Problems{{Field: field, Text: label + ": there is no placeholder " + strings.Join(slices.Compact(unknown), ", ") + " for this use. There are: " + l.Use.placeholderNames()}}
}

// LetterPart is a stretch of a template's text: words, or the name of a
// placeholder.
type LetterPart struct {
	Text        string
	Placeholder bool
}

// LetterParts takes a text apart. It tells too whether every bracket in it has
// its counterpart.
func LetterParts(text string) (parts []LetterPart, whole bool) {
	for {
		words, rest, open := strings.Cut(text, "{")
		if strings.Contains(words, "}") {
			return parts, false
		}
		if words != "" {
			parts = append(parts, LetterPart{Text: words})
		}
		if !open {
			return parts, true
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed || strings.Contains(name, "{") {
			return parts, false
		}
		parts = append(parts, LetterPart{Text: strings.TrimSpace(name), Placeholder: true})
		text = after
	}
}

// Several tells whether it is a placeholder for which there can be several
// things to put in its place.
func (p LetterPart) Several() bool {
	placeholder := PlaceholderNamed(p.Text)
	return p.Placeholder && placeholder != nil && placeholder.Several
}
