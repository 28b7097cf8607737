package frontend

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"answerable/models"
)

// lowerFirst makes a label fit into the middle of a sentence. A label that
// begins with an abbreviation, such as OPCC, stays as it is.
func lowerFirst(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	second, _ := utf8.DecodeRuneInString(text[size:])
	if unicode.IsUpper(second) {
		return text
	}
	return string(unicode.ToLower(first)) + text[size:]
}

// upperFirst makes a text begin a line.
func upperFirst(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// counted is a number with the word for what is counted: "1 question", "1,234
// questions".
func counted(n int64, one, many string) string {
	if n == 1 {
		return "1 " + lowerFirst(one)
	}
	return models.Number(n) + " " + lowerFirst(many)
}

// moment is an instant as people read it.
func moment(at time.Time) string { return at.In(models.London()).Format("2 January 2006 at 3:04pm") }

// when chooses between two texts.
func when(is bool, yes, no string) string {
	if is {
		return yes
	}
	return no
}

// article puts "a" or "an" before a word.
func article(word string) string {
	if word != "" && strings.ContainsRune("aeiou", rune(word[0])) {
		return "an " + word
	}
	return "a " + word
}

// join puts texts together, leaving out the empty ones.
func join(by string, texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(text string) bool { return text == "" }), by)
}
