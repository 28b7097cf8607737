package service

import (
	"slices"

	"answerable/internal/document"
	"answerable/models"
)

// national tells what holds for the whole country: definitions, guidance,
// awareness days, what national bodies do, and what national figures say.
func (b *briefing) national() []document.Block {
	var blocks []document.Block
	for _, definition := range all[*models.Definition](b, models.DefinitionKind) {
		blocks = append(blocks, b.definition(definition)...)
	}
	library := where(b, models.LibraryKind, func(l *models.LibraryEntry) bool { return b.spheres.OfRecord(l) == models.SphereNational })
	slices.SortStableFunc(library, func(x, y *models.LibraryEntry) int { return libraryOrder(x) - libraryOrder(y) })
	for _, entry := range library {
		blocks = append(blocks, b.libraryEntry(entry)...)
	}
	activities := b.activitiesIn(models.SphereNational)
	blocks = append(blocks, b.bodiesOf(activities)...)
	for _, activity := range activities {
		blocks = append(blocks, b.activity(activity)...)
	}
	for _, measure := range all[*models.Measure](b, models.MeasureKind) {
		if b.spheres.OfRecord(measure) == models.SphereNational {
			blocks = append(blocks, b.figuresInWords(measure)...)
		}
	}
	return blocks
}

// libraryOrder puts guidance before awareness days, and publications last.
func libraryOrder(entry *models.LibraryEntry) int {
	return slices.Index([]models.LibraryType{"guidance", "toolkit", "awareness day", "publication", "other"}, entry.Type)
}

// definition gives a definition, in its own words or in a summary.
func (b *briefing) definition(d *models.Definition) []document.Block {
	lead := "There is a definition of “" + d.Term + "”; since when is not recorded"
	if d.InForceFrom != "" {
		lead = "A definition of “" + d.Term + "” came into force " + when(d.InForceFrom)
	}
	if replaced := b.name(d.Replaces); replaced != "" {
		lead += ", in place of “" + replaced + "”"
	}
	return b.quoted(d, d.Wording, b.say(d, lead), d.Text)
}

// libraryEntry tells of guidance, a publication or an awareness day.
func (b *briefing) libraryEntry(entry *models.LibraryEntry) []document.Block {
	var said string
	switch {
	case entry.Type == "awareness day" && entry.DayOfYear != "":
		said = "The " + entry.Title + " is on " + entry.DayOfYear + " every year"
	case entry.Type == "awareness day":
		said = "The " + entry.Title + " is an awareness day; its date is not recorded"
	case b.name(entry.Publisher) == "" && entry.Published == "":
		said = "Who published the " + libraryNoun(entry.Type) + " “" + entry.Title + "”, and when, is not recorded"
	case b.name(entry.Publisher) == "":
		said = "The " + libraryNoun(entry.Type) + " “" + entry.Title + "” was published " + when(entry.Published) + "; by whom is not recorded"
	default:
		said = upperFirst(b.name(entry.Publisher)) + " published the " + libraryNoun(entry.Type) + " “" + entry.Title + "”" + orWhen(entry.Published)
	}
	return b.told(entry, b.say(entry, said), inShort(entry.Summary))
}

func libraryNoun(t models.LibraryType) string {
	if t == "other" {
		return "work"
	}
	return string(t)
}

// figuresInWords tells what each figure of a measure came to.
func (b *briefing) figuresInWords(measure *models.Measure) []document.Block {
	figures := b.figuresOf(measure)
	intro := b.say(measure, "The measure “"+measure.Title+"”"+counts(measure))
	if len(figures) == 0 {
		return []document.Block{paragraph(intro, b.say(measure, "No figure of it is recorded"))}
	}
	sentences := [][]document.Run{intro}
	for _, figure := range figures {
		sentences = append(sentences, b.figureSentence(measure, figure))
	}
	return []document.Block{paragraph(sentences...)}
}
