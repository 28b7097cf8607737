package service

import (
	"cmp"
	"slices"

	"answerable/internal/document"
	"answerable/models"
)

// force tells what the force did, what it owes every so often and what it
// audited; then what partners did, and what nobody is recorded to have led.
func (b *briefing) force() []document.Block {
	activities := b.activitiesIn(models.SphereForce)
	blocks := b.bodiesOf(activities)
	for _, post := range where(b, models.PostKind, func(p *models.Post) bool { return b.spheres.OfRecord(p) == models.SphereForce }) {
		blocks = append(blocks, paragraph(b.post(post)))
	}
	blocks = append(blocks, b.duties(models.SphereForce)...)
	for _, report := range all[*models.Report](b, models.ReportKind) {
		if b.spheres.OfRecord(report) == models.SphereForce {
			blocks = append(blocks, b.audit(report)...)
		}
	}
	for _, activity := range activities {
		blocks = append(blocks, b.activity(activity)...)
	}
	blocks = append(blocks, b.library(models.SphereForce)...)
	others := b.activitiesIn(models.SphereOthers)
	duties := b.duties(models.SphereOthers)
	if len(others) > 0 || len(duties) > 0 {
		blocks = append(blocks, heading(2, "Partners and others"))
		blocks = append(blocks, b.bodiesOf(others)...)
	}
	for _, activity := range others {
		blocks = append(blocks, b.activity(activity)...)
	}
	return append(blocks, duties...)
}

// duties tells what a sphere owes every so often, and what came of it.
func (b *briefing) duties(sphere models.Sphere) []document.Block {
	var blocks []document.Block
	for _, duty := range all[*models.Duty](b, models.DutyKind) {
		if b.spheres.OfRecord(duty) == sphere {
			blocks = append(blocks, b.duty(duty))
		}
	}
	return blocks
}

func (b *briefing) duty(d *models.Duty) document.Block {
	said := upperFirst(b.orUnknown(d.OwedBy, "somebody whose name is not recorded")) + " owes"
	if to := b.name(d.OwedTo); to != "" {
		said += " " + to
	}
	said += " “" + d.Title + "”"
	if often := models.LabelOf(d.Every.Options(), string(d.Every)); often != "" {
		said += ", " + lowerFirst(often)
	}
	if d.Since != "" {
		said += ", since " + d.Since.String()
	}
	sentences := [][]document.Run{b.say(d, said)}
	if d.What != "" {
		sentences = append(sentences, b.say(d, "What is owed: "+lowerIfWord(d.What)))
	}
	occurrences := where(b, models.OccurrenceKind, func(o *models.Occurrence) bool { return o.Duty == d.Ref })
	slices.SortStableFunc(occurrences, func(x, y *models.Occurrence) int { return cmp.Compare(x.DueOn, y.DueOn) })
	for _, occurrence := range occurrences {
		sentences = append(sentences, b.occurrence(occurrence))
	}
	return paragraph(sentences...)
}

// occurrence tells what became of one time that a duty fell due.
func (b *briefing) occurrence(o *models.Occurrence) []document.Run {
	said := "For " + o.Period
	if o.DueOn != "" {
		said += ", due by " + o.DueOn.String() + ","
	}
	switch {
	case o.State == models.OccurrenceMet:
		said += " it came" + orWhen(o.MetOn)
		if models.OccurrenceKind.DerivedNamed("late").Of(o, b.day) == "yes" {
			said += ", late"
		}
	case o.State == models.OccurrenceWaived:
		said += " it was waived"
	case o.State == models.OccurrenceMissing:
		said += " it is missing"
	case models.Passed(o.DueOn, b.day):
		said += " it has not come and is overdue"
	default:
		said += " it is still to come"
	}
	return b.say(o, said)
}

// audit tells what a report of the force looked at, and what it found.
func (b *briefing) audit(report *models.Report) []document.Block {
	blocks := b.told(report, b.published(report), inShort(report.Summary))
	areas := b.focusAreas(report)
	if len(areas) > 0 {
		blocks = append(blocks, paragraph(b.opening(report, "It looked at the following")))
		blocks = append(blocks, bullets(areas)...)
	}
	if report.TrainingNeeds != "" {
		return append(blocks, paragraph(b.say(report, "The training needs that it found: "+lowerIfWord(report.TrainingNeeds))))
	}
	return append(blocks, paragraph(b.say(report, "Which training needs it found is not recorded")))
}

// focusAreas are what a report looked at, with what it found.
func (b *briefing) focusAreas(report *models.Report) []document.Item {
	areas := where(b, models.FocusAreaKind, func(a *models.FocusArea) bool { return a.Report == report.Ref })
	slices.SortStableFunc(areas, func(x, y *models.FocusArea) int { return cmp.Compare(placeOf(x.Position), placeOf(y.Position)) })
	var items []document.Item
	for _, area := range areas {
		said := area.Title
		if area.Text != "" {
			said += ". " + area.Text
		}
		found := "What was found is not recorded"
		if area.Findings != "" {
			found = "Found: " + lowerIfWord(area.Findings)
		}
		items = append(items, document.Item{Runs: inOne(b.say(area, said), b.say(area, found))})
	}
	return items
}

// placeOf sorts what has no place behind what has one.
func placeOf(position *int64) int64 {
	if position == nil {
		return 1 << 40
	}
	return *position
}
