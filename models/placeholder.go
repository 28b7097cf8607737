package models

import (
	"slices"
	"strings"
)

// Placeholder is a word in a letter template in whose place the letter has what
// is recorded.
type Placeholder struct {
	Name string
	// Means says what stands in its place, as in “The purpose of the award”.
	Means string
	// Uses are the letters that can have it; all where none are named.
	Uses []LetterUse
	// Of reads it from what the letter is about; empty where it is not recorded.
	Of func(LetterFacts) []string
	// Several says that there can be several things to put in its place.
	Several bool
}

// LetterFacts is what a letter rests on. Names are empty where nothing is
// recorded.
type LetterFacts struct {
	Award *Award
	// Round is nil where the award belongs to none, Fund where it is not known.
	Round        *Round
	Fund         *Fund
	Organisation string
	Officer      string
	// Declined is the reason that was given when the application was declined.
	Declined string
	Today    Date
}

// Placeholders are those that a letter of the use can have.
func (u LetterUse) Placeholders() []Placeholder {
	return slices.DeleteFunc(slices.Clone(placeholders), func(p Placeholder) bool { return len(p.Uses) > 0 && !slices.Contains(p.Uses, u) })
}

// placeholderNames lists them as they are written.
func (u LetterUse) placeholderNames() string {
	var names []string
	for _, placeholder := range u.Placeholders() {
		names = append(names, "{"+placeholder.Name+"}")
	}
	return strings.Join(names, ", ")
}

// PlaceholderNamed finds a placeholder by its name; nil when there is none.
func PlaceholderNamed(name string) *Placeholder {
	at := slices.IndexFunc(placeholders, func(p Placeholder) bool { return p.Name == name })
	if at < 0 {
		return nil
	}
	return &placeholders[at]
}

var onlyAwarded = []LetterUse{LetterAward}

var placeholders = []Placeholder{
	{Name: "organisation", Means: "The name of the organisation", Of: func(f LetterFacts) []string { return said(f.Organisation) }},
	{Name: "project", Means: "The title of the project", Of: func(f LetterFacts) []string { return said(f.Award.Title) }},
	{Name: "reference", Means: "The reference of the award", Of: func(f LetterFacts) []string { return said(string(f.Award.Ref)) }},
	{Name: "asked", Means: "The amount asked for", Of: func(f LetterFacts) []string { return money(f.Award.Asked) }},
	{Name: "amount", Means: "The amount awarded", Uses: onlyAwarded, Of: func(f LetterFacts) []string { return money(f.Award.Amount) }},
	{Name: "fund", Means: "The title of the fund", Of: func(f LetterFacts) []string {
		if f.Fund == nil {
			return nil
		}
		return said(f.Fund.Title)
	}},
	{Name: "round", Means: "The number of the round, or the day it opened,", Of: func(f LetterFacts) []string {
		if f.Round == nil {
			return nil
		}
		if f.Round.Number == "" && f.Round.Opened != "" {
			return said("opened " + f.Round.Opened.String())
		}
		return said(f.Round.Number)
	}},
	{Name: "theme", Means: "The theme of the round", Of: func(f LetterFacts) []string {
		if f.Round == nil {
			return nil
		}
		return said(f.Round.Theme)
	}},
	{Name: "purpose", Means: "The purpose of the award", Of: func(f LetterFacts) []string { return said(f.Award.Purpose) }},
	{Name: "conditions", Means: "Any condition of the award", Uses: onlyAwarded, Of: conditionsSaid, Several: true},
	{Name: "score", Means: "The score of the application out of 100", Of: func(f LetterFacts) []string {
		if f.Award.Score == nil {
			return nil
		}
		return said(Number(*f.Award.Score))
	}},
	{Name: "board", Means: "The recommendation of the advisory board", Of: func(f LetterFacts) []string { return said(f.Award.BoardRecommendation) }},
	{Name: "advice", Means: "What the advisory board recommends", Of: func(f LetterFacts) []string {
		return said(LabelOf(f.Award.BoardAdvice.Options(), string(f.Award.BoardAdvice)))
	}},
	{Name: "reasons", Means: "Why it will reduce crime and disorder", Uses: onlyAwarded, Of: func(f LetterFacts) []string { return said(f.Award.Reasons) }},
	{Name: "declined", Means: "Why the application was declined", Uses: []LetterUse{LetterDecline}, Of: func(f LetterFacts) []string { return said(f.Declined) }},
	{Name: "starts", Means: "The day on which the project starts", Uses: onlyAwarded, Of: func(f LetterFacts) []string { return said(f.Award.Started.String()) }},
	{Name: "ends", Means: "The day on which the project ends", Uses: onlyAwarded, Of: func(f LetterFacts) []string { return said(f.Award.Ended.String()) }},
	{Name: "decided", Means: "The day of the decision", Of: func(f LetterFacts) []string { return said(f.Award.DecidedOn.String()) }},
	{Name: "today", Means: "The day on which the letter is written", Of: func(f LetterFacts) []string { return said(f.Today.String()) }},
	{Name: "officer", Means: "The owner of the award, who looks after it,", Of: func(f LetterFacts) []string { return said(f.Officer) }},
}

// conditionsSaid are the conditions, or the word that there are none, where that
// was said.
func conditionsSaid(f LetterFacts) []string {
	if f.Award.NoConditions == ThereAreNone {
		return said(LabelOf(f.Award.NoConditions.Options(), string(f.Award.NoConditions)))
	}
	return f.Award.Conditions
}

// said is a text as it stands within a sentence; none where nothing is recorded.
func said(text string) []string {
	if text = strings.Join(strings.Fields(text), " "); text == "" {
		return nil
	}
	return []string{text}
}

func money(amount *Pence) []string {
	if amount == nil {
		return nil
	}
	return []string{amount.String()}
}
