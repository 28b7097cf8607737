package service

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"answerable/internal/document"
	"answerable/models"
)

// recommendations tells, report by report, what was recommended, what each body
// said to it, and how far it has come.
func (b *briefing) recommendations() []document.Block {
	reports := where(b, models.ReportKind, func(r *models.Report) bool {
		return b.spheres.OfRecord(r) != models.SphereForce || len(b.recommended(r)) > 0
	})
	slices.SortStableFunc(reports, func(x, y *models.Report) int {
		return cmp.Compare(lastIfNone(x.PublishedOn), lastIfNone(y.PublishedOn))
	})
	var blocks []document.Block
	for _, report := range reports {
		blocks = append(blocks, b.report(report)...)
	}
	return blocks
}

// recommended are the recommendations of a report, by their numbers in it; those
// whose number is not known come last.
func (b *briefing) recommended(report *models.Report) []*models.Recommendation {
	found := where(b, models.RecommendationKind, func(r *models.Recommendation) bool { return r.Report == report.Ref })
	slices.SortStableFunc(found, func(x, y *models.Recommendation) int {
		if (x.Number == "") != (y.Number == "") {
			return len(y.Number) - len(x.Number)
		}
		return cmp.Or(cmp.Compare(len(x.Number), len(y.Number)), cmp.Compare(x.Number, y.Number))
	})
	return found
}

// report tells of a report, the response to it, and its recommendations.
func (b *briefing) report(report *models.Report) []document.Block {
	sentences := [][]document.Run{b.published(report)}
	if answered := b.name(report.RespondsTo); answered != "" {
		sentences = append(sentences, b.say(report, "It responds to “"+answered+"”"))
	}
	recommended := b.recommended(report)
	if report.StatedRecommendations != nil {
		sentences = append(sentences, b.say(report, "It says that it makes "+models.Number(*report.StatedRecommendations)+" recommendations, of which "+strconv.Itoa(len(recommended))+" are told of here"))
	}
	if response := b.response(report); response != "" {
		sentences = append(sentences, b.say(report, response))
	}
	blocks := append([]document.Block{heading(2, report.Title)}, b.told(report, inOne(sentences...), inShort(report.Summary))...)
	var items []document.Item
	for _, recommendation := range recommended {
		items = append(items, b.recommendation(recommendation))
	}
	if len(items) > 0 {
		blocks = append(blocks, paragraph(b.opening(report, "It recommends")))
	}
	return append(blocks, bullets(items)...)
}

// response tells when a response was due and when it came.
func (b *briefing) response(report *models.Report) string {
	due, came := report.ResponseDue, report.ResponseOn
	switch {
	case due == "" && came == "":
		return ""
	case due == "":
		return "A response to it came " + when(came)
	case came != "" && models.Passed(due, came):
		return "A response was due by " + due.String() + " and came " + when(came) + ", after its day"
	case came != "":
		return "A response was due by " + due.String() + " and came " + when(came)
	case models.Passed(due, b.day):
		return "A response was due by " + due.String() + ", and none is recorded: it is overdue"
	default:
		return "A response is due by " + due.String()
	}
}

// recommendation tells what is recommended to whom, the positions on it and how
// far it has been carried out.
func (b *briefing) recommendation(r *models.Recommendation) document.Item {
	said := "“" + r.Title + "”"
	if r.Number != "" {
		said = "Recommendation " + r.Number + ", " + said
	}
	if to := cmp.Or(b.several(r.AddressedTo), r.AddressedToText); to != "" {
		said += ", addressed to " + to
	} else {
		said += " (to whom it is addressed is not recorded)"
	}
	switch {
	case r.Text == "":
		said += "; what it says is not recorded"
	case r.Wording == "verbatim":
		said += ": “" + strings.TrimSpace(r.Text) + "”"
	default:
		said += ": " + lowerIfWord(r.Text)
	}
	sentences := [][]document.Run{b.say(r, said)}
	positions := where(b, models.PositionKind, func(p *models.Position) bool { return p.Recommendation == r.Ref })
	slices.SortStableFunc(positions, func(x, y *models.Position) int { return cmp.Compare(x.StatedOn, y.StatedOn) })
	for _, position := range positions {
		sentences = append(sentences, b.position(position))
	}
	sentences = append(sentences, b.say(r, b.implemented(r)))
	for _, moved := range r.TargetRevisions {
		if !after(moved.On, b.day) {
			sentences = append(sentences, b.say(r, "On "+moved.On.String()+" the target was moved from "+cmp.Or(moved.From.String(), "no date")+" to "+moved.To.String()+because(moved.Reason)))
		}
	}
	return document.Item{Runs: inOne(sentences...)}
}

func (b *briefing) position(p *models.Position) []document.Run {
	said := "The position of " + b.orUnknown(p.Body, "a body that is not recorded") + " is: " + lowerFirst(models.LabelOf(p.Stance.Options(), string(p.Stance)))
	if p.State == models.PositionSuperseded {
		said = "An earlier position of " + b.orUnknown(p.Body, "a body that is not recorded") + " was: " + lowerFirst(models.LabelOf(p.Stance.Options(), string(p.Stance)))
	}
	if p.StatedOn != "" {
		said += ", stated " + when(p.StatedOn)
	}
	if p.Reason != "" {
		said += "; the reason: " + lowerIfWord(p.Reason)
	}
	return b.say(p, said)
}

// implemented says how far a recommendation has been carried out.
func (b *briefing) implemented(r *models.Recommendation) string {
	target := ""
	if r.TargetOn != "" {
		target = ", with the target of " + r.TargetOn.String()
		if models.RecommendationKind.DerivedNamed("overdue").Of(r, b.day) == "yes" {
			target += ", which has passed"
		}
	}
	switch r.State {
	case models.RecommendationNotRecorded:
		return "Whether it was carried out is not recorded" + target
	case models.RecommendationNotStarted:
		return "Work on it has not started" + target
	case models.RecommendationInProgress:
		return "Work on it is in progress" + target
	case models.RecommendationImplemented:
		return "It is said to be implemented" + orWhen(r.ClaimedOn) + b.evidence(r.Evidence) + "; nobody has verified that yet"
	case models.RecommendationClosed:
		return "It was implemented and verified, and closed" + orWhen(r.ClosedOn) + b.evidence(r.Evidence)
	case models.RecommendationSuperseded:
		return "It is superseded"
	default:
		return "It is not the office’s or the force’s to deliver"
	}
}
