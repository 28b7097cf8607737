package models_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	"answerable/models"
)

func TestSentences(t *testing.T) {
	cases := map[string][]string{
		"":                               nil,
		" \n\t ":                         nil,
		"One":                            {"One"},
		"One. Two! Three? Four…":         {"One.", "Two!", "Three?", "Four…"},
		"One.  Two.\r\n\r\nThree.":       {"One.", "Two.", "Three."},
		"What did it cost? £2.5m. Fine.": {"What did it cost?", "£2.5m.", "Fine."},
		"It rose by 3.4 points, i.e. by a tenth, e.g. in Leeds. It fell later.":             {"It rose by 3.4 points, i.e. by a tenth, e.g. in Leeds.", "It fell later."},
		"See No. 3 and paras. 4 to 6. Was it done? No. It was not.":                         {"See No. 3 and paras. 4 to 6.", "Was it done?", "No.", "It was not."},
		"It met at 3 p.m. on Monday. It ended at 5 p.m. Then all left.":                     {"It met at 3 p.m. on Monday.", "It ended at 5 p.m.", "Then all left."},
		"Mr. Day and Det. Supt. Khan spoke. J. Smith did not.":                              {"Mr. Day and Det. Supt. Khan spoke.", "J. Smith did not."},
		"He said: “We will act.” Nobody did. (Nobody could.) It stays.":                     {"He said: “We will act.”", "Nobody did.", "(Nobody could.)", "It stays."},
		"“Why?” he asked. It goes on... and on.":                                            {"“Why?” he asked.", "It goes on... and on."},
		"We will:\n- train all staff\n- report in May\n\nThen we will stop.":                {"We will:", "- train all staff", "- report in May", "Then we will stop."},
		"1. First of all. And so on.\n2. Second.\n(b) Third":                                {"1. First of all.", "And so on.", "2. Second.", "(b) Third"},
		"Limb one\nTwelve cases are open.":                                                  {"Limb one", "Twelve cases are open."},
		"This line was broken by a letter because there was no more room\nin it. The next.": {"This line was broken by a letter because there was no more room\nin it.", "The next."},
		"Ends with a space after. ":                                                         {"Ends with a space after."},
		"Emoji 🚓 first. “Quotes” second.":                                                   {"Emoji 🚓 first.", "“Quotes” second."},
	}
	for text, want := range cases {
		var got []string
		for _, sentence := range models.Sentences(text) {
			got = append(got, sentence.Text)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q is read as %q, not as %q", text, got, want)
		}
	}
}

func TestSentencesKnowTheParagraphs(t *testing.T) {
	var opening []string
	for _, sentence := range models.Sentences("One. Two.\n\nThree. Four.\n \nFive.\n- six") {
		if sentence.Opens {
			opening = append(opening, sentence.Text)
		}
	}
	if !slices.Equal(opening, []string{"One.", "Three.", "Five."}) {
		t.Errorf("paragraphs open with %q", opening)
	}
}

// TestSentencesLeaveNothingOut holds of any text that its sentences are where
// they say, in order, apart, and all of it that is not white space.
func TestSentencesLeaveNothingOut(t *testing.T) {
	parts := []string{
		"a", "Zoë", "e.g.", "No.", "3", "£2.5m", "p.m.", ".", "?", "!", "…", " ", " ", "  ", "\n", "\n\n", "\r\n", "\u00a0", "\t",
		"“", "”", "(", ")", "🚓", "é", "- ", "1. ", "(b) ", "\u2028", "\u0000", "A", strings.Repeat("x", 61), "\ufffd",
	}
	random := rand.New(rand.NewPCG(3, 7))
	for range 4000 {
		var text strings.Builder
		for range random.IntN(30) {
			text.WriteString(parts[random.IntN(len(parts))])
		}
		whole(t, text.String())
	}
}

func FuzzSentences(f *testing.F) {
	f.Add("One. Two.\n\n- three e.g. 4")
	f.Fuzz(func(t *testing.T, text string) { whole(t, text) })
}

func whole(t *testing.T, text string) {
	t.Helper()
	letters := []rune(text)
	end := 0
	for _, sentence := range models.Sentences(text) {
		if sentence.First <= end || sentence.Last < sentence.First || sentence.Of(text) != sentence.Text {
			t.Fatalf("%q: %+v does not stand where it says", text, sentence)
		}
		if trimmed, some := sentence.Trimmed(text); !some || trimmed != sentence.Passage {
			t.Fatalf("%q: %+v has white space around it", text, sentence)
		}
		blank(t, text, letters[end:sentence.First-1])
		end = sentence.Last
	}
	blank(t, text, letters[end:])
}

func blank(t *testing.T, text string, between []rune) {
	t.Helper()
	if slices.ContainsFunc(between, func(r rune) bool { return !unicode.IsSpace(r) }) {
		t.Fatalf("%q: %q is in no sentence", text, string(between))
	}
}

func TestPassagesAreTrimmed(t *testing.T) {
	const text = " 🚓 One.\n Two. "
	cases := map[models.Passage]string{
		{First: 1, Last: 14}: "🚓 One.\n Two.", {First: 3, Last: 9}: "One.", {First: 4, Last: 4}: "O", {First: 13, Last: 14}: ".",
	}
	for at, want := range cases {
		trimmed, some := at.Trimmed(text)
		if got := trimmed.Of(text); !some || got != want {
			t.Errorf("%s gives %q, not %q", at, got, want)
		}
	}
	for _, at := range []models.Passage{{First: 8, Last: 9}, {First: 14, Last: 14}, {First: 1, Last: 15}, {First: 0, Last: 3}, {First: 5, Last: 4}} {
		if trimmed, some := at.Trimmed(text); some {
			t.Errorf("of %s there is left %s", at, trimmed)
		}
	}
}
