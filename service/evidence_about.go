package service

import (
	"strings"

	"answerable/models"
)

// aboutDocument says to what a document is attached, and from when it is.
func aboutDocument(m models.Model, known Names) string {
	document := m.(*models.Document)
	return inWords(attachedTo(document.About, known), dated("Dated", document.Dated, "Date of the document not recorded"))
}

// aboutNote says on what a note is, and how it begins.
func aboutNote(m models.Model, known Names) string {
	note := m.(*models.Note)
	return inWords(attachedTo(note.About, known), beginning(note.Text))
}

func attachedTo(ref models.Ref, known Names) string {
	if name, seen := known[ref]; seen {
		return "Attached to " + lowerFirst(models.KindNamed(name.Kind).One) + " " + string(ref)
	}
	return ""
}

func aboutCommitment(m models.Model, _ Names) string {
	commitment := m.(*models.Commitment)
	return inWords(standsAs(m), dated("Said to be done on", commitment.DoneOn, "Day not recorded"))
}

func aboutActivity(m models.Model, _ Names) string {
	activity := m.(*models.Activity)
	return inWords(standsAs(m), dated("From", activity.Started, "Date not recorded"))
}

func aboutReport(m models.Model, _ Names) string {
	return dated("Published", m.(*models.Report).PublishedOn, "Date of publication not recorded")
}

// aboutFigure says the period, the category, the districts and what was
// reported: that it was not is said too.
func aboutFigure(figure *models.Figure, known Names) string {
	said := []string{figure.Heading()}
	for _, district := range figure.Districts {
		said = append(said, known[district].Title)
	}
	if figure.State != models.FigureNotReported {
		said = append(said, dated("Reported", figure.ReportedOn, "Day of the report not recorded"))
	}
	return inWords(said...)
}

func standsAs(m models.Model) string {
	return models.LabelOf(models.KindOf(m).States, string(m.Base().State))
}

func dated(words string, day models.Date, unknown string) string {
	if day == "" {
		return unknown
	}
	return words + " " + day.String()
}

// inWords puts what is said of a record together, leaving out what is not.
func inWords(said ...string) string {
	var kept []string
	for _, text := range said {
		if text != "" {
			kept = append(kept, text)
		}
	}
	return strings.Join(kept, ". ")
}
