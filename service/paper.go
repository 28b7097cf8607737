package service

import (
	"slices"
	"strings"

	"answerable/internal/document"
	"answerable/models"
)

// pathOf is the page of a record.
func pathOf(k *models.Kind, ref models.Ref) string { return "/" + k.Plural + "/" + string(ref) }

// cited is the reference of a record as it stands behind what comes from it.
func cited(m models.Model) document.Run {
	ref := m.Base().Ref
	return document.Cite(string(ref), pathOf(models.KindOf(m), ref))
}

// told is what people call the record to which a reference points, and the
// reference; or that nothing is recorded.
func (n Names) told(ref models.Ref, unknown string) []document.Run {
	name, known := n[ref]
	if !known {
		return []document.Run{notKnown(unknown)}
	}
	return []document.Run{document.Text(name.Title), document.Cite(string(ref), pathOf(models.KindNamed(name.Kind), ref))}
}

// notKnown stands for what nobody has recorded.
func notKnown(words string) document.Run { return document.Run{Text: words, Unknown: true} }

// recorded is what a record holds in a field, as people read it.
func (n Names) recorded(field *models.Field, m models.Model) []document.Run {
	if !field.Recorded(m) {
		return []document.Run{notKnown(field.Unknown)}
	}
	refs := field.Refs(m)
	if revisions, are := field.Value(m).(models.Revisions); are {
		var lines []string
		for _, revision := range revisions {
			lines = append(lines, n.Revision(revision))
		}
		return []document.Run{document.Text(strings.Join(lines, "\n"))}
	}
	if len(refs) == 0 {
		return []document.Run{document.Text(field.Spoken(m))}
	}
	var runs []document.Run
	for i, ref := range refs {
		if i > 0 {
			runs = append(runs, document.Text("; "))
		}
		runs = append(runs, n.told(ref, field.Unknown)...)
	}
	return runs
}

// standing says how a record stands on a day: its state, unless a derived fact
// is read instead of it, and the derived facts that do not go without saying.
func standing(m models.Model, today models.Date) string {
	k := models.KindOf(m)
	var said []string
	if !slices.ContainsFunc(k.Derived, func(d models.Derived) bool { return d.ForState }) {
		said = append(said, models.LabelOf(k.States, string(m.Base().State)))
	}
	for _, derived := range k.Derived {
		if value := derived.Of(m, today); models.ToneOf(derived.Options, value) != "" {
			said = append(said, models.LabelOf(derived.Options, value))
		}
	}
	return strings.Join(said, ", ")
}

// heading stands over some blocks of a section.
func heading(level int, text string) document.Block {
	return document.Block{Heading: &document.Heading{Level: level, Text: text}}
}

// unsaid is a paragraph that says that something is not there.
func unsaid(text string) document.Block { return document.Para(notKnown(text)) }
