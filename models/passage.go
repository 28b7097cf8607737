package models

import (
	"fmt"
	"strings"
)

// Passage is where in an answer a text stands: from which character to which,
// counted from 1, the last included. It is kept as "120-245".
type Passage struct{ First, Last int }

// ParsePassage reads a passage as it is kept.
func ParsePassage(text string) (Passage, bool) {
	var p Passage
	n, err := fmt.Sscanf(text, "%d-%d", &p.First, &p.Last)
	return p, err == nil && n == 2 && p.First >= 1 && p.Last >= p.First && p.String() == text
}

// String writes the passage as it is kept.
func (p Passage) String() string { return fmt.Sprintf("%d-%d", p.First, p.Last) }

// Of is what stands there in a text; empty where the text ends before.
func (p Passage) Of(text string) string {
	letters := []rune(text)
	if p.First < 1 || p.Last > len(letters) || p.First > p.Last {
		return ""
	}
	return string(letters[p.First-1 : p.Last])
}

// passageProblems holds what was taken from an answer against the answer: a
// text that is said to stand there must stand there, word for word.
func passageProblems(f Facts, quoted, from string, source Ref, passage string) (Problems, error) {
	if passage == "" {
		return nil, nil
	}
	problem := func(text string) (Problems, error) {
		return Problems{{Field: "passage", Text: "Where it stands: " + text}}, nil
	}
	at, readable := ParsePassage(passage)
	if !readable {
		return problem("must be the first and last character, for example 120-245")
	}
	if source == "" {
		return problem("needs the answer in which it stands")
	}
	m, err := f.Get(source)
	if err != nil {
		return nil, err
	}
	answer, is := m.(*Answer)
	if !is {
		return problem(string(source) + " is not an answer")
	}
	if at.Of(answer.Text) != strings.TrimSpace(quoted) {
		return problem("“" + from + "” is not what stands there in " + string(source) + ", word for word")
	}
	return nil, nil
}
