package service

import (
	"cmp"
	"slices"
	"strings"

	"answerable/internal/document"
	"answerable/models"
)

// activitiesIn are the activities of a sphere, in the order of their dates.
// Reports to meetings belong to holding to account, whoever made them.
func (b *briefing) activitiesIn(sphere models.Sphere) []*models.Activity {
	found := where(b, models.ActivityKind, func(a *models.Activity) bool { return a.Type != "report" && b.spheres.OfRecord(a) == sphere })
	slices.SortStableFunc(found, func(x, y *models.Activity) int { return cmp.Compare(x.Started, y.Started) })
	return found
}

// bodiesOf tells, once in a paper, whose the bodies are that led activities.
func (b *briefing) bodiesOf(activities []*models.Activity) []document.Block {
	var sentences [][]document.Run
	for _, activity := range activities {
		if body := b.spheres.Bodies[activity.LeadBody]; body != nil && !b.introduced[body.Ref] && (body.PartOf != "" || len(body.Aliases) > 0 || body.SucceededBy != "") {
			sentences = append(sentences, b.whose(body))
		}
	}
	if len(sentences) == 0 {
		return nil
	}
	return []document.Block{paragraph(sentences...)}
}

// did are what is done with an activity of a type: by somebody, and when nobody
// is recorded to have led it.
var did = map[models.ActivityType]struct{ active, passive, noun string }{
	"toolkit":       {"launched", "was launched", "toolkit"},
	"roadshow":      {"ran", "took place", "roadshow"},
	"working group": {"leads", "meets", "working group"},
	"protocol":      {"made", "was made", "protocol"},
	"event":         {"held", "took place", "event"},
	"campaign":      {"ran", "was run", "campaign"},
	"awareness day": {"marked", "was marked", "awareness day"},
	"victims":       {"held", "took place", "dialogue"},
	"audit":         {"carried out", "was carried out", "audit"},
	"monthly data":  {"gave", "was given", "monthly data"},
	"resource":      {"made", "was made", "resource"},
	"post":          {"funded", "was funded", "post"},
	"training":      {"gave", "was given", "training"},
	"report":        {"gave", "was given", "report"},
	"other":         {"carried out", "was carried out", "work"},
}

// activity tells of an activity: who did what and when, with whom and for whom,
// what came of it and what was learnt.
func (b *briefing) activity(a *models.Activity) []document.Block {
	before := [][]document.Run{b.say(a, b.deed(a))}
	if partners := b.several(a.Partners); partners != "" {
		before = append(before, b.say(a, upperFirst(partners)+" took part"))
	}
	if a.Audience != "" {
		before = append(before, b.say(a, "It was meant for "+lowerIfWord(a.Audience)))
	}
	blocks := b.told(a, inOne(before...), a.Text)
	var also [][]document.Run
	if len(a.Outputs) > 0 {
		also = append(also, b.say(a, "What came out of it: "+strings.Join(a.Outputs, "; ")))
	}
	if a.Learnt != "" {
		also = append(also, b.say(a, "What was learnt from it: "+a.Learnt))
	}
	if len(also) > 0 {
		blocks = append(blocks, paragraph(also...))
	}
	return blocks
}

// deed is the sentence that says who did what and when.
func (b *briefing) deed(a *models.Activity) string {
	verb := did[a.Type]
	name := "“" + a.Title + "”"
	noun := "the "
	if !strings.Contains(strings.ToLower(a.Title), verb.noun) {
		noun += verb.noun + " "
	}
	lead, dates := upperFirst(b.name(a.LeadBody)), datesOf(a)
	said, since := "", "when it was"
	switch {
	case a.State == models.ActivityPlanned && lead != "":
		said, since = lead+" plans "+noun+name, "for when"
	case a.State == models.ActivityPlanned:
		said, since = "Planned is "+noun+name, "for when"
	case a.State == models.ActivityUnderWay && lead != "":
		said, since = lead+" leads "+noun+name+", which is under way", "since when"
	case a.State == models.ActivityUnderWay:
		said, since = "Work on "+noun+name+" is under way", "since when"
	case lead != "":
		said, since = lead+" "+verb.active+" "+noun+name, "when"
	default:
		said = upperFirst(noun) + name + " " + verb.passive
	}
	var unknown []string
	if lead == "" {
		unknown = append(unknown, map[bool]string{true: "who led it", false: "who leads it"}[a.State == models.ActivityDone])
	}
	if dates == "" {
		unknown = append(unknown, since)
	}
	if len(unknown) > 0 {
		return said + dates + "; " + strings.Join(unknown, " and ") + " is not recorded"
	}
	return said + dates
}

// datesOf says when an activity was; empty where nobody recorded it.
func datesOf(a *models.Activity) string {
	switch {
	case a.Started == "" && a.Ended == "":
		return ""
	case a.Started == "":
		return ", until " + a.Ended.String()
	case a.State == models.ActivityUnderWay:
		return ", since " + a.Started.String()
	case a.Ended != "" && a.Ended != a.Started:
		return ", from " + a.Started.String() + " until " + a.Ended.String()
	default:
		return " " + when(a.Started)
	}
}
