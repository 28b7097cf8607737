package service

import (
	"cmp"
	"slices"
	"strings"

	"answerable/internal/document"
	"answerable/models"
)

// background tells what the paper is about and, edition by edition, what the
// plan says of it.
func (b *briefing) background() []document.Block {
	var blocks []document.Block
	if b.subject != nil {
		blocks = b.introduce()
	}
	for _, plan := range all[*models.Plan](b, models.PlanKind) {
		blocks = append(blocks, b.plan(plan))
		blocks = append(blocks, b.editions(plan)...)
	}
	return blocks
}

// introduce tells what the subject of the paper is.
func (b *briefing) introduce() []document.Block {
	switch m := b.subject.(type) {
	case *models.Priority:
		said := m.Title + " is a priority of the Police and Crime Plan"
		switch {
		case m.Since != "" && m.Ended != "":
			said = m.Title + " was a priority of the Police and Crime Plan from " + m.Since.String() + " until " + m.Ended.String()
		case m.Since != "":
			said = m.Title + " has been a priority of the Police and Crime Plan since " + m.Since.String()
		}
		return b.told(m, b.say(m, said), m.Summary)
	case *models.District:
		said := m.Name + " is a district of the force’s area"
		if m.GssCode != "" {
			said += ", with the code " + m.GssCode + " of the Office for National Statistics"
		}
		return []document.Block{paragraph(b.say(m, said))}
	case *models.Body:
		return []document.Block{paragraph(b.whose(m))}
	case *models.Report:
		return b.told(m, b.published(m), inShort(m.Summary))
	case *models.Meeting:
		return []document.Block{b.meeting(m)}
	default:
		return nil
	}
}

// meeting tells when and where a meeting was.
func (b *briefing) meeting(m *models.Meeting) document.Block {
	verb := "was held"
	if m.State == models.MeetingPlanned || m.State == models.MeetingAgenda {
		verb = "is planned"
	}
	said := "The meeting “" + m.Title + "” " + verb
	if m.Place != "" {
		said += " at " + m.Place
	}
	sentences := [][]document.Run{b.say(m, said+orWhen(m.HeldOn))}
	if chair := b.name(m.Chair); chair != "" {
		sentences = append(sentences, b.say(m, "Its chair: "+chair))
	}
	for _, decision := range m.Decisions {
		sentences = append(sentences, b.say(m, "It was decided: "+decision))
	}
	return paragraph(sentences...)
}

// plan tells who issued a plan and for which years.
func (b *briefing) plan(plan *models.Plan) document.Block {
	said := "The plan “" + plan.Title + "”"
	if issuer := b.name(plan.Body); issuer != "" {
		said += ", issued by " + issuer + ","
	}
	switch {
	case plan.PeriodStart != "" && plan.PeriodEnd != "":
		said += " runs from " + plan.PeriodStart.String() + " until " + plan.PeriodEnd.String()
	case plan.PeriodStart != "":
		said += " runs from " + plan.PeriodStart.String()
	default:
		said += " does not say for which years it runs"
	}
	runs := b.say(plan, said)
	if remarks := strings.TrimSpace(plan.Remarks); remarks != "" {
		runs = inOne(runs, b.say(plan, remarks))
	}
	return document.Para(runs...)
}

// editions tells of the editions of a plan, the earliest first, what each says
// of the priority.
func (b *briefing) editions(plan *models.Plan) []document.Block {
	editions := where(b, models.EditionKind, func(e *models.Edition) bool { return e.Plan == plan.Ref })
	slices.SortStableFunc(editions, func(x, y *models.Edition) int {
		return cmp.Compare(lastIfNone(x.PublishedOn), lastIfNone(y.PublishedOn))
	})
	var blocks []document.Block
	for _, edition := range editions {
		placements := where(b, models.PlacementKind, func(p *models.Placement) bool { return p.Edition == edition.Ref })
		for _, placement := range placements {
			blocks = append(blocks, b.placed(edition, placement)...)
		}
	}
	return blocks
}

func (b *briefing) placed(edition *models.Edition, placement *models.Placement) []document.Block {
	published := "The edition “" + edition.Title + "” was published" + orWhen(edition.PublishedOn)
	if edition.State == models.EditionPublished {
		published += cmp.Or(map[bool]string{true: ", and is the one in force"}[edition.PublishedOn != ""], "; it is the one in force")
	}
	place := "It has the priority as “" + placement.Title + "”"
	if outcome := b.name(placement.Outcome); outcome != "" {
		place += ", under the outcome “" + outcome + "”"
	} else {
		place += "; under which outcome is not recorded"
	}
	before := inOne(b.say(edition, published), b.say(placement, place))
	if placement.Narrative == "" {
		return []document.Block{paragraph(before, b.say(placement, "What it says of it is not recorded"))}
	}
	return b.quoted(placement, placement.Wording, before, placement.Narrative)
}

// whose tells what a body is part of, what else it is called, and who took over
// from it.
func (b *briefing) whose(body *models.Body) []document.Run {
	b.introduced[body.Ref] = true
	said := upperFirst(the(body.Name))
	if len(body.Aliases) > 0 {
		said += " (" + strings.Join(body.Aliases, ", ") + ")"
	}
	kind := kindOfBody(body)
	above := b.spheres.Bodies[body.PartOf]
	switch {
	case above != nil:
		said += " is part of " + the(above.Name)
		if next := b.spheres.Bodies[above.PartOf]; next != nil {
			said += ", which is part of " + the(next.Name)
		}
	case kind != "":
		said += " is " + article(kind)
	case len(body.Aliases) > 0:
		said = upperFirst(the(body.Name)) + " is also called " + inRow(body.Aliases)
	default:
		said += " is a body; of which sort is not recorded"
	}
	runs := b.say(body, said)
	if heir := b.spheres.Bodies[body.SucceededBy]; heir != nil && !after(body.SucceededOn, b.day) {
		runs = inOne(runs, b.say(body, upperFirst(the(heir.Name))+" took over from it "+when(body.SucceededOn)))
	}
	return runs
}

// kindOfBody is what sort of body it is, in a sentence; empty for other sorts
// than those there are.
func kindOfBody(body *models.Body) string {
	switch body.Type {
	case "opcc":
		return "office of the Commissioner"
	case "other":
		return ""
	}
	return lowerFirst(models.LabelOf(body.Type.Options(), string(body.Type)))
}

// article puts “a” or “an” before a word.
func article(word string) string {
	if strings.ContainsAny(word[:1], "aeiou") {
		return "an " + word
	}
	return "a " + word
}

// published tells who published a report and when, and what became of it.
func (b *briefing) published(report *models.Report) []document.Run {
	said := "The report “" + report.Title + "” was published"
	if report.State == models.ReportExpected {
		said = "The report “" + report.Title + "” is expected"
	}
	if publisher := b.name(report.Publisher); publisher != "" {
		if report.State == models.ReportExpected {
			said += " from " + publisher
		} else {
			said += " by " + publisher
		}
	}
	sentences := [][]document.Run{b.say(report, said+orWhen(report.PublishedOn))}
	if report.Period != "" {
		sentences = append(sentences, b.say(report, "The period that it covers: "+report.Period))
	}
	return inOne(sentences...)
}
