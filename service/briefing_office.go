package service

import (
	"strings"

	"answerable/internal/document"
	"answerable/models"
)

// office tells what the Commissioner and the office did, and what their money
// went to.
func (b *briefing) office() []document.Block {
	activities := b.activitiesIn(models.SphereOffice)
	blocks := b.bodiesOf(activities)
	for _, activity := range activities {
		blocks = append(blocks, b.activity(activity)...)
	}
	blocks = append(blocks, b.library(models.SphereOffice)...)
	blocks = append(blocks, b.duties(models.SphereOffice)...)
	for _, commission := range all[*models.Commission](b, models.CommissionKind) {
		blocks = append(blocks, b.commission(commission)...)
	}
	for _, post := range where(b, models.PostKind, func(p *models.Post) bool { return p.FundedBy == "" && b.spheres.OfRecord(p) == models.SphereOffice }) {
		blocks = append(blocks, paragraph(b.post(post)))
	}
	for _, award := range all[*models.Award](b, models.AwardKind) {
		blocks = append(blocks, b.award(award))
	}
	return blocks
}

// library are the entries of the library that a sphere published.
func (b *briefing) library(sphere models.Sphere) []document.Block {
	var blocks []document.Block
	for _, entry := range all[*models.LibraryEntry](b, models.LibraryKind) {
		if b.spheres.OfRecord(entry) == sphere {
			blocks = append(blocks, b.libraryEntry(entry)...)
		}
	}
	return blocks
}

// commission tells what the Commissioner’s money went to beside grants, and the
// posts that it pays for.
func (b *briefing) commission(c *models.Commission) []document.Block {
	said := "The Commissioner’s money went to " + commissioned(c)
	var unknown []string
	if c.Amount != nil {
		said += ": " + c.Amount.String()
	} else {
		unknown = append(unknown, "how much it was")
	}
	if provider := b.name(c.Provider); provider != "" {
		said += ", provided by " + provider
	} else {
		unknown = append(unknown, "who provides it")
	}
	if len(unknown) > 0 {
		said += "; " + strings.Join(unknown, " and ") + " is not recorded"
	}
	sentences := [][]document.Run{b.say(c, said)}
	if c.Purpose != "" {
		sentences = append(sentences, b.say(c, "The purpose: "+lowerIfWord(c.Purpose)))
	}
	for _, post := range where(b, models.PostKind, func(p *models.Post) bool { return p.FundedBy == c.Ref }) {
		sentences = append(sentences, b.post(post))
	}
	return []document.Block{paragraph(sentences...)}
}

func commissioned(c *models.Commission) string {
	switch c.Type {
	case "post":
		return "the post “" + c.Title + "”"
	case "material":
		return "publicity or training material, “" + c.Title + "”"
	case "victims":
		return "services for victims, “" + c.Title + "”"
	case "service":
		return "the service “" + c.Title + "”"
	default:
		return "“" + c.Title + "”"
	}
}

// post tells where a post stands, what it was before and who pays for it.
func (b *briefing) post(p *models.Post) []document.Run {
	said := "The post of " + p.Title
	if body := b.name(p.Body); body != "" {
		said += " stands in " + body
	} else {
		said += " is recorded, but not in which body"
	}
	if formerly, known := b.names[p.Formerly]; known {
		b.used[p.Formerly] = true
		said += "; it was the post of " + formerly.Title + " before"
	}
	if p.Started != "" {
		said += ", since " + p.Started.String()
	}
	if p.Ended != "" && !after(p.Ended, b.day) {
		said += ", until " + p.Ended.String()
	}
	runs := b.say(p, said)
	if p.Duties != "" {
		runs = inOne(runs, b.say(p, "What its holder does: "+lowerIfWord(p.Duties)))
	}
	return runs
}

// award tells who was given a grant, for what and out of which fund.
func (b *briefing) award(a *models.Award) document.Block {
	said := upperFirst(b.orUnknown(a.Organisation, "an organisation whose name is not recorded")) + " was given a grant for “" + a.Title + "”"
	if a.Amount != nil {
		said = strings.Replace(said, "a grant", "a grant of "+a.Amount.String(), 1)
	}
	if fund := b.name(a.Fund); fund != "" {
		said += " out of " + the(fund)
	}
	if a.DecidedOn != "" {
		said += " " + when(a.DecidedOn)
	}
	var unknown []string
	if a.Amount == nil {
		unknown = append(unknown, "the amount")
	}
	if a.DecidedOn == "" {
		unknown = append(unknown, "the day of the decision")
	}
	if len(unknown) > 0 {
		said += "; " + inRow(unknown) + " " + map[bool]string{true: "is", false: "are"}[len(unknown) == 1] + " not recorded"
	}
	sentences := [][]document.Run{b.say(a, said)}
	if a.Purpose != "" {
		sentences = append(sentences, b.say(a, "The purpose: "+lowerIfWord(a.Purpose)))
	}
	if a.Reasons != "" {
		sentences = append(sentences, b.say(a, "Why it will reduce crime and disorder: "+lowerIfWord(a.Reasons)))
	}
	return paragraph(sentences...)
}
