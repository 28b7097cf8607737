package main

import (
	"archive/zip"
	"io"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"answerable/models"
)

// composes goes from a priority to a briefing, keeps it as a paper, writes into
// it, changes a record that it tells of, finds the paragraph at its place, and
// takes the paper home as a Word file.
func (w *site) composes(t *testing.T) {
	t.Parallel()
	b := w.signedIn(t, models.RolePlan)
	b.open("/priorities/PRI-1")
	b.follow("Compose a briefing about this priority")
	b.heading("Compose a paper")
	b.judge("the form for composing", true)
	b.do(chromedp.Click(`//summary[normalize-space(.)="Order of the sections"]`))
	b.enter("place-force", "0")
	b.press("Compose")
	b.heading("Briefing: Child sexual abuse and exploitation (CSA/E)")
	b.sees("1. Work of the force and its partners", "launched the “CSE toolkit”; when is not recorded", "National Child Sexual Exploitation Awareness Day is on 18 March every year", "Footnotes")
	b.judge("a composed briefing", true)
	b.picture("briefing")
	b.follow("Keep it as a paper, to write in it")
	b.fill("Title", "For the meeting in March")
	b.press("Keep a paper")
	b.heading("For the meeting in March")

	b.follow("Write a paragraph of your own")
	b.heading("Where does your paragraph stand?")
	b.judge("the places of a paper", true)
	b.load(chromedp.Click(`//main//a[contains(., "launched the “CSE toolkit”")]`))
	b.fill("Paragraph", "The quokkas liked it.")
	b.press("Write an own paragraph")
	b.heading("For the meeting in March")
	b.sees("Author’s own words: Plan manager (sample)", "The quokkas liked it.")
	paper := b.path()

	b.load(chromedp.Click(`(//main//p[contains(., "launched the “CSE toolkit”")]//a)[1]`))
	b.heading("CSE toolkit")
	b.press("Change")
	b.fill("Audience", "wombats too")
	b.press("Save changes")
	b.open(paper)
	b.sees("It was meant for wombats too", "The quokkas liked it.")
	after := b.call(`() => {
		const text = document.querySelector('main').textContent
		return String(text.indexOf('wombats too') < text.indexOf('quokkas') && text.indexOf('quokkas') < text.indexOf('“Regional agreement on'))
	}`)
	if after != "true" {
		t.Error("the paragraph does not stand behind what is said of the toolkit")
	}
	file := b.download(`//main//a[contains(., "Download as Word")]`, ".docx")
	if words := wordsOfDOCX(t, file); !strings.Contains(words, "quokkas") || !strings.Contains(words, "wombats") || !strings.Contains(words, "OFFICIAL") {
		t.Error("the Word file does not say what the page does")
	}
	b.quiet()
}

// wordsOfDOCX is the text of the main part of a Word file and of its headers.
func wordsOfDOCX(t *testing.T, file string) string {
	t.Helper()
	archive, err := zip.NewReader(strings.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var words strings.Builder
	for _, part := range archive.File {
		if !strings.HasPrefix(part.Name, "word/") || !strings.HasSuffix(part.Name, ".xml") {
			continue
		}
		content, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&words, content); err != nil {
			t.Fatal(err)
		}
	}
	return words.String()
}
