package models

import (
	"regexp"
	"strings"
)

// ListedItem is an item of a numbered list as a report prints it: its number,
// a short title made of its beginning, and what it says, word for word.
type ListedItem struct {
	Number string `json:"number"`
	Title  string `json:"title"`
	Text   string `json:"text"`
}

// listNumber begins an item: “1.”, “2)”, “(3)”, “R4”, “Recommendation 5:” or
// “1.2 ”. A bare number needs what sets it off from one that a line happens to
// begin with.
var listNumber = regexp.MustCompile(`(?i)^\s*(?:(?:recommendation|rec\.?|action|finding|r|no\.?)\s*(\d{1,3}(?:\.\d{1,3})*)\s*[.):–-]?|\(?(\d{1,3}(?:\.\d{1,3})*)[.)]|(\d{1,3}(?:\.\d{1,3})+))(?:\s+|$)(.*)$`)

// SplitList takes a pasted list apart at its numbers. Numbers within the items,
// which go deeper than the first, stay in their text. What stands before the
// first number belongs to no item: it is the lead.
func SplitList(text string) (items []ListedItem, lead string) {
	var current *ListedItem
	var before, said []string
	end := func() {
		if current != nil {
			current.Text = strings.TrimSpace(strings.Join(said, "\n"))
			current.Title = shortTitle(current.Text)
			items = append(items, *current)
		}
		said = nil
	}
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		number, rest := numberOf(line)
		switch {
		case number != "" && (current == nil || depth(number) == depth(current.Number)):
			end()
			current, said = &ListedItem{Number: number}, []string{rest}
		case current == nil:
			before = append(before, line)
		default:
			said = append(said, strings.TrimRight(line, " \t"))
		}
	}
	end()
	return items, strings.TrimSpace(strings.Join(before, "\n"))
}

func numberOf(line string) (number, rest string) {
	parts := listNumber.FindStringSubmatch(line)
	if parts == nil {
		return "", ""
	}
	return parts[1] + parts[2] + parts[3], parts[4]
}

// depth is how deep a number goes: 1 for “4”, 2 for “4.2”.
func depth(number string) int { return strings.Count(number, ".") + 1 }

// titleLength is how many characters of an item are its short title, at most.
const titleLength = 100

// shortTitle is the first sentence of a text, cut between words where it is
// long.
func shortTitle(text string) string {
	line := strings.Join(strings.Fields(text), " ")
	if end := strings.Index(line, ". "); end > 0 {
		line = line[:end]
	}
	line = strings.TrimSuffix(line, ".")
	letters := []rune(line)
	if len(letters) <= titleLength {
		return line
	}
	cut := string(letters[:titleLength])
	if space := strings.LastIndex(cut, " "); space > 0 {
		cut = cut[:space]
	}
	return strings.TrimRight(cut, ",;: ") + "…"
}
