package service

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

const (
	// maxWords is how many words of a query are looked for.
	maxWords = 12
	// longestWord is how many bytes of letters are still a word: PostgreSQL
	// refuses to index, or look for, what is very long.
	longestWord = 100
)

// split gives the words of a text: runs of letters and digits, in lower case
// and without accents; what is too long to be a word is left out. Texts are indexed and queries are read by it, so that
// neither database splits them in a way of its own.
func split(text string) []string {
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(text))
	found := strings.FieldsFunc(plain, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return slices.DeleteFunc(found, func(word string) bool { return len(word) > longestWord })
}

// terms is a text as it is indexed.
func terms(text string) string { return strings.Join(split(text), " ") }

// words are the words of a query that are worth looking for.
func words(text string) []string {
	kept := slices.DeleteFunc(split(text), func(word string) bool { return common[word] })
	return kept[:min(len(kept), maxWords)]
}

// common are words that PostgreSQL's English dictionary leaves out. A query
// leaves them out for SQLite too, so that both find the same.
var common = func() map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(`a about above after again against all am an and any are as at be because been
		before being below between both but by can did do does doing don down during each few for from further had has
		have having he her here hers herself him himself his how i if in into is it its itself just me more most my
		myself no nor not now of off on once only or other our ours ourselves out over own s same she should so some
		such t than that the their theirs them themselves then there these they this those through to too under until
		up very was we were what when where which while who whom why will with you your yours yourself yourselves`) {
		set[word] = true
	}
	return set
}()

// irregular pairs singulars with plurals that stemming does not bring together.
var irregular = map[string]string{
	"child": "children", "person": "people", "man": "men", "woman": "women", "foot": "feet",
	"criterion": "criteria", "datum": "data", "analysis": "analyses", "crisis": "crises", "basis": "bases",
	"is": "are", "taught": "teach", "paid": "pay", "held": "hold", "found": "find", "gave": "give", "given": "give",
}

// variants are the forms of a word under which it may stand in a text and
// which the stemmers of the two databases do not, or not both, bring together:
// knife and knives, child and children.
func variants(word string) []string {
	forms := []string{word}
	for singular, plural := range irregular {
		switch word {
		case singular:
			forms = append(forms, plural)
		case plural:
			forms = append(forms, singular)
		}
	}
	switch {
	case strings.HasSuffix(word, "ves") && len(word) > 4:
		stem := strings.TrimSuffix(word, "ves")
		forms = append(forms, stem+"f", stem+"fe")
	case strings.HasSuffix(word, "fe") && len(word) > 3:
		forms = append(forms, strings.TrimSuffix(word, "fe")+"ves")
	case strings.HasSuffix(word, "lf"), strings.HasSuffix(word, "af"), strings.HasSuffix(word, "rf"):
		forms = append(forms, strings.TrimSuffix(word, "f")+"ves")
	}
	return forms
}
