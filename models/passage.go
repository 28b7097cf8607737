package models

import (
	"fmt"
	"strings"
	"unicode"
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

// Trimmed is the passage without the white space at its ends; the second result
// says whether anything is left of it, and whether the text is that long.
func (p Passage) Trimmed(text string) (Passage, bool) {
	letters := []rune(text)
	if p.First < 1 || p.Last > len(letters) {
		return p, false
	}
	for p.First <= p.Last && unicode.IsSpace(letters[p.First-1]) {
		p.First++
	}
	for p.First <= p.Last && unicode.IsSpace(letters[p.Last-1]) {
		p.Last--
	}
	return p, p.First <= p.Last
}

// Taking is a way in which something is taken from the text of an answer: the
// kind of record, and which of its fields names the answer. Its field "passage"
// says where that stands.
type Taking struct {
	Kind *Kind
	From string
}

// Takings are the ways there are.
var Takings = []Taking{{AssuranceKind, "taken_from"}, {CommitmentKind, "arises_from"}}

// lineEnds writes line ends as forms keep them.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

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
	if answer.State != AnswerSubmitted {
		return problem(string(source) + " was not submitted yet")
	}
	if lineEnds.Replace(at.Of(answer.Text)) != lineEnds.Replace(strings.TrimSpace(quoted)) {
		return problem("“" + from + "” is not what stands there in " + string(source) + ", word for word")
	}
	return nil, nil
}
