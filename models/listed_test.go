package models

import (
	"slices"
	"strings"
	"testing"
)

func TestListsAreSplitAtTheirNumbers(t *testing.T) {
	long := "That the force " + strings.Repeat("review every one of its plans and ", 6) + "report."
	for _, test := range []struct {
		name, text, lead string
		numbers, texts   []string
	}{
		{"dots", "1. Do this.\n2. Do that.", "", []string{"1", "2"}, []string{"Do this.", "Do that."}},
		{"brackets", "(1) Do this\n(2) Do that", "", []string{"1", "2"}, []string{"Do this", "Do that"}},
		{"half brackets, Windows lines", "1) Do this\r\n2) Do that\r\n", "", []string{"1", "2"}, []string{"Do this", "Do that"}},
		{"the word before the number", "Recommendation 12: Do this\nRecommendation 13 – Do that", "", []string{"12", "13"}, []string{"Do this", "Do that"}},
		{"the word alone in its line", "Recommendation 1\nDo this\nnow.\n\nRecommendation 2\nDo that.", "", []string{"1", "2"}, []string{"Do this\nnow.", "Do that."}},
		{"letters", "R1 Do this\nR2 Do that", "", []string{"1", "2"}, []string{"Do this", "Do that"}},
		{"two levels, both of them", "1.1 Do this\n1.2 Do that\n2.1 Do more", "", []string{"1.1", "1.2", "2.1"}, []string{"Do this", "Do that", "Do more"}},
		{"a level below stays in the item", "1. Do this:\n1.1 first\n1.2 then\n2. Do that", "", []string{"1", "2"}, []string{"Do this:\n1.1 first\n1.2 then", "Do that"}},
		{"lines that go on", "1. Do this,\nand in\n\n2018 more of it.\n2. Do that", "", []string{"1", "2"}, []string{"Do this,\nand in\n\n2018 more of it.", "Do that"}},
		{"a lead", "We recommend:\n\n1. Do this", "We recommend:", []string{"1"}, []string{"Do this"}},
		{"no number", "Do this and that.", "Do this and that.", nil, nil},
		{"nothing", " \n ", "", nil, nil},
		{"a percentage and a year are no numbers", "25% of plans\n2018 was late\n7 plans of 9", "25% of plans\n2018 was late\n7 plans of 9", nil, nil},
		{"a long one", "1. " + long, "", []string{"1"}, []string{long}},
	} {
		t.Run(test.name, func(t *testing.T) {
			items, lead := SplitList(test.text)
			var numbers, texts []string
			for _, item := range items {
				numbers, texts = append(numbers, item.Number), append(texts, item.Text)
				if letters := []rune(item.Title); item.Title == "" || len(letters) > titleLength+1 || !strings.HasPrefix(strings.Join(strings.Fields(item.Text), " "), strings.TrimSuffix(item.Title, "…")) {
					t.Errorf("the title of %q is %q", item.Text, item.Title)
				}
			}
			if !slices.Equal(numbers, test.numbers) || !slices.Equal(texts, test.texts) || lead != test.lead {
				t.Errorf("split into %q %q after %q", numbers, texts, lead)
			}
		})
	}
}

func TestTitlesOfItemsAreTheirFirstSentence(t *testing.T) {
	for text, want := range map[string]string{
		"Do this. Then that.": "Do this",
		"Do this.":            "Do this",
		"Do\nthis":            "Do this",
		strings.Repeat("aaaaaaaaa ", 10) + "bbb ccc": strings.TrimSpace(strings.Repeat("aaaaaaaaa ", 10)) + "…",
	} {
		if got := shortTitle(text); got != want {
			t.Errorf("%q: %q, not %q", text, got, want)
		}
	}
}
