package models

import (
	"slices"
	"strings"
	"unicode"
)

// Sentence is one sentence of a text and where it stands there.
type Sentence struct {
	Passage
	Text string
	// Opens says that a paragraph begins with it.
	Opens bool
}

// Sentences takes a text apart: the sentences in their order, which never
// overlap and leave out nothing but white space. Where it is not certain that a
// sentence ends, as after an abbreviation, it goes on.
func Sentences(text string) []Sentence {
	reader := sentenceReader{letters: []rune(text)}
	for !reader.done() {
		reader.next()
	}
	return reader.found
}

// sentenceReader goes through a text once.
type sentenceReader struct {
	letters []rune
	at      int
	found   []Sentence
}

func (r *sentenceReader) done() bool { return r.at >= len(r.letters) }

// next reads the white space before a sentence, and then the sentence.
func (r *sentenceReader) next() {
	breaks := 0
	for ; !r.done() && unicode.IsSpace(r.letters[r.at]); r.at++ {
		if r.letters[r.at] == '\n' {
			breaks++
		}
	}
	if r.done() {
		return
	}
	first := r.at
	for r.at++; !r.done() && !r.ends(first); r.at++ {
	}
	r.found = append(r.found, Sentence{
		Passage: Passage{first + 1, r.at}, Text: string(r.letters[first:r.at]),
		Opens: breaks > 1 || len(r.found) == 0,
	})
}

// ends tells whether the sentence that began at first is over before the
// present letter, which is the only place where white space can begin.
func (r *sentenceReader) ends(first int) bool {
	if !unicode.IsSpace(r.letters[r.at]) || unicode.IsSpace(r.letters[r.at-1]) {
		return false
	}
	after, breaks := r.after()
	switch {
	case len(after) == 0 || breaks > 1:
		return true
	case breaks == 1 && (isListItem(after) || r.shortLine(first)):
		return true
	default:
		return endsSentence(r.letters[first:r.at], after)
	}
}

// after is what follows the white space at the present letter, and how many
// line breaks lie between.
func (r *sentenceReader) after() (after []rune, breaks int) {
	at := r.at
	for ; at < len(r.letters) && unicode.IsSpace(r.letters[at]); at++ {
		if r.letters[at] == '\n' {
			breaks++
		}
	}
	return r.letters[at:], breaks
}

// wrapped is how long a line is at least that was broken only because there was
// no more room in it.
const wrapped = 60

// shortLine tells whether the line that ends at the present letter was ended on
// purpose: a heading, a line of an address.
func (r *sentenceReader) shortLine(first int) bool {
	start := r.at
	for start > first && r.letters[start-1] != '\n' {
		start--
	}
	return r.at-start < wrapped
}

// isListItem tells whether a line begins with a bullet or a number, as "- ",
// "2. " or "(b) ".
func isListItem(line []rune) bool {
	end := slices.IndexFunc(line, unicode.IsSpace)
	return end > 0 && (strings.ContainsRune("-–—*•·▪◦‣", line[0]) && end == 1 || isEnumerator(line[:end]))
}

// isEnumerator tells whether a word only numbers what follows it.
func isEnumerator(word []rune) bool {
	text := strings.TrimPrefix(string(word), "(")
	inner := strings.TrimRight(text, ".)")
	if inner == text || inner == "" || len(inner) > 4 {
		return false
	}
	number := strings.Trim(inner, "0123456789.") == ""
	roman := strings.Trim(inner, "ivx") == ""
	return number || roman || len(inner) == 1 && unicode.IsLetter(rune(inner[0]))
}

// closing may stand between the end of a sentence and the white space.
const closing = `”’"')]»`

// endsSentence tells whether a sentence ends between two parts of a text that
// white space separates.
func endsSentence(before, after []rune) bool {
	end := len(before)
	for end > 0 && strings.ContainsRune(closing, before[end-1]) {
		end--
	}
	if end == 0 || !strings.ContainsRune(".!?…", before[end-1]) {
		return false
	}
	if unicode.IsLower(after[0]) || end == len(before) && isEnumerator(before) {
		return false
	}
	return before[end-1] != '.' || !abbreviates(lastWord(before[:end-1]), after[0])
}

func lastWord(letters []rune) string {
	start := len(letters)
	for start > 0 && !unicode.IsSpace(letters[start-1]) && !strings.ContainsRune("(“‘\"'[«", letters[start-1]) {
		start--
	}
	return string(letters[start:])
}

var (
	// goOn are abbreviations after which a sentence always goes on.
	goOn = wordsOf("e.g i.e cf vs viz mr mrs ms mx dr prof sgt insp supt det cllr rev hon st messrs")
	// beforeNumbers are those after which it goes on where a number follows.
	beforeNumbers = wordsOf("no nos p pp para paras s ss sec art fig ch vol c ca approx jan feb mar apr jun jul aug sep sept oct nov dec")
)

func wordsOf(list string) map[string]bool {
	words := map[string]bool{}
	for _, word := range strings.Fields(list) {
		words[word] = true
	}
	return words
}

// abbreviates tells whether the full stop behind a word belongs to the word and
// the sentence goes on with the next letter. A single capital is an initial.
func abbreviates(word string, next rune) bool {
	lower := strings.ToLower(word)
	initial := []rune(word)
	switch {
	case goOn[lower]:
		return true
	case unicode.IsDigit(next):
		return beforeNumbers[lower]
	default:
		return len(initial) == 1 && unicode.IsUpper(initial[0]) && unicode.IsUpper(next)
	}
}
